//! Typing and choosing in a form; every change is on its way to the disk before anybody asks.

use crossterm::event::{Event as TerminalEvent, KeyCode, KeyEvent, KeyModifiers};
use tui_input::backend::crossterm::EventHandler as _;

use super::{
    Focus, Form, Kept, Problem, asking, differences,
    editor::{Editor, Stop},
    opening,
    past::Deed,
    saving,
};
use crate::{
    letters::{Command, Ticket},
    ui::{
        app::{
            Effect, Over, Screen, State,
            dialog::{About, Dialog},
            list,
            notice::Notice,
        },
        keymap::Action,
    },
    words::Word,
};

/// A key that is not a command is typed into the text under the cursor.
pub(in crate::ui::app) fn type_key(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    let effects = typed_key(state, key);
    asked(state, effects)
}

/// Adds the question for what the cursor stands on now.
fn asked(state: &mut State, mut effects: Vec<Effect>) -> Vec<Effect> {
    effects.extend(asking::follow(state));
    effects
}

fn typed_key(state: &mut State, key: KeyEvent) -> Vec<Effect> {
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
            input.handle_event(&TerminalEvent::Key(key));
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

/// Pasted text goes where the cursor is.
pub(in crate::ui::app) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let effects = pasted(state, text);
    asked(state, effects)
}

fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
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
                list::insert(input, &text);
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

/// A command in the form.
pub(in crate::ui::app) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let effects = acted(state, action);
    asked(state, effects)
}

fn acted(state: &mut State, action: Action) -> Vec<Effect> {
    let measured = state.measured;
    let Screen::Form(form) = &mut state.screen else {
        return Vec::new();
    };
    let before = form.focus;
    match action {
        Action::Back if form.look_no_more() => return typed(state),
        Action::Back => return opening::leave(state),
        Action::Open => return opening::open_twin(state),
        Action::NextStop => form.step(1),
        Action::PreviousStop => form.step(-1),
        Action::Up => form.step_line(-1),
        Action::Down => form.step_line(1),
        Action::PageUp => form.step_line(-Form::page(measured)),
        Action::PageDown => form.step_line(Form::page(measured)),
        Action::Accept if !form.accepts() => form.step(1),
        Action::Save if form.saving.is_none() => return saving::save(state),
        Action::Discard if form.saving.is_some() => {
            state.notice = Some(Notice::info(Word::NoticeSaving));
        }
        Action::Discard if !form.changes().is_empty() => {
            state.over = Some(Over::Dialog(Dialog::new(About::Discard)));
        }
        Action::Discard => state.notice = Some(Notice::info(Word::NoticeNothingChanged)),
        Action::Accept
        | Action::AddValue
        | Action::RemoveValue
        | Action::MoveUp
        | Action::MoveDown
        | Action::NextOption
        | Action::PreviousOption
        | Action::Toggle => {
            let Some(form) = editable(state) else {
                return Vec::new();
            };
            form.remember(Deed::Whole);
            change(form, action);
            return typed(state);
        }
        Action::Differences => return differences::show(state),
        Action::Undo if form.saving.is_none() => {
            if form.undo() {
                return typed(state);
            }
            state.notice = Some(Notice::info(Word::NoticeNothingToUndo));
        }
        _ => {}
    }
    left(state, before)
}

/// What the cursor has left is shown as it was understood.
fn left(state: &mut State, before: Focus) -> Vec<Effect> {
    let Screen::Form(form) = &mut state.screen else {
        return Vec::new();
    };
    if form.focus == before || form.saving.is_some() {
        return Vec::new();
    }
    form.tidy(before);
    if form.focus.block != before.block {
        form.close_up(before.block);
    }
    typed(state)
}

/// The form, when something may be typed under the cursor; otherwise the reason is said.
pub(in crate::ui::app) fn editable(state: &mut State) -> Option<&mut Form> {
    let Screen::Form(form) = &mut state.screen else {
        return None;
    };
    if form.saving.is_some() {
        state.notice = Some(Notice::info(Word::NoticeSaving));
        return None;
    }
    if let Some(reason) = form.block().and_then(|block| block.locked) {
        state.notice = Some(Notice::info(reason));
        return None;
    }
    Some(form)
}

