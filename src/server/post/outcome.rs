//! What became of what a request writes, and how the answer tells of it.

use serde_json::{Map, Value, json};

use crate::server::reply::{Refusal, Reply};
use crate::wire::v2::contact::RequestId;
use crate::wire::v2::links::Links;

/// Why an element was not written.
#[derive(Debug)]
pub(in crate::server) enum Failure {
    /// Only this one: the others of the request go on.
    Item(String),
    /// Only this one, and the API's own list has a code for it.
    Coded(u16, String),
    /// The request as a whole is wrong.
    Request(Refusal),
}

impl<T: Into<Refusal>> From<T> for Failure {
    fn from(refusal: T) -> Self {
        Self::Request(refusal.into())
    }
}

/// Refuses this element only.
pub(in crate::server) fn item<T>(text: impl Into<String>) -> Result<T, Failure> {
    Err(Failure::Item(text.into()))
}

/// Refuses this element only, with a code.
pub(in crate::server) fn coded<T>(code: u16, text: impl Into<String>) -> Result<T, Failure> {
    Err(Failure::Coded(code, text.into()))
}

impl Failure {
    /// How the answer tells of it, unless the whole request is refused.
    pub(super) fn told(self) -> Result<Value, Refusal> {
        match self {
            Self::Item(text) => Ok(Value::from(text)),
            Self::Coded(code, text) => Ok(json!({"code": code.to_string(), "message": text})),
            Self::Request(refusal) => Err(refusal),
        }
    }
}

/// What became of a request.
#[derive(Debug, Default)]
pub(in crate::server) struct Outcome {
    /// What was done, in the order of the request.
    pub(in crate::server) items: Vec<Value>,
    /// What was refused of `add`, by request id or place.
    pub(in crate::server) added: Map<String, Value>,
    /// What was refused of `update`, by id.
    pub(in crate::server) updated: Map<String, Value>,
    /// What was refused of `delete`, by id; few collections have it.
    pub(in crate::server) deleted: Map<String, Value>,
}

impl Outcome {
    /// Takes in what became of an id in `delete`. What such an answer looks like is not documented (C).
    pub(in crate::server) fn delete(
        &mut self,
        href: &str,
        id: i64,
        became: Result<(), Failure>,
    ) -> Result<(), Refusal> {
        match became {
            Ok(()) => self
                .items
                .push(json!({"id": id, "_links": Links::get(href)})),
            Err(failure) => drop(self.deleted.insert(id.to_string(), failure.told()?)),
        }
        Ok(())
    }

    /// The answer of a neighbour of the contacts.
    pub(in crate::server) fn reply(self, path: &str) -> Reply {
        let mut embedded = json!({"items": self.items});
        for (kind, errors) in [
            ("add", self.added),
            ("update", self.updated),
            ("delete", self.deleted),
        ] {
            if !errors.is_empty() {
                embedded["errors"][kind] = Value::Object(errors);
            }
        }
        Reply::hal(json!({"_links": Links::post(path), "_embedded": embedded}).to_string())
    }
}

/// The item of such an answer; `updated_at` only for updates.
pub(in crate::server) fn done(
    href: &str,
    id: i64,
    request_id: Option<&RequestId>,
    updated_at: Option<i64>,
) -> Value {
    let mut item = json!({"id": id});
    item["request_id"] = request_id.map_or_else(|| json!(id), |name| json!(name));
    if let Some(at) = updated_at {
        item["updated_at"] = json!(at);
    }
    item["_links"] = json!(Links::get(href));
    item
}
