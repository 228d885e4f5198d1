//! The pace, moment by moment, on a clock of the test's own.

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
        Verdict::Stopped(Duration::from_mins(1))
    );
    assert_eq!(pace.ask(now + LONGEST, PATIENCE), Verdict::Go);
}

/// A process: its own pace, and where its own time stood when the machine's clock showed 0.
struct Process {
    pace: Pace,
    began: Instant,
}

impl Process {
    fn new(rate: Rate) -> Self {
        Self {
            pace: Pace::new(rate, SECOND),
            began: Instant::now(),
        }
    }

    /// Comes to the gate at a moment of the machine's clock; what it may do.
    fn come(&mut self, slate: &mut Times, wall: u64) -> Verdict {
        let now = self.began + Duration::from_millis(wall);
        self.pace.learn(*slate, now, wall);
        let verdict = self.pace.ask(now, PATIENCE);
        *slate = self.pace.times(now, wall);
        verdict
    }
}

/// When requests pass that processes of these rates send as fast as they may, each looking again when it is told to.
fn passed(rates: &[u8], until: u64) -> Vec<u64> {
    let rate = |rate: &u8| Rate::per_second(*rate).expect("a rate");
    let mut processes: Vec<_> = rates.iter().map(|of| (0, Process::new(rate(of)))).collect();
    let (mut slate, mut passed) = (Times::default(), Vec::new());
    for wall in 0..until {
        for (due, process) in &mut processes {
            if *due > wall {
                continue;
            }
            match process.come(&mut slate, wall) {
                Verdict::Go => passed.push(wall),
                Verdict::Wait(at) => {
                    *due = whole_millis(at - process.began);
                }
                other => panic!("{other:?}"),
            }
        }
    }
    passed
}

#[test]
fn however_many_processes_there_are_no_second_sees_more_than_seven_requests() {
    for (rates, a_second) in [
        (&[5][..], 5),
        (&[5, 5], 5),
        (&[5; 8], 5),
        (&[7; 8], 7),
        (&[7, 1, 5], 7),
    ] {
        let passed = passed(rates, 20_000);
        let most = passed
            .iter()
            .map(|from| {
                passed
                    .iter()
                    .filter(|at| (*from..from + 1_000).contains(at))
                    .count()
            })
            .max();
        assert!(most <= Some(a_second), "{rates:?}: {most:?}");
        assert!(
            passed.len() >= 20 * (a_second - 1),
            "{rates:?}: {}",
            passed.len()
        );
    }
}

#[test]
fn what_one_process_is_told_holds_for_the_others_and_for_those_that_begin_later() {
    let (mut one, mut other) = (Process::new(Rate::default()), Process::new(Rate::default()));
    let mut slate = Times::default();
    assert_eq!(one.come(&mut slate, 1_000), Verdict::Go);
    one.pace.close(one.began + SECOND, Some(42 * SECOND));
    slate = one.pace.times(one.began + SECOND, 1_000);
    assert_eq!(other.come(&mut slate, 2_000), Verdict::Closed(41 * SECOND));
    one.pace.stop(one.began + 3 * SECOND);
    slate = one.pace.times(one.began + 3 * SECOND, 3_000);
    let mut later = Process::new(Rate::OFF);
    assert_eq!(
        later.come(&mut slate, 13_000),
        Verdict::Stopped(890 * SECOND)
    );
    assert_eq!(other.come(&mut slate, 903_000), Verdict::Go);
}

#[test]
fn a_clock_that_jumps_opens_nothing_early_and_closes_nothing_for_long() {
    let mut slate = Times::default();
    let mut one = Process::new(Rate::default());
    let day = 86_400_000;
    let now = one.began + SECOND;
    one.pace.stop(now);
    // Put forward by a day: whoever knew of the wait keeps to it, and tells it anew.
    one.pace.learn(slate, now + SECOND, day);
    assert_eq!(
        one.pace.ask(now + SECOND, PATIENCE),
        Verdict::Stopped(899 * SECOND)
    );
    slate = one.pace.times(now + SECOND, day);
    assert_eq!(slate.stopped, day + 899_000);
    // Put back by a day: the wait is as long as one can be, and no longer each time it is read.
    let mut other = Process::new(Rate::default());
    assert_eq!(other.come(&mut slate, 0), Verdict::Stopped(LONGEST));
    assert_eq!(
        other.come(&mut slate, 60_000),
        Verdict::Stopped(Duration::from_mins(14))
    );
    let mut third = Process::new(Rate::default());
    assert_eq!(third.come(&mut slate, 900_000), Verdict::Go);
    slate.next = day;
    let mut fourth = Process::new(Rate::default());
    let verdict = fourth.come(&mut slate, 0);
    assert_eq!(verdict, Verdict::Wait(fourth.began + SECOND));
}
