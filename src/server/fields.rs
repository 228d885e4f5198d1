//! The custom fields that the account defines, and what their values become when they are stored.

use rusqlite::{Connection, named_params};
use serde_json::{Map, Value, json};

use crate::domain::field::FieldKind;

mod date;
mod define;
mod fill;
mod post;
mod remove;
pub(super) mod standard;
mod value;

pub(super) use date::moment;
pub use define::{NewField, field_kinds};
pub(super) use define::{define, entity, kind_name};
pub(super) use fill::Codes;
pub(super) use post::post;
pub(super) use value::store;

/// What a field belongs to, as the account answer names it.
pub(super) const ENTITIES: [&str; 4] = ["contacts", "leads", "companies", "customers"];

/// One custom field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) id: i64,
    pub(super) name: String,
    /// `field_type` of the account answer.
    pub(super) number: i64,
    /// `PHONE`, `EMAIL`, …; empty for fields that an administrator made.
    pub(super) code: String,
    pub(super) sort: i64,
    pub(super) is_system: bool,
    pub(super) flags: Flags,
    /// In the account's order.
    pub(super) variants: Vec<Variant>,
}

/// What an administrator decides about a field. The account tells it and keeps to `is_deletable`; the others are for the
/// forms of clients: by API nobody is known to be refused a value of a field that is not editable, or the lack of a required
/// one (C).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the account prints these flags side by side"
)]
pub(super) struct Flags {
    pub(super) is_editable: bool,
    pub(super) is_required: bool,
    pub(super) is_deletable: bool,
    pub(super) is_visible: bool,
}

impl Flags {
    /// Those of a field that nobody decided anything about.
    pub(super) const fn usual(is_system: bool) -> Self {
        Self {
            is_editable: true,
            is_required: false,
            is_deletable: !is_system,
            is_visible: true,
        }
    }
}

/// One option of a list, or one type of phones and the like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variant {
    pub(super) id: i64,
    pub(super) value: String,
}

impl Variant {
    pub(super) fn all(listed: &[(i64, &str)]) -> Vec<Self> {
        let variants = listed.iter().map(|(id, value)| Self {
            id: *id,
            value: (*value).to_owned(),
        });
        variants.collect()
    }
}

impl Field {
    pub(super) fn kind(&self) -> FieldKind {
        FieldKind::from_number(self.number)
    }

    /// As the account answer prints it. Enums are a map by id: most clients break on a list.
    pub(super) fn describe(&self) -> Value {
        let several = matches!(self.kind(), FieldKind::Multitext | FieldKind::Multiselect);
        let mut described = json!({
            "id": self.id,
            "name": self.name,
            "field_type": self.number,
            "sort": self.sort,
            "code": self.code,
            "is_multiple": several,
            "is_system": self.is_system,
            "is_editable": self.flags.is_editable,
            "is_required": self.flags.is_required,
            "is_deletable": self.flags.is_deletable,
            "is_visible": self.flags.is_visible,
            "params": {},
        });
        if !self.variants.is_empty() {
            let enums: Map<String, Value> = self
                .variants
                .iter()
                .map(|variant| (variant.id.to_string(), json!(variant.value)))
                .collect();
            described["enums"] = Value::Object(enums);
        }
        described
    }
}

/// The fields of one kind of thing, in the account's order.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

impl Fields {
    pub(super) fn load(connection: &Connection, entity: &str) -> rusqlite::Result<Self> {
        let mut variants = connection.prepare_cached(
            "SELECT id, value FROM field_enum WHERE field_id = :id ORDER BY sort, id",
        )?;
        let mut fields = connection
            .prepare_cached(
                "SELECT id, name, kind, code, sort, is_system, is_editable, is_required, is_deletable, is_visible
                 FROM field WHERE entity = :entity ORDER BY sort, id",
            )?
            .query_map(named_params! { ":entity": entity }, |row| {
                Ok(Field {
                    id: row.get("id")?,
                    name: row.get("name")?,
                    number: row.get("kind")?,
                    code: row.get("code")?,
                    sort: row.get("sort")?,
                    is_system: row.get("is_system")?,
                    flags: Flags {
                        is_editable: row.get("is_editable")?,
                        is_required: row.get("is_required")?,
                        is_deletable: row.get("is_deletable")?,
                        is_visible: row.get("is_visible")?,
                    },
                    variants: Vec::new(),
                })
            })?
            .collect::<Result<Vec<_>, _>>()?;
        for field in &mut fields {
            field.variants = variants
                .query_map(named_params! { ":id": field.id }, |row| {
                    Ok(Variant {
                        id: row.get("id")?,
                        value: row.get("value")?,
                    })
                })?
                .collect::<Result<_, _>>()?;
        }
        Ok(Self(fields))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Field> {
        self.0.iter()
    }

    pub(super) fn get(&self, id: i64) -> Option<&Field> {
        self.0.iter().find(|field| field.id == id)
    }

    /// The field whose values are phones, if there is one.
    pub(super) fn phones(&self) -> Option<i64> {
        let phones = self.0.iter().find(|field| field.code == "PHONE");
        phones.map(|field| field.id)
    }

    /// Where the account shows this field: fields of a contact are printed in this order.
    pub(super) fn place(&self, id: i64) -> usize {
        self.0
            .iter()
            .position(|field| field.id == id)
            .unwrap_or(usize::MAX)
    }
}

/// Adds a field, or its variants to a field that exists.
pub(super) fn create(connection: &Connection, entity: &str, field: &Field) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO field (entity, id, name, kind, code, sort, is_system, is_editable, is_required,
                is_deletable, is_visible)
             VALUES (:entity, :id, :name, :kind, :code, :sort, :is_system, :is_editable, :is_required,
                :is_deletable, :is_visible)",
        )?
        .execute(named_params! {
            ":entity": entity,
            ":id": field.id,
            ":name": field.name,
            ":kind": field.number,
            ":code": field.code,
            ":sort": field.sort,
            ":is_system": field.is_system,
            ":is_editable": field.flags.is_editable,
            ":is_required": field.flags.is_required,
            ":is_deletable": field.flags.is_deletable,
            ":is_visible": field.flags.is_visible,
        })?;
    for (sort, variant) in field.variants.iter().enumerate() {
        connection
            .prepare_cached(
                "INSERT OR IGNORE INTO field_enum (id, field_id, value, sort) VALUES (:id, :field, :value, :sort)",
            )?
            .execute(named_params! {
                ":id": variant.id,
                ":field": field.id,
                ":value": variant.value,
                ":sort": i64::try_from(sort).unwrap_or(i64::MAX),
            })?;
    }
    Ok(())
}
