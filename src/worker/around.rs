//! Reads what stands around the contact in front, and writes notes and tasks.

use std::sync::Arc;

use tokio::task::JoinSet;

use super::{drafts::Lane, reply::Reply};
use crate::{
    crm::{Crm, Notes},
    domain::{
        activity::Entry,
        failure::Failure,
        id::{ContactId, CustomerId, LeadId},
    },
    letters::{Event, Part, Told},
};

/// Notes asked for at a time.
const ROWS: usize = 100;

/// What is being read and written around contacts.
pub(super) struct Around<C> {
    crm: Arc<C>,
    drafts: Lane,
    /// The contact in front.
    contact: Option<ContactId>,
    reading: JoinSet<()>,
    writing: JoinSet<()>,
}

impl<C: Crm> Around<C> {
    pub(super) fn new(crm: Arc<C>, drafts: Lane) -> Self {
        Self {
            crm,
            drafts,
            contact: None,
            reading: JoinSet::new(),
            writing: JoinSet::new(),
        }
    }

    /// Stops what is still being read about another contact.
    pub(super) fn ask(&mut self, reply: Reply, contact: ContactId, part: Part) {
        if self.contact.replace(contact) != Some(contact) {
            self.reading.abort_all();
        }
        while self.reading.try_join_next().is_some() {}
        let crm = Arc::clone(&self.crm);
        self.reading.spawn(async move {
            match read(&*crm, contact, part).await {
                Ok(told) => reply.send(|ticket| Event::Around { ticket, told }),
                Err(failure) => reply.fail(failure),
            }
        });
    }

    /// Writes are never stopped.
    pub(super) fn enter(
        &mut self,
        reply: Reply,
        contact: ContactId,
        entry: Box<Entry>,
        id: String,
    ) {
        while self.writing.try_join_next().is_some() {}
        let (crm, drafts) = (Arc::clone(&self.crm), self.drafts.clone());
        self.writing.spawn(async move {
            match crm.enter(contact, &entry, &id).await {
                Ok(()) => {
                    // Before it is told, so that no later start offers it again.
                    drafts.forget_jot(id).await;
                    reply.send(|ticket| Event::Entered { ticket });
                }
                Err(failure) => reply.fail(failure),
            }
        });
    }

    /// Reads no further; what is being written is written.
    pub(super) async fn close(mut self) {
        self.reading.shutdown().await;
        while self.writing.join_next().await.is_some() {}
    }
}

async fn read<C: Crm>(crm: &C, contact: ContactId, part: Part) -> Result<Told, Failure> {
    Ok(match part {
        Part::Tasks => Told::Tasks(crm.tasks(contact).await?),
        Part::Notes { have } => {
            let Notes { notes, sent } = crm.notes(contact, ROWS, have).await?;
            Told::Notes {
                notes,
                have: have + sent,
                end: sent < ROWS,
            }
        }
        Part::Links { leads, customers } => links(crm, &leads, &customers).await?,
        Part::Raw => Told::Raw(crm.printed(contact).await?),
    })
}

/// A refusal is told beside what the account does show; a failure of the line is one of the whole question.
async fn links<C: Crm>(
    crm: &C,
    leads: &[LeadId],
    customers: &[CustomerId],
) -> Result<Told, Failure> {
    let leads = crm.leads(leads).await;
    let customers = crm.customers(customers).await;
    match (leads, customers) {
        (Err(failure), _) | (_, Err(failure)) if failure.is_passing() => Err(failure),
        (leads, customers) => Ok(Told::Links { leads, customers }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        letters::Command,
        worker::tests::{Bench, Call, Scripted, Turn},
    };

    fn ask(bench: &mut Bench, contact: i64, part: Part) -> crate::letters::Ticket {
        let contact = ContactId(contact);
        bench.send(|ticket| Command::Around {
            ticket,
            contact,
            part,
        })
    }

    fn note() -> Entry {
        let text = "Перезвонить".to_owned();
        Entry::Note { text }
    }

    #[tokio::test(start_paused = true)]
    async fn notes_come_in_pages_up_to_the_last_one() {
        let mut bench = Bench::start(Scripted::with(1));
        let mut have = 0;
        for (read, last) in [(100, false), (130, true)] {
            let ticket = ask(&mut bench, 1, Part::Notes { have });
            let Event::Around { told, .. } = bench.answer(ticket).await else {
                panic!("notes");
            };
            let Told::Notes {
                notes,
                have: now,
                end,
            } = told
            else {
                panic!("notes");
            };
            assert_eq!((now, end, notes.len()), (read, last, read - have));
            have = now;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_asked_about_another_contact_is_stopped_and_the_rest_is_not() {
        let mut bench = Bench::start(Scripted::with(2).then_read(Turn::Hang));
        let stuck = ask(&mut bench, 1, Part::Raw);
        while bench.crm.calls().is_empty() {
            tokio::task::yield_now().await;
        }
        let beside = ask(&mut bench, 1, Part::Tasks);
        assert!(matches!(bench.answer(beside).await, Event::Around { .. }));
        let other = ask(&mut bench, 2, Part::Tasks);
        assert!(matches!(bench.answer(other).await, Event::Around { .. }));
        let superseded = Event::Superseded { ticket: stuck };
        assert_eq!(bench.answer(stuck).await, superseded);
    }

    #[tokio::test(start_paused = true)]
    async fn a_refused_kind_of_link_leaves_the_other_one() {
        let script = Scripted::with(1).then_read(Turn::Fail(Failure::Forbidden));
        let mut bench = Bench::start(script);
        let links = Part::Links {
            leads: vec![LeadId(3)],
            customers: vec![CustomerId(4)],
        };
        let ticket = ask(&mut bench, 1, links);
        let told = Told::Links {
            leads: Err(Failure::Forbidden),
            customers: Ok(Vec::new()),
        };
        let answer = Event::Around { ticket, told };
        assert_eq!(bench.answer(ticket).await, answer);
    }

    #[tokio::test(start_paused = true)]
    async fn an_entry_is_written_although_the_program_ends() {
        let mut bench = Bench::start(Scripted::with(1));
        let crm = Arc::clone(&bench.crm);
        let ticket = bench.send(|ticket| Command::Enter {
            ticket,
            contact: ContactId(1),
            entry: Box::new(note()),
            request_id: "6f0d".to_owned(),
        });
        assert!(bench.close().await.contains(&Event::Entered { ticket }));
        assert_eq!(crm.calls(), [Call::Enter(ContactId(1), note())]);
    }
}
