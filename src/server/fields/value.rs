//! From the form in which clients write a field's values to the form in which the account gives them back.

#[cfg(test)]
mod tests;

use serde_json::Value as Json;

use super::{Field, Variant, date};
use crate::domain::field::{AddressPart, FieldKind};
use crate::wire::lenient;
use crate::wire::v2::contact::{Value, ValueWrite};

/// What is wrong with a value, as the end of a sentence.
pub(crate) type Wrong = String;

/// The values to keep for `field`; empty ones are left out, so that nothing at all clears the field. `zone` is the
/// account's, for dates that are written as a moment.
pub(in crate::server) fn store(
    field: &Field,
    written: &[ValueWrite],
    zone: &str,
) -> Result<Vec<Value>, Wrong> {
    let mut kept: Vec<Value> = Vec::with_capacity(written.len());
    for value in written {
        let value = match value {
            ValueWrite::Bare(scalar) => &Value::plain(scalar.clone()),
            ValueWrite::Full(value) => value,
        };
        let Some(value) = one(field, value, zone)? else {
            continue;
        };
        // A part of an address, or an option of a list, is there once; phones may well repeat.
        let again = match field.kind() {
            FieldKind::SmartAddress => kept
                .iter()
                .position(|earlier| earlier.subtype == value.subtype),
            FieldKind::Multiselect => kept
                .iter()
                .position(|earlier| earlier.variant == value.variant),
            _ => None,
        };
        match again {
            Some(place) => kept[place] = value,
            None => kept.push(value),
        }
    }
    Ok(kept)
}

fn one(field: &Field, value: &Value, zone: &str) -> Result<Option<Value>, Wrong> {
    match field.kind() {
        FieldKind::Select
        | FieldKind::Multiselect
        | FieldKind::Radiobutton
        | FieldKind::Category => {
            if lenient::is_nothing(&value.value) && value.variant.is_none() {
                return Ok(None);
            }
            let variant =
                option(field, value).ok_or_else(|| "there is no such option".to_owned())?;
            return Ok(Some(typed(variant.value.clone(), Some(variant))));
        }
        FieldKind::LegalEntity
        | FieldKind::OrgLegalName
        | FieldKind::Items
        | FieldKind::LinkedEntity
        | FieldKind::ChainedList
        | FieldKind::File => return structured(field, value),
        _ => {}
    }
    let Some(text) = lenient::text(&value.value) else {
        return if value.value.is_null() {
            Ok(None)
        } else {
            Err("a plain value was expected".to_owned())
        };
    };
    if text.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(match field.kind() {
        FieldKind::Numeric | FieldKind::Price | FieldKind::Monetary => Value::plain(number(&text)?),
        FieldKind::Checkbox => match lenient::flag(&value.value) {
            Some(set) => Value::plain(if set { "1" } else { "0" }),
            None => return Err("a check box is 1 or 0".to_owned()),
        },
        FieldKind::Date | FieldKind::Birthday => Value::plain(day(&text, zone, true)?),
        FieldKind::DateTime => Value::plain(day(&text, zone, false)?),
        FieldKind::Multitext => typed(text, kind_of_contact(field, value)?),
        FieldKind::SmartAddress => {
            let part = value.subtype.as_deref().unwrap_or("address_line_1");
            Value {
                subtype: Some(subtype(part)?),
                ..Value::plain(text)
            }
        }
        _ => Value::plain(text),
    }))
}

fn typed(text: String, variant: Option<&Variant>) -> Value {
    Value {
        variant: variant.map(|variant| variant.id.to_string()),
        ..Value::plain(text)
    }
}

/// The option that a value names: by id in `enum` or as the value itself, or by its label.
fn option<'a>(field: &'a Field, value: &Value) -> Option<&'a Variant> {
    let by_id = |id: i64| field.variants.iter().find(|variant| variant.id == id);
    let by_label = |label: &str| {
        let label = label.trim().to_lowercase();
        field
            .variants
            .iter()
            .find(|variant| variant.value.to_lowercase() == label)
    };
    if let Some(named) = &value.variant {
        return named
            .parse()
            .ok()
            .and_then(by_id)
            .or_else(|| by_label(named));
    }
    // A label may look like a number («1» of a list); ids are long, so they are tried first and labels then.
    lenient::int(&value.value)
        .and_then(by_id)
        .or_else(|| by_label(&lenient::text(&value.value)?))
}

/// The type of a phone, an e-mail or a messenger, by id or by code; one that is not given is OTHER.
fn kind_of_contact<'a>(field: &'a Field, value: &Value) -> Result<Option<&'a Variant>, Wrong> {
    let by_code = |code: &str| {
        field
            .variants
            .iter()
            .find(|variant| variant.value.eq_ignore_ascii_case(code))
    };
    match value.variant.as_deref() {
        None => Ok(by_code("OTHER").or_else(|| field.variants.first())),
        Some(named) => by_code(named)
            .or_else(|| {
                field
                    .variants
                    .iter()
                    .find(|variant| variant.id.to_string() == named)
            })
            .map(Some)
            .ok_or_else(|| "there is no such type".to_owned()),
    }
}

/// `city` and `3` are both `3`.
fn subtype(part: &str) -> Result<String, Wrong> {
    let place = AddressPart::read(part)
        .and_then(|part| AddressPart::ALL.iter().position(|one| *one == part));
    place
        .map(|place| (place + 1).to_string())
        .ok_or_else(|| "there is no such part of an address".to_owned())
}

fn number(text: &str) -> Result<String, Wrong> {
    let text = text.trim().replace(',', ".");
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(text),
        _ => Err("it is not a number".to_owned()),
    }
}

fn day(text: &str, zone: &str, day: bool) -> Result<String, Wrong> {
    date::read(text, zone, day).ok_or_else(|| "it is not a date".to_owned())
}

/// Objects and lists are kept as they came; a company's requisites need at least a name.
fn structured(field: &Field, value: &Value) -> Result<Option<Value>, Wrong> {
    if lenient::is_nothing(&value.value) {
        return Ok(None);
    }
    let named = || value.value.get("name").and_then(lenient::filled).is_some();
    match (&value.value, field.kind()) {
        (Json::Object(_), FieldKind::LegalEntity | FieldKind::OrgLegalName) if !named() => {
            Err("a name is needed".to_owned())
        }
        (Json::Object(_) | Json::Array(_), _) => Ok(Some(Value::plain(value.value.clone()))),
        _ => Err("an object was expected".to_owned()),
    }
}
