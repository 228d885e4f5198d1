//! Searching and reading on, tried on a scripted account.

use std::time::Duration;

use super::*;
use crate::{
    letters::Ticket,
    store::Drafts,
    worker::tests::{Bench, Call, Scripted, Turn},
};

fn bench(crm: Scripted, page_rows: usize) -> Bench {
    let settings = Settings {
        page_rows,
        ..Settings::default()
    };
    Bench::with(crm, Drafts::in_memory().unwrap(), settings)
}

/// Where an answer begins, the ids it holds, and whether it is the last.
fn found(event: Event) -> (usize, Vec<i64>, bool) {
    match event {
        Event::Found {
            from,
            total,
            contacts,
            ..
        } => (
            from,
            contacts.iter().map(|c| c.id.0).collect(),
            from + contacts.len() >= total,
        ),
        other => panic!("{other:?}"),
    }
}

fn ids(range: std::ops::RangeInclusive<i64>) -> Vec<i64> {
    range.collect()
}

/// Query, rows and offset of every page that was asked for.
fn asked(bench: &Bench) -> Vec<(String, usize, usize)> {
    let calls = bench.crm.calls().into_iter();
    calls
        .filter_map(|call| match call {
            Call::Page {
                query,
                rows,
                offset,
            } => Some((query, rows, offset)),
            _ => None,
        })
        .collect()
}

#[tokio::test(start_paused = true)]
async fn typing_on_costs_one_request_and_every_older_letter_is_superseded() {
    let mut bench = bench(Scripted::with(3), 500);
    let tickets = ["К", "Ко", "Контакт 2"].map(|query| bench.search(query));
    assert_eq!(found(bench.answer(tickets[2]).await), (0, vec![2], true));
    for ticket in &tickets[..2] {
        let superseded = Event::Superseded { ticket: *ticket };
        assert_eq!(bench.answer(*ticket).await, superseded);
    }
    assert_eq!(asked(&bench), [("Контакт 2".to_owned(), 500, 0)]);
}

#[tokio::test(start_paused = true)]
async fn a_query_rests_and_the_whole_list_does_not() {
    let begun = tokio::time::Instant::now();
    let mut bench = bench(Scripted::with(3), 500);
    let all = bench.search("");
    bench.answer(all).await;
    assert_eq!(begun.elapsed(), Duration::ZERO);
    let query = bench.search("2");
    bench.answer(query).await;
    // The clock stands still except while everybody waits.
    assert!(begun.elapsed() >= Settings::default().rest);
}

#[tokio::test(start_paused = true)]
async fn a_search_that_gets_no_answer_is_stopped_by_a_newer_one() {
    let mut bench = bench(Scripted::with(3).then_read(Turn::Hang), 500);
    let stuck = bench.search("");
    while asked(&bench).is_empty() {
        tokio::task::yield_now().await;
    }
    let newer = bench.search("3");
    assert_eq!(found(bench.answer(newer).await), (0, vec![3], true));
    let superseded = Event::Superseded { ticket: stuck };
    assert_eq!(bench.answer(stuck).await, superseded);
}

#[tokio::test(start_paused = true)]
async fn a_late_answer_never_follows_a_newer_one() {
    let late = Turn::After(Duration::from_secs(20));
    let mut bench = bench(Scripted::with(3).then_read(late), 500);
    let old = bench.search("");
    while asked(&bench).is_empty() {
        tokio::task::yield_now().await;
    }
    let new = bench.search("3");
    bench.answer(new).await;
    tokio::time::advance(Duration::from_mins(1)).await;
    let events = bench.close().await;
    assert_eq!(events, [Event::Superseded { ticket: old }]);
}

#[tokio::test(start_paused = true)]
async fn a_search_that_panics_fails_and_the_next_one_works() {
    let mut bench = bench(Scripted::with(1).then_read(Turn::Panic), 500);
    let ticket = bench.search("");
    let failure = Failure::Unreadable;
    assert_eq!(
        bench.answer(ticket).await,
        Event::Failed { ticket, failure }
    );
    let next = bench.search("");
    assert_eq!(found(bench.answer(next).await), (0, vec![1], true));
}

