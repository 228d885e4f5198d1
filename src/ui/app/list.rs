//! The list of contacts: search as one types, endless scrolling, and the way back to the same row.

mod results;
#[cfg(test)]
mod tests;

use crossterm::event::{Event as TerminalEvent, KeyEvent};
use tui_input::{Input, backend::crossterm::EventHandler as _};

use self::results::Heading;
pub use self::results::Results;
use super::{Effect, State, notice::Notice};
use crate::{
    domain::{contact::Contact, id::ContactId},
    letters::{Command, Rows, Ticket},
    ui::keymap::Action,
    words::Word,
};

/// More contacts are asked for when fewer than this many are left below the cursor.
const AHEAD: usize = 150;

/// Characters of a query; it travels in an address, and nobody reads more.
const LONGEST_QUERY: usize = 200;

/// The list.
#[derive(Debug, Default)]
pub struct List {
    /// All contacts, as far as they were read.
    all: Results,
    /// What the search found; hides `all`.
    hits: Option<Results>,
    /// The search line while it is open.
    pub search: Option<Input>,
    /// The query that is shown, or will be when the answer comes.
    pub query: String,
    /// The newest search is not answered yet.
    pub waiting: bool,
    /// What was asked of the result before it came: it waits, so that a fast typist opens what was searched for.
    afterwards: Option<Action>,
    latest: Ticket,
    extending: Option<Ticket>,
}

impl List {
    /// What is on the screen.
    pub fn shown(&self) -> &Results {
        self.hits.as_ref().unwrap_or(&self.all)
    }

    pub(super) fn shown_mut(&mut self) -> &mut Results {
        self.hits.as_mut().unwrap_or(&mut self.all)
    }

    /// A contact as the list knows it.
    pub(super) fn contact(&self, id: ContactId) -> Option<&Contact> {
        [self.shown(), &self.all]
            .into_iter()
            .find_map(|results| results.contacts.get(*results.rows.get(&id)?))
    }

    /// Whether this ticket is one of the list's open questions.
    pub(super) fn asked(&self, ticket: Ticket) -> bool {
        (ticket == self.latest && self.waiting) || Some(ticket) == self.extending
    }

    /// Whether a search result is shown rather than all contacts.
    pub fn is_searching(&self) -> bool {
        self.search.is_some() || !self.query.is_empty()
    }

    /// Puts a command off while the rows on the screen answer an older question; false when it can be done now.
    pub(super) fn put_off(&mut self, action: Action) -> bool {
        let early = self.waiting && !self.query.is_empty();
        self.afterwards = early.then_some(action);
        early
    }

    /// The command that waited for the result which is there now.
    pub(super) fn due(&mut self) -> Option<Action> {
        if self.waiting {
            return None;
        }
        self.afterwards.take()
    }

    /// Takes over a newer reading of a contact wherever it is shown.
    pub(super) fn replace(&mut self, contact: &Contact) {
        self.all.replace(contact);
        if let Some(hits) = &mut self.hits {
            hits.replace(contact);
        }
    }

    /// A contact was added: it stands at the end of all contacts, when the end is known.
    pub(super) fn added(&mut self, contact: &Contact) {
        if self.all.end {
            self.all.extend(vec![contact.clone()]);
            self.all.select(usize::MAX);
        }
    }

    /// Moves the cursor by so many rows.
    pub(super) fn step(&mut self, by: isize) {
        let shown = self.shown_mut();
        shown.select(shown.selected.saturating_add_signed(by));
    }

    /// Takes an answer that reaches up to row `to` of the result; false when it is late and was dropped.
    pub(super) fn found(
        &mut self,
        ticket: Ticket,
        contacts: Vec<Contact>,
        to: usize,
        end: bool,
    ) -> bool {
        if ticket == self.latest && self.waiting {
            self.waiting = false;
            let before = self.shown();
            // The same question read again stays on its contact; another one begins at its first row.
            let stay = (before.query == self.query).then(|| {
                let current = before.current()?;
                let here = Heading::Contact(current.id, before.selected);
                Some(before.heading.unwrap_or(here))
            });
            let (stay, top) = (stay.flatten(), stay.map_or(0, |_| before.top));
            let mut results = Results {
                end,
                query: self.query.clone(),
                read_to: to,
                heading: stay,
                top,
                ..Results::default()
            };
            results.extend(contacts);
            results.arrive();
            if self.query.is_empty() {
                self.all = results;
            } else {
                self.hits = Some(results);
            }
            true
        } else if Some(ticket) == self.extending {
            self.extending = None;
            let shown = self.shown_mut();
            let before = shown.contacts.len();
            shown.extend(contacts);
            shown.read_to = shown.read_to.max(to);
            // A page that brought nothing new would be asked for again and again.
            shown.end = end || shown.contacts.len() == before;
            shown.arrive();
            true
        } else {
            false
        }
    }

    /// A question failed; true when it was one of the list's.
    pub(super) fn failed(&mut self, ticket: Ticket) -> bool {
        if ticket == self.latest && self.waiting {
            self.waiting = false;
            self.afterwards = None;
            true
        } else if Some(ticket) == self.extending {
            self.extending = None;
            self.shown_mut().heading = None;
            true
        } else {
            false
        }
    }

