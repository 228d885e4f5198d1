//! What a person jots down about a contact: a note, a task, or that a task is done; it is kept on disk until it is sent.

mod keeping;

use crossterm::event::{Event as TerminalEvent, KeyEvent};
use tui_input::{Input, backend::crossterm::EventHandler as _};

use super::{Reading, look};
use crate::{
    domain::{
        account::Account,
        activity::{Entry, Task},
        failure::Failure,
        id::{ContactId, Moment, TaskTypeId},
        text::Untrusted,
        typed::Reading as Read,
    },
    letters::{Command, Ticket},
    ui::{
        app::{
            Effect, Over, Screen, State, elsewhere::Elsewhere, list, notice::Notice,
            session::Session,
        },
        keymap::{Action, Context},
    },
    words::Word,
};

pub(in crate::ui::app) use keeping::{are_kept, kept, not_kept, recalled};

/// What the account calls a follow-up; every account has it.
const FOLLOW_UP: TaskTypeId = TaskTypeId(1);
/// The line of the text, and that of the day of a task.
const TEXT: usize = 0;
const DUE: usize = 2;

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
    /// When a task is due, as typed.
    pub due: Input,
    /// The line of the cursor: the text, the kind, the day.
    pub stop: usize,
    /// It is on its way to the account.
    pub saving: Option<Ticket>,
    request_id: String,
    /// Its newest state is on the way to the disk.
    keeping: Option<Ticket>,
    /// The disk has something of it, or will have.
    is_handed_over: bool,
    /// Why it is not on the disk, when it should be there.
    unkept: Option<Failure>,
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
        match (&self.what, self.stop) {
            (What::Note | What::Task, TEXT) | (What::Task, DUE) => Context::Jot,
            _ => Context::JotChoice,
        }
    }

    /// The text under the cursor.
    fn line(&mut self) -> Option<&mut Input> {
        match (self.context(), self.stop) {
            (Context::Jot, TEXT) => Some(&mut self.input),
            (Context::Jot, _) => Some(&mut self.due),
            _ => None,
        }
    }

    /// When the task is due, on the account's clocks; `None` when it cannot be read.
    pub fn due(&self, now: Moment, session: &Session) -> Option<Moment> {
        let at = Read::Due.moment(self.due.value(), session.calendar(now))?;
        let at = at.to_zoned(session.zone.clone()).ok()?;
        Some(Moment(at.timestamp().as_second()))
    }

    /// The line under the cursor, which is edited elsewhere as well.
    pub(in crate::ui::app) fn elsewhere(&self) -> Option<Elsewhere> {
        match (self.context(), self.stop) {
            _ if self.saving.is_some() => None,
            (Context::Jot, TEXT) => Some(Elsewhere::Text(self.input.value().to_owned())),
            (Context::Jot, _) => Some(Elsewhere::Day(Read::Due, self.due.value().to_owned())),
            _ => None,
        }
    }

    fn stops(&self) -> usize {
        match self.what {
            What::Note | What::Done(_) => 1,
            What::Task => 3,
        }
    }

    /// What the account is told; `None` when it cannot be read when the task is due.
    fn entry(&self, now: Moment, session: &Session) -> Option<Entry> {
        let text = self.input.value().trim().to_owned();
        Some(match &self.what {
            What::Note => Entry::Note { text },
            What::Task => Entry::Task {
                kind: self.kind,
                text,
                due: self.due(now, session)?,
            },
            What::Done(task) => Entry::Done(task.clone()),
        })
    }

    /// What is left of the line of the day is shown as it was understood.
    fn tidy(&mut self, now: Moment, session: &Session) {
        let tidy = Read::Due.tidy(self.due.value(), session.calendar(now));
        if tidy != self.due.value() {
            self.due = tidy.into();
        }
    }

    /// The next or previous kind of task.
    fn turn(&mut self, by: i64, account: Option<&Account>) {
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
    let tomorrow = Read::Due.tidy("tomorrow", state.session.calendar(state.now));
    let jot = match kept {
        Some(at) => {
            state.notice = Some(Notice::info(Word::NoticeJotRestored));
            state.jots.remove(at)
        }
        None => Jot {
            contact,
            name,
            what,
            input: Input::default(),
            kind: FOLLOW_UP,
            due: tomorrow.into(),
            stop: TEXT,
            saving: None,
            request_id: (state.settings.new_request_id)(),
            keeping: None,
            is_handed_over: false,
            unkept: None,
        },
    };
    state.over = Some(Over::Jot(Box::new(jot)));
    Vec::new()
}

/// A command while something is jotted down.
pub(in crate::ui::app) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let now = state.now;
    let account = state.session.account.as_ref();
    let Some(Over::Jot(jot)) = &mut state.over else {
        return Vec::new();
    };
    let stops = jot.stops();
    let before = jot.stop;
    match action {
        Action::Back => return leave(state),
        _ if jot.saving.is_some() => state.notice = Some(Notice::info(Word::NoticeSaving)),
        Action::NextStop => jot.stop = (jot.stop + 1) % stops,
        Action::PreviousStop => jot.stop = (jot.stop + stops - 1) % stops,
        Action::NextOption if stops > 1 => {
            jot.turn(1, account);
            return keeping::typed(state);
        }
        Action::PreviousOption if stops > 1 => {
            jot.turn(-1, account);
            return keeping::typed(state);
        }
        Action::Accept if jot.stop + 1 < stops => jot.stop += 1,
        Action::Accept | Action::Save => return send(state),
        _ => {}
    }
    if let Some(Over::Jot(jot)) = &mut state.over
        && before == DUE
        && jot.stop != DUE
    {
        jot.tidy(now, &state.session);
        return keeping::typed(state);
    }
    Vec::new()
}

fn leave(state: &mut State) -> Vec<Effect> {
    if let Some(Over::Jot(jot)) = state.over.take() {
        let is_typed = !jot.input.value().trim().is_empty();
        if is_typed && jot.saving.is_none() {
            state.notice = Some(match &jot.unkept {
                None => Notice::info(Word::NoticeJotKept),
                Some(failure) => Notice::failed(Word::NoticeJotNotKept, failure.clone()),
            });
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

/// A key that is not a command is typed into the text under the cursor.
pub(in crate::ui::app) fn type_key(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    change(state, |line| {
        line.handle_event(&TerminalEvent::Key(key));
    })
}

/// Pasted text goes into the text under the cursor.
pub(in crate::ui::app) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    change(state, |line| list::insert(line, text))
}

/// Changes the text under the cursor, if there is one and nothing is on its way to the account.
pub(in crate::ui::app) fn change(
    state: &mut State,
    change: impl FnOnce(&mut Input),
) -> Vec<Effect> {
    if let Some(Over::Jot(jot)) = &mut state.over
        && jot.saving.is_none()
        && let Some(line) = jot.line()
    {
        change(line);
        return keeping::typed(state);
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
    let sent = keeping::all(state).find(|jot| jot.saving == Some(ticket));
    let Some(jot) = sent else {
        return false;
    };
    jot.saving = None;
    state.notice = Some(Notice::failed(Word::NoticeNotEntered, failure.clone()));
    true
}
