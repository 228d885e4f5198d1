//! Starts, stops and losses of a copy, over a scripted account and real folders.

use std::{sync::Arc, time::Duration};

use tokio::time::Instant;

use crate::{
    domain::{
        failure::Failure,
        id::{ContactId, UserId},
    },
    letters::{Command, CopyStage, CopyState, Event, Vanishing},
    worker::{
        SHOWING, Settings,
        tests::{Bench, Scripted, new_contact, renamed},
    },
};

fn fails_with(event: &Event, failure: &Failure) -> bool {
    matches!(event, Event::Copy(CopyState { stage: CopyStage::Failing(failed), .. }) if failed == failure)
}

/// An account that was copied into the folder by an earlier start.
async fn copied_before(contacts: i64, folder: &std::path::Path) -> Arc<Scripted> {
    let crm = Arc::new(Scripted::with(contacts));
    let mut bench = Bench::in_folder(&crm, folder);
    bench.drafts().await;
    bench.rests().await;
    bench.close().await;
    crm
}

#[tokio::test(start_paused = true)]
async fn a_recalled_copy_is_searched_while_the_account_is_unreachable() {
    let home = tempfile::tempdir().unwrap();
    let crm = copied_before(30, home.path()).await;
    crm.fall_silent(1_000);
    let mut bench = Bench::in_folder(&crm, home.path());
    let connect = bench.connect();
    let recalled = bench
        .told(|event| matches!(event, Event::Recalled { .. }))
        .await;
    match recalled {
        Event::Recalled { account, .. } => assert_eq!(account.current_user, UserId(5)),
        other => panic!("{other:?}"),
    }
    assert_eq!(bench.found("").await.len(), 20);
    assert_eq!(bench.found("контакт 17").await, [17]);
    let failed = Event::Failed {
        ticket: connect,
        failure: Failure::Unreachable,
    };
    assert_eq!(bench.answer(connect).await, failed);
    bench
        .told(|event| fails_with(event, &Failure::Unreachable))
        .await;
    let refresh = bench.refresh();
    assert!(matches!(bench.answer(refresh).await, Event::Failed { .. }));
}

#[tokio::test(start_paused = true)]
async fn the_list_that_a_start_begins_with_is_there_before_anything_else_is_begun() {
    let home = tempfile::tempdir().unwrap();
    let crm = copied_before(30, home.path()).await;
    let mut bench = Bench::in_folder(&crm, home.path());
    let began = Instant::now();
    let connect = bench.connect();
    assert_eq!(bench.found("").await.len(), 20);
    assert!(began.elapsed() < SHOWING);
    let connected = bench.answer(connect).await;
    assert!(
        matches!(connected, Event::Connected { .. }),
        "{connected:?}"
    );
    assert!(began.elapsed() >= SHOWING);
}

#[tokio::test(start_paused = true)]
async fn an_account_that_did_not_answer_at_first_is_copied_when_it_does() {
    let crm = Scripted::with(30);
    crm.fall_silent(2);
    let mut bench = Bench::start(crm);
    let connect = bench.connect();
    assert!(matches!(bench.answer(connect).await, Event::Failed { .. }));
    bench
        .told(|event| matches!(event, Event::Recalled { .. }))
        .await;
    bench.rests().await;
    assert_eq!(bench.found("контакт 17").await, [17]);
}

#[tokio::test(start_paused = true)]
async fn what_was_saved_is_found_by_the_next_search_and_changed_is_told_before() {
    let mut bench = Bench::start(Scripted::with(3));
    bench.drafts().await;
    bench.rests().await;
    assert_eq!(bench.found("сидоров").await, [0; 0]);
    for (draft, id) in [
        (renamed(&bench.crm.contact_now(2), "Сидоров Иван"), 2),
        (new_contact("Сидоров Пётр"), 4),
    ] {
        let save = bench.save(&draft);
        assert!(matches!(bench.answer(save).await, Event::Saved { .. }));
        assert!(bench.has_heard(&Event::Changed));
        assert!(bench.found("сидоров").await.contains(&id));
    }
}

#[tokio::test(start_paused = true)]
async fn a_contact_that_is_not_there_any_more_goes_after_a_second_look() {
    let mut bench = Bench::start(Scripted::with(30));
    bench.drafts().await;
    bench.rests().await;
    bench
        .crm
        .change(|contacts| drop(contacts.remove(&ContactId(7))));
    let open = bench.open(7);
    let gone = Event::Opened {
        ticket: open,
        contact: None,
    };
    assert_eq!(bench.answer(open).await, gone);
    assert_eq!(bench.found("контакт 7").await, [7, 17, 27]);
    bench.forget_what_was_heard();
    bench.told(|event| *event == Event::Changed).await;
    assert_eq!(bench.found("контакт 7").await, [17, 27]);
}

