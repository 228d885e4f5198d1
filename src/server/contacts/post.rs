//! `POST /api/v2/contacts`: adds, then updates, all in one transaction.

use rusqlite::{Connection, OptionalExtension as _, named_params};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::body;
use super::write::{Failure, Writer};
use crate::server::auth;
use crate::server::call::Call;
use crate::server::reply::{Refusal, Reply};
use crate::server::{Account, shape};
use crate::wire::v2::contact::{RequestId, Write};

/// Answers under a UUID are remembered for this long.
const REMEMBERED: i64 = 30 * 24 * 60 * 60;

/// Writes what can be written and says of each of the rest why not; a mistake in the request itself refuses the whole.
pub(in crate::server) fn post(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    let now = account.now();
    account.write(|tx| {
        let profile = auth::account_of(tx)?;
        let caller = auth::identify(account, tx, &profile, call)?;
        let batch = body::read(call)?;
        let mut writer = Writer::new(tx, &profile, &caller.user, now)?;
        let mut items = Vec::new();
        let mut errors = [Map::new(), Map::new()];
        for (kind, writes) in [(Kind::Add, batch.add), (Kind::Update, batch.update)] {
            for (place, write) in writes.iter().flatten().enumerate() {
                match once(tx, caller.user.id, now, kind, write, &mut writer) {
                    Ok(item) => items.push(item),
                    Err(Failure::Item(text)) => {
                        errors[kind as usize].insert(kind.name(write, place), Value::from(text));
                    }
                    Err(Failure::Request(refusal)) => return Err(refusal),
                }
            }
        }
        let [added, updated] = errors;
        Ok(caller.answer(Reply::hal(
            shape::posted(&items, added, updated).to_string(),
        )))
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Add,
    Update,
}

impl Kind {
    /// What an error is listed under: the contact, or for an add what the client called it.
    fn name(self, write: &Write, place: usize) -> String {
        match (self, write.id, &write.request_id) {
            (Self::Update, Some(id), _) => id.to_string(),
            (_, _, Some(RequestId::Number(id))) => id.to_string(),
            (_, _, Some(RequestId::Text(id))) => id.clone(),
            _ => place.to_string(),
        }
    }
}

/// Does a write, unless the same user already did it: a client that got no answer asks again under the same UUID. Other
/// request ids are repeated by clients for different writes, so they are only echoed.
fn once(
    connection: &Connection,
    user: i64,
    now: i64,
    kind: Kind,
    write: &Write,
    writer: &mut Writer<'_>,
) -> Result<Value, Failure> {
    let uuid = match &write.request_id {
        Some(RequestId::Text(id)) if Uuid::try_parse(id).is_ok() => Some(id),
        _ => None,
    };
    if let Some(uuid) = uuid {
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
    let posted = match kind {
        Kind::Add => writer.add(write)?,
        Kind::Update => writer.update(write)?,
    };
    let answer = serde_json::to_value(posted)?;
    if let Some(uuid) = uuid {
        connection
            .prepare_cached("INSERT INTO answered (user_id, request_id, answer, at) VALUES (:user, :id, :answer, :at)")?
            .execute(named_params! { ":user": user, ":id": uuid, ":answer": answer.to_string(), ":at": now })?;
    }
    Ok(answer)
}
