//! A set of places in a block, a bit each.

use std::{iter, mem};

use super::sets::Set;

/// So many places share a word.
const WORD: usize = u64::BITS as usize;

/// A set of places from 0 up to a length that is fixed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// None of so many places.
    pub(super) fn none(len: usize) -> Self {
        Self {
            words: vec![0; words(len)],
        }
    }

    /// All of so many places.
    pub(super) fn all(len: usize) -> Self {
        let mut all = Self {
            words: vec![u64::MAX; words(len)],
        };
        if let (Some(last), rest @ 1..) = (all.words.last_mut(), len % WORD) {
            *last = (1 << rest) - 1;
        }
        all
    }

    /// Puts a place in.
    pub(super) fn insert(&mut self, place: usize) {
        self.words[place / WORD] |= 1 << (place % WORD);
    }

    /// Whether a place is in.
    pub(super) fn contains(&self, place: usize) -> bool {
        self.words[place / WORD] & (1 << (place % WORD)) != 0
    }

    /// How many places are in.
    pub(super) fn count(&self) -> usize {
        count(&self.words)
    }

    /// How many places are in before each of these, which come in order.
    pub(super) fn before(
        &self,
        places: impl Iterator<Item = usize>,
    ) -> impl Iterator<Item = usize> {
        let (mut words, mut sum) = (0, 0);
        places.map(move |place| {
            let whole = place / WORD;
            sum += count(&self.words[words..whole]);
            words = whole;
            let last = self.words.get(whole).copied().unwrap_or_default();
            let rest = last & ((1 << (place % WORD)) - 1);
            sum + rest.count_ones() as usize
        })
    }

    /// The places in order, but for so many of the first.
    pub(super) fn skip(&self, mut some: usize) -> impl Iterator<Item = usize> {
        let whole = self.words.iter().take_while(|word| {
            let left = some.checked_sub(word.count_ones() as usize);
            some = left.unwrap_or(some);
            left.is_some()
        });
        let whole = whole.count();
        let rest = places(&self.words[whole..]).skip(some);
        rest.map(move |place| whole * WORD + place)
    }

    /// Keeps what the other set has, too.
    pub(super) fn and<'a>(&mut self, other: impl Into<Set<'a>>) {
        match other.into() {
            Set::Bits(words) => {
                for (word, other) in self.words.iter_mut().zip(words) {
                    *word &= other;
                }
            }
            Set::List(places) => {
                let mut both = Self {
                    words: vec![0; self.words.len()],
                };
                for place in places.iter().map(|place| *place as usize) {
                    both.words[place / WORD] |= self.words[place / WORD] & 1 << (place % WORD);
                }
                *self = both;
            }
        }
    }

    /// Takes out what the other set has.
    pub(super) fn and_not<'a>(&mut self, other: impl Into<Set<'a>>) {
        match other.into() {
            Set::Bits(words) => {
                for (word, other) in self.words.iter_mut().zip(words) {
                    *word &= !other;
                }
            }
            Set::List(places) => {
                for place in places.iter().map(|place| *place as usize) {
                    self.words[place / WORD] &= !(1 << (place % WORD));
                }
            }
        }
    }

    /// What either set has.
    pub(super) fn union(mut self, other: &Self) -> Self {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
        self
    }

    /// Keeps what either way of narrowing leaves.
    pub(super) fn either(&mut self, one: impl FnOnce(&mut Self), other: impl FnOnce(&mut Self)) {
        let mut others = self.clone();
        other(&mut others);
        one(self);
        *self = mem::take(self).union(&others);
    }

    /// The set as words, lowest place first.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The places in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        places(&self.words)
    }

    /// The memory that it holds, in bytes.
    pub(super) fn memory(&self) -> usize {
        size_of::<u64>() * self.words.capacity()
    }
}

/// How many places these words have in them.
fn count(words: &[u64]) -> usize {
    words.iter().map(|word| word.count_ones() as usize).sum()
}

/// The places of a set's words, in order.
pub(super) fn places(words: &[u64]) -> impl Iterator<Item = usize> {
    words.iter().enumerate().flat_map(|(n, word)| {
        let mut left = *word;
        iter::from_fn(move || {
            let place = (left != 0).then(|| n * WORD + left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            place
        })
    })
}

/// How many words hold so many places.
pub(super) fn words(len: usize) -> usize {
    len.div_ceil(WORD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_what_was_put_in() {
        for len in [0, 1, 63, 64, 65, 200] {
            let all = Bits::all(len);
            assert_eq!(all.count(), len);
            assert!(all.iter().eq(0..len));
            let mut odd = Bits::none(len);
            (1..len).step_by(2).for_each(|place| odd.insert(place));
            let mut even = all.clone();
            even.and_not(odd.words());
            assert!(even.iter().eq((0..len).step_by(2)));
            let mut either = all.clone();
            either.either(|one| one.and(odd.words()), |other| other.and(even.words()));
            assert_eq!(either, all);
            either.and(odd.words());
            assert_eq!(either, odd);
        }
    }
}
