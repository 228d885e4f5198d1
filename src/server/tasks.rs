//! `/api/v2/tasks`, and tasks as they are stored.

use rusqlite::{Connection, named_params};

use super::element::Kind;

mod list;
mod write;

pub(super) use list::list;
pub(super) use write::post;

/// The address of tasks, as `_links` name it.
const TASKS: &str = "/api/v2/tasks";

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
                responsible_user_id, created_by, created_at, updated_at, changed_at)
             VALUES (1, :contact, :kind, :text, :due, :done, :user, :user, :at, :at, :at)",
        )?
        .execute(named_params! { ":contact": task.contact, ":kind": task.kind, ":text": task.text, ":due": task.due,
            ":done": task.done, ":user": task.user, ":at": task.created_at })?;
    Ok(())
}

/// When the nearest open task of an element is due; 0 when there is none.
pub(super) fn closest(connection: &Connection, kind: Kind, id: i64) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "SELECT coalesce(min(complete_till_at), 0) FROM task
             WHERE element_type = :kind AND element_id = :id AND NOT is_completed",
        )?
        .query_row(named_params! { ":kind": kind.number(), ":id": id }, |row| {
            row.get(0)
        })
}
