//! Knows whose copy it is, has it kept fresh, and lets everybody know who needs it.
//!
//! Whose it is says the account; until it has answered, what was remembered of this address counts. Only an account that has
//! answered is copied.

mod opening;
mod recalling;
mod told;

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{Notify, mpsc, oneshot, watch},
    task::{JoinHandle, JoinSet},
    time::{Instant, sleep, sleep_until},
};
use tokio_util::task::AbortOnDropHandle;

pub use self::recalling::Recalling;
pub(super) use self::told::{Sources, tell};
use self::{
    opening::{Held, Shelf},
    recalling::Recalled,
};
use super::{
    Known, SHOWING, Settings, disk,
    drafts::{Answer, Lane},
    finder::{Copied, Finder},
    reply::Reply,
    sync::{Clock, Copying, Report},
};
use crate::{
    crm::{Crm, Described},
    domain::{account::Account, failure::Failure},
    letters::Event,
    store::{Mirror, Owner},
};

/// The longest rest before an account that did not say who it is is asked again.
const LONGEST: Duration = Duration::from_mins(1);

/// The copy that everybody works with at the time.
pub(super) type Copy = Option<Arc<Kept>>;

/// A copy that is kept.
pub(super) struct Kept {
    pub(super) mirror: Arc<Mirror>,
    /// Why it is in memory only, where it should be on the disk.
    pub(super) unwritten: Option<Failure>,
}

/// What the keeper works with, and tells.
pub(super) struct Means<C> {
    pub(super) crm: Arc<C>,
    pub(super) recalling: Option<Recalling>,
    pub(super) settings: Settings,
    pub(super) clock: Clock,
    pub(super) drafts: Lane,
    pub(super) finder: Finder,
    pub(super) known: watch::Sender<Known>,
    pub(super) copy: watch::Sender<Copy>,
    pub(super) reports: watch::Sender<Report>,
    pub(super) events: mpsc::UnboundedSender<Event>,
}

/// Where the keeper is asked for something.
pub(super) struct Keeper {
    jobs: mpsc::UnboundedSender<Job>,
    task: JoinHandle<()>,
}

enum Job {
    Connect(Reply),
    Refresh(Reply),
    LetGo(Reply),
}

impl Keeper {
    /// Starts the keeper; the copy that it can begin with, if any, is told to `recalled`.
    pub(super) fn start<C: Crm>(
        mut means: Means<C>,
        recalled: oneshot::Sender<Option<Copied>>,
    ) -> Self {
        let (jobs, handed_in) = mpsc::unbounded_channel();
        let desk = Desk {
            shelf: Shelf::new(means.recalling.take()),
            held: None,
            keeping: None,
            introducing: None,
            connecting: Vec::new(),
            refreshing: Vec::new(),
            at_work: JoinSet::new(),
            nudge: Arc::new(Notify::new()),
            again: None,
            tries: 0,
            means,
        };
        Self {
            jobs,
            task: tokio::spawn(desk.work(recalled, handed_in)),
        }
    }

    /// Asks the account who it is, after telling what is recalled of it.
    pub(super) fn connect(&self, reply: Reply) {
        self.hand_in(Job::Connect(reply));
    }

    /// Brings the copy up to date now.
    pub(super) fn refresh(&self, reply: Reply) {
        self.hand_in(Job::Refresh(reply));
    }

    /// Lets go of what the account no longer shows.
    pub(super) fn let_go(&self, reply: Reply) {
        self.hand_in(Job::LetGo(reply));
    }

    /// Stops keeping; the copy goes on from there at the next start.
    pub(super) async fn close(self) {
        drop(self.jobs);
        super::finished(self.task.await);
    }

    fn hand_in(&self, job: Job) {
        if self.jobs.send(job).is_err() {
            tracing::error!("the copy is no longer kept");
        }
    }
}

struct Desk<C> {
    means: Means<C>,
    shelf: Shelf,
    held: Option<Held>,
    /// Keeps the copy fresh; `None` until the account has said whose it is.
    keeping: Option<AbortOnDropHandle<()>>,
    /// The question to the account who it is, while it is open.
    introducing: Option<AbortOnDropHandle<Result<Described, Failure>>>,
    /// Who waits for its answer.
    connecting: Vec<Reply>,
    /// Who waits for a pass that can only begin after it.
    refreshing: Vec<Reply>,
    at_work: JoinSet<()>,
    nudge: Arc<Notify>,
    /// When the account is asked again without anybody waiting.
    again: Option<Instant>,
    /// How often it was asked in vain.
    tries: u32,
}

