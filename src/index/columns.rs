//! Everybody's texts in one and a column for everything else: what a block and people on their way into one are made of.

use std::iter;

use super::{
    needle::Needle,
    numbers::Numbers,
    person::Person,
    record::{self, Ends, Record},
};
use crate::domain::id::{ContactId, Moment, UserId};

/// One entry a person in each.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) ids: Numbers,
    pub(super) responsible: Numbers,
    /// When the nearest task is due, as [`put_due`] has it.
    pub(super) due: Numbers,
    /// Where each record lies in the text.
    pub(super) extents: Vec<Extent>,
    /// All records, in the bytes of [`code`](super::code).
    pub(super) text: Vec<u8>,
}

/// Where a record lies: it begins where the one before it ends. Together and small, because all of it is read for every
/// candidate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    pub(super) end: u32,
    /// Where its parts end, counted from its beginning; [`LONG`] for either when that is further.
    pub(super) name: u16,
    pub(super) phones: u16,
}

/// A part that ends so far away is looked for: hardly anybody has one.
const LONG: u16 = u16::MAX;

/// A contact among others.
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
    /// Nobody yet, with room for so many people with so much text.
    pub(super) fn with_room(people: usize, text: usize) -> Self {
        Self {
            ids: Numbers::with_room(people),
            responsible: Numbers::with_room(people),
            due: Numbers::with_room(people),
            extents: Vec::with_capacity(people),
            text: Vec::with_capacity(text),
        }
    }

    /// These people, with no more room than they take.
    pub(super) fn of<'a>(entries: impl Iterator<Item = Entry<'a>> + Clone) -> Self {
        let (mut people, mut text) = (0, 0);
        for entry in entries.clone() {
            people += 1;
            text += entry.record.text.len();
        }
        let mut columns = Self::with_room(people, text);
        entries.for_each(|entry| columns.push(&entry));
        columns
    }

    /// Adds somebody after all others.
    pub(super) fn push(&mut self, entry: &Entry<'_>) {
        let Ends { name, phones } = entry.record.ends;
        let short = |end| u16::try_from(end).unwrap_or(LONG);
        self.ids.push(entry.id.0);
        self.responsible.push(entry.responsible.0);
        self.due.push(put_due(entry.due));
        self.text.extend_from_slice(entry.record.text);
        self.extents.push(Extent {
            end: u32::try_from(self.text.len()).expect("no account has four gigabytes of texts"),
            name: short(name),
            phones: short(phones),
        });
    }

    /// How many people there are.
    pub(super) fn len(&self) -> usize {
        self.extents.len()
    }

    /// Who stands at a place.
    pub(super) fn entry(&self, place: usize) -> Entry<'_> {
        Entry {
            id: self.id(place),
            responsible: UserId(self.responsible.get(place)),
            due: due(self.due.get(place)),
            record: self.record(place),
        }
    }

    pub(super) fn id(&self, place: usize) -> ContactId {
        ContactId(self.ids.get(place))
    }

    /// The record at a place.
    pub(super) fn record(&self, place: usize) -> Record<'_> {
        let extent = self.extents[place];
        let text = &self.text[self.begin(place)..extent.end as usize];
        let ends = if extent.phones < LONG {
            Ends {
                name: extent.name.into(),
                phones: extent.phones.into(),
            }
        } else {
            record::ends(text)
        };
        Record { text, ends }
    }

    /// Everybody's, in their order.
    pub(super) fn records(&self) -> impl Iterator<Item = Record<'_>> {
        (0..self.len()).map(|place| self.record(place))
    }

    /// Everybody's place, in the order of ids and for each id in that of places.
    pub(super) fn by_id(&self) -> Vec<u32> {
        let places = u32::try_from(self.len()).expect("no account has four billion contacts");
        let mut by_id: Vec<u32> = (0..places).collect();
        by_id.sort_unstable_by_key(|place| (self.id(*place as usize), *place));
        by_id
    }

    fn begin(&self, place: usize) -> usize {
        place
            .checked_sub(1)
            .map_or(0, |before| self.extents[before].end as usize)
    }

    /// The places of all records that have a text, each with where it is found first in the record, by reading everything.
    pub(super) fn find<'a>(
        &'a self,
        needle: &'a Needle,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let (mut place, mut begin, mut from) = (0, 0, 0);
        iter::from_fn(move || {
            let at = from + needle.find(&self.text[from..])?;
            while self.extents[place].end as usize <= at {
                begin = self.extents[place].end as usize;
                place += 1;
            }
            from = self.extents[place].end as usize;
            Some((place, at - begin))
        })
    }

    /// Whether every person has one entry in each, and no record or part of one lies outside the text.
    pub(super) fn is_sound(&self) -> bool {
        let mut begin = 0;
        let are_records = self.extents.iter().all(|extent| {
            let (from, end) = (begin, extent.end as usize);
            begin = end;
            let [name, phones] = [extent.name, extent.phones].map(|part| from + usize::from(part));
            let is_long = extent.phones == LONG;
            from < end
                && end <= self.text.len()
                && (is_long || name > from && name <= phones && phones <= end)
        });
        are_records
            && begin == self.text.len()
            && [&self.ids, &self.responsible, &self.due].map(Numbers::len) == [self.len(); 3]
    }

    /// The memory that they hold, in bytes.
    pub(super) fn memory(&self) -> usize {
        let numbers = [&self.ids, &self.responsible, &self.due];
        let numbers: usize = numbers.map(Numbers::memory).iter().sum();
        numbers + size_of::<Extent>() * self.extents.capacity() + self.text.capacity()
    }
}

/// The second after a moment, so that it is 0 when there is none; what lies before 1970 stays as it is.
fn put_due(due: Option<Moment>) -> i64 {
    match due {
        None => 0,
        Some(Moment(at @ ..0)) => at,
        Some(Moment(at)) => at.saturating_add(1),
    }
}

fn due(put: i64) -> Option<Moment> {
    match put {
        0 => None,
        ..0 => Some(Moment(put)),
        _ => Some(Moment(put - 1)),
    }
}
