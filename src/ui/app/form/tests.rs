//! Reactions of the form, one by one.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::*;
use crate::{
    domain::{
        account::{Account, Rights, User},
        contact::Company,
        edit::{CompanyChange, Subject},
        failure::Failure,
        field::{Content, Field, FieldOption, FieldRole, FieldValue},
        id::{AccountId, CompanyId, FieldId, GroupId, OptionId, UserId},
        neighbour::Neighbours,
    },
    letters::{Command, Event, Reach},
    ui::app::{
        Effect, Message, Screen, State,
        example::{answer, contact, desk, press, ticket},
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

/// The form, which is in front.
fn in_front(state: &State) -> &Form {
    match &state.screen {
        Screen::Form(form) => form,
        other => panic!("no form in front: {other:?}"),
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
    let ticket = ticket(&commands);
    answer(&mut state, Event::DraftKept { ticket });
    assert_eq!(state.notice, Some(Notice::info(Word::NoticeDraftKept)));
}

#[test]
fn nothing_is_typed_into_a_form_that_is_being_saved() {
    let mut state = desk(1..=3, true);
    let commands = press(&mut state, "e⤓a₂");
    assert!(matches!(commands.last(), Some(Command::Save { .. })));
    assert_eq!(press(&mut state, "b₂"), []);
    let form = in_front(&state);
    assert_eq!(form.changes().name.as_deref(), Some("contact 1a"));
}

#[test]
fn a_refused_save_keeps_the_form_and_says_why() {
    let mut state = desk(1..=3, true);
    let commands = press(&mut state, "e⤓a₂");
    let ticket = ticket(&commands);
    let failure = Failure::TimedOut;
    let failed = Event::Failed {
        ticket,
        failure: failure.clone(),
    };
    answer(&mut state, failed);
    let form = in_front(&state);
    assert_eq!(form.problem, Some(Problem::Failed(failure)));
    assert_eq!(form.changes().name.as_deref(), Some("contact 1a"));
    assert!(matches!(press(&mut state, "₂")[..], [Command::Save { .. }]));
}

#[test]
fn a_save_that_ends_after_its_form_was_left_is_told() {
    let mut state = desk(1..=3, true);
    let commands = press(&mut state, "e⤓a₂⎋");
    let ticket = ticket(&commands);
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

/// Who is edited has an e-mail field.
fn with_email() -> State {
    let mut reachable = contact(1);
    reachable.fields.push(Field {
        id: FieldId(8),
        name: "Email".into(),
        role: Some(FieldRole::Email),
        values: vec![FieldValue::typed("", None)],
    });
    let mut state = desk([], true);
    edit(&mut state, reachable);
    state
}

fn twins(commands: &[Command]) -> Vec<(Ticket, Reach)> {
    let asked = commands.iter().filter_map(|command| match command {
        Command::FindTwins { ticket, reach, .. } => Some((*ticket, reach.clone())),
        _ => None,
    });
    asked.collect()
}

#[test]
fn who_else_has_an_e_mail_is_asked_at_every_letter_and_only_the_newest_answer_counts() {
    let mut state = with_email();
    let asked = twins(&press(&mut state, "⇥⇥a@bc"));
    let texts: Vec<&Reach> = asked.iter().map(|(_, reach)| reach).collect();
    let email = |text: &str| Reach::Email(text.to_owned());
    assert_eq!(texts, [&email("a@b"), &email("a@bc")]);
    let mut tell = |ticket, id| {
        let twins = vec![contact(id)];
        answer(&mut state, Event::TwinsFound { ticket, twins });
        in_front(&state)
            .twins
            .shown
            .iter()
            .map(|twin| twin.id.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(tell(asked[0].0, 7), [0; 0]);
    assert_eq!(tell(asked[1].0, 8), [8]);
    assert_eq!(tell(asked[0].0, 7), [8]);
}

#[test]
fn the_other_contact_is_opened_and_what_was_typed_is_a_draft() {
    let mut state = with_email();
    let asked = twins(&press(&mut state, "⇥⇥a@b"));
    let twins = vec![contact(7)];
    answer(
        &mut state,
        Event::TwinsFound {
            ticket: asked[0].0,
            twins,
        },
    );
    let opened = update(
        &mut state,
        Message::Key(KeyEvent::new(KeyCode::Char('з'), KeyModifiers::CONTROL)),
    );
    assert!(matches!(
        &opened[..],
        [Effect::Send(Command::Open { contact, .. })] if contact.0 == 7
    ));
    assert!(
        state
            .session
            .drafts
            .contains_key(&Subject::Existing(contact(1).id))
    );
}

#[test]
fn whoever_is_logged_in_is_offered_first_and_nobody_who_is_switched_off() {
    let user = |id, name: &str, is_active| User {
        id: UserId(id),
        name: name.into(),
        group: GroupId(0),
        is_active,
        rights: Rights::default(),
    };
    let mut state = desk(1..=1, true);
    state.session.account = Some(Account {
        id: AccountId(1),
        name: "".into(),
        subdomain: "".into(),
        timezone: String::new(),
        date_pattern: String::new(),
        current_user: UserId(3),
        users: vec![
            user(1, "Анна", false),
            user(2, "Борис", true),
            user(3, "Вера", true),
            user(4, "Глеб", false),
        ],
        groups: Vec::new(),
        fields: Vec::new(),
        task_types: Vec::new(),
    });
    press(&mut state, "e⇥⇥⏎");
    let form = in_front(&state);
    let Some(Editor::Picker(picker)) = form.block().map(|block| &block.editor) else {
        panic!("the responsible user")
    };
    let (held, _) = picker.links()[0];
    assert!(held.name.raw() == "Анна" && held.is_retired, "it is kept");
    let offered = picker.offered();
    let names: Vec<&str> = offered.iter().map(|user| user.name.raw()).collect();
    assert_eq!(names, ["Вера", "Борис"]);
}

#[test]
fn a_company_is_looked_for_by_letters_and_left_with_esc() {
    let mut state = desk(1..=3, true);
    press(&mut state, "e⇥");
    let asked = press(&mut state, "мо");
    let queries = asked.iter().filter_map(|command| match command {
        Command::LookUp { query, .. } => Some(query.as_str()),
        _ => None,
    });
    assert_eq!(queries.collect::<Vec<_>>(), ["м", "мо"]);
    let ticket = ticket(&asked);
    let company = Company {
        id: CompanyId(5),
        name: "Мост".into(),
    };
    let neighbours = Neighbours::Companies(vec![company.clone()]);
    answer(&mut state, Event::LookedUp { ticket, neighbours });
    press(&mut state, "⏎⏎");
    let form = in_front(&state);
    let picked = CompanyChange::Existing(company);
    assert_eq!(form.changes().company, Some(picked));
    press(&mut state, "x⎋");
    assert!(
        matches!(state.screen, Screen::Form(_)),
        "only the search ends"
    );
    press(&mut state, "⎋");
    assert!(matches!(state.screen, Screen::List));
}

#[test]
fn a_search_that_another_one_replaced_is_asked_again_by_whoever_comes_back() {
    let mut state = desk(1..=3, true);
    let asked = press(&mut state, "e⇥мо");
    let ticket = ticket(&asked);
    answer(&mut state, Event::Superseded { ticket });
    let again = press(&mut state, "⤓");
    assert!(matches!(
        &again[..],
        [Command::LookUp { query, .. }] if query == "мо"
    ));
}

#[test]
fn a_failed_search_for_a_company_is_told_beside_it_and_not_taken_for_a_failed_save() {
    let mut state = desk(1..=3, true);
    let asked = press(&mut state, "e⇥м");
    let ticket = ticket(&asked);
    let failure = Failure::TimedOut;
    let failed = Event::Failed {
        ticket,
        failure: failure.clone(),
    };
    answer(&mut state, failed);
    let form = in_front(&state);
    assert_eq!(form.problem, None);
    let Some(Editor::Picker(picker)) = form.block().map(|block| &block.editor) else {
        panic!("the company")
    };
    assert_eq!(picker.offers.asked, Reading::Failed(failure));
}

#[test]
fn capital_letters_of_all_keys_look_for_options() {
    let place = Place::Field(FieldId(9));
    let options = ["Бюро", "Юла"].map(|label| FieldOption {
        id: OptionId(1),
        label: label.into(),
    });
    let mut state = desk(1..=1, true);
    press(&mut state, "e");
    let Screen::Form(form) = &mut state.screen else {
        panic!("the form stays in front")
    };
    form.blocks[0].place = place;
    let options = editor::Options::new(&[], &[], &options, true);
    form.blocks[0].editor = Editor::Options(Box::new(options));
    press(&mut state, "БЮ<>");
    let form = in_front(&state);
    let Editor::Options(options) = &form.blocks[0].editor else {
        panic!("options")
    };
    assert_eq!(options.filter, "БЮ<>");
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
    let ticket = ticket(&typed);
    let failure = Failure::Disk {
        text: "no room".to_owned(),
    };
    answer(&mut state, Event::Failed { ticket, failure });
    press(&mut state, "⎋");
    assert!(matches!(state.screen, Screen::Form(_)), "the form stays");
    press(&mut state, "2");
    assert!(matches!(state.screen, Screen::List));
    press(&mut state, "e");
    let form = in_front(&state);
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
