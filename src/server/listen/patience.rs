//! Until when the next byte must come: some time to begin with, and more for every byte that came.

use std::time::Duration;

use tokio::time::Instant;

use crate::server::limits::Limits;

/// How long something that moves byte by byte may still take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    begun: Instant,
    grace: Duration,
    rate: u32,
    /// However much came.
    most: Option<Duration>,
    bytes: usize,
}

impl Patience {
    /// With a body that begins to come now.
    pub(super) fn with_body(limits: &Limits) -> Self {
        Self {
            most: Some(limits.body),
            ..Self::with_answer(limits)
        }
    }

    /// With an answer that waits from now for its client to take it. A large one may take long, if only it moves.
    pub(super) fn with_answer(limits: &Limits) -> Self {
        Self {
            begun: Instant::now(),
            grace: limits.grace,
            rate: limits.rate.max(1),
            most: None,
            bytes: 0,
        }
    }

    /// So many more bytes moved.
    pub(super) fn moved(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_add(bytes);
    }

    /// When it ends if nothing more moves.
    pub(super) fn end(&self) -> Instant {
        let seconds = u64::try_from(self.bytes).unwrap_or(u64::MAX) / u64::from(self.rate);
        let given = self.grace.saturating_add(Duration::from_secs(seconds));
        self.begun + self.most.map_or(given, |most| given.min(most))
    }
}
