//! What all writes have in common: adds, then updates; what is refused alone, and what was already done.

use std::cell::Cell;
use std::fmt;

use rusqlite::{Connection, OptionalExtension as _, named_params};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::call::Call;
use super::profile::{self, Profile};
use super::reply::{Refusal, Reply};
use super::rights::User;
use super::{Account, auth, keys, users};
use crate::wire::lenient;
use crate::wire::v2::contact::{Batch, RequestId};
use crate::wire::v2::links::Links;

/// Answers under a UUID are remembered for this long.
const REMEMBERED: i64 = 30 * 24 * 60 * 60;

/// Why an element was not written.
#[derive(Debug)]
pub(super) enum Failure {
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
pub(super) fn item<T>(text: impl Into<String>) -> Result<T, Failure> {
    Err(Failure::Item(text.into()))
}

/// Refuses this element only, with a code.
pub(super) fn coded<T>(code: u16, text: impl Into<String>) -> Result<T, Failure> {
    Err(Failure::Coded(code, text.into()))
}

impl Failure {
    /// How the answer tells of it, unless the whole request is refused.
    fn told(self) -> Result<Value, Refusal> {
        match self {
            Self::Item(text) => Ok(Value::from(text)),
            Self::Coded(code, text) => Ok(json!({"code": code.to_string(), "message": text})),
            Self::Request(refusal) => Err(refusal),
        }
    }
}

/// Refuses a change that is older than what is stored. Clients send seconds, and milliseconds at times.
pub(super) fn not_older(updated_at: i64, stored: i64) -> Result<(), Failure> {
    if lenient::seconds(updated_at) < lenient::seconds(stored) {
        return item("Last modified date is older than in database");
    }
    Ok(())
}

/// One element of a request.
pub(super) trait Element: fmt::Debug {
    /// What it is about, on update.
    fn id(&self) -> Option<i64>;
    /// What the client calls it.
    fn request_id(&self) -> Option<&RequestId>;
}

/// Writes the elements of one collection. Each is checked before anything of it is written, so that a refused one leaves
/// no trace.
pub(super) trait Writer {
    /// What it writes.
    type Element: Element;

    /// Makes one; gives the item of the answer.
    fn add(&mut self, element: &Self::Element) -> Result<Value, Failure>;

    /// Changes one; gives the item of the answer.
    fn update(&mut self, element: &Self::Element) -> Result<Value, Failure>;
}

/// What became of a request.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What was done, in the order of the request.
    pub(super) items: Vec<Value>,
    /// What was refused of `add`, by request id or place.
    pub(super) added: Map<String, Value>,
    /// What was refused of `update`, by id.
    pub(super) updated: Map<String, Value>,
    /// What was refused of `delete`, by id; few collections have it.
    pub(super) deleted: Map<String, Value>,
}

impl Outcome {
    /// Takes in what became of an id in `delete`. What such an answer looks like is not documented (C).
    pub(super) fn delete(
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
    pub(super) fn reply(self, path: &str) -> Reply {
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
pub(super) fn done(
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

/// Who asks for a change, of which account, and when.
pub(super) struct Asking<'a> {
    pub(super) connection: &'a Connection,
    pub(super) profile: &'a Profile,
    pub(super) user: &'a User,
    pub(super) now: i64,
    /// The tick of the account's own clock that all its changes get; taken when the first one is made.
    tick: Cell<Option<i64>>,
}

/// Does all the work of a request that writes in one transaction, for whoever its credentials name. What it asks for is read
/// before that, once it is known who asks: a stranger's body is not looked at, and nobody waits while a large one is.
pub(super) fn serve<B>(
    account: &Account,
    call: &Call,
    read: impl FnOnce() -> Result<B, Refusal>,
    work: impl FnOnce(&Asking<'_>, B) -> Result<Reply, Refusal>,
) -> Result<Reply, Refusal> {
    let now = account.now();
    let caller = account.read(|connection| {
        let profile = auth::account_of(connection)?;
        auth::identify(account, connection, &profile, call)
    })?;
    let body = read()?;
    let reply = account.write(|tx| {
        let profile = auth::account_of(tx)?;
        // Somebody may have switched the user off meanwhile, or changed his rights. The credentials are not looked at again:
        // a login would begin a second session.
        let user = users::by_id(tx, caller.user.id)?
            .filter(|found| found.is_active)
            .ok_or(Refusal::SignIn(112, "This user is switched off"))?
            .user;
        let asking = Asking {
            connection: tx,
            profile: &profile,
            user: &user,
            now,
            tick: Cell::new(None),
        };
        work(&asking, body)
    })?;
    Ok(caller.answer(reply))
}

impl Asking<'_> {
    /// The request's tick of the account's own clock. One for all that it changes: with one for each, a client that writes
    /// much would put the clock hours ahead, and what is changed next would count as changed for as long.
    pub(super) fn tick(&self) -> rusqlite::Result<i64> {
        if let Some(tick) = self.tick.get() {
            return Ok(tick);
        }
        let tick = profile::tick(self.connection, self.now)?;
        self.tick.set(Some(tick));
        Ok(tick)
    }

    /// The group of a user who is to be responsible; one who does not exist costs the element.
    pub(super) fn group_of(&self, user: i64) -> Result<i64, Failure> {
        match users::by_id(self.connection, user)? {
            Some(found) => Ok(found.user.group_id),
            None => item(format!("There is no user {user}")),
        }
    }

    /// Writes what can be written and says of each of the rest why not; a mistake in the request itself refuses the whole.
    /// `space` goes before the UUIDs that are remembered, empty for contacts: one used for two collections would confuse
    /// them.
    pub(super) fn run<W: Writer>(
        &self,
        space: &str,
        batch: &Batch<W::Element>,
        writer: &mut W,
    ) -> Result<Outcome, Refusal> {
        let mut outcome = Outcome::default();
        for (kind, elements) in [(Kind::Add, &batch.add), (Kind::Update, &batch.update)] {
            for (place, element) in elements.iter().flatten().enumerate() {
                let failure = match self.once(space, kind, element, writer) {
                    Ok(item) => {
                        outcome.items.push(item);
                        continue;
                    }
                    Err(failure) => failure,
                };
                let errors = match kind {
                    Kind::Add => &mut outcome.added,
                    Kind::Update => &mut outcome.updated,
                };
                let name = kind.name(element, place, errors);
                errors.insert(name, failure.told()?);
            }
        }
        Ok(outcome)
    }

    /// Does a write, unless the same user already did it: a client that got no answer asks again under the same UUID. Other
    /// request ids are repeated by clients for different writes, so they are only echoed.
    fn once<W: Writer>(
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
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
    fn name(self, element: &impl Element, place: usize, taken: &Map<String, Value>) -> String {
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
