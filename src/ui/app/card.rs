//! One contact in front: scrolled, read afresh, and the way to its neighbours.

use super::{Effect, Screen, State, list, notice::Notice};
use crate::{
    domain::contact::Contact,
    letters::{Command, Ticket},
    ui::keymap::Action,
    words::Word,
};

/// The card.
#[derive(Debug, Clone)]
pub struct Card {
    /// The contact as last read.
    pub contact: Contact,
    /// The first line shown.
    pub scroll: usize,
    reading: Ticket,
}

/// Shows a contact and reads it again, because somebody looks at it.
pub(super) fn show(state: &mut State, contact: Contact) -> Vec<Effect> {
    let ticket = state.ticket();
    let id = contact.id;
    state.screen = Screen::Card(Box::new(Card {
        contact,
        scroll: 0,
        reading: ticket,
    }));
    vec![Effect::Send(Command::Open {
        ticket,
        contact: id,
    })]
}

/// The contact was read again, or is gone.
pub(super) fn opened(state: &mut State, ticket: Ticket, contact: Option<Contact>) {
    if let Some(contact) = &contact {
        let known = state.list.contact(contact.id);
        // A reading that was on its way while a save ended is older than what the save read back.
        if known.is_none_or(|known| known.updated_at <= contact.updated_at) {
            state.list.replace(contact);
        }
    }
    let Screen::Card(card) = &mut state.screen else {
        return;
    };
    if card.reading != ticket {
        return;
    }
    match contact {
        Some(contact) => card.contact = contact,
        None => state.notice = Some(Notice::problem(Word::NoticeGone)),
    }
}

/// True when this ticket is the card's own question.
pub(super) fn asked(state: &State, ticket: Ticket) -> bool {
    matches!(&state.screen, Screen::Card(card) if card.reading == ticket)
}

/// A command in the card.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let measured = state.measured;
    let Screen::Card(card) = &mut state.screen else {
        return Vec::new();
    };
    let last = measured.lines.saturating_sub(measured.rows);
    let page = measured.rows.max(1);
    match action {
        Action::Up => card.scroll = card.scroll.min(last).saturating_sub(1),
        Action::Down => card.scroll = (card.scroll + 1).min(last),
        Action::PageUp => card.scroll = card.scroll.min(last).saturating_sub(page),
        Action::PageDown => card.scroll = (card.scroll + page).min(last),
        Action::First => card.scroll = 0,
        Action::Last => card.scroll = last,
        Action::Back => state.screen = Screen::List,
        Action::NextContact => return neighbour(state, 1),
        Action::PreviousContact => return neighbour(state, -1),
        Action::Reload => {
            let contact = card.contact.clone();
            return show(state, contact);
        }
        _ => {}
    }
    Vec::new()
}

fn neighbour(state: &mut State, by: isize) -> Vec<Effect> {
    let before = state.list.shown().selected;
    state.list.step(by);
    let mut effects = list::look_ahead(state);
    if state.list.shown().selected != before
        && let Some(contact) = state.list.choose()
    {
        effects.extend(show(state, contact));
    }
    effects
}

impl Card {
    /// A card over a contact that was just read: no question is open.
    pub(super) fn fresh(contact: Contact) -> Self {
        Self {
            contact,
            scroll: 0,
            reading: Ticket::default(),
        }
    }
}
