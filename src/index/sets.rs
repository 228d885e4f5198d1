//! Sets of places as they are kept, each in the way that takes less: a list of those who are in, or a bit for everybody.

use super::bits;

/// Stands for the length of a list: there is a bit for everybody instead.
const BITS: u32 = u32::MAX;

/// Sets of places among the same people, by number.
#[derive(Debug)]
pub(super) struct Sets {
    parts: Parts,
    /// Where each begins, among the listed places or the words.
    begins: Vec<usize>,
    /// How many words have a bit for everybody.
    stride: usize,
}

/// What sets are made of.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// For each set how many places it lists, or [`BITS`].
    pub(super) lens: Vec<u32>,
    /// The places in those that are lists, one after the other.
    pub(super) listed: Vec<u32>,
    /// The words of the others, one after the other.
    pub(super) words: Vec<u64>,
}

/// A set as it is kept.
#[derive(Debug, Clone, Copy)]
pub(super) enum Set<'a> {
    /// The places in it, in order.
    List(&'a [u32]),
    /// A bit for every place, the lowest first.
    Bits(&'a [u64]),
}

impl<'a> From<&'a [u64]> for Set<'a> {
    fn from(words: &'a [u64]) -> Self {
        Self::Bits(words)
    }
}

impl Sets {
    /// Those that have their bits in these words, one after the other, among so many people.
    pub(super) fn of(people: usize, number: usize, words: &[u64]) -> Self {
        let stride = bits::words(people);
        let sets = || (0..number).map(|set| &words[set * stride..][..stride]);
        let lens: Vec<u32> = sets()
            .map(|set| {
                let len: u32 = set.iter().map(|word| word.count_ones()).sum();
                let is_less = size_of::<u32>() * (len as usize) < size_of_val(set);
                if is_less { len } else { BITS }
            })
            .collect();
        let listed = lens.iter().filter(|len| **len != BITS);
        let room = listed.clone().map(|len| *len as usize).sum();
        let mut parts = Parts {
            listed: Vec::with_capacity(room),
            words: Vec::with_capacity(stride * (number - listed.count())),
            lens,
        };
        for (set, len) in sets().zip(&parts.lens) {
            if *len == BITS {
                parts.words.extend_from_slice(set);
            } else {
                let places = bits::places(set).map(|place| {
                    u32::try_from(place).expect("a block's places fit its index by id")
                });
                parts.listed.extend(places);
            }
        }
        Self::within(stride, parts).expect("the lengths are those of what was put in")
    }

    /// Takes so many sets among so many people back from their [parts](Self::parts); `None` when they contradict each other.
    pub(super) fn from_parts(people: usize, number: usize, parts: Parts) -> Option<Self> {
        let are_places = parts.listed.iter().all(|place| (*place as usize) < people);
        let sets = Self::within(bits::words(people), parts)?;
        (are_places && sets.begins.len() == number).then_some(sets)
    }

    fn within(stride: usize, parts: Parts) -> Option<Self> {
        let (mut listed, mut words) = (0, 0);
        let begins = parts.lens.iter().map(|len| match *len {
            BITS => {
                words += stride;
                words - stride
            }
            len => {
                listed += len as usize;
                listed - len as usize
            }
        });
        let begins = begins.collect();
        ((listed, words) == (parts.listed.len(), parts.words.len())).then_some(Self {
            parts,
            begins,
            stride,
        })
    }

    /// All that they are made of.
    pub(super) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The set of a number.
    pub(super) fn get(&self, number: usize) -> Set<'_> {
        let begin = self.begins[number];
        match self.parts.lens[number] {
            BITS => Set::Bits(&self.parts.words[begin..][..self.stride]),
            len => Set::List(&self.parts.listed[begin..][..len as usize]),
        }
    }

    /// The memory that they hold, in bytes.
    pub(super) fn memory(&self) -> usize {
        let Parts {
            lens,
            listed,
            words,
        } = &self.parts;
        size_of::<u32>() * (lens.capacity() + listed.capacity())
            + size_of::<u64>() * words.capacity()
            + size_of::<usize>() * self.begins.capacity()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::bits::Bits;

    #[test]
    fn a_set_is_given_back_whichever_way_it_is_kept() {
        for people in [0, 1, 64, 200, 1000] {
            let sets = [1, 2, 40, 500].map(|step| {
                let mut set = Bits::none(people);
                (0..people)
                    .step_by(step)
                    .for_each(|place| set.insert(place));
                set
            });
            let words: Vec<u64> = sets.iter().flat_map(Bits::words).copied().collect();
            let kept = Sets::of(people, sets.len(), &words);
            for (number, set) in sets.iter().enumerate() {
                let mut both = Bits::all(people);
                both.and(kept.get(number));
                assert_eq!(&both, set);
                both.and_not(kept.get(number));
                assert_eq!(both, Bits::none(people));
            }
            assert!(people < 1000 || matches!(kept.get(3), Set::List([0, 500])));
        }
    }

    #[test]
    fn parts_that_contradict_each_other_are_no_sets() {
        let parts = || Parts {
            lens: vec![2, BITS],
            listed: vec![0, 9],
            words: vec![1],
        };
        assert!(Sets::from_parts(10, 2, parts()).is_some());
        assert!(Sets::from_parts(9, 2, parts()).is_none(), "a place");
        assert!(Sets::from_parts(10, 3, parts()).is_none(), "the number");
        assert!(Sets::from_parts(65, 2, parts()).is_none(), "the words");
        let mut short = parts();
        short.listed.pop();
        assert!(Sets::from_parts(10, 2, short).is_none(), "the list");
    }
}
