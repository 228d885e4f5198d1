//! An account that lives while it is read: others add, change, merge, delete and hide contacts between any two requests.

mod answers;
mod quirks;
mod world;

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard},
};

use fastrand::Rng;
use tokio::time::Instant;

pub(super) use self::quirks::Quirks;
use self::world::{Ignores, World, raw};
use crate::{
    crm::{Items, Tombstone},
    domain::{failure::Failure, id::ContactId},
};

/// What the account's clock shows when the test begins.
const EPOCH: i64 = 1_700_000_000;

/// See the module.
pub(super) struct Simulated {
    began: Instant,
    world: Mutex<World>,
}

impl Simulated {
    /// An account with so many contacts.
    pub(super) fn new(quirks: Quirks, contacts: usize, rng: Rng) -> Self {
        let simulated = Self {
            began: Instant::now(),
            world: Mutex::new(World {
                quirks,
                rng,
                contacts: BTreeMap::new(),
                buried: Vec::new(),
                last_id: 0,
                last_content: 0,
                last_tick: 0,
                was_empty: false,
                requests: 0,
                scripted: Vec::new(),
                clock_is_off: Some(0),
                fails_after: None,
                ignores: Ignores::default(),
                most: usize::MAX,
            }),
        };
        for _ in 0..contacts {
            let now = simulated.now() - 10_000;
            simulated.world().add(now);
        }
        simulated
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap()
    }

    fn now(&self) -> i64 {
        EPOCH + i64::try_from(self.began.elapsed().as_secs()).unwrap()
    }

    /// Lets so many things happen.
    pub(super) fn live(&self, events: usize) {
        let now = self.now();
        let mut world = self.world();
        for _ in 0..events {
            world.event(now);
        }
    }

    pub(super) fn calm_down(&self) {
        let mut world = self.world();
        world.quirks.is_busy = false;
        world.quirks.faults = 0;
        world.quirks.empties = false;
    }

    /// What the user sees.
    pub(super) fn shown(&self) -> BTreeMap<i64, String> {
        let world = self.world();
        let shown = world.contacts.iter().filter(|(_, held)| !held.is_hidden);
        shown.map(|(id, held)| (*id, raw(*id, held))).collect()
    }

    pub(super) fn add(&self, many: usize) {
        let now = self.now();
        for _ in 0..many {
            self.world().add(now);
        }
    }

    pub(super) fn remove(&self, ids: impl IntoIterator<Item = i64>) {
        let now = self.now();
        for id in ids {
            self.world().remove(id, now);
        }
    }

    pub(super) fn edit(&self, id: i64, skew: i64) {
        let now = self.now();
        self.world().edit(id, now, skew);
    }

    pub(super) fn hand_over(&self, ids: impl IntoIterator<Item = i64>, to: i64) {
        for id in ids {
            self.world().contacts.get_mut(&id).unwrap().responsible = to;
        }
    }

    pub(super) fn then_answer(&self, answer: Result<Items, Failure>) {
        self.world().scripted.insert(0, answer);
    }

    pub(super) fn set_clock_off(&self, by: Option<i64>) {
        self.world().clock_is_off = by;
    }

    /// Fails once, after so many more requests.
    pub(super) fn fail_after(&self, requests: usize, failure: Failure) {
        let mut world = self.world();
        world.fails_after = Some((world.requests + requests, failure));
    }

    /// Tells of a deletion that never was.
    pub(super) fn bury(&self, id: i64) {
        let mut world = self.world();
        world.last_tick += 1;
        let tick = world.last_tick;
        world.buried.push(Tombstone {
            id: ContactId(id),
            tick,
        });
    }

    pub(super) fn become_another(&self) {
        self.world().ignores.who_it_was = true;
    }

    pub(super) fn ignore_ids(&self) {
        self.world().ignores.ids = true;
    }

    pub(super) fn ignore_offsets(&self) {
        self.world().ignores.offsets = true;
    }

    pub(super) fn refuse_more_than(&self, rows: usize) {
        self.world().most = rows;
    }

    pub(super) fn requests(&self) -> usize {
        self.world().requests
    }
}
