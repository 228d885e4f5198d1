//! Addresses, whose parts are values of one field.

use super::{
    field::{AddressPart, FieldValue, Subtype},
    text::Untrusted,
};

/// An address as it is written on an envelope, in one line; parts that rolo does not know come last.
pub fn line(values: &[FieldValue]) -> String {
    let part = |wanted: AddressPart| {
        values
            .iter()
            .filter(move |value| value.subtype == Some(Subtype::Part(wanted)))
    };
    let others = values
        .iter()
        .filter(|value| !matches!(value.subtype, Some(Subtype::Part(_))));
    AddressPart::ALL
        .into_iter()
        .flat_map(part)
        .chain(others)
        .filter_map(FieldValue::raw)
        .map(|raw| Untrusted::from(raw).to_string())
        .filter(|shown| !shown.trim().is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
