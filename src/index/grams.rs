//! For single letters and pairs of them, who has them: sets that narrow a search before any text is read.
//!
//! Letters are bytes of [`code`]. A set that several pairs share may hold people who have another one of them: reading
//! their text decides. All other sets are exact.

use std::{ops::Range, sync::Arc};

use super::{
    bits::{self, Bits},
    code,
    pairs::{Pairs, pairs},
    rank::Rank,
    record::Record,
    sets::{Parts, Set, Sets},
};

/// The letters and signs with sets of their own: `a` to `z`, the digits, `@`, `а` to `я`.
const LETTERS: usize = 26 + 10 + 1 + 32;

/// Where the sets of each kind lie: pairs outside phones.
const PAIR: Range<usize> = 0..Pairs::SETS;
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

/// The sets.
#[derive(Debug)]
pub(super) struct Grams {
    pairs: Arc<Pairs>,
    sets: Sets,
}

impl Grams {
    /// The sets of so many records, in their order.
    pub(super) fn of<'a>(
        len: usize,
        records: impl Iterator<Item = Record<'a>>,
        pairs: Arc<Pairs>,
    ) -> Self {
        let stride = bits::words(len);
        let mut words = vec![0_u64; stride * SETS];
        for (place, record) in records.enumerate() {
            let (word, bit) = (place / 64, 1 << (place % 64));
            each_set(record, &pairs, |set| words[set * stride + word] |= bit);
        }
        Self {
            pairs,
            sets: Sets::of(len, SETS, &words),
        }
    }

    /// Takes them back from what the [sets](Self::sets) of so many records are made of; `None` when that cannot be.
    pub(super) fn from_parts(len: usize, pairs: Pairs, sets: Parts) -> Option<Self> {
        let sets = Sets::from_parts(len, SETS, sets)?;
        Some(Self {
            pairs: Arc::new(pairs),
            sets,
        })
    }

    /// Which set a pair belongs to.
    pub(super) fn pairs(&self) -> &Arc<Pairs> {
        &self.pairs
    }

    /// All sets, by number.
    pub(super) fn sets(&self) -> &Sets {
        &self.sets
    }

    /// Leaves those who may have this text outside their phones: all who have it, and few others.
    pub(super) fn narrow(&self, candidates: &mut Bits, text: &[u8]) {
        for pair in text.array_windows() {
            candidates.and(self.set(PAIR.start + self.pairs.set(*pair)));
        }
        if let [only] = text
            && let Some(letter) = letter(*only)
        {
            candidates.and(self.set(ANYWHERE.start + letter));
        }
    }

    /// Leaves those who may have these digits in a phone; up to two digits they do.
    pub(super) fn narrow_phones(&self, candidates: &mut Bits, text: &[u8]) {
        if let [only] = text
            && let Some(digit) = digit(*only)
        {
            candidates.and(self.set(DIGIT.start + digit));
        }
        for digits in text.array_windows().copied().filter_map(digits) {
            candidates.and(self.set(DIGITS.start + digits));
        }
    }

    /// Takes those out of the candidates of whom the sets alone tell that they have this text, and what it is worth there:
    /// most of the many who have a single letter or a frequent pair. `is_number` says that it asks for digits of phones.
    pub(super) fn sure(
        &self,
        candidates: &mut Bits,
        text: &[u8],
        is_number: bool,
    ) -> Option<(Bits, Rank)> {
        let mut sure = candidates.clone();
        let rank = if is_number && text.len() <= 2 {
            self.narrow_phones(&mut sure, text);
            // Elsewhere it would be worth less, but for the name.
            sure.and_not(self.set(NUMBERED));
            Rank::Phone
        } else {
            let first = letter(*text.first()?)?;
            let has = match text {
                [_] => ANYWHERE.start + first,
                [one, other] => PAIR.start + self.pairs.own([*one, *other])?,
                _ => return None,
            };
            sure.and(self.set(has));
            // At the start of a word it would be worth more.
            sure.and_not(self.set(WORD.start + first));
            Rank::Other
        };
        candidates.and_not(sure.words());
        Some((sure, rank))
    }

    fn set(&self, number: usize) -> Set<'_> {
        self.sets.get(number)
    }

    /// The memory that it holds, in bytes; what blocks share counts for each.
    pub(super) fn memory(&self) -> usize {
        self.sets.memory() + self.pairs.memory()
    }
}

