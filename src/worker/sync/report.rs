//! What can be told about a copy while it is kept.

use std::time::Duration;

use crate::domain::failure::Failure;

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
    /// Why the copy is not being brought up to date; the next try takes it away.
    pub failure: Option<Failure>,
}

/// So many in this time; `None` when it is too short to say.
pub(super) fn per_second(rows: usize, in_time: Duration) -> Option<usize> {
    let milliseconds = usize::try_from(in_time.as_millis()).ok()?;
    (milliseconds >= 100).then(|| rows.saturating_mul(1000) / milliseconds)
}
