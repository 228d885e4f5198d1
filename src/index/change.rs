//! How an index follows its account: changes go into a small block beside the base, and into the base when they are many.

use std::cmp::Ordering;

use super::{
    Edition, Index,
    bits::Bits,
    block::Block,
    code,
    columns::{Columns, Entry},
    gathering::Gathering,
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
        Self::of_gathered(people.into_iter().collect(), alphabet)
    }

    /// The same of people who were gathered before.
    pub fn of_gathered(gathering: Gathering, alphabet: Alphabet) -> Self {
        let people = gathering.people();
        let mut places = gathering.newest();
        places.sort_unstable_by(|a, b| {
            let [a, b] = [a, b].map(|place| people.entry(*place as usize));
            compare(alphabet, &a, &b)
        });
        let in_order = places.iter().map(|place| people.entry(*place as usize));
        let columns = Columns::of(in_order);
        // Its room is wanted for what a block has beside its columns.
        drop((gathering, places));
        Self::of(Block::of(columns), alphabet)
    }

    /// Takes people in or puts their newer state in the place of the older one, and removes others. Of several with one id
    /// the last counts; who is removed, too, is removed. The larger a batch, the less each of it costs.
    pub fn apply(
        &mut self,
        people: impl IntoIterator<Item = Person>,
        removed: impl IntoIterator<Item = ContactId>,
    ) {
        let mut removed: Vec<ContactId> = removed.into_iter().collect();
        removed.sort_unstable();
        let gathering: Gathering = people.into_iter().collect();
        let people = gathering.newest().into_iter();
        let people = people.map(|place| gathering.people().entry(place as usize));
        let people: Vec<Entry<'_>> = people
            .filter(|entry| removed.binary_search(&entry.id).is_err())
            .collect();
        let mut touched = removed;
        touched.extend(people.iter().map(|entry| entry.id));
        touched.sort_unstable();
        for place in touched.iter().filter_map(|id| self.base.place_of(*id)) {
            self.gone.insert(place);
        }
        let kept = self.changed.entries().zip(self.before.iter().copied());
        let kept = kept.filter(|(entry, _)| touched.binary_search(&entry.id).is_err());
        let new = people.into_iter();
        let new = new.map(|entry| (entry, self.base_before(&entry)));
        let mut placed: Vec<(Entry<'_>, u32)> = kept.chain(new).collect();
        placed.sort_by(|(a, before), (b, other)| {
            before.cmp(other).then_with(|| compare(self.alphabet, a, b))
        });
        let entries = placed.iter().map(|(entry, _)| *entry);
        let changed = self.base.beside(Columns::of(entries));
        self.before = placed.into_iter().map(|(_, before)| before).collect();
        self.changed = changed;
        self.edition = Edition::default();
        if self.changed.len() + self.gone.count() > FEW + self.base.len() / PART {
            self.settle();
        }
    }

    /// Takes all changes into the base. It is worth it before a time of many searches, and happens by itself after many
    /// changes.
    pub fn settle(&mut self) {
        let before = |nth: usize| {
            let before = self.before.get(nth).map(|before| *before as usize);
            before.unwrap_or(self.base.len())
        };
        // Before each who changed, and after the last of them, those of the base who stand there.
        let all = (0..=self.changed.len()).flat_map(|nth| {
            let from = nth.checked_sub(1).map_or(0, before);
            let changed = (nth < self.changed.len()).then(|| self.changed.entry(nth));
            self.base_entries(from, before(nth)).chain(changed)
        });
        let columns = Columns::of(all);
        // The old base makes room before the new one is more than columns.
        *self = Self::of(Block::of(Columns::with_room(0, 0)), self.alphabet);
        *self = Self::of(Block::of(columns), self.alphabet);
    }

    /// Those who are still there from one place of the base to before another.
    fn base_entries(&self, from: usize, to: usize) -> impl Iterator<Item = Entry<'_>> + Clone {
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
            changed: base.beside(Columns::with_room(0, 0)),
            base,
            before: Vec::new(),
            edition: Edition::default(),
        }
    }
}

/// The order of people: by name, then by id.
fn compare(alphabet: Alphabet, a: &Entry<'_>, b: &Entry<'_>) -> Ordering {
    let [name, other] = [a, b].map(|entry| code::chars(entry.record.name()));
    alphabet.compare_chars(name, other).then(a.id.cmp(&b.id))
}
