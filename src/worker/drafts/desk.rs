//! Where drafts are written, one job after the other; a newer draft overtakes an older one that still waits.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use tokio::sync::mpsc;

use super::{Answer, Edit, Job};
use crate::{
    domain::{account::Account, activity::Jotted, edit::Draft, failure::Failure},
    letters::Event,
    store::{self, Drafts, Owner},
    worker::disk,
};

pub(super) struct Desk {
    drafts: Arc<Drafts>,
    owner: Owner,
    /// Where notes and tasks that were typed earlier are told.
    events: mpsc::UnboundedSender<Event>,
    queue: VecDeque<Job>,
    /// What this run wrote last of each edit, and when it was handed in.
    kept: HashMap<Edit, (u64, Box<Draft>)>,
}

impl Desk {
    /// At work with nothing handed in yet and nobody's drafts.
    pub(super) fn new(drafts: Drafts, events: mpsc::UnboundedSender<Event>) -> Self {
        Self {
            drafts: Arc::new(drafts),
            owner: Owner::UNKNOWN,
            events,
            queue: VecDeque::new(),
            kept: HashMap::new(),
        }
    }

    /// Carries out all that is handed in, until nothing more can come.
    pub(super) async fn work(mut self, mut handed_in: mpsc::UnboundedReceiver<Job>) {
        loop {
            while let Ok(job) = handed_in.try_recv() {
                self.line_up(job);
            }
            match self.queue.pop_front() {
                Some(job) => self.carry_out(job).await,
                None => match handed_in.recv().await {
                    Some(job) => self.line_up(job),
                    None => break,
                },
            }
        }
    }

    /// Lines a job up and lets go of waiting drafts that it overtakes (their replies then say `Superseded`).
    fn line_up(&mut self, job: Job) {
        let older = match &job {
            Job::Keep { draft, .. } => self.waiting(|waiting| {
                matches!(waiting, Job::Keep { draft: other, .. }
                    if other.subject == draft.subject && other.request_id == draft.request_id)
            }),
            Job::KeepJot { jot, .. } => self.waiting(|waiting| {
                matches!(waiting, Job::KeepJot { jot: other, .. }
                    if other.request_id == jot.request_id)
            }),
            Job::Drop { edit, .. } => {
                self.queue.retain(
                    |waiting| !matches!(waiting, Job::Keep { draft, .. } if edit.has(draft)),
                );
                None
            }
            Job::Forget { order, draft, .. } => {
                let edit = Edit::of(draft);
                self.queue.retain(|waiting| match waiting {
                    Job::Keep {
                        order: handed_in,
                        draft: kept,
                        ..
                    } => !edit.has(kept) || is_newer(*handed_in, kept, *order, draft),
                    _ => true,
                });
                None
            }
            Job::ForgetJot { .. } | Job::BelongTo { .. } => None,
        };
        match older {
            // In the older one's place, so that somebody who types without a pause is not put off for ever.
            Some(at) => self.queue[at] = job,
            None => self.queue.push_back(job),
        }
    }

    /// Where in the queue such a job stands.
    fn waiting(&self, is_such: impl Fn(&Job) -> bool) -> Option<usize> {
        self.queue.iter().position(is_such)
    }

