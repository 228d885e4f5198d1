//! Search in memory: every contact's folded text in the order of names, and results at every key, complete and ranked.
//!
//! An [`Index`] is a base block and a small block of later changes beside it. A block keeps its people sorted by name:
//! their texts in one string, a few columns for the operators, and for every pair of letters the set of people who have it
//! somewhere. A search narrows these sets, within the previous hits when the new query is a longer one, and
//! reads the texts of those who are left. It is one owner's: whoever holds it asks and changes it, in turn.
//!
//! Which of a hit's fields matched and where is the answer of [`marks()`](crate::domain::query::marks()), for the rows that are shown.

mod bits;
mod block;
mod change;
mod checksum;
mod code;
mod column;
mod columns;
mod frequent;
mod gathering;
mod grams;
mod hits;
mod listing;
mod needle;
mod numbers;
mod pairs;
mod person;
mod places;
mod question;
mod rank;
mod record;
mod search;
mod sets;
mod snapshot;
mod suggest;
mod tags;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::domain::order::Alphabet;

use bits::Bits;
use block::Block;

pub use column::Circumstances;
pub use gathering::Gathering;
pub use hits::Hits;
pub use listing::Listing;
pub use person::Person;
pub use question::Question;
pub use snapshot::Unfit;
pub use suggest::{other_layout, transliterated};
pub use tags::Tagged;

/// All people of an account, to be searched.
#[derive(Debug)]
pub struct Index {
    alphabet: Alphabet,
    base: Block,
    /// Those of the base who were removed, or whose newer state is among the changes.
    gone: Bits,
    /// People who are not in the base, or not as they are now.
    changed: Block,
    /// For each of `changed` how many of the base stand before it.
    before: Vec<u32>,
    edition: Edition,
}

/// Tells the people of an index at a time from those of another index, or after a change: hits are places among them.
#[derive(Debug, Clone, Default)]
struct Edition(Arc<()>);

impl PartialEq for Edition {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Index {
    /// How many people are in it.
    pub fn len(&self) -> usize {
        self.base.len() - self.gone.count() + self.changed.len()
    }

    /// Whether nobody is in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The memory that it holds, in bytes.
    pub fn memory(&self) -> usize {
        let before = size_of::<u32>() * self.before.capacity();
        self.base.memory() + self.gone.memory() + self.changed.memory() + before
    }
}
