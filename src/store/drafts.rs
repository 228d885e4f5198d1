//! Drafts on disk: one per contact of each user, in a file of their own, so that no other damage takes them along.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, TransactionBehavior, params};

use super::{Error, Owner, damage};
use crate::{
    domain::edit::{Draft, Subject},
    sqlite::{self, Durability},
};

mod aside;
mod jots;

const FILE: &str = "drafts.sqlite3";
const MIGRATIONS: &[&str] = &[
    "CREATE TABLE draft (
    account  INTEGER NOT NULL,
    user     INTEGER NOT NULL,
    subject  TEXT    NOT NULL,
    typed_at INTEGER NOT NULL,
    value    TEXT    NOT NULL,
    PRIMARY KEY (account, user, subject)
) STRICT",
    jots::TABLE,
];

/// The drafts of this machine's user. Every method waits for the disk: call it off the async threads.
#[derive(Debug)]
pub struct Drafts {
    connection: Mutex<Connection>,
}

impl Drafts {
    /// Opens `drafts.sqlite3` in `dir`, creating both, readable by their owner only.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        Ok(Self::over(sqlite::open(
            &dir.join(FILE),
            Durability::Full,
            MIGRATIONS,
        )?))
    }

    /// Like [`open`](Self::open), but a file that is damaged is moved aside, whole, instead of standing in the way; its new
    /// place is told.
    pub fn open_past_damage(dir: &Path) -> Result<(Self, Option<PathBuf>), Error> {
        damage::open_past(|| Self::open(dir))
    }

    /// Drafts that are gone when the program ends: for tests, and for a machine whose disk cannot be used.
    pub fn in_memory() -> Result<Self, Error> {
        Ok(Self::over(sqlite::in_memory(MIGRATIONS)?))
    }

    fn over(connection: Connection) -> Self {
        Self {
            connection: Mutex::new(connection),
        }
    }

    /// A panic elsewhere rolled its transaction back, so the connection behind a poisoned lock is sound.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a draft down, in place of all older states of the same edit (the same request id). It is on the disk when this
    /// returns `Ok`. Another edit of the same subject, or a draft that cannot be read, is set aside and not overwritten.
    pub fn keep(&self, owner: Owner, draft: &Draft) -> Result<(), Error> {
        let value = serde_json::to_string(draft)?;
        let subject = key(draft.subject);
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(held) = aside::held(&transaction, owner, &subject)?
            && !held.is_of(draft.subject, &draft.request_id)
        {
            aside::set_aside(&transaction, held.id)?;
        }
        aside::forget(&transaction, owner, draft.subject, &draft.request_id)?;
        transaction.execute(
            "INSERT INTO draft (account, user, subject, typed_at, value) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![owner.account.0, owner.user.0, subject, draft.typed_at.0, value],
        )?;
        Ok(transaction.commit()?)
    }

    /// Forgets the edit of this subject that goes by the request id, also where it was set aside. Another edit of the
    /// subject (another rolo at work on the same file keeps one) stays as it is.
    pub fn drop(&self, owner: Owner, subject: Subject, request_id: &str) -> Result<(), Error> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        aside::forget(&transaction, owner, subject, request_id)?;
        Ok(transaction.commit()?)
    }

    /// Gives the drafts without an owner that `fits` accepts to this one, and brings back what was set aside where its
    /// subject has no draft any more. Of two edits of one subject the newer one counts, and the older one waits aside.
    pub fn adopt(&self, owner: Owner, fits: impl Fn(&Draft) -> bool) -> Result<(), Error> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        aside::adopt(&transaction, owner, fits)?;
        aside::bring_back(&transaction, owner)?;
        jots::adopt(&transaction, owner)?;
        Ok(transaction.commit()?)
    }

    /// The drafts of this owner, one of each subject, the oldest first. What cannot be read (a newer rolo wrote it) is
    /// skipped and stays, and so does what was set aside.
    pub fn all(&self, owner: Owner) -> Result<Vec<Draft>, Error> {
        let connection = self.connection();
        let mut select = connection.prepare_cached(
            "SELECT rowid, value FROM draft WHERE account = ?1 AND user = ?2 AND instr(subject, ' ') = 0
             ORDER BY typed_at, rowid",
        )?;
        let rows = select.query_map(params![owner.account.0, owner.user.0], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut drafts = Vec::new();
        for row in rows {
            let (id, value) = row?;
            match serde_json::from_str(&value) {
                Ok(draft) => drafts.push(draft),
                Err(error) => {
                    // The column alone: serde's sentence quotes what somebody typed.
                    tracing::warn!(id, column = error.column(), "a draft cannot be read");
                }
            }
        }
        Ok(drafts)
    }
}

fn key(subject: Subject) -> String {
    match subject {
        Subject::New => "new".to_owned(),
        Subject::Existing(contact) => contact.to_string(),
    }
}

#[cfg(test)]
impl Drafts {
    /// Drafts whose every write and read fails.
    pub(crate) fn broken() -> Self {
        let drafts = Self::in_memory().unwrap();
        drafts
            .connection()
            .execute_batch("DROP TABLE draft; DROP TABLE jot")
            .unwrap();
        drafts
    }

    /// Leaves no room for more than there is.
    pub(crate) fn fill_up(&self) {
        let connection = self.connection();
        let pages: i64 = connection
            .query_row("PRAGMA page_count", [], |row| row.get(0))
            .unwrap();
        connection
            .pragma_update(None, "max_page_count", pages)
            .unwrap();
    }
}

#[cfg(test)]
mod tests;