#[tokio::test(start_paused = true)]
async fn of_two_at_work_on_one_copy_one_keeps_it_and_the_other_sees_what_changes() {
    let home = tempfile::tempdir().unwrap();
    let crm = Arc::new(Scripted::with(30));
    let mut one = Bench::in_folder(&crm, home.path());
    one.drafts().await;
    assert_eq!(one.rests().await.stage, CopyStage::Resting);
    let mut two = Bench::in_folder(&crm, home.path());
    two.drafts().await;
    assert_eq!(two.rests().await.stage, CopyStage::Following);
    assert_eq!(two.found("контакт 17").await, [17]);

    let crm = Arc::clone(&one.crm);
    crm.change(|contacts| contacts.get_mut(&ContactId(17)).unwrap().name = "Сидоров".into());
    let refresh = one.refresh();
    let refreshed = Event::Refreshed { ticket: refresh };
    assert_eq!(one.answer(refresh).await, refreshed);
    assert_eq!(one.found("сидоров").await, [17]);
    two.told(|event| *event == Event::Changed).await;
    assert_eq!(two.found("сидоров").await, [17]);
    let refresh = two.refresh();
    let refreshed = Event::Refreshed { ticket: refresh };
    assert_eq!(two.answer(refresh).await, refreshed);

    one.close().await;
    assert_eq!(two.rests().await.stage, CopyStage::Resting);
}

#[tokio::test(start_paused = true)]
async fn so_many_that_vanish_at_once_stay_until_somebody_lets_them_go() {
    let mut settings = Settings::default();
    settings.sync.sweep_every = Duration::from_mins(20);
    let mut bench = Bench::settled(Scripted::with(40), settings);
    bench.drafts().await;
    bench.rests().await;
    bench
        .crm
        .change(|contacts| contacts.retain(|id, _| id.0 <= 10));
    let asks = |event: &Event| matches!(event, Event::Copy(state) if state.vanishing == Some(Vanishing { rows: 30, of: 40 }));
    bench.told(asks).await;
    assert_eq!(bench.found("контакт 33").await, [33]);
    bench.forget_what_was_heard();
    let ticket = bench.send(|ticket| Command::LetGo { ticket });
    let gone = Event::LetGone { ticket, gone: 30 };
    assert_eq!(bench.answer(ticket).await, gone);
    assert!(bench.has_heard(&Event::Changed));
    assert_eq!(bench.found("контакт 33").await, [0; 0]);
    assert_eq!(bench.found("").await.len(), 10);
    assert_eq!(bench.rests().await.vanishing, None);
}

#[tokio::test(start_paused = true)]
async fn who_logs_in_decides_whose_copy_is_shown() {
    let home = tempfile::tempdir().unwrap();
    copied_before(30, home.path()).await;
    let crm = Arc::new(Scripted::with(3).used_by(6));
    let mut bench = Bench::in_folder(&crm, home.path());
    assert_eq!(bench.found("контакт 17").await, [17]);
    bench.drafts().await;
    bench.rests().await;
    assert!(bench.has_heard(&Event::Changed));
    assert_eq!(bench.found("").await, [1, 2, 3]);
}

#[tokio::test(start_paused = true)]
async fn a_refused_refresh_says_so_at_once_and_the_copy_recovers_by_itself() {
    let mut bench = Bench::start(Scripted::with(30));
    bench.drafts().await;
    bench.rests().await;
    bench.crm.fail_copies(&Failure::Unreachable, 5);
    let began = Instant::now();
    let ticket = bench.refresh();
    let failure = Failure::Unreachable;
    let failed = Event::Failed { ticket, failure };
    assert_eq!(bench.answer(ticket).await, failed);
    assert_eq!(began.elapsed(), Duration::ZERO);
    bench
        .told(|event| fails_with(event, &Failure::Unreachable))
        .await;
    assert!(began.elapsed() < Duration::from_secs(1));
    bench.rests().await;
}

#[tokio::test(start_paused = true)]
async fn a_folder_that_cannot_be_used_costs_the_next_start_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("copies"), "no folder").unwrap();
    let mut bench = Bench::in_folder(&Arc::new(Scripted::with(30)), home.path());
    bench.drafts().await;
    let refused = |event: &Event| {
        matches!(event, Event::Copy(CopyState { stage: CopyStage::Failing(failure), .. })
            if failure.is_of_disk())
    };
    bench.told(refused).await;
    assert_eq!(bench.found("контакт 17").await, [17]);
}
