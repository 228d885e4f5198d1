//! A field that an administrator wants to have: what it must be, and its making.

use rusqlite::{Connection, named_params};

use super::{ENTITIES, Field, Flags, Variant};
use crate::domain::field::FieldKind;
use crate::server::{Error, Mistake};

/// A custom field that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the API has these flags side by side"
)]
pub struct NewField {
    /// What it belongs to: `contacts`, `leads`, `companies` or `customers`.
    pub entity: String,
    /// What people call it.
    pub name: String,
    /// Its kind, by name (`select`) or by the number that the API has for it (`4`).
    pub kind: String,
    /// The options of a list, or the types of a typed text, in their order.
    pub options: Vec<String>,
    /// Whether clients let people change it.
    pub is_editable: bool,
    /// Whether clients ask for a value.
    pub is_required: bool,
    /// Whether it can be deleted over the API.
    pub is_deletable: bool,
    /// Whether clients show it.
    pub is_visible: bool,
    /// Which program makes it; empty for a person.
    pub origin: String,
}

/// The kinds of fields by number and name. Items (16) and categories (18) belong to catalogs; 12 was never used.
const KINDS: [(i64, &str); 22] = [
    (1, "text"),
    (2, "numeric"),
    (3, "checkbox"),
    (4, "select"),
    (5, "multiselect"),
    (6, "date"),
    (7, "url"),
    (8, "multitext"),
    (9, "textarea"),
    (10, "radiobutton"),
    (11, "streetaddress"),
    (13, "smart_address"),
    (14, "birthday"),
    (15, "legal_entity"),
    (17, "org_legal_name"),
    (19, "date_time"),
    (20, "price"),
    (21, "tracking_data"),
    (22, "linked_entity"),
    (23, "monetary"),
    (24, "chained_list"),
    (25, "file"),
];

/// The names of the kinds that a field can be made of.
pub fn field_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.into_iter().map(|(_, name)| name)
}

/// The name of a kind of fields; empty for a number that has none.
pub(in crate::server) fn kind_name(number: i64) -> &'static str {
    KINDS
        .iter()
        .find(|(known, _)| *known == number)
        .map_or("", |(_, name)| name)
}

fn kind_number(kind: &str) -> Result<i64, Mistake> {
    let asked = kind.trim();
    KINDS
        .iter()
        .find(|(number, name)| asked.eq_ignore_ascii_case(name) || asked == number.to_string())
        .map(|(number, _)| *number)
        .ok_or_else(|| Mistake::Kind(kind.to_owned()))
}

/// What fields belong to, by the name that the account answer has for it.
pub(in crate::server) fn entity(name: &str) -> Result<&'static str, Mistake> {
    ENTITIES
        .into_iter()
        .find(|entity| entity.eq_ignore_ascii_case(name.trim()))
        .ok_or_else(|| Mistake::Entity(name.to_owned()))
}

/// Makes a field after the last one; gives its number. Two fields may have one name, as far as the API goes.
pub(in crate::server) fn define(connection: &Connection, new: &NewField) -> Result<i64, Error> {
    let entity = entity(&new.entity)?;
    let name = Mistake::name(&new.name)?;
    let number = kind_number(&new.kind)?;
    let mut options: Vec<&str> = Vec::new();
    for option in new.options.iter().map(|option| option.trim()) {
        if !option.is_empty() && !options.contains(&option) {
            options.push(option);
        }
    }
    let has_options = matches!(
        FieldKind::from_number(number),
        FieldKind::Select | FieldKind::Multiselect | FieldKind::Radiobutton | FieldKind::Multitext
    );
    if !has_options && !options.is_empty() {
        return Err(Mistake::Options(new.kind.clone()).into());
    }
    let id = next_number(connection)?;
    let variants = options
        .into_iter()
        .map(|option| {
            Ok(Variant {
                id: next_number(connection)?,
                value: option.to_owned(),
            })
        })
        .collect::<rusqlite::Result<_>>()?;
    let field = Field {
        id,
        name: name.to_owned(),
        number,
        code: String::new(),
        sort: next_place(connection, entity)?,
        is_system: false,
        flags: Flags {
            is_editable: new.is_editable,
            is_required: new.is_required,
            is_deletable: new.is_deletable,
            is_visible: new.is_visible,
        },
        variants,
    };
    super::create(connection, entity, &field)?;
    connection
        .prepare_cached("UPDATE field SET origin = :origin WHERE entity = :entity AND id = :id")?
        .execute(named_params! { ":origin": new.origin, ":entity": entity, ":id": id })?;
    Ok(id)
}

/// A number that no field and no option has or had: what clients remember of a deleted one must not mean another.
fn next_number(connection: &Connection) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "UPDATE account SET last_field = 1 + max(last_field, (SELECT coalesce(max(id), 0) FROM field),
                (SELECT coalesce(max(id), 0) FROM field_enum)) RETURNING last_field",
        )?
        .query_row([], |row| row.get(0))
}

/// Fields that people make come after those that every account has.
fn next_place(connection: &Connection, entity: &str) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "SELECT max(500, 1 + coalesce(max(sort), 0)) FROM field WHERE entity = :entity",
        )?
        .query_row(named_params! { ":entity": entity }, |row| row.get(0))
}
