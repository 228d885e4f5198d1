//! Reads one contact afresh, and lets the copy have it on the way: what was seen once is found from then on.

use std::sync::Arc;

use tokio::sync::watch;

use super::{
    disk,
    finder::Finder,
    keeper::Copy,
    sync::{self, Clock},
};
use crate::{
    crm::{Crm, Received},
    domain::{contact::Contact, failure::Failure, id::ContactId},
    store::{
        Mirror,
        mirror::{Absence, Observation},
    },
};

/// Where contacts are read afresh.
pub(super) struct Reading<C> {
    pub(super) crm: Arc<C>,
    pub(super) copy: watch::Receiver<Copy>,
    pub(super) finder: Finder,
    pub(super) clock: Clock,
}

impl<C> Clone for Reading<C> {
    fn clone(&self) -> Self {
        Self {
            crm: Arc::clone(&self.crm),
            copy: self.copy.clone(),
            finder: self.finder.clone(),
            clock: Arc::clone(&self.clock),
        }
    }
}

impl<C: Crm> Reading<C> {
    /// The contact as it is now, which searches know when this returns; `None` when it is not there or not visible, which
    /// the account does not tell apart. A copy that cannot take it in keeps nobody from it.
    pub(super) async fn contact(&self, id: ContactId) -> Result<Option<Contact>, Failure> {
        let mirror = self
            .copy
            .borrow()
            .as_ref()
            .map(|kept| Arc::clone(&kept.mirror));
        let seen = match &mirror {
            // Before the request: an answer to one that was begun later counts more.
            Some(mirror) => disk::on_copy(mirror, Mirror::observe).await.ok(),
            None => None,
        };
        let received = self.crm.contact(id).await?;
        let contact = received.as_ref().map(|received| received.contact.clone());
        if let (Some(mirror), Some(seen)) = (mirror, seen) {
            self.take_in(&mirror, seen, id, received).await;
        }
        Ok(contact)
    }

    async fn take_in(
        &self,
        mirror: &Arc<Mirror>,
        seen: Observation,
        id: ContactId,
        received: Option<Received>,
    ) {
        let now = (self.clock)();
        let taken = disk::on_copy(mirror, move |mirror| match received {
            Some(received) => {
                let taken = sync::take_in(mirror, seen, vec![received.into()], None)?;
                Ok(taken.is_news())
            }
            // The next sweep looks again before anybody believes it.
            None => {
                mirror.miss(seen, &[id], Absence::Noticed, now, None)?;
                Ok(false)
            }
        });
        // Why the disk refused is in the log.
        if taken.await == Ok(true) {
            self.finder.catch_up().await;
        }
    }
}

#[cfg(test)]
mod tests;
