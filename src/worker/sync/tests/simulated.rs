//! An account that lives while it is read: others add, change, merge, delete and hide contacts between any two requests.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard},
    time::Duration,
};

use fastrand::Rng;
use tokio::time::Instant;

use crate::{
    crm::{
        Around, Ask, Crm, Described, Item, Items, Notes, Page, Post, Posted, Received, Tombstone,
        Wanted,
    },
    domain::{
        account::Account,
        activity::{Entry, Task},
        contact::Contact,
        failure::Failure,
        fingerprint::Fingerprint,
        id::{AccountId, ContactId, CustomerId, LeadId, Moment, UserId},
        neighbour::{Customer, Kind, Lead, Neighbours},
    },
    worker::tests::account,
};

/// What the account's clock shows when the test begins.
const EPOCH: i64 = 1_700_000_000;

/// In which order contacts are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Id,
    ChangedFirst,
    ChangedLast,
}

/// What nobody has documented about accounts, one way or the other.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own"
)]
#[derive(Debug, Clone, Copy)]
pub(super) struct Quirks {
    pub(super) order: Order,
    /// If-Modified-Since looks at `updated_at`, which writers send by their own clocks; otherwise at the time of the change.
    pub(super) filters_by_updated_at: bool,
    /// Never more rows than this, whatever is asked for.
    pub(super) cap: Option<usize>,
    /// Tells of deletions.
    pub(super) tells: bool,
    /// Contacts are hidden from the user and shown again without being changed.
    pub(super) hides: bool,
    /// The longest that an answer takes, in seconds.
    pub(super) slowest: u64,
    /// How often in a hundred requests something goes wrong.
    pub(super) faults: u8,
    /// Whether an empty page may come for no reason.
    pub(super) empties: bool,
    /// Whether anything changes.
    pub(super) is_busy: bool,
}

impl Quirks {
    /// An account at rest, without faults.
    pub(super) const QUIET: Self = Self {
        order: Order::Id,
        filters_by_updated_at: true,
        cap: None,
        tells: false,
        hides: false,
        slowest: 0,
        faults: 0,
        empties: false,
        is_busy: false,
    };

    pub(super) fn any(rng: &mut Rng) -> Self {
        Self {
            order: *rng
                .choice(&[Order::Id, Order::ChangedFirst, Order::ChangedLast])
                .unwrap(),
            filters_by_updated_at: rng.bool(),
            cap: (rng.u8(..4) == 0).then(|| rng.usize(2..7)),
            tells: rng.u8(..3) == 0,
            hides: rng.u8(..4) == 0,
            slowest: *rng.choice(&[1, 15, 90]).unwrap(),
            faults: *rng.choice(&[0, 5, 20]).unwrap(),
            empties: rng.bool(),
            is_busy: true,
        }
    }
}

#[derive(Debug, Clone)]
struct Held {
    /// Another number for every state of every contact.
    content: i64,
    updated_at: i64,
    changed_at: i64,
    is_hidden: bool,
    responsible: i64,
}

#[derive(Debug)]
struct World {
    quirks: Quirks,
    rng: Rng,
    contacts: BTreeMap<i64, Held>,
    buried: Vec<Tombstone>,
    last_id: i64,
    last_content: i64,
    last_tick: i64,
    /// The last page was empty for no reason.
    was_empty: bool,
    requests: usize,
    /// Answers in place of the next ones.
    scripted: Vec<Result<Items, Failure>>,
    /// The account's clock is wrong by so much, or shows nothing.
    clock_is_off: Option<i64>,
    /// What it says from its so manieth request on.
    fails_after: Option<(usize, Failure)>,
    /// Where it does not do what was asked.
    ignores: Ignores,
    /// More rows or ids than this are too much.
    most: usize,
}

