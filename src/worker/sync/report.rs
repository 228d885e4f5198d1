//! What can be told about a copy while it is kept.

use std::time::Duration;

use crate::{
    domain::{failure::Failure, id::Moment},
    store::mirror::Vanishing,
};

/// What is going on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    /// Nothing yet.
    #[default]
    Starting,
    /// Another process keeps the copy.
    Following,
    /// Everything is being read.
    Copying,
    /// What changed is being read.
    CatchingUp,
    /// What is gone is being looked for.
    Sweeping,
    /// Nothing is due.
    Resting,
}

/// How it goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What is going on.
    pub stage: Stage,
    /// How many contacts the pass has read so far.
    pub rows: usize,
    /// How many there are to read, as far as an earlier pass knows.
    pub of: Option<usize>,
    /// How many contacts a second that was, since this process began with it; `None` in its first moments.
    pub per_second: Option<usize>,
    /// The version of the copy: who shows it reads what changed when this grows.
    pub version: i64,
    /// When the copy was complete last, by this machine's clock.
    pub fresh_at: Option<Moment>,
    /// How many contacts it could not read.
    pub unreadable: usize,
    /// Contacts that the account no longer shows, so many that somebody has to decide about them.
    pub vanishing: Option<Vanishing>,
    /// Why the copy is not being brought up to date, from the first question that failed until one is answered.
    pub failure: Option<Failure>,
    /// For whoever waits for a turn.
    pub turns: Turns,
}

/// The turns of a copy that is kept fresh, by their numbers from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turns {
    /// The last one that began.
    pub begun: u64,
    /// The last one that came to its end, good or bad.
    pub ended: u64,
    /// The last one in which something failed.
    pub failed: u64,
}

impl Turns {
    pub(super) fn begin(&mut self) {
        self.begun += 1;
    }

    pub(super) fn end(&mut self) {
        self.ended = self.begun;
    }
}

impl Report {
    pub(super) fn fail(&mut self, failure: Failure) {
        self.failure = Some(failure);
        self.turns.failed = self.turns.begun;
    }

    /// Whether a turn that began after `turn` has come to something; `None` while it has not.
    pub(in crate::worker) fn outcome_after(&self, turn: u64) -> Option<Result<(), Failure>> {
        if self.turns.failed > turn
            && let Some(failure) = &self.failure
        {
            return Some(Err(failure.clone()));
        }
        (self.turns.ended > turn).then_some(Ok(()))
    }
}

/// So many in this time; `None` when it is too short to say.
pub(super) fn per_second(rows: usize, in_time: Duration) -> Option<usize> {
    let milliseconds = usize::try_from(in_time.as_millis()).ok()?;
    (milliseconds >= 100).then(|| rows.saturating_mul(1000) / milliseconds)
}
