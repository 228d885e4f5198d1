//! Keeps a copy fresh for as long as it is wanted, or follows the process that does.

use std::{convert::Infallible, sync::Arc, time::Duration};

use tokio::sync::Notify;

use super::{Copying, Stage, Wish, ask, sweep};
use crate::{
    crm::Crm,
    domain::{failure::Failure, id::Moment},
    store::{self, Mirror, mirror::Vanishing},
};

/// What the copy itself tells of how it does.
struct State {
    version: i64,
    fresh_at: Option<Moment>,
    unreadable: usize,
    vanishing: Vanishing,
}

impl State {
    fn of(mirror: &Mirror) -> Result<Self, store::Error> {
        Ok(Self {
            version: mirror.version()?,
            fresh_at: mirror.fresh_at()?,
            unreadable: mirror.unreadable()?,
            vanishing: mirror.vanishing()?,
        })
    }
}

impl<C: Crm> Copying<C> {
    /// Works until it is dropped. A nudge makes it take its next turn at once.
    pub async fn keep_fresh(mut self, nudge: Arc<Notify>) -> Infallible {
        let mut is_asked = true;
        loop {
            match self.on_disk(Mirror::try_lead).await {
                Ok(Some(_lead)) => match self.lead(&nudge).await {},
                Ok(None) => {
                    self.follow(is_asked).await;
                    is_asked = rest(self.settings.follow_every, &nudge).await;
                }
                Err(failure) => {
                    self.report(|report| {
                        report.turns.begin();
                        report.fail(failure);
                        report.turns.end();
                    });
                    rest(self.settings.pass_every, &nudge).await;
                }
            }
        }
    }

    /// Keeps it fresh, a turn at a time.
    async fn lead(&mut self, nudge: &Notify) -> Infallible {
        self.tell_state(None).await;
        loop {
            self.report(|report| report.turns.begin());
            let outcome = self.once(Wish::default()).await;
            self.tell_state(None).await;
            let mut pause = self.settings.pass_every;
            if let Err(failure) = &outcome
                && let Some(rest) = failure.leave_alone((self.clock)())
            {
                pause = pause.max(rest);
            }
            self.report(|report| {
                report.failure = None;
                if let Err(failure) = outcome {
                    report.fail(failure);
                }
                report.turns.end();
            });
            rest(pause, nudge).await;
        }
    }

    /// Looks what another process has made of the copy, and tells it if that is news or somebody has asked.
    async fn follow(&mut self, is_asked: bool) {
        if is_asked {
            self.report(|report| report.turns.begin());
        }
        self.tell_state(Some(Stage::Following)).await;
        if is_asked {
            self.report(|report| report.turns.end());
        }
    }

    /// Tells what the copy holds by now, and the stage if it is another one. Who follows has no failures but those of reading it.
    async fn tell_state(&mut self, stage: Option<Stage>) {
        let rules = self.rules;
        let held = self.on_disk(State::of).await;
        self.report_if(|report| {
            let before = report.clone();
            report.stage = stage.unwrap_or(report.stage);
            match held {
                Ok(held) => {
                    report.version = held.version;
                    report.fresh_at = held.fresh_at;
                    report.unreadable = held.unreadable;
                    report.vanishing =
                        sweep::is_suspicious(rules, held.vanishing).then_some(held.vanishing);
                    if report.stage == Stage::Following {
                        report.failure = None;
                    }
                }
                Err(failure) => report.fail(failure),
            }
            *report != before
        });
    }

    /// Asks until the account answers, and tells at once when it does not at first.
    pub(super) async fn patiently<T, F>(&self, question: impl Fn() -> F) -> Result<T, Failure>
    where
        F: Future<Output = Result<T, Failure>>,
    {
        let trouble = |failure: &Failure| self.report(|report| report.fail(failure.clone()));
        let answer = ask::patiently(question, trouble).await?;
        self.report_if(|report| {
            let is_over = report
                .failure
                .as_ref()
                .is_some_and(|failure| !failure.is_of_disk());
            report.failure.take_if(|_| is_over).is_some()
        });
        Ok(answer)
    }
}

/// Waits for the time or the nudge; true for the nudge.
async fn rest(time: Duration, nudge: &Notify) -> bool {
    tokio::select! {
        () = nudge.notified() => true,
        () = tokio::time::sleep(time) => false,
    }
}
