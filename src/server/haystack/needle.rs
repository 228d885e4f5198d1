//! A query as it is looked for: words that must all be there, and a phone that may be.

use std::cmp::Reverse;

use memchr::memmem::Finder;

use crate::domain::fold;

/// So many words of a query are looked for; further ones could hardly narrow the result.
const WORDS: usize = 32;

/// Every word must be somewhere in the contact's fields; what looks like a phone may instead be in its phones, whatever
/// either is formatted like.
pub(in crate::server) struct Needles {
    /// The longest first, for most contacts lack it; none, and everything fits.
    pub(in crate::server) words: Vec<Needle>,
    /// The digits of the whole query, if it looks like a phone.
    pub(super) phone: Option<Finder<'static>>,
}

/// A word.
pub(in crate::server) struct Needle {
    pub(super) folded: Finder<'static>,
    /// The word's digits, if it looks like a part of a phone.
    pub(super) digits: Option<Finder<'static>>,
    /// The companies that a contact may belong to instead of holding the word.
    pub(in crate::server) companies: Ids,
}

/// A set of ids that tells at once of most others that they are not in it.
#[derive(Default)]
pub(in crate::server) struct Ids {
    ascending: Vec<i64>,
    /// By their lowest bits, whether there are any; empty if there are none at all.
    low: Vec<bool>,
}

/// As many lowest bits: the numbers of an account's companies mostly follow each other.
const LOW: i64 = 0xffff;

impl Ids {
    pub(super) fn is_empty(&self) -> bool {
        self.ascending.is_empty()
    }

    pub(super) fn contains(&self, id: i64) -> bool {
        self.low.get(low(id)).is_some_and(|any| *any) && self.ascending.binary_search(&id).is_ok()
    }
}

/// From ids that ascend.
impl FromIterator<i64> for Ids {
    fn from_iter<I: IntoIterator<Item = i64>>(ascending: I) -> Self {
        let mut ids = Self {
            ascending: ascending.into_iter().collect(),
            low: Vec::new(),
        };
        if !ids.is_empty() {
            ids.low = vec![false; low(LOW) + 1];
        }
        for id in &ids.ascending {
            ids.low[low(*id)] = true;
        }
        ids
    }
}

fn low(id: i64) -> usize {
    usize::try_from(id & LOW).expect("these bits are not negative and few")
}

impl Needles {
    pub(in crate::server) fn read(query: &str) -> Self {
        let mut words: Vec<(String, Option<String>)> = query
            .split_whitespace()
            .take(WORDS)
            .map(|word| (fold::fold(word), fold::phone_needle(word)))
            // Accents alone fold to nothing, and nothing is in every text.
            .filter(|(folded, _)| !folded.is_empty())
            .collect();
        words.sort_unstable_by(|a, b| (Reverse(a.0.len()), a).cmp(&(Reverse(b.0.len()), b)));
        words.dedup();
        Self {
            words: words
                .into_iter()
                .map(|(folded, digits)| Needle {
                    folded: finder(&folded),
                    digits: digits.as_deref().map(finder),
                    companies: Ids::default(),
                })
                .collect(),
            phone: fold::phone_needle(query).as_deref().map(finder),
        }
    }
}

fn finder(text: &str) -> Finder<'static> {
    Finder::new(text).into_owned()
}
