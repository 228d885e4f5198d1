//! Asks the account itself for a query, sparingly: it may know contacts that the copy does not have.

use std::{sync::Arc, time::Duration};

use tokio_util::task::AbortOnDropHandle;

use super::{answers::Answers, card::stop, reply::Reply};
use crate::{
    crm::{Ask, Crm},
    domain::contact::Contact,
    letters::Event,
};

/// As many contacts as are joined to a result in which little was found.
const ROWS: usize = 50;

/// The newest question to the account.
pub(super) struct Joining<C> {
    crm: Arc<C>,
    rest: Duration,
    answers: Answers<String, Vec<Contact>>,
    asking: Option<AbortOnDropHandle<()>>,
}

impl<C: Crm> Joining<C> {
    /// Questions rest so long before they are asked.
    pub(super) fn new(crm: Arc<C>, rest: Duration) -> Self {
        Self {
            crm,
            rest,
            answers: Answers::default(),
            asking: None,
        }
    }

    /// Stops the question before, if it is still open, and puts this one.
    pub(super) fn ask(&mut self, reply: Reply, query: &str) {
        self.asking = None;
        let query = query.trim().to_owned();
        if let Some(contacts) = self.answers.recall(&query) {
            return reply.send(|ticket| Event::Joined { ticket, contacts });
        }
        let (crm, answers, rest) = (Arc::clone(&self.crm), self.answers.clone(), self.rest);
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
                    answers.remember(query, contacts.clone());
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

#[cfg(test)]
mod tests;
