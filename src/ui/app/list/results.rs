//! What a search found: how much, a window of its contacts, and a cursor in the whole of it.

use std::sync::Arc;

use crate::{
    domain::{contact::Contact, id::ContactId},
    letters::{Rows, Suggestion},
};

/// Screens of contacts that the window is given at a time, so that a key rarely has to wait for its rows.
const SCREENS: usize = 5;

/// A result in its own order, of which only one stretch without gaps is held, however long it is.
#[derive(Debug, Default)]
pub struct Results {
    /// The contacts of the window.
    pub contacts: Vec<Arc<Contact>>,
    /// The row of the first of them, counted from 0.
    pub from: usize,
    /// How many contacts the whole result has; `None` until it was told.
    pub total: Option<usize>,
    /// Contacts that only the account itself found: the rows below the result.
    pub joined: Vec<Contact>,
    /// The row of the cursor in the whole; its contact is always held.
    pub selected: usize,
    /// The first row shown, as the last drawing left it.
    pub top: usize,
    /// The query that these contacts answer.
    pub query: String,
    /// What else may have been meant.
    pub suggestions: Vec<Suggestion>,
    /// Where the cursor goes once its contact is there.
    pub(super) heading: Option<Heading>,
    /// Whether somebody has moved the cursor or opened something. Until then it stays in the first row, whatever comes.
    pub(super) is_touched: bool,
    /// How many changes of the copy had been told of when these rows were asked for.
    pub(super) as_of: usize,
}

/// Where a cursor is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// To this row.
    Row(usize),
    /// To this contact, wherever it stands.
    Contact(ContactId),
}

/// Rows of a result, as the background gives them.
#[derive(Debug)]
pub(in crate::ui::app) struct Answer {
    pub total: usize,
    pub from: usize,
    pub contacts: Vec<Arc<Contact>>,
    pub suggestions: Vec<Suggestion>,
}

impl Results {
    /// The contact under the cursor.
    pub fn current(&self) -> Option<&Contact> {
        self.row(self.selected)
    }

    /// How many rows there are, those that only the account found among them.
    pub fn rows(&self) -> usize {
        self.total.unwrap_or(0) + self.joined.len()
    }

    /// The contact in this row, if it is held.
    pub fn row(&self, row: usize) -> Option<&Contact> {
        self.held().nth(row.checked_sub(self.from)?)
    }

    /// The rows from here on that are held, with their contacts.
    pub fn rows_from(&self, row: usize) -> impl Iterator<Item = (usize, &Contact)> {
        let skipped = row.saturating_sub(self.from);
        (self.from + skipped..).zip(self.held().skip(skipped))
    }

    /// Whether only the account found what is in this row.
    pub fn is_joined(&self, row: usize) -> bool {
        row >= self.total.unwrap_or(0)
    }

    /// The first row to draw so that the cursor is visible in `rows` rows and all of them are held, if so many are.
    pub fn top_for(&self, rows: usize) -> usize {
        let rows = rows.max(1);
        let highest = self.selected.saturating_sub(rows - 1).max(self.from);
        let lowest = self.end().saturating_sub(rows).min(self.selected);
        self.top.clamp(highest, lowest.max(highest))
    }

    /// The row after the last one that is held.
    fn end(&self) -> usize {
        self.from + self.contacts.len() + self.joined.len()
    }

    fn held(&self) -> impl Iterator<Item = &Contact> {
        let found = self.contacts.iter().map(Arc::as_ref);
        found.chain(&self.joined)
    }

    /// The row of a contact that is held.
    fn row_of(&self, id: ContactId) -> Option<usize> {
        let at = self.held().position(|contact| contact.id == id)?;
        Some(self.from + at)
    }

    /// A contact that is held.
    pub(super) fn contact(&self, id: ContactId) -> Option<&Contact> {
        self.held().find(|contact| contact.id == id)
    }

    pub(super) fn replace(&mut self, contact: &Contact) {
        let held = self.contacts.iter_mut().map(Arc::make_mut);
        for known in held.chain(&mut self.joined) {
            if known.id == contact.id {
                known.clone_from(contact);
            }
        }
    }

