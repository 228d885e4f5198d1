//! People in the order of names, laid out to be searched: their texts in one string, a column for everything else.

use super::{
    bits::Bits,
    code,
    grams::{Grams, Letter},
    hits::Ranked,
    person::Person,
    question::Question,
    rank::Rank,
    record::{Ends, Record},
};
use crate::domain::{
    id::{ContactId, Moment, UserId},
    order::Alphabet,
};

/// So many people are looked at before asking again whether anybody still wants to know: fewer than a millisecond's worth.
const CHUNK: usize = 4096;
/// Stands for no moment.
const NEVER: i64 = i64::MIN;

/// People who do not change any more.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    columns: Columns,
    /// The places, by the ids of those who stand there.
    by_id: Vec<u32>,
    grams: Grams,
}

/// One entry a person in each, in the order of names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) ids: Vec<i64>,
    pub(super) responsible: Vec<i64>,
    /// When the nearest task is due, or [`NEVER`].
    pub(super) due: Vec<i64>,
    /// Where the parts of each record end in it.
    pub(super) parts: Vec<Ends>,
    /// Where each record ends in the text; it begins where the one before it ends.
    pub(super) ends: Vec<usize>,
    /// All records.
    /// In the bytes of [`code`](super::code).
    pub(super) text: Vec<u8>,
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
    fn record(&self, place: usize) -> Record<'_> {
        let from = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        Record {
            text: &self.text[from..self.ends[place]],
            ends: self.parts[place],
        }
    }
}

impl Block {
    /// People who stand in order.
    pub(super) fn of(entries: &[Entry<'_>]) -> Self {
        let mut columns = Columns::default();
        columns.ids.reserve_exact(entries.len());
        columns.responsible.reserve_exact(entries.len());
        columns.due.reserve_exact(entries.len());
        columns.parts.reserve_exact(entries.len());
        columns.ends.reserve_exact(entries.len());
        let text = entries.iter().map(|entry| entry.record.text.len()).sum();
        columns.text.reserve_exact(text);
        for entry in entries {
            columns.ids.push(entry.id.0);
            columns.responsible.push(entry.responsible.0);
            columns.due.push(entry.due.map_or(NEVER, |due| due.0));
            columns.parts.push(entry.record.ends);
            columns.text.extend_from_slice(entry.record.text);
            columns.ends.push(columns.text.len());
        }
        let grams = Grams::of(entries.len(), entries.iter().map(|entry| entry.record));
        Self::from_parts(columns, grams)
    }

    /// Nobody.
    pub(super) fn empty() -> Self {
        Self::of(&[])
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

    /// What cannot be computed, or not fast.
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

    /// Those of the candidates who fit; `None` when it is outdated before it is done.
    pub(super) fn search(
        &self,
        question: &Question,
        mut candidates: Bits,
        alphabet: Alphabet,
        is_outdated: &dyn Fn() -> bool,
    ) -> Option<Ranked> {
        if question.is_empty() {
            let mut ranked = Ranked::none(self.len());
            ranked.add_all(&candidates, Rank::Other);
            return Some(ranked);
        }
        if let Some(letter) = question.letter() {
            return Some(self.search_letter(letter, question, candidates, alphabet));
        }
        let mut ranked = match question.number() {
            Some(digits @ ([_] | [_, _])) => self.search_digits(digits, &mut candidates),
            _ => Ranked::none(self.len()),
        };
        question.narrow(&mut candidates, &self.grams);
        let mut seen = 0;
        for chunk in candidates.chunks() {
            for place in chunk {
                if let Some(rank) = question.rank(&self.entry(place)) {
                    ranked.add(place, rank);
                }
                seen += 1;
                if seen % CHUNK == 0 && is_outdated() {
                    return None;
                }
            }
        }
        ranked.sort();
        Some(ranked)
    }

    /// Those of the candidates who have a letter, which may be everybody: their texts need not be read, the sets tell.
    fn search_letter(
        &self,
        letter: Letter,
        question: &Question,
        mut candidates: Bits,
        alphabet: Alphabet,
    ) -> Ranked {
        let text = question.name();
        let is_before = |name: &[u8]| {
            let order = alphabet.compare_chars(code::chars(name), code::chars(text));
            order.is_lt()
        };
        let from = self.first_not(|entry| is_before(entry.record.name()));
        let longer = self.first_not(|entry| {
            let name = entry.record.name();
            is_before(name) || name == text
        });
        let to = self.first_not(|entry| {
            let name = entry.record.name();
            is_before(name) || name.starts_with(text)
        });
        let exact = Bits::range(from..longer, self.len());
        let start = Bits::range(longer..to, self.len());
        candidates.and(self.grams.anywhere(letter));
        let mut ranked = Ranked::none(self.len());
        for (rank, set) in [
            (Rank::Exact, exact.words()),
            (Rank::Start, start.words()),
            (Rank::Word, self.grams.begins_word(letter)),
        ] {
            ranked.add_all(&candidates.split(set), rank);
        }
        ranked.add_all(&candidates, Rank::Other);
        ranked
    }

    /// Takes those out of the candidates who have up to two digits in a phone and none in the name, where they might be
    /// worth more: no text need be read for them.
    fn search_digits(&self, digits: &[u8], candidates: &mut Bits) -> Ranked {
        let mut sure = candidates.clone();
        self.grams.narrow_phones(&mut sure, digits);
        sure.and_not(self.grams.numbered());
        candidates.and_not(sure.words());
        let mut ranked = Ranked::none(self.len());
        ranked.add_all(&sure, Rank::Phone);
        ranked
    }

    /// The memory that it holds, in bytes.
    pub(super) fn memory(&self) -> usize {
        let Columns {
            ids,
            responsible,
            due,
            parts,
            ends,
            text,
        } = &self.columns;
        8 * (ids.capacity() + responsible.capacity() + due.capacity() + ends.capacity())
            + 8 * parts.capacity()
            + text.capacity()
            + 4 * self.by_id.capacity()
            + self.grams.memory()
    }
}
