//! What the form was before each change, so that changes can be taken back one by one.

use super::{Focus, Form, editor::Editor};

/// Steps that can be taken back; older ones are forgotten.
const STEPS: usize = 500;

/// What a key did to the field under the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// It typed a letter of a word; a word is taken back in one piece.
    Letter,
    /// It removed a letter; what is removed in one go comes back in one piece.
    Removal,
    /// Anything else.
    Whole,
}

/// The editors as they were before each change, the last one at the end.
#[derive(Debug, Default)]
pub(super) struct Past {
    steps: Vec<Step>,
    /// What the last key did and where, as long as nothing else was done.
    last: Option<(Focus, Deed)>,
}

#[derive(Debug)]
struct Step {
    focus: Focus,
    editor: Editor,
    /// It was not the person who changed it, but leaving the field.
    is_tidying: bool,
}

impl Past {
    fn push(&mut self, step: Step) {
        if self.steps.len() == STEPS {
            self.steps.remove(0);
        }
        self.steps.push(step);
    }
}

impl Form {
    /// To be called before the field under the cursor is changed.
    pub(super) fn remember(&mut self, deed: Deed) {
        let here = (self.focus, deed);
        if deed != Deed::Whole && self.past.last == Some(here) {
            return;
        }
        self.past.last = Some(here);
        if let Some(editor) = self.block().map(|block| block.editor.clone()) {
            self.past.push(Step {
                focus: self.focus,
                editor,
                is_tidying: false,
            });
        }
    }

    /// Gives the text at `focus`, which the cursor is leaving, the form in which it was understood.
    pub(super) fn tidy(&mut self, focus: Focus) {
        self.past.last = None;
        let Some(block) = self.blocks.get_mut(focus.block) else {
            return;
        };
        if block.locked.is_some() {
            return;
        }
        let before = block.editor.clone();
        let Some(typed) = block.editor.typed_mut(focus.stop) else {
            return;
        };
        if let Some(tidied) = typed.tidied() {
            typed.input = tidied.into();
            self.past.push(Step {
                focus,
                editor: before,
                is_tidying: true,
            });
        }
    }

    /// Takes the last change back and puts the cursor where it was made; false when there is none.
    pub(super) fn undo(&mut self) -> bool {
        self.past.last = None;
        while let Some(step) = self.past.steps.pop() {
            let Some(block) = self.blocks.get_mut(step.focus.block) else {
                continue;
            };
            // A key that had nothing to change is no step for the person.
            if block.editor.is_like(&step.editor) {
                continue;
            }
            block.editor = step.editor;
            block.editor.forget_question();
            if step.is_tidying
                && let Some(typed) = block.editor.typed_mut(step.focus.stop)
            {
                typed.keep_as_typed();
            }
            self.focus = step.focus;
            return true;
        }
        false
    }
}
