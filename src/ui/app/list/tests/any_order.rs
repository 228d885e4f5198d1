//! What holds for the list whatever comes, in any order.

use std::sync::Arc;

use proptest::prelude::*;

use super::changed;
use crate::{
    domain::id::ContactId,
    letters::{Command, Event},
    ui::app::{
        Message,
        example::{answer, contacts, desk, press, sent},
        update,
    },
};

/// What a person, the background and the copy may do, in any order.
#[derive(Debug, Clone, Copy)]
enum Step {
    Key(char),
    Rows(u16),
    /// The open question is answered.
    Answer,
    /// The copy has another number of contacts, and the first of them may be another one.
    Change {
        total: usize,
        first: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => prop::sample::select("jkjk  gG⤓/a⌫⏎⎋r".chars().collect::<Vec<_>>()).prop_map(Step::Key),
        1 => (5..70_u16).prop_map(Step::Rows),
        4 => Just(Step::Answer),
        1 => (0..400_usize, 0..50_i64).prop_map(|(total, first)| Step::Change { total, first }),
    ]
}

/// The background's side: answers from a list of ids in a row.
fn answer_of(command: &Command, total: usize, first: i64) -> Option<Event> {
    let Command::Search {
        ticket,
        rows,
        query,
    } = command
    else {
        return None;
    };
    let total = if query.is_empty() { total } else { total / 3 };
    let first_id = usize::try_from(first).expect("small");
    let stands = |id: ContactId| {
        let row = usize::try_from(id.0).ok()?.checked_sub(first_id)?;
        (row < total).then_some(row)
    };
    let around = rows.around.and_then(stands);
    let from = around.map_or(rows.from, |row| row.saturating_sub(rows.count / 2));
    let from = from.min(total.saturating_sub(rows.count));
    let to = (from + rows.count).min(total);
    let id = |row: usize| first + i64::try_from(row).expect("small");
    Some(Event::Found {
        ticket: *ticket,
        total,
        from,
        contacts: contacts((from..to).map(id))
            .into_iter()
            .map(Arc::new)
            .collect(),
        around,
        suggestions: Vec::new(),
    })
}

proptest! {
    #[test]
    fn no_order_of_keys_and_answers_loses_the_cursor_or_blanks_a_known_row(
        steps in prop::collection::vec(step(), 1..120)
    ) {
        let mut state = desk(0..10, false);
        let (mut total, mut first, mut height) = (100_000, 0, 10_usize);
        let mut open: Vec<Command> = Vec::new();
        for step in steps {
            let commands = match step {
                Step::Key('r' | '/') if state.list.search.is_some() => Vec::new(),
                Step::Key(key) => press(&mut state, key.encode_utf8(&mut [0; 4])),
                Step::Rows(rows) => {
                    height = rows.into();
                    sent(&update(&mut state, Message::Resize(80, rows)))
                }
                Step::Answer => match open.pop().and_then(|asked| answer_of(&asked, total, first)) {
                    Some(event) => {
                        // What was asked before was superseded, or comes late.
                        let mut asked = answer(&mut state, event);
                        for late in std::mem::take(&mut open) {
                            if let Some(event) = answer_of(&late, total, first) {
                                asked.extend(answer(&mut state, event));
                            }
                        }
                        asked
                    }
                    None => Vec::new(),
                },
                Step::Change { total: other, first: id } => {
                    (total, first) = (other, id);
                    changed(&mut state)
                }
            };
            open.extend(commands);
            let shown = state.list.shown();
            let top = shown.top_for(height);
            state.list.shown_mut().top = top;
            let shown = state.list.shown();
            prop_assert!(shown.rows() == 0 || shown.current().is_some(), "the cursor is on a contact");
            prop_assert!(shown.contacts.len() <= 70 * 5 + 100, "the window is bounded");
            let held: Vec<i64> = shown.contacts.iter().map(|contact| contact.id.0).collect();
            prop_assert!(held.windows(2).all(|pair| pair[0] + 1 == pair[1]), "without gaps");
            let visible = shown.rows_from(top).take(height);
            let visible: Vec<usize> = visible.map(|(row, _)| row).collect();
            prop_assert!(visible.contains(&shown.selected) || shown.rows() == 0);
            prop_assert!(
                visible.len() == height.min(shown.rows().min(shown.contacts.len())),
                "no blank row while there are contacts for it: {top} of {:?}", shown.from
            );
        }
        // Once everything is answered the list shows what the copy holds.
        for _ in 0..8 {
            let Some(asked) = open.pop() else { break };
            open.clear();
            if let Some(event) = answer_of(&asked, total, first) {
                open.extend(answer(&mut state, event));
            }
        }
        let settled = changed(&mut state);
        if let Some(event) = settled.first().and_then(|asked| answer_of(asked, total, first)) {
            answer(&mut state, event);
            let of = if state.list.query.is_empty() { total } else { total / 3 };
            prop_assert_eq!(state.list.shown().total, Some(of));
        }
    }
}
