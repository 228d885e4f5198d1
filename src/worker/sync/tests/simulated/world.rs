//! The contacts of the account, and what others do to them.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::quirks::{Order, Quirks};
use crate::{
    crm::{Item, Items, Tombstone},
    domain::{
        contact::Contact,
        failure::Failure,
        fingerprint::Fingerprint,
        id::{ContactId, Moment, UserId},
    },
};

#[derive(Debug, Clone)]
pub(super) struct Held {
    /// Another number for every state of every contact.
    pub(super) content: i64,
    pub(super) updated_at: i64,
    pub(super) changed_at: i64,
    pub(super) is_hidden: bool,
    pub(super) responsible: i64,
}

#[derive(Debug)]
pub(super) struct World {
    pub(super) quirks: Quirks,
    pub(super) rng: Rng,
    pub(super) contacts: BTreeMap<i64, Held>,
    pub(super) buried: Vec<Tombstone>,
    pub(super) last_id: i64,
    pub(super) last_content: i64,
    pub(super) last_tick: i64,
    /// The last page was empty for no reason.
    pub(super) was_empty: bool,
    pub(super) requests: usize,
    /// Answers in place of the next ones.
    pub(super) scripted: Vec<Result<Items, Failure>>,
    /// The account's clock is wrong by so much, or shows nothing.
    pub(super) clock_is_off: Option<i64>,
    /// What it says from its so manieth request on.
    pub(super) fails_after: Option<(usize, Failure)>,
    /// Where it does not do what was asked.
    pub(super) ignores: Ignores,
    /// More rows or ids than this are too much.
    pub(super) most: usize,
}

#[derive(Debug, Default)]
pub(super) struct Ignores {
    pub(super) ids: bool,
    pub(super) offsets: bool,
    /// It is another account by now.
    pub(super) who_it_was: bool,
}

impl World {
    pub(super) fn event(&mut self, now: i64) {
        let ids: Vec<i64> = self.contacts.keys().copied().collect();
        let Some(&id) = self.rng.choice(&ids) else {
            return self.add(now);
        };
        let skew = self.rng.i64(-90..=60);
        match self.rng.u8(..20) {
            0..=8 => self.edit(id, now, skew),
            // Twice in one second, by one writer.
            9..=10 => {
                self.edit(id, now, skew);
                self.edit(id, now, skew);
            }
            11..=13 => self.add(now + skew),
            14..=16 => self.remove(id, now),
            17 => {
                let other = *self.rng.choice(&ids).unwrap();
                self.remove(id, now);
                self.edit(other, now, skew);
            }
            18 if self.quirks.hides => {
                let held = self.contacts.get_mut(&id).unwrap();
                held.is_hidden = !held.is_hidden;
            }
            _ => {
                let before = self.contacts[&id].content;
                self.edit(id, now, skew);
                let held = self.contacts.get_mut(&id).unwrap();
                if held.content != before {
                    held.responsible = 1 + id % 3;
                }
            }
        }
    }

    pub(super) fn add(&mut self, updated_at: i64) {
        self.last_id += 1;
        self.last_content += 1;
        let held = Held {
            content: self.last_content,
            updated_at,
            changed_at: updated_at,
            is_hidden: false,
            responsible: 5,
        };
        self.contacts.insert(self.last_id, held);
    }

    /// A change that is dated before what is there is refused.
    pub(super) fn edit(&mut self, id: i64, now: i64, skew: i64) {
        let Some(held) = self.contacts.get_mut(&id) else {
            return;
        };
        if now + skew >= held.updated_at {
            self.last_content += 1;
            held.content = self.last_content;
            held.updated_at = now + skew;
            held.changed_at = now;
        }
    }

    pub(super) fn remove(&mut self, id: i64, now: i64) {
        if self.contacts.remove(&id).is_some() {
            self.last_tick = (self.last_tick + 1).max(now);
            self.buried.push(Tombstone {
                id: ContactId(id),
                tick: self.last_tick,
            });
        }
    }

    pub(super) fn list(&self, since: Option<Moment>) -> Vec<Item> {
        let stamp = |held: &Held| {
            if self.quirks.filters_by_updated_at {
                held.updated_at
            } else {
                held.changed_at
            }
        };
        let mut list: Vec<_> = self
            .contacts
            .iter()
            .filter(|(_, held)| !held.is_hidden)
            .filter(|(_, held)| since.is_none_or(|since| stamp(held) > since.0))
            .collect();
        match self.quirks.order {
            Order::Id => {}
            Order::ChangedFirst => list.sort_by_key(|(id, held)| (-held.updated_at, **id)),
            Order::ChangedLast => list.sort_by_key(|(id, held)| (held.updated_at, **id)),
        }
        list.into_iter().map(|(id, held)| item(*id, held)).collect()
    }
}

pub(super) fn raw(id: i64, held: &Held) -> String {
    format!("{id}:{}:{}", held.content, held.responsible)
}

pub(super) fn item(id: i64, held: &Held) -> Item {
    let contact = Contact {
        name: format!("Контакт {}", held.content).as_str().into(),
        ..Contact::bare(
            ContactId(id),
            UserId(held.responsible),
            Moment(held.updated_at),
        )
    };
    Item {
        raw: raw(id, held),
        fingerprint: Fingerprint(held.content * 10 + held.responsible),
        contact: Ok(contact),
    }
}
