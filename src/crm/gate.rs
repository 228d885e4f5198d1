//! Lets requests through at the account's pace, and none while the account asks to wait: this process's and, through the
//! slate, those of all others on this machine.

mod pace;
mod slate;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

pub use pace::Rate;
use pace::{Pace, Verdict};
use slate::Slate;

use crate::crm::aside::aside;
use crate::crm::error::Error;
use crate::domain::failure::Failure;
use crate::domain::id::Moment;

/// One gate for everything that is sent to an account: requests pass one after the other, in the order in which they came.
#[derive(Debug)]
pub(super) struct Gate {
    /// Whoever holds it is next; waiting behind it is fair, and giving up waiting costs nobody a turn.
    turn: tokio::sync::Mutex<()>,
    pace: Arc<Shared>,
    /// A longer wait than this is reported instead of being waited for.
    patience: Duration,
}

/// The pace, and where other processes keep to it.
#[derive(Debug)]
struct Shared {
    pace: Mutex<Pace>,
    slate: Option<Slate>,
    /// Whether the log has been told that the slate cannot be used.
    is_alone: AtomicBool,
}

impl Gate {
    /// A gate with this pace; `first_pause` is how long it closes after a first 429 that names no time. Processes that are
    /// given the same file keep to one pace.
    pub(super) fn new(
        rate: Rate,
        first_pause: Duration,
        patience: Duration,
        file: Option<PathBuf>,
    ) -> Self {
        Self {
            turn: tokio::sync::Mutex::new(()),
            pace: Arc::new(Shared {
                pace: Mutex::new(Pace::new(rate, first_pause)),
                slate: file.map(Slate::at),
                is_alone: AtomicBool::new(false),
            }),
            patience,
        }
    }

    /// Waits for its turn; returns when the request may be sent.
    pub(super) async fn pass(&self) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        let patience = self.patience;
        loop {
            let verdict = self.decide(move |pace, now| pace.ask(now, patience)).await;
            match verdict {
                Verdict::Go => return Ok(()),
                // Asked again afterwards: an answer that came meanwhile may have closed the gate.
                Verdict::Wait(until) => tokio::time::sleep_until(until.into()).await,
                Verdict::Closed(wait) => return Err(Error::TooMany { wait }),
                Verdict::Stopped(wait) => return Err(blocked(wait)),
            }
        }
    }

    /// After a 429: closes for the time the account asks for, or for one of its own that grows. Tells how long.
    pub(super) async fn close(&self, asked: Option<Duration>) -> Duration {
        self.decide(move |pace, now| pace.close(now, asked)).await
    }

    /// After a page that says the account blocks everything: nothing passes for a quarter of an hour. What to say of it.
    pub(super) async fn stop(&self) -> Error {
        blocked(self.decide(Pace::stop).await)
    }

    /// After an ordinary answer.
    pub(super) fn fine(&self) {
        self.pace.own().fine();
    }

    /// Has the pace decide with all that other processes know, and lets them know. Once begun it is done, whoever still waits
    /// for it.
    async fn decide<T: Send + 'static>(
        &self,
        decide: impl FnOnce(&mut Pace, Instant) -> T + Send + 'static,
    ) -> T {
        if self.pace.slate.is_none() {
            return self.pace.decide(decide);
        }
        let pace = Arc::clone(&self.pace);
        aside(move || pace.decide(decide)).await
    }
}

impl Shared {
    fn decide<T>(&self, decide: impl FnOnce(&mut Pace, Instant) -> T) -> T {
        let turn = self.slate.as_ref().map(Slate::turn);
        let now = tokio::time::Instant::now().into_std();
        let wall = wall();
        let mut pace = self.own();
        if let Some(Ok(turn)) = &turn {
            pace.learn(turn.before, now, wall);
        }
        let decided = decide(&mut pace, now);
        if let Some(turn) = turn {
            self.tell(turn.and_then(|turn| turn.end(pace.times(now, wall))));
        }
        decided
    }

    fn own(&self) -> MutexGuard<'_, Pace> {
        // The state is whole after every method, so a panic elsewhere leaves nothing half done.
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A disk that refuses costs the others' company, not the pace; the log hears of it when it begins and when it ends.
    fn tell(&self, shared: io::Result<()>) {
        let is_alone = shared.is_err();
        let was_alone = self.is_alone.swap(is_alone, Ordering::Relaxed);
        match shared {
            Err(error) if !was_alone => {
                tracing::warn!(%error, "this process keeps its own pace, other ones do not know of it");
            }
            Ok(()) if was_alone => tracing::info!("the pace is shared with other processes again"),
            _ => {}
        }
    }
}

/// What keeps every process of this machine from asking an account now, by the file that they share; `None` when nothing does.
pub fn standstill(file: &Path, now: Moment) -> Option<Failure> {
    let times = Slate::at(file.to_owned()).look().ok()?;
    let wait = |until: u64| {
        let until = Moment(i64::try_from(until.div_ceil(1_000)).ok()?);
        let seconds = u64::try_from(until.0.checked_sub(now.0)?).ok()?;
        (seconds > 0).then_some((until, seconds))
    };
    match (wait(times.stopped), wait(times.closed)) {
        (Some((until, _)), _) => Some(Failure::Blocked { until }),
        (None, Some((_, seconds))) => Some(Failure::TooManyRequests { seconds }),
        (None, None) => None,
    }
}

/// The machine's clock.
pub(super) fn wall_clock() -> Moment {
    Moment(i64::try_from(wall() / 1_000).unwrap_or(i64::MAX))
}

/// The machine's clock in milliseconds since 1970.
fn wall() -> u64 {
    let since = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

fn blocked(wait: Duration) -> Error {
    let until = Duration::from_millis(wall()).saturating_add(wait);
    let until = until.as_secs() + u64::from(until.subsec_nanos() > 0);
    Error::Blocked {
        until: Moment(i64::try_from(until).unwrap_or(i64::MAX)),
    }
}
