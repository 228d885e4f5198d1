//! The search line: every change of its text is a new question.

use tui_input::Input;

use super::{
    super::{Effect, State, notice::Notice, typing::Typing},
    asking::{follow, go_home, search},
};
use crate::words::Word;

/// Characters of a query; nobody reads more, and it may travel in an address.
const LONGEST_QUERY: usize = 200;

/// Something is typed into the search line.
pub(in crate::ui::app) fn type_in(state: &mut State, typing: Typing<'_>) -> Vec<Effect> {
    if let Some(input) = &mut state.list.search {
        typing.go_into(input);
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
