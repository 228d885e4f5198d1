//! Saving, tried on a scripted account: merges, refusals, lost answers.

use super::{sending::stale, *};
use crate::{
    domain::{
        contact::Contact,
        edit::{Changes, Place},
        id::ContactId,
    },
    letters::Ticket,
    worker::tests::{Bench, Call, Scripted, Turn, contact, new_contact, renamed},
};

/// Contact 1 renamed to «Пётр» by somebody who saw it as it was at first.
fn draft() -> Draft {
    renamed(&contact(1, "Контакт 1"), "Пётр")
}

fn somebody_else_renames() -> Turn {
    Turn::First(Box::new(|contacts| {
        let contact = contacts.get_mut(&ContactId(1)).unwrap();
        contact.name = "Чужой".into();
    }))
}

async fn saved(bench: &mut Bench, ticket: Ticket) -> (Contact, Vec<Place>) {
    match bench.answer(ticket).await {
        Event::Saved {
            contact, differs, ..
        } => (*contact, differs),
        other => panic!("{other:?}"),
    }
}

async fn failure(bench: &mut Bench, ticket: Ticket) -> Failure {
    match bench.answer(ticket).await {
        Event::Failed { failure, .. } => failure,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn a_change_is_sent_and_what_the_account_then_holds_is_shown() {
    let mut bench = Bench::start(Scripted::with(1));
    let ticket = bench.save(&draft());
    let (contact, differs) = saved(&mut bench, ticket).await;
    assert_eq!(contact.name.raw(), "Пётр");
    assert_eq!(contact, bench.crm.contact_now(1));
    assert_eq!(differs, []);
    assert_eq!(bench.crm.posts(), [draft().changes]);
}

#[tokio::test(start_paused = true)]
async fn a_saved_draft_is_gone_from_the_disk_and_a_refused_one_is_not() {
    let refusal = Failure::Refused {
        code: Some(244),
        text: "нет".into(),
    };
    let crm = Scripted::with(1).then_post(Turn::Fail(refusal.clone()));
    let mut bench = Bench::start(crm);
    bench.keep(&draft());
    let refused = bench.save(&draft());
    assert_eq!(failure(&mut bench, refused).await, refusal);
    assert_eq!(bench.drafts().await, [draft()]);
    let accepted = bench.save(&draft());
    saved(&mut bench, accepted).await;
    assert_eq!(bench.drafts().await, []);
}

#[tokio::test(start_paused = true)]
async fn the_same_name_changed_by_somebody_else_stops_the_save() {
    let mut bench = Bench::start(Scripted::with(1).then_read(somebody_else_renames()));
    let ticket = bench.save(&draft());
    let conflict = bench.answer(ticket).await;
    let expected = Event::Conflict {
        ticket,
        theirs: Box::new(bench.crm.contact_now(1)),
        clashes: vec![Place::Name],
    };
    assert_eq!(conflict, expected);
    assert_eq!(bench.crm.posts(), []);
}

#[tokio::test(start_paused = true)]
async fn what_the_account_already_holds_is_saved_without_sending() {
    let mut bench = Bench::start(Scripted::with(1));
    bench.crm.change(|contacts| {
        contacts.insert(ContactId(1), contact(1, "Пётр"));
    });
    let ticket = bench.save(&draft());
    let (contact, differs) = saved(&mut bench, ticket).await;
    assert_eq!((contact.name.raw(), differs), ("Пётр", vec![]));
    assert_eq!(bench.crm.calls(), [Call::Contact(ContactId(1))]);
}

#[tokio::test(start_paused = true)]
async fn a_stale_save_is_merged_anew() {
    let mut bench = Bench::start(Scripted::with(1).then_post(Turn::Stale));
    let ticket = bench.save(&draft());
    saved(&mut bench, ticket).await;
    assert_eq!(bench.crm.posts().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_clash_found_after_a_stale_save_stops_it() {
    let crm = Scripted::with(1)
        .then_read(Turn::After(std::time::Duration::ZERO))
        .then_read(somebody_else_renames())
        .then_post(Turn::Stale);
    let mut bench = Bench::start(crm);
    let ticket = bench.save(&draft());
    assert!(matches!(bench.answer(ticket).await, Event::Conflict { .. }));
    assert_eq!(bench.crm.contact_now(1).name.raw(), "Чужой");
}

#[tokio::test(start_paused = true)]
async fn a_save_that_is_stale_three_times_fails() {
    let crm = (0..3).fold(Scripted::with(1), |crm, _| crm.then_post(Turn::Stale));
    let mut bench = Bench::start(crm);
    let ticket = bench.save(&draft());
    assert_eq!(failure(&mut bench, ticket).await, stale());
    assert_eq!(bench.crm.posts().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_save_without_an_answer_is_looked_for() {
    let mut bench = Bench::start(Scripted::with(1).then_post(Turn::Lose));
    let ticket = bench.save(&draft());
    assert_eq!(saved(&mut bench, ticket).await.0.name.raw(), "Пётр");
    assert_eq!(bench.crm.posts().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_save_that_got_lost_is_not_called_saved() {
    let lost = Turn::Fail(Failure::Unknown);
    let mut bench = Bench::start(Scripted::with(1).then_post(lost));
    bench.keep(&draft());
    let ticket = bench.save(&draft());
    assert_eq!(failure(&mut bench, ticket).await, Failure::Unknown);
    assert_eq!(bench.drafts().await, [draft()]);
}

#[tokio::test(start_paused = true)]
async fn a_contact_that_is_gone_is_not_written() {
    let mut bench = Bench::start(Scripted::default());
    let ticket = bench.save(&draft());
    assert_eq!(failure(&mut bench, ticket).await, Failure::Gone);
    assert_eq!(bench.crm.posts(), []);
}

#[tokio::test(start_paused = true)]
async fn a_new_contact_comes_back_with_its_number() {
    let mut bench = Bench::start(Scripted::with(4));
    bench.keep(&new_contact("Новый"));
    let ticket = bench.save(&new_contact("Новый"));
    let (contact, differs) = saved(&mut bench, ticket).await;
    assert_eq!((contact.id, differs), (ContactId(5), vec![]));
    assert_eq!(bench.drafts().await, []);
}

#[tokio::test(start_paused = true)]
async fn a_new_contact_without_an_answer_keeps_its_draft() {
    let mut bench = Bench::start(Scripted::default().then_post(Turn::Lose));
    bench.keep(&new_contact("Новый"));
    let ticket = bench.save(&new_contact("Новый"));
    assert_eq!(failure(&mut bench, ticket).await, Failure::Unknown);
    assert_eq!(bench.drafts().await, [new_contact("Новый")]);
}

/// A new contact that was sent as «Нов» before, whose form was left, and that more was typed into.
fn typed_on() -> Draft {
    let mut draft = new_contact("Нов");
    draft.changes.name = Some("Новый".into());
    draft.changes.tags = Some(vec!["опт".into()]);
    draft
}

#[tokio::test(start_paused = true)]
async fn what_was_typed_after_an_answer_got_lost_is_saved_too() {
    let crm = Scripted::with(4)
        .that_remembers_requests()
        .then_post(Turn::Lose);
    let mut bench = Bench::start(crm);
    let lost = bench.save(&new_contact("Нов"));
    assert_eq!(failure(&mut bench, lost).await, Failure::Unknown);
    bench.keep(&typed_on());
    let again = bench.save(&typed_on());
    let (contact, differs) = saved(&mut bench, again).await;
    assert_eq!((contact.id, differs), (ContactId(5), vec![]));
    assert_eq!(contact.name.raw(), "Новый");
    assert_eq!(contact.tag_names(), ["опт"]);
    assert_eq!(bench.crm.contact_now(5), contact);
    assert_eq!(bench.crm.posts().len(), 3);
    assert_eq!(bench.drafts().await, []);
}

#[tokio::test(start_paused = true)]
async fn a_draft_is_not_forgotten_while_the_account_may_hold_less() {
    let calm = || Turn::After(std::time::Duration::ZERO);
    let remembering = || Scripted::default().that_remembers_requests();
    for crm in [
        // The answer from memory cannot be checked.
        remembering()
            .then_read(calm())
            .then_read(Turn::Fail(Failure::Unreachable)),
        // What is missing cannot be sent.
        remembering()
            .then_post(calm())
            .then_post(calm())
            .then_post(Turn::Fail(Failure::Forbidden)),
    ] {
        let mut bench = Bench::start(crm);
        let first = bench.save(&new_contact("Нов"));
        saved(&mut bench, first).await;
        bench.keep(&typed_on());
        let again = bench.save(&typed_on());
        failure(&mut bench, again).await;
        assert_eq!(bench.drafts().await, [typed_on()]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_new_contact_that_the_account_alters_is_saved_and_told_of() {
    let alters = Turn::First(Box::new(|contacts| {
        for contact in contacts.values_mut() {
            contact.name = "Другой".into();
        }
    }));
    let crm = Scripted::default()
        .then_read(alters)
        .then_post(Turn::After(std::time::Duration::ZERO))
        .then_post(Turn::Fail(Failure::Forbidden));
    let mut bench = Bench::start(crm);
    let ticket = bench.save(&new_contact("Новый"));
    let (contact, differs) = saved(&mut bench, ticket).await;
    assert_eq!(contact.name.raw(), "Другой");
    assert_eq!(differs, [Place::Name]);
}

#[tokio::test(start_paused = true)]
async fn an_accepted_contact_that_cannot_be_read_back_is_shown_as_sent() {
    let unreachable = Turn::Fail(Failure::Unreachable);
    let mut bench = Bench::start(Scripted::with(0).then_read(unreachable));
    let ticket = bench.save(&new_contact("Новый"));
    let (contact, _) = saved(&mut bench, ticket).await;
    assert_eq!((contact.id, contact.name.raw()), (ContactId(1), "Новый"));
}

#[tokio::test(start_paused = true)]
async fn saves_go_one_after_the_other_and_a_panic_costs_one() {
    let crm = Scripted::with(3).then_post(Turn::Panic);
    let mut bench = Bench::start(crm);
    let drafts = [1, 2, 3].map(|id| renamed(&contact(id, &format!("Контакт {id}")), "Я"));
    let tickets = drafts.map(|draft| bench.save(&draft));
    assert_eq!(failure(&mut bench, tickets[0]).await, Failure::Unknown);
    saved(&mut bench, tickets[1]).await;
    saved(&mut bench, tickets[2]).await;
    let order: Vec<Call> = [1, 1, 2, 2, 2, 3, 3, 3]
        .into_iter()
        .zip([0, 1, 0, 1, 0, 0, 1, 0])
        .map(|(id, is_post)| {
            let id = ContactId(id);
            match is_post {
                0 => Call::Contact(id),
                _ => Call::Post(Subject::Existing(id), draft_named("Я")),
            }
        })
        .collect();
    assert_eq!(bench.crm.calls(), order);
}

fn draft_named(name: &str) -> Changes {
    renamed(&contact(1, ""), name).changes
}

#[tokio::test(start_paused = true)]
async fn a_save_is_finished_when_the_screen_is_already_gone() {
    let slow = Turn::After(std::time::Duration::from_secs(9));
    let mut bench = Bench::start(Scripted::with(1).then_post(slow));
    bench.save(&draft());
    let events = bench.close().await;
    assert!(matches!(events[..], [Event::Saved { .. }]));
}
