//! Places of one rank in order, kept in the way that costs less: one by one as they were read, or as the set they came in.

use super::bits::Bits;

/// Places of a block, in order.
#[derive(Debug)]
pub(super) enum Places {
    /// One after the other.
    Listed(Vec<u32>),
    /// A set of which nobody asked yet who is in it.
    Set(Bits),
}

impl Default for Places {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

impl Places {
    /// Adds a place that stands after all others.
    pub(super) fn push(&mut self, place: usize) {
        match self {
            Self::Listed(places) => places.push(number(place)),
            Self::Set(places) => places.insert(place),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Listed(places) => places.len(),
            Self::Set(places) => places.count(),
        }
    }

    /// Whether this is one of them.
    pub(super) fn contains(&self, place: usize) -> bool {
        match self {
            Self::Listed(places) => places.binary_search(&number(place)).is_ok(),
            Self::Set(places) => places.contains(place),
        }
    }

    /// How many of them stand before each of these places, which come in order.
    pub(super) fn before(&self, those: impl Iterator<Item = usize>) -> Vec<usize> {
        match self {
            Self::Listed(places) => those
                .map(|place| places.partition_point(|other| (*other as usize) < place))
                .collect(),
            Self::Set(places) => places.before(those).collect(),
        }
    }

    /// They, but for so many of the first.
    pub(super) fn skip(&self, count: usize) -> impl Iterator<Item = usize> {
        let (listed, set) = match self {
            Self::Listed(places) => (places.get(count..), None),
            Self::Set(places) => (None, Some(places.skip(count))),
        };
        let listed = listed.into_iter().flatten();
        listed
            .map(|place| *place as usize)
            .chain(set.into_iter().flatten())
    }
}

/// A place as it is kept.
pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).expect("a block's places fit its index by id")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_the_same_whichever_way_they_are_kept() {
        let those = [0, 3, 63, 64, 65, 190, 191, 199];
        let mut listed = Places::default();
        let mut set = Places::Set(Bits::none(200));
        for place in those {
            listed.push(place);
            set.push(place);
        }
        for places in [listed, set] {
            assert_eq!(places.len(), those.len());
            for count in 0..=those.len() {
                assert!(places.skip(count).eq(those[count..].iter().copied()));
            }
            assert_eq!(places.skip(99).count(), 0);
            assert!((0..200).all(|place| places.contains(place) == those.contains(&place)));
            let before = |place| those.iter().filter(|other| **other < place).count();
            let expected: Vec<usize> = (0..=200).map(before).collect();
            assert_eq!(places.before(0..=200), expected);
        }
    }
}
