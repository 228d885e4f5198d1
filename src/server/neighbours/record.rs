//! A lead, a company or a customer as it is stored.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params, params_from_iter};
use serde::Serialize;
use serde_json::Value as Json;

pub(in crate::server) use super::own::{Customer, Lead, Own, Party};
use super::search::Text;
use crate::server::Error;
use crate::server::element::Kind;
use crate::server::fields::Fields;
use crate::wire::lenient;
use crate::wire::v2::contact::{CustomField, Tag};

/// What leads, companies and customers have in common, and what only one kind has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::server) struct Record {
    pub(in crate::server) id: i64,
    pub(in crate::server) name: String,
    pub(in crate::server) responsible: i64,
    /// The group of the responsible user; it is not kept here, so it follows him.
    pub(in crate::server) group: i64,
    pub(in crate::server) created_by: i64,
    pub(in crate::server) created_at: i64,
    pub(in crate::server) updated_by: i64,
    /// What the last client sent; only an older moment is refused.
    pub(in crate::server) updated_at: i64,
    pub(in crate::server) tags: Vec<Tag>,
    pub(in crate::server) custom_fields: Vec<CustomField>,
    pub(in crate::server) own: Own,
}

/// The columns that [`Record::read`] looks at.
pub(super) fn columns(kind: Kind) -> String {
    let table = kind.name();
    format!(
        "{table}.*, coalesce((SELECT group_id FROM user WHERE user.id = {table}.responsible_user_id), 0) AS group_id"
    )
}

impl Record {
    /// A new one, made by a user who then looks after it.
    pub(in crate::server) fn new(kind: Kind, id: i64, name: &str, user: i64, at: i64) -> Self {
        Self {
            id,
            name: name.to_owned(),
            responsible: user,
            group: 0,
            created_by: user,
            created_at: at,
            updated_by: user,
            updated_at: at,
            tags: Vec::new(),
            custom_fields: Vec::new(),
            own: Own::new(kind),
        }
    }

    /// The one of this kind with this id, if it exists. `fields` are those of the kind.
    pub(in crate::server) fn load(
        connection: &Connection,
        kind: Kind,
        id: i64,
        fields: &Fields,
    ) -> rusqlite::Result<Option<Self>> {
        let (table, columns) = (kind.name(), columns(kind));
        connection
            .prepare_cached(&format!("SELECT {columns} FROM {table} WHERE id = :id"))?
            .query_row(named_params! { ":id": id }, |row| {
                Self::read(kind, fields, row)
            })
            .optional()
    }

    /// Reads a row of [`columns`]. Values of a field that the account has no longer are not there any more.
    pub(super) fn read(kind: Kind, fields: &Fields, row: &Row<'_>) -> rusqlite::Result<Self> {
        let mut custom_fields = list(&row.get::<_, String>("custom_fields")?, |field| {
            CustomField::read(field)
        });
        custom_fields.retain(|kept| fields.get(kept.id).is_some());
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            responsible: row.get("responsible_user_id")?,
            group: row.get("group_id")?,
            created_by: row.get("created_by")?,
            created_at: row.get("created_at")?,
            updated_by: row.get("updated_by")?,
            updated_at: row.get("updated_at")?,
            tags: list(&row.get::<_, String>("tags")?, |tag| Tag::read(tag)),
            custom_fields,
            own: Own::read(kind, row)?,
        })
    }

    pub(in crate::server) fn kind(&self) -> Kind {
        self.own.kind()
    }

    /// Writes it, new or changed; `changed_at` is the tick of the account's own clock, `phones` the field whose values are
    /// searched by their digits.
    pub(in crate::server) fn keep(
        &self,
        connection: &Connection,
        changed_at: i64,
        phones: Option<i64>,
    ) -> Result<(), Error> {
        let columns = self.columns(changed_at, phones)?;
        let sets: Vec<String> = columns
            .iter()
            .map(|(name, _)| format!("{name} = excluded.{name}"))
            .collect();
        let conflict = format!("ON CONFLICT (id) DO UPDATE SET {}", sets.join(", "));
        self.insert(connection, columns, &conflict)
    }

    /// Writes it unless one with its id is there: seeded and imported contacts bring what they are linked to.
    pub(in crate::server) fn introduce(
        &self,
        connection: &Connection,
        phones: Option<i64>,
    ) -> Result<(), Error> {
        let columns = self.columns(self.updated_at, phones)?;
        self.insert(connection, columns, "ON CONFLICT (id) DO NOTHING")
    }

    fn insert(
        &self,
        connection: &Connection,
        columns: Vec<(&'static str, Sql)>,
        conflict: &str,
    ) -> Result<(), Error> {
        let (names, values): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({}) {conflict}",
            self.kind().name(),
            names.join(", "),
            vec!["?"; names.len()].join(", "),
        );
        connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(values))?;
        Ok(())
    }

    fn columns(
        &self,
        changed_at: i64,
        phones: Option<i64>,
    ) -> Result<Vec<(&'static str, Sql)>, Error> {
        let text = Text::of(self, phones);
        let mut columns: Vec<(&str, Sql)> = vec![
            ("id", self.id.into()),
            ("name", self.name.clone().into()),
            ("responsible_user_id", self.responsible.into()),
            ("created_by", self.created_by.into()),
            ("created_at", self.created_at.into()),
            ("updated_by", self.updated_by.into()),
            ("updated_at", self.updated_at.into()),
            ("changed_at", changed_at.into()),
            ("tags", serde_json::to_string(&self.tags)?.into()),
            (
                "custom_fields",
                serde_json::to_string(&self.custom_fields)?.into(),
            ),
            ("folded", text.folded.into()),
            ("digits", text.digits.into()),
        ];
        columns.extend(self.own.columns());
        Ok(columns)
    }
}

/// The number of the next one of this kind. Those in the bin keep theirs.
pub(in crate::server) fn next_id(connection: &Connection, kind: Kind) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(&format!(
            "SELECT 1 + max((SELECT coalesce(max(id), 0) FROM {}),
                (SELECT coalesce(max(id), 0) FROM deleted_element WHERE element_type = :kind))",
            kind.name()
        ))?
        .query_row(named_params! { ":kind": kind.number() }, |row| row.get(0))
}

/// A list that was printed into a column.
fn list<T>(printed: &str, read: fn(&Json) -> Option<T>) -> Vec<T> {
    let printed: Json = serde_json::from_str(printed).unwrap_or_default();
    let items = lenient::list(&printed).unwrap_or_default();
    items.into_iter().filter_map(read).collect()
}
