//! The keys of a card, and of the help, which scrolls like one.

use crossterm::event::KeyCode::{
    BackTab, Backspace, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right, Tab, Up,
};

use super::{Binding, all_keys, c, k, p, quit, row};
use crate::{
    domain::reach::Way,
    ui::keymap::{
        Action,
        Context::{self, Card, Help, List},
        Copied,
    },
    words::Word,
};

pub(super) const ROWS: &[Binding] = &[
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
    page_down(&[Card], None),
    page_down(&[Help], Some(Word::HintPageDown)),
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
    )
    .once_begun(Word::HintTop),
    row(
        &[Card, Help],
        &[&[p(End)], &[k('G')]],
        Action::Last,
        None,
        Word::KeyBottom,
    ),
    row(&[Card], &[&[k('r')]], Action::Reload, None, Word::KeyReload),
    row(
        &[Help],
        &[&[p(Esc)], &[k('q')], &[k('?')], &[k(',')], &[p(Enter)]],
        Action::Back,
        Some(Word::HintBack),
        Word::KeyBack,
    ),
    all_keys(&[Card]),
    row(
        &[Card],
        &[&[p(Tab)], &[k(']')]],
        Action::NextStop,
        Some(Word::HintTab),
        Word::KeyNextTab,
    ),
    row(
        &[Card],
        &[&[p(BackTab)], &[k('[')]],
        Action::PreviousStop,
        None,
        Word::KeyPreviousTab,
    ),
    row(
        &[Card],
        &[&[k('1')]],
        Action::Choose(1),
        None,
        Word::KeyTabCard,
    ),
    row(
        &[Card],
        &[&[k('2')]],
        Action::Choose(2),
        None,
        Word::KeyTabTimeline,
    ),
    row(
        &[Card],
        &[&[k('3')]],
        Action::Choose(3),
        None,
        Word::KeyTabLinks,
    ),
    row(
        &[Card],
        &[&[k('4')]],
        Action::Choose(4),
        None,
        Word::KeyTabRaw,
    ),
    row(
        &[Card],
        &[&[k('a'), k('n')]],
        Action::AddNote,
        Some(Word::HintNote),
        Word::KeyAddNote,
    ),
    row(
        &[Card],
        &[&[k('a'), k('t')]],
        Action::AddTask,
        Some(Word::HintTask),
        Word::KeyAddTask,
    ),
    row(
        &[Card],
        &[&[k('a'), k('d')]],
        Action::CompleteTask,
        None,
        Word::KeyCompleteTask,
    )
    .once_begun(Word::HintDone),
    row(
        &[Card],
        &[&[k('y'), k('p')]],
        Action::Copy(Copied::Phone),
        None,
        Word::KeyCopyPhone,
    )
    .once_begun(Word::HintPhone),
    row(
        &[Card],
        &[&[k('y'), k('m')]],
        Action::Copy(Copied::Mail),
        None,
        Word::KeyCopyMail,
    )
    .once_begun(Word::HintEmail),
    row(
        &[Card],
        &[&[k('y'), k('n')]],
        Action::Copy(Copied::Name),
        None,
        Word::KeyCopyName,
    )
    .once_begun(Word::HintName),
    row(
        &[Card],
        &[&[k('y'), k('a')]],
        Action::Copy(Copied::Address),
        None,
        Word::KeyCopyAddress,
    )
    .once_begun(Word::HintAddress),
    row(
        &[Card],
        &[&[k('y'), k('i')]],
        Action::Copy(Copied::Id),
        None,
        Word::KeyCopyId,
    )
    .once_begun(Word::HintId),
    row(
        &[Card],
        &[&[k('y'), k('u')]],
        Action::Copy(Copied::Link),
        None,
        Word::KeyCopyLink,
    )
    .once_begun(Word::HintLink),
    row(
        &[Card],
        &[&[k('f')], &[k('g'), k('c')]],
        Action::Colleagues,
        None,
        Word::KeyColleagues,
    )
    .once_begun(Word::HintColleagues),
    row(
        &[Card],
        &[&[k('/')], &[k('.')], &[c('k')], &[p(F(7))]],
        Action::Search,
        None,
        Word::KeySearchFromCard,
    ),
    row(&[Card], &[&[k('z')]], Action::Unfold, None, Word::KeyUnfold),
    quit(&[Card], None),
    row(
        &[List, Card],
        &[&[k('c')]],
        Action::Reach(Way::Call),
        Some(Word::HintCall),
        Word::KeyCall,
    ),
    row(
        &[List, Card],
        &[&[k('m')]],
        Action::Reach(Way::Mail),
        Some(Word::HintMail),
        Word::KeyMail,
    ),
];

/// What is shown over a screen may look as if it ended there.
const fn page_down(contexts: &'static [Context], hint: Option<Word>) -> Binding {
    row(
        contexts,
        const { &[&[p(PageDown)], &[c('f')], &[k(' ')]] },
        Action::PageDown,
        hint,
        Word::KeyPageDown,
    )
}
