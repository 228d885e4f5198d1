//! The keys of a month to choose a day from.

use crossterm::event::KeyCode::{Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Up};

use super::{Binding, c, k, p, row};
use crate::{
    ui::keymap::{Action, Context::Month},
    words::Word,
};

pub(super) const ROWS: &[Binding] = &[
    row(
        &[Month],
        &[&[p(Enter)], &[k(' ')]],
        Action::Accept,
        Some(Word::HintChoose),
        Word::KeyMonthChoose,
    ),
    row(
        &[Month],
        &[&[p(Left)], &[k('h')]],
        Action::PreviousOption,
        None,
        Word::KeyMonthLeft,
    ),
    row(
        &[Month],
        &[&[p(Right)], &[k('l')]],
        Action::NextOption,
        None,
        Word::KeyMonthRight,
    ),
    row(
        &[Month],
        &[&[p(Up)], &[k('k')]],
        Action::Up,
        None,
        Word::KeyMonthUp,
    ),
    row(
        &[Month],
        &[&[p(Down)], &[k('j')]],
        Action::Down,
        None,
        Word::KeyMonthDown,
    ),
    row(
        &[Month],
        &[&[p(PageUp)], &[k('[')]],
        Action::PageUp,
        None,
        Word::KeyMonthBack,
    ),
    row(
        &[Month],
        &[&[p(PageDown)], &[k(']')]],
        Action::PageDown,
        None,
        Word::KeyMonthForth,
    ),
    row(
        &[Month],
        &[&[k('<')], &[k('H')]],
        Action::PreviousYear,
        None,
        Word::KeyYearBack,
    ),
    row(
        &[Month],
        &[&[k('>')], &[k('L')]],
        Action::NextYear,
        None,
        Word::KeyYearForth,
    ),
    row(
        &[Month],
        &[&[p(Home)]],
        Action::First,
        None,
        Word::KeyMonthFirst,
    ),
    row(
        &[Month],
        &[&[p(End)]],
        Action::Last,
        None,
        Word::KeyMonthLast,
    ),
    row(
        &[Month],
        &[&[k('t')]],
        Action::Today,
        Some(Word::HintToday),
        Word::KeyToday,
    ),
    row(
        &[Month],
        &[&[p(Esc)], &[k('q')], &[c('g')]],
        Action::Back,
        Some(Word::HintBack),
        Word::KeyMonthBackOut,
    ),
];