/// Gives the numbers of all sets that a record belongs to, some of them several times.
fn each_set(record: Record<'_>, own: &Pairs, mut put: impl FnMut(usize)) {
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
    for pair in pairs(record) {
        put(PAIR.start + own.set(pair));
    }
    let phones = record.phones();
    for digits in phones.array_windows().copied().filter_map(digits) {
        put(DIGITS.start + digits);
    }
    for digit in phones.iter().filter_map(|byte| digit(*byte)) {
        put(DIGIT.start + digit);
    }
    for letter in record.text.iter().filter_map(|byte| letter(*byte)) {
        put(ANYWHERE.start + letter);
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

fn digits([first, second]: [u8; 2]) -> Option<usize> {
    Some(10 * digit(first)? + digit(second)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::query::Facet, index::record};

    /// The sets of people with these names and phones.
    fn grams(people: &[(&str, &str)]) -> Grams {
        let texts: Vec<_> = people
            .iter()
            .map(|(name, phone)| {
                let lines = [(Facet::Name, *name), (Facet::Phone, *phone)];
                record::of(lines.map(|(facet, line)| (facet, line.to_owned())).into())
            })
            .collect();
        let records = || {
            texts
                .iter()
                .map(|(text, ends)| Record { text, ends: *ends })
        };
        let pairs = Arc::new(Pairs::of(records()));
        Grams::of(people.len(), records(), pairs)
    }

    #[test]
    fn nobody_who_has_a_text_is_left_out() {
        let names = ["иван", "ivan", "анна иванова", "", "дом 7", "王伟 王"];
        let grams = grams(&names.map(|name| (name, "")));
        for text in [
            "и", "ив", "иван", "а и", "7", "ivan", "ё", "王", "伟 王", "",
        ] {
            let mut candidates = Bits::all(names.len());
            grams.narrow(&mut candidates, &code::encode(text));
            let may_have: Vec<usize> = candidates.iter().collect();
            for (place, name) in names.iter().enumerate() {
                let is_missed = name.contains(text) && !may_have.contains(&place);
                assert!(!is_missed, "{text} in {name}");
            }
        }
    }

    #[test]
    fn digits_of_phones_have_sets_of_their_own() {
        let grams = grams(&[("", "79990123456"), ("", "74951112233"), ("", "49301234")]);
        for (digits, expected) in [
            ("7", &[0, 1][..]),
            ("49", &[1, 2]),
            ("012", &[0, 2]),
            ("8", &[]),
        ] {
            let mut candidates = Bits::all(3);
            grams.narrow_phones(&mut candidates, digits.as_bytes());
            assert!(candidates.iter().eq(expected.iter().copied()), "{digits}");
        }
    }

    #[test]
    fn the_sets_tell_of_letters_and_pairs_inside_words_and_in_phones() {
        let grams = grams(&[("анна", "79"), ("нина", ""), ("79", "79"), ("77", "")]);
        for (text, is_number, sure, left) in [
            ("н", false, &[0][..], &[1, 2, 3][..]),
            ("на", false, &[0], &[1, 2, 3]),
            ("79", true, &[0], &[1, 2, 3]),
        ] {
            let mut candidates = Bits::all(4);
            let found = grams.sure(&mut candidates, &code::encode(text), is_number);
            let (found, _) = found.expect("it has sets of its own");
            assert!(found.iter().eq(sure.iter().copied()), "{text}");
            assert!(candidates.iter().eq(left.iter().copied()), "{text}");
        }
    }
}
