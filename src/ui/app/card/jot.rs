//! What a person jots down about a contact: a note, a task, or that a task is done; it is kept until it is sent.

use crossterm::event::{Event as TerminalEvent, KeyEvent};
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use tui_input::{Input, backend::crossterm::EventHandler as _};

use super::{Reading, look};
use crate::{
    domain::{
        account::Account,
        activity::{Entry, Task},
        failure::Failure,
        id::{ContactId, Moment, TaskTypeId},
        text::Untrusted,
    },
    letters::{Command, Ticket},
    ui::{
        app::{Effect, Over, Screen, State, list, notice::Notice},
        keymap::{Action, Context},
    },
    words::Word,
};

/// What the account calls a follow-up; every account has it.
const FOLLOW_UP: TaskTypeId = TaskTypeId(1);
/// A task is due within ten years.
const FURTHEST: i64 = 3650;

/// Something jotted down.
#[derive(Debug, Clone)]
pub struct Jot {
    /// About which contact.
    pub contact: ContactId,
    /// Its name.
    pub name: Untrusted,
    /// What it will be.
    pub what: What,
    /// What is typed.
    pub input: Input,
    /// The kind of a task.
    pub kind: TaskTypeId,
    /// In how many days a task is due, late on that day.
    pub days: i64,
    /// The line of the cursor: the text, the kind, the day.
    pub stop: usize,
    /// It is on its way to the account.
    pub saving: Option<Ticket>,
    request_id: String,
}

/// What can be jotted down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A note.
    Note,
    /// A new task.
    Task,
    /// This task is done.
    Done(Task),
}

impl Jot {
    /// Where the next key will be looked up.
    pub fn context(&self) -> Context {
        if self.stop == 0 && !matches!(self.what, What::Done(_)) {
            Context::Jot
        } else {
            Context::JotChoice
        }
    }

    /// When the task is due: 23:59 of the account's day, which means some time that day.
    pub fn due(&self, now: Moment, zone: &TimeZone) -> Moment {
        let due = Timestamp::from_second(now.0)
            .ok()
            .and_then(|now| {
                now.to_zoned(zone.clone())
                    .checked_add(self.days.days())
                    .ok()
            })
            .and_then(|day| day.with().hour(23).minute(59).second(0).build().ok());
        due.map_or(now, |due| Moment(due.timestamp().as_second()))
    }

    fn stops(&self) -> usize {
        match self.what {
            What::Note | What::Done(_) => 1,
            What::Task => 3,
        }
    }

    fn entry(&self, now: Moment, zone: &TimeZone) -> Entry {
        let text = self.input.value().trim().to_owned();
        match &self.what {
            What::Note => Entry::Note { text },
            What::Task => Entry::Task {
                kind: self.kind,
                text,
                due: self.due(now, zone),
            },
            What::Done(task) => Entry::Done(task.clone()),
        }
    }

    /// The next or previous value of the line under the cursor.
    fn change(&mut self, by: i64, account: Option<&Account>) {
        if self.stop == 2 {
            self.days = (self.days + by).clamp(0, FURTHEST);
            return;
        }
        let kinds = account.map_or(&[][..], |account| &account.task_types);
        let at = kinds.iter().position(|kind| kind.id == self.kind);
        let next = match at {
            Some(at) if by < 0 => (at + kinds.len() - 1) % kinds.len(),
            Some(at) => (at + 1) % kinds.len(),
            None => 0,
        };
        if let Some(kind) = kinds.get(next) {
            self.kind = kind.id;
        }
    }
}

