//! The table itself: change a key here and everything that shows it follows.

mod card;
mod dialog;
mod form;
mod jot;
mod list;
mod login;
mod month;

use crossterm::event::KeyCode::{self, F};

use super::{
    Action,
    Context::{
        self, Card, FormChoice, FormOptions, FormText, Jot, JotChoice, List, Login, LoginChoice,
        Search,
    },
    Key,
};
use crate::words::Word;

/// One row of the table.
#[derive(Debug)]
pub(super) struct Binding {
    /// Where it counts.
    contexts: &'static [Context],
    /// The ways to press it, the one to teach first; a way of two keys is a sequence.
    pub(super) keys: &'static [&'static [Key]],
    /// What it asks for.
    pub(super) action: Action,
    /// One or two words for the hint line, if it belongs there.
    pub(super) hint: Option<Word>,
    /// A sentence for the help and README.
    pub(super) help: Word,
    /// One or two words once a sequence has begun, where `hint` does not say it already.
    after: Option<Word>,
}

impl Binding {
    /// With words for the hint line once the sequence has begun.
    const fn once_begun(self, word: Word) -> Self {
        Self {
            after: Some(word),
            ..self
        }
    }

    /// What the hint line says of it once its sequence has begun.
    pub(super) fn ending(&self) -> Option<Word> {
        self.after.or(self.hint)
    }
}

/// Every key of rolo, in the order of the hint line.
///
/// `.` and `,` are what the keys of `/` and `?` send on a Russian layout, so they mean nothing else; nothing needs Alt,
/// an F-key or a stand-alone Esc.
static TABLE: &[&[Binding]] = &[
    list::ROWS,
    card::ROWS,
    form::ROWS,
    jot::ROWS,
    AMONG_TEXT,
    login::ROWS,
    month::ROWS,
    dialog::ROWS,
    EVERYWHERE,
];

/// The rows that count in a context, in the order of its hint line.
pub(super) fn rows(context: Context) -> impl Iterator<Item = &'static Binding> {
    let all = TABLE.iter().copied().flatten();
    all.filter(move |row| row.contexts.contains(&context))
}

/// Where letters are text, here or one key further.
const AMONG_TEXT: &[Binding] = &[row(
    &[
        FormText,
        FormChoice,
        FormOptions,
        Search,
        Jot,
        JotChoice,
        Login,
        LoginChoice,
    ],
    &[&[p(F(1))], &[c('n')]],
    Action::Help,
    None,
    Word::KeyHelp,
)];

const EVERYWHERE: &[Binding] = &[
    row(
        &Context::ALL,
        &[&[c('c')]],
        Action::QuitAnyway,
        None,
        Word::KeyQuitAnyway,
    ),
    row(
        &Context::ALL,
        &[&[c('l')]],
        Action::Redraw,
        None,
        Word::KeyRedraw,
    ),
    row(
        &[List, Card],
        &[&[c('z')]],
        Action::Suspend,
        None,
        Word::KeySuspend,
    ),
];

/// The help, where letters are commands.
const fn all_keys(contexts: &'static [Context]) -> Binding {
    row(
        contexts,
        const { &[&[k('?')], &[k(',')], &[p(F(1))]] },
        Action::Help,
        Some(Word::HintHelp),
        Word::KeyHelp,
    )
}

const fn quit(contexts: &'static [Context], hint: Option<Word>) -> Binding {
    row(
        contexts,
        const { &[&[k('q')], &[p(F(10))]] },
        Action::Quit,
        hint,
        Word::KeyQuit,
    )
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
        after: None,
    }
}

const fn k(c: char) -> Key {
    Key::letter(c)
}

const fn c(c: char) -> Key {
    Key::ctrl(c)
}

const fn p(code: KeyCode) -> Key {
    Key::plain(code)
}
