//! The keys of a login that are its own.

use crossterm::event::KeyCode::{Enter, Esc, F};

use super::{Binding, c, p, row};
use crate::{
    ui::keymap::{
        Action,
        Context::{Login, LoginChoice},
    },
    words::Word,
};

pub(super) const ROWS: &[Binding] = &[
    row(
        &[Login, LoginChoice],
        &[&[p(F(2))], &[c('s')]],
        Action::Save,
        Some(Word::HintLogIn),
        Word::KeyLogIn,
    ),
    row(
        &[Login, LoginChoice],
        &[&[p(Enter)]],
        Action::Accept,
        None,
        Word::KeyLoginEnter,
    ),
    row(
        &[Login, LoginChoice],
        &[&[p(Esc)], &[c('g')]],
        Action::Back,
        Some(Word::HintBack),
        Word::KeyLoginBack,
    ),
];
