//! Commands in a form: moving, choosing, adding and removing.

use super::{
    Focus, Form, asking,
    changing::{change, editable},
    differences,
    keeping::typed,
    opening,
    past::Deed,
    saving,
};
use crate::{
    ui::{
        app::{
            Effect, Over, Screen, State,
            dialog::{About, Dialog},
            notice::Notice,
        },
        keymap::Action,
    },
    words::Word,
};

/// A command in the form.
pub(in crate::ui::app) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let effects = acted(state, action);
    asking::follow(state, effects)
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
