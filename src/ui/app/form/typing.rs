//! Typing and pasting in a form: text goes where the cursor is, or where it must have been meant.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    Form, asking,
    changing::{change, editable, remove_value},
    editor::{Editor, Stop},
    keeping::typed,
    past::Deed,
};
use crate::ui::{
    app::{Effect, State, typing::Typing},
    keymap::Action,
};

/// Something is typed into the text under the cursor.
pub(in crate::ui::app) fn type_in(state: &mut State, typing: Typing<'_>) -> Vec<Effect> {
    let effects = match typing {
        Typing::Key(key) => type_key(state, key),
        Typing::Paste(text) => paste(state, text),
    };
    asking::follow(state, effects)
}

fn type_key(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    let Some(form) = editable(state) else {
        return Vec::new();
    };
    let is_letter = matches!(key.code, KeyCode::Char(_))
        && key.modifiers.difference(KeyModifiers::SHIFT).is_empty();
    if is_letter || key.code == KeyCode::Backspace && form.stop() == Some(Stop::Offer) {
        find_text(form);
    }
    if form.stop() == Some(Stop::Options) {
        look_for(form, key);
        return Vec::new();
    }
    let removes = matches!(key.code, KeyCode::Backspace | KeyCode::Delete);
    form.remember(match key.code {
        KeyCode::Backspace | KeyCode::Delete => Deed::Removal,
        KeyCode::Char(c) if c.is_alphanumeric() => Deed::Letter,
        _ => Deed::Whole,
    });
    if removes && join_lines(form, key.code) {
        return typed(state);
    }
    let stop = form.focus.stop;
    let Some(block) = form.block_mut() else {
        return Vec::new();
    };
    if let Some(input) = block.editor.input_mut(stop) {
        if removes && input.value().is_empty() {
            remove_value(form);
        } else {
            Typing::Key(key).go_into(input);
        }
    }
    end_tags(form);
    typed(state)
}

/// What is typed on a list looks for options; it changes no value.
fn look_for(form: &mut Form, key: KeyEvent) {
    let Some(Editor::Options(options)) = form.block_mut().map(|block| &mut block.editor) else {
        return;
    };
    let mut filter = options.filter.clone();
    match key.code {
        KeyCode::Char(c) if key.modifiers.difference(KeyModifiers::SHIFT).is_empty() => {
            filter.push(c);
        }
        KeyCode::Backspace => drop(filter.pop()),
        _ => return,
    }
    options.look_for(filter);
}

/// Backspace at the beginning of a line of a text, and Delete at its end, join two lines; false when neither is the case.
fn join_lines(form: &mut Form, key: KeyCode) -> bool {
    let at = form.focus.stop;
    let Some(Editor::Area(area)) = form.block_mut().map(|block| &mut block.editor) else {
        return false;
    };
    let Some(input) = area.lines.get(at).map(|line| &line.input) else {
        return false;
    };
    let is_end = input.cursor() == input.value().chars().count();
    match key {
        KeyCode::Backspace if input.cursor() == 0 && area.join(at) => form.focus.stop -= 1,
        KeyCode::Delete if is_end && area.join(at + 1) => {}
        _ => return false,
    }
    true
}

/// No tag holds a comma: whatever stands before one is a tag.
fn end_tags(form: &mut Form) {
    if let Some(Editor::Tags(tags)) = form.block_mut().map(|block| &mut block.editor) {
        tags.part();
    }
}

fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(form) = editable(state) else {
        return Vec::new();
    };
    find_text(form);
    form.remember(Deed::Whole);
    let stop = form.focus.stop;
    match form.block_mut().map(|block| &mut block.editor) {
        Some(Editor::Area(area)) => form.focus.stop = area.insert(stop, text),
        Some(editor) => {
            // Phones, e-mails and tags come in lines, from a table or a letter.
            let is_values = matches!(editor, Editor::Values(_) | Editor::Tags(_));
            let text = if is_values {
                text.trim().replace('\n', ", ")
            } else {
                text.to_owned()
            };
            if let Some(input) = editor.input_mut(stop) {
                Typing::Paste(&text).go_into(input);
            }
        }
        None => {}
    }
    end_tags(form);
    typed(state)
}

/// Text typed on the type of a value goes into the value, on the line that adds one into a new one, and on what is linked or
/// offered into the search for others.
fn find_text(form: &mut Form) {
    match form.stop() {
        Some(Stop::Type) => form.focus.stop += 1,
        Some(Stop::Add | Stop::Link) => {
            form.remember(Deed::Whole);
            change(form, Action::AddValue);
        }
        Some(Stop::Offer) => form.stand_on_text(),
        Some(Stop::Text | Stop::Options | Stop::Shown) | None => {}
    }
}
