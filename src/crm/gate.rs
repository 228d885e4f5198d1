//! Lets requests through at the account's pace, and none while the account asks to wait.

mod pace;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

pub use pace::Rate;
use pace::{Pace, Verdict};

use crate::crm::error::Error;

/// One gate for everything that is sent to an account: requests pass one after the other, in the order in which they came.
#[derive(Debug)]
pub(super) struct Gate {
    /// Whoever holds it is next; waiting behind it is fair, and giving up waiting costs nobody a turn.
    turn: tokio::sync::Mutex<()>,
    pace: Mutex<Pace>,
    /// A longer wait than this is reported instead of being waited for.
    patience: Duration,
}

impl Gate {
    /// A gate with this pace; `first_pause` is how long it closes after a first 429 that names no time.
    pub(super) fn new(rate: Rate, first_pause: Duration, patience: Duration) -> Self {
        Self {
            turn: tokio::sync::Mutex::new(()),
            pace: Mutex::new(Pace::new(rate, first_pause)),
            patience,
        }
    }

    /// Waits for its turn; returns when the request may be sent.
    pub(super) async fn pass(&self) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        loop {
            let verdict = self.pace().ask(Instant::now().into_std(), self.patience);
            match verdict {
                Verdict::Go => return Ok(()),
                // Asked again afterwards: an answer that came meanwhile may have closed the gate.
                Verdict::Wait(until) => tokio::time::sleep_until(until.into()).await,
                Verdict::Closed(wait) => return Err(Error::TooMany { wait }),
                Verdict::Stopped => return Err(Error::Blocked),
            }
        }
    }

    /// After a 429: closes for the time the account asks for, or for one of its own that grows. Tells how long.
    pub(super) fn close(&self, asked: Option<Duration>) -> Duration {
        self.pace().close(Instant::now().into_std(), asked)
    }

    /// After a page that says the account blocks everything: nothing passes for a quarter of an hour.
    pub(super) fn stop(&self) {
        self.pace().stop(Instant::now().into_std());
    }

    /// After an ordinary answer.
    pub(super) fn fine(&self) {
        self.pace().fine();
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        // The state is whole after every method, so a panic elsewhere leaves nothing half done.
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
