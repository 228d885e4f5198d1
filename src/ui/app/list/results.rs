//! What a search found, as far as it was read, with a cursor in it.

use std::collections::HashMap;

use crate::domain::{contact::Contact, id::ContactId};

/// Contacts in the account's order, from the first one on, without gaps.
#[derive(Debug, Default)]
pub struct Results {
    /// The contacts.
    pub contacts: Vec<Contact>,
    /// Whether there are no more.
    pub end: bool,
    /// The row of the cursor.
    pub selected: usize,
    /// The first row shown, as the last drawing left it.
    pub top: usize,
    /// The query that these contacts answer.
    pub query: String,
    /// How many contacts of the account's result were read, readable or not.
    pub(super) read_to: usize,
    pub(super) rows: HashMap<ContactId, usize>,
    /// Where the cursor goes once enough contacts have come.
    pub(super) heading: Option<Heading>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    Last,
    Contact(ContactId, usize),
}

impl Results {
    /// The contact under the cursor.
    pub fn current(&self) -> Option<&Contact> {
        self.contacts.get(self.selected)
    }

    /// How many contacts could not be read.
    pub fn unreadable(&self) -> usize {
        self.read_to.saturating_sub(self.contacts.len())
    }

    /// The first row to draw so that the cursor is visible in `rows` rows.
    pub fn top_for(&self, rows: usize) -> usize {
        let rows = rows.max(1);
        let last_top = self.contacts.len().saturating_sub(rows);
        self.top
            .min(last_top)
            .clamp(self.selected.saturating_sub(rows - 1), self.selected)
    }

    pub(super) fn extend(&mut self, contacts: Vec<Contact>) {
        for contact in contacts {
            if let Some(&row) = self.rows.get(&contact.id) {
                self.contacts[row] = contact;
            } else {
                self.rows.insert(contact.id, self.contacts.len());
                self.contacts.push(contact);
            }
        }
    }

    pub(super) fn replace(&mut self, contact: &Contact) {
        if let Some(&row) = self.rows.get(&contact.id) {
            self.contacts[row] = contact.clone();
        }
    }

    pub(super) fn select(&mut self, row: usize) {
        self.heading = None;
        self.selected = row.min(self.contacts.len().saturating_sub(1));
    }

    /// Moves the cursor to where it was heading, as far as the contacts that came allow.
    pub(super) fn arrive(&mut self) {
        match self.heading {
            Some(Heading::Last) => {
                self.selected = self.contacts.len().saturating_sub(1);
                if self.end {
                    self.heading = None;
                }
            }
            Some(Heading::Contact(id, row)) => {
                if let Some(&row) = self.rows.get(&id) {
                    self.select(row);
                } else if self.end || self.contacts.len() > row {
                    self.select(row);
                }
            }
            None => {}
        }
    }
}
