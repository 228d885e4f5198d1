//! How the copy of the account does.

use crate::domain::{failure::Failure, id::Moment};

/// How the copy of the account does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CopyState {
    /// What is going on.
    pub stage: CopyStage,
    /// When it was complete last, by this machine's clock; `None` before the first time.
    pub fresh_at: Option<Moment>,
    /// How many contacts it could not read.
    pub unreadable: usize,
    /// Contacts that somebody has to decide about.
    pub vanishing: Option<Vanishing>,
}

/// What is going on with the copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CopyStage {
    /// Nothing yet: it is not known whose copy it will be.
    #[default]
    Starting,
    /// Another process keeps it fresh.
    Following,
    /// Everything is being read.
    Copying {
        /// How many contacts were read so far.
        rows: usize,
        /// How many there are, as far as an earlier time knows.
        of: Option<usize>,
        /// How many a second; `None` in the first moments.
        per_second: Option<usize>,
    },
    /// What changed is being read.
    CatchingUp,
    /// What is gone is being looked for.
    Sweeping,
    /// Nothing is due.
    Resting,
    /// It could not be brought up to date; it is tried again by itself.
    Failing(Failure),
}

/// So many contacts at once are missing from the account that it may be a mistake: they stay until somebody decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vanishing {
    /// How many are missing.
    pub rows: usize,
    /// Of how many.
    pub of: usize,
}
