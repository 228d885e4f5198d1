//! Where in a contact its searched texts stand.

use std::borrow::Cow;

use serde_json::Value;

use super::Facet;
use crate::domain::{
    contact::Contact,
    field::{Content, FieldRole},
    id::FieldId,
};

/// A place in a contact that holds a searched text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Its name.
    Name,
    /// The name of its company.
    Company,
    /// The tag at this place of its tags.
    Tag(usize),
    /// A value of a custom field.
    Value {
        /// The field.
        field: FieldId,
        /// The value's place among the field's values.
        place: usize,
    },
}

/// A text of a contact that is searched.
pub(crate) struct Searched<'a> {
    pub(crate) facet: Facet,
    pub(crate) spot: Spot,
    /// As it came.
    pub(crate) text: Cow<'a, str>,
    /// Whether it is a member of an object (requisites, a file) rather than the value itself.
    pub(crate) is_member: bool,
}

/// All texts of a contact that are searched, its name first.
pub(crate) fn searched(contact: &Contact) -> Vec<Searched<'_>> {
    let mut found = Vec::with_capacity(4 + contact.fields.len());
    let mut add = |facet, spot, text| {
        found.push(Searched {
            facet,
            spot,
            is_member: matches!(text, Cow::Owned(_)),
            text,
        });
    };
    add(Facet::Name, Spot::Name, contact.name.raw().into());
    if let Some(company) = &contact.company {
        add(Facet::Company, Spot::Company, company.name.raw().into());
    }
    for (place, tag) in contact.tags.iter().enumerate() {
        add(Facet::Tag, Spot::Tag(place), tag.name.raw().into());
    }
    for field in &contact.fields {
        let facet = match field.role {
            Some(FieldRole::Phone) => Facet::Phone,
            Some(FieldRole::Email) => Facet::Email,
            Some(FieldRole::Position | FieldRole::Messenger) | None => Facet::Other,
        };
        for (place, value) in field.values.iter().enumerate() {
            let spot = Spot::Value {
                field: field.id,
                place,
            };
            match &value.content {
                Content::Text(text) => add(facet, spot, text.raw().into()),
                Content::Structured(json) => {
                    let value = serde_json::from_str(json).unwrap_or(Value::Null);
                    members(value, &mut |text| add(Facet::Other, spot, text.into()));
                }
            }
        }
    }
    found
}

/// Gives the texts and numbers in a JSON value, however deep.
fn members(value: Value, give: &mut impl FnMut(String)) {
    match value {
        Value::Object(members) => members
            .into_iter()
            .for_each(|(_, member)| self::members(member, give)),
        Value::Array(items) => items.into_iter().for_each(|item| members(item, give)),
        Value::String(text) => give(text),
        Value::Number(number) => give(number.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}
