//! Reads the contact that somebody looks at; only the newest question is worth an answer.

use tokio_util::task::AbortOnDropHandle;

use super::{reading::Reading, reply::Reply};
use crate::{crm::Crm, domain::id::ContactId, letters::Event};

/// The one contact that is being read.
pub(super) struct Card<C> {
    reading: Reading<C>,
    open: Option<AbortOnDropHandle<()>>,
}

impl<C: Crm> Card<C> {
    pub(super) fn new(reading: Reading<C>) -> Self {
        Self {
            reading,
            open: None,
        }
    }

    /// Stops reading the contact asked for before, if it still does.
    pub(super) fn open(&mut self, reply: Reply, contact: ContactId) {
        let reading = self.reading.clone();
        self.open = Some(AbortOnDropHandle::new(tokio::spawn(async move {
            match reading.contact(contact).await {
                Ok(contact) => reply.send(|ticket| Event::Opened {
                    ticket,
                    contact: contact.map(Box::new),
                }),
                Err(failure) => reply.fail(failure),
            }
        })));
    }

    pub(super) async fn close(self) {
        stop(self.open).await;
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

#[cfg(test)]
mod tests {
    use crate::{
        domain::failure::Failure,
        letters::Event,
        worker::tests::{Bench, Scripted, Turn},
    };

    #[tokio::test(start_paused = true)]
    async fn the_contact_is_read_afresh_or_known_to_be_gone() {
        let mut bench = Bench::start(Scripted::with(1));
        let there = bench.open(1);
        let contact = Some(Box::new(bench.crm.contact_now(1)));
        let opened = Event::Opened {
            ticket: there,
            contact,
        };
        assert_eq!(bench.answer(there).await, opened);
        let gone = bench.open(2);
        let opened = Event::Opened {
            ticket: gone,
            contact: None,
        };
        assert_eq!(bench.answer(gone).await, opened);
    }

    #[tokio::test(start_paused = true)]
    async fn only_the_newest_card_is_answered() {
        let mut bench = Bench::start(Scripted::with(2).then_read(Turn::Hang));
        let stuck = bench.open(1);
        while bench.crm.calls().is_empty() {
            tokio::task::yield_now().await;
        }
        let newest = bench.open(2);
        let events = [bench.answer(stuck).await, bench.answer(newest).await];
        assert_eq!(events[0], Event::Superseded { ticket: stuck });
        assert!(matches!(events[1], Event::Opened { .. }));
    }

    #[tokio::test(start_paused = true)]
    async fn a_panic_while_reading_is_a_failed_answer() {
        let mut bench = Bench::start(Scripted::with(1).then_read(Turn::Panic));
        let ticket = bench.open(1);
        let failure = Failure::Unreadable;
        assert_eq!(
            bench.answer(ticket).await,
            Event::Failed { ticket, failure }
        );
    }
}
