//! The first start: keys in, steps out.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use secrecy::ExposeSecret as _;

use super::*;
use crate::{
    domain::{reach::Commands, text::Untrusted},
    letters::{Proof, Way},
    ui::app::{
        Message, Settings, State,
        example::{press, sent},
        update,
    },
};

fn desk() -> State {
    State::first(Settings {
        new_request_id: || "a request id".to_owned(),
        commands: Commands::default(),
        has_shell: true,
    })
}

fn welcome(state: &State) -> &Welcome {
    let Screen::Welcome(welcome) = &state.screen else {
        panic!("an account is open")
    };
    welcome
}

fn paste(state: &mut State, text: &str) {
    update(state, Message::Paste(text.to_owned()));
}

/// The step that a key sends, with its ticket.
fn step(state: &mut State, key: &str) -> (Ticket, Step) {
    match press(state, key).as_slice() {
        [Command::Begin { ticket, step }] => (*ticket, step.clone()),
        other => panic!("{other:?}"),
    }
}

fn answer(state: &mut State, ticket: Ticket, begun: Begun) -> Vec<Command> {
    let letter = crate::letters::Event::Begun { ticket, begun };
    sent(&update(state, Message::Letter(letter)))
}

/// A login with a token, typed to its end and on its way.
fn asked(state: &mut State) -> (Ticket, Proof) {
    press(state, "1");
    paste(state, " romashka ");
    press(state, "⇥⇥");
    paste(state, "canary\n");
    let (ticket, Step::LogIn(proof)) = step(state, "⏎") else {
        panic!("no login")
    };
    (ticket, *proof)
}

fn admitted(kept: Option<&str>) -> Begun {
    Begun::Admitted(Admitted {
        account: Untrusted::new("Ромашка"),
        address: "https://romashka.amocrm.ru".to_owned(),
        user: Untrusted::new("Анна"),
        kept: kept.map(str::to_owned),
    })
}

#[test]
fn nothing_is_asked_of_an_account_that_is_not_there() {
    let mut state = desk();
    assert_eq!(start(&mut state), []);
    assert_eq!(update(&mut state, Message::Resize(80, 24)), []);
    assert_eq!(state.context(), Context::Welcome);
}

#[test]
fn the_demo_and_the_account_of_this_machine_are_one_key_away() {
    for (key, wanted) in [("2", Step::Demo), ("3", Step::Local)] {
        let mut state = desk();
        let (ticket, taken) = step(&mut state, key);
        assert_eq!(taken, wanted);
        assert_eq!(press(&mut state, "j"), [], "one step at a time");
        let commands = answer(
            &mut state,
            ticket,
            Begun::Open {
                called: None,
                address: String::new(),
                is_read_only: false,
            },
        );
        assert!(matches!(
            commands[..],
            [Command::Connect { .. }, Command::Search { .. }]
        ));
        assert!(matches!(state.screen, Screen::List));
    }
}

#[test]
fn what_is_typed_is_asked_of_the_account_and_never_shown() {
    let mut state = desk();
    let (_, proof) = asked(&mut state);
    assert_eq!(proof.address, "romashka");
    assert_eq!(proof.way, Way::Token);
    assert_eq!(proof.secret.0.expose_secret(), "canary");
    let login = &welcome(&state).login;
    assert_eq!(login.shown(Question::Token).value().trim(), "*******");
    assert_eq!(login.shown(Question::Address).value(), " romashka ");
    assert!(!format!("{state:?} {proof:?}").contains("canary"));
}

#[test]
fn a_key_is_a_users_and_the_other_way_forgets_nothing() {
    let mut state = desk();
    press(&mut state, "1");
    paste(&mut state, "romashka");
    press(&mut state, "⇥");
    assert_eq!(state.context(), Context::LoginChoice);
    let right = KeyEvent::new(KeyCode::Right, KeyModifiers::NONE);
    update(&mut state, Message::Key(right));
    press(&mut state, "⇥");
    paste(&mut state, "anna@example.com");
    press(&mut state, "⇥");
    paste(&mut state, "key");
    let (_, Step::LogIn(proof)) = step(&mut state, "⏎") else {
        panic!("no login")
    };
    let login = "anna@example.com".to_owned();
    assert_eq!(proof.way, Way::Key { login });
    assert_eq!(proof.secret.0.expose_secret(), "key");
}

#[test]
fn a_login_without_an_answer_goes_to_the_question() {
    let mut state = desk();
    press(&mut state, "1");
    press(&mut state, "⇥⇥");
    assert_eq!(press(&mut state, "⏎"), []);
    assert_eq!(welcome(&state).login.question(), Question::Address);
    assert!(state.notice.is_some());
}

#[test]
fn a_refusal_is_said_and_what_was_typed_can_be_corrected() {
    let mut state = desk();
    let (ticket, _) = asked(&mut state);
    answer(&mut state, ticket, Begun::Refused("no".to_owned()));
    assert_eq!(welcome(&state).refused.as_deref(), Some("no"));
    paste(&mut state, "2");
    let (_, Step::LogIn(proof)) = step(&mut state, "⏎") else {
        panic!("no login")
    };
    assert_eq!(proof.secret.0.expose_secret(), "canary 2");
    assert_eq!(welcome(&state).refused, None);
}

#[test]
fn a_login_can_be_given_up_and_its_late_answer_is_dropped() {
    let mut state = desk();
    let (ticket, _) = asked(&mut state);
    assert!(welcome(&state).is_waiting());
    press(&mut state, "⎋");
    assert!(!welcome(&state).is_waiting());
    answer(&mut state, ticket, admitted(None));
    assert!(matches!(welcome(&state).page, Page::Login));
}

#[test]
fn a_file_is_written_only_after_a_yes_and_the_safe_answer_comes_first() {
    for (kept, key, in_file) in [
        (None, "⏎", false),
        (None, "2", true),
        (Some("somewhere"), "⏎", false),
    ] {
        let mut state = desk();
        let (ticket, _) = asked(&mut state);
        answer(&mut state, ticket, admitted(kept));
        let (ticket, taken) = step(&mut state, key);
        assert_eq!(taken, Step::Enter { in_file });
        let called = Some("romashka".to_owned());
        let open = Begun::Open {
            called: called.clone(),
            address: "https://romashka.amocrm.ru".to_owned(),
            is_read_only: true,
        };
        assert_eq!(answer(&mut state, ticket, open).len(), 2);
        assert!(state.session.is_read_only);
        assert_eq!(state.session.called, called);
        assert_eq!(state.session.address, "https://romashka.amocrm.ru");
    }
}
