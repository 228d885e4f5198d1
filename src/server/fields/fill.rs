//! The custom fields of a write: each one named is replaced whole, the others stay.

use super::{Fields, store};
use crate::server::limits::FIELDS;
use crate::server::reply::Refusal;
use crate::wire::v2::contact::{CustomField, FieldWrite};

/// The codes that errors of fields have, which differ by collection and between adding and updating.
#[derive(Debug, Clone, Copy)]
pub(in crate::server) struct Codes {
    /// A value is not one that the field can hold.
    pub(in crate::server) broken: u16,
    /// There is no such field.
    pub(in crate::server) unknown: u16,
    /// A field is named without values.
    pub(in crate::server) no_values: u16,
}

impl Fields {
    /// Puts what was `written` into the fields that are `kept`; both are of the kind of thing that these fields belong to.
    /// `zone` is the account's, for dates that are written as a moment.
    pub(in crate::server) fn fill(
        &self,
        kept: &mut Vec<CustomField>,
        written: &[FieldWrite],
        codes: Codes,
        zone: &str,
    ) -> Result<(), Refusal> {
        for written in written {
            let id = written.id;
            let field = self.get(id).ok_or_else(|| {
                Refusal::code(codes.unknown, format!("There is no custom field {id}"))
            })?;
            let values = written.values.as_ref().ok_or_else(|| {
                Refusal::code(codes.no_values, format!("Custom field {id} has no values"))
            })?;
            let values = store(field, values, zone).map_err(|wrong| {
                Refusal::code(codes.broken, format!("Custom field {id}: {wrong}"))
            })?;
            let place = kept.iter().position(|kept| kept.id == id);
            match (place, values.is_empty()) {
                (Some(place), true) => drop(kept.remove(place)),
                (Some(place), false) => kept[place].values = values,
                (None, true) => {}
                (None, false) => kept.push(CustomField {
                    id,
                    name: field.name.clone(),
                    code: None,
                    values,
                    is_system: field.is_system,
                }),
            }
        }
        kept.sort_by_key(|field| self.place(field.id));
        if serde_json::to_vec(kept)?.len() > FIELDS {
            let text = format!("The custom fields are longer than {FIELDS} bytes together");
            return Err(Refusal::code(codes.broken, text));
        }
        Ok(())
    }
}
