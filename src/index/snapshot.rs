//! An index as bytes, so that a start reads it instead of folding everybody anew.
//!
//! All numbers are little-endian, all lists are preceded by their length (u64):
//!
//! ```text
//! magic    8 bytes
//! format   u64
//! fold     u64      how texts were folded
//! alphabet u64      whose names stand first
//! origin   i64      the caller's: where the people come from
//! sequence i64      the caller's: how far the index has followed it
//! ids, responsible users, due times: i64 each
//! ends of records: u64, of their name and phones: u32 each
//! sets of pairs: u16 each
//! sets of people: u64 each
//! texts: u8 each
//! checksum u64      of everything before it
//! ```
//!
//! It goes out and comes in piece by piece, straight from and into the columns: beside an index there is never room for a
//! second one.

mod reader;
mod writer;

use std::io::{Read, Write};

use super::{
    Index,
    block::{Block, Columns, Extent},
    grams::Grams,
    pairs::Pairs,
    record::Ends,
};
use crate::domain::{fold, order::Alphabet};
use reader::Reader;
use writer::Writer;

const MAGIC: u64 = u64::from_le_bytes(*b"rolo idx");
/// Counts the changes of what is written, and of what sets of letters and records are.
const FORMAT: u64 = 2;
/// So many bytes go through memory at a time.
const PIECE: usize = 64 * 1024;

/// Why an index cannot be taken back from bytes: it has to be built anew, nothing is lost by that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// They are no snapshot, cannot be read to their end, or were cut or changed.
    #[error("the snapshot of the search index is damaged")]
    Damaged,
    /// They are of people from elsewhere, in another order, or another version of rolo wrote them.
    #[error("the snapshot of the search index is of another kind")]
    Other,
}

impl Index {
    /// Writes everybody down, with where they come from and how far the index has followed that, both in the caller's own
    /// numbers. All changes are taken into the base before.
    pub fn snapshot(&mut self, out: impl Write, origin: i64, sequence: i64) -> std::io::Result<()> {
        if self.changed.len() + self.gone.count() > 0 {
            self.settle();
        }
        let (columns, grams) = self.base.parts();
        let mut out = Writer::new(out);
        for number in kind(self.alphabet, origin) {
            out.number(number)?;
        }
        out.number(sequence.cast_unsigned())?;
        for column in [&columns.ids, &columns.responsible, &columns.due] {
            out.list(column, i64::to_le_bytes)?;
        }
        out.list(&columns.extents, extent_to_bytes)?;
        out.list(grams.pairs().numbers(), u16::to_le_bytes)?;
        out.list(grams.words(), u64::to_le_bytes)?;
        out.list(&columns.text, |byte| [byte])?;
        out.end()
    }

    /// Takes an index and its sequence back from a [`snapshot`](Self::snapshot) of so many bytes, when its people come from
    /// where it is said and stand in the order that is wanted. It takes no more memory than `size` allows, whatever is read.
    pub fn restore(
        from: impl Read,
        size: u64,
        alphabet: Alphabet,
        origin: i64,
    ) -> Result<(Self, i64), Unfit> {
        let mut from = Reader::new(from, size);
        for (number, wanted) in kind(alphabet, origin).into_iter().enumerate() {
            match from.number() {
                Some(found) if found == wanted => {}
                // What begins otherwise is no snapshot at all.
                Some(_) if number > 0 => return Err(Unfit::Other),
                _ => return Err(Unfit::Damaged),
            }
        }
        rest(from, alphabet).ok_or(Unfit::Damaged)
    }
}

/// What a snapshot begins with: where this differs, the rest means something else.
fn kind(alphabet: Alphabet, origin: i64) -> [u64; 5] {
    let alphabet = match alphabet {
        Alphabet::Cyrillic => 0,
        Alphabet::Latin => 1,
    };
    let fold = fold::VERSION.into();
    [MAGIC, FORMAT, fold, alphabet, origin.cast_unsigned()]
}

/// The index and its sequence; `None` when it contradicts itself.
fn rest<R: Read>(mut from: Reader<R>, alphabet: Alphabet) -> Option<(Index, i64)> {
    let sequence = from.number()?.cast_signed();
    let ids = from.list(i64::from_le_bytes)?;
    let responsible = from.list(i64::from_le_bytes)?;
    let due = from.list(i64::from_le_bytes)?;
    let extents = from.list(extent_from_bytes)?;
    let pairs = Pairs::from_numbers(from.list(u16::from_le_bytes)?)?;
    let grams = Grams::from_words(ids.len(), pairs, from.list(u64::from_le_bytes)?)?;
    let text = from.list(|[byte]| byte)?;
    let is_whole = from.is_end()
        && [responsible.len(), due.len(), extents.len()] == [ids.len(); 3]
        && are_records(text.len(), &extents);
    let columns = Columns {
        ids,
        responsible,
        due,
        extents,
        text,
    };
    is_whole.then(|| {
        let base = Block::from_parts(columns, grams);
        (Index::of(base, alphabet), sequence)
    })
}

fn extent_to_bytes(Extent { end, parts }: Extent) -> [u8; 16] {
    let (name, phones) = (u128::from(parts.name), u128::from(parts.phones));
    let all = end as u128 | name << 64 | phones << 96;
    all.to_le_bytes()
}

fn extent_from_bytes(bytes: [u8; 16]) -> Extent {
    let (end, parts) = bytes.split_at(8);
    let number = |at: usize| {
        let bytes = parts[at..].first_chunk().copied();
        bytes.map_or(0, u32::from_le_bytes)
    };
    Extent {
        end: end.first_chunk().copied().map_or(0, usize::from_le_bytes),
        parts: Ends {
            name: number(0),
            phones: number(4),
        },
    }
}

/// Whether records and their parts can lie where they are said to in a text so long.
fn are_records(len: usize, extents: &[Extent]) -> bool {
    let mut from = 0;
    extents.iter().all(|Extent { end, parts }| {
        let [name, phones] = [parts.name, parts.phones].map(|end| from + end as usize);
        let places = [from + 1, name, phones, *end, len];
        from = *end;
        places.is_sorted()
    })
}
