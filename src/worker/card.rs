//! Reads the contact that somebody looks at; only the newest question is worth an answer.

use std::sync::Arc;

use tokio_util::task::AbortOnDropHandle;

use super::reply::Reply;
use crate::{crm::Crm, domain::id::ContactId, letters::Event};

/// The one contact that is being read.
pub(super) struct Card<C> {
    crm: Arc<C>,
    reading: Option<AbortOnDropHandle<()>>,
}

impl<C: Crm> Card<C> {
    pub(super) fn new(crm: Arc<C>) -> Self {
        Self { crm, reading: None }
    }

    /// Stops reading the contact asked for before, if it still does.
    pub(super) fn open(&mut self, reply: Reply, contact: ContactId) {
        let crm = Arc::clone(&self.crm);
        self.reading = Some(AbortOnDropHandle::new(tokio::spawn(async move {
            match crm.contact(contact).await {
                Ok(contact) => reply.send(|ticket| Event::Opened {
                    ticket,
                    contact: contact.map(Box::new),
                }),
                Err(failure) => reply.fail(failure),
            }
        })));
    }

    pub(super) async fn close(self) {
        stop(self.reading).await;
    }
}

/// Aborts a reading task and waits until it has answered.
pub(super) async fn stop(task: Option<AbortOnDropHandle<()>>) {
    if let Some(task) = task {
        task.abort();
        // Cancelled or panicked: its reply has spoken either way.
        let _ = task.await;
    }
}
