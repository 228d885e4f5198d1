//! Keys that are not for one place alone.

use crate::{
    ui::{
        app::{
            Screen, State,
            example::{desk, press},
        },
        keymap::Context,
    },
    words::Word,
};

fn said(state: &State) -> Option<Word> {
    state.notice.as_ref().map(|notice| notice.word)
}

#[test]
fn a_key_that_means_nothing_says_so_until_the_next_one() {
    for keys in ["x", "⏎x", "⏎yx", "gx"] {
        let mut state = desk(1..=3, true);
        press(&mut state, keys);
        assert_eq!(said(&state), Some(Word::NoticeNoSuchKey), "{keys}");
        press(&mut state, "j");
        assert_eq!(said(&state), None, "{keys}");
    }
}

#[test]
fn a_search_begins_from_a_card_in_either_layout() {
    for key in ["/", "."] {
        let mut state = desk(1..=3, true);
        press(&mut state, "⏎");
        assert!(matches!(state.screen, Screen::Card(_)));
        press(&mut state, key);
        assert_eq!(state.context(), Context::Search);
    }
}

#[test]
fn nothing_is_typed_where_nothing_can_be_sent() {
    for keys in ["e", "n", "⏎e", "⏎n", "⏎an", "⏎at", "⏎ad"] {
        let mut state = desk(1..=3, true);
        state.session.is_read_only = true;
        press(&mut state, keys);
        assert_eq!(said(&state), Some(Word::NoticeReadOnly), "{keys}");
        assert!(!state.context().takes_text(), "{keys}");
    }
}