#[tokio::test(start_paused = true)]
async fn pages_overlap_and_end_with_a_short_one() {
    let mut bench = bench(Scripted::with(70), 50);
    let first = bench.search("");
    assert_eq!(found(bench.answer(first).await), (0, ids(1..=50), false));
    let second = bench.extend("", 50);
    assert_eq!(found(bench.answer(second).await), (40, ids(41..=70), true));
}

#[tokio::test(start_paused = true)]
async fn contacts_that_vanish_between_two_pages_hide_no_other() {
    for gone in [3, 30] {
        let mut bench = bench(Scripted::with(120), 50);
        let first = bench.search("");
        let mut known = found(bench.answer(first).await).1;
        bench
            .crm
            .change(|contacts| contacts.retain(|id, _| id.0 > gone));
        while known.len() < 120 {
            let more = bench.extend("", known.len());
            let (_, ids, end) = found(bench.answer(more).await);
            known.extend(ids);
            known.sort_unstable();
            known.dedup();
            if end {
                break;
            }
        }
        assert_eq!(known, ids(1..=120), "{gone} vanished");
    }
}

#[tokio::test(start_paused = true)]
async fn reading_on_gets_past_contacts_that_cannot_be_read() {
    let crm = Scripted::with(200).with_unreadable(41..=180);
    let mut bench = bench(crm, 50);
    let first = bench.search("");
    assert_eq!(found(bench.answer(first).await), (0, ids(1..=40), false));
    let more = bench.extend("", 40);
    let (from, contacts, end) = found(bench.answer(more).await);
    assert_eq!((from, end), (30, true));
    assert_eq!(contacts.last(), Some(&200));
}

#[tokio::test(start_paused = true)]
async fn an_account_that_ignores_offsets_is_not_asked_for_ever() {
    let mut bench = bench(Scripted::with(50).that_ignores_offsets(), 50);
    let first = bench.search("");
    bench.answer(first).await;
    let more = bench.extend("", 50);
    assert!(found(bench.answer(more).await).2);
}

#[tokio::test(start_paused = true)]
async fn an_account_out_of_time_is_asked_for_fewer() {
    let slow = || Turn::Fail(Failure::Server { status: 504 });
    let crm = Scripted::with(300).then_read(slow()).then_read(slow());
    let mut bench = bench(crm, 500);
    let first = bench.search("");
    assert_eq!(found(bench.answer(first).await), (0, ids(1..=125), false));
    let rows: Vec<usize> = asked(&bench).iter().map(|(_, rows, _)| *rows).collect();
    assert_eq!(rows, [500, 250, 125]);
    let more = bench.extend("", 125);
    assert_eq!(found(bench.answer(more).await).0, 115);
}

#[tokio::test(start_paused = true)]
async fn more_of_an_older_search_is_superseded() {
    let mut bench = bench(Scripted::with(60).then_read(Turn::Hang), 50);
    let stuck = bench.extend("", 50);
    while asked(&bench).is_empty() {
        tokio::task::yield_now().await;
    }
    let newer = bench.search("1");
    let superseded = Event::Superseded { ticket: stuck };
    assert_eq!(bench.answer(stuck).await, superseded);
    assert_eq!(found(bench.answer(newer).await).1[..2], [1, 10]);
    assert_eq!(asked(&bench)[0].2, 40);
}

#[tokio::test(start_paused = true)]
async fn a_screen_that_left_its_search_reads_on_in_all_contacts() {
    let mut bench = bench(Scripted::with(120), 50);
    let all = bench.search("");
    assert_eq!(found(bench.answer(all).await), (0, ids(1..=50), false));
    let query = bench.search("7");
    bench.answer(query).await;
    let abandoned = bench.search("77");
    let more = bench.extend("", 50);
    assert_eq!(found(bench.answer(more).await), (40, ids(41..=90), false));
    let superseded = Event::Superseded { ticket: abandoned };
    assert_eq!(bench.answer(abandoned).await, superseded);
    let rest = bench.extend("", 90);
    assert_eq!(found(bench.answer(rest).await), (80, ids(81..=120), true));
}

#[tokio::test(start_paused = true)]
async fn a_failed_search_says_why() {
    let crm = Scripted::default().then_read(Turn::Fail(Failure::Unreachable));
    let mut bench = bench(crm, 500);
    let ticket = bench.search("");
    assert_eq!(ticket, Ticket(1));
    let failure = Failure::Unreachable;
    assert_eq!(
        bench.answer(ticket).await,
        Event::Failed { ticket, failure }
    );
}
