//! A question to the account itself, put sparingly: only the newest, not before it has rested, and the same not twice within a minute.

use std::time::Duration;

use tokio_util::task::AbortOnDropHandle;

use super::{answers::Answers, card::stop, reply::Reply};
use crate::{
    domain::failure::Failure,
    letters::{Event, Ticket},
};

/// The newest question of a kind.
pub(super) struct Rested<Q, A> {
    rest: Duration,
    answers: Answers<Q, A>,
    asking: Option<AbortOnDropHandle<()>>,
}

impl<Q, A> Rested<Q, A>
where
    Q: Clone + PartialEq + Send + 'static,
    A: Clone + Send + 'static,
{
    /// Questions rest so long before they are put.
    pub(super) fn new(rest: Duration) -> Self {
        Self {
            rest,
            answers: Answers::default(),
            asking: None,
        }
    }

    /// Stops the question before, if it is still open, and puts this one; `event` tells what was answered.
    pub(super) fn ask<F>(
        &mut self,
        reply: Reply,
        question: Q,
        put: impl FnOnce(Q) -> F + Send + 'static,
        event: fn(Ticket, A) -> Event,
    ) where
        F: Future<Output = Result<A, Failure>> + Send,
    {
        self.asking = None;
        if let Some(answer) = self.answers.recall(&question) {
            return reply.send(|ticket| event(ticket, answer));
        }
        let (answers, rest) = (self.answers.clone(), self.rest);
        self.asking = Some(AbortOnDropHandle::new(tokio::spawn(async move {
            tokio::time::sleep(rest).await;
            match put(question.clone()).await {
                Ok(answer) => {
                    answers.remember(question, answer.clone());
                    reply.send(|ticket| event(ticket, answer));
                }
                Err(failure) => reply.fail(failure),
            }
        })));
    }

    pub(super) async fn close(self) {
        stop(self.asking).await;
    }
}
