//! What clients write to `POST /api/v2/fields`.

use serde_json::Value as Json;

use crate::wire::lenient;
use crate::wire::v2::contact::RequestId;

/// One element of `add`. What is `None` was not sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldAdd {
    /// What people call it.
    pub name: Option<String>,
    /// Its kind, a number mostly; also sent as `type`.
    pub field_type: Option<String>,
    /// What it belongs to: 1 contacts, 2 leads, 3 companies, 12 customers.
    pub element_type: Option<i64>,
    /// The program that makes it, by a name of its own choice; needed to delete it again.
    pub origin: Option<String>,
    /// Whether people may change it.
    pub is_editable: Option<bool>,
    /// Whether a value is asked for.
    pub is_required: Option<bool>,
    /// Whether it can be deleted.
    pub is_deletable: Option<bool>,
    /// Whether people see it.
    pub is_visible: Option<bool>,
    /// The labels of the options.
    pub enums: Vec<String>,
    /// The client's own name for this element.
    pub request_id: Option<RequestId>,
}

impl FieldAdd {
    /// Reads one element; what cannot be read counts as not sent.
    pub fn read(element: &Json) -> Self {
        let filled = |key: &str| element.get(key).and_then(lenient::filled);
        let flag = |key: &str| element.get(key).and_then(lenient::flag);
        let enums = element.get("enums").map(lenient::entries);
        Self {
            name: filled("name"),
            field_type: filled("field_type").or_else(|| filled("type")),
            element_type: element.get("element_type").and_then(lenient::int),
            origin: filled("origin"),
            is_editable: flag("is_editable"),
            is_required: flag("is_required"),
            is_deletable: flag("is_deletable"),
            is_visible: flag("is_visible"),
            enums: enums
                .into_iter()
                .flatten()
                .filter_map(|(_, label)| lenient::filled(label.get("value").unwrap_or(label)))
                .collect(),
            request_id: element.get("request_id").and_then(RequestId::read),
        }
    }
}

/// One element of `delete`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDelete {
    /// The field; 0 when it was not said.
    pub id: i64,
    /// The name under which it was made.
    pub origin: Option<String>,
}

impl FieldDelete {
    /// Reads the elements of `delete`; none when the body has no such list. A bare id will do.
    pub fn read_all(body: &Json) -> Vec<Self> {
        let listed = body.get("delete").and_then(lenient::list);
        listed
            .into_iter()
            .flatten()
            .map(|element| Self {
                id: lenient::int(element.get("id").unwrap_or(element)).unwrap_or(0),
                origin: element.get("origin").and_then(lenient::filled),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn options_are_read_as_labels_as_a_map_and_as_objects() {
        for enums in [
            json!(["a", "b"]),
            json!({"0": "a", "1": "b"}),
            json!([{"value": "a"}, {"value": "b"}]),
        ] {
            let read = FieldAdd::read(&json!({"type": 4, "enums": enums}));
            assert_eq!(read.enums, ["a", "b"], "{enums}");
            assert_eq!(read.field_type.as_deref(), Some("4"));
        }
    }

    #[test]
    fn a_deletion_is_read_with_and_without_its_origin() {
        let read = FieldDelete::read_all(&json!({"delete": [{"id": "7", "origin": "x"}, 8]}));
        let deletion = |id, origin: Option<&str>| FieldDelete {
            id,
            origin: origin.map(str::to_owned),
        };
        assert_eq!(read, [deletion(7, Some("x")), deletion(8, None)]);
        assert_eq!(FieldDelete::read_all(&json!({})), []);
    }
}
