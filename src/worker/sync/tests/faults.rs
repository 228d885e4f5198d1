//! What an account may say that must never cost the copy anything.

use std::time::Duration;

use fastrand::Rng;

use super::{Bench, Quirks, Simulated, small};
use crate::{
    crm::{Bad, Item, Items},
    domain::{
        failure::Failure,
        fingerprint::Fingerprint,
        id::{ContactId, Moment},
    },
    worker::sync::{Done, Wish, rules::Rules},
};

const SWEEP: Wish = Wish {
    full: false,
    sweep: true,
};

fn bench(quirks: Quirks, contacts: usize) -> Bench {
    let account = Simulated::new(quirks, contacts, Rng::with_seed(1));
    Bench::new(account, small())
}

/// A copy of an account at rest.
async fn copied(quirks: Quirks, contacts: usize) -> Bench {
    let mut bench = bench(quirks, contacts);
    let done = bench.copying.once(Wish::default()).await.unwrap();
    assert_eq!((done.new, bench.copied().len()), (contacts, contacts));
    bench
}

async fn sweep_later(bench: &mut Bench) -> Done {
    tokio::time::sleep(Duration::from_mins(11)).await;
    bench.copying.once(SWEEP).await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn whatever_failure_an_account_has_the_copy_stays_and_the_watermark_too() {
    for failure in [
        Failure::Unreachable,
        Failure::TimedOut,
        Failure::SignedOut,
        Failure::Forbidden,
        Failure::Server { status: 502 },
        Failure::Unreadable,
        Failure::TooLarge,
    ] {
        let mut bench = copied(Quirks::QUIET, 20).await;
        let before = (bench.copied(), bench.mirror.pass_state().unwrap());
        bench.account.remove(1..=9);
        for _ in 0..20 {
            bench.account.then_answer(Err(failure.clone()));
        }
        assert_eq!(bench.copying.once(SWEEP).await, Err(failure));
        assert_eq!((bench.copied(), bench.mirror.pass_state().unwrap()), before);
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_in_the_middle_keeps_the_pages_before_and_goes_on_behind_them() {
    let mut bench = bench(Quirks::QUIET, 40);
    bench.account.fail_after(3, Failure::Unpaid);
    let failed = bench.copying.once(Wish::default()).await;
    assert_eq!(failed, Err(Failure::Unpaid));
    let kept = bench.copied().len();
    assert!((5..40).contains(&kept), "{kept}");
    let asked = bench.account.requests();
    bench.restart();
    bench.copying.once(Wish::default()).await.unwrap();
    assert_eq!(bench.copied(), bench.account.shown());
    let rest = (40 - kept) / 2;
    assert!(bench.account.requests() - asked <= rest + 7);
}

#[tokio::test(start_paused = true)]
async fn one_bad_item_costs_one_item_and_the_copy_keeps_what_it_held() {
    let mut bench = copied(Quirks::QUIET, 4).await;
    let before = bench.copied();
    let bad = |id: Option<i64>, fingerprint| Item {
        raw: "{".to_owned(),
        fingerprint: Fingerprint(fingerprint),
        contact: Err(Bad {
            id: id.map(ContactId),
            why: "is malformed".to_owned(),
        }),
    };
    let items = Items {
        items: vec![bad(Some(2), -1), bad(None, -2)],
        clock: None,
    };
    bench.account.then_answer(Ok(items));
    bench.copying.once(Wish::default()).await.unwrap();
    assert_eq!(bench.copied(), before);
    assert_eq!(bench.mirror.unreadable().unwrap(), 2);
    // Read again and found well, or not found at all any more, it is forgotten.
    let full = Wish {
        full: true,
        sweep: false,
    };
    bench.copying.once(full).await.unwrap();
    assert_eq!(bench.mirror.unreadable().unwrap(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_few_that_are_gone_go_after_two_sweeps_apart_and_stay_in_the_list_of_the_gone() {
    let mut bench = copied(Quirks::QUIET, 30).await;
    bench.account.remove([3, 7]);
    assert_eq!(sweep_later(&mut bench).await.gone, 0);
    assert_eq!(bench.copying.once(SWEEP).await.unwrap().gone, 0, "at once");
    assert_eq!(bench.copied().len(), 30);
    assert_eq!(sweep_later(&mut bench).await.gone, 2);
    assert_eq!(bench.copied(), bench.account.shown());
    assert!(bench.mirror.gone(ContactId(3)).unwrap().is_some());
    assert!(bench.mirror.gone(ContactId(4)).unwrap().is_none());
}

#[tokio::test(start_paused = true)]
async fn after_a_sweep_that_missed_something_a_second_look_is_due_and_asks_for_nothing_else() {
    let mut bench = copied(Quirks::QUIET, 30).await;
    bench.account.remove([3, 7]);
    sweep_later(&mut bench).await;
    tokio::time::sleep(Duration::from_mins(11)).await;
    let before = bench.account.requests();
    assert_eq!(bench.copying.once(Wish::default()).await.unwrap().gone, 2);
    // A pass that asks twice because time has passed, the ids, and, as nothing of them was there, the account.
    assert_eq!(bench.account.requests() - before, 4);
}

#[tokio::test(start_paused = true)]
async fn many_that_are_gone_at_once_are_asked_about_and_stay_until_somebody_decides() {
    let mut bench = copied(Quirks::QUIET, 60).await;
    bench.account.remove(1..=9);
    sweep_later(&mut bench).await;
    let vanishing = sweep_later(&mut bench).await.vanishing.unwrap();
    assert_eq!((vanishing.rows, vanishing.of), (9, 60));
    assert_eq!(bench.copied().len(), 60);
    assert!(sweep_later(&mut bench).await.vanishing.is_some());
    assert_eq!(bench.mirror.let_go(Moment(0)).unwrap(), 9);
    assert_eq!(bench.copied(), bench.account.shown());
}

#[tokio::test(start_paused = true)]
async fn all_contacts_of_one_user_are_asked_about_though_they_are_few_among_many() {
    let mut bench = copied(Quirks::QUIET, 100).await;
    bench.account.hand_over(1..=6, 77);
    let full = Wish {
        full: true,
        sweep: false,
    };
    bench.copying.once(full).await.unwrap();
    bench.account.remove(1..=6);
    sweep_later(&mut bench).await;
    let vanishing = sweep_later(&mut bench).await.vanishing.unwrap();
    assert_eq!((vanishing.rows, vanishing.all_of_one), (6, 6));
}

#[tokio::test(start_paused = true)]
async fn an_account_that_tells_of_deletions_needs_no_sweep_and_is_believed_only_if_they_are_not_there()
 {
    let quirks = Quirks {
        tells: true,
        ..Quirks::QUIET
    };
    let mut bench = copied(quirks, 30).await;
    bench.account.remove([3, 7]);
    assert_eq!(bench.copying.once(Wish::default()).await.unwrap().gone, 2);
    assert_eq!(bench.copied(), bench.account.shown());
    // A stone for a contact that is alive.
    bench.account.bury(9);
    assert_eq!(bench.copying.once(Wish::default()).await.unwrap().gone, 0);
    assert_eq!(bench.copied(), bench.account.shown());
    let before = bench.account.requests();
    bench.copying.once(Wish::default()).await.unwrap();
    assert_eq!(
        bench.account.requests() - before,
        2,
        "a pass and a question"
    );
}

#[tokio::test(start_paused = true)]
async fn an_account_that_does_not_tell_of_deletions_is_asked_once_and_loses_nothing_by_it() {
    let mut bench = copied(Quirks::QUIET, 30).await;
    bench.copying.once(Wish::default()).await.unwrap();
    assert_eq!(bench.mirror.sweep_state().unwrap().tells, Some(false));
    let before = bench.account.requests();
    bench.copying.once(Wish::default()).await.unwrap();
    assert_eq!(bench.account.requests() - before, 1);
    assert_eq!(bench.copied(), bench.account.shown());
}

#[tokio::test(start_paused = true)]
async fn another_account_behind_the_same_address_takes_nothing_away() {
    let mut bench = copied(Quirks::QUIET, 30).await;
    let before = bench.copied();
    bench.account.remove(1..=30);
    bench.account.become_another();
    tokio::time::sleep(Duration::from_mins(11)).await;
    assert_eq!(bench.copying.once(SWEEP).await, Err(Failure::Unreadable));
    bench.restart();
    assert_eq!(bench.copying.once(SWEEP).await, Err(Failure::Unreadable));
    assert_eq!(bench.copied(), before);
}

#[tokio::test(start_paused = true)]
async fn an_answer_with_contacts_that_nobody_asked_for_ends_the_sweep() {
    let mut bench = copied(Quirks::QUIET, 30).await;
    let before = bench.copied();
    bench.account.ignore_ids();
    bench.account.remove([30]);
    tokio::time::sleep(Duration::from_mins(11)).await;
    assert_eq!(bench.copying.once(SWEEP).await, Err(Failure::Unreadable));
    assert_eq!(bench.copied(), before);
}

#[tokio::test(start_paused = true)]
async fn an_account_that_ignores_offsets_is_not_read_for_ever() {
    let mut bench = bench(Quirks::QUIET, 30);
    bench.account.ignore_offsets();
    let refused = bench.copying.once(Wish::default()).await;
    assert_eq!(refused, Err(Failure::Unreadable));
    assert!(bench.account.requests() < 20);
    assert_eq!(bench.mirror.pass_state().unwrap().watermark, None);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_jumps_moves_no_watermark_until_it_goes_on_doing_so() {
    let mut bench = copied(Quirks::QUIET, 30).await;
    let watermark = bench.mirror.pass_state().unwrap().watermark;
    let year = 365 * 24 * 60 * 60;
    bench.account.set_clock_off(Some(year));
    for _ in 0..2 {
        bench.copying.once(Wish::default()).await.unwrap();
        assert_eq!(bench.mirror.pass_state().unwrap().watermark, watermark);
    }
    bench.copying.once(Wish::default()).await.unwrap();
    assert_eq!(bench.mirror.pass_state().unwrap().watermark, None);
    bench.copying.once(Wish::default()).await.unwrap();
    let moved = bench.mirror.pass_state().unwrap().watermark;
    assert!(moved.unwrap().0 - watermark.unwrap().0 >= year);
    // And back again: a clock before the watermark does not move it either.
    bench.account.set_clock_off(None);
    bench.copying.once(Wish::default()).await.unwrap();
    assert_eq!(bench.mirror.pass_state().unwrap().watermark, moved);
    bench.account.edit(5, 0);
    bench.account.set_clock_off(Some(0));
    for _ in 0..4 {
        bench.copying.once(Wish::default()).await.unwrap();
    }
    assert_eq!(bench.copied(), bench.account.shown());
}

#[tokio::test(start_paused = true)]
async fn the_overlap_grows_with_the_slowest_clock_that_was_seen() {
    let mut bench = copied(Quirks::QUIET, 3).await;
    bench.account.edit(1, -140);
    bench.copying.once(Wish::default()).await.unwrap();
    assert_eq!(bench.mirror.pass_state().unwrap().overlap, Some(170));
    tokio::time::sleep(Duration::from_mins(10)).await;
    bench.copying.once(Wish::default()).await.unwrap();
    // So far back nothing would have been seen with the overlap as it was.
    bench.account.edit(2, -165);
    bench.copying.once(Wish::default()).await.unwrap();
    assert_eq!(bench.copied(), bench.account.shown());
}

#[tokio::test(start_paused = true)]
async fn an_account_that_cannot_answer_so_much_is_asked_for_less() {
    let mut bench = bench(Quirks::QUIET, 30);
    bench.account.refuse_more_than(2);
    bench.copying.once(SWEEP).await.unwrap();
    assert_eq!(bench.copied(), bench.account.shown());
    bench.account.refuse_more_than(1);
    let refused = bench.copying.once(Wish::default()).await;
    assert_eq!(refused, Err(Failure::Server { status: 504 }));
}

#[tokio::test(start_paused = true)]
async fn an_empty_account_is_copied_too_and_a_page_without_reason_is_not_believed() {
    let mut bench = bench(Quirks::QUIET, 0);
    bench.copying.once(Wish::default()).await.unwrap();
    assert_eq!(bench.mirror.pass_state().unwrap().watermark, None);
    bench.account.add(12);
    bench.account.then_answer(Ok(Items::default()));
    bench.copying.once(Wish::default()).await.unwrap();
    assert_eq!(bench.copied(), bench.account.shown());
}

#[tokio::test(start_paused = true)]
async fn pages_of_the_usual_length_are_read_without_waste() {
    let account = Simulated::new(Quirks::QUIET, 1_000, Rng::with_seed(1));
    let mut bench = Bench::new(account, Rules::default());
    bench.copying.once(Wish::default()).await.unwrap();
    // 500, 490 more, the last 20, and of these 10 again.
    assert_eq!(bench.account.requests(), 4);
}
