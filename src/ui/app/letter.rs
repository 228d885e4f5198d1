//! Answers of the background: each goes to the place whose question it answers; late ones are dropped there.

use super::{Effect, State, card, form, list, notice::Notice, press, session};
use crate::{
    domain::failure::Failure,
    letters::{Event, Ticket},
    ui::keymap::Context,
    words::Word,
};

/// An answer came.
pub(super) fn read(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Connected {
            account, drafts, ..
        } => {
            state.session.answered();
            state.session.connected(*account, drafts);
            form::connected(state);
            Vec::new()
        }
        Event::Found {
            ticket,
            total,
            contacts,
            from,
            ..
        } => {
            let to = from + contacts.len();
            let end = to >= total;
            if !state.list.found(ticket, contacts, to, end) {
                return Vec::new();
            }
            state.session.answered();
            let mut effects: Vec<Effect> = session::reconnect(state).into_iter().collect();
            effects.extend(list::look_ahead(state));
            let context = state.context();
            if context == Context::List
                && let Some(action) = state.list.due()
            {
                effects.extend(press::act(state, context, action));
            }
            effects
        }
        Event::Opened { ticket, contact } => {
            state.session.answered();
            card::opened(state, ticket, contact.map(|contact| *contact))
        }
        Event::Around { ticket, told } => {
            state.session.answered();
            card::told(state, ticket, told)
        }
        Event::Entered { ticket } => {
            state.session.answered();
            card::jot::entered(state, ticket)
        }
        Event::Saved {
            ticket,
            contact,
            differs,
        } => {
            state.session.answered();
            form::saved(state, ticket, &contact, &differs);
            card::look(state)
        }
        Event::Conflict {
            ticket,
            theirs,
            clashes,
        } => {
            state.session.answered();
            form::conflict(state, ticket, theirs, clashes);
            Vec::new()
        }
        Event::DraftKept { ticket } => {
            form::draft_kept(state, ticket);
            Vec::new()
        }
        Event::Recalled { .. }
        | Event::Joined { .. }
        | Event::Refreshed { .. }
        | Event::LetGone { .. }
        | Event::Copy(_)
        | Event::Changed
        | Event::DraftDropped { .. } => Vec::new(),
        Event::Failed { ticket, failure } => {
            failed(state, ticket, failure);
            Vec::new()
        }
        Event::Superseded { ticket } => {
            state.list.superseded(ticket);
            if state.session.is_connecting(ticket) {
                state.session.not_connected();
            }
            form::superseded(state, ticket);
            Vec::new()
        }
    }
}

fn failed(state: &mut State, ticket: Ticket, failure: Failure) {
    if failure.is_passing() {
        let now = state.now;
        state.session.failed(now, &failure);
    }
    let reads = state.session.is_connecting(ticket) || state.list.asked(ticket);
    if reads && failure.shuts_out() {
        state.session.refused(&failure);
    }
    if state.session.is_connecting(ticket) {
        state.session.not_connected();
        state.notice = Some(Notice::failed(Word::NoticeNotConnected, failure));
    } else if state.list.failed(ticket) {
        state.notice = Some(Notice::failed(Word::NoticeListFailed, failure));
    } else if card::asked(state, ticket) {
        state.notice = Some(Notice::failed(Word::NoticeCardFailed, failure));
    } else if !card::failed(state, ticket, &failure) && !card::jot::failed(state, ticket, &failure)
    {
        form::failed(state, ticket, failure);
    }
}
