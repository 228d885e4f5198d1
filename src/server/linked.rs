//! What contacts are linked to: companies, leads, customers and tags.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use crate::wire::v2::contact::Tag;

/// The name of a company, if it exists.
pub(super) fn company_name(connection: &Connection, id: i64) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT name FROM company WHERE id = :id")?
        .query_row(named_params! { ":id": id }, |row| row.get(0))
        .optional()
}

/// A new company; gives its id.
pub(super) fn create_company(
    connection: &Connection,
    name: &str,
    user: i64,
    now: i64,
) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO company (name, responsible_user_id, created_by, created_at, updated_at)
             VALUES (:name, :user, :user, :now, :now) RETURNING id",
        )?
        .query_row(
            named_params! { ":name": name, ":user": user, ":now": now },
            |row| row.get(0),
        )
}

/// A company with an id of its own, unless it is there.
pub(super) fn keep_company(
    connection: &Connection,
    id: i64,
    name: &str,
    user: i64,
    at: i64,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO company (id, name, responsible_user_id, created_by, created_at, updated_at)
             VALUES (:id, :name, :user, :user, :at, :at)",
        )?
        .execute(named_params! { ":id": id, ":name": name, ":user": user, ":at": at })?;
    Ok(())
}

/// A lead with an id of its own, unless it is there.
pub(super) fn keep_lead(connection: &Connection, lead: &Lead) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO lead (id, name, responsible_user_id, created_by, created_at, updated_at,
                pipeline_id, status_id, sale, company_id)
             VALUES (:id, :name, :user, :user, :at, :at, :pipeline, :status, :sale, :company)",
        )?
        .execute(named_params! {
            ":id": lead.id,
            ":name": lead.name,
            ":user": lead.user,
            ":at": lead.at,
            ":pipeline": PIPELINE,
            ":status": lead.status,
            ":sale": lead.sale,
            ":company": lead.company,
        })?;
    Ok(())
}

/// The only pipeline so far.
pub(super) const PIPELINE: i64 = 10273;
/// Where a lead begins.
pub(super) const FIRST_STATUS: i64 = 13_670_637;

/// A lead as far as it is seeded.
#[derive(Debug)]
pub(super) struct Lead {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) user: i64,
    pub(super) at: i64,
    pub(super) status: i64,
    pub(super) sale: i64,
    pub(super) company: Option<i64>,
}

/// A customer with an id of its own, unless it is there.
pub(super) fn keep_customer(
    connection: &Connection,
    id: i64,
    name: &str,
    user: i64,
    at: i64,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO customer (id, name, responsible_user_id, created_at, updated_at, next_price, next_date)
             VALUES (:id, :name, :user, :at, :at, 0, 0)",
        )?
        .execute(named_params! { ":id": id, ":name": name, ":user": user, ":at": at })?;
    Ok(())
}

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

/// The tag with this id, if it exists.
pub(super) fn tag_by_id(connection: &Connection, id: i64) -> rusqlite::Result<Option<Tag>> {
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
