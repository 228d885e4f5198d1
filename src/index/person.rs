//! What the search needs of a contact: its folded values in one text, who is responsible, when its task is due.

use super::{
    code,
    record::{self, Ends, Record},
};
use crate::domain::{
    contact::Contact,
    fold,
    id::{ContactId, Moment, UserId},
    query::{Facet, searched},
};

/// A contact as it is searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub(super) id: ContactId,
    pub(super) responsible: UserId,
    /// When the nearest open task is due.
    pub(super) due: Option<Moment>,
    /// Its values, laid out as a [`Record`].
    text: Vec<u8>,
    ends: Ends,
}

impl Person {
    /// Folds a contact. That is most of the work of taking it into an index, and any thread may do it.
    pub fn of(contact: &Contact) -> Self {
        let mut lines = Vec::new();
        for searched in searched(contact) {
            let text = &searched.text;
            if searched.facet == Facet::Phone {
                let numbers = fold::phone_haystack(text);
                let numbers = numbers.split_whitespace();
                lines.extend(numbers.map(|number| (Facet::Phone, number.to_owned())));
                // `доб. 12, спросить Сашу`
                if text.contains(char::is_alphabetic) {
                    lines.push((Facet::Other, fold::line(text)));
                }
            } else {
                lines.push((searched.facet, fold::line(text)));
            }
        }
        let (text, ends) = record::of(lines);
        Self {
            id: contact.id,
            responsible: contact.responsible,
            due: contact.closest_task_at,
            text,
            ends,
        }
    }

    /// The folded texts that are searched, in one; values are apart by control characters. For a benchmark to scan.
    pub fn text(&self) -> String {
        code::chars(&self.text).collect()
    }

    /// The texts with their parts.
    pub(super) fn record(&self) -> Record<'_> {
        Record {
            text: &self.text,
            ends: self.ends,
        }
    }

    /// Whose texts they are.
    pub fn id(&self) -> ContactId {
        self.id
    }
}
