//! People in the order of names, laid out to be searched: their texts in one string, a column for everything else.

use std::{iter, sync::Arc};

use super::{
    grams::Grams,
    needle::Needle,
    pairs::Pairs,
    person::Person,
    record::{Ends, Record},
};
use crate::domain::id::{ContactId, Moment, UserId};

/// Stands for no moment.
const NEVER: i64 = i64::MIN;

/// People who do not change any more.
#[derive(Debug)]
pub(super) struct Block {
    columns: Columns,
    /// The places, by the ids of those who stand there.
    by_id: Vec<u32>,
    grams: Grams,
}

/// One entry a person in each, in the order of names.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) ids: Vec<i64>,
    pub(super) responsible: Vec<i64>,
    /// When the nearest task is due, or [`NEVER`].
    pub(super) due: Vec<i64>,
    /// Where each record lies in the text.
    pub(super) extents: Vec<Extent>,
    /// All records, in the bytes of [`code`](super::code).
    pub(super) text: Vec<u8>,
}

/// Where a record lies: it begins where the one before it ends. Together, because both are read for every candidate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    pub(super) end: usize,
    pub(super) parts: Ends,
}

/// A contact in a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) id: ContactId,
    pub(super) responsible: UserId,
    pub(super) due: Option<Moment>,
    pub(super) record: Record<'a>,
}

impl<'a> From<&'a Person> for Entry<'a> {
    fn from(person: &'a Person) -> Self {
        Self {
            id: person.id,
            responsible: person.responsible,
            due: person.due,
            record: person.record(),
        }
    }
}

impl Columns {
    /// The record at a place.
    pub(super) fn record(&self, place: usize) -> Record<'_> {
        let before = place.checked_sub(1).map(|before| self.extents[before].end);
        let Extent { end, parts } = self.extents[place];
        Record {
            text: &self.text[before.unwrap_or(0)..end],
            ends: parts,
        }
    }

    /// The places of all records that have a text, each with where it is found first in the record, by reading everything.
    pub(super) fn find<'a>(
        &'a self,
        needle: &'a Needle,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let (mut place, mut begin, mut from) = (0, 0, 0);
        iter::from_fn(move || {
            let at = from + needle.find(&self.text[from..])?;
            while self.extents[place].end <= at {
                begin = self.extents[place].end;
                place += 1;
            }
            from = self.extents[place].end;
            Some((place, at - begin))
        })
    }
}

impl Block {
    /// People who stand in order, with sets of letters that suit them.
    pub(super) fn of(entries: &[Entry<'_>]) -> Self {
        let pairs = Pairs::of(entries.iter().map(|entry| entry.record));
        Self::with_pairs(entries, Arc::new(pairs))
    }

    /// People who stand in order beside this block, and are too few to choose their own sets of letters.
    pub(super) fn beside(&self, entries: &[Entry<'_>]) -> Self {
        Self::with_pairs(entries, Arc::clone(self.grams.pairs()))
    }

    fn with_pairs(entries: &[Entry<'_>], pairs: Arc<Pairs>) -> Self {
        let mut columns = Columns::default();
        columns.ids.reserve_exact(entries.len());
        columns.responsible.reserve_exact(entries.len());
        columns.due.reserve_exact(entries.len());
        columns.extents.reserve_exact(entries.len());
        let text = entries.iter().map(|entry| entry.record.text.len()).sum();
        columns.text.reserve_exact(text);
        for entry in entries {
            columns.ids.push(entry.id.0);
            columns.responsible.push(entry.responsible.0);
            columns.due.push(entry.due.map_or(NEVER, |due| due.0));
            columns.text.extend_from_slice(entry.record.text);
            columns.extents.push(Extent {
                end: columns.text.len(),
                parts: entry.record.ends,
            });
        }
        let records = entries.iter().map(|entry| entry.record);
        Self::from_parts(columns, Grams::of(entries.len(), records, pairs))
    }

    /// A block of what another one's [`parts`](Self::parts) were.
    pub(super) fn from_parts(columns: Columns, grams: Grams) -> Self {
        let places =
            u32::try_from(columns.ids.len()).expect("no account has four billion contacts");
        let mut by_id: Vec<u32> = (0..places).collect();
        by_id.sort_unstable_by_key(|place| columns.ids[*place as usize]);
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
        self.columns.ids.len()
    }

    /// Who stands at a place.
    pub(super) fn entry(&self, place: usize) -> Entry<'_> {
        let due = self.columns.due[place];
        Entry {
            id: self.id(place),
            responsible: UserId(self.columns.responsible[place]),
            due: (due != NEVER).then_some(Moment(due)),
            record: self.columns.record(place),
        }
    }

    pub(super) fn id(&self, place: usize) -> ContactId {
        ContactId(self.columns.ids[place])
    }

    /// Everybody, in order.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.len()).map(|place| self.entry(place))
    }

    /// Where a contact stands.
    pub(super) fn place_of(&self, id: ContactId) -> Option<usize> {
        let found = self
            .by_id
            .binary_search_by_key(&id.0, |place| self.columns.ids[*place as usize]);
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
        let Columns {
            ids,
            responsible,
            due,
            extents,
            text,
        } = &self.columns;
        size_of::<i64>() * (ids.capacity() + responsible.capacity() + due.capacity())
            + size_of::<Extent>() * extents.capacity()
            + text.capacity()
            + size_of::<u32>() * self.by_id.capacity()
            + self.grams.memory()
    }
}
