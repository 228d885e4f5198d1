//! Answers of the background: each goes to the place whose question it answers; late ones are dropped there.

use super::{Effect, Screen, State, card, copy, form, list, notice::Notice, press, reach, welcome};
use crate::{
    domain::failure::Failure,
    letters::{Event, Ticket, Told},
    ui::keymap::Context,
    words::Word,
};

/// An answer came.
pub(super) fn read(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Begun { ticket, begun } => welcome::begun(state, ticket, begun),
        Event::Connected {
            account, drafts, ..
        } => {
            state.session.answered();
            state.session.connected(*account, drafts);
            form::connected(state);
            Vec::new()
        }
        Event::Recalled { account, drafts } => {
            state.session.recalled(*account, drafts);
            form::connected(state);
            Vec::new()
        }
        Event::Found {
            ticket,
            total,
            from,
            contacts,
            suggestions,
            ..
        } => {
            let answer = list::Answer {
                total,
                from,
                contacts,
                suggestions,
            };
            found(state, ticket, answer)
        }
        Event::Opened { ticket, contact } => {
            state.session.answered();
            card::opened(state, ticket, contact.map(|contact| *contact))
        }
        Event::Around { ticket, told } => {
            state.session.answered();
            around(state, ticket, told)
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
            let mut effects = list::follow(state);
            effects.extend(card::look(state));
            effects
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
        Event::Previewed { .. }
        | Event::LookedUp { .. }
        | Event::TagsSuggested { .. }
        | Event::TwinsFound { .. } => {
            of_the_form(state, event);
            Vec::new()
        }
        Event::Jotted(_)
        | Event::DraftKept { .. }
        | Event::DraftDropped { .. }
        | Event::Ran { .. } => {
            of_this_machine(state, event);
            Vec::new()
        }
        Event::Joined { ticket, contacts } => {
            list::joined(state, ticket, contacts);
            Vec::new()
        }
        Event::Refreshed { ticket } => copy::refreshed(state, ticket),
        Event::LetGone { gone, .. } => copy::let_gone(state, gone),
        Event::Copy(told) => copy::told(state, told),
        Event::Changed => list::changed(state),
        Event::Failed { ticket, failure } => {
            failed(state, ticket, failure);
            Vec::new()
        }
        Event::Superseded { ticket } => {
            superseded(state, ticket);
            Vec::new()
        }
    }
}

/// The card asks what stands around its contact, and the form what its links are called.
fn around(state: &mut State, ticket: Ticket, told: Told) -> Vec<Effect> {
    if matches!(state.screen, Screen::Form(_)) {
        form::links_named(state, ticket, told);
        return Vec::new();
    }
    card::told(state, ticket, told)
}

/// Rows came, and with them what was put off until they would.
fn found(state: &mut State, ticket: Ticket, answer: list::Answer) -> Vec<Effect> {
    let Some(mut effects) = list::found(state, ticket, answer) else {
        return Vec::new();
    };
    let context = state.context();
    if context == Context::List
        && let Some(action) = state.list.due()
    {
        effects.extend(press::act(state, context, action));
    }
    effects
}

/// What a form wanted to know while somebody types.
fn of_the_form(state: &mut State, event: Event) {
    match event {
        Event::Previewed { ticket, request } => form::previewed(state, ticket, request),
        Event::LookedUp { ticket, neighbours } => form::looked_up(state, ticket, neighbours),
        Event::TagsSuggested { ticket, tags } => form::tags_suggested(state, ticket, &tags),
        Event::TwinsFound { ticket, twins } => form::twins_found(state, ticket, twins),
        _ => {}
    }
}

/// What the disk and the person's own programs have to tell.
fn of_this_machine(state: &mut State, event: Event) {
    match event {
        Event::Jotted(jotted) => card::jot::recalled(state, jotted),
        Event::DraftKept { ticket } => {
            form::draft_kept(state, ticket);
            card::jot::kept(state, ticket);
        }
        Event::Ran { program, ended, .. } => reach::ran(state, &program, ended),
        _ => {}
    }
}

fn superseded(state: &mut State, ticket: Ticket) {
    state.list.superseded(ticket);
    copy::superseded(state, ticket);
    if state.session.is_connecting(ticket) {
        state.session.not_connected();
    }
    form::superseded(state, ticket);
}

fn failed(state: &mut State, ticket: Ticket, failure: Failure) {
    // What the copy was asked, and what the account was asked for the copy's sake, is told by the copy.
    if state.list.failed(ticket) {
        state.notice = Some(Notice::failed(Word::NoticeListFailed, failure));
        return;
    }
    if state.list.is_joining(ticket) {
        if state.list.shown().rows() == 0 {
            state.notice = Some(Notice::failed(Word::NoticeNotAsked, failure));
        }
        return;
    }
    if copy::failed(state, ticket, &failure) {
        return;
    }
    if failure.is_passing() {
        let now = state.now;
        state.session.failed(now, &failure);
    }
    let is_connecting = state.session.is_connecting(ticket);
    // That page is about everything, whatever was asked.
    if failure.shuts_out() && is_connecting || matches!(failure, Failure::Blocked { .. }) {
        state.session.refused(&failure);
    }
    if is_connecting {
        state.session.not_connected();
        state.notice = Some(Notice::failed(Word::NoticeNotConnected, failure));
    } else if card::asked(state, ticket) {
        state.notice = Some(Notice::failed(Word::NoticeCardFailed, failure));
    } else if !card::failed(state, ticket, &failure)
        && !card::jot::failed(state, ticket, &failure)
        && !card::jot::not_kept(state, ticket, &failure)
    {
        form::failed(state, ticket, failure);
    }
}
