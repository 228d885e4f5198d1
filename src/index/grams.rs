//! For single letters and pairs of them, who has them: sets that narrow a search before any text is read.
//!
//! Letters are bytes of [`code`](super::code). A set of pairs is shared by all that hash alike, so it may hold people who
//! have none of them: reading their text decides. All other sets are exact.

use std::ops::Range;

use super::{bits, bits::Bits, code, record::Record};

/// The sets that pairs outside phones are hashed to. More of them take more memory, fewer let more people through.
const PAIRS: usize = 384;
/// The letters and signs with sets of their own: `a` to `z`, the digits, `@`, `а` to `я`.
const LETTERS: usize = 26 + 10 + 1 + 32;

/// Where the sets of each kind lie.
const PAIR: Range<usize> = 0..PAIRS;
/// Letters anywhere.
const ANYWHERE: Range<usize> = PAIR.end..PAIR.end + LETTERS;
/// Letters that begin a word of the name.
const WORD: Range<usize> = ANYWHERE.end..ANYWHERE.end + LETTERS;
/// Digits in phones.
const DIGIT: Range<usize> = WORD.end..WORD.end + 10;
/// Pairs of digits in phones.
const DIGITS: Range<usize> = DIGIT.end..DIGIT.end + 100;
/// Who has a digit in the name.
const NUMBERED: usize = DIGITS.end;
const SETS: usize = NUMBERED + 1;

/// The sets, all of the same length, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grams {
    /// The words of one set.
    stride: usize,
    words: Vec<u64>,
}

impl Grams {
    /// The sets of so many records, in their order.
    pub(super) fn of<'a>(len: usize, records: impl Iterator<Item = Record<'a>>) -> Self {
        let stride = bits::words(len);
        let mut grams = Self {
            stride,
            words: vec![0; stride * SETS],
        };
        for (place, record) in records.enumerate() {
            grams.add(place, record);
        }
        grams
    }

    /// Takes them back from [`words`](Self::words) for so many records; `None` when there are too few or too many.
    pub(super) fn from_words(len: usize, words: Vec<u64>) -> Option<Self> {
        let stride = bits::words(len);
        (words.len() == stride * SETS).then_some(Self { stride, words })
    }

    /// All sets in a row.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    fn add(&mut self, place: usize, record: Record<'_>) {
        let (word, bit) = (place / 64, 1 << (place % 64));
        let mut put = |set: usize| self.words[set * self.stride + word] |= bit;
        for (at, byte) in record.name().iter().enumerate() {
            if byte.is_ascii_digit() {
                put(NUMBERED);
            }
            if let Some(letter) = letter(*byte)
                && !code::ends_in_word(&record.name()[..at])
            {
                put(WORD.start + letter);
            }
        }
        for part in [record.name(), record.rest()] {
            for pair in part.windows(2) {
                put(PAIR.start + hash(pair));
            }
        }
        for pair in record.phones().windows(2) {
            digits(pair)
                .into_iter()
                .for_each(|set| put(DIGITS.start + set));
        }
        for byte in record.phones() {
            digit(*byte)
                .into_iter()
                .for_each(|set| put(DIGIT.start + set));
        }
        for byte in record.text {
            letter(*byte)
                .into_iter()
                .for_each(|set| put(ANYWHERE.start + set));
        }
    }

    /// Leaves those who may have this text outside their phones: all who have it, and few others.
    pub(super) fn narrow(&self, candidates: &mut Bits, text: &[u8]) {
        for pair in text.windows(2) {
            candidates.and(self.set(PAIR.start + hash(pair)));
        }
        if let Some(letter) = Letter::of(text) {
            candidates.and(self.anywhere(letter));
        }
    }

    /// Leaves those who may have these digits in a phone; up to two digits they do.
    pub(super) fn narrow_phones(&self, candidates: &mut Bits, text: &[u8]) {
        if let [only] = text {
            digit(*only)
                .into_iter()
                .for_each(|set| candidates.and(self.set(DIGIT.start + set)));
        }
        for pair in text.windows(2) {
            digits(pair)
                .into_iter()
                .for_each(|set| candidates.and(self.set(DIGITS.start + set)));
        }
    }

    /// Who has a letter.
    pub(super) fn anywhere(&self, letter: Letter) -> &[u64] {
        self.set(ANYWHERE.start + letter.0)
    }

    /// Who has a word in the name that begins with a letter.
    pub(super) fn begins_word(&self, letter: Letter) -> &[u64] {
        self.set(WORD.start + letter.0)
    }

    /// Who has a digit in the name.
    pub(super) fn numbered(&self) -> &[u64] {
        self.set(NUMBERED)
    }

    fn set(&self, number: usize) -> &[u64] {
        &self.words[number * self.stride..][..self.stride]
    }

    pub(super) fn memory(&self) -> usize {
        8 * self.words.capacity()
    }
}

