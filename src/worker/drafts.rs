//! Drafts, one write after the other on a thread that may wait for the disk; the newest draft of a contact wins.

mod desk;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};

use self::desk::Desk;
use super::reply::Reply;
use crate::{
    domain::{
        account::Account,
        activity::Jotted,
        edit::{Draft, Subject},
    },
    letters::Event,
    store::Drafts,
};

/// Where drafts are handed in; they are written in this order, as far as it matters.
#[derive(Debug, Clone)]
pub(super) struct Lane {
    jobs: mpsc::UnboundedSender<Job>,
}

#[derive(Debug)]
enum Job {
    Keep {
        /// The command's place among all commands.
        order: u64,
        draft: Box<Draft>,
        reply: Reply,
    },
    Drop {
        edit: Edit,
        reply: Reply,
    },
    /// The account accepted this draft, which was handed in for saving at `order`.
    Forget {
        order: u64,
        draft: Arc<Draft>,
        done: oneshot::Sender<()>,
    },
    KeepJot {
        jot: Box<Jotted>,
        reply: Reply,
    },
    /// The account took this note or task.
    ForgetJot {
        request_id: String,
        done: oneshot::Sender<()>,
    },
    BelongTo {
        account: Arc<Account>,
        answer: Answer,
    },
}

/// How the drafts of an account are told.
#[derive(Debug)]
pub(super) enum Answer {
    /// To whoever asked who the account is.
    Connected(Reply),
    /// To the screen, before the account has answered it.
    Recalled(mpsc::UnboundedSender<Event>),
}

/// One edit of one contact: another edit of it, also of another rolo at work on the same disk, has another request id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Edit {
    subject: Subject,
    request_id: String,
}

impl Edit {
    fn of(draft: &Draft) -> Self {
        Self {
            subject: draft.subject,
            request_id: draft.request_id.clone(),
        }
    }

    fn has(&self, draft: &Draft) -> bool {
        self.subject == draft.subject && self.request_id == draft.request_id
    }
}

/// Starts the lane; its task ends when the last `Lane` is gone and everything handed in is written.
pub(super) fn start(
    drafts: Drafts,
    events: mpsc::UnboundedSender<Event>,
) -> (Lane, JoinHandle<()>) {
    let (jobs, handed_in) = mpsc::unbounded_channel();
    let desk = Desk::new(drafts, events);
    (Lane { jobs }, tokio::spawn(desk.work(handed_in)))
}

impl Lane {
    pub(super) fn keep(&self, order: u64, reply: Reply, draft: Box<Draft>) {
        self.hand_in(Job::Keep {
            order,
            draft,
            reply,
        });
    }

    pub(super) fn drop(&self, reply: Reply, subject: Subject, request_id: String) {
        let edit = Edit {
            subject,
            request_id,
        };
        self.hand_in(Job::Drop { edit, reply });
    }

    /// Waits until a saved draft is gone from the disk. One that was typed after the save was asked for stays.
    pub(super) async fn forget(&self, order: u64, draft: Arc<Draft>) {
        let (done, gone) = oneshot::channel();
        self.hand_in(Job::Forget { order, draft, done });
        // It ends without a word only when the lane itself broke, which is in the log.
        let _ = gone.await;
    }

    pub(super) fn keep_jot(&self, reply: Reply, jot: Box<Jotted>) {
        self.hand_in(Job::KeepJot { jot, reply });
    }

    /// Waits until a note or a task that was sent is gone from the disk.
    pub(super) async fn forget_jot(&self, request_id: String) {
        let (done, gone) = oneshot::channel();
        self.hand_in(Job::ForgetJot { request_id, done });
        // As with drafts that were saved.
        let _ = gone.await;
    }

    /// From now on drafts are this account's and user's; those that wait on disk are told.
    pub(super) fn belong_to(&self, account: Arc<Account>, answer: Answer) {
        self.hand_in(Job::BelongTo { account, answer });
    }

    fn hand_in(&self, job: Job) {
        if self.jobs.send(job).is_err() {
            tracing::error!("drafts are no longer written");
        }
    }
}
