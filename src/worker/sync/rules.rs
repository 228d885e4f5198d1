//! The numbers that a copy is kept right by.

/// How passes and sweeps go about it. Only tests have others than the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rules {
    /// How many contacts to ask for at a time (`limit_rows`).
    pub(super) rows: usize,
    /// An account that cannot answer so few will not answer fewer.
    pub(super) fewest: usize,
    /// How many rows are read twice at a page border: so many may vanish above it, less one, before the list is read anew.
    pub(super) border: usize,
    /// What shows that nothing slipped through at a border.
    pub(super) proof: Proof,
    /// How often a list that moves is read at most.
    pub(super) rounds: u8,
    /// How many seconds before the watermark are read again: `updated_at` may be a writer's clock, and those differ.
    pub(super) overlap: i64,
    /// The overlap grows to the worst lag that was seen and this much more…
    pub(super) slack: i64,
    /// …but no further than this: what is dated back longer was not written by a slow clock.
    pub(super) most_overlap: i64,
    /// By how many seconds the account's clock may contradict itself.
    pub(super) drift: i64,
    /// How often it may do so at most before everything is read again by the clock as it is then.
    pub(super) doubts: u8,
    /// Which page's clock becomes the watermark.
    pub(super) clock: ClockOf,
    /// How many ids to ask for at a time.
    pub(super) ids: usize,
    /// So many contacts may always vanish…
    pub(super) few: usize,
    /// …and otherwise one in so many, before somebody is asked.
    pub(super) one_in: usize,
}

/// What makes a page border sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// A row from before it is seen again behind it.
    RowSeenAgain,
    /// Wrong; shows that the tests notice.
    #[cfg(test)]
    Nothing,
}

/// A page of a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClockOf {
    /// What changes while later pages are read is found by the next pass.
    FirstPage,
    /// Wrong; shows that the tests notice.
    #[cfg(test)]
    LastPage,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            rows: 500,
            fewest: 10,
            border: 10,
            proof: Proof::RowSeenAgain,
            rounds: 4,
            overlap: 150,
            slack: 30,
            most_overlap: 60 * 60,
            drift: 60,
            doubts: 3,
            clock: ClockOf::FirstPage,
            ids: crate::crm::MOST_IDS,
            few: 5,
            one_in: 10,
        }
    }
}
