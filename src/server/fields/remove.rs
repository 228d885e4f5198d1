//! A field deleted, with its values in everything that had one.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::Fields;
use crate::server::Error;
use crate::server::contacts::stored;
use crate::server::element::Kind;
use crate::server::neighbours::record::Record;
use crate::server::post::Asking;

/// What there is to know of a field before it is deleted.
pub(super) struct Found {
    entity: String,
    id: i64,
    pub(super) is_deletable: bool,
    /// The program that made it; empty for a person.
    pub(super) origin: String,
}

/// The field with this number. Those that contacts and companies share are system ones, so the first found will do.
pub(super) fn find(connection: &Connection, id: i64) -> rusqlite::Result<Option<Found>> {
    connection
        .prepare_cached(
            "SELECT entity, is_deletable AND NOT is_system AS is_deletable, origin FROM field WHERE id = :id",
        )?
        .query_row(named_params! { ":id": id }, |row| {
            Ok(Found {
                entity: row.get("entity")?,
                id,
                is_deletable: row.get("is_deletable")?,
                origin: row.get("origin")?,
            })
        })
        .optional()
}

/// Deletes a field. What had a value of it is printed and searched without it, and counts as changed, though its
/// `updated_at` stays: nobody's edit under way is refused for it.
pub(super) fn remove(asking: &Asking<'_>, found: &Found) -> Result<(), Error> {
    let Found { entity, id, .. } = found;
    asking
        .connection
        .prepare_cached("DELETE FROM field WHERE entity = :entity AND id = :id")?
        .execute(named_params! { ":entity": entity, ":id": id })?;
    asking
        .connection
        .prepare_cached("DELETE FROM field_enum WHERE field_id = :id")?
        .execute(named_params! { ":id": id })?;
    let changed_at = asking.tick()?;
    for kind in [Kind::Lead, Kind::Company, Kind::Customer] {
        if kind.plural() == entity {
            return empty_records(asking.connection, kind, *id, changed_at);
        }
    }
    empty_contacts(asking.connection, *id, changed_at)
}

/// They are read without the field, which is gone, and written so.
fn empty_records(
    connection: &Connection,
    kind: Kind,
    id: i64,
    changed_at: i64,
) -> Result<(), Error> {
    let filled: Vec<i64> = connection
        .prepare_cached(&format!(
            "SELECT {table}.id FROM {table} WHERE EXISTS
                (SELECT 1 FROM json_each(custom_fields) AS field WHERE field.value ->> 'id' = :id)",
            table = kind.name()
        ))?
        .query_map(named_params! { ":id": id }, |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let fields = Fields::load(connection, kind.plural())?;
    for record in filled {
        if let Some(record) = Record::load(connection, kind, record, &fields)? {
            record.keep(connection, changed_at, fields.phones())?;
        }
    }
    Ok(())
}

fn empty_contacts(connection: &Connection, id: i64, changed_at: i64) -> Result<(), Error> {
    let filled: Vec<i64> = connection
        .prepare_cached(
            "SELECT contact_body.id FROM contact_body WHERE EXISTS
                (SELECT 1 FROM json_each(body, '$.custom_fields') AS field WHERE field.value ->> 'id' = :id)",
        )?
        .query_map(named_params! { ":id": id }, |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let phones = Fields::load(connection, "contacts")?.phones();
    for contact in filled {
        if let Some(mut contact) = stored::load(connection, contact)? {
            contact.custom_fields.retain(|field| field.id != id);
            stored::keep(connection, &contact, changed_at, phones)?;
        }
    }
    Ok(())
}
