//! Saves drafts one at a time: reads again, merges, sends what only this side changed, reads back.

mod sending;
#[cfg(test)]
mod tests;

use std::{collections::HashSet, sync::Arc};

use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};

use self::sending::{Outcome, add, update};
use super::{Known, drafts, reading::Reading, reply::Reply};
use crate::{
    crm::{Crm, Post},
    domain::{
        account::Account,
        edit::{Draft, Subject},
        failure::Failure,
    },
    letters::Event,
};

/// Where drafts are handed in for saving; they are saved in this order.
pub(super) struct Lane {
    jobs: mpsc::UnboundedSender<Job>,
}

struct Job {
    /// The command's place among all commands.
    order: u64,
    draft: Arc<Draft>,
    reply: Reply,
}

/// What is known of a request before it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Request {
    First,
    /// Sent before in this run: the account may answer for what it held then.
    Again,
}

/// Starts the lane; its task ends when the `Lane` is gone and everything handed in was tried.
pub(super) fn start<C: Crm>(
    reading: Reading<C>,
    known: watch::Receiver<Known>,
    drafts: drafts::Lane,
) -> (Lane, JoinHandle<()>) {
    let (jobs, mut handed_in) = mpsc::unbounded_channel::<Job>();
    let task = tokio::spawn(async move {
        let mut sent = HashSet::new();
        while let Some(job) = handed_in.recv().await {
            let account = known.borrow().clone();
            let request = if sent.insert(job.draft.request_id.clone()) {
                Request::First
            } else {
                Request::Again
            };
            // A task of its own, so that a panic costs one save and not all that wait behind it.
            let one = save(reading.clone(), account, drafts.clone(), job, request);
            if let Err(error) = tokio::spawn(one).await {
                tracing::error!(%error, "a save ended badly");
            }
        }
    });
    (Lane { jobs }, task)
}

impl Lane {
    pub(super) fn save(&self, order: u64, reply: Reply, draft: Box<Draft>) {
        let draft = Arc::from(draft);
        let job = Job {
            order,
            draft,
            reply,
        };
        if self.jobs.send(job).is_err() {
            tracing::error!("nothing is saved any more");
        }
    }
}

async fn save<C: Crm>(
    reading: Reading<C>,
    account: Known,
    drafts: drafts::Lane,
    job: Job,
    request: Request,
) {
    let Job {
        order,
        draft,
        reply,
    } = job;
    let account = account.as_deref();
    let outcome = match draft.subject {
        Subject::Existing(id) => update(&reading, id, &draft, account).await,
        Subject::New => add(&reading, &draft, account, request).await,
    };
    match outcome {
        Ok(Outcome::Accepted(accepted)) => {
            drafts.forget(order, Arc::clone(&draft)).await;
            let (contact, differs) = accepted.read_back(&reading, &draft, account).await;
            reply.send(|ticket| Event::Saved {
                ticket,
                contact: Box::new(contact),
                differs,
            });
        }
        Ok(Outcome::Conflict { theirs, clashes }) => reply.send(|ticket| Event::Conflict {
            ticket,
            theirs,
            clashes,
        }),
        Err(failure) => reply.fail(failure),
    }
}

/// Prints what saving a draft would send, as far as one can tell without asking the account.
pub(super) fn preview<C: Crm>(crm: &C, draft: &Draft, account: Option<&Account>, reply: Reply) {
    let changes = &draft.changes;
    let post = match (draft.subject, &draft.base) {
        (Subject::Existing(id), Some(base)) => Post::Update {
            id,
            changes,
            after: base.updated_at,
        },
        (Subject::Existing(_), None) => return reply.fail(Failure::Gone),
        (Subject::New, _) => Post::Add {
            changes,
            request_id: &draft.request_id,
        },
    };
    let request = crm.written(post, account);
    reply.send(|ticket| Event::Previewed { ticket, request });
}