    async fn carry_out(&mut self, job: Job) {
        match job {
            Job::Keep {
                order,
                draft,
                reply,
            } => {
                let owner = self.owner;
                let (draft, written) = self
                    .on_disk(draft, move |drafts, draft| drafts.keep(owner, draft))
                    .await;
                match written {
                    Ok(()) => {
                        self.kept
                            .extend(draft.map(|draft| (Edit::of(&draft), (order, draft))));
                        reply.send(|ticket| Event::DraftKept { ticket });
                    }
                    Err(failure) => reply.fail(failure),
                }
            }
            Job::Drop { edit, reply } => match self.drop_edit(edit).await {
                Ok(()) => reply.send(|ticket| Event::DraftDropped { ticket }),
                Err(failure) => reply.fail(failure),
            },
            Job::Forget { order, draft, done } => {
                let edit = Edit::of(&draft);
                let stays = self
                    .kept
                    .get(&edit)
                    .is_some_and(|(at, kept)| is_newer(*at, kept, order, &draft));
                if !stays && self.drop_edit(edit).await.is_err() {
                    // The next start offers it again; saving it then changes nothing.
                    tracing::warn!("a saved draft is still on the disk");
                }
                // A save that no longer waits is no reason to complain.
                let _ = done.send(());
            }
            Job::KeepJot { jot, reply } => {
                let owner = self.owner;
                let (_, kept) = self
                    .on_disk(jot, move |drafts, jot| drafts.keep_jot(owner, jot))
                    .await;
                match kept {
                    Ok(()) => reply.send(|ticket| Event::DraftKept { ticket }),
                    Err(failure) => reply.fail(failure),
                }
            }
            Job::ForgetJot { request_id, done } => {
                let owner = self.owner;
                let (_, forgotten) = self
                    .on_disk(request_id, move |drafts, id| drafts.forget_jot(owner, id))
                    .await;
                if forgotten.is_err() {
                    tracing::warn!("a note or a task that was sent is still on the disk");
                }
                let _ = done.send(());
            }
            Job::BelongTo { account, answer } => {
                self.owner = Owner::from(&*account);
                let (_, told) = self
                    .on_disk(Arc::clone(&account), |drafts, account| {
                        adopt(drafts, account)
                    })
                    .await;
                // An unreadable disk must not keep anybody from the account; the cause is in the log.
                let (drafts, jots) = told.unwrap_or_default();
                if !jots.is_empty() {
                    let _ = self.events.send(Event::Jotted(jots));
                }
                let account = Box::new(Arc::unwrap_or_clone(account));
                match answer {
                    Answer::Connected(reply) => reply.send(|ticket| Event::Connected {
                        ticket,
                        account,
                        drafts,
                    }),
                    Answer::Recalled(events) => {
                        // Nobody listens any more when the screen has gone.
                        let _ = events.send(Event::Recalled { account, drafts });
                    }
                }
            }
        }
    }

    async fn drop_edit(&mut self, edit: Edit) -> Result<(), Failure> {
        let owner = self.owner;
        let (edit, dropped) = self
            .on_disk(edit, move |drafts, edit| {
                drafts.drop(owner, edit.subject, &edit.request_id)
            })
            .await;
        if dropped.is_ok()
            && let Some(edit) = edit
        {
            self.kept.remove(&edit);
        }
        dropped
    }

    /// Does something that waits for the disk where waiting is allowed; gives `with` back unless it panicked.
    async fn on_disk<W: Send + 'static, T: Send + 'static>(
        &self,
        with: W,
        act: impl FnOnce(&Drafts, &W) -> Result<T, store::Error> + Send + 'static,
    ) -> (Option<W>, Result<T, Failure>) {
        let drafts = Arc::clone(&self.drafts);
        let acted = tokio::task::spawn_blocking(move || {
            let outcome = act(&drafts, &with);
            (with, outcome)
        });
        match acted.await {
            Ok((with, outcome)) => (
                Some(with),
                outcome.map_err(|error| disk::in_words(&error, "drafts")),
            ),
            Err(error) => {
                tracing::error!(%error, "a task that writes drafts ended badly");
                let text = "writing was interrupted".to_owned();
                (None, Err(Failure::Disk { text }))
            }
        }
    }
}

/// True when a draft was handed in after a save of the same edit was asked for and says something else than what was saved.
fn is_newer(handed_in: u64, kept: &Draft, save: u64, saved: &Draft) -> bool {
    handed_in > save && kept.changes != saved.changes
}

/// Gives drafts without an owner to the account, as far as they are its own, and reads all of its drafts, with the notes and
/// tasks that were not sent.
pub(super) fn adopt(
    drafts: &Drafts,
    account: &Account,
) -> Result<(Vec<Draft>, Vec<Jotted>), store::Error> {
    let owner = Owner::from(account);
    // A new contact fits anywhere; an existing one only where the people around it are known.
    drafts.adopt(owner, |draft| {
        draft.base.as_ref().is_none_or(|base| {
            account.user(base.responsible).is_some() || account.user(base.created_by).is_some()
        })
    })?;
    Ok((drafts.all(owner)?, drafts.jots(owner)?))
}
