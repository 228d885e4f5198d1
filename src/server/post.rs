//! What all writes have in common: adds, then updates; what is refused alone, and what was already done.

mod once;
mod outcome;

use std::cell::Cell;
use std::fmt;

use rusqlite::Connection;
use serde_json::Value;

use self::once::Kind;
pub(super) use self::outcome::{Failure, Outcome, coded, done, item};
use super::call::Call;
use super::profile::{self, Profile};
use super::reply::{Refusal, Reply};
use super::rights::User;
use super::{Account, auth, users};
use crate::wire::lenient;
use crate::wire::v2::contact::{Batch, RequestId};

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
}
