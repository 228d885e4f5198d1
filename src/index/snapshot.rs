//! An index as bytes, so that a start reads it instead of folding everybody anew.
//!
//! All numbers are little-endian, all lists are preceded by their length:
//!
//! ```text
//! magic    8 bytes
//! checksum u64      of everything after it
//! format   u64
//! fold     u64      how texts were folded
//! alphabet u64      whose names stand first
//! sequence u64      the caller's
//! ids, responsible users, due times: i64 each
//! ends of records: u64, of their name and phones: u32 each
//! sets of pairs: u16 each
//! sets of people: u64 each
//! texts: u8 each
//! ```

use super::{
    Index,
    block::{Block, Columns, Extent},
    checksum::checksum,
    grams::Grams,
    pairs::Pairs,
    record::Ends,
};
use crate::domain::{fold, order::Alphabet};

const MAGIC: [u8; 8] = *b"rolo idx";
/// Counts the changes of what is written, and of what sets of letters and records are.
const FORMAT: u64 = 1;

/// Why an index cannot be taken back from bytes: it has to be built anew, nothing is lost by that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// They are no snapshot, or were cut or changed.
    #[error("the snapshot of the search index is damaged")]
    Damaged,
    /// Another version of rolo wrote them, or one with another order of names.
    #[error("the snapshot of the search index is of another kind")]
    Other,
}

impl Index {
    /// Everybody as bytes. `sequence` says how far the index has followed its account, in the caller's own counting. All
    /// changes are taken into the base before.
    pub fn snapshot(&mut self, sequence: u64) -> Vec<u8> {
        if self.changed.len() + self.gone.count() > 0 {
            self.settle();
        }
        let (columns, grams) = self.base.parts();
        let mut bytes = Vec::with_capacity(self.base.memory());
        bytes.extend(MAGIC);
        bytes.extend([0; 8]);
        for number in [FORMAT, fold::VERSION.into(), kind(self.alphabet), sequence] {
            bytes.extend(number.to_le_bytes());
        }
        for column in [&columns.ids, &columns.responsible, &columns.due] {
            put(&mut bytes, column, i64::to_le_bytes);
        }
        put(&mut bytes, &columns.extents, extent_to_bytes);
        put(&mut bytes, grams.pairs().numbers(), u16::to_le_bytes);
        put(&mut bytes, grams.words(), u64::to_le_bytes);
        put(&mut bytes, &columns.text, |byte| [byte]);
        let sum = checksum(&bytes[16..]);
        bytes[8..16].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    /// Takes an index and its sequence back from a [`snapshot`](Self::snapshot), when names are in the order that is wanted.
    pub fn restore(bytes: &[u8], alphabet: Alphabet) -> Result<(Self, u64), Unfit> {
        let mut reader = Reader(bytes);
        let magic = reader.array::<8>();
        let sum = reader.number();
        if magic != Some(MAGIC) || sum != Some(checksum(reader.0)) {
            return Err(Unfit::Damaged);
        }
        let kind = [FORMAT, fold::VERSION.into(), kind(alphabet)].map(Some);
        if [(); 3].map(|()| reader.number()) != kind {
            return Err(Unfit::Other);
        }
        reader.rest(alphabet).ok_or(Unfit::Damaged)
    }
}

fn kind(alphabet: Alphabet) -> u64 {
    match alphabet {
        Alphabet::Cyrillic => 0,
        Alphabet::Latin => 1,
    }
}

fn put<T: Copy, const N: usize>(bytes: &mut Vec<u8>, list: &[T], write: impl Fn(T) -> [u8; N]) {
    bytes.extend((list.len() as u64).to_le_bytes());
    bytes.extend(list.iter().flat_map(|item| write(*item)));
}

fn extent_to_bytes(Extent { end, parts }: Extent) -> [u8; 16] {
    let (name, phones) = (u128::from(parts.name), u128::from(parts.phones));
    let all = end as u128 | name << 64 | phones << 96;
    all.to_le_bytes()
}

fn extent_from_bytes(bytes: [u8; 16]) -> Option<Extent> {
    let mut reader = Reader(&bytes);
    let end = usize::try_from(reader.number()?).ok()?;
    let name = u32::from_le_bytes(reader.array()?);
    let phones = u32::from_le_bytes(reader.array()?);
    let parts = Ends { name, phones };
    Some(Extent { end, parts })
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

/// What is still to be read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    /// The sequence and the index; `None` when one contradicts itself.
    fn rest(&mut self, alphabet: Alphabet) -> Option<(Index, u64)> {
        let sequence = self.number()?;
        let ids = self.list(i64::from_le_bytes)?;
        let responsible = self.list(i64::from_le_bytes)?;
        let due = self.list(i64::from_le_bytes)?;
        let extents: Vec<Extent> = self
            .list(extent_from_bytes)?
            .into_iter()
            .collect::<Option<_>>()?;
        let pairs = Pairs::from_numbers(self.list(u16::from_le_bytes)?)?;
        let grams = Grams::from_words(ids.len(), pairs, self.list(u64::from_le_bytes)?)?;
        let text = self.list(|[byte]| byte)?;
        let is_whole = [responsible.len(), due.len(), extents.len()] == [ids.len(); 3]
            && are_records(text.len(), &extents);
        let columns = Columns {
            ids,
            responsible,
            due,
            extents,
            text,
        };
        (is_whole && self.0.is_empty()).then(|| {
            (
                Index::of(Block::from_parts(columns, grams), alphabet),
                sequence,
            )
        })
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*array)
    }

    fn number(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    fn list<T, const N: usize>(&mut self, read: impl Fn([u8; N]) -> T) -> Option<Vec<T>> {
        let len = usize::try_from(self.number()?).ok()?;
        let (list, rest) = self.0.split_at_checked(len.checked_mul(N)?)?;
        self.0 = rest;
        let (items, _) = list.as_chunks::<N>();
        Some(items.iter().map(|item| read(*item)).collect())
    }
}
