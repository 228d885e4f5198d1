//! A contact as the account prints it, and what it reads from a client.

mod field;
mod usual;
mod write;

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::{Serialize, Serializer};
use serde_json::Value as Json;

pub use field::{CustomField, Value};
pub use write::{Batch, FieldWrite, RequestId, TagWrite, Unlink, ValueWrite, Write};

use crate::wire::lenient::{self, Node, Shape};
use crate::wire::v2::links::Links;

/// What nobody looks at in an item, for [`Parsed::without`](lenient::Parsed::without): the links of a contact and of what is
/// right in it are a quarter of its text.
pub(super) const PASSED: &[(&str, usize)] = &[("_links", 2)];

/// One item of `GET /api/v2/contacts`, with the keys in the order of the page.
///
/// Printing gives the page's shape: nothing linked is `{}`, no tags and no fields are `[]`. Reading accepts every shape
/// seen from real accounts; only an item without a readable id is refused.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contact {
    /// The account's number of this contact.
    pub id: i64,
    /// The name as one line, however first and last name are filled.
    pub name: String,
    /// First name, if the account knows it (since 2019, and not for older contacts).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Last name, as `first_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The user who looks after the contact.
    pub responsible_user_id: i64,
    /// The user who made it; 0 is a robot or an integration.
    pub created_by: i64,
    /// When it was made, as received: see [`Contact::created_at_seconds`].
    pub created_at: i64,
    /// When it was last changed according to the client that did it, as received: see [`Contact::updated_at_seconds`].
    pub updated_at: i64,
    /// The account it belongs to.
    pub account_id: i64,
    /// The user who last changed it; 0 is a robot or an integration.
    pub updated_by: i64,
    /// The group of the responsible user; 0 is the default group.
    pub group_id: i64,
    /// The company it is linked to.
    #[serde(serialize_with = "or_empty_object")]
    pub company: Option<CompanyRef>,
    /// The leads it takes part in.
    pub leads: LinkedIds,
    /// When its nearest task is due, as received: see [`Contact::nearest_task`].
    pub closest_task_at: i64,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// Its filled custom fields; those without a value are not listed.
    pub custom_fields: Vec<CustomField>,
    /// The customers it is linked to.
    pub customers: LinkedIds,
    /// How to ask for it again.
    #[serde(rename = "_links", skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
}

/// The company of a contact, by reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompanyRef {
    /// The company's id.
    pub id: i64,
    /// Its name; some answers give `null`, which reads as empty.
    pub name: String,
    /// How to ask for it.
    #[serde(rename = "_links", skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
}

/// Ids of linked leads or customers: `{"id":[..],"_links":{..}}`, and `{}` when there are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkedIds {
    /// The ids, in the order of the answer.
    pub id: Vec<i64>,
    /// One request for all of them.
    pub links: Option<Links>,
}

/// A tag of a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// The account's number of the tag; 0 when the answer gave none.
    pub id: i64,
    /// What it says.
    pub name: String,
}

/// Why one item cannot be used as a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// It is not an object.
    NotAnObject,
    /// It has no id that can be read, so nothing could be done with it.
    NoId,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnObject => "the item is not an object",
            Self::NoId => "the item has no readable id",
        })
    }
}

impl std::error::Error for Unusable {}

