//! Looks in the account for what a contact can be linked to.

use std::{sync::Arc, time::Duration};

use super::{reply::Reply, rested::Rested};
use crate::{
    crm::Crm,
    domain::neighbour::{Kind, Neighbours},
    letters::Event,
};

/// As many as somebody would look through.
const ROWS: usize = 20;

/// What could be linked, as the account finds it.
pub(super) struct LookUp<C> {
    crm: Arc<C>,
    questions: Rested<(Kind, String), Neighbours>,
}

impl<C: Crm> LookUp<C> {
    /// Questions rest so long before they are asked.
    pub(super) fn new(crm: Arc<C>, rest: Duration) -> Self {
        Self {
            crm,
            questions: Rested::new(rest),
        }
    }

    /// Asks for what the text may mean.
    pub(super) fn ask(&mut self, reply: Reply, kind: Kind, query: &str) {
        let crm = Arc::clone(&self.crm);
        self.questions.ask(
            reply,
            (kind, query.trim().to_owned()),
            move |(kind, query)| async move { crm.look_up(kind, &query, ROWS).await },
            |ticket, neighbours| Event::LookedUp { ticket, neighbours },
        );
    }

    pub(super) async fn close(self) {
        self.questions.close().await;
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
