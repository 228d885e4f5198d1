//! How an index follows its account: changes go into a small block beside the base, and into the base when they are many.

use std::{cmp::Ordering, collections::HashMap};

use super::{
    Edition, Index,
    bits::Bits,
    block::{Block, Entry},
    code,
    person::Person,
};
use crate::domain::{id::ContactId, order::Alphabet};

/// So many changes are kept beside even the smallest base.
const FEW: usize = 1024;
/// And such a part of a large one: a change costs as much as the changes beside it, a new base as much as itself.
const PART: usize = 8;

impl Index {
    /// An index of these people in the order of names of this alphabet. Of several with one id the last counts.
    pub fn build(people: impl IntoIterator<Item = Person>, alphabet: Alphabet) -> Self {
        let people = newest(people);
        let mut entries: Vec<Entry<'_>> = people.values().map(Entry::from).collect();
        entries.sort_by(|a, b| compare(alphabet, a, b));
        Self::of(Block::of(&entries), alphabet)
    }

    /// Takes people in or puts their newer state in the place of the older one, and removes others. Of several with one id
    /// the last counts; who is removed, too, is removed. The larger a batch, the less each of it costs.
    pub fn apply(
        &mut self,
        people: impl IntoIterator<Item = Person>,
        removed: impl IntoIterator<Item = ContactId>,
    ) {
        let mut people = newest(people);
        let mut touched: Vec<ContactId> = people.keys().copied().collect();
        for id in removed {
            people.remove(&id);
            touched.push(id);
        }
        touched.sort_unstable();
        for place in touched.iter().filter_map(|id| self.base.place_of(*id)) {
            self.gone.insert(place);
        }
        let kept = self.changed.entries().zip(self.before.iter().copied());
        let kept = kept.filter(|(entry, _)| touched.binary_search(&entry.id).is_err());
        let new = people.values().map(Entry::from);
        let new = new.map(|entry| (entry, self.base_before(&entry)));
        let mut placed: Vec<(Entry<'_>, u32)> = kept.chain(new).collect();
        placed.sort_by(|(a, before), (b, other)| {
            before.cmp(other).then_with(|| compare(self.alphabet, a, b))
        });
        let (entries, before): (Vec<_>, _) = placed.into_iter().unzip();
        self.changed = self.base.beside(&entries);
        self.before = before;
        self.edition = Edition::default();
        if self.changed.len() + self.gone.count() > FEW + self.base.len() / PART {
            self.settle();
        }
    }

    /// Takes all changes into the base. It is worth it before a time of many searches, and happens by itself after many
    /// changes.
    pub fn settle(&mut self) {
        let mut entries = Vec::with_capacity(self.len());
        let mut from = 0;
        let changed = self.changed.entries().zip(&self.before);
        for (entry, before) in changed {
            let before = *before as usize;
            entries.extend(self.base_entries(from, before));
            entries.push(entry);
            from = before;
        }
        entries.extend(self.base_entries(from, self.base.len()));
        *self = Self::of(Block::of(&entries), self.alphabet);
    }

    /// Those who are still there from one place of the base to before another.
    fn base_entries(&self, from: usize, to: usize) -> impl Iterator<Item = Entry<'_>> {
        (from..to)
            .filter(|place| !self.gone.contains(*place))
            .map(|place| self.base.entry(place))
    }

    /// How many of the base stand before somebody.
    fn base_before(&self, entry: &Entry<'_>) -> u32 {
        let before = self
            .base
            .first_not(|other| compare(self.alphabet, &other, entry).is_lt());
        u32::try_from(before).expect("a block's places fit its index by id")
    }

    /// An index without changes.
    pub(super) fn of(base: Block, alphabet: Alphabet) -> Self {
        Self {
            alphabet,
            gone: Bits::none(base.len()),
            changed: base.beside(&[]),
            base,
            before: Vec::new(),
            edition: Edition::default(),
        }
    }
}

fn newest(people: impl IntoIterator<Item = Person>) -> HashMap<ContactId, Person> {
    let people = people.into_iter();
    people.map(|person| (person.id, person)).collect()
}

/// The order of people: by name, then by id.
fn compare(alphabet: Alphabet, a: &Entry<'_>, b: &Entry<'_>) -> Ordering {
    let [name, other] = [a, b].map(|entry| code::chars(entry.record.name()));
    alphabet.compare_chars(name, other).then(a.id.cmp(&b.id))
}
