//! What contacts share with each other: companies, leads and customers that change with them, and tags.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::element::Kind;
use super::limits::TAGS;
use super::post::{Failure, item};
use crate::wire::v2::contact::{Tag, TagWrite};

/// The name of a company, if it exists.
pub(super) fn company_name(connection: &Connection, id: i64) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT name FROM company WHERE id = :id")?
        .query_row(named_params! { ":id": id }, |row| row.get(0))
        .optional()
}

/// Lets a lead, a company or a customer count as changed: what it prints of others is different now. Its `updated_at`
/// stays, so that nobody's change of it is refused.
pub(super) fn touch(
    connection: &Connection,
    kind: Kind,
    id: i64,
    tick: i64,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(&format!(
            "UPDATE {} SET changed_at = :tick WHERE id = :id",
            kind.name()
        ))?
        .execute(named_params! { ":id": id, ":tick": tick })?;
    Ok(())
}

/// The only pipeline so far.
pub(super) const PIPELINE: i64 = 10273;
/// Where a lead begins.
pub(super) const FIRST_STATUS: i64 = 13_670_637;

/// The tag with this name, made if it is new.
pub(super) fn tag(connection: &Connection, name: &str) -> rusqlite::Result<Tag> {
    let id = connection
        .prepare_cached("SELECT id FROM tag WHERE name = :name")?
        .query_row(named_params! { ":name": name }, |row| row.get(0))
        .optional()?;
    let id = match id {
        Some(id) => id,
        None => connection
            .prepare_cached("INSERT INTO tag (name) VALUES (:name) RETURNING id")?
            .query_row(named_params! { ":name": name }, |row| row.get(0))?,
    };
    Ok(Tag {
        id,
        name: name.to_owned(),
    })
}

/// Refuses an element with more tags than one can have.
pub(super) fn check_tags(written: Option<&[TagWrite]>) -> Result<(), Failure> {
    if written.is_some_and(|tags| tags.len() > TAGS) {
        return item(format!("There can be {TAGS} tags and no more"));
    }
    Ok(())
}

/// The tags of a write, which replace all that were there. New names make new tags; numbers that nobody knows are dropped.
pub(super) fn tags(connection: &Connection, written: &[TagWrite]) -> rusqlite::Result<Vec<Tag>> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut there = HashSet::new();
    for tag in written {
        let tag = match tag {
            TagWrite::Name(name) => Some(self::tag(connection, name)?),
            TagWrite::Id(id) => tag_by_id(connection, *id)?,
        };
        tags.extend(tag.filter(|tag| there.insert(tag.id)));
    }
    Ok(tags)
}

/// The tag with this id, if it exists.
fn tag_by_id(connection: &Connection, id: i64) -> rusqlite::Result<Option<Tag>> {
    connection
        .prepare_cached("SELECT name FROM tag WHERE id = :id")?
        .query_row(named_params! { ":id": id }, |row| {
            Ok(Tag {
                id,
                name: row.get(0)?,
            })
        })
        .optional()
}

/// A tag with an id of its own, unless the id or the name is taken.
pub(super) fn keep_tag(connection: &Connection, id: i64, name: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO tag (id, name) VALUES (:id, :name)")?
        .execute(named_params! { ":id": id, ":name": name })?;
    Ok(())
}
