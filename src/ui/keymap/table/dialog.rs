//! The keys of what asks with numbered answers: a dialog and the first start.

use crossterm::event::KeyCode::{BackTab, Backspace, Down, Enter, Esc, Left, Tab, Up};

use super::{Binding, all_keys, c, k, p, quit, row};
use crate::{
    ui::keymap::{
        Action,
        Context::{Dialog, Welcome},
    },
    words::Word,
};

pub(super) const ROWS: &[Binding] = &[
    row(
        &[Dialog, Welcome],
        &[&[p(Enter)], &[k(' ')]],
        Action::Accept,
        Some(Word::HintChoose),
        Word::KeyChoose,
    ),
    row(
        &[Dialog, Welcome],
        &[&[p(Down)], &[p(Tab)], &[k('j')]],
        Action::Down,
        None,
        Word::KeyDialogDown,
    ),
    row(
        &[Dialog, Welcome],
        &[&[p(Up)], &[p(BackTab)], &[k('k')]],
        Action::Up,
        None,
        Word::KeyDialogUp,
    ),
    row(
        &[Dialog, Welcome],
        &[&[k('1')]],
        Action::Choose(1),
        None,
        Word::KeyChooseFirst,
    ),
    row(
        &[Dialog, Welcome],
        &[&[k('2')]],
        Action::Choose(2),
        None,
        Word::KeyChooseSecond,
    ),
    row(
        &[Dialog, Welcome],
        &[&[k('3')]],
        Action::Choose(3),
        None,
        Word::KeyChooseThird,
    ),
    row(
        &[Dialog],
        &[&[p(Esc)], &[c('g')]],
        Action::Back,
        Some(Word::HintBack),
        Word::KeyDialogBack,
    ),
    all_keys(&[Welcome]),
    row(
        &[Welcome],
        &[&[p(Esc)], &[p(Backspace)], &[p(Left)]],
        Action::Back,
        None,
        Word::KeyWelcomeBack,
    ),
    quit(&[Welcome], Some(Word::HintQuit)),
];
