//! A note into the database, whoever wrote it.

use rusqlite::{Connection, named_params};
use serde_json::{Map, Value};

use crate::server::element::Kind;

/// A note that is to be kept.
pub(in crate::server) struct NewNote<'a> {
    /// What it is on, which is there.
    pub(in crate::server) kind: Kind,
    pub(in crate::server) element: i64,
    pub(in crate::server) note_type: i64,
    pub(in crate::server) text: &'a str,
    pub(in crate::server) params: Map<String, Value>,
    /// A user of the account.
    pub(in crate::server) responsible: i64,
    pub(in crate::server) created_by: i64,
    pub(in crate::server) created_at: i64,
    pub(in crate::server) updated_at: i64,
    /// A tick of the account's own clock.
    pub(in crate::server) changed_at: i64,
}

/// Keeps a note; gives its number.
pub(in crate::server) fn create(connection: &Connection, note: &NewNote) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO note (element_type, element_id, note_type, text, params, responsible_user_id, created_by,
                created_at, updated_at, changed_at)
             VALUES (:kind, :element, :type, :text, :params, :user, :by, :created, :updated, :changed)
             RETURNING id",
        )?
        .query_row(
            named_params! {
                ":kind": note.kind.number(),
                ":element": note.element,
                ":type": note.note_type,
                ":text": note.text,
                ":params": Value::Object(note.params.clone()).to_string(),
                ":user": note.responsible,
                ":by": note.created_by,
                ":created": note.created_at,
                ":updated": note.updated_at,
                ":changed": note.changed_at,
            },
            |row| row.get(0),
        )
}
