//! Custom fields inside a contact and their values, as the account prints them.

use serde::Serialize;
use serde_json::Value as Json;

use crate::wire::lenient::{self, Node};

/// One filled custom field of a contact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CustomField {
    /// The field's id in the account.
    pub id: i64,
    /// What the account calls it, in the account's language.
    pub name: String,
    /// `PHONE`, `EMAIL`, …: only some answers have it, so the account's own list of fields is the better source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The values, in the order people see; equal ones may repeat.
    pub values: Vec<Value>,
    /// Whether every account has this field.
    pub is_system: bool,
}

/// One value of a custom field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Value {
    /// Exactly what was received: mostly a string, but also a number, a boolean, an object (legal entities, files) or
    /// a list.
    pub value: Json,
    /// The chosen variant: an id as text on reading, an id or a code such as `WORK` on writing.
    #[serde(rename = "enum", skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// The part of an address: `"1"` to `"6"` on reading, a number or a name such as `city` on writing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtype: Option<String>,
}

impl CustomField {
    /// Reads one element of `custom_fields`; `None` when it has no id, because then nothing can be said about it.
    pub fn read<'a>(field: impl Node<'a>) -> Option<Self> {
        Some(Self {
            id: field.get("id").and_then(lenient::int)?,
            name: field
                .get("name")
                .and_then(lenient::text)
                .unwrap_or_default(),
            code: field.get("code").and_then(lenient::filled),
            values: field
                .get("values")
                .map(values)
                .unwrap_or_default()
                .into_iter()
                .map(Value::read)
                .collect(),
            is_system: field
                .get("is_system")
                .and_then(lenient::flag)
                .unwrap_or(false),
        })
    }
}

impl Value {
    /// A plain value without variant or part.
    pub fn plain(value: impl Into<Json>) -> Self {
        Self {
            value: value.into(),
            variant: None,
            subtype: None,
        }
    }

    /// Reads `{value, enum, subtype}`; anything else is taken whole as the value.
    pub(super) fn read<'a>(value: impl Node<'a>) -> Self {
        let (said, variant) = (value.get("value"), value.get("enum"));
        if said.is_none() && variant.is_none() {
            return Self::plain(value.kept());
        }
        Self {
            value: said.map_or(Json::Null, Node::kept),
            variant: variant.and_then(set),
            subtype: value.get("subtype").and_then(set),
        }
    }
}

/// The elements of `values`: a list in any form, or a single value that nobody wrapped into one.
pub(super) fn values<'a, N: Node<'a>>(values: N) -> Vec<N> {
    lenient::list(values).unwrap_or_else(|| vec![values])
}

/// A variant or a part that is set.
fn set<'a>(value: impl Node<'a>) -> Option<String> {
    lenient::text(value).and_then(chosen)
}

/// The same of its text: clients write 0 and an empty text for none.
pub(super) fn chosen(text: String) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed == "0" {
        return None;
    }
    Some(if trimmed.len() == text.len() {
        text
    } else {
        trimmed.to_owned()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(values: &Json) -> Vec<Value> {
        CustomField::read(&json!({"id": 1, "values": values}))
            .expect("a field")
            .values
    }

    #[test]
    fn variants_and_parts_read_as_number_string_zero_and_null() {
        let cases = [
            (json!("3685087"), Some("3685087")),
            (json!(3_685_087), Some("3685087")),
            (json!("WORK"), Some("WORK")),
            (json!(0), None),
            (json!("0"), None),
            (json!(null), None),
            (json!(""), None),
        ];
        for (written, understood) in cases {
            let values = read(&json!([{"value": "x", "enum": written, "subtype": written}]));
            assert_eq!(values[0].variant.as_deref(), understood, "{written}");
            assert_eq!(values[0].subtype.as_deref(), understood, "{written}");
        }
    }

    #[test]
    fn a_value_is_kept_exactly_whatever_it_is() {
        for value in [
            json!("1"),
            json!(1),
            json!(1.5),
            json!(true),
            json!(null),
            json!({"name": "ООО"}),
            json!([[{}]]),
        ] {
            assert_eq!(
                read(&json!([{"value": value}]))[0],
                Value::plain(value.clone()),
                "{value}"
            );
        }
    }

    #[test]
    fn values_may_be_bare_nested_or_keyed_by_number() {
        assert_eq!(
            read(&json!(["3692662", 5])),
            [Value::plain("3692662"), Value::plain(5)]
        );
        assert_eq!(
            read(&json!([[{"description": "x"}]])),
            [Value::plain(json!([{"description": "x"}]))]
        );
        assert_eq!(
            read(&json!({"3": {"value": "b"}, "1": {"value": "a"}})),
            [Value::plain("a"), Value::plain("b")]
        );
        assert_eq!(read(&json!({"value": "one"})), [Value::plain("one")]);
        assert!(read(&json!({})).is_empty());
    }

    #[test]
    fn a_system_field_is_told_by_boolean_digit_or_letter() {
        for (written, system) in [
            (json!(true), true),
            (json!("1"), true),
            (json!("Y"), true),
            (json!("N"), false),
            (json!(null), false),
        ] {
            let field = CustomField::read(&json!({"id": "7", "is_system": written, "code": ""}))
                .expect("a field");
            assert_eq!(
                (field.id, field.is_system, field.code),
                (7, system, None),
                "{written}"
            );
        }
        assert_eq!(CustomField::read(&json!({"name": "no id"})), None);
    }
}
