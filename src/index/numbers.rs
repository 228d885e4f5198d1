//! A column of numbers that takes four bytes for each as long as all of them fit.

/// The numbers, by place.
#[derive(Debug)]
pub(super) enum Numbers {
    /// As long as all of them are such.
    Narrow(Vec<u32>),
    /// After the first that is not.
    Wide(Vec<i64>),
}

impl Numbers {
    /// None yet, with room for so many.
    pub(super) fn with_room(len: usize) -> Self {
        Self::Narrow(Vec::with_capacity(len))
    }

    /// Adds one after all others.
    pub(super) fn push(&mut self, number: i64) {
        match (&mut *self, u32::try_from(number)) {
            (Self::Narrow(numbers), Ok(number)) => numbers.push(number),
            (Self::Wide(numbers), _) => numbers.push(number),
            (Self::Narrow(numbers), Err(_)) => {
                let mut wide = Vec::with_capacity(numbers.capacity());
                wide.extend(numbers.iter().copied().map(i64::from));
                wide.push(number);
                *self = Self::Wide(wide);
            }
        }
    }

    /// The one at a place.
    pub(super) fn get(&self, place: usize) -> i64 {
        match self {
            Self::Narrow(numbers) => numbers[place].into(),
            Self::Wide(numbers) => numbers[place],
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Narrow(numbers) => numbers.len(),
            Self::Wide(numbers) => numbers.len(),
        }
    }

    /// The memory that it holds, in bytes.
    pub(super) fn memory(&self) -> usize {
        match self {
            Self::Narrow(numbers) => size_of::<u32>() * numbers.capacity(),
            Self::Wide(numbers) => size_of::<i64>() * numbers.capacity(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_given_back_whichever_came_before() {
        let all = [7, 0, u32::MAX.into(), -1, 3, i64::MIN, i64::MAX];
        for len in 0..=all.len() {
            let mut numbers = Numbers::with_room(2);
            all[..len].iter().for_each(|number| numbers.push(*number));
            assert_eq!(numbers.len(), len);
            assert!((0..len).all(|place| numbers.get(place) == all[place]));
            assert_eq!(matches!(numbers, Numbers::Narrow(_)), len <= 3);
        }
    }
}
