//! What a client sends to `POST /api/v2/contacts`.

mod list;
mod value;

use serde::de::{Deserialize, Deserializer};
use serde::{Serialize, Serializer};
use serde_json::Value as Json;

pub use value::{FieldWrite, ValueWrite};

use crate::wire::lenient;

/// The body of one call: what to add and what to update (contacts, if not said otherwise); either may be missing.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Batch<W = Write> {
    /// Elements to make.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add: Option<Vec<W>>,
    /// Elements to change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update: Option<Vec<W>>,
}

/// One element of `add` or `update`. What is `None` is not sent, and not touched by the account.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Write {
    /// The contact to change; required on update, unknown on add.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// The name; required on add.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// First name (since 2019; not on the page).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Last name, as `first_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Unix seconds; the account takes the present moment when it is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<i64>,
    /// Unix seconds; required on update, where an older moment than the stored one is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<i64>,
    /// Who looks after the contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responsible_user_id: Option<i64>,
    /// Who made it; 0 is a robot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_by: Option<i64>,
    /// An existing company to link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_id: Option<i64>,
    /// A new company to make and link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    /// The whole set of tags; an empty one takes all away. Travels as one comma string where it can.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "list::tags")]
    pub tags: Option<Vec<TagWrite>>,
    /// Leads to link, besides those that are linked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leads_id: Option<Vec<i64>>,
    /// Customers to link, besides those that are linked. Travels as a comma string.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "list::comma"
    )]
    pub customers_id: Option<Vec<i64>>,
    /// Custom fields to replace, each one whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_fields: Option<Vec<FieldWrite>>,
    /// What to take apart from the contact (update only).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlink: Option<Unlink>,
    /// The client's own name for this element; the answer repeats it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<RequestId>,
}

/// A tag in a write: clients send names, ids, or what they once read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagWrite {
    /// By what it says; a new name makes a new tag.
    Name(String),
    /// By the account's number.
    Id(i64),
}

/// Links to remove.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Unlink {
    /// Leads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leads_id: Vec<i64>,
    /// The company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_id: Option<i64>,
    /// Customers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub customers_id: Vec<i64>,
}

/// The client's own name for one element: comes back as it was sent, a number as a number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RequestId {
    /// A number, also one that came as a plain numeric string.
    Number(i64),
    /// Anything else, such as a UUID.
    Text(String),
}

impl Batch {
    /// Reads a whole body of contacts, see [`Batch::read_with`].
    pub fn read(body: &Json) -> Self {
        Self::read_with(body, Write::read)
    }
}

impl<W> Batch<W> {
    /// Reads a whole body, each element with `read`. `None` for a key that is missing; elements that are no objects read
    /// as empty writes, which then lack what every write needs. A key that holds no list at all reads as an empty one.
    pub fn read_with(body: &Json, read: impl Fn(&Json) -> W) -> Self {
        let writes = |key: &str| {
            let elements = lenient::list(body.get(key)?).unwrap_or_default();
            Some(elements.into_iter().map(&read).collect())
        };
        Self {
            add: writes("add"),
            update: writes("update"),
        }
    }
}

impl Write {
    /// Reads one element; scalars may be strings. What cannot be read counts as not sent, so that a required one is
    /// then missed by whoever needs it. Keys of the read form (`company`, `account_id`, …) are passed over.
    pub fn read(element: &Json) -> Self {
        let number = |key: &str| element.get(key).and_then(lenient::int);
        let text = |key: &str| element.get(key).and_then(lenient::text);
        let ids = |key: &str| element.get(key).map(lenient::distinct_ids);
        Self {
            id: number("id"),
            name: text("name"),
            first_name: text("first_name"),
            last_name: text("last_name"),
            created_at: number("created_at"),
            updated_at: number("updated_at"),
            responsible_user_id: number("responsible_user_id"),
            created_by: number("created_by"),
            company_id: number("company_id"),
            company_name: element.get("company_name").and_then(lenient::filled),
            tags: element.get("tags").map(list::read_tags),
            leads_id: ids("leads_id"),
            customers_id: ids("customers_id"),
            custom_fields: element
                .get("custom_fields")
                .and_then(lenient::list)
                .map(|fields| fields.into_iter().map(FieldWrite::read).collect()),
            unlink: element
                .get("unlink")
                .filter(|unlink| unlink.is_object())
                .map(Unlink::read),
            request_id: element.get("request_id").and_then(RequestId::read),
        }
    }
}

impl Unlink {
    fn read(unlink: &Json) -> Self {
        let ids = |key: &str| {
            unlink
                .get(key)
                .map(lenient::distinct_ids)
                .unwrap_or_default()
        };
        Self {
            leads_id: ids("leads_id"),
            company_id: ids("company_id").first().copied(),
            customers_id: ids("customers_id"),
        }
    }
}

impl RequestId {
    /// Reads a number or a text; `None` for everything else, an empty text included.
    pub fn read(id: &Json) -> Option<Self> {
        let text = lenient::filled(id).filter(|_| !id.is_boolean())?;
        Some(
            text.parse()
                .ok()
                .filter(|number: &i64| number.to_string() == text)
                .map_or(Self::Text(text), Self::Number),
        )
    }
}

impl Serialize for RequestId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for Write {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::read(&Json::deserialize(deserializer)?))
    }
}

