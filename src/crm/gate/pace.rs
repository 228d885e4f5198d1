//! When the next request may go: decided from the moments it is given, without a clock of its own.

#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use super::slate::Times;

/// The longest that anything keeps the gate closed.
const LONGEST: Duration = Duration::from_mins(15);
/// The longest that one request keeps the next one waiting.
const SLOWEST: Duration = Duration::from_secs(1);
/// Requests that set out so far apart do not arrive eight in a second, even if one takes 50 ms longer than another.
const CLOSEST: Duration = Duration::from_millis(150);
/// The longest pause the gate takes by itself after 429s without a time.
const LONGEST_OWN: Duration = Duration::from_mins(1);

/// How many requests a second an account gets. Accounts block clients that exceed seven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate(Option<u8>);

impl Rate {
    /// No pace at all, for an account of one's own on this machine.
    pub const OFF: Self = Self(None);

    /// So many a second, but none closer than 150 ms to the one before; `None` for 0 and for more than 7.
    pub fn per_second(requests: u8) -> Option<Self> {
        (1..=7).contains(&requests).then_some(Self(Some(requests)))
    }

    fn interval(self) -> Duration {
        self.0.map_or(Duration::ZERO, |requests| {
            CLOSEST.max(SLOWEST / u32::from(requests))
        })
    }
}

impl Default for Rate {
    fn default() -> Self {
        Self(Some(5))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Send; the turn is taken.
    Go,
    /// Ask again then.
    Wait(Instant),
    /// The account wants quiet for longer than anybody waits.
    Closed(Duration),
    /// The account blocks everything, and is left alone for so long.
    Stopped(Duration),
}

#[derive(Debug)]
pub(super) struct Pace {
    interval: Duration,
    next: Option<Instant>,
    closed_until: Option<Instant>,
    stopped_until: Option<Instant>,
    first_pause: Duration,
    /// How long the next 429 without a time closes.
    pause: Duration,
}

impl Pace {
    pub(super) fn new(rate: Rate, first_pause: Duration) -> Self {
        Self {
            interval: rate.interval(),
            next: None,
            closed_until: None,
            stopped_until: None,
            first_pause,
            pause: first_pause,
        }
    }

    pub(super) fn ask(&mut self, now: Instant, patience: Duration) -> Verdict {
        if let Some(until) = self.stopped_until.filter(|until| now < *until) {
            return Verdict::Stopped(until - now);
        }
        if let Some(until) = self.closed_until.filter(|until| now < *until) {
            let wait = until - now;
            return if wait > patience {
                Verdict::Closed(wait)
            } else {
                Verdict::Wait(until)
            };
        }
        if let Some(next) = self.next.filter(|next| now < *next) {
            return Verdict::Wait(next);
        }
        self.next = Some(now + self.interval);
        Verdict::Go
    }

    pub(super) fn close(&mut self, now: Instant, asked: Option<Duration>) -> Duration {
        let wait = asked.unwrap_or_else(|| {
            let pause = self.pause;
            self.pause = (pause * 2).min(LONGEST_OWN);
            pause
        });
        let wait = wait.min(LONGEST);
        // A shorter wait that is asked for later does not open the gate earlier.
        self.closed_until = self.closed_until.max(Some(now + wait));
        wait
    }

    /// The account blocks everything. Tells for how long it is left alone.
    pub(super) fn stop(&mut self, now: Instant) -> Duration {
        self.stopped_until = Some(now + LONGEST);
        LONGEST
    }

    /// Takes over what other processes have written when the machine's clock showed `wall` milliseconds at `now`. What that
    /// clock does between two readings changes nothing: a wait that was once read runs by this process's own time, and none
    /// is longer than it can have been.
    pub(super) fn learn(&mut self, times: Times, now: Instant, wall: u64) {
        let until = |moment: u64, longest: Duration| {
            let wait = Duration::from_millis(moment.checked_sub(wall)?);
            (!wait.is_zero()).then(|| now + wait.min(longest))
        };
        self.next = self.next.max(until(times.next, SLOWEST));
        self.closed_until = self.closed_until.max(until(times.closed, LONGEST));
        self.stopped_until = self.stopped_until.max(until(times.stopped, LONGEST));
    }

    /// What other processes have to know, in milliseconds of the machine's clock, which shows `wall` at `now`.
    pub(super) fn times(&self, now: Instant, wall: u64) -> Times {
        let moment = |until: Option<Instant>| {
            let wait = until.map(|until| until.saturating_duration_since(now));
            match wait.filter(|wait| !wait.is_zero()) {
                Some(wait) => wall.saturating_add(whole_millis(wait)),
                None => 0,
            }
        };
        Times {
            next: moment(self.next),
            closed: moment(self.closed_until),
            stopped: moment(self.stopped_until),
        }
    }

    pub(super) fn fine(&mut self) {
        self.pause = self.first_pause;
    }
}

/// Rounded up: nobody may come too early.
fn whole_millis(wait: Duration) -> u64 {
    u64::try_from(wait.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}
