//! Lines under a text that Enter takes: what can be linked, and tags that may be meant.

use super::{
    Form,
    editor::{Editor, Stop},
};
use crate::ui::keymap::Action;

impl Form {
    /// Whether Enter does something here, and does not only go on.
    pub(super) fn accepts(&self) -> bool {
        let stop = self.stop();
        match self.block().map(|block| &block.editor) {
            Some(Editor::Area(_) | Editor::Picker(_)) => true,
            Some(Editor::Tags(tags)) => stop == Some(Stop::Offer) || !tags.text().is_empty(),
            _ => stop == Some(Stop::Add),
        }
    }

    /// A command about links, tags or what is offered; false when the cursor stands on something else.
    pub(super) fn pick(&mut self, action: Action) -> bool {
        let at = self.focus.stop;
        let stop = self.stop();
        match self.block_mut().map(|block| &mut block.editor) {
            Some(Editor::Picker(picker)) => match (action, stop) {
                (Action::Accept | Action::AddValue, Some(Stop::Link | Stop::Add)) => {
                    picker.open(true);
                    self.focus.stop = picker.text_stop();
                }
                (Action::Accept, Some(Stop::Text)) if !picker.offered().is_empty() => {
                    self.focus.stop += 1;
                }
                (Action::Accept, Some(Stop::Offer)) => {
                    picker.choose(at - picker.text_stop() - 1);
                    // On what was chosen, or where one more is added.
                    self.focus.stop = if picker.is_many() {
                        picker.text_stop()
                    } else {
                        0
                    };
                }
                (Action::RemoveValue, Some(Stop::Link)) => {
                    picker.unlink(at);
                    self.focus.stop = at.min(picker.text_stop().saturating_sub(1));
                }
                _ => {}
            },
            Some(Editor::Tags(tags)) => match (action, stop) {
                (Action::Accept, Some(Stop::Offer)) => {
                    tags.choose(at - 1);
                    self.focus.stop = 0;
                }
                (Action::Accept | Action::AddValue, _) => tags.end(),
                (Action::RemoveValue, _) => drop(tags.chips.pop()),
                _ => {}
            },
            _ => return false,
        }
        true
    }

    /// Goes from what is offered to the text that it is offered for.
    pub(super) fn stand_on_text(&mut self) {
        self.focus.stop = match self.block().map(|block| &block.editor) {
            Some(Editor::Picker(picker)) => picker.text_stop(),
            _ => 0,
        };
    }

    /// Ends looking for something to be linked; false when nobody does under the cursor.
    pub(super) fn look_no_more(&mut self) -> bool {
        match self.block_mut().map(|block| &mut block.editor) {
            Some(Editor::Picker(picker)) if picker.is_looking() => {
                picker.open(false);
                self.focus.stop = 0;
                self.problem = None;
                true
            }
            _ => false,
        }
    }

    /// What the cursor has left shows its outcome: a list all of its options, a tag its end. What was looked for stays until
    /// something is taken.
    pub(super) fn close_up(&mut self, block: usize) {
        match self.blocks.get_mut(block).map(|block| &mut block.editor) {
            Some(Editor::Options(options)) => options.look_for(String::new()),
            Some(Editor::Picker(picker)) if picker.text().is_empty() => picker.open(false),
            Some(Editor::Picker(picker)) => picker.is_open = false,
            Some(Editor::Tags(tags)) => tags.end(),
            _ => {}
        }
    }
}
