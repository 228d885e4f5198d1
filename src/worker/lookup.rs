//! Looks in the account for what a contact can be linked to, sparingly: only the newest question, and not before it has rested.

use std::{sync::Arc, time::Duration};

use tokio_util::task::AbortOnDropHandle;

use super::{answers::Answers, card::stop, reply::Reply};
use crate::{
    crm::Crm,
    domain::neighbour::{Kind, Neighbours},
    letters::Event,
};

/// As many as somebody would look through.
const ROWS: usize = 20;

/// The newest question.
pub(super) struct LookUp<C> {
    crm: Arc<C>,
    rest: Duration,
    answers: Answers<(Kind, String), Neighbours>,
    asking: Option<AbortOnDropHandle<()>>,
}

impl<C: Crm> LookUp<C> {
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
    pub(super) fn ask(&mut self, reply: Reply, kind: Kind, query: &str) {
        self.asking = None;
        let query = query.trim().to_owned();
        let question = (kind, query);
        if let Some(neighbours) = self.answers.recall(&question) {
            return reply.send(|ticket| Event::LookedUp { ticket, neighbours });
        }
        let (crm, answers, rest) = (Arc::clone(&self.crm), self.answers.clone(), self.rest);
        self.asking = Some(AbortOnDropHandle::new(tokio::spawn(async move {
            tokio::time::sleep(rest).await;
            match crm.look_up(kind, &question.1, ROWS).await {
                Ok(neighbours) => {
                    answers.remember(question, neighbours.clone());
                    reply.send(|ticket| Event::LookedUp { ticket, neighbours });
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
mod tests {
    use super::*;
    use crate::{
        domain::failure::Failure,
        letters::{Command, Ticket},
        worker::tests::{Bench, Call, Scripted, Turn},
    };

    fn look_up(bench: &mut Bench, query: &str) -> Ticket {
        bench.send(|ticket| Command::LookUp {
            ticket,
            kind: Kind::Lead,
            query: query.to_owned(),
        })
    }

    fn asked(bench: &Bench) -> Vec<String> {
        let calls = bench.crm.calls().into_iter();
        calls
            .filter_map(|call| match call {
                Call::LookUp(_, query) => Some(query),
                _ => None,
            })
            .collect()
    }

    #[tokio::test(start_paused = true)]
    async fn only_the_newest_question_reaches_the_account_and_is_answered() {
        let mut bench = Bench::start(Scripted::with(1));
        let [first, newest] = ["по", " пост "].map(|query| look_up(&mut bench, query));
        let superseded = Event::Superseded { ticket: first };
        assert_eq!(bench.answer(first).await, superseded);
        assert!(matches!(
            bench.answer(newest).await,
            Event::LookedUp { neighbours: Neighbours::Leads(leads), .. } if leads.len() == 1
        ));
        assert_eq!(asked(&bench), ["пост"]);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_is_given_again_and_a_failure_is_not() {
        let failure = Failure::Unreachable;
        let mut bench = Bench::start(Scripted::with(1).then_read(Turn::Fail(failure.clone())));
        let ticket = look_up(&mut bench, "пост");
        let failed = Event::Failed { ticket, failure };
        assert_eq!(bench.answer(ticket).await, failed);
        for _ in 0..2 {
            let ticket = look_up(&mut bench, "пост");
            let answer = bench.answer(ticket).await;
            assert!(matches!(answer, Event::LookedUp { .. }), "{answer:?}");
        }
        assert_eq!(asked(&bench), ["пост", "пост"]);
    }
}
