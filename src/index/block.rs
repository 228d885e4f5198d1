//! People in the order of names, laid out to be searched: their columns, and who has which letters.

use std::sync::Arc;

use super::{
    columns::{Columns, Entry},
    grams::Grams,
    pairs::Pairs,
};
use crate::domain::id::ContactId;

/// People who do not change any more.
#[derive(Debug)]
pub(super) struct Block {
    columns: Columns,
    /// The places, by the ids of those who stand there.
    by_id: Vec<u32>,
    grams: Grams,
}

impl Block {
    /// People who stand in order, with sets of letters that suit them.
    pub(super) fn of(columns: Columns) -> Self {
        let pairs = Pairs::of(columns.records());
        Self::with_pairs(columns, Arc::new(pairs))
    }

    /// People who stand in order beside this block, and are too few to choose their own sets of letters.
    pub(super) fn beside(&self, columns: Columns) -> Self {
        Self::with_pairs(columns, Arc::clone(self.grams.pairs()))
    }

    fn with_pairs(columns: Columns, pairs: Arc<Pairs>) -> Self {
        let grams = Grams::of(columns.len(), columns.records(), pairs);
        Self::from_parts(columns, grams)
    }

    /// A block of what another one's [`parts`](Self::parts) were.
    pub(super) fn from_parts(columns: Columns, grams: Grams) -> Self {
        let by_id = columns.by_id();
        Self {
            columns,
            by_id,
            grams,
        }
    }

    /// All that it is made of.
    pub(super) fn parts(&self) -> (&Columns, &Grams) {
        (&self.columns, &self.grams)
    }

    /// How many people are in it.
    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    /// Who stands at a place.
    pub(super) fn entry(&self, place: usize) -> Entry<'_> {
        self.columns.entry(place)
    }

    pub(super) fn id(&self, place: usize) -> ContactId {
        self.columns.id(place)
    }

    /// Everybody, in order.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.len()).map(|place| self.entry(place))
    }

    /// Where a contact stands.
    pub(super) fn place_of(&self, id: ContactId) -> Option<usize> {
        let found = self
            .by_id
            .binary_search_by_key(&id, |place| self.id(*place as usize));
        found.ok().map(|at| self.by_id[at] as usize)
    }

    /// The first place of which this does not hold, when it holds of all before that place and of none after it.
    pub(super) fn first_not(&self, holds: impl Fn(Entry<'_>) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            if holds(self.entry(middle)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    /// The memory that it holds, in bytes.
    pub(super) fn memory(&self) -> usize {
        self.columns.memory() + size_of::<u32>() * self.by_id.capacity() + self.grams.memory()
    }
}