fn change(form: &mut Form, action: Action) {
    if form.pick(action) {
        return;
    }
    let stop = form.focus.stop;
    let Some(block) = form.blocks.get_mut(form.focus.block) else {
        return;
    };
    match (action, &mut block.editor) {
        (Action::Accept, Editor::Area(area)) => {
            form.focus.stop = area.insert(stop, "\n");
        }
        (Action::Accept | Action::AddValue, Editor::Values(values)) => {
            let last = values.part(stop / 2).unwrap_or_else(|| {
                values.add();
                values.entries.len() - 1
            });
            form.focus.stop = last * 2 + 1;
        }
        (Action::RemoveValue, Editor::Values(_)) => remove_value(form),
        (Action::RemoveValue, Editor::Checkbox(checkbox)) => checkbox.state = None,
        (Action::RemoveValue, Editor::Options(options)) => options.chosen.clear(),
        (Action::MoveUp, Editor::Values(values)) => {
            let at = stop / 2;
            if at > 0 && at < values.entries.len() {
                values.entries.swap(at, at - 1);
                form.focus.stop -= 2;
            }
        }
        (Action::MoveDown, Editor::Values(values)) => {
            let at = stop / 2;
            if at + 1 < values.entries.len() {
                values.entries.swap(at, at + 1);
                form.focus.stop += 2;
            }
        }
        (Action::NextOption | Action::Toggle, Editor::Values(values)) => values.turn(stop / 2, 1),
        (Action::PreviousOption, Editor::Values(values)) => values.turn(stop / 2, -1),
        (Action::NextOption, Editor::Options(options)) => options.step(1),
        (Action::PreviousOption, Editor::Options(options)) => options.step(-1),
        (Action::Toggle, Editor::Options(options)) => options.toggle(),
        (Action::NextOption, Editor::Checkbox(checkbox)) => checkbox.turn(true),
        (Action::PreviousOption, Editor::Checkbox(checkbox)) => checkbox.turn(false),
        (Action::Toggle, Editor::Checkbox(checkbox)) => checkbox.toggle(),
        (Action::NextOption | Action::PreviousOption | Action::Toggle, Editor::Entity(entity)) => {
            entity.turn();
        }
        _ => {}
    }
}

/// Removes the value under the cursor; the last line stays, empty.
fn remove_value(form: &mut Form) {
    let stop = form.focus.stop;
    let Some(block) = form.blocks.get_mut(form.focus.block) else {
        return;
    };
    let values = match &mut block.editor {
        Editor::Values(values) => values,
        Editor::Tags(tags) => return drop(tags.chips.pop()),
        _ => return,
    };
    if stop / 2 >= values.entries.len() {
        return;
    }
    values.entries.remove(stop / 2);
    if values.entries.is_empty() {
        values.add();
    }
    // On the type, where a key that is held down removes nothing more.
    form.focus.stop = (stop / 2).min(values.entries.len() - 1) * 2;
}

/// After anything that may have changed a value: keeps the draft on disk in step with the form.
pub(super) fn typed(state: &mut State) -> Vec<Effect> {
    let now = state.now;
    let ticket = state.ticket();
    let Screen::Form(form) = &mut state.screen else {
        return Vec::new();
    };
    let changes = form.changes();
    if form.written.as_ref() == Some(&changes) {
        return Vec::new();
    }
    form.written = Some(changes.clone());
    if !matches!(form.problem, Some(Problem::Failed(_))) {
        form.problem = None;
    }
    if changes.is_empty() {
        form.kept = Kept::Nothing;
        let subject = form.subject;
        let request_id = form.request_id.clone();
        state.session.forget(subject);
        return vec![Effect::Send(Command::DropDraft {
            ticket,
            subject,
            request_id,
        })];
    }
    form.kept = Kept::Writing(ticket);
    let draft = form.draft(now);
    state.session.drafts.insert(draft.subject, draft.clone());
    state.session.keeping.insert(ticket, draft.subject);
    vec![Effect::Send(Command::KeepDraft {
        ticket,
        draft: Box::new(draft),
    })]
}

/// A draft is on disk.
pub(in crate::ui::app) fn draft_kept(state: &mut State, ticket: Ticket) {
    if let Some(subject) = state.session.keeping.remove(&ticket) {
        state.session.unkept.remove(&subject);
    }
    if let Screen::Form(form) = &mut state.screen
        && form.kept == Kept::Writing(ticket)
    {
        form.kept = Kept::OnDisk(state.now);
    }
    if state.session.promised == Some(ticket) {
        state.session.promised = None;
        state.notice = Some(Notice::info(Word::NoticeDraftKept));
    }
}
