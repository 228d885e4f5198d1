//! Reactions of the list, one by one, and what holds whatever comes.

mod any_order;

use super::*;
use crate::{
    domain::failure::Failure,
    letters::{Command, Event, Reading, Rows},
    ui::app::{
        Message, Screen,
        example::{answer, contact, contacts, desk, found, found_rows, ids, press, ticket},
        update,
    },
};

/// The rows that a single search asks for.
fn rows(commands: &[Command]) -> Rows {
    match commands {
        [Command::Search { rows, .. }] => *rows,
        other => panic!("not one search: {other:?}"),
    }
}

fn current(state: &State) -> Option<i64> {
    state.list.shown().current().map(|contact| contact.id.0)
}

fn changed(state: &mut State) -> Vec<Command> {
    answer(state, Event::Changed)
}

/// A desk with the rows `from..to` of a thousand contacts; the contact in row n has the id n.
fn window(from: usize, ids: std::ops::Range<i64>) -> State {
    let mut state = desk(0..10, false);
    let last = press(&mut state, "⤓");
    found_rows(&mut state, ticket(&last), 1_000, from, ids);
    state
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
fn a_letter_typed_and_taken_back_leaves_what_was_found() {
    let mut state = desk(1..=3, true);
    let search = ticket(&press(&mut state, "/a"));
    found(&mut state, search, [2, 3], true);
    let longer = ticket(&press(&mut state, "b"));
    assert_eq!(press(&mut state, "⌫"), []);
    found(&mut state, longer, [3], true);
    assert_eq!(ids(&state), [2, 3]);
}

#[test]
fn a_search_asks_for_one_screen_and_the_first_move_for_more() {
    let mut state = desk(0..10, false);
    let search = press(&mut state, "/a");
    assert_eq!(rows(&search), results::first(10));
    assert_eq!(found(&mut state, ticket(&search), 0..10, false), []);
    press(&mut state, "⏎");
    let more = press(&mut state, "j");
    let wanted = Rows {
        from: 0,
        count: 50,
        around: None,
    };
    assert_eq!(rows(&more), wanted);
    assert_eq!(press(&mut state, "j"), [], "one question at a time");
    found_rows(&mut state, ticket(&more), 1_000, 0, 0..50);
    assert_eq!(press(&mut state, "jjj"), [], "enough rows are left");
    assert_eq!(current(&state), Some(5));
}

#[test]
fn the_window_moves_with_the_cursor_in_both_directions() {
    let mut state = window(950, 950..1_000);
    assert_eq!(current(&state), Some(999));
    state.list.step(-39);
    let above = press(&mut state, "k");
    assert_eq!(rows(&above).from, 959 - 25);
    found_rows(&mut state, ticket(&above), 1_000, 934, 934..984);
    assert_eq!(current(&state), Some(959));
    state.list.step(14);
    let below = press(&mut state, "j");
    assert_eq!(rows(&below).from, 974 - 25);
    assert_eq!(state.list.shown().contacts.len(), 50, "no more than before");
}

#[test]
fn a_jump_beyond_the_window_moves_the_cursor_when_its_rows_are_there() {
    let mut state = desk(0..10, false);
    let jump = press(&mut state, "G");
    assert_eq!((current(&state), ids(&state).len()), (Some(0), 10));
    assert_eq!(rows(&jump).from, 99_999 - 25);
    found_rows(&mut state, ticket(&jump), 100_000, 99_950, 99_950..100_000);
    assert_eq!(current(&state), Some(99_999));
    assert_eq!(state.list.shown().top_for(10), 99_990);
}

#[test]
fn pages_turned_faster_than_they_come_add_up() {
    let mut state = desk(0..10, false);
    let first = press(&mut state, "   ");
    assert_eq!(current(&state), Some(0));
    let next = found_rows(&mut state, ticket(&first), 1_000, 0, 0..20);
    assert_eq!(rows(&next).from, 30 - 25, "the rest of the way");
    found_rows(&mut state, ticket(&next), 1_000, 5, 5..55);
    assert_eq!(current(&state), Some(30));
}

#[test]
fn a_jump_whose_rows_did_not_come_is_over_and_the_next_key_tries_again() {
    let mut state = desk(0..10, false);
    let jump = press(&mut state, "G");
    let failed = Event::Failed {
        ticket: ticket(&jump),
        failure: Failure::Gone,
    };
    assert_eq!(answer(&mut state, failed), []);
    assert_eq!(current(&state), Some(0));
    assert!(state.notice.is_some());
    assert_eq!(rows(&press(&mut state, "j")).from, 0);
}

#[test]
fn after_a_change_the_cursor_stays_on_its_contact_and_in_its_row_of_the_screen() {
    let mut state = window(100, 100..150);
    state.list.shown_mut().go(120);
    state.list.shown_mut().top = 117;
    let again = changed(&mut state);
    assert_eq!(rows(&again).around, Some(ContactId(120)));
    found_rows(&mut state, ticket(&again), 1_000, 140, 80..130);
    let shown = state.list.shown();
    assert_eq!((current(&state), shown.selected), (Some(120), 180));
    assert_eq!(shown.top_for(10), 177);
}

#[test]
fn after_a_change_that_removed_its_contact_the_cursor_stays_in_its_row() {
    let mut state = window(100, 100..150);
    state.list.shown_mut().go(120);
    let again = changed(&mut state);
    let others = (95..145).filter(|id| *id != 120);
    found_rows(&mut state, ticket(&again), 999, 95, others);
    assert_eq!(state.list.shown().selected, 120);
    assert_eq!(current(&state), Some(121));
}

#[test]
fn until_somebody_moves_it_the_cursor_stays_in_the_first_row() {
    let mut state = desk(5..15, false);
    let again = changed(&mut state);
    assert_eq!(rows(&again), results::first(10));
    found_rows(&mut state, ticket(&again), 2_000, 0, 0..10);
    assert_eq!((state.list.shown().selected, current(&state)), (0, Some(0)));
}

#[test]
fn changes_during_a_question_ask_once_more_after_it() {
    let mut state = desk(1..=5, true);
    let first = changed(&mut state);
    assert_eq!(changed(&mut state), []);
    assert_eq!(changed(&mut state), []);
    let second = found(&mut state, ticket(&first), 1..=5, true);
    rows(&second);
    assert_eq!(found(&mut state, ticket(&second), 1..=5, true), []);
}

#[test]
fn a_change_during_a_search_is_seen_when_all_contacts_are_back() {
    let mut state = desk(1..=5, true);
    let search = press(&mut state, "/a");
    found(&mut state, ticket(&search), [2], true);
    let again = changed(&mut state);
    found(&mut state, ticket(&again), [2], true);
    let home = press(&mut state, "⎋");
    found(&mut state, ticket(&home), 1..=6, true);
    assert_eq!(ids(&state), [1, 2, 3, 4, 5, 6]);
}

#[test]
fn the_cursor_goes_to_a_new_contact_wherever_it_stands() {
    let mut state = desk(0..10, false);
    state.list.added(&contact(500));
    let effects = follow(&mut state);
    let there = super::super::example::sent(&effects);
    assert_eq!(rows(&there).around, Some(ContactId(500)));
    found_rows(&mut state, ticket(&there), 1_001, 475, 475..525);
    assert_eq!(current(&state), Some(500));
}

#[test]
fn a_taller_window_asks_for_the_rows_that_it_shows() {
    let mut state = desk(0..10, false);
    let effects = update(&mut state, Message::Resize(80, 60));
    let more = super::super::example::sent(&effects);
    assert_eq!(rows(&more).count, 300);
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

#[test]
fn tab_takes_what_was_probably_meant() {
    let mut state = desk(1..=3, true);
    let search = press(&mut state, "/bdfyjd");
    let event = Event::Found {
        ticket: ticket(&search),
        total: 0,
        from: 0,
        contacts: Vec::new(),
        around: None,
        suggestions: vec![Suggestion {
            reading: Reading::OtherLayout,
            query: "иванов".to_owned(),
            total: 657,
        }],
    };
    answer(&mut state, event);
    let taken = press(&mut state, "⇥");
    assert!(
        matches!(&taken[..], [Command::Search { query, .. }] if query == "иванов"),
        "{taken:?}"
    );
    let typed = state.list.search.as_ref().map(Input::value);
    assert_eq!(typed, Some("иванов"));
    assert_eq!(press(&mut state, "⇥"), [], "it belongs to another query");
}

#[test]
fn what_only_the_account_found_goes_below_without_moving_the_cursor() {
    let mut state = desk(1..=9, true);
    let search = ticket(&press(&mut state, "/соколова"));
    let asked = found(&mut state, search, [4, 6], true);
    let [Command::Ask { ticket, query }] = &asked[..] else {
        panic!("the account is asked once: {asked:?}")
    };
    assert_eq!(query, "соколова");
    press(&mut state, "⏎j");
    let joined = Event::Joined {
        ticket: *ticket,
        contacts: contacts([6, 77]),
    };
    assert_eq!(answer(&mut state, joined), []);
    let shown = state.list.shown();
    assert_eq!((shown.rows(), current(&state)), (3, Some(6)));
    assert!(shown.is_joined(2) && !shown.is_joined(1));
    press(&mut state, "j");
    assert_eq!(current(&state), Some(77));
}

#[test]
fn what_the_account_found_for_an_older_text_is_dropped() {
    let mut state = desk(1..=9, true);
    let search = ticket(&press(&mut state, "/соко"));
    let asked = ticket(&found(&mut state, search, [4], true));
    let search = ticket(&press(&mut state, "л"));
    found(&mut state, search, [4], true);
    let joined = Event::Joined {
        ticket: asked,
        contacts: contacts([77]),
    };
    answer(&mut state, joined);
    assert_eq!(state.list.shown().rows(), 1);
}

#[test]
fn the_account_is_not_asked_for_what_it_would_not_understand() {
    for typed in ["/tag:важный", "/соколов -доставка", "/со"] {
        let mut state = desk(1..=9, true);
        let search = ticket(&press(&mut state, typed));
        assert_eq!(found(&mut state, search, [4], true), [], "{typed}");
    }
}

#[test]
fn an_account_that_cannot_be_asked_is_told_only_when_nothing_was_found() {
    for (hits, is_told) in [(vec![4], false), (vec![], true)] {
        let mut state = desk(1..=9, true);
        let search = ticket(&press(&mut state, "/соколова"));
        let asked = ticket(&found(&mut state, search, hits, true));
        let failed = Event::Failed {
            ticket: asked,
            failure: Failure::Unreachable,
        };
        answer(&mut state, failed);
        assert_eq!(state.notice.is_some(), is_told);
    }
}
