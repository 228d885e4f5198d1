//! What the account answered lately: the same question is not put to it again within a minute.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// How long an answer counts: a question is asked that often at most.
const GOOD_FOR: Duration = Duration::from_mins(1);
/// So many answers are remembered.
const REMEMBERED: usize = 16;

/// The last answers, shared by whoever asks and whoever is answered.
pub(super) struct Answers<Q, A>(Arc<Mutex<VecDeque<Answered<Q, A>>>>);

struct Answered<Q, A> {
    question: Q,
    at: Instant,
    answer: A,
}

impl<Q, A> Default for Answers<Q, A> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<Q, A> Clone for Answers<Q, A> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<Q: PartialEq, A: Clone> Answers<Q, A> {
    /// What was answered to this question within the last minute.
    pub(super) fn recall(&self, question: &Q) -> Option<A> {
        let mut answers = self.lock();
        answers.retain(|answered| answered.at.elapsed() < GOOD_FOR);
        let mut answers = answers.iter();
        let answered = answers.find(|answered| answered.question == *question)?;
        Some(answered.answer.clone())
    }

    /// Remembers an answer that came just now, in the place of the oldest one when there are many.
    pub(super) fn remember(&self, question: Q, answer: A) {
        let mut answers = self.lock();
        if answers.len() == REMEMBERED {
            answers.pop_front();
        }
        answers.push_back(Answered {
            question,
            at: Instant::now(),
            answer,
        });
    }

    /// Nothing that is done with the answers can panic halfway.
    fn lock(&self) -> MutexGuard<'_, VecDeque<Answered<Q, A>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
