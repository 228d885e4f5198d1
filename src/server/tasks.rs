//! Tasks as they are stored.

use rusqlite::{Connection, named_params};

/// A task of a contact.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) contact: i64,
    /// 1 follow up, 2 meeting, 3 letter.
    pub(super) kind: i64,
    pub(super) text: String,
    pub(super) due: i64,
    pub(super) done: bool,
    pub(super) user: i64,
    pub(super) created_at: i64,
}

/// Makes a task.
pub(super) fn keep(connection: &Connection, task: &Task) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO task (element_type, element_id, task_type, text, complete_till_at, is_completed,
                responsible_user_id, created_by, created_at, updated_at)
             VALUES (1, :contact, :kind, :text, :due, :done, :user, :user, :at, :at)",
        )?
        .execute(named_params! { ":contact": task.contact, ":kind": task.kind, ":text": task.text, ":due": task.due,
            ":done": task.done, ":user": task.user, ":at": task.created_at })?;
    Ok(())
}
