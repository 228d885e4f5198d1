//! Changes of what is under the cursor: whether there may be any, and what an action means for each kind of editor.

use super::{Form, editor::Editor};
use crate::{
    ui::{
        app::{Screen, State, notice::Notice},
        keymap::Action,
    },
    words::Word,
};

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

/// Does what an action means for the editor under the cursor.
pub(super) fn change(form: &mut Form, action: Action) {
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
pub(super) fn remove_value(form: &mut Form) {
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
