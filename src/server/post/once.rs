//! What was already done is not done again: a client that got no answer may ask under the same UUID.

use rusqlite::{OptionalExtension as _, named_params};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Asking, Element, Failure, Writer};
use crate::server::keys;
use crate::wire::v2::contact::RequestId;

/// Answers under a UUID are remembered for this long.
const REMEMBERED: i64 = 30 * 24 * 60 * 60;

/// What is done with the elements of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Add,
    Update,
}

impl Kind {
    /// What makes a write under a UUID the same write again. An add is known by the UUID alone: whoever got no answer may have
    /// changed his mind about what to add, and must not add twice. Some clients give each thing a UUID for good, so of an
    /// update everything has to be the same.
    fn repeated(self, uuid: &str, element: &impl Element) -> String {
        match self {
            Self::Add => uuid.to_owned(),
            Self::Update => {
                let content = keys::fingerprint(&format!("{element:?}"));
                format!("{uuid}/{content}")
            }
        }
    }

    /// What an error is listed under: the element, or for an add what the client called it. Many clients call all their adds
    /// the same; the others of a name go by their place, or the first free number after it.
    pub(super) fn name(
        self,
        element: &impl Element,
        place: usize,
        taken: &Map<String, Value>,
    ) -> String {
        let name = match (self, element.id(), element.request_id()) {
            (Self::Update, Some(id), _) => return id.to_string(),
            (_, _, Some(RequestId::Number(id))) => id.to_string(),
            (_, _, Some(RequestId::Text(id))) => id.clone(),
            _ => place.to_string(),
        };
        let places = (place..).map(|place| place.to_string());
        std::iter::once(name)
            .chain(places)
            .find(|name| !taken.contains_key(name))
            .expect("numbers do not run out")
    }
}

impl Asking<'_> {
    /// Does a write, unless the same user already did it: a client that got no answer asks again under the same UUID. Other
    /// request ids are repeated by clients for different writes, so they are only echoed.
    pub(super) fn once<W: Writer>(
        &self,
        space: &str,
        kind: Kind,
        element: &W::Element,
        writer: &mut W,
    ) -> Result<Value, Failure> {
        let (connection, user, now) = (self.connection, self.user.id, self.now);
        let uuid = match element.request_id() {
            Some(RequestId::Text(id)) if Uuid::try_parse(id).is_ok() => {
                Some(format!("{space}{}", kind.repeated(id, element)))
            }
            _ => None,
        };
        if let Some(uuid) = &uuid {
            connection
                .prepare_cached("DELETE FROM answered WHERE at < :before")?
                .execute(named_params! { ":before": now - REMEMBERED })?;
            let earlier: Option<String> = connection
                .prepare_cached(
                    "SELECT answer FROM answered WHERE user_id = :user AND request_id = :id",
                )?
                .query_row(named_params! { ":user": user, ":id": uuid }, |row| {
                    row.get(0)
                })
                .optional()?;
            if let Some(answer) = earlier {
                return Ok(serde_json::from_str(&answer)?);
            }
        }
        let answer = match kind {
            Kind::Add => writer.add(element)?,
            Kind::Update => writer.update(element)?,
        };
        if let Some(uuid) = uuid {
            connection
                .prepare_cached("INSERT INTO answered (user_id, request_id, answer, at) VALUES (:user, :id, :answer, :at)")?
                .execute(named_params! { ":user": user, ":id": uuid, ":answer": answer.to_string(), ":at": now })?;
        }
        Ok(answer)
    }
}
