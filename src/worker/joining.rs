//! Asks the account itself for a query, sparingly: it may know contacts that the copy does not have.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;
use tokio_util::task::AbortOnDropHandle;

use super::{card::stop, reply::Reply};
use crate::{
    crm::{Ask, Crm},
    domain::contact::Contact,
    letters::Event,
};

/// As many contacts as are joined to a result in which little was found.
const ROWS: usize = 50;
/// How long an answer counts: a text is asked that often at most.
const GOOD_FOR: Duration = Duration::from_mins(1);
/// So many answers are remembered.
const REMEMBERED: usize = 16;

/// The newest question to the account.
pub(super) struct Joining<C> {
    crm: Arc<C>,
    rest: Duration,
    answers: Arc<Mutex<VecDeque<Answered>>>,
    asking: Option<AbortOnDropHandle<()>>,
}

struct Answered {
    query: String,
    at: Instant,
    contacts: Vec<Contact>,
}

impl<C: Crm> Joining<C> {
    /// Questions rest so long before they are asked.
    pub(super) fn new(crm: Arc<C>, rest: Duration) -> Self {
        Self {
            crm,
            rest,
            answers: Arc::default(),
            asking: None,
        }
    }

    /// Stops the question before, if it is still open, and puts this one.
    pub(super) fn ask(&mut self, reply: Reply, query: &str) {
        self.asking = None;
        let query = query.trim().to_owned();
        if let Some(contacts) = remembered(&self.answers, &query) {
            return reply.send(|ticket| Event::Joined { ticket, contacts });
        }
        let (crm, answers, rest) = (Arc::clone(&self.crm), Arc::clone(&self.answers), self.rest);
        self.asking = Some(AbortOnDropHandle::new(tokio::spawn(async move {
            tokio::time::sleep(rest).await;
            let ask = Ask {
                query: &query,
                rows: ROWS,
                offset: 0,
            };
            match crm.page(ask).await {
                Ok(page) => {
                    let contacts = page.contacts;
                    remember(&answers, query, contacts.clone());
                    reply.send(|ticket| Event::Joined { ticket, contacts });
                }
                Err(failure) => reply.fail(failure),
            }
        })));
    }

    pub(super) async fn close(self) {
        stop(self.asking).await;
    }
}

fn remembered(answers: &Mutex<VecDeque<Answered>>, query: &str) -> Option<Vec<Contact>> {
    let mut answers = lock(answers);
    answers.retain(|answered| answered.at.elapsed() < GOOD_FOR);
    let answered = answers.iter().find(|answered| answered.query == query)?;
    Some(answered.contacts.clone())
}

fn remember(answers: &Mutex<VecDeque<Answered>>, query: String, contacts: Vec<Contact>) {
    let mut answers = lock(answers);
    if answers.len() == REMEMBERED {
        answers.pop_front();
    }
    answers.push_back(Answered {
        query,
        at: Instant::now(),
        contacts,
    });
}

/// Nothing that is done with the answers can panic halfway.
fn lock(answers: &Mutex<VecDeque<Answered>>) -> MutexGuard<'_, VecDeque<Answered>> {
    answers.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
