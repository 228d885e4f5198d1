//! Custom fields in a write.

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use crate::wire::lenient;
use crate::wire::v2::contact::field::{Value, values};

/// One field to replace whole: what is not in `values` is gone afterwards.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldWrite {
    /// The field's id; 0 when what came cannot be read, which no account has.
    pub id: i64,
    /// All its values; an empty list clears the field. `None` when the element named no values at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<ValueWrite>>,
}

/// One value in a write.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueWrite {
    /// A scalar by itself: the id of a variant of a multiselect, on the page.
    Bare(Json),
    /// `{value, enum, subtype}`.
    Full(Value),
}

impl FieldWrite {
    /// Reads one element of `custom_fields`; keys such as `name` and `is_system` are passed over.
    pub(super) fn read(field: &Json) -> Self {
        Self {
            id: field.get("id").and_then(lenient::int).unwrap_or(0),
            values: field
                .get("values")
                .map(|sent| values(sent).into_iter().map(ValueWrite::read).collect()),
        }
    }
}

impl ValueWrite {
    fn read(value: &Json) -> Self {
        match value {
            Json::Object(_) | Json::Array(_) => Self::Full(Value::read(value)),
            scalar => Self::Bare(scalar.clone()),
        }
    }
}

impl Serialize for ValueWrite {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bare(scalar) => scalar.serialize(serializer),
            Self::Full(value) => value.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_of_a_write_may_be_keyed_by_number_bare_or_missing() {
        let field = FieldWrite::read(
            &json!({"id": "4400115", "name": "Адрес", "is_system": false,
            "values": {"3": {"value": "Москва", "subtype": 3}, "1": {"value": "ул. Ленина", "subtype": "1"}}}),
        );
        let values = field.values.expect("values");
        assert_eq!(
            values[1],
            ValueWrite::Full(Value {
                value: json!("Москва"),
                variant: None,
                subtype: Some("3".into())
            })
        );
        assert_eq!(
            FieldWrite::read(&json!({"id": 1, "values": [5]})).values,
            Some(vec![ValueWrite::Bare(json!(5))])
        );
        assert_eq!(
            FieldWrite::read(&json!({"id": 1, "values": []})).values,
            Some(vec![])
        );
        assert_eq!(
            FieldWrite::read(&json!({"id": 1})),
            FieldWrite {
                id: 1,
                values: None
            }
        );
        assert_eq!(FieldWrite::read(&json!("junk")).id, 0);
    }

    #[test]
    fn a_multiselect_prints_as_bare_ids() {
        let field = FieldWrite {
            id: 4_400_116,
            values: Some(vec![ValueWrite::Bare(json!(3_692_662))]),
        };
        assert_eq!(
            serde_json::to_value(field).expect("printable"),
            json!({"id": 4_400_116, "values": [3_692_662]})
        );
    }
}