#[derive(Debug, Default)]
struct Ignores {
    ids: bool,
    offsets: bool,
    /// It is another account by now.
    who_it_was: bool,
}

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

    /// What happens before anything is answered.
    async fn turn(&self) -> Result<(), Failure> {
        let delay = {
            let mut world = self.world();
            world.requests += 1;
            let slowest = world.quirks.slowest;
            world.rng.u64(..=slowest)
        };
        tokio::time::sleep(Duration::from_secs(delay)).await;
        let now = self.now();
        let mut world = self.world();
        if world.quirks.is_busy {
            for _ in 0..world.rng.u8(..4) {
                world.event(now);
            }
        }
        let requests = world.requests;
        if let Some((_, failure)) = world.fails_after.take_if(|(after, _)| requests > *after) {
            return Err(failure);
        }
        let faults = world.quirks.faults;
        if world.rng.u8(..100) < faults {
            let seconds = world.rng.u64(1..60);
            return Err(world
                .rng
                .choice([
                    Failure::Unreachable,
                    Failure::TimedOut,
                    Failure::Unreadable,
                    Failure::TooManyRequests { seconds },
                    Failure::Server { status: 502 },
                    Failure::Server { status: 504 },
                    Failure::TooLarge,
                ])
                .unwrap());
        }
        Ok(())
    }
}

impl World {
    fn event(&mut self, now: i64) {
        let ids: Vec<i64> = self.contacts.keys().copied().collect();
        let Some(&id) = self.rng.choice(&ids) else {
            return self.add(now);
        };
        let skew = self.rng.i64(-90..=60);
        match self.rng.u8(..20) {
            0..=8 => self.edit(id, now, skew),
            // Twice in one second, by one writer.
            9..=10 => {
                self.edit(id, now, skew);
                self.edit(id, now, skew);
            }
            11..=13 => self.add(now + skew),
            14..=16 => self.remove(id, now),
            17 => {
                let other = *self.rng.choice(&ids).unwrap();
                self.remove(id, now);
                self.edit(other, now, skew);
            }
            18 if self.quirks.hides => {
                let held = self.contacts.get_mut(&id).unwrap();
                held.is_hidden = !held.is_hidden;
            }
            _ => {
                let before = self.contacts[&id].content;
                self.edit(id, now, skew);
                let held = self.contacts.get_mut(&id).unwrap();
                if held.content != before {
                    held.responsible = 1 + id % 3;
                }
            }
        }
    }

    fn add(&mut self, updated_at: i64) {
        self.last_id += 1;
        self.last_content += 1;
        let held = Held {
            content: self.last_content,
            updated_at,
            changed_at: updated_at,
            is_hidden: false,
            responsible: 5,
        };
        self.contacts.insert(self.last_id, held);
    }

    /// A change that is dated before what is there is refused.
    fn edit(&mut self, id: i64, now: i64, skew: i64) {
        let Some(held) = self.contacts.get_mut(&id) else {
            return;
        };
        if now + skew >= held.updated_at {
            self.last_content += 1;
            held.content = self.last_content;
            held.updated_at = now + skew;
            held.changed_at = now;
        }
    }

    fn remove(&mut self, id: i64, now: i64) {
        if self.contacts.remove(&id).is_some() {
            self.last_tick = (self.last_tick + 1).max(now);
            self.buried.push(Tombstone {
                id: ContactId(id),
                tick: self.last_tick,
            });
        }
    }

    fn list(&self, since: Option<Moment>) -> Vec<Item> {
        let stamp = |held: &Held| {
            if self.quirks.filters_by_updated_at {
                held.updated_at
            } else {
                held.changed_at
            }
        };
        let mut list: Vec<_> = self
            .contacts
            .iter()
            .filter(|(_, held)| !held.is_hidden)
            .filter(|(_, held)| since.is_none_or(|since| stamp(held) > since.0))
            .collect();
        match self.quirks.order {
            Order::Id => {}
            Order::ChangedFirst => list.sort_by_key(|(id, held)| (-held.updated_at, **id)),
            Order::ChangedLast => list.sort_by_key(|(id, held)| (held.updated_at, **id)),
        }
        list.into_iter().map(|(id, held)| item(*id, held)).collect()
    }
}

fn raw(id: i64, held: &Held) -> String {
    format!("{id}:{}:{}", held.content, held.responsible)
}

