//! The search line: every change of its text is a new question.

use crossterm::event::{Event as TerminalEvent, KeyEvent};
use tui_input::{Input, backend::crossterm::EventHandler as _};

use super::{
    super::{Effect, State, notice::Notice},
    asking::{follow, go_home, search},
};
use crate::words::Word;

/// Characters of a query; nobody reads more, and it may travel in an address.
const LONGEST_QUERY: usize = 200;

/// A key in the search line that is not a command.
pub(in crate::ui::app) fn type_key(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    if let Some(input) = &mut state.list.search {
        input.handle_event(&TerminalEvent::Key(key));
    }
    ask_if_changed(state)
}

/// Text pasted into the search line.
pub(in crate::ui::app) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(input) = &mut state.list.search {
        insert(input, text);
    }
    ask_if_changed(state)
}

/// Searches for the first suggestion in place of what was typed.
pub(super) fn take_suggestion(state: &mut State) -> Vec<Effect> {
    let list = &mut state.list;
    let Some(suggestion) = list.suggestions().first() else {
        return Vec::new();
    };
    let query = suggestion.query.clone();
    if let Some(input) = &mut list.search {
        *input = Input::new(query.clone());
    }
    vec![search(state, query)]
}

/// Puts pasted text where the cursor is; line ends become spaces.
pub(in crate::ui::app) fn insert(input: &mut Input, text: &str) {
    let pasted: String = text
        .replace("\r\n", " ")
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    // In one piece: a character at a time would cost the square of a long paste.
    let before: String = input.value().chars().take(input.cursor()).collect();
    let after: String = input.value().chars().skip(input.cursor()).collect();
    let cursor = input.cursor() + pasted.chars().count();
    *input = Input::new(before + &pasted + &after).with_cursor(cursor);
}

fn ask_if_changed(state: &mut State) -> Vec<Effect> {
    let Some(input) = &mut state.list.search else {
        return Vec::new();
    };
    let mut typed = input.value().to_owned();
    if let Some((end, _)) = typed.char_indices().nth(LONGEST_QUERY) {
        typed.truncate(end);
        *input = Input::new(typed.clone());
        state.notice = Some(Notice::problem(Word::NoticeSearchLimit).of("count", LONGEST_QUERY));
    }
    if typed == state.list.query {
        return Vec::new();
    }
    if typed.trim().is_empty() {
        return go_home(state);
    }
    if state.list.take_back(&typed) {
        // A letter typed and taken back before its answer came: the rows are there already.
        return follow(state);
    }
    vec![search(state, typed)]
}