/// Begins a jot about the contact in front, or goes on with what was typed before.
pub(in crate::ui::app) fn begin(state: &mut State, action: Action) -> Vec<Effect> {
    let Screen::Card(card) = &state.screen else {
        return Vec::new();
    };
    let what = match action {
        Action::AddNote => What::Note,
        Action::AddTask => What::Task,
        _ => match &card.around.tasks {
            Reading::Read(tasks) if !tasks.is_empty() => What::Done(tasks[0].clone()),
            Reading::Asked(_) => {
                state.notice = Some(Notice::info(Word::NoticeTasksLoading));
                return Vec::new();
            }
            Reading::Failed(failure) => {
                let failure = failure.clone();
                state.notice = Some(Notice::failed(Word::PartRefused, failure));
                return Vec::new();
            }
            Reading::Read(_) | Reading::Unread => {
                state.notice = Some(Notice::info(Word::NoticeNoTask));
                return Vec::new();
            }
        },
    };
    let (contact, name) = (card.contact.id, card.contact.name.clone());
    let kept = state
        .jots
        .iter()
        .position(|jot| jot.contact == contact && jot.what == what);
    let jot = match kept {
        Some(at) => state.jots.remove(at),
        None => Jot {
            contact,
            name,
            what,
            input: Input::default(),
            kind: FOLLOW_UP,
            days: 1,
            stop: 0,
            saving: None,
            request_id: (state.settings.new_request_id)(),
        },
    };
    state.over = Some(Over::Jot(Box::new(jot)));
    Vec::new()
}

/// A command while something is jotted down.
pub(in crate::ui::app) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let account = state.session.account.as_ref();
    let Some(Over::Jot(jot)) = &mut state.over else {
        return Vec::new();
    };
    let stops = jot.stops();
    match action {
        Action::Back => return leave(state),
        _ if jot.saving.is_some() => state.notice = Some(Notice::info(Word::NoticeSaving)),
        Action::NextStop => jot.stop = (jot.stop + 1) % stops,
        Action::PreviousStop => jot.stop = (jot.stop + stops - 1) % stops,
        Action::NextOption if stops > 1 => jot.change(1, account),
        Action::PreviousOption if stops > 1 => jot.change(-1, account),
        Action::Accept if jot.stop + 1 < stops => jot.stop += 1,
        Action::Accept | Action::Save => return send(state),
        _ => {}
    }
    Vec::new()
}

fn leave(state: &mut State) -> Vec<Effect> {
    if let Some(Over::Jot(jot)) = state.over.take() {
        let is_typed = !jot.input.value().trim().is_empty();
        if is_typed && jot.saving.is_none() {
            state.notice = Some(Notice::info(Word::NoticeJotKept));
        }
        if is_typed || jot.saving.is_some() {
            state.jots.push(*jot);
        }
    }
    Vec::new()
}

fn send(state: &mut State) -> Vec<Effect> {
    let ticket = state.ticket();
    let Some(Over::Jot(jot)) = &mut state.over else {
        return Vec::new();
    };
    if jot.input.value().trim().is_empty() && !matches!(jot.what, What::Done(_)) {
        jot.stop = 0;
        state.notice = Some(Notice::problem(Word::NoticeJotEmpty));
        return Vec::new();
    }
    jot.saving = Some(ticket);
    vec![Effect::Send(Command::Enter {
        ticket,
        contact: jot.contact,
        entry: Box::new(jot.entry(state.now, &state.session.zone)),
        request_id: jot.request_id.clone(),
    })]
}

/// A key that is not a command is typed into the text.
pub(in crate::ui::app) fn type_key(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    if let Some(Over::Jot(jot)) = &mut state.over
        && jot.saving.is_none()
        && jot.context() == Context::Jot
    {
        jot.input.handle_event(&TerminalEvent::Key(key));
    }
    Vec::new()
}

/// Pasted text goes into the text.
pub(in crate::ui::app) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(Over::Jot(jot)) = &mut state.over
        && jot.saving.is_none()
        && jot.context() == Context::Jot
    {
        list::insert(&mut jot.input, text);
    }
    Vec::new()
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
    let open = match &mut state.over {
        Some(Over::Jot(jot)) => Some(&mut **jot),
        _ => None,
    };
    let sent = state
        .jots
        .iter_mut()
        .chain(open)
        .find(|jot| jot.saving == Some(ticket));
    let Some(jot) = sent else {
        return false;
    };
    jot.saving = None;
    state.notice = Some(Notice::failed(Word::NoticeNotEntered, failure.clone()));
    true
}
