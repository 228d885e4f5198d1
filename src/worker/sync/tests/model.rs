//! Random histories of an account and its copy: whatever happens, the copy equals the account once both are at rest, and a
//! rule that is left out is missed.

use std::{ops::Range, time::Duration};

use fastrand::Rng;

use super::{Bench, Quirks, Simulated, small};
use crate::{
    domain::id::Moment,
    worker::sync::{
        Wish,
        rules::{ClockOf, Proof, Rules},
    },
};

/// What is wrong with a copy.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Wrong {
    missing: usize,
    stale: usize,
    ghosts: usize,
    other: usize,
}

impl std::ops::AddAssign for Wrong {
    fn add_assign(&mut self, other: Self) {
        self.missing += other.missing;
        self.stale += other.stale;
        self.ghosts += other.ghosts;
        self.other += other.other;
    }
}

fn compare(bench: &Bench) -> Wrong {
    let (shown, copied) = (bench.account.shown(), bench.copied());
    Wrong {
        missing: shown.keys().filter(|id| !copied.contains_key(id)).count(),
        stale: shown
            .iter()
            .filter(|(id, raw)| copied.get(id).is_some_and(|copy| copy != *raw))
            .count(),
        ghosts: copied.keys().filter(|id| !shown.contains_key(id)).count(),
        other: 0,
    }
}

/// One history; what was wrong after a pass alone, and in the end.
async fn history(seed: u64, rules: Rules) -> (Wrong, Wrong) {
    let mut rng = Rng::with_seed(seed);
    let quirks = Quirks::any(&mut rng);
    let contacts = rng.usize(..30);
    let account = Simulated::new(quirks, contacts, rng.fork());
    let mut bench = Bench::new(account, rules);
    let mut watermark = None;
    let mut other = 0;
    for _ in 0..rng.usize(3..10) {
        bench.account.live(rng.usize(..6));
        tokio::time::sleep(Duration::from_secs(rng.u64(..700))).await;
        let wish = Wish {
            full: rng.u8(..10) == 0,
            sweep: rng.u8(..6) == 0,
        };
        // Often it is stopped somewhere, and goes on as another process.
        let patience = Duration::from_secs(if rng.bool() { rng.u64(..300) } else { 1 << 30 });
        let before = bench.mirror.count().unwrap();
        let stopped = tokio::time::timeout(patience, bench.copying.once(wish)).await;
        if stopped.is_err() || rng.u8(..4) == 0 {
            bench.restart();
        } else if let Ok(Ok(done)) = stopped {
            let after = bench.mirror.count().unwrap();
            other += usize::from(before + done.new != after + done.gone);
        }
        let state = bench.mirror.pass_state().unwrap();
        other += usize::from(state.watermark < watermark);
        watermark = state.watermark;
    }
    bench.account.calm_down();
    bench.copying.once(Wish::default()).await.unwrap();
    let mut passed = compare(&bench);
    if !quirks.tells || quirks.hides {
        // What is gone without a word is a sweep's to find.
        passed.ghosts = 0;
    }
    if quirks.hides {
        // What is shown again without having changed is a full listing's to find.
        passed.missing = 0;
        passed.stale = 0;
    }
    for _ in 0..2 {
        tokio::time::sleep(Duration::from_mins(11)).await;
        let wish = Wish {
            full: false,
            sweep: true,
        };
        let done = bench.copying.once(wish).await.unwrap();
        if done.vanishing.is_some() {
            bench.mirror.let_go(Moment(0)).unwrap();
            passed.ghosts = 0;
        }
    }
    let mut swept = compare(&bench);
    swept.other = other;
    let version = bench.mirror.version().unwrap();
    let done = bench.copying.once(Wish::default()).await.unwrap();
    let is_at_rest =
        bench.mirror.version().unwrap() == version && done.new + done.changed + done.gone == 0;
    swept.other += usize::from(!is_at_rest);
    (passed, swept)
}

/// The seeds whose histories went wrong, and how.
async fn histories(seeds: Range<u64>, rules: Rules) -> Vec<(u64, Wrong, Wrong)> {
    let mut wrong = Vec::new();
    for seed in seeds {
        let (passed, swept) = history(seed, rules).await;
        if (passed, swept) != (Wrong::default(), Wrong::default()) {
            wrong.push((seed, passed, swept));
        }
    }
    wrong
}

#[tokio::test(start_paused = true)]
async fn after_any_history_the_copy_equals_the_account() {
    let wrong = histories(0..1_000, small()).await;
    assert!(wrong.is_empty(), "{} seeds: {wrong:#?}", wrong.len());
}

#[tokio::test(start_paused = true)]
#[ignore = "takes minutes"]
async fn after_very_many_histories_the_copy_equals_the_account() {
    let wrong = histories(1_000..11_000, small()).await;
    assert!(wrong.is_empty(), "{} seeds: {wrong:#?}", wrong.len());
}

/// How much is missing or stale after a pass.
async fn faults_without(rules: Rules) -> usize {
    let wrong = histories(0..200, rules).await;
    wrong
        .iter()
        .map(|(_, passed, _)| passed.missing + passed.stale)
        .sum()
}

#[tokio::test(start_paused = true)]
async fn without_the_overlap_changes_by_slow_clocks_are_missed() {
    let rules = Rules {
        overlap: 0,
        most_overlap: 0,
        ..small()
    };
    assert!(faults_without(rules).await > 0);
}

#[tokio::test(start_paused = true)]
async fn without_a_row_seen_again_rows_slip_through_between_pages() {
    let rules = Rules {
        border: 0,
        proof: Proof::Nothing,
        ..small()
    };
    assert!(faults_without(rules).await > 0);
}

#[tokio::test(start_paused = true)]
async fn with_the_clock_of_the_last_page_changes_during_the_pass_are_missed() {
    let rules = Rules {
        clock: ClockOf::LastPage,
        ..small()
    };
    assert!(faults_without(rules).await > 0);
}
