//! Custom fields: made and listed. The API does the same, and deletes them too.

use super::users::profile;
use crate::server::fields::{self, ENTITIES, Fields, NewField};
use crate::server::{Account, Error, Mistake};

/// A field as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldInfo {
    /// Its number in the API.
    pub id: i64,
    /// What it belongs to: `contacts`, …
    pub entity: &'static str,
    /// The name of its kind; empty when there is none for its number.
    pub kind: &'static str,
    /// What people call it.
    pub name: String,
    /// `PHONE`, …; empty for fields that people made.
    pub code: String,
    /// Whether clients let people change it.
    pub is_editable: bool,
    /// Whether clients ask for a value.
    pub is_required: bool,
    /// The options of a list, or the types of a typed text.
    pub options: Vec<String>,
}

impl Account {
    /// Makes a field; gives its number. Unlike over the API, two of the same thing cannot have one name: a person who makes
    /// one twice has forgotten the first.
    pub fn add_field(&self, new: &NewField) -> Result<i64, Error> {
        self.write(|tx| {
            profile(tx)?;
            let name = new.name.trim().to_lowercase();
            let known = Fields::load(tx, fields::entity(&new.entity)?)?;
            if known.iter().any(|field| field.name.to_lowercase() == name) {
                return Err(Mistake::FieldExists(new.name.clone()).into());
            }
            fields::define(tx, new)
        })
    }

    /// The fields of one kind of thing, or all, in the account's order.
    pub fn fields(&self, entity: Option<&str>) -> Result<Vec<FieldInfo>, Error> {
        let only = entity.map(fields::entity).transpose()?;
        self.read(|connection| {
            let mut all = Vec::new();
            for entity in ENTITIES {
                if only.is_some_and(|only| only != entity) {
                    continue;
                }
                let known = Fields::load(connection, entity)?;
                all.extend(known.iter().map(|field| {
                    let options = field.variants.iter().map(|option| option.value.clone());
                    FieldInfo {
                        id: field.id,
                        entity,
                        kind: fields::kind_name(field.number),
                        name: field.name.clone(),
                        code: field.code.clone(),
                        is_editable: field.flags.is_editable,
                        is_required: field.flags.is_required,
                        options: options.collect(),
                    }
                }));
            }
            Ok(all)
        })
    }
}
