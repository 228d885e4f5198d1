//! A note or a task on its way to the account, and what the account says of it.

use super::{DUE, Jot, TEXT, What, keeping};
use crate::{
    domain::failure::Failure,
    letters::{Command, Ticket},
    ui::app::{Effect, Over, Screen, State, card::look, notice::Notice},
    words::Word,
};

/// Sends it, once it can be read when a task is due.
pub(super) fn send(state: &mut State) -> Vec<Effect> {
    let ticket = state.ticket();
    let Some(Over::Jot(jot)) = &mut state.over else {
        return Vec::new();
    };
    if jot.input.value().trim().is_empty() && !matches!(jot.what, What::Done(_)) {
        jot.stop = TEXT;
        state.notice = Some(Notice::problem(Word::NoticeJotEmpty));
        return Vec::new();
    }
    let Some(entry) = jot.entry(state.now, &state.session) else {
        jot.stop = DUE;
        state.notice = Some(Notice::problem(Word::ProblemMoment));
        return Vec::new();
    };
    jot.saving = Some(ticket);
    vec![Effect::Send(Command::Enter {
        ticket,
        contact: jot.contact,
        entry: Box::new(entry),
        request_id: jot.request_id.clone(),
    })]
}

/// The account took it: the card shows it, with the contact's nearest task as it is now.
pub(in crate::ui::app) fn entered(state: &mut State, ticket: Ticket) -> Vec<Effect> {
    let is_sent = |jot: &Jot| jot.saving == Some(ticket);
    let contact = match &state.over {
        Some(Over::Jot(jot)) if is_sent(jot) => {
            let contact = jot.contact;
            state.over = None;
            contact
        }
        _ => match state.jots.iter().position(is_sent) {
            Some(at) => state.jots.remove(at).contact,
            None => return Vec::new(),
        },
    };
    state.notice = Some(Notice::info(Word::NoticeEntered));
    let ticket = state.ticket();
    let Screen::Card(card) = &mut state.screen else {
        return Vec::new();
    };
    if card.contact.id != contact {
        return Vec::new();
    }
    card.reading = ticket;
    card.is_read = false;
    card.around.is_outdated();
    let open = Effect::Send(Command::Open { ticket, contact });
    std::iter::once(open).chain(look(state)).collect()
}

/// It was not written down, or nobody knows; true when this was about a jot. What was typed stays.
pub(in crate::ui::app) fn failed(state: &mut State, ticket: Ticket, failure: &Failure) -> bool {
    let sent = keeping::all(state).find(|jot| jot.saving == Some(ticket));
    let Some(jot) = sent else {
        return false;
    };
    jot.saving = None;
    state.notice = Some(Notice::failed(Word::NoticeNotEntered, failure.clone()));
    true
}
