//! Drafts, tried with saves, other drafts and broken disks around them.

use std::time::Duration;

use super::{desk::adopt, *};
use crate::{
    domain::{failure::Failure, id::UserId},
    store::Owner,
    worker::{
        Settings,
        tests::{Bench, Scripted, Turn, account, contact, new_contact, renamed},
    },
};

fn draft(name: &str) -> Draft {
    renamed(&contact(1, "Контакт 1"), name)
}

#[tokio::test(start_paused = true)]
async fn a_draft_is_called_kept_once_it_is_on_the_disk() {
    let home = tempfile::tempdir().unwrap();
    let drafts = Drafts::open(home.path()).unwrap();
    let mut bench = Bench::with(Scripted::with(1), drafts, Settings::default());
    bench.drafts().await;
    let ticket = bench.keep(&draft("Пётр"));
    assert_eq!(bench.answer(ticket).await, Event::DraftKept { ticket });
    let disk = Drafts::open(home.path()).unwrap();
    assert_eq!(disk.all(Owner::from(&account())).unwrap(), [draft("Пётр")]);
}

#[tokio::test(start_paused = true)]
async fn the_newest_of_several_waiting_drafts_is_written() {
    let mut bench = Bench::start(Scripted::with(1));
    let other = bench.keep(&new_contact("Новый"));
    let tickets = ["П", "Пё", "Пётр"].map(|name| bench.keep(&draft(name)));
    for ticket in [other, tickets[2]] {
        assert_eq!(bench.answer(ticket).await, Event::DraftKept { ticket });
    }
    for ticket in tickets.into_iter().take(2) {
        assert_eq!(bench.answer(ticket).await, Event::Superseded { ticket });
    }
    assert_eq!(bench.drafts().await.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_draft_is_gone_and_a_later_one_stays() {
    let mut bench = Bench::start(Scripted::with(1));
    bench.keep(&draft("П"));
    let ticket = bench.forget(&draft("П"));
    bench.keep(&draft("Пётр"));
    assert_eq!(bench.answer(ticket).await, Event::DraftDropped { ticket });
    assert_eq!(bench.drafts().await, [draft("Пётр")]);
}

#[tokio::test(start_paused = true)]
async fn a_draft_written_while_it_is_saved_does_not_come_back() {
    let slow = Turn::After(Duration::from_secs(5));
    let mut bench = Bench::start(Scripted::with(1).then_post(slow));
    bench.drafts().await;
    bench.keep(&draft("П"));
    let save = bench.save(&draft("Пётр"));
    let late = bench.keep(&draft("Пётр"));
    assert_eq!(bench.answer(late).await, Event::DraftKept { ticket: late });
    assert!(matches!(bench.answer(save).await, Event::Saved { .. }));
    assert_eq!(bench.drafts().await, []);
}

#[tokio::test(start_paused = true)]
async fn an_older_draft_of_what_is_saved_is_gone_too() {
    let mut bench = Bench::start(Scripted::with(1));
    let older = bench.keep(&draft("П"));
    bench.answer(older).await;
    let save = bench.save(&draft("Пётр"));
    assert!(matches!(bench.answer(save).await, Event::Saved { .. }));
    assert_eq!(bench.drafts().await, []);
}

#[tokio::test(start_paused = true)]
async fn what_was_typed_after_a_save_was_asked_for_stays() {
    let slow = Turn::After(Duration::from_secs(5));
    let mut bench = Bench::start(Scripted::with(1).then_post(slow));
    let save = bench.save(&new_contact("Первый"));
    bench.keep(&new_contact("Второй"));
    assert!(matches!(bench.answer(save).await, Event::Saved { .. }));
    assert_eq!(bench.drafts().await, [new_contact("Второй")]);
}

#[tokio::test(start_paused = true)]
async fn drafts_without_an_account_get_one_when_it_answers() {
    let unreachable = Turn::Fail(Failure::Unreachable);
    let mut bench = Bench::start(Scripted::with(1).then_read(unreachable));
    let ticket = bench.connect();
    let failure = Failure::Unreachable;
    assert_eq!(
        bench.answer(ticket).await,
        Event::Failed { ticket, failure }
    );
    let kept = bench.keep(&new_contact("Новый"));
    bench.answer(kept).await;
    assert_eq!(bench.drafts().await, [new_contact("Новый")]);
    let dropped = bench.forget(&new_contact("Новый"));
    bench.answer(dropped).await;
    assert_eq!(bench.drafts().await, []);
}

#[tokio::test(start_paused = true)]
async fn two_new_contacts_typed_before_and_after_a_restart_are_both_offered() {
    let drafts = Drafts::in_memory().unwrap();
    drafts
        .keep(Owner::from(&account()), &new_contact("Вчера"))
        .unwrap();
    let unreachable = Turn::Fail(Failure::Unreachable);
    let crm = Scripted::with(1).then_read(unreachable);
    let mut bench = Bench::with(crm, drafts, Settings::default());
    let failed = bench.connect();
    bench.answer(failed).await;
    bench.keep(&new_contact("Сегодня"));
    assert_eq!(bench.drafts().await, [new_contact("Сегодня")]);
    let save = bench.save(&new_contact("Сегодня"));
    assert!(matches!(bench.answer(save).await, Event::Saved { .. }));
    assert_eq!(bench.drafts().await, [new_contact("Вчера")]);
}

#[tokio::test(start_paused = true)]
async fn a_saved_draft_does_not_come_back_when_another_was_begun_meanwhile() {
    let slow = Turn::After(Duration::from_secs(5));
    let mut bench = Bench::start(Scripted::with(1).then_post(slow));
    bench.drafts().await;
    bench.keep(&new_contact("Первый"));
    let save = bench.save(&new_contact("Первый"));
    bench.keep(&new_contact("Второй"));
    assert!(matches!(bench.answer(save).await, Event::Saved { .. }));
    assert_eq!(bench.drafts().await, [new_contact("Второй")]);
    bench.forget(&new_contact("Второй"));
    assert_eq!(bench.drafts().await, []);
}

#[tokio::test(start_paused = true)]
async fn two_rolos_at_work_on_one_disk_forget_only_their_own_edits() {
    let home = tempfile::tempdir().unwrap();
    let rolo = || {
        let drafts = Drafts::open(home.path()).unwrap();
        Bench::with(Scripted::with(1), drafts, Settings::default())
    };
    let (mut one, mut two) = (rolo(), rolo());
    one.drafts().await;
    two.drafts().await;
    let discarded = new_contact("Передумали");
    let typed = new_contact("Печатается");
    let saved = new_contact("Сохранён");
    for draft in [&saved, &discarded] {
        let ticket = one.keep(draft);
        assert_eq!(one.answer(ticket).await, Event::DraftKept { ticket });
    }
    let ticket = two.keep(&typed);
    assert_eq!(two.answer(ticket).await, Event::DraftKept { ticket });
    let save = one.save(&saved);
    assert!(matches!(one.answer(save).await, Event::Saved { .. }));
    let ticket = one.forget(&discarded);
    assert_eq!(one.answer(ticket).await, Event::DraftDropped { ticket });
    assert_eq!(two.drafts().await, std::slice::from_ref(&typed));
    let ticket = two.forget(&typed);
    assert_eq!(two.answer(ticket).await, Event::DraftDropped { ticket });
    assert_eq!(two.drafts().await, []);
}

#[tokio::test(start_paused = true)]
async fn a_draft_that_waits_to_be_written_is_not_dropped_with_another_edit() {
    let mut bench = Bench::start(Scripted::with(1));
    let kept = bench.keep(&new_contact("Второй"));
    bench.forget(&new_contact("Первый"));
    assert_eq!(bench.answer(kept).await, Event::DraftKept { ticket: kept });
    assert_eq!(bench.drafts().await, [new_contact("Второй")]);
}

#[tokio::test(start_paused = true)]
async fn a_full_disk_is_called_full() {
    let drafts = Drafts::in_memory().unwrap();
    drafts.fill_up();
    let mut bench = Bench::with(Scripted::with(1), drafts, Settings::default());
    bench.drafts().await;
    let ticket = bench.keep(&draft(&"я".repeat(100_000)));
    let failure = Failure::DiskFull;
    assert_eq!(
        bench.answer(ticket).await,
        Event::Failed { ticket, failure }
    );
}

#[test]
fn a_draft_about_strangers_waits_for_its_own_account() {
    let drafts = Drafts::in_memory().unwrap();
    let mut base = contact(1, "Контакт 1");
    base.responsible = UserId(900);
    base.created_by = UserId(900);
    let foreign = renamed(&base, "Пётр");
    drafts.keep(Owner::UNKNOWN, &foreign).unwrap();
    assert_eq!(adopt(&drafts, &account()).unwrap().0, []);
    assert_eq!(drafts.all(Owner::UNKNOWN).unwrap(), [foreign]);
}

#[tokio::test(start_paused = true)]
async fn a_disk_that_refuses_never_says_kept_and_keeps_nobody_from_the_account() {
    let mut bench = Bench::with(Scripted::with(1), Drafts::broken(), Settings::default());
    assert_eq!(bench.drafts().await, []);
    let ticket = bench.keep(&draft("Пётр"));
    match bench.answer(ticket).await {
        Event::Failed {
            failure: Failure::Disk { text },
            ..
        } => assert!(text.contains("no such table"), "{text}"),
        other => panic!("{other:?}"),
    }
    let save = bench.save(&draft("Пётр"));
    assert!(matches!(bench.answer(save).await, Event::Saved { .. }));
}

#[tokio::test(start_paused = true)]
async fn drafts_are_written_when_the_screen_is_already_gone() {
    let home = tempfile::tempdir().unwrap();
    let drafts = Drafts::open(home.path()).unwrap();
    let mut bench = Bench::with(Scripted::with(1), drafts, Settings::default());
    bench.keep(&draft("Пётр"));
    let events = bench.close().await;
    assert!(matches!(events[..], [Event::DraftKept { .. }]));
    let disk = Drafts::open(home.path()).unwrap();
    assert_eq!(disk.all(Owner::UNKNOWN).unwrap(), [draft("Пётр")]);
}
