//! The list of contacts: what was found, the search line over it, and the way back to the same row.

mod asking;
mod results;
#[cfg(test)]
mod tests;
mod typing;

use tui_input::Input;

use self::{asking::Question, results::Heading};
pub(super) use self::{
    asking::{begin, changed, follow, found, joined, look_ahead, look_for},
    results::Answer,
    typing::type_in,
};
pub use results::Results;

use super::{Effect, State, copy};
use crate::{
    domain::{contact::Contact, id::ContactId},
    letters::{Suggestion, Ticket},
    ui::keymap::Action,
};

/// The list.
#[derive(Debug, Default)]
pub struct List {
    /// All contacts.
    all: Results,
    /// What the search found; hides `all`.
    hits: Option<Results>,
    /// The search line while it is open.
    pub search: Option<Input>,
    /// The query that is shown, or will be when the answer comes.
    pub query: String,
    /// What was asked of the result before it came: it waits, so that a fast typist opens what was searched for.
    afterwards: Option<Action>,
    /// The open question; a newer one takes its place.
    question: Option<Question>,
    /// The account's own answer that is waited for.
    joining: Option<Ticket>,
    /// The text that the account was asked for last.
    asked_account: String,
    /// How many times the copy has changed.
    changes: usize,
    /// Whether it has the room of the card beside it, too.
    pub is_alone: bool,
}

impl List {
    /// What is on the screen.
    pub fn shown(&self) -> &Results {
        self.hits.as_ref().unwrap_or(&self.all)
    }

    pub(super) fn shown_mut(&mut self) -> &mut Results {
        self.hits.as_mut().unwrap_or(&mut self.all)
    }

    /// How many contacts there are whatever is searched for; `None` until it was told, and when the copy has changed since.
    pub fn all(&self) -> Option<usize> {
        let is_old = self.all.as_of < self.changes;
        self.all.total.filter(|_| !is_old)
    }

    /// A contact as the list knows it.
    pub(super) fn contact(&self, id: ContactId) -> Option<&Contact> {
        [self.shown(), &self.all]
            .into_iter()
            .find_map(|results| results.contact(id))
    }

    /// Whether a search result is shown rather than all contacts.
    pub fn is_searching(&self) -> bool {
        self.search.is_some() || !self.query.is_empty()
    }

    /// Whether the newest search is not answered yet, so that what is shown answers an older one.
    pub fn is_waiting(&self) -> bool {
        self.question
            .as_ref()
            .is_some_and(|question| question.is_new)
    }

    /// What else may have been meant by what is shown.
    pub fn suggestions(&self) -> &[Suggestion] {
        let shown = self.shown();
        if shown.query == self.query {
            &shown.suggestions
        } else {
            &[]
        }
    }

    /// Puts a command off while the rows on the screen answer an older question; false when it can be done now.
    pub(super) fn put_off(&mut self, action: Action) -> bool {
        let early = self.is_waiting() && !self.query.is_empty();
        self.afterwards = early.then_some(action);
        early
    }

    /// The command that waited for the result which is there now.
    pub(super) fn due(&mut self) -> Option<Action> {
        if self.is_waiting() {
            return None;
        }
        self.afterwards.take()
    }

    /// The contact under the cursor, to be looked at: from now on the cursor stays on it.
    pub(super) fn choose(&mut self) -> Option<Contact> {
        let shown = self.shown_mut();
        let contact = shown.current()?.clone();
        shown.is_touched = true;
        Some(contact)
    }

    /// Takes over a newer reading of a contact wherever it is shown.
    pub(super) fn replace(&mut self, contact: &Contact) {
        self.all.replace(contact);
        if let Some(hits) = &mut self.hits {
            hits.replace(contact);
        }
    }

    /// A contact was added: the cursor goes to it, wherever it stands; see [`follow`].
    pub(super) fn added(&mut self, contact: &Contact) {
        let there = Some(Heading::Contact(contact.id));
        self.all.heading = there;
        if let Some(hits) = &mut self.hits {
            hits.heading = there;
        }
    }

    /// Moves the cursor by so many rows.
    pub(super) fn step(&mut self, by: isize) {
        self.shown_mut().step(by);
    }
}

/// A command in the list or its search line.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let page = isize::try_from(state.measured.list_rows.max(1)).unwrap_or(1);
    let list = &mut state.list;
    list.afterwards = None;
    match action {
        Action::Up => list.step(-1),
        Action::Down => list.step(1),
        Action::PageUp => list.step(-page),
        Action::PageDown => list.step(page),
        Action::HalfUp => list.step(-(page / 2).max(1)),
        Action::HalfDown => list.step((page / 2).max(1)),
        Action::First => list.shown_mut().go(0),
        Action::Last => list.shown_mut().go(usize::MAX),
        Action::Search => {
            let query = list.query.clone();
            list.search = Some(Input::new(query));
            return Vec::new();
        }
        Action::Accept => {
            list.search = None;
            return Vec::new();
        }
        Action::TakeSuggestion => return typing::take_suggestion(state),
        Action::Back => {
            list.search = None;
            return asking::go_home(state);
        }
        Action::CardBeside => {
            list.is_alone = !list.is_alone;
            // The next drawing measures how many contacts fit; without the card it is not twice as many.
            state.measured.list_rows *= 2;
        }
        Action::Reload => return copy::refresh(state),
        Action::Decide => {
            copy::decide(state);
            return Vec::new();
        }
        _ => return Vec::new(),
    }
    look_ahead(state)
}
