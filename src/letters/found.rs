//! Which rows of a search are wanted, and what else it may have meant.

use crate::domain::id::ContactId;

/// Which rows of a result are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    /// The first of them, counted from 0; a result that ends before gives its last rows.
    pub from: usize,
    /// How many at most.
    pub count: usize,
    /// Where the rows have to be instead: `count` of them with this contact in the middle, if it is in the result.
    pub around: Option<ContactId>,
}

/// Another query that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Why it may have been.
    pub reading: Reading,
    /// The query.
    pub query: String,
    /// How many contacts it finds; never 0.
    pub total: usize,
}

/// How a query was read anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The same keys on the other keyboard layout: `bdfyjd` for `иванов`.
    OtherLayout,
    /// The same sounds in the other alphabet: `ivanov` for `иванов`.
    Transliterated,
}
