//! The custom fields of a write.

use super::{Failure, Writer};
use crate::server::fields::Codes;
use crate::wire::v2::contact::{Contact, Write};

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
        let written = write.custom_fields.as_deref().unwrap_or_default();
        let zone = &self.asking.profile.timezone;
        Ok(self
            .fields
            .fill(&mut contact.custom_fields, written, codes, zone)?)
    }
}
