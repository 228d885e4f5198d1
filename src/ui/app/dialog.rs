//! Questions with numbered answers; the safe answer comes first, and letters never answer.

use super::{Effect, Over, Screen, State, copy, form};
use crate::{
    domain::{contact::Contact, edit::Place, failure::Failure},
    ui::keymap::Action,
    words::Word,
};

/// A question over the form or the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialog {
    /// What it is about.
    pub about: About,
    /// The answer under the cursor, from 0.
    pub selected: usize,
}

/// What a dialog is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Somebody changed the same fields while the form was open; nothing was sent.
    Conflict {
        /// The contact as the account holds it now.
        theirs: Box<Contact>,
        /// What both sides changed differently.
        clashes: Vec<Place>,
    },
    /// Throw away what was typed.
    Discard,
    /// Leave a form whose draft the disk refused.
    Unkept(Failure),
    /// What to do with contacts that the account no longer shows, when they are many.
    Vanishing {
        /// How many are missing.
        rows: usize,
        /// Of how many.
        of: usize,
    },
}

impl Dialog {
    pub(super) fn new(about: About) -> Self {
        Self { about, selected: 0 }
    }

    /// The answers, the safe one first.
    pub fn answers(&self) -> &'static [Word] {
        match self.about {
            About::Conflict { .. } => &[
                Word::AnswerBackToForm,
                Word::AnswerSaveMine,
                Word::AnswerTakeTheirs,
            ],
            About::Discard => &[Word::AnswerKeepEditing, Word::AnswerDiscard],
            About::Unkept(_) => &[Word::AnswerKeepEditing, Word::AnswerLeaveAnyway],
            About::Vanishing { .. } => &[Word::AnswerKeepVanished, Word::AnswerLetGo],
        }
    }
}

/// A command in the dialog.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Over::Dialog(dialog)) = &mut state.over else {
        return Vec::new();
    };
    let count = dialog.answers().len();
    match action {
        Action::Down => dialog.selected = (dialog.selected + 1) % count,
        Action::Up => dialog.selected = (dialog.selected + count - 1) % count,
        Action::Back => state.over = None,
        Action::Accept => return answer(state),
        Action::Choose(n) if usize::from(n) <= count => {
            dialog.selected = usize::from(n) - 1;
            return answer(state);
        }
        _ => {}
    }
    Vec::new()
}

fn answer(state: &mut State) -> Vec<Effect> {
    let Some(Over::Dialog(dialog)) = state.over.take() else {
        return Vec::new();
    };
    let is_form = matches!(state.screen, Screen::Form(_));
    match (dialog.about, dialog.selected) {
        (About::Vanishing { .. }, 1) => copy::let_go(state),
        (About::Vanishing { .. }, _) => Vec::new(),
        _ if !is_form => Vec::new(),
        (About::Conflict { theirs, clashes }, 1) => form::insist(state, &theirs, &clashes),
        (About::Conflict { theirs, clashes }, 2) => form::give_way(state, &theirs, &clashes),
        (About::Discard, 1) => form::discard(state),
        (About::Unkept(_), 1) => form::leave_anyway(state),
        (About::Conflict { .. } | About::Discard | About::Unkept(_), _) => Vec::new(),
    }
}
