//! What is offered for a text while it is typed: asked for in the background, shown until something else is known.

use crate::{domain::failure::Failure, letters::Ticket, ui::app::card::Reading};

/// Offers and what has become of the question for them.
#[derive(Debug, Clone)]
pub struct Offers<T> {
    /// What was told last, also while there is a newer question.
    pub shown: Vec<T>,
    /// The newest question.
    pub asked: Reading<()>,
    /// What it was about.
    text: String,
}

impl<T> Default for Offers<T> {
    fn default() -> Self {
        Self {
            shown: Vec::new(),
            asked: Reading::Unread,
            text: String::new(),
        }
    }
}

impl<T> Offers<T> {
    /// Whether nobody has asked about this text yet.
    pub(in crate::ui::app::form) fn lacks(&self, text: &str) -> bool {
        matches!(self.asked, Reading::Unread) || self.text != text
    }

    /// It is asked about this text; an answer to an older question is dropped from now on.
    pub(in crate::ui::app::form) fn ask(&mut self, ticket: Ticket, text: &str) {
        self.asked = Reading::Asked(ticket);
        text.clone_into(&mut self.text);
    }

    /// Takes the answer to the newest question; whether it was that.
    pub(in crate::ui::app::form) fn take(&mut self, ticket: Ticket, told: Vec<T>) -> bool {
        let is_newest = self.asked.take(ticket, ());
        if is_newest {
            self.shown = told;
        }
        is_newest
    }

    /// The newest question was not answered; whether it was that.
    pub(in crate::ui::app::form) fn fail(&mut self, ticket: Ticket, failure: &Failure) -> bool {
        self.asked.fail(ticket, failure)
    }

    /// Nothing is offered and nothing asked.
    pub(in crate::ui::app::form) fn clear(&mut self) {
        *self = Self::default();
    }

    /// What was asked may have been answered to somebody else: it is asked again when it is wanted.
    pub(in crate::ui::app::form) fn forget_question(&mut self) {
        self.asked = Reading::Unread;
    }
}
