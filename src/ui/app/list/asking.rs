//! The questions of the list, one at a time, and what their answers do to it.

use super::{
    super::{Effect, State},
    Answer, Heading, List, Results,
    results::first,
};
use crate::{
    domain::{
        contact::Contact,
        query::{Query, Wish},
    },
    letters::{Command, Rows, Ticket},
};

/// Contacts asked for before the first drawing has measured how many fit.
const UNMEASURED: usize = 100;
/// The account itself is asked for what at most so many contacts of the copy answer …
const LITTLE: usize = 20;
/// … and what has at least so many letters: fewer are in everything.
const LETTERS: usize = 3;

/// A question that is not answered yet.
#[derive(Debug)]
pub(super) struct Question {
    ticket: Ticket,
    /// Whether it is another search than the shown one, not other rows of it.
    pub(super) is_new: bool,
    /// Where the cursor was heading.
    heading: Option<Heading>,
    as_of: usize,
}

impl List {
    /// A question failed; true when it was the list's.
    pub(in crate::ui::app) fn failed(&mut self, ticket: Ticket) -> bool {
        let Some(question) = self.answered(ticket) else {
            return false;
        };
        if question.is_new {
            self.afterwards = None;
        } else {
            self.shown_mut().heading = None;
        }
        true
    }

    /// A question was taken over by a newer one.
    pub(in crate::ui::app) fn superseded(&mut self, ticket: Ticket) {
        self.answered(ticket);
        self.is_joining(ticket);
    }

    /// Whether the account's own answer was waited for under this ticket; it no longer is.
    pub(in crate::ui::app) fn is_joining(&mut self, ticket: Ticket) -> bool {
        self.joining.take_if(|joining| *joining == ticket).is_some()
    }

    fn answered(&mut self, ticket: Ticket) -> Option<Question> {
        self.question.take_if(|question| question.ticket == ticket)
    }

    /// Whether the shown rows answer the query that is wanted.
    fn is_answered(&self) -> bool {
        self.shown().query == self.query && self.shown().total.is_some()
    }

    /// Goes back to the query of the shown rows, if this is it.
    pub(super) fn take_back(&mut self, typed: &str) -> bool {
        let is_shown = self.hits.as_ref().is_some_and(|hits| hits.query == typed);
        if is_shown {
            typed.clone_into(&mut self.query);
            self.question = None;
        }
        is_shown
    }
}

/// Asks for all contacts.
pub(in crate::ui::app) fn begin(state: &mut State) -> Effect {
    search(state, String::new())
}

/// Asks for a query from its first row on.
pub(super) fn search(state: &mut State, query: String) -> Effect {
    let rows = first(screen(state));
    state.list.query = query;
    ask(state, rows, true)
}

fn ask(state: &mut State, rows: Rows, is_new: bool) -> Effect {
    let ticket = state.ticket();
    let list = &mut state.list;
    list.question = Some(Question {
        ticket,
        is_new,
        heading: list.shown().heading,
        as_of: list.changes,
    });
    Effect::Send(Command::Search {
        ticket,
        query: list.query.clone(),
        rows,
    })
}

/// Asks for more rows before the cursor gets to the last one that is held.
pub(in crate::ui::app) fn look_ahead(state: &mut State) -> Vec<Effect> {
    if !state.list.is_answered() {
        return Vec::new();
    }
    let effects = follow(state);
    if state.list.question.is_some() {
        return effects;
    }
    let rows = state.list.shown().ahead(screen(state));
    rows.map(|rows| ask(state, rows, false))
        .into_iter()
        .collect()
}

/// Asks for what the shown rows lack: where the cursor is heading, what has changed since, or an answer at all.
pub(in crate::ui::app) fn follow(state: &mut State) -> Vec<Effect> {
    let list = &state.list;
    if list.question.is_some() {
        return Vec::new();
    }
    let shown = list.shown();
    if !list.is_answered() {
        let query = list.query.clone();
        return vec![search(state, query)];
    }
    let screen = screen(state);
    let is_old = shown.as_of < list.changes;
    let rows = shown
        .heading_for(screen)
        .or_else(|| is_old.then(|| shown.again(screen)));
    rows.map(|rows| ask(state, rows, false))
        .into_iter()
        .collect()
}

/// The copy holds other contacts than before.
pub(in crate::ui::app) fn changed(state: &mut State) -> Vec<Effect> {
    state.list.changes += 1;
    follow(state)
}

/// Leaves the search: back to all contacts, at the row where it began.
pub(super) fn go_home(state: &mut State) -> Vec<Effect> {
    let list = &mut state.list;
    if list.query.is_empty() {
        return Vec::new();
    }
    list.hits = None;
    list.query.clear();
    list.question = None;
    follow(state)
}

/// Takes rows of a search; `None` when they are late and were dropped.
pub(in crate::ui::app) fn found(
    state: &mut State,
    ticket: Ticket,
    answer: Answer,
) -> Option<Vec<Effect>> {
    let list = &mut state.list;
    let question = list.answered(ticket)?;
    if question.is_new {
        let mut results = Results {
            query: list.query.clone(),
            ..Results::default()
        };
        results.renew(answer, None);
        if results.query.is_empty() {
            results.heading = list.all.heading;
            list.all = results;
        } else {
            list.hits = Some(results);
        }
    } else {
        list.shown_mut().renew(answer, question.heading);
    }
    list.shown_mut().as_of = question.as_of;
    let mut effects = follow(state);
    if question.is_new {
        effects.extend(ask_account(state));
    }
    Some(effects)
}

/// Asks the account itself when the copy knows little: it may have contacts that the copy does not have.
fn ask_account(state: &mut State) -> Option<Effect> {
    let screen = screen(state);
    let list = &mut state.list;
    let is_little = list
        .shown()
        .total
        .is_some_and(|total| total < screen && total <= LITTLE);
    if !is_little || list.asked_account == list.query || !is_plain(&list.query) {
        return None;
    }
    let ticket = state.ticket();
    let list = &mut state.list;
    list.asked_account.clone_from(&list.query);
    list.joining = Some(ticket);
    Some(Effect::Send(Command::Ask {
        ticket,
        query: list.query.clone(),
    }))
}

/// Whether the account would understand a query as it is meant: it knows neither operators nor exclusions.
fn is_plain(typed: &str) -> bool {
    let query = Query::parse(typed);
    let is_plain = query
        .terms
        .iter()
        .all(|term| !term.is_excluded && matches!(term.wish, Wish::Text(_) | Wish::Number { .. }));
    is_plain && query.name().chars().count() >= LETTERS
}

/// The account's own answer: what the copy does not have goes below, unless something else is searched for by now.
pub(in crate::ui::app) fn joined(state: &mut State, ticket: Ticket, contacts: Vec<Contact>) {
    let list = &mut state.list;
    if !list.is_joining(ticket) || list.asked_account != list.shown().query {
        return;
    }
    list.shown_mut().join(contacts);
}

fn screen(state: &State) -> usize {
    match state.measured.list_rows {
        0 => UNMEASURED,
        rows => rows,
    }
}
