//! The keys of the list and its search line.

use crossterm::event::KeyCode::{
    Backspace, Down, End, Enter, Esc, F, Home, Insert, Left, PageDown, PageUp, Right, Tab, Up,
};

use super::{Binding, all_keys, c, k, p, quit, row};
use crate::{
    ui::keymap::{
        Action,
        Context::{Card, List, Search},
    },
    words::Word,
};

pub(super) const ROWS: &[Binding] = &[
    row(
        &[List],
        &[&[p(Enter)], &[k('l')], &[p(Right)], &[p(F(3))]],
        Action::Open,
        Some(Word::HintCard),
        Word::KeyOpen,
    ),
    row(
        &[List, Card],
        &[&[k('e')], &[p(F(4))]],
        Action::Edit,
        Some(Word::HintEdit),
        Word::KeyEdit,
    ),
    row(
        &[List],
        &[&[k('/')], &[k('.')], &[c('k')], &[p(F(7))]],
        Action::Search,
        Some(Word::HintSearch),
        Word::KeySearch,
    ),
    row(
        &[List, Card],
        &[&[k('n')], &[p(Insert)]],
        Action::New,
        Some(Word::HintNew),
        Word::KeyNew,
    ),
    row(
        &[List, Search],
        &[&[p(Tab)]],
        Action::TakeSuggestion,
        None,
        Word::KeyTakeSuggestion,
    ),
    row(&[List], &[&[k('v')]], Action::Decide, None, Word::KeyDecide),
    row(
        &[List],
        &[&[k('z')]],
        Action::CardBeside,
        None,
        Word::KeyCardBeside,
    ),
    row(
        &[Search],
        &[&[p(Enter)]],
        Action::Accept,
        Some(Word::HintAccept),
        Word::KeyAccept,
    ),
    row(
        &[Search],
        &[&[p(Esc)], &[c('g')]],
        Action::Back,
        Some(Word::HintCancel),
        Word::KeySearchBack,
    ),
    row(
        &[List],
        &[&[k('j')], &[p(Down)]],
        Action::Down,
        None,
        Word::KeyDown,
    ),
    row(
        &[List],
        &[&[k('k')], &[p(Up)]],
        Action::Up,
        None,
        Word::KeyUp,
    ),
    row(&[Search], &[&[p(Down)]], Action::Down, None, Word::KeyDown),
    row(&[Search], &[&[p(Up)]], Action::Up, None, Word::KeyUp),
    row(
        &[List],
        &[&[p(PageDown)], &[c('f')], &[k(' ')]],
        Action::PageDown,
        None,
        Word::KeyPageDown,
    ),
    row(
        &[List],
        &[&[p(PageUp)], &[c('b')]],
        Action::PageUp,
        None,
        Word::KeyPageUp,
    ),
    row(
        &[Search],
        &[&[p(PageDown)]],
        Action::PageDown,
        None,
        Word::KeyPageDown,
    ),
    row(
        &[Search],
        &[&[p(PageUp)]],
        Action::PageUp,
        None,
        Word::KeyPageUp,
    ),
    row(
        &[List],
        &[&[c('d')]],
        Action::HalfDown,
        None,
        Word::KeyHalfDown,
    ),
    row(&[List], &[&[c('u')]], Action::HalfUp, None, Word::KeyHalfUp),
    row(
        &[List],
        &[&[p(Home)], &[k('g'), k('g')]],
        Action::First,
        None,
        Word::KeyFirst,
    )
    .once_begun(Word::HintTop),
    row(
        &[List],
        &[&[p(End)], &[k('G')]],
        Action::Last,
        None,
        Word::KeyLast,
    ),
    row(
        &[List],
        &[&[p(Esc)], &[p(Backspace)], &[k('h')], &[p(Left)]],
        Action::Back,
        None,
        Word::KeyListBack,
    ),
    row(
        &[List],
        &[&[k('r')]],
        Action::Reload,
        None,
        Word::KeyRefresh,
    ),
    all_keys(&[List]),
    quit(&[List], Some(Word::HintQuit)),
];
