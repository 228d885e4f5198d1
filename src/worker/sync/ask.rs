//! Asks the account until it answers: what passes by itself is waited out, a limited number of times.

use std::{future::Future, time::Duration};

use crate::domain::failure::Failure;

/// How often one question is asked.
const TRIES: u32 = 5;
/// The longest rest between two tries that the account did not ask for.
const LONGEST: Duration = Duration::from_secs(30);

/// The answer, or what stands in its way after all tries. `trouble` is told of every try that failed, before the next one is
/// waited for.
pub(crate) async fn patiently<T, F>(
    question: impl Fn() -> F,
    mut trouble: impl FnMut(&Failure),
) -> Result<T, Failure>
where
    F: Future<Output = Result<T, Failure>>,
{
    let mut tries = 0;
    loop {
        let failure = match question().await {
            Ok(answer) => return Ok(answer),
            Err(failure) => failure,
        };
        tries += 1;
        if tries == TRIES || !can_pass(&failure) {
            return Err(failure);
        }
        trouble(&failure);
        let rest = rest_after(&failure, tries);
        tracing::info!(%failure, tries, seconds = rest.as_secs(), "asked again after a rest");
        tokio::time::sleep(rest).await;
    }
}

/// Whether to ask for less at a time.
pub(super) fn wants_less(failure: &Failure) -> bool {
    matches!(failure, Failure::Server { status: 504 } | Failure::TooLarge)
}

/// An answer that is no answer (a proxy's page, half a document) is often followed by a right one.
fn can_pass(failure: &Failure) -> bool {
    !wants_less(failure) && (failure.is_passing() || *failure == Failure::Unreadable)
}

/// One second, then twice as long each time, with a little chance so that many clients do not come back at once; or as long
/// as the account asks.
fn rest_after(failure: &Failure, tries: u32) -> Duration {
    if let Failure::TooManyRequests { seconds } = failure {
        return Duration::from_secs(*seconds);
    }
    let own = Duration::from_secs(1 << (tries - 1)).min(LONGEST);
    own.mul_f64(0.75 + fastrand::f64() / 2.0)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use tokio::time::Instant;

    use super::*;

    async fn asked(failure: Failure) -> (u32, Duration) {
        let count = Cell::new(0);
        let start = Instant::now();
        let told = Cell::new(0);
        let answer: Result<(), _> = patiently(
            || {
                count.set(count.get() + 1);
                std::future::ready(Err(failure.clone()))
            },
            |trouble| {
                assert_eq!(*trouble, failure);
                told.set(told.get() + 1);
                assert_eq!(told, count, "told before the next try");
            },
        )
        .await;
        assert_eq!(answer, Err(failure.clone()));
        (count.get(), start.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn only_what_can_pass_is_waited_out() {
        for failure in [
            Failure::Unreachable,
            Failure::Server { status: 502 },
            Failure::Unreadable,
        ] {
            let (count, time) = asked(failure).await;
            assert_eq!(count, TRIES);
            assert!((Duration::from_secs(11)..=Duration::from_secs(19)).contains(&time));
        }
        for failure in [
            Failure::SignedOut,
            Failure::Unpaid,
            Failure::Server { status: 504 },
            Failure::TooLarge,
        ] {
            assert_eq!(asked(failure).await, (1, Duration::ZERO));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_is_asked_before_the_time_that_the_account_names() {
        let (_, time) = asked(Failure::TooManyRequests { seconds: 42 }).await;
        assert!(time >= Duration::from_secs(4 * 42));
    }
}
