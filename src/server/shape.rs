//! How answers are printed: the one place that knows the shape of the documentation's page.
//!
//! A contact is printed when it is written and kept so; a list is then its items one after another. What accounts in use
//! answer is made from that, in `live`.

pub(super) mod live;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::wire::v2::contact::{CompanyRef, Contact, LinkedIds, RequestId};
use crate::wire::v2::links::Links;

/// What answers look like. A choice of who serves the account, not of the account: its data is the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shapes {
    /// As the documentation's page prints them.
    #[default]
    Page,
    /// As accounts in use were seen to give them: numbers for enums, `{}` for every empty list, first and last name, codes of
    /// fields, `_links` only, and the escapes of PHP.
    Live,
}

/// The address of contacts, as `_links` name it.
pub(super) const CONTACTS: &str = "/api/v2/contacts";

/// A contact as the page prints it.
pub(super) fn contact(contact: &Contact) -> serde_json::Result<String> {
    serde_json::to_string(contact)
}

/// The link by which a contact is asked for.
pub(super) fn contact_links(id: i64) -> Links {
    Links::get(format!("{CONTACTS}?id={id}"))
}

/// The company of a contact.
pub(super) fn company(id: i64, name: String) -> CompanyRef {
    CompanyRef {
        id,
        name,
        links: Some(Links::get(format!("/api/v2/companies?id={id}"))),
    }
}

/// Linked `leads` or `customers`.
pub(super) fn linked(what: &str, id: Vec<i64>) -> LinkedIds {
    let ids: Vec<String> = id.iter().map(ToString::to_string).collect();
    let links =
        (!id.is_empty()).then(|| Links::get(format!("/api/v2/{what}?id={}", ids.join(","))));
    LinkedIds { id, links }
}

/// The answer to a list in the making: its items one after another.
pub(super) struct Page {
    text: Vec<u8>,
    is_empty: bool,
}

impl Page {
    /// A page without items; `room` is about how many bytes they will have.
    pub(super) fn new(href: &str, room: usize) -> serde_json::Result<Self> {
        let mut text = Vec::with_capacity(room + 256);
        text.extend_from_slice(br#"{"_links":"#);
        serde_json::to_writer(&mut text, &Links::get(href))?;
        text.extend_from_slice(br#","_embedded":{"items":["#);
        Ok(Self {
            text,
            is_empty: true,
        })
    }

    /// Adds an item that is printed already.
    pub(super) fn add(&mut self, item: &[u8]) {
        self.next();
        self.text.extend_from_slice(item);
    }

    /// Prints an item.
    pub(super) fn print(&mut self, item: &impl Serialize) -> serde_json::Result<()> {
        self.next();
        serde_json::to_writer(&mut self.text, item)
    }

    fn next(&mut self) {
        if !self.is_empty {
            self.text.push(b',');
        }
        self.is_empty = false;
    }

    /// The whole answer; `None` if there are no items.
    pub(super) fn finish(mut self) -> Option<Vec<u8>> {
        self.text.extend_from_slice(b"]}}");
        (!self.is_empty).then_some(self.text)
    }
}

/// What became of one element of a POST. Kept as it was printed for requests that are repeated.
///
/// The page's sample prints `_link`, its table and real answers say `_links`: both are there.
#[derive(Debug, Serialize)]
pub(super) struct Posted {
    pub(super) id: i64,
    pub(super) request_id: RequestId,
    /// Only for updates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) updated_at: Option<i64>,
    #[serde(rename = "_links")]
    links: Links,
    #[serde(rename = "_link")]
    link: Links,
}

impl Posted {
    pub(super) fn new(id: i64, request_id: RequestId, updated_at: Option<i64>) -> Self {
        Self {
            id,
            request_id,
            updated_at,
            links: contact_links(id),
            link: contact_links(id),
        }
    }
}

/// The answer to a POST; `added` and `updated` say what was refused, by request id and by contact id.
pub(super) fn posted(
    items: &[Value],
    added: Map<String, Value>,
    updated: Map<String, Value>,
) -> Value {
    let links = json!(Links::post(CONTACTS));
    let mut embedded = json!({"items": items});
    let errors: Map<String, Value> = [("add", added), ("update", updated)]
        .into_iter()
        .filter(|(_, errors)| !errors.is_empty())
        .map(|(kind, errors)| (kind.to_owned(), Value::Object(errors)))
        .collect();
    if !errors.is_empty() {
        embedded["errors"] = Value::Object(errors);
    }
    json!({"_links": links, "_link": links, "_embedded": embedded})
}