    /// The newest search or page was taken over by a newer question.
    pub(super) fn superseded(&mut self, ticket: Ticket) {
        if Some(ticket) == self.extending {
            self.extending = None;
        }
    }
}

/// Asks for all contacts.
pub(super) fn begin(state: &mut State) -> Effect {
    ask(state, String::new())
}

/// Asks the current question again; the cursor stays on its contact.
pub(super) fn reload(state: &mut State) -> Vec<Effect> {
    let query = state.list.query.clone();
    let mut effects: Vec<Effect> = super::session::reconnect(state).into_iter().collect();
    effects.push(ask(state, query));
    effects
}

/// Asks for more contacts before the cursor gets to the last one.
pub(super) fn look_ahead(state: &mut State) -> Option<Effect> {
    let list = &state.list;
    let shown = list.shown();
    let near = shown.selected + AHEAD >= shown.contacts.len();
    let wanted = near || shown.heading.is_some();
    // After a search that failed the rows still answer the question before it.
    let free = !shown.end && !list.waiting && list.extending.is_none() && shown.query == list.query;
    if !(wanted && free) || shown.contacts.is_empty() {
        return None;
    }
    let ticket = state.ticket();
    let list = &mut state.list;
    list.extending = Some(ticket);
    Some(Effect::Send(Command::Extend {
        ticket,
        query: list.query.clone(),
        have: list.shown().read_to,
    }))
}

/// Shows what this query finds, as if it had been typed.
pub(super) fn look_for(state: &mut State, query: String) -> Vec<Effect> {
    state.list.search = None;
    vec![ask(state, query)]
}

fn ask(state: &mut State, query: String) -> Effect {
    let ticket = state.ticket();
    let list = &mut state.list;
    list.latest = ticket;
    list.waiting = true;
    list.extending = None;
    list.query.clone_from(&query);
    Effect::Send(Command::Search {
        ticket,
        query,
        rows: Rows {
            from: 0,
            count: 500,
            around: None,
        },
    })
}

/// A command in the list or its search line.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let page = isize::try_from(state.measured.list_rows.max(1)).unwrap_or(1);
    let list = &mut state.list;
    list.afterwards = None;
    match action {
        Action::Up => list.step(-1),
        Action::Down => list.step(1),
        Action::PageUp => list.step(-page),
        Action::PageDown => list.step(page),
        Action::HalfUp => list.step(-(page / 2).max(1)),
        Action::HalfDown => list.step((page / 2).max(1)),
        Action::First => list.shown_mut().select(0),
        Action::Last => {
            let shown = list.shown_mut();
            shown.heading = Some(Heading::Last);
            shown.arrive();
        }
        Action::Search => {
            let query = list.query.clone();
            list.search = Some(Input::new(query));
        }
        Action::Accept => list.search = None,
        Action::Back => return go_home(state),
        Action::Reload => return reload(state),
        _ => return Vec::new(),
    }
    look_ahead(state).into_iter().collect()
}

/// Leaves the search: back to all contacts, at the row where it began.
fn go_home(state: &mut State) -> Vec<Effect> {
    state.list.search = None;
    if state.list.query.is_empty() {
        return Vec::new();
    }
    show_home(state).into_iter().collect()
}

fn show_home(state: &mut State) -> Option<Effect> {
    let list = &mut state.list;
    list.hits = None;
    list.query.clear();
    list.waiting = false;
    list.extending = None;
    let unread = list.all.contacts.is_empty() && !list.all.end;
    unread.then(|| begin(state))
}

/// A key in the search line that is not a command: every change is a new question.
pub(super) fn type_key(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    if let Some(input) = &mut state.list.search {
        input.handle_event(&TerminalEvent::Key(key));
    }
    ask_if_changed(state)
}

/// Text pasted into the search line.
pub(super) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(input) = &mut state.list.search {
        insert(input, text);
    }
    ask_if_changed(state)
}

/// Puts pasted text where the cursor is; line ends become spaces.
pub(super) fn insert(input: &mut Input, text: &str) {
    let pasted: String = text
        .replace("\r\n", " ")
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    // In one piece: a character at a time would cost the square of a long paste.
    let before: String = input.value().chars().take(input.cursor()).collect();
    let after: String = input.value().chars().skip(input.cursor()).collect();
    let cursor = input.cursor() + pasted.chars().count();
    *input = Input::new(before + &pasted + &after).with_cursor(cursor);
}

fn ask_if_changed(state: &mut State) -> Vec<Effect> {
    let Some(input) = &mut state.list.search else {
        return Vec::new();
    };
    let mut typed = input.value().to_owned();
    if let Some((end, _)) = typed.char_indices().nth(LONGEST_QUERY) {
        typed.truncate(end);
        *input = Input::new(typed.clone());
        state.notice = Some(Notice::problem(Word::NoticeSearchLimit).of("count", LONGEST_QUERY));
    }
    if typed == state.list.query {
        return Vec::new();
    }
    if typed.trim().is_empty() {
        return show_home(state).into_iter().collect();
    }
    vec![ask(state, typed)]
}
