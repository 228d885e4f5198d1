//! What the account is asked itself, and how often.

use std::time::Duration;

use crate::{
    domain::failure::Failure,
    letters::Event,
    worker::tests::{Bench, Call, Scripted, Turn},
};

fn asked(bench: &Bench) -> usize {
    let calls = bench.crm.calls().into_iter();
    calls
        .filter(|call| {
            matches!(
                call,
                Call::Page {
                    rows: 50,
                    offset: 0,
                    ..
                }
            )
        })
        .count()
}

#[tokio::test(start_paused = true)]
async fn a_text_is_asked_once_a_minute_and_its_answer_given_again() {
    let mut bench = Bench::start(Scripted::with(3));
    for (wait, asked_by_then) in [(0, 1), (30, 1), (29, 1), (2, 2)] {
        tokio::time::sleep(Duration::from_secs(wait)).await;
        let ticket = bench.ask("Контакт 2 ");
        let contacts = vec![bench.crm.contact_now(2)];
        assert_eq!(
            bench.answer(ticket).await,
            Event::Joined { ticket, contacts }
        );
        assert_eq!(asked(&bench), asked_by_then);
    }
    let other = bench.ask("Контакт 3");
    assert!(matches!(bench.answer(other).await, Event::Joined { .. }));
    assert_eq!(asked(&bench), 3);
}

#[tokio::test(start_paused = true)]
async fn only_the_newest_question_is_answered() {
    let mut bench = Bench::start(Scripted::with(3).then_read(Turn::Hang));
    let first = bench.ask("Контакт 1");
    tokio::time::sleep(Duration::from_secs(1)).await;
    let second = bench.ask("Контакт 2");
    let superseded = Event::Superseded { ticket: first };
    assert_eq!(bench.answer(first).await, superseded);
    assert!(matches!(bench.answer(second).await, Event::Joined { .. }));
    assert_eq!(asked(&bench), 2);
}

#[tokio::test(start_paused = true)]
async fn what_failed_may_be_asked_again() {
    let failure = Failure::Unreachable;
    let mut bench = Bench::start(Scripted::with(3).then_read(Turn::Fail(failure.clone())));
    let ticket = bench.ask("Контакт 1");
    let failed = Event::Failed { ticket, failure };
    assert_eq!(bench.answer(ticket).await, failed);
    let again = bench.ask("Контакт 1");
    assert!(matches!(bench.answer(again).await, Event::Joined { .. }));
}
