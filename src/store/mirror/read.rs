//! Reads the copy: everything for a search, what changed, and one by its id.

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::{Mirror, vanish::limit};
use crate::{
    domain::{
        id::ContactId,
        order::{Alphabet, Script},
    },
    store::Error,
};

/// So many changed contacts are told at a time, and more only when they changed all at once: about what an answer of the account
/// brings, so that nobody waits long for them.
const CHANGES: usize = 500;

/// What became of the copy since a version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The version that these changes lead to: the present one, or one on the way when there are many.
    pub version: i64,
    /// Contacts that are new or different, as received.
    pub upserts: Vec<(ContactId, String)>,
    /// Contacts that are gone.
    pub removals: Vec<ContactId>,
}

/// One state of the copy, see [`Mirror::at_once`].
#[derive(Debug)]
pub struct AtOnce<'a>(Transaction<'a>);

impl AtOnce<'_> {
    /// What `read` makes of a contact as received; `None` when the copy does not have it.
    pub fn one<T>(&self, id: ContactId, read: impl FnOnce(&str) -> T) -> Result<Option<T>, Error> {
        one(&self.0, id, read)
    }
}

impl Mirror {
    /// How many contacts it has.
    pub fn count(&self) -> Result<usize, Error> {
        Ok(total(&self.connection())?)
    }

    /// The version of the copy; it grows with every change.
    pub fn version(&self) -> Result<i64, Error> {
        let version = self
            .connection()
            .prepare_cached("SELECT version FROM state")?
            .query_row([], |row| row.get(0))?;
        Ok(version)
    }

    /// How many items could not be read.
    pub fn unreadable(&self) -> Result<usize, Error> {
        let count: i64 =
            self.connection()
                .query_row("SELECT count(*) FROM quarantine", [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Gives every contact as received, by id, and then the version of the copy that this was.
    pub fn each(&self, mut take: impl FnMut(ContactId, &str)) -> Result<i64, Error> {
        let mut connection = self.connection();
        // One transaction sees one state of the copy, whatever others write meanwhile.
        let transaction = connection.transaction()?;
        let version = transaction.query_row("SELECT version FROM state", [], |row| row.get(0))?;
        {
            let mut select = transaction.prepare_cached("SELECT id, raw FROM body ORDER BY id")?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                take(
                    ContactId(row.get(0)?),
                    row.get_ref(1)?.as_str().unwrap_or(""),
                );
            }
        }
        transaction.commit()?;
        Ok(version)
    }

    /// One contact as received; `None` when the copy does not have it.
    pub fn one(&self, id: ContactId) -> Result<Option<String>, Error> {
        one(&self.connection(), id, str::to_owned)
    }

    /// Reads several contacts out of one state of the copy, which costs less than one by one.
    pub fn at_once<T>(
        &self,
        read: impl FnOnce(&AtOnce<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut connection = self.connection();
        let at_once = AtOnce(connection.transaction()?);
        let read = read(&at_once)?;
        at_once.0.commit()?;
        Ok(read)
    }

    /// Who has a phone, as received and in the order of names; `number` is as [`fold::subscriber`] gives it.
    ///
    /// [`fold::subscriber`]: crate::domain::fold::subscriber
    pub fn by_phone(&self, number: &str, order: Alphabet) -> Result<Vec<String>, Error> {
        let connection = self.connection();
        // Left to itself SQLite goes through everybody in the order of names; a cross join is done as it is written.
        let mut select = connection.prepare_cached(
            "SELECT body.raw FROM phone CROSS JOIN contact ON contact.id = phone.id JOIN body ON body.id = phone.id
             WHERE phone.number = ?1 AND contact.script = ?2 ORDER BY contact.folded, contact.id",
        )?;
        let mut found = Vec::new();
        for script in order.scripts() {
            for row in select.query_map((number, self::number(script)), |row| row.get(0))? {
                found.push(row?);
            }
        }
        Ok(found)
    }

    /// What a contact held last that the account no longer shows; `None` when there is none, or it went too long ago.
    pub fn gone(&self, id: ContactId) -> Result<Option<String>, Error> {
        let raw = self
            .connection()
            .prepare_cached("SELECT raw FROM gone WHERE id = ?1")?
            .query_row([id.0], |row| row.get(0))
            .optional()?;
        Ok(raw)
    }

    /// What changed since this version, or the earlier part of it; nothing when this is the present version. `None` when it
    /// is too long ago for all removals to be known: everything has to be read again then.
    pub fn changes(&self, since: i64) -> Result<Option<Changes>, Error> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let (version, forgotten): (i64, i64) =
            transaction.query_row("SELECT version, forgotten FROM state", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        if since < forgotten || since > version {
            return Ok(None);
        }
        let mut changes = Changes {
            version,
            upserts: Vec::new(),
            removals: Vec::new(),
        };
        if since < version {
            changes.version = upto(&transaction, since)?.unwrap_or(version);
            let span = [since, changes.version];
            let mut select = transaction.prepare_cached(
                "SELECT contact.id, body.raw FROM contact JOIN body ON body.id = contact.id
                 WHERE contact.version > ?1 AND contact.version <= ?2 ORDER BY contact.id",
            )?;
            for row in select.query_map(span, |row| Ok((ContactId(row.get(0)?), row.get(1)?)))? {
                changes.upserts.push(row?);
            }
            let mut select = transaction.prepare_cached(
                "SELECT id FROM gone WHERE version > ?1 AND version <= ?2 ORDER BY id",
            )?;
            for id in select.query_map(span, |row| row.get(0).map(ContactId))? {
                changes.removals.push(id?);
            }
        }
        transaction.commit()?;
        Ok(Some(changes))
    }
}

fn one<T>(
    connection: &Connection,
    id: ContactId,
    read: impl FnOnce(&str) -> T,
) -> Result<Option<T>, Error> {
    let raw = connection
        .prepare_cached("SELECT raw FROM body WHERE id = ?1")?
        .query_row([id.0], |row| Ok(row.get_ref(0)?.as_str().map(read)?))
        .optional()?;
    Ok(raw)
}

/// The version that some, but not too many, changes lead to from this one; `None` when all that there are lead to the
/// present one.
fn upto(connection: &Connection, since: i64) -> rusqlite::Result<Option<i64>> {
    let version = |least: i64, skipped: usize| {
        connection
            .prepare_cached(
                "SELECT version FROM contact WHERE version > ?1 ORDER BY version LIMIT 1 OFFSET ?2",
            )?
            .query_row((least, limit(skipped)), |row| row.get::<_, i64>(0))
            .optional()
    };
    let Some(beyond) = version(since, CHANGES)? else {
        return Ok(None);
    };
    // Those of one version changed together and are told together.
    Ok(version(since, 0)?.map(|first| first.max(beyond - 1)))
}

pub(super) fn total(connection: &Connection) -> rusqlite::Result<usize> {
    let total: i64 = connection
        .prepare_cached("SELECT contacts FROM state")?
        .query_row([], |row| row.get(0))?;
    Ok(usize::try_from(total).unwrap_or(0))
}

/// How a script is written in the database.
pub(super) fn number(script: Script) -> i64 {
    match script {
        Script::Cyrillic => 0,
        Script::Latin => 1,
        Script::Other => 2,
    }
}