impl Contact {
    /// Reads one item, forgiving every shape but a missing id. What cannot be read elsewhere counts as empty or 0.
    pub fn read<'a>(item: impl Node<'a>) -> Result<Self, Unusable> {
        if !matches!(item.shape(), Shape::Object) {
            return Err(Unusable::NotAnObject);
        }
        let number = |key: &str| item.get(key).and_then(lenient::int).unwrap_or(0);
        Ok(Self {
            id: item
                .get("id")
                .and_then(lenient::int)
                .ok_or(Unusable::NoId)?,
            name: item.get("name").and_then(lenient::text).unwrap_or_default(),
            first_name: item.get("first_name").and_then(lenient::text),
            last_name: item.get("last_name").and_then(lenient::text),
            responsible_user_id: number("responsible_user_id"),
            created_by: number("created_by"),
            created_at: number("created_at"),
            updated_at: number("updated_at"),
            account_id: number("account_id"),
            updated_by: number("updated_by"),
            group_id: number("group_id"),
            company: item.get("company").and_then(CompanyRef::read),
            leads: item.get("leads").map(LinkedIds::read).unwrap_or_default(),
            closest_task_at: number("closest_task_at"),
            tags: items(item, "tags")
                .into_iter()
                .filter_map(Tag::read)
                .collect(),
            custom_fields: items(item, "custom_fields")
                .into_iter()
                .filter_map(CustomField::read)
                .collect(),
            customers: item
                .get("customers")
                .map(LinkedIds::read)
                .unwrap_or_default(),
            links: Links::of(item),
        })
    }

    /// Reads a text that is in the very shape that accounts print, at a part of the cost and without links; `None` when it
    /// is not, and [`Contact::read`] has to.
    pub fn usual(text: &str) -> Option<Self> {
        usual::read(text)
    }

    /// [`Contact::created_at`] in Unix seconds.
    pub fn created_at_seconds(&self) -> i64 {
        lenient::seconds(self.created_at)
    }

    /// [`Contact::updated_at`] in Unix seconds: a client may have stored milliseconds.
    pub fn updated_at_seconds(&self) -> i64 {
        lenient::seconds(self.updated_at)
    }

    /// When the nearest task is due, in Unix seconds. 0 and the negative dates that accounts print mean there is none.
    pub fn nearest_task(&self) -> Option<i64> {
        Some(lenient::seconds(self.closest_task_at)).filter(|due| *due > 0)
    }
}

impl<'de> Deserialize<'de> for Contact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&Json::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl CompanyRef {
    /// Reads the `company` of a contact; `None` for every way to write nothing, and for a company without an id.
    fn read<'a>(company: impl Node<'a>) -> Option<Self> {
        let id = company
            .get("id")
            .and_then(lenient::int)
            .filter(|id| *id != 0)?;
        Some(Self {
            id,
            name: company
                .get("name")
                .and_then(lenient::text)
                .unwrap_or_default(),
            links: Links::of(company),
        })
    }
}

impl LinkedIds {
    /// Reads `leads` or `customers`: ids under `id` (several or one), or as a bare list.
    fn read<'a>(linked: impl Node<'a>) -> Self {
        Self {
            id: lenient::ids(linked.get("id").unwrap_or(linked)),
            links: Links::of(linked),
        }
    }
}

impl Serialize for LinkedIds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Linked<'a> {
            id: &'a [i64],
            #[serde(rename = "_links", skip_serializing_if = "Option::is_none")]
            links: Option<&'a Links>,
        }
        if self.id.is_empty() {
            return serializer.collect_map(std::iter::empty::<((), ())>());
        }
        Linked {
            id: &self.id,
            links: self.links.as_ref(),
        }
        .serialize(serializer)
    }
}

impl Tag {
    /// Reads a tag object, or a bare name; `None` for what says nothing.
    pub fn read<'a>(tag: impl Node<'a>) -> Option<Self> {
        match tag.shape() {
            Shape::Object => Some(Self {
                id: tag.get("id").and_then(lenient::int).unwrap_or(0),
                name: tag.get("name").and_then(lenient::text)?,
            }),
            _ => lenient::filled(tag).map(|name| Self { id: 0, name }),
        }
    }
}

/// The items of a list member; a missing or unreadable one has none.
fn items<'a, N: Node<'a>>(object: N, key: &str) -> Vec<N> {
    object.get(key).and_then(lenient::list).unwrap_or_default()
}

#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
fn or_empty_object<S: Serializer, T: Serialize>(
    value: &Option<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => value.serialize(serializer),
        None => serializer.collect_map(std::iter::empty::<((), ())>()),
    }
}

#[cfg(test)]
mod tests;
