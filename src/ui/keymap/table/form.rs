//! The keys of a form.

use crossterm::event::KeyCode::{
    BackTab, Down, Enter, Esc, F, Left, PageDown, PageUp, Right, Tab, Up,
};

use super::{Binding, c, k, p, row};
use crate::{
    ui::keymap::{
        Action,
        Context::{self, FormChoice, FormOptions, FormText},
        Key,
    },
    words::Word,
};

const FORM: &[Context] = &[FormText, FormChoice, FormOptions];

pub(super) const ROWS: &[Binding] = &[
    row(
        FORM,
        &[&[p(F(2))], &[c('s')]],
        Action::Save,
        Some(Word::HintSave),
        Word::KeySave,
    ),
    row(
        FORM,
        &[&[p(Tab)]],
        Action::NextStop,
        Some(Word::HintNextStop),
        Word::KeyNextStop,
    ),
    row(
        &[FormText],
        &[&[c('p')], &[p(F(3))]],
        Action::Open,
        Some(Word::HintTwin),
        Word::KeyOpenTwin,
    ),
    row(
        &[FormText],
        &[&[p(Enter)]],
        Action::Accept,
        None,
        Word::KeyFormEnter,
    ),
    row(
        FORM,
        &[&[p(BackTab)]],
        Action::PreviousStop,
        None,
        Word::KeyPreviousStop,
    ),
    row(
        &[FormChoice, FormOptions],
        &[&[p(Right)]],
        Action::NextOption,
        Some(Word::HintOption),
        Word::KeyNextOption,
    ),
    row(
        &[FormChoice, FormOptions],
        &[&[p(Left)]],
        Action::PreviousOption,
        None,
        Word::KeyPreviousOption,
    ),
    row(
        &[FormChoice, FormOptions],
        &[&[k(' ')], &[p(Enter)]],
        Action::Toggle,
        Some(Word::HintToggle),
        Word::KeyToggle,
    ),
    row(
        &[FormText, FormChoice],
        &[&[c('t')]],
        Action::AddValue,
        Some(Word::HintAddValue),
        Word::KeyAddValue,
    ),
    row(
        FORM,
        &[&[c('x')]],
        Action::RemoveValue,
        Some(Word::HintRemoveValue),
        Word::KeyRemoveValue,
    ),
    row(
        &[FormChoice],
        &[&[k('<')], &[Key::ctrl_code(Up)]],
        Action::MoveUp,
        None,
        Word::KeyMoveUp,
    ),
    row(
        &[FormChoice],
        &[&[k('>')], &[Key::ctrl_code(Down)]],
        Action::MoveDown,
        None,
        Word::KeyMoveDown,
    ),
    row(
        &[FormText],
        &[&[Key::ctrl_code(Up)]],
        Action::MoveUp,
        None,
        Word::KeyMoveUp,
    ),
    row(
        &[FormText],
        &[&[Key::ctrl_code(Down)]],
        Action::MoveDown,
        None,
        Word::KeyMoveDown,
    ),
    row(FORM, &[&[p(Up)]], Action::Up, None, Word::KeyRowUp),
    row(FORM, &[&[p(Down)]], Action::Down, None, Word::KeyRowDown),
    row(FORM, &[&[p(PageUp)]], Action::PageUp, None, Word::KeyPageUp),
    row(
        FORM,
        &[&[p(PageDown)]],
        Action::PageDown,
        None,
        Word::KeyPageDown,
    ),
    row(FORM, &[&[c('r')]], Action::Discard, None, Word::KeyDiscard),
    row(
        FORM,
        &[&[p(Esc)], &[c('g')]],
        Action::Back,
        Some(Word::HintBackDraft),
        Word::KeyFormBack,
    ),
    row(
        FORM,
        &[&[c('d')], &[p(F(6))]],
        Action::Differences,
        Some(Word::HintDifferences),
        Word::KeyDifferences,
    ),
    row(
        FORM,
        &[&[c('z')], &[c('7')], &[p(F(8))]],
        Action::Undo,
        Some(Word::HintUndo),
        Word::KeyUndo,
    ),
];
