//! Which set a pair of letters belongs to: one of its own if it is frequent, one that it shares if not.

use super::record::Record;

/// So many pairs have sets of their own.
const OWN: u16 = 192;
/// And so many sets are shared by all others. More sets take more memory, fewer let more people through.
const SHARED: u16 = 64;
/// All pairs of bytes.
const ALL: usize = 1 << 16;

/// The sets by the pairs.
#[derive(Debug)]
pub(super) struct Pairs(Vec<u16>);

impl Pairs {
    /// How many sets there are.
    pub(super) const SETS: usize = OWN as usize + SHARED as usize;

    /// The sets that suit such records best: their most frequent pairs outside phones get their own.
    pub(super) fn of<'a>(records: impl Iterator<Item = Record<'a>>) -> Self {
        let mut counts = vec![0_u32; ALL];
        for record in records {
            for pair in pairs(record) {
                counts[number(pair)] += 1;
            }
        }
        let mut frequent: Vec<usize> = (0..ALL).filter(|pair| counts[*pair] > 0).collect();
        frequent.sort_by_key(|pair| u32::MAX - counts[*pair]);
        let mut sets: Vec<u16> = (0..=u16::MAX).map(shared).collect();
        for (set, pair) in (0..).zip(frequent.into_iter().take(OWN.into())) {
            sets[pair] = set;
        }
        Self(sets)
    }

    /// Takes them back from [`numbers`](Self::numbers); `None` when they cannot be that.
    pub(super) fn from_numbers(numbers: Vec<u16>) -> Option<Self> {
        let is_set = |number: &u16| usize::from(*number) < Self::SETS;
        (numbers.len() == ALL && numbers.iter().all(is_set)).then_some(Self(numbers))
    }

    /// The numbers of all sets.
    pub(super) fn numbers(&self) -> &[u16] {
        &self.0
    }

    /// The memory that it holds, in bytes.
    pub(super) fn memory(&self) -> usize {
        size_of::<u16>() * self.0.capacity()
    }

    /// The set of a pair.
    pub(super) fn set(&self, pair: [u8; 2]) -> usize {
        self.0[number(pair)].into()
    }

    /// The set of a pair that shares it with no other.
    pub(super) fn own(&self, pair: [u8; 2]) -> Option<usize> {
        let set = self.set(pair);
        (set < OWN.into()).then_some(set)
    }
}

/// The pairs of a record outside its phones. Nobody asks for those with a mark.
pub(super) fn pairs(record: Record<'_>) -> impl Iterator<Item = [u8; 2]> {
    let parts = [record.name(), record.rest()].into_iter();
    parts
        .flat_map(|part| part.array_windows().copied())
        .filter(|pair| pair.iter().all(|byte| *byte >= b' '))
}

fn number(pair: [u8; 2]) -> usize {
    u16::from_le_bytes(pair).into()
}

/// The set that a pair shares with those that hash alike.
fn shared(pair: u16) -> u16 {
    let mixed = pair.wrapping_mul(0x9e37);
    OWN + (mixed ^ mixed >> 7) % SHARED
}