/// A letter, digit or sign that has sets of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter(usize);

impl Letter {
    /// The text as a single such letter.
    pub(super) fn of(text: &[u8]) -> Option<Self> {
        match text {
            [only] => letter(*only).map(Self),
            _ => None,
        }
    }
}

/// The place of a folded letter among those with sets of their own.
fn letter(byte: u8) -> Option<usize> {
    let nth = |first: u8, from: usize| Some(from + usize::from(byte - first));
    match byte {
        b'a'..=b'z' => nth(b'a', 0),
        b'0'..=b'9' => nth(b'0', 26),
        b'@' => Some(36),
        0x80..=0x9f => nth(0x80, 37),
        _ => None,
    }
}

fn digit(byte: u8) -> Option<usize> {
    byte.is_ascii_digit().then(|| usize::from(byte - b'0'))
}

fn digits(pair: &[u8]) -> Option<usize> {
    match pair {
        [first, second] => Some(10 * digit(*first)? + digit(*second)?),
        _ => None,
    }
}

/// The set that a pair is hashed to.
fn hash(pair: &[u8]) -> usize {
    let mixed = pair.iter().fold(0_u32, |mixed, byte| {
        (mixed ^ u32::from(*byte))
            .wrapping_mul(0x9e37_79b1)
            .rotate_left(15)
    });
    mixed as usize % PAIRS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::query::Facet, index::record};

    #[test]
    fn nobody_who_has_a_text_is_left_out() {
        let names = ["иван", "ivan", "анна иванова", "", "дом 7", "王伟 王"];
        let texts = names.map(|name| record::of(vec![(Facet::Name, name.to_owned())]));
        let records = texts
            .iter()
            .map(|(text, ends)| Record { text, ends: *ends });
        let grams = Grams::of(names.len(), records);
        let may_have = |text: &str| {
            let mut candidates = Bits::all(names.len());
            grams.narrow(&mut candidates, &code::encode(text));
            candidates
        };
        for text in [
            "и", "ив", "иван", "а и", "7", "ivan", "ё", "王", "伟 王", "",
        ] {
            for (place, name) in names.iter().enumerate() {
                let is_missed = name.contains(text) && !may_have(text).contains(place);
                assert!(!is_missed, "{text} in {name}");
            }
        }
        assert!(may_have("иван").iter().eq([0, 2]));
        let numbered = |place: usize| grams.numbered()[0] & (1 << place) != 0;
        assert!((0..names.len()).filter(|place| numbered(*place)).eq([4]));
    }

    #[test]
    fn digits_of_phones_have_sets_of_their_own() {
        let phones = ["79990123456", "74951112233", "49301234"];
        let texts = phones.map(|phone| {
            let lines = vec![
                (Facet::Name, String::new()),
                (Facet::Phone, phone.to_owned()),
            ];
            record::of(lines)
        });
        let records = texts
            .iter()
            .map(|(text, ends)| Record { text, ends: *ends });
        let grams = Grams::of(phones.len(), records);
        for (digits, expected) in [
            ("7", &[0, 1][..]),
            ("49", &[1, 2]),
            ("012", &[0, 2]),
            ("8", &[]),
        ] {
            let mut candidates = Bits::all(phones.len());
            grams.narrow_phones(&mut candidates, digits.as_bytes());
            assert!(candidates.iter().eq(expected.iter().copied()), "{digits}");
        }
    }
}
