//! A query made ready to run: its texts prepared for finding, its users and times looked up.

use super::{
    bits::Bits,
    code,
    column::{Circumstances, Column},
    columns::Entry,
    grams::Grams,
    needle::{Item, Needle, Word},
    rank::Rank,
    record::Record,
};
use crate::domain::query::{Facet, Query, Wanted, Wish};

/// A query under its circumstances.
#[derive(Debug)]
pub struct Question {
    query: Query,
    /// The words and phrases as one name, in the bytes of [`code`]; empty when none is asked for.
    name: Vec<u8>,
    columns: Vec<Need<Column>>,
    texts: Vec<Need<Texts>>,
}

/// Something that has to hold, or must not.
#[derive(Debug, PartialEq, Eq)]
struct Need<T> {
    is_excluded: bool,
    test: T,
}

/// What is asked of a contact's texts.
#[derive(Debug)]
enum Texts {
    Word(Box<Word>),
    /// The digits are in a phone, or every word somewhere.
    Number(Vec<Word>, Box<Needle>),
    /// A value of the facet is like one of these.
    Like(Facet, Vec<Item>),
    /// The facet has a value.
    Filled(Facet),
}

impl Question {
    /// Makes a query ready.
    pub fn new(query: Query, circumstances: &Circumstances) -> Self {
        let mut columns = Vec::new();
        let mut texts = Vec::new();
        for term in &query.terms {
            let mut is_excluded = term.is_excluded;
            let test = match &term.wish {
                Wish::Responsible(who) => {
                    let test = Column::responsible(who, circumstances);
                    columns.push(Need { is_excluded, test });
                    continue;
                }
                Wish::Task(dues) => {
                    let test = Column::due(dues, circumstances);
                    columns.push(Need { is_excluded, test });
                    continue;
                }
                Wish::Text(text) => Texts::Word(Box::new(Word::new(text))),
                Wish::Number { words, digits } => Texts::Number(
                    words.iter().map(Word::new).collect(),
                    Box::new(Needle::new(digits)),
                ),
                Wish::Tag(wanted) => Texts::of(Facet::Tag, wanted, &mut is_excluded),
                Wish::Company(wanted) => Texts::of(Facet::Company, wanted, &mut is_excluded),
            };
            texts.push(Need { is_excluded, test });
        }
        Self {
            name: code::encode(&query.name()),
            query,
            columns,
            texts,
        }
    }

    /// What was asked.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Whether everything that fits this question fits the other one too; see [`Query::is_within`].
    pub(super) fn is_within(&self, other: &Self) -> bool {
        // The same words can mean another time or other users by now.
        let mut columns = other.columns.iter();
        columns.all(|column| self.columns.contains(column)) && self.query.is_within(&other.query)
    }

    /// Leaves those of a block who may fit.
    pub(super) fn narrow(&self, candidates: &mut Bits, grams: &Grams) {
        for need in self.texts.iter().filter(|need| !need.is_excluded) {
            need.test.narrow(candidates, grams);
        }
    }

    /// Whether a contact fits what is asked of its columns. It is only looked at when something is.
    pub(super) fn holds<'a>(&self, entry: impl FnOnce() -> Entry<'a>) -> bool {
        if self.columns.is_empty() {
            return true;
        }
        let entry = entry();
        let mut needs = self.columns.iter();
        needs.all(|need| need.test.holds(&entry) != need.is_excluded)
    }

    /// How well a contact's texts fit; `None` when they do not.
    pub(super) fn rank(&self, record: Record<'_>) -> Option<Rank> {
        let mut worst = None;
        for need in &self.texts {
            match (need.test.rank(record), need.is_excluded) {
                (Some(rank), false) => worst = worst.max(Some(rank)),
                (None, true) => {}
                _ => return None,
            }
        }
        if self.name.is_empty() {
            return Some(Rank::Other);
        }
        self.as_name(record).or(worst)
    }

    /// The rank of a name that is, or begins with, all that was asked for.
    fn as_name(&self, record: Record<'_>) -> Option<Rank> {
        let rest = record.name().strip_prefix(&*self.name)?;
        Some(if rest.is_empty() {
            Rank::Exact
        } else {
            Rank::Start
        })
    }

    /// Whether it asks for everybody.
    pub(super) fn is_empty(&self) -> bool {
        self.query.is_empty()
    }

    /// The word that is all that is asked for, when a phone can only have it as it is written.
    pub(super) fn word(&self) -> Option<&Needle> {
        match self.only()? {
            Texts::Word(word) => word.plain(),
            Texts::Number(..) | Texts::Like(..) | Texts::Filled(_) => None,
        }
    }

    /// How well a contact fits in which that word is found first at this byte of its record.
    pub(super) fn rank_found(&self, word: &Needle, record: Record<'_>, at: usize) -> Rank {
        let as_name = self.as_name(record);
        as_name.unwrap_or_else(|| word.rank_found(record, at))
    }

    /// Takes those out of the candidates of whom no text need be read, and tells their rank; `None` when there are none.
    pub(super) fn sure(&self, candidates: &mut Bits, grams: &Grams) -> Option<(Bits, Rank)> {
        match self.only()? {
            Texts::Word(word) => word.sure(candidates, grams),
            Texts::Number(_, digits) => digits.sure(candidates, grams),
            Texts::Like(..) | Texts::Filled(_) => None,
        }
    }

    /// What is asked for, when it is one thing.
    fn only(&self) -> Option<&Texts> {
        match (self.columns.as_slice(), self.texts.as_slice()) {
            ([], [need]) if !need.is_excluded => Some(&need.test),
            _ => None,
        }
    }
}

impl Texts {
    /// What an operator asks of a facet. That there is no value is that there must not be one.
    fn of(facet: Facet, wanted: &Wanted, is_excluded: &mut bool) -> Self {
        match wanted {
            Wanted::Like(items) => Self::Like(facet, items.iter().map(Item::new).collect()),
            Wanted::Any => Self::Filled(facet),
            Wanted::None => {
                *is_excluded = !*is_excluded;
                Self::Filled(facet)
            }
        }
    }

    /// How well a record fits; an operator says nothing about that.
    fn rank(&self, record: Record<'_>) -> Option<Rank> {
        match self {
            Self::Word(word) => word.rank(record),
            Self::Number(words, digits) if digits.is_in_phone(record) => {
                let begin = words.iter().all(|word| word.begins_word(record));
                Some(if begin { Rank::Word } else { Rank::Phone })
            }
            Self::Number(words, _) => {
                let ranks = words.iter().map(|word| word.rank(record));
                let ranks: Option<Vec<Rank>> = ranks.collect();
                ranks?.into_iter().max()
            }
            Self::Like(facet, items) => {
                let is_like = items.iter().any(|item| item.is_in(*facet, record));
                is_like.then_some(Rank::Exact)
            }
            Self::Filled(facet) => record.has(*facet).then_some(Rank::Exact),
        }
    }

    /// Leaves those who may fit.
    fn narrow(&self, candidates: &mut Bits, grams: &Grams) {
        match self {
            Self::Word(word) => word.narrow(candidates, grams),
            Self::Number(words, digits) => candidates.either(
                |one| words.iter().for_each(|word| word.narrow(one, grams)),
                |other| digits.narrow_phones(other, grams),
            ),
            Self::Like(_, items) => {
                let those = items.iter().map(|item| {
                    let mut those = candidates.clone();
                    item.narrow(&mut those, grams);
                    those
                });
                if let Some(any) = those.reduce(|any, those| any.union(&those)) {
                    *candidates = any;
                }
            }
            Self::Filled(_) => {}
        }
    }
}
