//! A desk to try reactions on: contacts out of nothing, keys by their letters, answers by hand.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Effect, Message, Settings, State, start, update};
use crate::{
    domain::{
        contact::Contact,
        id::{ContactId, Moment, UserId},
        reach::Commands,
        text::Untrusted,
    },
    letters::{Command, Event, Ticket},
};

/// A contact with a name and nothing else.
pub(super) fn contact(id: i64) -> Contact {
    Contact {
        name: Untrusted::new(format!("contact {id}")),
        ..Contact::bare(ContactId(id), UserId(1), Moment(0))
    }
}

/// Contacts with these ids.
pub(super) fn contacts(ids: impl IntoIterator<Item = i64>) -> Vec<Contact> {
    ids.into_iter().map(contact).collect()
}

/// A desk whose list shows these contacts.
pub(super) fn desk(ids: impl IntoIterator<Item = i64>, end: bool) -> State {
    let mut state = State::new(Settings {
        new_request_id: || "a request id".to_owned(),
        commands: Commands::default(),
        has_shell: true,
    });
    state.session.address = "https://example.amocrm.ru".to_owned();
    state.now = Moment(1_000);
    let effects = start(&mut state);
    state.measured.list_rows = 10;
    found(&mut state, ticket(&sent(&effects)), ids, end);
    state
}

/// The commands among effects.
pub(super) fn sent(effects: &[Effect]) -> Vec<Command> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Send(command) => Some(command.clone()),
            Effect::Copy(_)
            | Effect::Compose(_)
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit => None,
        })
        .collect()
}

/// The answer to a search: its first contacts, which may be all of them.
pub(super) fn found(
    state: &mut State,
    ticket: Ticket,
    ids: impl IntoIterator<Item = i64>,
    end: bool,
) -> Vec<Command> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let total = if end { ids.len() } else { 100_000 };
    found_rows(state, ticket, total, 0, ids)
}

/// The answer to a search: contacts from a row of so many on.
pub(super) fn found_rows(
    state: &mut State,
    ticket: Ticket,
    total: usize,
    from: usize,
    ids: impl IntoIterator<Item = i64>,
) -> Vec<Command> {
    let event = Event::Found {
        ticket,
        total,
        from,
        contacts: contacts(ids).into_iter().map(Arc::new).collect(),
        around: None,
        suggestions: Vec::new(),
    };
    answer(state, event)
}

/// Any answer.
pub(super) fn answer(state: &mut State, event: Event) -> Vec<Command> {
    sent(&update(state, Message::Letter(event)))
}

/// Presses letters and, by their signs, `⏎` Enter, `⎋` Esc and `⇥` Tab.
pub(super) fn press(state: &mut State, keys: &str) -> Vec<Command> {
    let mut commands = Vec::new();
    for c in keys.chars() {
        let code = match c {
            '⏎' => KeyCode::Enter,
            '⎋' => KeyCode::Esc,
            '⇥' => KeyCode::Tab,
            '⌫' => KeyCode::Backspace,
            '⤓' => KeyCode::End,
            '₂' => KeyCode::F(2),
            c => KeyCode::Char(c),
        };
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        commands.extend(sent(&update(state, Message::Key(key))));
    }
    commands
}

/// The ticket of the last of these, whose answer is awaited.
pub(super) fn ticket(commands: &[Command]) -> Ticket {
    commands.last().map(Command::ticket).expect("a command")
}

/// The ids on the screen.
pub(super) fn ids(state: &State) -> Vec<i64> {
    let shown = state.list.shown();
    shown.contacts.iter().map(|contact| contact.id.0).collect()
}
