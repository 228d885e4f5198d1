//! Asks the account itself for a query: it may know contacts that the copy does not have.

use std::{sync::Arc, time::Duration};

use super::{reply::Reply, rested::Rested};
use crate::{
    crm::{Ask, Crm},
    domain::contact::Contact,
    letters::Event,
};

/// As many contacts as are joined to a result in which little was found.
const ROWS: usize = 50;

/// Contacts to join to what the copy has, as the account finds them.
pub(super) struct Joining<C> {
    crm: Arc<C>,
    questions: Rested<String, Vec<Contact>>,
}

impl<C: Crm> Joining<C> {
    /// Questions rest so long before they are asked.
    pub(super) fn new(crm: Arc<C>, rest: Duration) -> Self {
        Self {
            crm,
            questions: Rested::new(rest),
        }
    }

    /// Asks for the contacts of a query.
    pub(super) fn ask(&mut self, reply: Reply, query: &str) {
        let crm = Arc::clone(&self.crm);
        self.questions.ask(
            reply,
            query.trim().to_owned(),
            move |query| async move {
                let ask = Ask {
                    query: &query,
                    rows: ROWS,
                    offset: 0,
                };
                Ok(crm.page(ask).await?.contacts)
            },
            |ticket, contacts| Event::Joined { ticket, contacts },
        );
    }

    pub(super) async fn close(self) {
        self.questions.close().await;
    }
}

#[cfg(test)]
mod tests;