impl<C: Crm> Desk<C> {
    async fn work(
        mut self,
        recalled: oneshot::Sender<Option<Copied>>,
        mut jobs: mpsc::UnboundedReceiver<Job>,
    ) {
        self.recall(recalled).await;
        let mut reports = self.means.reports.subscribe();
        loop {
            while self.at_work.try_join_next().is_some() {}
            let again = self.again;
            tokio::select! {
                biased;
                job = jobs.recv() => match job {
                    Some(job) => self.carry_out(job),
                    None => break,
                },
                answer = answer(&mut self.introducing), if self.introducing.is_some() => {
                    self.introducing = None;
                    match answer {
                        Ok(described) => self.introduced(described).await,
                        Err(failure) => self.not_introduced(&failure),
                    }
                }
                () = sleep_until(again.unwrap_or_else(Instant::now)), if again.is_some() => self.introduce(),
                _ = reports.changed() => {
                    let report = reports.borrow_and_update().clone();
                    self.fall_back(&report).await;
                }
            }
        }
        self.at_work.shutdown().await;
    }

    /// Begins with the copy that this address had last.
    async fn recall(&mut self, recalled: oneshot::Sender<Option<Copied>>) {
        let begun = self.shelf.recall().await;
        // Searches need no more than that, and are waited for.
        let _ = recalled.send(begun.as_ref().map(Recalled::copied));
        if begun.is_some() {
            sleep(SHOWING).await;
        }
        if let Some(begun) = begun
            && let Some(held) = self.shelf.take_up(begun).await
        {
            self.hold(held);
        }
    }

    fn hold(&mut self, held: Held) {
        let kept = Arc::clone(&held.kept);
        self.means.copy.send_replace(Some(kept));
        self.held = Some(held);
    }

    fn carry_out(&mut self, job: Job) {
        match job {
            Job::Connect(reply) => {
                if self.keeping.is_none()
                    && let Some(account) = self.held.as_ref().and_then(Held::account)
                {
                    self.recalled(account);
                }
                self.connecting.push(reply);
                self.introduce();
            }
            Job::Refresh(reply) if self.keeping.is_some() => self.refresh(reply),
            Job::Refresh(reply) => {
                self.refreshing.push(reply);
                self.introduce();
            }
            Job::LetGo(reply) => self.let_go(reply),
        }
    }

    fn introduce(&mut self) {
        self.again = None;
        if self.introducing.is_none() {
            let crm = Arc::clone(&self.means.crm);
            let question = tokio::spawn(async move { crm.described().await });
            self.introducing = Some(AbortOnDropHandle::new(question));
        }
    }

    /// The account has said who it is.
    async fn introduced(&mut self, described: Described) {
        self.tries = 0;
        let account = Arc::new(described.account);
        let owner = Owner::from(&*account);
        let is_other = self.held.as_ref().is_none_or(|held| held.owner() != owner);
        if is_other {
            self.keeping = None;
            self.begin(owner, None).await;
        }
        if let Some(held) = &mut self.held {
            let copied = held.learn(&account, described.raw).await;
            self.means.finder.turn_to(copied);
        }
        self.shelf.remember(owner).await;
        if self.keeping.is_none() {
            self.keep();
        }
        self.means.known.send_replace(Some(Arc::clone(&account)));
        if self.connecting.is_empty() {
            self.recalled(Arc::clone(&account));
        }
        for reply in std::mem::take(&mut self.connecting) {
            let answer = Answer::Connected(reply);
            self.means.drafts.belong_to(Arc::clone(&account), answer);
        }
        for reply in std::mem::take(&mut self.refreshing) {
            self.refresh(reply);
        }
    }

    fn not_introduced(&mut self, failure: &Failure) {
        for reply in self.connecting.drain(..).chain(self.refreshing.drain(..)) {
            reply.fail(failure.clone());
        }
        if self.keeping.is_some() {
            return;
        }
        let failed = failure.clone();
        self.means
            .reports
            .send_modify(|report| report.failure = Some(failed));
        let rest = failure.leave_alone((self.means.clock)());
        let rest = rest.unwrap_or_else(|| LONGEST.min(Duration::from_secs(1 << self.tries.min(6))));
        self.tries += 1;
        self.again = Some(Instant::now() + rest);
    }

