//! What the account answers, late, wrongly or not at all.

use std::time::Duration;

use super::{Simulated, world::item};
use crate::{
    crm::{
        Around, Ask, Crm, Described, Items, Notes, Page, Post, Posted, Received, Tombstone, Wanted,
    },
    domain::{
        account::Account,
        activity::{Entry, Task},
        failure::Failure,
        id::{AccountId, ContactId, CustomerId, LeadId, Moment},
        neighbour::{Customer, Kind, Lead, Neighbours},
    },
    worker::tests::account,
};

impl Simulated {
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