    /// Moves the cursor to a row, or heads for it when its contact is not there yet.
    pub(super) fn go(&mut self, row: usize) {
        let Some(last) = self.rows().checked_sub(1) else {
            return;
        };
        let row = row.min(last);
        self.is_touched = true;
        if self.row(row).is_some() {
            self.heading = None;
            self.selected = row;
        } else {
            self.heading = Some(Heading::Row(row));
        }
    }

    /// Moves the cursor by so many rows from where it is or will be.
    pub(super) fn step(&mut self, by: isize) {
        let row = match self.heading {
            Some(Heading::Row(row)) => row,
            Some(Heading::Contact(_)) | None => self.selected,
        };
        self.go(row.saturating_add_signed(by));
    }

    /// The rows to ask for when fewer than a screen of them is left on one side of the cursor.
    pub(super) fn ahead(&self, screen: usize) -> Option<Rows> {
        let end = self.from + self.contacts.len();
        let below = Some(end) < self.total && self.selected + screen >= end;
        let above = self.from > 0 && self.selected < self.from + screen;
        (below || above).then(|| around(self.selected, screen))
    }

    /// The rows that have to be asked for so that the cursor gets where it is heading.
    pub(super) fn heading_for(&self, screen: usize) -> Option<Rows> {
        Some(match self.heading? {
            Heading::Row(row) => around(row, screen),
            Heading::Contact(id) => Rows {
                around: Some(id),
                ..around(self.selected, screen)
            },
        })
    }

    /// The rows that show what has become of those on the screen.
    pub(super) fn again(&self, screen: usize) -> Rows {
        if self.is_touched {
            Rows {
                around: self.current().map(|contact| contact.id),
                ..around(self.selected, screen)
            }
        } else {
            first(screen)
        }
    }

    /// Takes other rows of the result in place of those that are held. `asked` is where the cursor was heading when they
    /// were asked for.
    ///
    /// The cursor goes where it is heading, else stays on its contact and in its row of the screen, else in its row.
    pub(super) fn renew(&mut self, answer: Answer, asked: Option<Heading>) {
        let current = self.current().map(|contact| contact.id);
        let offset = self.selected.saturating_sub(self.top);
        self.from = answer.from;
        self.contacts = answer.contacts;
        self.total = Some(answer.total);
        self.suggestions = answer.suggestions;
        self.keep_joined();

        let heading = self.heading.take();
        let target = match heading {
            Some(Heading::Row(row)) => Some(row.min(self.rows().saturating_sub(1))),
            Some(Heading::Contact(id)) => self.row_of(id),
            None => None,
        };
        let arrived = target.filter(|row| self.row(*row).is_some());
        if arrived.is_none() && heading != asked {
            // Somebody went on while these rows were on their way.
            self.heading = heading;
        }
        self.is_touched |= arrived.is_some();
        let last = self.end().saturating_sub(1).max(self.from);
        if let Some(row) = arrived {
            self.selected = row;
        } else {
            let stays = current.and_then(|id| self.row_of(id));
            let row = if self.is_touched {
                stays.unwrap_or(self.selected)
            } else {
                0
            };
            self.selected = row.clamp(self.from, last);
            self.top = self.selected.saturating_sub(offset);
        }
    }

    /// Adds below what only the account found.
    pub(super) fn join(&mut self, contacts: Vec<Contact>) {
        self.joined = contacts;
        self.keep_joined();
    }

    /// Lets go of joined contacts that the result has, or may have where it is not held.
    fn keep_joined(&mut self) {
        let is_whole = self.from == 0 && Some(self.contacts.len()) == self.total;
        let Self {
            contacts, joined, ..
        } = self;
        joined.retain(|found| is_whole && contacts.iter().all(|known| known.id != found.id));
    }
}

/// The first screen of a result: as little as can be shown, so that every key is answered at once.
pub(super) fn first(screen: usize) -> Rows {
    Rows {
        from: 0,
        count: screen,
        around: None,
    }
}

/// Some screens of rows with this one in the middle.
fn around(row: usize, screen: usize) -> Rows {
    let count = screen * SCREENS;
    Rows {
        from: row.saturating_sub(count / 2),
        count,
        around: None,
    }
}
