//! Saves drafts one at a time: reads again, merges, sends what only this side changed, reads back.

use std::{collections::HashSet, sync::Arc};

use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};

use super::{Known, drafts, readback, reading::Reading, reply::Reply};
use crate::{
    crm::{Crm, Post, Posted},
    domain::{
        account::Account,
        contact::Contact,
        edit::{Changes, Draft, Place, Subject},
        failure::Failure,
        id::ContactId,
        merge::merge,
    },
    letters::Event,
};

/// How often a change is merged anew when others keep changing the contact between the reading and the sending.
const TRIES: usize = 3;

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

enum Outcome {
    Accepted(Box<Accepted>),
    Conflict {
        theirs: Box<Contact>,
        clashes: Vec<Place>,
    },
}

/// What the account took.
struct Accepted {
    id: ContactId,
    sent: Changes,
    /// The contact as it was before; `None` for a new one.
    before: Option<Contact>,
    /// The contact as it is now, where that is already known.
    now: Option<Contact>,
}

fn accepted(
    id: ContactId,
    sent: Changes,
    before: Option<Contact>,
    now: Option<Contact>,
) -> Outcome {
    Outcome::Accepted(Box::new(Accepted {
        id,
        sent,
        before,
        now,
    }))
}

async fn update<C: Crm>(
    reading: &Reading<C>,
    id: ContactId,
    draft: &Draft,
    account: Option<&Account>,
) -> Result<Outcome, Failure> {
    for _ in 0..TRIES {
        let theirs = reading.contact(id).await?.ok_or(Failure::Gone)?;
        let merged = merge(draft, &theirs, account);
        if !merged.clashes.is_empty() {
            return Ok(Outcome::Conflict {
                theirs: Box::new(theirs),
                clashes: merged.clashes,
            });
        }
        let sent = merged.changes;
        if sent.is_empty() {
            return Ok(accepted(id, sent, None, Some(theirs)));
        }
        let post = Post::Update {
            id,
            changes: &sent,
            after: theirs.updated_at,
        };
        match reading.crm.post(post, account).await {
            Ok(Posted::Accepted(_)) => {
                return Ok(accepted(id, sent, Some(theirs), None));
            }
            Ok(Posted::Stale) => tracing::info!(%id, "the contact changed before the save arrived"),
            Err(Failure::Unknown) => {
                let now = found_to_hold(reading, id, &sent, account).await?;
                return Ok(accepted(id, sent, Some(theirs), Some(now)));
            }
            Err(failure) => return Err(failure),
        }
    }
    Err(stale())
}

/// Adds a contact. An account that remembers request ids answers a repeated one from memory, whatever was typed since:
/// what it then does not hold is sent once more, before anybody calls it saved.
async fn add<C: Crm>(
    reading: &Reading<C>,
    draft: &Draft,
    account: Option<&Account>,
    request: Request,
) -> Result<Outcome, Failure> {
    let sent = &draft.changes;
    let post = Post::Add {
        changes: sent,
        request_id: &draft.request_id,
    };
    let id = match reading.crm.post(post, account).await? {
        Posted::Accepted(id) => id,
        Posted::Stale => return Err(stale()),
    };
    let held = match reading.contact(id).await {
        Ok(Some(held)) => held,
        Err(failure) if request == Request::Again => return Err(failure),
        Ok(None) | Err(_) => return Ok(accepted(id, sent.clone(), None, None)),
    };
    let missing = readback::missing(sent, &held, account);
    if missing.is_empty() {
        return Ok(accepted(id, sent.clone(), None, Some(held)));
    }
    let post = Post::Update {
        id,
        changes: &missing,
        after: held.updated_at,
    };
    match reading.crm.post(post, account).await {
        Ok(Posted::Accepted(_)) => Ok(accepted(id, sent.clone(), Some(held), None)),
        Ok(Posted::Stale) => Err(stale()),
        Err(Failure::Unknown) => {
            let now = found_to_hold(reading, id, sent, account).await?;
            Ok(accepted(id, sent.clone(), Some(held), Some(now)))
        }
        // The account keeps something else than was sent and will not have it otherwise: the person is told.
        Err(Failure::Refused { .. } | Failure::Forbidden | Failure::Blocked { .. })
            if request == Request::First =>
        {
            Ok(accepted(id, sent.clone(), None, Some(held)))
        }
        Err(failure) => Err(failure),
    }
}

/// The account did not say whether it saved: looks whether it holds what was sent.
async fn found_to_hold<C: Crm>(
    reading: &Reading<C>,
    id: ContactId,
    sent: &Changes,
    account: Option<&Account>,
) -> Result<Contact, Failure> {
    match reading.contact(id).await {
        Ok(Some(now)) if readback::differs(sent, &now, account).is_empty() => Ok(now),
        _ => Err(Failure::Unknown),
    }
}

/// The account's own words for it.
fn stale() -> Failure {
    Failure::Refused {
        code: None,
        text: "Last modified date is older than in database".into(),
    }
}

impl Accepted {
    /// The contact as the account holds it now and where that differs from what was sent. An account that accepts but
    /// does not show the contact any more is taken at its word.
    async fn read_back<C: Crm>(
        self,
        reading: &Reading<C>,
        draft: &Draft,
        account: Option<&Account>,
    ) -> (Contact, Vec<Place>) {
        let now = match self.now {
            Some(now) => Some(now),
            None => reading.contact(self.id).await.unwrap_or_else(|failure| {
                tracing::warn!(id = %self.id, %failure, "a saved contact was not read back");
                None
            }),
        };
        if let Some(now) = now {
            let differs = readback::differs(&self.sent, &now, account);
            (now, differs)
        } else {
            let before = self
                .before
                .unwrap_or_else(|| readback::empty(self.id, draft, account));
            (readback::as_sent(before, &self.sent, account), Vec::new())
        }
    }
}

#[cfg(test)]
mod tests;
