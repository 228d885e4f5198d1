//! An index as bytes, so that a start reads it instead of folding everybody anew.
//!
//! All numbers are little-endian, all lists are preceded by their length (u64), a column of numbers by 4 and u32 each or by 8
//! and i64 each:
//!
//! ```text
//! magic    8 bytes
//! format   u64
//! fold     u64      how texts were folded
//! alphabet u64      whose names stand first
//! origin   i64      the caller's: where the people come from
//! sequence i64      the caller's: how far the index has followed it
//! ids, responsible users, due times: each a column of numbers
//! ends of records: u32, of their name and phones: u16 each
//! sets of pairs: u16 each
//! sets of people: u32 how many are listed, or that it is a bit each; the lists: u32 each; the bits: u64 each
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
    block::Block,
    columns::{Columns, Extent},
    grams::Grams,
    numbers::Numbers,
    pairs::Pairs,
    sets::Parts,
};
use crate::domain::{fold, order::Alphabet};
use reader::Reader;
use writer::Writer;

const MAGIC: u64 = u64::from_le_bytes(*b"rolo idx");
/// Counts the changes of what is written, and of what sets of letters and records are.
const FORMAT: u64 = 2;
/// Which numbers a column has.
const NARROW: u64 = 4;
const WIDE: u64 = 8;
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
            match column {
                Numbers::Narrow(numbers) => {
                    out.number(NARROW)?;
                    out.list(numbers, u32::to_le_bytes)?;
                }
                Numbers::Wide(numbers) => {
                    out.number(WIDE)?;
                    out.list(numbers, i64::to_le_bytes)?;
                }
            }
        }
        out.list(&columns.extents, extent_to_bytes)?;
        out.list(grams.pairs().numbers(), u16::to_le_bytes)?;
        let sets = grams.sets().parts();
        out.list(&sets.lens, u32::to_le_bytes)?;
        out.list(&sets.listed, u32::to_le_bytes)?;
        out.list(&sets.words, u64::to_le_bytes)?;
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
    let [ids, responsible, due] = [(); 3].map(|()| column(&mut from));
    let extents = from.list(extent_from_bytes)?;
    let pairs = Pairs::from_numbers(from.list(u16::from_le_bytes)?)?;
    let sets = Parts {
        lens: from.list(u32::from_le_bytes)?,
        listed: from.list(u32::from_le_bytes)?,
        words: from.list(u64::from_le_bytes)?,
    };
    let columns = Columns {
        ids: ids?,
        responsible: responsible?,
        due: due?,
        extents,
        text: from.list(|[byte]| byte)?,
    };
    let is_whole = from.is_end() && columns.is_sound();
    let grams = Grams::from_parts(columns.len(), pairs, sets);
    grams.filter(|_| is_whole).map(|grams| {
        let base = Block::from_parts(columns, grams);
        (Index::of(base, alphabet), sequence)
    })
}

fn column<R: Read>(from: &mut Reader<R>) -> Option<Numbers> {
    match from.number()? {
        NARROW => from.list(u32::from_le_bytes).map(Numbers::Narrow),
        WIDE => from.list(i64::from_le_bytes).map(Numbers::Wide),
        _ => None,
    }
}

fn extent_to_bytes(Extent { end, name, phones }: Extent) -> [u8; 8] {
    let all = u64::from(end) | u64::from(name) << 32 | u64::from(phones) << 48;
    all.to_le_bytes()
}

fn extent_from_bytes(bytes: [u8; 8]) -> Extent {
    let (halves, _) = bytes.as_chunks();
    let half = |at: usize| u16::from_le_bytes(halves[at]);
    Extent {
        end: u32::from(half(0)) | u32::from(half(1)) << 16,
        name: half(2),
        phones: half(3),
    }
}
