//! Reactions of the form, one by one.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::*;
use crate::{
    domain::{
        edit::Subject,
        failure::Failure,
        field::{Content, Field, FieldRole, FieldValue},
        id::FieldId,
    },
    letters::{Command, Event},
    ui::app::{
        Effect, Message, Screen, State,
        example::{answer, contact, desk, press},
        notice::Notice,
        update,
    },
    words::Word,
};

fn kept(command: &Command) -> Option<&str> {
    match command {
        Command::KeepDraft { draft, .. } => draft.changes.name.as_deref(),
        _ => None,
    }
}

#[test]
fn every_letter_is_on_its_way_to_the_disk_before_anybody_asks() {
    let mut state = desk(1..=3, true);
    press(&mut state, "e⤓");
    let commands = press(&mut state, "ab");
    let names: Vec<_> = commands.iter().filter_map(kept).collect();
    assert_eq!(names, ["contact 1a", "contact 1ab"]);
}

#[test]
fn what_is_typed_on_a_type_or_on_the_adding_line_goes_into_a_value() {
    let mut phones = contact(1);
    phones.fields.push(Field {
        id: FieldId(7),
        name: "Phone".into(),
        role: Some(FieldRole::Phone),
        values: vec![FieldValue::typed("1", None)],
    });
    let mut state = desk([], true);
    edit(&mut state, phones);
    press(&mut state, "⇥⇥");
    let typed = press(&mut state, "25⇥3");
    let Some(Command::KeepDraft { draft, .. }) = typed.last() else {
        panic!("{typed:?}")
    };
    let values: Vec<_> = draft.changes.fields[&FieldId(7)]
        .iter()
        .map(FieldValue::raw)
        .collect();
    assert_eq!(values, [Some("125"), Some("3")]);
}

#[test]
fn a_locked_field_is_never_sent() {
    let mut odd = contact(1);
    odd.fields.push(Field {
        id: FieldId(7),
        name: "Phone".into(),
        role: Some(FieldRole::Phone),
        values: vec![FieldValue {
            content: Content::Structured("{}".to_owned()),
            ..FieldValue::text("")
        }],
    });
    let mut state = desk([], true);
    edit(&mut state, odd);
    let sent = press(&mut state, "⤓a₂");
    let Some(Command::Save { draft, .. }) = sent.last() else {
        panic!("{sent:?}")
    };
    assert_eq!(draft.changes.len(), 1);
    press(&mut state, "⇥⇥b");
    assert!(state.notice.is_some());
}

#[test]
fn a_form_that_holds_what_the_account_holds_has_no_draft() {
    let mut state = desk(1..=3, true);
    let kept = press(&mut state, "e⤓a");
    let commands = press(&mut state, "⌫");
    let Some(Command::KeepDraft { draft, .. }) = kept.last() else {
        panic!("{kept:?}")
    };
    assert!(matches!(
        &commands[..],
        [Command::DropDraft { subject: Subject::Existing(id), request_id, .. }]
            if id.0 == 1 && *request_id == draft.request_id
    ));
    assert!(state.session.drafts.is_empty());
}

#[test]
fn esc_promises_the_draft_only_when_it_is_on_disk() {
    let mut state = desk(1..=3, true);
    let commands = press(&mut state, "e⤓a");
    press(&mut state, "⎋");
    assert_eq!(state.notice, None);
    let ticket = commands.last().map(Command::ticket).expect("a draft");
    answer(&mut state, Event::DraftKept { ticket });
    assert_eq!(state.notice, Some(Notice::info(Word::NoticeDraftKept)));
}

#[test]
fn nothing_is_typed_into_a_form_that_is_being_saved() {
    let mut state = desk(1..=3, true);
    let commands = press(&mut state, "e⤓a₂");
    assert!(matches!(commands.last(), Some(Command::Save { .. })));
    assert_eq!(press(&mut state, "b₂"), []);
    let Screen::Form(form) = &state.screen else {
        panic!("the form stays in front")
    };
    assert_eq!(form.changes().name.as_deref(), Some("contact 1a"));
}

#[test]
fn a_refused_save_keeps_the_form_and_says_why() {
    let mut state = desk(1..=3, true);
    let commands = press(&mut state, "e⤓a₂");
    let ticket = commands.last().map(Command::ticket).expect("a save");
    let failure = Failure::TimedOut;
    answer(
        &mut state,
        Event::Failed {
            ticket,
            failure: failure.clone(),
        },
    );
    let Screen::Form(form) = &state.screen else {
        panic!("the form stays in front")
    };
    assert_eq!(form.problem, Some(Problem::Failed(failure)));
    assert_eq!(form.changes().name.as_deref(), Some("contact 1a"));
    assert!(matches!(press(&mut state, "₂")[..], [Command::Save { .. }]));
}

#[test]
fn a_save_that_ends_after_its_form_was_left_is_told() {
    let mut state = desk(1..=3, true);
    let commands = press(&mut state, "e⤓a₂⎋");
    let ticket = commands.last().map(Command::ticket).expect("a save");
    assert!(matches!(state.screen, Screen::List));
    let mut answered = contact(1);
    answered.name = "contact 1a".into();
    answer(
        &mut state,
        Event::Saved {
            ticket,
            contact: Box::new(answered.clone()),
            differs: Vec::new(),
        },
    );
    assert_eq!(state.list.shown().current(), Some(&answered));
    assert_eq!(
        state.notice,
        Some(Notice::info(Word::NoticeSaved).of("name", "contact 1a"))
    );
    assert!(state.session.drafts.is_empty());
}

#[test]
fn saving_what_nobody_changed_sends_nothing() {
    let mut state = desk(1..=3, true);
    assert_eq!(press(&mut state, "e₂"), []);
    assert_eq!(state.notice, Some(Notice::info(Word::NoticeNothingChanged)));
}

#[test]
fn a_form_whose_draft_the_disk_refused_is_not_left_without_a_question() {
    let mut state = desk(1..=3, true);
    let typed = press(&mut state, "e⤓a");
    let ticket = typed.last().map(Command::ticket).expect("a draft");
    let failure = Failure::Disk {
        text: "no room".to_owned(),
    };
    answer(&mut state, Event::Failed { ticket, failure });
    press(&mut state, "⎋");
    assert!(matches!(state.screen, Screen::Form(_)), "the form stays");
    press(&mut state, "2");
    assert!(matches!(state.screen, Screen::List));
    press(&mut state, "e");
    let Screen::Form(form) = &state.screen else {
        panic!("the form comes back")
    };
    assert!(matches!(form.kept, Kept::Failed(_)), "{:?}", form.kept);
    assert_eq!(form.changes().name.as_deref(), Some("contact 1a"));
    press(&mut state, "⎋2");
    let quits = |state: &mut State| {
        let key = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        update(state, Message::Key(key)) == [Effect::Quit]
    };
    assert!(!quits(&mut state), "it says that a draft would be lost");
    assert!(quits(&mut state));
}