fn item(id: i64, held: &Held) -> Item {
    let contact = Contact {
        name: format!("Контакт {}", held.content).as_str().into(),
        ..Contact::bare(
            ContactId(id),
            UserId(held.responsible),
            Moment(held.updated_at),
        )
    };
    Item {
        raw: raw(id, held),
        fingerprint: Fingerprint(held.content * 10 + held.responsible),
        contact: Ok(contact),
    }
}

impl Around for Simulated {
    async fn notes(&self, _: ContactId, _: usize, _: usize) -> Result<Notes, Failure> {
        unimplemented!("a copy holds contacts alone")
    }

    async fn tasks(&self, _: ContactId) -> Result<Vec<Task>, Failure> {
        unimplemented!("a copy holds contacts alone")
    }

    async fn leads(&self, _: &[LeadId]) -> Result<Vec<Lead>, Failure> {
        unimplemented!("a copy holds contacts alone")
    }

    async fn customers(&self, _: &[CustomerId]) -> Result<Vec<Customer>, Failure> {
        unimplemented!("a copy holds contacts alone")
    }

    async fn look_up(&self, _: Kind, _: &str, _: usize) -> Result<Neighbours, Failure> {
        unimplemented!("a copy holds contacts alone")
    }

    async fn printed(&self, _: ContactId) -> Result<Option<String>, Failure> {
        unimplemented!("a copy reads items")
    }

    async fn enter(&self, _: ContactId, _: &Entry, _: &str) -> Result<(), Failure> {
        unimplemented!("a copy writes nothing")
    }
}

impl Crm for Simulated {
    async fn account(&self) -> Result<Account, Failure> {
        self.turn().await?;
        let mut account = account();
        if self.world().ignores.who_it_was {
            account.id = AccountId(account.id.0 + 1);
        }
        Ok(account)
    }

    async fn page(&self, _ask: Ask<'_>) -> Result<Page, Failure> {
        unimplemented!("a copy reads items")
    }

    async fn contact(&self, _id: ContactId) -> Result<Option<Received>, Failure> {
        unimplemented!("a copy reads items")
    }

    async fn described(&self) -> Result<Described, Failure> {
        Ok(Described {
            account: self.account().await?,
            raw: "{}".to_owned(),
        })
    }

    async fn items(&self, wanted: Wanted<'_>) -> Result<Items, Failure> {
        self.turn().await?;
        let now = self.now();
        let mut world = self.world();
        if let Some(answer) = world.scripted.pop() {
            return answer;
        }
        let clock = world.clock_is_off.map(|off| Moment(now + off));
        world.was_empty = world.quirks.empties && !world.was_empty && world.rng.u8(..20) == 0;
        let many = match wanted {
            Wanted::List { rows, .. } => rows,
            Wanted::Ids(ids) => ids.len(),
        };
        if many > world.most {
            return Err(Failure::Server { status: 504 });
        }
        let items = match wanted {
            _ if world.was_empty => Vec::new(),
            Wanted::Ids(_) if world.ignores.ids => world.list(None),
            Wanted::List {
                since,
                rows,
                offset,
            } => {
                let rows = rows.min(world.quirks.cap.unwrap_or(500));
                let list = world.list(since);
                let offset = if world.ignores.offsets { 0 } else { offset };
                list.into_iter().skip(offset).take(rows).collect()
            }
            Wanted::Ids(ids) => {
                let shown = |id: &&ContactId| {
                    let held = world.contacts.get(&id.0).filter(|held| !held.is_hidden);
                    held.map(|held| item(id.0, held))
                };
                ids.iter().filter_map(|id| shown(&id)).collect()
            }
        };
        Ok(Items { items, clock })
    }

    async fn deleted(
        &self,
        after: i64,
        rows: usize,
        offset: usize,
    ) -> Result<Option<Vec<Tombstone>>, Failure> {
        self.turn().await?;
        let world = self.world();
        if !world.quirks.tells {
            let is_empty = world.list(None).is_empty();
            return Ok(is_empty.then(Vec::new));
        }
        let told = world.buried.iter().filter(|told| told.tick > after);
        Ok(Some(told.skip(offset).take(rows).copied().collect()))
    }

    async fn post(&self, _: Post<'_>, _: Option<&Account>) -> Result<Posted, Failure> {
        unimplemented!("a copy writes nothing")
    }
}
