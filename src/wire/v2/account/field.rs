//! What the account says about one custom field.

use std::borrow::Cow;

use crate::wire::{
    html,
    lenient::{self, Node},
};

/// The definition of a custom field.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the account prints these flags side by side"
)]
pub struct FieldDef {
    /// The field's id.
    pub id: i64,
    /// What the account calls it, in its language.
    pub name: String,
    /// The number of its kind: 1 text, 8 several texts with types, 13 address, …
    pub field_type: i64,
    /// Its place among the fields.
    pub sort: i64,
    /// `PHONE`, `EMAIL`, …; `None` for fields that users defined.
    pub code: Option<String>,
    /// Whether it can hold several values.
    pub is_multiple: bool,
    /// Whether every account has it.
    pub is_system: bool,
    /// Whether values can be changed over the API.
    pub is_editable: bool,
    /// Whether a contact must have it.
    pub is_required: bool,
    /// Whether people see it.
    pub is_visible: bool,
    /// The variants of a list or the types of a phone, in the order of the answer.
    pub enums: Vec<EnumDef>,
}

/// One variant of a list, or one type of a phone or an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumDef {
    /// Its id.
    pub id: i64,
    /// Its label or code as received, HTML escapes and all.
    pub value: String,
}

impl EnumDef {
    /// The label as the person who made it typed it.
    pub fn label(&self) -> Cow<'_, str> {
        html::unescape(&self.value)
    }
}

impl FieldDef {
    pub(super) fn read<'a>(key: Option<i64>, field: impl Node<'a>) -> Option<Self> {
        let number = |key: &str| field.get(key).and_then(lenient::int);
        let flag = |key: &str| field.get(key).and_then(lenient::flag);
        Some(Self {
            id: number("id").or(key)?,
            name: field
                .get("name")
                .and_then(lenient::text)
                .unwrap_or_default(),
            field_type: number("field_type")
                .or_else(|| number("type_id"))
                .unwrap_or(0),
            sort: number("sort").unwrap_or(0),
            code: field.get("code").and_then(lenient::filled),
            is_multiple: flag("is_multiple").unwrap_or(false),
            is_system: flag("is_system").unwrap_or(false),
            // Older answers say `editable` with a letter; a field nobody speaks about can be edited and seen.
            is_editable: flag("is_editable")
                .or_else(|| flag("editable"))
                .unwrap_or(true),
            is_required: flag("is_required").unwrap_or(false),
            is_visible: flag("is_visible").unwrap_or(true),
            enums: field.get("enums").map(enums).unwrap_or_default(),
        })
    }
}

/// `{"<id>":"<value>"}` as accounts print it, or `[{"id","value"}]` as the documentation does.
fn enums<'a>(enums: impl Node<'a>) -> Vec<EnumDef> {
    lenient::entries(enums)
        .into_iter()
        .filter_map(|(key, variant)| {
            Some(EnumDef {
                id: variant.get("id").and_then(lenient::int).or(key)?,
                value: lenient::text(variant.get("value").unwrap_or(variant)).unwrap_or_default(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn enums_read_from_a_map_and_from_a_list_in_the_order_of_the_answer() {
        let expected = [
            EnumDef {
                id: 9,
                value: "b".into(),
            },
            EnumDef {
                id: 3,
                value: "a".into(),
            },
        ];
        for written in [
            json!({"9": "b", "3": "a"}),
            json!([{"id": "9", "value": "b"}, {"id": 3, "value": "a"}]),
        ] {
            assert_eq!(enums(&written), expected, "{written}");
        }
        assert!(enums(&json!([])).is_empty());
    }

    #[test]
    fn labels_lose_their_html_escapes_only_when_asked() {
        let variant = EnumDef {
            id: 1,
            value: "&quot;Опт&quot; &amp; розница".into(),
        };
        assert_eq!(variant.label(), "\"Опт\" & розница");
        assert_eq!(variant.value, "&quot;Опт&quot; &amp; розница");
    }

    #[test]
    fn flags_of_a_field_read_as_boolean_or_letter() {
        let field = FieldDef::read(
            Some(7),
            &json!({"editable": "N", "is_system": "Y", "is_multiple": 1, "code": ""}),
        )
        .expect("a field");
        assert_eq!(
            (
                field.id,
                field.is_editable,
                field.is_system,
                field.is_multiple
            ),
            (7, false, true, true)
        );
        assert_eq!((field.code, field.is_visible), (None, true));
    }
}
