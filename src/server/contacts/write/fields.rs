//! The custom fields of a write: each one named is replaced whole, the others stay.

use super::{Failure, Writer};
use crate::server::fields;
use crate::server::reply::Refusal;
use crate::wire::v2::contact::{Contact, CustomField, Write};

/// The codes that errors of fields have, which differ between adding and updating.
#[derive(Clone, Copy)]
pub(super) struct Codes {
    broken: u16,
    unknown: u16,
    no_values: u16,
}

pub(super) const ADD: Codes = Codes {
    broken: 203,
    unknown: 204,
    no_values: 238,
};
pub(super) const UPDATE: Codes = Codes {
    broken: 210,
    unknown: 211,
    no_values: 210,
};

impl Writer<'_> {
    pub(super) fn set_fields(
        &self,
        contact: &mut Contact,
        write: &Write,
        codes: Codes,
    ) -> Result<(), Failure> {
        for written in write.custom_fields.iter().flatten() {
            let id = written.id;
            let field = self.fields.get(id).ok_or_else(|| {
                Refusal::code(codes.unknown, format!("There is no custom field {id}"))
            })?;
            let values = written.values.as_ref().ok_or_else(|| {
                Refusal::code(codes.no_values, format!("Custom field {id} has no values"))
            })?;
            let values = fields::store(field, values, &self.profile.timezone).map_err(|wrong| {
                Refusal::code(codes.broken, format!("Custom field {id}: {wrong}"))
            })?;
            let place = contact.custom_fields.iter().position(|kept| kept.id == id);
            match (place, values.is_empty()) {
                (Some(place), true) => drop(contact.custom_fields.remove(place)),
                (Some(place), false) => contact.custom_fields[place].values = values,
                (None, true) => {}
                (None, false) => contact.custom_fields.push(CustomField {
                    id,
                    name: field.name.clone(),
                    code: None,
                    values,
                    is_system: field.is_system,
                }),
            }
        }
        contact
            .custom_fields
            .sort_by_key(|field| self.fields.place(field.id));
        Ok(())
    }
}
