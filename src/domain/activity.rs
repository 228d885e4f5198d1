//! What happened around a contact, and what is to be done: notes, calls, mails and tasks.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    id::{ContactId, Moment, NoteId, TaskId, TaskTypeId, UserId},
    text::Untrusted,
};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The note.
    pub id: NoteId,
    /// When it happened.
    pub at: Moment,
    /// Who wrote it; 0 is the robot.
    pub by: UserId,
    /// What it tells.
    pub tells: Tells,
}

/// What a note tells, by its `note_type`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tells {
    /// 4: what somebody wrote down.
    Text(Untrusted),
    /// 10 and 11: a call.
    Call {
        /// Whether the contact called.
        incoming: bool,
        /// The other end.
        phone: Untrusted,
        /// How long it took.
        seconds: i64,
        /// What came of it, in the words of whoever wrote it.
        result: Untrusted,
    },
    /// 7 and 8: a mail.
    Mail {
        /// What it is about.
        subject: Untrusted,
        /// Who sent it.
        from: Untrusted,
        /// Whom it went to.
        to: Untrusted,
        /// What it says.
        text: Untrusted,
    },
    /// 102 and 103: a short message.
    Message {
        /// Whether the contact sent it.
        incoming: bool,
        /// The other end.
        phone: Untrusted,
        /// What it says.
        text: Untrusted,
    },
    /// 13: what came of a task.
    TaskResult(Untrusted),
    /// 25: a note of another program, with that program's name where it is given.
    Service {
        /// Which program.
        name: Untrusted,
        /// What it says.
        text: Untrusted,
    },
    /// Anything else, as far as it has a text.
    Other {
        /// The account's `note_type`.
        number: i64,
        /// What it says.
        text: Untrusted,
    },
}

/// Something to be done about a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The task.
    pub id: TaskId,
    /// What kind of task.
    pub kind: TaskTypeId,
    /// What is to be done.
    pub text: Untrusted,
    /// When it is due; 23:59 of the account's day means some time that day.
    pub due: Moment,
    /// Who is to do it.
    pub responsible: UserId,
    /// When it was changed, as the writer said.
    pub updated_at: Moment,
}

/// A kind of task that the account knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskType {
    /// The kind.
    pub id: TaskTypeId,
    /// Its name.
    pub name: Untrusted,
}

/// Something to be written down about a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A note.
    Note {
        /// What it says.
        text: String,
    },
    /// A task for whoever is logged in.
    Task {
        /// What kind of task.
        kind: TaskTypeId,
        /// What is to be done.
        text: String,
        /// When it is due.
        due: Moment,
    },
    /// This task is done.
    Done(Task),
}

/// A note or a task that was typed and not sent; it survives on disk until it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jotted {
    /// About which contact.
    pub contact: ContactId,
    /// Its name.
    pub name: Untrusted,
    /// What it says; nothing is kept of one that says nothing.
    pub text: String,
    /// What makes it a task.
    pub task: Option<Planned>,
    /// A UUID: sent twice, it is written once where the account honours it.
    pub request_id: String,
    /// When the person last typed.
    pub typed_at: Moment,
}

/// What a task has beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// What kind of task.
    pub kind: TaskTypeId,
    /// When it is due, as typed.
    pub due: String,
}

/// What somebody typed is not for logs.
impl fmt::Debug for Jotted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Jotted")
            .field("contact", &self.contact)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}
