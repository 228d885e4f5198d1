//! Reactions of the list, one by one.

use super::*;
use crate::{
    domain::failure::Failure,
    letters::Event,
    ui::app::{
        Screen,
        example::{answer, desk, found, ids, press},
    },
};

fn ticket(commands: &[Command]) -> Ticket {
    commands.last().map(Command::ticket).expect("a command")
}

#[test]
fn a_late_answer_is_dropped() {
    let mut state = desk(1..=3, true);
    let older = ticket(&press(&mut state, "/a"));
    let newer = ticket(&press(&mut state, "b"));
    found(&mut state, newer, [2], true);
    found(&mut state, older, [1, 3], true);
    assert_eq!(ids(&state), [2]);
}

#[test]
fn an_answer_that_comes_after_esc_does_not_replace_the_list() {
    let mut state = desk(1..=3, true);
    press(&mut state, "j");
    let search = ticket(&press(&mut state, "/a"));
    assert_eq!(press(&mut state, "⎋"), []);
    found(&mut state, search, [9], true);
    assert_eq!(
        (ids(&state), state.list.shown().selected),
        (vec![1, 2, 3], 1)
    );
}

#[test]
fn another_question_begins_at_its_first_row() {
    let mut state = desk(1..=5, true);
    press(&mut state, "jjj");
    let search = ticket(&press(&mut state, "/a"));
    found(&mut state, search, [2, 4], true);
    assert_eq!(state.list.shown().selected, 0);
}

#[test]
fn yesterdays_rows_stay_until_the_answer_comes() {
    let mut state = desk(1..=3, true);
    press(&mut state, "/abc");
    assert_eq!(ids(&state), [1, 2, 3]);
}

#[test]
fn the_cursor_stays_on_its_contact_when_the_list_is_read_again() {
    let mut state = desk(1..=5, true);
    press(&mut state, "jjj");
    let again = ticket(&press(&mut state, "r"));
    found(&mut state, again, [1, 4, 5], true);
    assert_eq!(
        state.list.shown().current().map(|contact| contact.id.0),
        Some(4)
    );
}

#[test]
fn the_cursor_finds_its_contact_beyond_the_first_page_of_a_second_reading() {
    let mut state = desk(1..=400, true);
    press(&mut state, "G");
    let again = ticket(&press(&mut state, "r"));
    let more = found(&mut state, again, 1..=200, false);
    assert!(
        matches!(more[..], [Command::Extend { have: 200, .. }]),
        "{more:?}"
    );
    found(&mut state, ticket(&more), 191..=400, true);
    assert_eq!(
        state.list.shown().current().map(|contact| contact.id.0),
        Some(400)
    );
}

#[test]
fn more_contacts_are_asked_for_before_the_last_one() {
    let mut state = desk(1..=500, false);
    assert_eq!(press(&mut state, "j"), []);
    state.list.step(349);
    let more = press(&mut state, "j");
    assert!(
        matches!(more[..], [Command::Extend { have: 500, .. }]),
        "{more:?}"
    );
    assert_eq!(press(&mut state, "j"), [], "one page at a time");
    found(&mut state, ticket(&more), 491..=700, true);
    assert_eq!(state.list.shown().contacts.len(), 700);
}

#[test]
fn a_page_that_failed_is_asked_for_again_by_the_next_key_only() {
    let mut state = desk(1..=500, false);
    state.list.step(349);
    let more = press(&mut state, "j");
    let failed = Event::Failed {
        ticket: ticket(&more),
        failure: Failure::TimedOut,
    };
    assert_eq!(answer(&mut state, failed), []);
    assert!(state.notice.is_some());
    assert!(matches!(
        press(&mut state, "j")[..],
        [Command::Extend { .. }]
    ));
}

#[test]
fn enter_before_the_answer_opens_what_was_searched_for() {
    let mut state = desk(1..=3, true);
    let search = press(&mut state, "/x⏎⏎");
    assert!(matches!(state.screen, Screen::List));
    let opened = found(&mut state, search[0].ticket(), [7], true);
    assert!(matches!(
        opened[..],
        [Command::Open {
            contact: ContactId(7),
            ..
        }]
    ));
}

#[test]
fn any_other_key_forgets_the_enter_that_waited() {
    let mut state = desk(1..=3, true);
    let search = press(&mut state, "/x⏎⏎j");
    assert_eq!(found(&mut state, search[0].ticket(), [7], true), []);
    assert!(matches!(state.screen, Screen::List));
}
