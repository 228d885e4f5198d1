//! What a person jots down about a contact: a note, a task, or that a task is done; it is kept on disk until it is sent.

mod keeping;
mod sending;
mod writing;

use tui_input::Input;

pub(in crate::ui::app) use self::{
    keeping::{are_kept, kept, not_kept, recalled},
    sending::{entered, failed},
    writing::{act, begin, change, type_in},
};
use crate::{
    domain::{
        account::Account,
        activity::{Entry, Task},
        failure::Failure,
        id::{ContactId, Moment, TaskTypeId},
        text::Untrusted,
        typed::Reading,
    },
    letters::Ticket,
    ui::{
        app::{elsewhere::Elsewhere, session::Session},
        keymap::Context,
    },
};

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

    /// Whether it was left unsent and is about this contact.
    pub(super) fn waits_for(&self, contact: ContactId) -> bool {
        self.contact == contact && self.saving.is_none() && !matches!(self.what, What::Done(_))
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
        let at = Reading::Due.moment(self.due.value(), session.calendar(now))?;
        let at = at.to_zoned(session.zone.clone()).ok()?;
        Some(Moment(at.timestamp().as_second()))
    }

    /// The line under the cursor, which is edited elsewhere as well.
    pub(in crate::ui::app) fn elsewhere(&self) -> Option<Elsewhere> {
        match (self.context(), self.stop) {
            _ if self.saving.is_some() => None,
            (Context::Jot, TEXT) => Some(Elsewhere::Text(self.input.value().to_owned())),
            (Context::Jot, _) => Some(Elsewhere::Day(Reading::Due, self.due.value().to_owned())),
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
        let tidy = Reading::Due.tidy(self.due.value(), session.calendar(now));
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
