//! Does what a pass wants: reads its pages and takes them into the copy.

use tokio::time::Instant;

use super::{
    Copying, Stage, ask,
    pass::{Ask, Effect, End, Event, Page, Pass},
    report, taking,
    taking::Taken,
};
use crate::{
    crm::{Crm, Item, Items, Wanted},
    domain::failure::Failure,
    store::mirror::{Glimpse, Kept, Mirror, Observation, PassState},
};

impl<C: Crm> Copying<C> {
    /// One pass, to its end.
    pub(super) async fn pass(&mut self, full: bool) -> Result<End, Failure> {
        let before = self.on_disk(Mirror::pass_state).await?;
        let is_first = before.watermark.is_none();
        let of = before.total;
        let mut pass = Pass::new(self.rules, before, full);
        let resumed = pass.read();
        let began = Instant::now();
        let is_paced = pass.is_full() && !is_first;
        let stage = if pass.is_full() {
            Stage::Copying
        } else {
            Stage::CatchingUp
        };
        self.report(|report| {
            report.stage = stage;
            report.rows = resumed;
            report.of = of.filter(|_| stage == Stage::Copying);
            report.per_second = None;
        });
        let first = self.on_disk(Mirror::observe).await?;
        let mut held: Option<(Observation, Items)> = None;
        let mut fits = None;
        // How the account says that it was asked for too much.
        let mut too_much = Failure::TooLarge;
        let mut effect = pass.begin();
        loop {
            effect = match effect {
                Effect::Read(what) => {
                    if is_paced {
                        self.rest().await;
                    }
                    match self.read(what).await {
                        Ok((seen, items)) => {
                            // The clock was shown before it was seen here: that much more it may have gone on.
                            let answered = Instant::now();
                            if what.offset == 0 {
                                fits = Some(answered);
                            }
                            let rows: Vec<_> = items.items.iter().map(glimpse).collect();
                            let clock = items.clock;
                            held = Some((seen, items));
                            pass.step(Event::Page(Page {
                                rows: &rows,
                                clock,
                                age: self.age(answered),
                                now: (self.clock)(),
                            }))
                        }
                        Err(failure) if ask::wants_less(&failure) => {
                            too_much = failure;
                            pass.step(Event::TooLarge)
                        }
                        Err(failure) => return Err(failure),
                    }
                }
                Effect::Keep(mark) => {
                    let (seen, items) = match held.take() {
                        Some(held) => held,
                        None => (first, Items::default()),
                    };
                    let taken = self.take_in(seen, items, Some(mark)).await?;
                    self.count(taken.kept);
                    let read = pass.read();
                    self.report(|report| {
                        report.rows = read;
                        report.version = taken.version;
                        report.per_second =
                            report::per_second(read.saturating_sub(resumed), began.elapsed());
                    });
                    pass.step(Event::Kept(taken.kept))
                }
                Effect::GiveUp => return Err(too_much),
                Effect::End(end) => {
                    if let End::Complete { in_time } = end {
                        self.fitted = if in_time { fits } else { self.fitted };
                        if pass.is_full() && resumed == 0 {
                            self.on_disk(move |mirror| mirror.forget_unreadable(first))
                                .await?;
                        }
                    }
                    let read = pass.read();
                    self.done.read += read.saturating_sub(resumed);
                    tracing::info!(?end, rows = read, "a pass ended");
                    return Ok(end);
                }
            };
        }
    }

    /// How old the watermark was then, as far as this process has seen.
    fn age(&self, answered: Instant) -> Option<i64> {
        let age = answered.saturating_duration_since(self.fitted?);
        i64::try_from(age.as_secs()).ok()
    }

    async fn read(&self, what: Ask) -> Result<(Observation, Items), Failure> {
        // Before the request: an answer to one that was begun later counts more.
        let seen = self.on_disk(Mirror::observe).await?;
        let wanted = Wanted::List {
            since: what.since,
            rows: what.rows,
            offset: what.offset,
        };
        let items = self.patiently(|| self.crm.items(wanted)).await?;
        Ok((seen, items))
    }

    /// Takes an answer into the copy, with what it makes of the pass.
    pub(super) async fn take_in(
        &self,
        seen: Observation,
        items: Items,
        state: Option<Box<PassState>>,
    ) -> Result<Taken, Failure> {
        self.on_disk(move |mirror| taking::take_in(mirror, seen, items.items, state.as_deref()))
            .await
    }

    pub(super) fn count(&mut self, kept: Kept) {
        self.done.new += kept.new;
        self.done.changed += kept.changed;
    }
}

fn glimpse(item: &Item) -> Glimpse {
    Glimpse {
        id: item.id(),
        fingerprint: item.fingerprint,
    }
}
