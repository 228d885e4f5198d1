//! The answer that a command is owed: sent once, also when the task that should send it is stopped or panics.

use tokio::sync::mpsc;

use crate::{
    domain::failure::Failure,
    letters::{Command, Event, Ticket},
};

/// Answers one command. Dropped without an answer it says `Superseded`, or, while a panic unwinds, `Failed`.
#[derive(Debug)]
pub(super) struct Reply {
    ticket: Ticket,
    /// `None` once it was used.
    events: Option<mpsc::UnboundedSender<Event>>,
    after_panic: Failure,
}

impl Reply {
    pub(super) fn to(command: &Command, events: &mpsc::UnboundedSender<Event>) -> Self {
        Self {
            ticket: command.ticket(),
            events: Some(events.clone()),
            after_panic: match command {
                // It may have been sent before the panic.
                Command::Save { .. } | Command::Enter { .. } => Failure::Unknown,
                Command::KeepDraft { .. }
                | Command::DropDraft { .. }
                | Command::KeepJot { .. }
                | Command::LetGo { .. } => Failure::Disk {
                    text: "writing was interrupted".to_owned(),
                },
                // What makes rolo stumble while it reads is most likely what it reads.
                Command::Begin { .. }
                | Command::Connect { .. }
                | Command::Search { .. }
                | Command::Ask { .. }
                | Command::Refresh { .. }
                | Command::Preview { .. }
                | Command::Open { .. }
                | Command::Around { .. }
                | Command::LookUp { .. }
                | Command::SuggestTags { .. }
                | Command::FindTwins { .. }
                | Command::Run { .. } => Failure::Unreadable,
            },
        }
    }

    /// Sends the event that `make` builds for the command's ticket.
    pub(super) fn send(mut self, make: impl FnOnce(Ticket) -> Event) {
        self.answer(make(self.ticket));
    }

    /// Says why the command was not done.
    pub(super) fn fail(self, failure: Failure) {
        self.send(|ticket| Event::Failed { ticket, failure });
    }

    fn answer(&mut self, event: Event) {
        if let Some(events) = self.events.take() {
            // Nobody listens any more when the screen has gone; the work is done all the same.
            let _ = events.send(event);
        }
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        let ticket = self.ticket;
        let event = if std::thread::panicking() {
            Event::Failed {
                ticket,
                failure: self.after_panic.clone(),
            }
        } else {
            Event::Superseded { ticket }
        };
        self.answer(event);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply() -> (Reply, mpsc::UnboundedReceiver<Event>) {
        let (events, received) = mpsc::unbounded_channel();
        let command = Command::Connect { ticket: Ticket(3) };
        (Reply::to(&command, &events), received)
    }

    #[test]
    fn an_answer_is_sent_once() {
        let (reply, mut events) = reply();
        reply.fail(Failure::Gone);
        let failed = Event::Failed {
            ticket: Ticket(3),
            failure: Failure::Gone,
        };
        assert_eq!(events.try_recv(), Ok(failed));
        assert!(events.try_recv().is_err());
    }

    #[test]
    fn a_forgotten_answer_says_superseded() {
        let (reply, mut events) = reply();
        drop(reply);
        let superseded = Event::Superseded { ticket: Ticket(3) };
        assert_eq!(events.try_recv(), Ok(superseded));
    }
}
