//! Keeps the copy of an account right: passes over what changed, sweeps for what is gone, one process at a time.
//!
//! What to do is decided by state machines that touch nothing (`pass`, `sweep`); what is here does it. Everything may be
//! stopped at any moment, also by dropping it: the copy goes on from the last page that it has taken in.

mod ask;
mod fresh;
mod listing;
mod looking;
mod opening;
mod pass;
mod report;
mod rules;
mod sweep;
mod taking;

use std::{sync::Arc, time::Duration};

use tokio::{sync::watch, time::Instant};

use self::{pass::End as Listed, rules::Rules, sweep::Clue};
use super::disk;
use crate::{
    crm::Crm,
    domain::{failure::Failure, id::Moment},
    store::{
        self, Mirror, Owner,
        mirror::{PassState, Scope, SweepState},
    },
};

pub use crate::store::mirror::Vanishing;
pub(crate) use ask::patiently;
pub(crate) use opening::{Opened, open};
pub use report::{Report, Stage, Turns};
pub(super) use taking::take_in;

/// Tells the time of this machine; it is only ever compared with itself.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// How a copy is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How many contacts to ask for at a time (`limit_rows`, at most 500); fewer after the account ran out of time.
    pub page_rows: usize,
    /// How long to rest between passes.
    pub pass_every: Duration,
    /// How long to rest between sweeps.
    pub sweep_every: Duration,
    /// How long to rest at least between the questions of a sweep: re-reading everything may get a client blocked.
    pub sweep_rest: Duration,
    /// How often to look whether another process that keeps the copy has changed it, or has ended.
    pub follow_every: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            page_rows: 500,
            pass_every: Duration::from_mins(1),
            sweep_every: Duration::from_hours(24),
            sweep_rest: Duration::from_secs(1),
            follow_every: Duration::from_secs(1),
        }
    }
}

/// What is wanted beyond what is due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wish {
    /// Read everything, not only what changed.
    pub full: bool,
    /// Look now for what is gone.
    pub sweep: bool,
}

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Contacts that its passes have read.
    pub read: usize,
    /// Contacts that the copy did not have.
    pub new: usize,
    /// Contacts that it had differently.
    pub changed: usize,
    /// Contacts that it let go.
    pub gone: usize,
    /// Contacts that the account no longer shows, so many that somebody has to decide about them.
    pub vanishing: Option<Vanishing>,
    /// The list moved so much that something may be missing until the next time.
    pub is_unsettled: bool,
}

/// A copy and the account that it is made of.
pub struct Copying<C> {
    crm: Arc<C>,
    mirror: Arc<Mirror>,
    owner: Owner,
    settings: Settings,
    rules: Rules,
    clock: Clock,
    reports: watch::Sender<Report>,
    /// When the account's clock last fitted the watermark.
    fitted: Option<Instant>,
    /// When a sweep asked last.
    asked: Option<Instant>,
    done: Done,
    /// Does the disk's work on the spot.
    #[cfg(test)]
    is_on_the_spot: bool,
}

impl<C: Crm> Copying<C> {
    /// A copy of what this owner sees of the account. Reports go to whoever subscribes to `reports`.
    pub fn new(
        crm: Arc<C>,
        mirror: Arc<Mirror>,
        owner: Owner,
        settings: Settings,
        clock: Clock,
        reports: watch::Sender<Report>,
    ) -> Self {
        Self {
            crm,
            mirror,
            owner,
            settings,
            rules: Rules {
                rows: settings.page_rows,
                ..Rules::default()
            },
            clock,
            reports,
            fitted: None,
            asked: None,
            done: Done::default(),
            #[cfg(test)]
            is_on_the_spot: false,
        }
    }

    /// Brings the copy up to date once: goes on with what was stopped, reads what changed, and looks for what is gone where
    /// that is due. Only whoever has the [lead](Mirror::try_lead) may do this.
    pub async fn once(&mut self, wish: Wish) -> Result<Done, Failure> {
        self.done = Done::default();
        let outcome = self.all(wish).await;
        self.report(|report| report.stage = Stage::Resting);
        outcome.map(|()| self.done)
    }

    async fn all(&mut self, wish: Wish) -> Result<(), Failure> {
        let before = self.on_disk(Mirror::pass_state).await?;
        self.list(wish.full).await?;
        if before.progress.is_some() {
            // What it had read before it was stopped may have changed since.
            self.list(false).await?;
        }
        let mut sweep = self.on_disk(Mirror::sweep_state).await?;
        let now = (self.clock)();
        let is_new = sweep.swept_at.is_none();
        if is_new {
            // The first sweep has time: everything was read not long ago.
            sweep.swept_at = Some(now);
            let kept = sweep.clone();
            self.on_disk(move |mirror| mirror.keep_sweep(&kept)).await?;
        }
        let is_due = wish.sweep || self.is_due(&sweep, now);
        // What was read for the first time just now holds nothing yet that could have been deleted.
        let is_fresh = before == PassState::default();
        if is_due || (sweep.tells != Some(false) && !is_fresh) {
            self.sweep(Clue::Tombstones, sweep).await?;
        }
        if is_due {
            let sweep = self.on_disk(Mirror::sweep_state).await?;
            self.sweep(Clue::Ids(Scope::All), sweep).await?;
            if !is_new {
                // Contacts that no change has ever shown are found by reading everything.
                self.list(true).await?;
            }
        } else if self
            .on_disk(move |mirror| mirror.wants_second_look(now))
            .await?
        {
            let sweep = self.on_disk(Mirror::sweep_state).await?;
            self.sweep(Clue::Ids(Scope::Missed), sweep).await?;
        }
        Ok(())
    }

    /// Whether a sweep was stopped, or the last one is long ago; a clock that was set back counts as that.
    fn is_due(&self, sweep: &SweepState, now: Moment) -> bool {
        let every = i64::try_from(self.settings.sweep_every.as_secs()).unwrap_or(i64::MAX);
        sweep.after.is_some()
            || sweep
                .swept_at
                .is_none_or(|at| at > now || now.0.saturating_sub(at.0) >= every)
    }

    async fn list(&mut self, full: bool) -> Result<(), Failure> {
        match self.pass(full).await? {
            Listed::Complete { .. } => Ok(()),
            Listed::Unsettled => {
                self.done.is_unsettled = true;
                Ok(())
            }
            Listed::OffsetIgnored => Err(Failure::Unreadable),
        }
    }

    async fn sweep(&mut self, clue: Clue, state: SweepState) -> Result<(), Failure> {
        match self.look(clue, state).await? {
            sweep::End::Done { gone } => self.done.gone += gone,
            sweep::End::Asks(vanishing) => self.done.vanishing = Some(vanishing),
            sweep::End::Stranger => return Err(Failure::Unreadable),
        }
        Ok(())
    }

    /// Has the disk work on a thread that may wait.
    async fn on_disk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Mirror) -> Result<T, store::Error> + Send + 'static,
    ) -> Result<T, Failure> {
        #[cfg(test)]
        if self.is_on_the_spot {
            return work(&self.mirror).map_err(|error| disk::of_copy(&error));
        }
        disk::on_copy(&self.mirror, work).await
    }

    fn report(&self, change: impl FnOnce(&mut Report)) {
        self.reports.send_modify(change);
    }

    /// Reports where `change` says that it changed something.
    fn report_if(&self, change: impl FnOnce(&mut Report) -> bool) {
        self.reports.send_if_modified(change);
    }
}

#[cfg(test)]
mod tests;
