//! What happened around a contact, and what is to be done: notes, calls, mails and tasks.

use super::{
    id::{Moment, NoteId, TaskId, TaskTypeId, UserId},
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
