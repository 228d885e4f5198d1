//! `deleted_since`: what is in the bin, for clients that keep a copy of the contacts. An extension of this account; clients
//! that do not know it never ask.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::server::asked::{Filter, MOST};
use crate::server::element::Kind;
use crate::server::rights::User;
use crate::wire::lenient;

/// The parameter. Of the others only `limit_rows` and `limit_offset` go with it.
pub(super) const SINCE: &str = "deleted_since";

/// What is left of a deleted contact, as the API prints deleted leads, and the tick of its deletion.
///
/// The tick is what a client remembers: the greatest `changed_at` that it was given once it has
/// all pages (what one request deleted has one tick), and 0 as long as it was given none. No
/// two deletions change places in that order, a later one never gets a smaller tick, and when the answer is 204 nothing has
/// to be remembered; so nothing can be missed. `Runtime-Timestamp` would not do. It is the clock on the wall: after an answer
/// something may still be deleted in the same second, and such a clock may be set back.
#[derive(Debug, Serialize)]
pub(super) struct Tombstone {
    id: i64,
    is_deleted: bool,
    /// When it was deleted, in Unix seconds.
    updated_at: i64,
    /// Who deleted it.
    updated_by: i64,
    changed_at: i64,
}

/// The tick after which deletions are asked for. One that is no number gets nothing: to answer with contacts that are there
/// would invite their deletion.
pub(super) fn since(query: &Map<String, Value>) -> Option<i64> {
    let given = query.get(SINCE)?;
    Some(lenient::int(given).unwrap_or(i64::MAX))
}

/// A page of what was deleted after `tick`, oldest first, so that a page stays as it is while more is deleted. A tombstone
/// tells of a contact, so it is seen by those who by their present rights would see the contact as it last was.
pub(super) fn after(
    connection: &Connection,
    user: &User,
    filter: &Filter,
    tick: i64,
) -> rusqlite::Result<Vec<Tombstone>> {
    // Under the name of the living, the bin is filtered by the very condition that they are.
    let visible = Kind::Contact.rows(user);
    let sql = format!(
        "SELECT id, deleted_at, deleted_by, changed_at FROM deleted_contact AS contact
         WHERE changed_at > ? AND ({}) ORDER BY changed_at, id LIMIT {} OFFSET {}",
        visible.sql,
        filter.limit.unwrap_or(MOST),
        filter.offset,
    );
    let values = std::iter::once(Sql::from(tick)).chain(visible.values);
    connection
        .prepare_cached(&sql)?
        .query_map(params_from_iter(values), |row| {
            Ok(Tombstone {
                id: row.get("id")?,
                is_deleted: true,
                updated_at: row.get("deleted_at")?,
                updated_by: row.get("deleted_by")?,
                changed_at: row.get("changed_at")?,
            })
        })?
        .collect()
}
