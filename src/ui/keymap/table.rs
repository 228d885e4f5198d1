//! The table itself: change a key here and everything that shows it follows.

use crossterm::event::KeyCode::{
    BackTab, Backspace, Down, End, Enter, Esc, F, Home, Insert, Left, PageDown, PageUp, Right, Tab,
    Up,
};

use super::{
    Action,
    Context::{self, Card, Dialog, FormChoice, FormText, Help, List, Search},
    Key,
};
use crate::words::Word;

/// One row of the table.
#[derive(Debug)]
pub struct Binding {
    /// Where it counts.
    pub contexts: &'static [Context],
    /// The ways to press it, the one to teach first; a way of two keys is a sequence.
    pub keys: &'static [&'static [Key]],
    /// What it asks for.
    pub action: Action,
    /// One or two words for the hint line, if it belongs there.
    pub hint: Option<Word>,
    /// A sentence for the help and README.
    pub help: Word,
}

const fn k(c: char) -> Key {
    Key::letter(c)
}

const fn c(c: char) -> Key {
    Key::ctrl(c)
}

const fn p(code: crossterm::event::KeyCode) -> Key {
    Key::plain(code)
}

const fn row(
    contexts: &'static [Context],
    keys: &'static [&'static [Key]],
    action: Action,
    hint: Option<Word>,
    help: Word,
) -> Binding {
    Binding {
        contexts,
        keys,
        action,
        hint,
        help,
    }
}

