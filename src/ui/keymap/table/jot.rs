//! The keys of a note or a task, and those that a login takes its questions with as well.

use crossterm::event::KeyCode::{BackTab, Down, Enter, Esc, F, Left, Right, Tab, Up};

use super::{Binding, c, p, row};
use crate::{
    ui::keymap::{
        Action,
        Context::{FormText, Jot, JotChoice, Login, LoginChoice},
    },
    words::Word,
};

pub(super) const ROWS: &[Binding] = &[
    row(
        &[Jot, JotChoice],
        &[&[p(F(2))], &[c('s')]],
        Action::Save,
        Some(Word::HintSave),
        Word::KeyJotSend,
    ),
    row(
        &[Jot, JotChoice, Login, LoginChoice],
        &[&[p(Tab)], &[p(Down)]],
        Action::NextStop,
        Some(Word::HintNextStop),
        Word::KeyNextStop,
    ),
    row(
        &[Jot, JotChoice, Login, LoginChoice],
        &[&[p(BackTab)], &[p(Up)]],
        Action::PreviousStop,
        None,
        Word::KeyPreviousStop,
    ),
    row(
        &[Jot, JotChoice],
        &[&[p(Enter)]],
        Action::Accept,
        None,
        Word::KeyJotEnter,
    ),
    row(
        &[JotChoice, LoginChoice],
        &[&[p(Right)]],
        Action::NextOption,
        Some(Word::HintOption),
        Word::KeyNextOption,
    ),
    row(
        &[JotChoice, LoginChoice],
        &[&[p(Left)]],
        Action::PreviousOption,
        None,
        Word::KeyPreviousOption,
    ),
    row(
        &[Jot, JotChoice],
        &[&[p(Esc)], &[c('g')]],
        Action::Back,
        Some(Word::HintBack),
        Word::KeyJotBack,
    ),
    row(
        &[FormText, Jot],
        &[&[c('o')]],
        Action::OpenElsewhere,
        None,
        Word::KeyOpenElsewhere,
    ),
];
