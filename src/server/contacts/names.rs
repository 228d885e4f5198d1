//! Names that were written in parts. The page knows one name, so the parts are kept beside the contact and not in its body.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, named_params};
use serde_json::Value;

/// The parts of a name; the other one is empty when only one was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::server) struct Parts {
    pub(in crate::server) first: String,
    pub(in crate::server) last: String,
}

impl Parts {
    /// What a write or an imported contact gives; `None` when nothing is in either part.
    pub(in crate::server) fn given(first: Option<&str>, last: Option<&str>) -> Option<Self> {
        let part = |part: Option<&str>| part.unwrap_or_default().to_owned();
        let parts = Self {
            first: part(first),
            last: part(last),
        };
        parts.filled()
    }

    /// The parts after a write: one that it does not name stays.
    pub(in crate::server) fn with(self, first: Option<&str>, last: Option<&str>) -> Self {
        Self {
            first: first.map_or(self.first, ToOwned::to_owned),
            last: last.map_or(self.last, ToOwned::to_owned),
        }
    }

    /// Both in one; `None` when nothing is in either.
    pub(in crate::server) fn whole(&self) -> Option<String> {
        let parts = [self.first.trim(), self.last.trim()];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// The parts, if anything is in them.
    pub(in crate::server) fn filled(self) -> Option<Self> {
        let is_blank = self.first.trim().is_empty() && self.last.trim().is_empty();
        (!is_blank).then_some(self)
    }
}

/// The parts of this contact's name; both are empty when it has none.
pub(in crate::server) fn one(connection: &Connection, id: i64) -> rusqlite::Result<Parts> {
    let found = connection
        .prepare_cached("SELECT first_name, last_name FROM contact_name WHERE id = :id")?
        .query_row(named_params! { ":id": id }, |row| {
            let (first, last) = (row.get("first_name")?, row.get("last_name")?);
            Ok(Parts { first, last })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// Remembers the parts of a contact's name, or forgets those of an earlier name.
pub(in crate::server) fn keep(
    connection: &Connection,
    id: i64,
    parts: Option<&Parts>,
) -> rusqlite::Result<()> {
    match parts {
        Some(parts) => connection
            .prepare_cached(
                "INSERT INTO contact_name (id, first_name, last_name) VALUES (:id, :first, :last)
                 ON CONFLICT (id) DO UPDATE SET first_name = excluded.first_name, last_name = excluded.last_name",
            )?
            .execute(named_params! { ":id": id, ":first": parts.first, ":last": parts.last })?,
        None => connection
            .prepare_cached("DELETE FROM contact_name WHERE id = :id")?
            .execute(named_params! { ":id": id })?,
    };
    Ok(())
}

/// The parts of those of these contacts that have any.
pub(in crate::server) fn of(
    connection: &Connection,
    ids: &[i64],
) -> rusqlite::Result<HashMap<i64, Parts>> {
    connection
        .prepare_cached(
            "SELECT id, first_name, last_name FROM contact_name WHERE id IN (SELECT value FROM json_each(:ids))",
        )?
        .query_map(named_params! { ":ids": Value::from(ids).to_string() }, |row| {
            let (first, last) = (row.get("first_name")?, row.get("last_name")?);
            Ok((row.get("id")?, Parts { first, last }))
        })?
        .collect()
}
