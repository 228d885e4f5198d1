//! When the next request may go: decided from the moments it is given, without a clock of its own.

use std::time::{Duration, Instant};

/// The longest that anything keeps the gate closed.
const LONGEST: Duration = Duration::from_mins(15);
/// The longest pause the gate takes by itself after 429s without a time.
const LONGEST_OWN: Duration = Duration::from_mins(1);

/// How many requests a second an account gets. Accounts block clients that exceed seven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate(Option<u8>);

impl Rate {
    /// No pace at all, for an account of one's own on this machine.
    pub const OFF: Self = Self(None);

    /// So many a second; `None` for 0 and for more than 7.
    pub fn per_second(requests: u8) -> Option<Self> {
        (1..=7).contains(&requests).then_some(Self(Some(requests)))
    }

    fn interval(self) -> Duration {
        self.0.map_or(Duration::ZERO, |requests| {
            Duration::from_secs(1) / u32::from(requests)
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
    /// The account blocks everything.
    Stopped,
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
        if self.stopped_until.is_some_and(|until| now < until) {
            return Verdict::Stopped;
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

    pub(super) fn stop(&mut self, now: Instant) {
        self.stopped_until = Some(now + LONGEST);
    }

    pub(super) fn fine(&mut self) {
        self.pause = self.first_pause;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(3);
    const SECOND: Duration = Duration::from_secs(1);

    fn pace() -> (Pace, Instant) {
        (Pace::new(Rate::default(), SECOND), Instant::now())
    }

    #[test]
    fn five_requests_a_second_pass_by_default() {
        let (mut pace, start) = pace();
        let mut now = start;
        let mut passed = 0;
        while now < start + 10 * SECOND {
            match pace.ask(now, PATIENCE) {
                Verdict::Go => passed += 1,
                Verdict::Wait(until) => now = until,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(passed, 50);
    }

    #[test]
    fn a_rate_above_seven_cannot_be_said_and_off_waits_for_nothing() {
        assert_eq!(Rate::per_second(8), None);
        assert_eq!(Rate::per_second(0), None);
        assert!(Rate::per_second(7).is_some());
        let mut pace = Pace::new(Rate::OFF, SECOND);
        let now = Instant::now();
        assert!((0..100).all(|_| pace.ask(now, PATIENCE) == Verdict::Go));
    }

    #[test]
    fn time_without_requests_is_not_saved_up() {
        let (mut pace, start) = pace();
        assert_eq!(pace.ask(start, PATIENCE), Verdict::Go);
        let later = start + 60 * SECOND;
        assert_eq!(pace.ask(later, PATIENCE), Verdict::Go);
        assert_eq!(pace.ask(later, PATIENCE), Verdict::Wait(later + SECOND / 5));
    }

    #[test]
    fn nothing_passes_before_the_time_the_account_names() {
        let (mut pace, now) = pace();
        pace.close(now, Some(42 * SECOND));
        assert_eq!(pace.ask(now, PATIENCE), Verdict::Closed(42 * SECOND));
        assert_eq!(
            pace.ask(now + 40 * SECOND, PATIENCE),
            Verdict::Wait(now + 42 * SECOND)
        );
        assert_eq!(pace.ask(now + 42 * SECOND, PATIENCE), Verdict::Go);
    }

    #[test]
    fn a_shorter_wait_does_not_open_the_gate_earlier() {
        let (mut pace, now) = pace();
        pace.close(now, Some(42 * SECOND));
        pace.close(now, Some(SECOND));
        assert_eq!(pace.ask(now, PATIENCE), Verdict::Closed(42 * SECOND));
    }

    #[test]
    fn pauses_of_its_own_grow_until_something_is_answered() {
        let (mut pace, now) = pace();
        let wait = |pace: &mut Pace| {
            pace.closed_until = None;
            pace.close(now, None);
            pace.closed_until.expect("closed") - now
        };
        assert_eq!(
            [wait(&mut pace), wait(&mut pace), wait(&mut pace)],
            [SECOND, 2 * SECOND, 4 * SECOND]
        );
        for _ in 0..10 {
            wait(&mut pace);
        }
        assert_eq!(wait(&mut pace), LONGEST_OWN);
        pace.fine();
        assert_eq!(wait(&mut pace), SECOND);
    }

    #[test]
    fn no_wait_is_longer_than_a_quarter_of_an_hour() {
        let (mut pace, now) = pace();
        pace.close(now, Some(Duration::from_secs(u64::MAX / 2)));
        assert_eq!(pace.ask(now, PATIENCE), Verdict::Closed(LONGEST));
        pace.stop(now);
        assert_eq!(
            pace.ask(now + Duration::from_mins(14), PATIENCE),
            Verdict::Stopped
        );
        assert_eq!(pace.ask(now + LONGEST, PATIENCE), Verdict::Go);
    }
}