/// Every key of rolo, in the order of the hint line.
///
/// `.` and `,` are what the keys of `/` and `?` send on a Russian layout, so they mean nothing else; nothing needs Alt,
/// an F-key or a stand-alone Esc.
pub static TABLE: &[Binding] = &[
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
        &[FormText, FormChoice],
        &[&[p(F(2))], &[c('s')]],
        Action::Save,
        Some(Word::HintSave),
        Word::KeySave,
    ),
    row(
        &[FormText, FormChoice],
        &[&[p(Tab)]],
        Action::NextStop,
        Some(Word::HintNextStop),
        Word::KeyNextStop,
    ),
    row(
        &[FormText],
        &[&[p(Enter)]],
        Action::Accept,
        None,
        Word::KeyFormEnter,
    ),
    row(
        &[FormText, FormChoice],
        &[&[p(BackTab)]],
        Action::PreviousStop,
        None,
        Word::KeyPreviousStop,
    ),
    row(
        &[FormChoice],
        &[&[p(Right)]],
        Action::NextOption,
        Some(Word::HintOption),
        Word::KeyNextOption,
    ),
    row(
        &[FormChoice],
        &[&[p(Left)]],
        Action::PreviousOption,
        None,
        Word::KeyPreviousOption,
    ),
    row(
        &[FormChoice],
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
        &[FormText, FormChoice],
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
    row(
        &[FormText, FormChoice],
        &[&[p(Up)]],
        Action::Up,
        None,
        Word::KeyRowUp,
    ),
    row(
        &[FormText, FormChoice],
        &[&[p(Down)]],
        Action::Down,
        None,
        Word::KeyRowDown,
    ),
    row(
        &[FormText, FormChoice],
        &[&[p(PageUp)]],
        Action::PageUp,
        None,
        Word::KeyPageUp,
    ),
    row(
        &[FormText, FormChoice],
        &[&[p(PageDown)]],
        Action::PageDown,
        None,
        Word::KeyPageDown,
    ),
    row(
        &[FormText, FormChoice],
        &[&[c('r')]],
        Action::Discard,
        None,
        Word::KeyDiscard,
    ),
    row(
        &[FormText, FormChoice],
        &[&[p(Esc)], &[c('g')]],
        Action::Back,
        Some(Word::HintBackDraft),
        Word::KeyFormBack,
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
    ),
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
        &[Card],
        &[&[p(Esc)], &[p(Backspace)], &[k('h')], &[p(Left)]],
        Action::Back,
        Some(Word::HintBack),
        Word::KeyBack,
    ),
    row(
        &[Card],
        &[&[k('L')], &[p(Right)]],
        Action::NextContact,
        Some(Word::HintNext),
        Word::KeyNextContact,
    ),
    row(
        &[Card],
        &[&[k('H')]],
        Action::PreviousContact,
        None,
        Word::KeyPreviousContact,
    ),
    row(
        &[Card, Help],
        &[&[k('j')], &[p(Down)]],
        Action::Down,
        None,
        Word::KeyScrollDown,
    ),
    row(
        &[Card, Help],
        &[&[k('k')], &[p(Up)]],
        Action::Up,
        None,
        Word::KeyScrollUp,
    ),
    row(
        &[Card, Help],
        &[&[p(PageDown)], &[c('f')], &[k(' ')]],
        Action::PageDown,
        None,
        Word::KeyPageDown,
    ),
    row(
        &[Card, Help],
        &[&[p(PageUp)], &[c('b')]],
        Action::PageUp,
        None,
        Word::KeyPageUp,
    ),
    row(
        &[Card, Help],
        &[&[p(Home)], &[k('g'), k('g')]],
        Action::First,
        None,
        Word::KeyTop,
    ),
    row(
        &[Card, Help],
        &[&[p(End)], &[k('G')]],
        Action::Last,
        None,
        Word::KeyBottom,
    ),
    row(
        &[List],
        &[&[k('r')]],
        Action::Reload,
        None,
        Word::KeyRefresh,
    ),
    row(&[Card], &[&[k('r')]], Action::Reload, None, Word::KeyReload),
    row(
        &[Dialog],
        &[&[p(Enter)], &[k(' ')]],
        Action::Accept,
        Some(Word::HintChoose),
        Word::KeyChoose,
    ),
    row(
        &[Dialog],
        &[&[p(Down)], &[p(Tab)], &[k('j')]],
        Action::Down,
        None,
        Word::KeyDialogDown,
    ),
    row(
        &[Dialog],
        &[&[p(Up)], &[p(BackTab)], &[k('k')]],
        Action::Up,
        None,
        Word::KeyDialogUp,
    ),
    row(
        &[Dialog],
        &[&[k('1')]],
        Action::Choose(1),
        None,
        Word::KeyChooseFirst,
    ),
    row(
        &[Dialog],
        &[&[k('2')]],
        Action::Choose(2),
        None,
        Word::KeyChooseSecond,
    ),
    row(
        &[Dialog],
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
    row(
        &[Help],
        &[&[p(Esc)], &[k('q')], &[k('?')], &[k(',')], &[p(Enter)]],
        Action::Back,
        Some(Word::HintBack),
        Word::KeyBack,
    ),
    row(
        &[List, Card],
        &[&[k('?')], &[k(',')], &[p(F(1))]],
        Action::Help,
        Some(Word::HintHelp),
        Word::KeyHelp,
    ),
    row(
        &[FormText, FormChoice, Search],
        &[&[p(F(1))]],
        Action::Help,
        None,
        Word::KeyHelp,
    ),
    row(
        &[List],
        &[&[k('q')], &[p(F(10))]],
        Action::Quit,
        Some(Word::HintQuit),
        Word::KeyQuit,
    ),
    row(
        &[Card],
        &[&[k('q')], &[p(F(10))]],
        Action::Quit,
        None,
        Word::KeyQuit,
    ),
    row(
        &[List, Search, Card, FormText, FormChoice, Dialog, Help],
        &[&[c('c')]],
        Action::QuitAnyway,
        None,
        Word::KeyQuitAnyway,
    ),
    row(
        &[List, Search, Card, FormText, FormChoice, Dialog, Help],
        &[&[c('l')]],
        Action::Redraw,
        None,
        Word::KeyRedraw,
    ),
];
