//! Typing and choosing in a form; every change is on its way to the disk before anybody asks.

use crossterm::event::{Event as TerminalEvent, KeyCode, KeyEvent, KeyModifiers};
use tui_input::backend::crossterm::EventHandler as _;

use super::{
    Form, Kept,
    editor::{Editor, Stop},
    opening, saving,
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
    let Some(form) = editable(state) else {
        return Vec::new();
    };
    if matches!(key.code, KeyCode::Char(_))
        && key.modifiers.difference(KeyModifiers::SHIFT).is_empty()
    {
        find_text(form);
    }
    let stop = form.focus.stop;
    let removes = matches!(key.code, KeyCode::Backspace | KeyCode::Delete);
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
    typed(state)
}

/// Pasted text goes where the cursor is.
pub(in crate::ui::app) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(form) = editable(state) else {
        return Vec::new();
    };
    find_text(form);
    let stop = form.focus.stop;
    if let Some(input) = form
        .block_mut()
        .and_then(|block| block.editor.input_mut(stop))
    {
        list::insert(input, text);
    }
    typed(state)
}

/// Text typed on the type of a value goes into the value, and on the line that adds one into a new one.
fn find_text(form: &mut Form) {
    match form.stop() {
        Some(Stop::Type) => form.focus.stop += 1,
        Some(Stop::Add) => change(form, Action::AddValue),
        Some(Stop::Text | Stop::Options) | None => {}
    }
}

/// A command in the form.
pub(in crate::ui::app) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let measured = state.measured;
    let Screen::Form(form) = &mut state.screen else {
        return Vec::new();
    };
    match action {
        Action::Back => return opening::leave(state),
        Action::NextStop => form.step(1),
        Action::PreviousStop => form.step(-1),
        Action::Up => form.step_line(-1),
        Action::Down => form.step_line(1),
        Action::PageUp => form.step_line(-Form::page(measured)),
        Action::PageDown => form.step_line(Form::page(measured)),
        Action::Accept if form.stop() != Some(Stop::Add) => form.step(1),
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
            change(form, action);
            return typed(state);
        }
        _ => {}
    }
    Vec::new()
}

/// The form, when something may be typed under the cursor; otherwise the reason is said.
fn editable(state: &mut State) -> Option<&mut Form> {
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
    let stop = form.focus.stop;
    let Some(block) = form.blocks.get_mut(form.focus.block) else {
        return;
    };
    match (action, &mut block.editor) {
        (Action::Accept | Action::AddValue, Editor::Values(values)) => {
            values.add();
            form.focus.stop = values.entries.len() * 2 - 1;
        }
        (Action::RemoveValue, Editor::Values(_)) => remove_value(form),
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
        _ => {}
    }
}

/// Removes the value under the cursor; the last line stays, empty.
fn remove_value(form: &mut Form) {
    let stop = form.focus.stop;
    let Some(block) = form.blocks.get_mut(form.focus.block) else {
        return;
    };
    let Editor::Values(values) = &mut block.editor else {
        return;
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
