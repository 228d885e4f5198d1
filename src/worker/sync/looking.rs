//! Does what a sweep wants: asks for contacts by their ids, notes what is missing, lets go of what is gone.

use tokio::time::Instant;

use super::{
    Copying, Stage, ask,
    sweep::{Clue, Effect, End, Event, Looked, Sweep},
};
use crate::{
    crm::{Crm, Item, Wanted},
    domain::{failure::Failure, id::ContactId},
    store::{
        Owner,
        mirror::{Mirror, Observation, SweepState},
    },
};

impl<C: Crm> Copying<C> {
    /// One sweep, to its end.
    pub(super) async fn look(&mut self, clue: Clue, state: SweepState) -> Result<End, Failure> {
        if clue != Clue::Tombstones {
            self.report(|report| report.stage = Stage::Sweeping);
        }
        let mut sweep = Sweep::new(self.rules, clue, state);
        let mut seen = self.on_disk(Mirror::observe).await?;
        // How the account says that it was asked for too much.
        let mut too_much = Failure::TooLarge;
        let mut effect = sweep.begin();
        loop {
            let event = match effect {
                Effect::AskDeleted {
                    after,
                    rows,
                    offset,
                } => {
                    let told = self
                        .patiently(|| self.crm.deleted(after, rows, offset))
                        .await?;
                    Event::Deleted(told)
                }
                Effect::Held(ids) => {
                    Event::Ids(self.on_disk(move |mirror| mirror.held(&ids)).await?)
                }
                Effect::Pick { scope, after } => {
                    let most = self.rules.ids;
                    let ids = self.on_disk(move |mirror| mirror.ids(scope, after, most));
                    Event::Ids(ids.await?)
                }
                Effect::Look(ids) => {
                    self.rest().await;
                    seen = self.on_disk(Mirror::observe).await?;
                    match self.look_at(seen, &ids).await {
                        Ok(looked) => Event::Looked(looked),
                        Err(failure) if ask::wants_less(&failure) => {
                            too_much = failure;
                            Event::TooLarge
                        }
                        Err(failure) => return Err(failure),
                    }
                }
                Effect::AskAccount => {
                    let account = self.patiently(|| self.crm.account()).await?;
                    Event::Account {
                        is_same: Owner::from(&account) == self.owner,
                    }
                }
                Effect::Note {
                    absent,
                    absence,
                    state,
                } => {
                    let now = (self.clock)();
                    self.on_disk(move |mirror| {
                        mirror.miss(seen, &absent, absence, now, Some(&state))
                    })
                    .await?;
                    Event::Noted
                }
                Effect::Weigh => Event::Weighed(self.on_disk(Mirror::vanishing).await?),
                Effect::LetGo => {
                    let now = (self.clock)();
                    let gone = self.on_disk(move |mirror| mirror.let_go(now)).await?;
                    let version = self.on_disk(Mirror::version).await?;
                    self.report(|report| report.version = version);
                    Event::Gone(gone)
                }
                Effect::GiveUp => return Err(too_much),
                Effect::End(end) => {
                    tracing::info!(?clue, ?end, "a sweep ended");
                    return Ok(end);
                }
            };
            effect = sweep.step(event, (self.clock)());
        }
    }

    /// Asks for these contacts and takes those that are there into the copy.
    async fn look_at(&mut self, seen: Observation, ids: &[ContactId]) -> Result<Looked, Failure> {
        let items = self.patiently(|| self.crm.items(Wanted::Ids(ids))).await?;
        let looked = Looked {
            present: items.items.iter().filter_map(Item::id).collect(),
            has_nameless: items.items.iter().any(|item| item.id().is_none()),
        };
        let taken = self.take_in(seen, items, None).await?;
        self.count(taken.kept);
        self.report(|report| report.version = taken.version);
        Ok(looked)
    }

    /// Keeps the questions of a sweep apart.
    pub(super) async fn rest(&mut self) {
        if let Some(asked) = self.asked {
            tokio::time::sleep_until(asked + self.settings.sweep_rest).await;
        }
        self.asked = Some(Instant::now());
    }
}