    /// Tells what is known of the account without having been asked for it.
    fn recalled(&self, account: Arc<Account>) {
        self.means.known.send_replace(Some(Arc::clone(&account)));
        let answer = Answer::Recalled(self.means.events.clone());
        self.means.drafts.belong_to(account, answer);
    }

    /// Takes up this owner's copy; in memory only, if the disk has refused one.
    async fn begin(&mut self, owner: Owner, refused: Option<Failure>) {
        self.means.reports.send_modify(|report| {
            *report = Report {
                turns: report.turns,
                ..Report::default()
            }
        });
        match self.shelf.open(owner, refused).await {
            Ok(held) => self.hold(held),
            // Not even memory is to be had; what is on the screen stays.
            Err(failure) => self
                .means
                .reports
                .send_modify(|report| report.failure = Some(failure)),
        }
    }

    fn keep(&mut self) {
        let Some(held) = &self.held else { return };
        let copying = Copying::new(
            Arc::clone(&self.means.crm),
            Arc::clone(&held.kept.mirror),
            held.owner(),
            self.means.settings.sync,
            Arc::clone(&self.means.clock),
            self.means.reports.clone(),
        );
        let nudge = Arc::clone(&self.nudge);
        let task = tokio::spawn(async move { match copying.keep_fresh(nudge).await {} });
        self.keeping = Some(AbortOnDropHandle::new(task));
    }

    /// A disk that refuses a copy which was never complete is left alone: a copy in memory is better than none.
    async fn fall_back(&mut self, report: &Report) {
        let Some(failure) = report.failure.clone().filter(Failure::is_of_disk) else {
            return;
        };
        let Some(held) = &self.held else { return };
        if report.fresh_at.is_some() || self.keeping.is_none() || held.kept.unwritten.is_some() {
            return;
        }
        let (owner, described) = (held.owner(), held.described());
        self.keeping = None;
        self.begin(owner, Some(failure)).await;
        if let (Some(held), Some((account, raw))) = (&mut self.held, described) {
            let copied = held.learn(&account, raw).await;
            self.means.finder.turn_to(copied);
        }
        self.keep();
    }

    fn refresh(&mut self, reply: Reply) {
        let mut reports = self.means.reports.subscribe();
        let turn = reports.borrow().turns.begun;
        self.nudge.notify_one();
        let finder = self.means.finder.clone();
        self.at_work.spawn(async move {
            let told = reports.wait_for(|report| report.outcome_after(turn).is_some());
            let outcome = told
                .await
                .ok()
                .and_then(|report| report.outcome_after(turn));
            match outcome {
                Some(Ok(())) => {
                    finder.catch_up().await;
                    reply.send(|ticket| Event::Refreshed { ticket });
                }
                Some(Err(failure)) => reply.fail(failure),
                None => {}
            }
        });
    }

    fn let_go(&mut self, reply: Reply) {
        let Some(held) = &self.held else {
            return reply.send(|ticket| Event::LetGone { ticket, gone: 0 });
        };
        let mirror = Arc::clone(&held.kept.mirror);
        let now = (self.means.clock)();
        let (reports, finder) = (self.means.reports.clone(), self.means.finder.clone());
        self.at_work.spawn(async move {
            let gone = disk::on_copy(&mirror, move |mirror| mirror.let_go(now)).await;
            match gone {
                Ok(gone) => {
                    reports.send_modify(|report| report.vanishing = None);
                    finder.catch_up().await;
                    reply.send(|ticket| Event::LetGone { ticket, gone });
                }
                Err(failure) => reply.fail(failure),
            }
        });
    }
}

/// What the account said, or why it said nothing.
async fn answer(
    question: &mut Option<AbortOnDropHandle<Result<Described, Failure>>>,
) -> Result<Described, Failure> {
    match question {
        Some(question) => question.await.unwrap_or_else(|error| {
            tracing::error!(%error, "the question who the account is ended badly");
            // What makes rolo stumble while it reads is most likely what it reads.
            Err(Failure::Unreadable)
        }),
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests;
