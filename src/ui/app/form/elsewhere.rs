//! Fields that are edited elsewhere as well: days in a month, long texts in the person's own editor.

use super::{Form, changing, editor::Editor, keeping, past::Deed};
use crate::ui::app::{Effect, State, elsewhere::Elsewhere};

impl Form {
    /// What is under the cursor, where there is another place to edit it.
    pub(in crate::ui::app) fn elsewhere(&self) -> Option<Elsewhere> {
        let editor = &self.block()?.editor;
        if let Editor::Area(area) = editor {
            return Some(Elsewhere::Text(area.text()));
        }
        let typed = editor.typed(self.focus.stop)?;
        let text = || typed.input.value().to_owned();
        typed
            .reading
            .is_day()
            .then(|| Elsewhere::Day(typed.reading, text()))
    }
}

/// Puts a text in the place of the one under the cursor; it can be taken back as any other change.
pub(in crate::ui::app) fn write(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(form) = changing::editable(state) else {
        return Vec::new();
    };
    form.remember(Deed::Whole);
    let stop = form.focus.stop;
    match form.block_mut().map(|block| &mut block.editor) {
        Some(Editor::Area(area)) => form.focus.stop = area.replace(text),
        Some(editor) => {
            if let Some(input) = editor.input_mut(stop) {
                *input = text.into();
            }
        }
        None => {}
    }
    keeping::typed(state)
}
