//! A text made ready to be found in records.

use memchr::memmem::{Finder, FinderBuilder};

use super::{
    bits::Bits,
    code,
    frequent::Frequencies,
    grams::Grams,
    rank::Rank,
    record::{self, Ends, Record},
};
use crate::domain::query::{Facet, Like, Text};

/// A folded text and the means to find it fast.
#[derive(Debug)]
pub(super) struct Needle {
    finder: Finder<'static>,
    /// Whether it can be in a phone: it is nothing but digits.
    is_number: bool,
}

impl Needle {
    pub(super) fn new(text: &str) -> Self {
        let coded = code::encode(text);
        let finder = FinderBuilder::new().build_forward_with_ranker(Frequencies, &coded);
        Self {
            finder: finder.into_owned(),
            is_number: text.bytes().all(|byte| byte.is_ascii_digit()),
        }
    }

    /// The text in the bytes of [`code`].
    fn text(&self) -> &[u8] {
        self.finder.needle()
    }

    /// Where it is found first in a text, in bytes.
    pub(super) fn find(&self, text: &[u8]) -> Option<usize> {
        self.finder.find(text)
    }

    /// The best place in a record where it is found.
    fn rank(&self, record: Record<'_>) -> Option<Rank> {
        let at = self.find(record.text)?;
        Some(self.rank_found(record, at))
    }

    /// The best place in a record where it is found first at this byte.
    pub(super) fn rank_found(&self, record: Record<'_>, at: usize) -> Rank {
        let Ends { name, phones } = record.ends;
        if at >= phones as usize {
            Rank::Other
        } else if at >= name as usize {
            Rank::Phone
        } else if self.begins_word_from(record, at) {
            Rank::Word
        } else if self.is_in_phone(record) {
            Rank::Phone
        } else {
            Rank::Other
        }
    }

    /// Whether it begins a word of the name.
    fn begins_word(&self, record: Record<'_>) -> bool {
        let found = self.find(record.name());
        found.is_some_and(|at| self.begins_word_from(record, 1 + at))
    }

    /// Whether it begins a word of the name at this byte of the record, where it is found, or further on.
    fn begins_word_from(&self, record: Record<'_>, mut at: usize) -> bool {
        while code::ends_in_word(&record.text[..at]) {
            // The next one may overlap this one.
            let rest = &record.text[at + 1..record.ends.name as usize];
            match self.find(rest) {
                Some(next) => at += 1 + next,
                None => return false,
            }
        }
        true
    }

    /// Whether a phone has it.
    pub(super) fn is_in_phone(&self, record: Record<'_>) -> bool {
        self.is_number && self.find(record.phones()).is_some()
    }

    /// Whether a value of this facet has it.
    fn is_in(&self, facet: Facet, text: &[u8]) -> bool {
        let mut places = self.finder.find_iter(text);
        places.any(|at| record::facet_at(text, at) == facet)
    }

    /// Whether it is a value of this facet.
    fn is_whole(&self, facet: Facet, text: &[u8]) -> bool {
        self.finder.find_iter(text).any(|at| {
            let after = text.get(at + self.text().len());
            let begins = record::facet(text[at - 1]) == Some(facet);
            begins && after.is_none_or(|after| record::facet(*after).is_some())
        })
    }

    /// Leaves those who may have it.
    fn narrow(&self, candidates: &mut Bits, grams: &Grams) {
        if self.is_number {
            candidates.either(
                |one| self.narrow_phones(one, grams),
                |other| grams.narrow(other, self.text()),
            );
        } else {
            grams.narrow(candidates, self.text());
        }
    }

    /// See [`Grams::sure`].
    pub(super) fn sure(&self, candidates: &mut Bits, grams: &Grams) -> Option<(Bits, Rank)> {
        grams.sure(candidates, self.text(), self.is_number)
    }

    /// Leaves those who may have it in a phone.
    pub(super) fn narrow_phones(&self, candidates: &mut Bits, grams: &Grams) {
        grams.narrow_phones(candidates, self.text());
    }
}

/// A word or phrase of a query.
#[derive(Debug)]
pub(super) struct Word {
    needle: Needle,
    /// The digits that it asks of phones.
    digits: Option<Needle>,
}

impl Word {
    pub(super) fn new(text: &Text) -> Self {
        Self {
            needle: Needle::new(&text.folded),
            digits: text.digits.as_deref().map(Needle::new),
        }
    }

    /// The best place in a record where it is found, one way or the other.
    pub(super) fn rank(&self, record: Record<'_>) -> Option<Rank> {
        match &self.digits {
            Some(digits) if digits.is_in_phone(record) => {
                let begins = self.begins_word(record);
                Some(if begins { Rank::Word } else { Rank::Phone })
            }
            _ => self.needle.rank(record),
        }
    }

    /// Whether it begins a word of the name.
    pub(super) fn begins_word(&self, record: Record<'_>) -> bool {
        self.needle.begins_word(record)
    }

    /// Leaves those who may have it.
    pub(super) fn narrow(&self, candidates: &mut Bits, grams: &Grams) {
        match &self.digits {
            None => self.needle.narrow(candidates, grams),
            Some(digits) => candidates.either(
                |one| self.needle.narrow(one, grams),
                |other| digits.narrow_phones(other, grams),
            ),
        }
    }

    /// Its text, when digits of phones are no other way to have it.
    pub(super) fn plain(&self) -> Option<&Needle> {
        self.digits.is_none().then_some(&self.needle)
    }

    /// See [`Grams::sure`].
    pub(super) fn sure(&self, candidates: &mut Bits, grams: &Grams) -> Option<(Bits, Rank)> {
        let needle = self.digits.as_ref().unwrap_or(&self.needle);
        needle.sure(candidates, grams)
    }
}

/// An item of an operator.
#[derive(Debug)]
pub(super) struct Item {
    needle: Needle,
    is_whole: bool,
}

impl Item {
    pub(super) fn new(like: &Like) -> Self {
        Self {
            needle: Needle::new(like.text()),
            is_whole: matches!(like, Like::Whole(_)),
        }
    }

    /// Whether a value of the facet is like it.
    pub(super) fn is_in(&self, facet: Facet, record: Record<'_>) -> bool {
        if self.is_whole {
            self.needle.is_whole(facet, record.text)
        } else {
            self.needle.is_in(facet, record.text)
        }
    }

    /// Leaves those who may have it.
    pub(super) fn narrow(&self, candidates: &mut Bits, grams: &Grams) {
        self.needle.narrow(candidates, grams);
    }
}
