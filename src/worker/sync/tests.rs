//! A bench to try copies on: a simulated account with the manners of real ones, and a copy made of it.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use tokio::sync::watch;

use super::{Clock, Copying, Report, Settings, rules::Rules};
use crate::{
    domain::id::Moment,
    store::{Mirror, Owner},
    worker::tests::account,
};

mod faults;
mod model;
mod simulated;

use simulated::{Quirks, Simulated};

/// Virtual seconds since the test began, as this machine's clock: deliberately another one than the account's.
fn clock() -> Clock {
    let began = tokio::time::Instant::now();
    Arc::new(move || Moment(i64::try_from(began.elapsed().as_secs()).unwrap_or(i64::MAX)))
}

/// Small pages make many borders.
fn small() -> Rules {
    Rules {
        rows: 5,
        fewest: 2,
        border: 3,
        ids: 7,
        ..Rules::default()
    }
}

/// An account and a copy of it.
struct Bench {
    account: Arc<Simulated>,
    mirror: Arc<Mirror>,
    rules: Rules,
    clock: Clock,
    copying: Copying<Simulated>,
}

impl Bench {
    fn new(account: Simulated, rules: Rules) -> Self {
        let account = Arc::new(account);
        let mirror = Arc::new(Mirror::in_memory().unwrap());
        let clock = clock();
        let copying = start(&account, &mirror, rules, &clock);
        Self {
            account,
            mirror,
            rules,
            clock,
            copying,
        }
    }

    /// What a new process begins with: the copy, and no memory.
    fn restart(&mut self) {
        self.copying = start(&self.account, &self.mirror, self.rules, &self.clock);
    }

    /// What the copy holds.
    fn copied(&self) -> BTreeMap<i64, String> {
        let mut copied = BTreeMap::new();
        self.mirror
            .each(|id, raw| drop(copied.insert(id.0, raw.to_owned())))
            .unwrap();
        copied
    }
}

fn start(
    account: &Arc<Simulated>,
    mirror: &Arc<Mirror>,
    rules: Rules,
    clock: &Clock,
) -> Copying<Simulated> {
    let settings = Settings {
        // Sweeps only when they are asked for.
        sweep_every: Duration::from_hours(24 * 365),
        ..Settings::default()
    };
    let mut copying = Copying::new(
        Arc::clone(account),
        Arc::clone(mirror),
        Owner::from(&self::account()),
        settings,
        Arc::clone(clock),
        watch::Sender::new(Report::default()),
    );
    copying.rules = rules;
    copying.is_on_the_spot = true;
    copying
}