impl<'de> Deserialize<'de> for Batch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::read(&Json::deserialize(deserializer)?))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::wire::v2::contact::Value;

    #[test]
    fn the_add_example_of_the_page_is_read_whole() {
        let example = include_str!("../../../../tests/fixtures/wire/add.json");
        let batch: Batch = serde_json::from_str(example).expect("JSON");
        assert_eq!(batch.update, None);
        let contact = &batch.add.expect("add")[0];
        assert_eq!(contact.name.as_deref(), Some("Александр Крылов"));
        assert_eq!(
            (contact.responsible_user_id, contact.created_by),
            (Some(504_141), Some(504_141))
        );
        assert_eq!(
            (contact.created_at, contact.company_id),
            (Some(1_509_051_600), Some(30615))
        );
        assert_eq!(
            contact.tags,
            Some(vec![
                TagWrite::Name("важный".into()),
                TagWrite::Name("доставка".into())
            ])
        );
        assert_eq!(contact.leads_id, Some(vec![45615, 43510]));
        let fields = contact.custom_fields.as_ref().expect("fields");
        assert_eq!(
            fields.iter().map(|field| field.id).collect::<Vec<_>>(),
            [
                4_396_817, 4_396_818, 4_396_819, 4_396_821, 4_400_115, 4_400_116
            ]
        );
        let phones = fields[1].values.as_ref().expect("values");
        assert_eq!(
            phones[1],
            ValueWrite::Full(Value {
                value: json!("89997894561"),
                variant: Some("WORKDD".into()),
                subtype: None
            })
        );
        let address = fields[4].values.as_ref().expect("values");
        assert_eq!(
            address[1],
            ValueWrite::Full(Value {
                value: json!("Москва"),
                variant: None,
                subtype: Some("city".into())
            })
        );
        assert_eq!(
            fields[5].values,
            Some(vec![
                ValueWrite::Bare(json!("3692662")),
                ValueWrite::Bare(json!("3692663"))
            ])
        );
    }

    #[test]
    fn the_update_example_of_the_page_is_read_whole() {
        let example = include_str!("../../../../tests/fixtures/wire/update.json");
        let batch: Batch = serde_json::from_str(example).expect("JSON");
        let contact = &batch.update.expect("update")[0];
        assert_eq!(
            (contact.id, contact.updated_at, contact.name.as_ref()),
            (Some(41560), Some(1_508_965_200), None)
        );
        assert_eq!(
            (batch.add, &contact.tags, &contact.unlink),
            (None, &None, &None)
        );
    }

    #[test]
    fn a_write_prints_only_what_it_says() {
        let write = Write {
            id: Some(41560),
            updated_at: Some(1_508_965_200),
            tags: Some(vec![
                TagWrite::Name("важный".into()),
                TagWrite::Name("доставка".into()),
            ]),
            customers_id: Some(vec![1, 2]),
            unlink: Some(Unlink {
                company_id: Some(5),
                ..Unlink::default()
            }),
            request_id: Some(RequestId::Text("6f0d".into())),
            ..Write::default()
        };
        let printed = serde_json::to_value(Batch {
            add: None,
            update: Some(vec![write.clone()]),
        })
        .expect("printable");
        assert_eq!(
            printed,
            json!({"update": [{"id": 41560, "updated_at": 1_508_965_200, "tags": "важный,доставка",
            "customers_id": "1,2", "unlink": {"company_id": 5}, "request_id": "6f0d"}]})
        );
        assert_eq!(Batch::read(&printed).update, Some(vec![write]));
    }

    #[test]
    fn unlink_takes_ids_in_every_form() {
        let write = Write::read(
            &json!({"unlink": {"leads_id": "1,2", "company_id": [3], "customers_id": ["4"]}}),
        );
        assert_eq!(
            write.unlink,
            Some(Unlink {
                leads_id: vec![1, 2],
                company_id: Some(3),
                customers_id: vec![4]
            })
        );
        assert_eq!(Write::read(&json!({"unlink": []})).unlink, None);
    }

    #[test]
    fn a_request_id_comes_back_as_it_was_sent() {
        let cases = [
            (json!(0), Some(json!(0))),
            (json!("17"), Some(json!(17))),
            (json!("017"), Some(json!("017"))),
            (json!("6f0d-4c"), Some(json!("6f0d-4c"))),
            (json!(""), None),
            (json!(null), None),
            (json!({}), None),
        ];
        for (sent, back) in cases {
            let read =
                RequestId::read(&sent).map(|id| serde_json::to_value(id).expect("printable"));
            assert_eq!(read, back, "{sent}");
        }
    }

    #[test]
    fn keys_of_the_read_form_and_broken_elements_cost_nothing() {
        let write = Write::read(
            &json!({"name": "x", "company": {"id": 1}, "account_id": 2, "_links": {}, "created_at": "?"}),
        );
        assert_eq!(
            write,
            Write {
                name: Some("x".into()),
                ..Write::default()
            }
        );
        let batch = Batch::read(&json!({"add": {"1": {"name": "b"}, "0": "junk"}, "update": 5}));
        assert_eq!(
            batch.add,
            Some(vec![
                Write::default(),
                Write {
                    name: Some("b".into()),
                    ..Write::default()
                }
            ])
        );
        assert_eq!(batch.update, Some(vec![]));
        assert_eq!(Batch::read(&json!([])), Batch::default());
    }
}
