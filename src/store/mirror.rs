//! A copy of an account on this machine, as one of its users sees it: every contact exactly as it was received.
//!
//! The copy can be made again at any time, so its commits survive a crash of the program but not always a power cut.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Transaction, TransactionBehavior};

use super::{Error, Owner, damage};
use crate::{
    domain::id::Moment,
    sqlite::{self, Durability},
};

mod head;
mod keep;
mod lead;
mod read;
mod schema;
mod snapshot;
mod state;
mod vanish;

pub use keep::{Kept, Row, Unreadable};
pub use lead::Lead;
pub use read::{AtOnce, Changes};
pub use state::{Glimpse, PassState, Progress, SweepState};
pub use vanish::{Absence, Scope, Vanishing};

/// When a request to the account was begun, counted over everybody who writes this copy: of two answers about one contact
/// the one that was asked for later counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Observation(i64);

/// How much of the file is kept in memory for whoever only reads, in KiB: the upper levels of what it is found by.
const READING_KIB: u32 = 512;

/// The copy. Every method waits for the disk: call it off the async threads. Whoever reads much at once opens it a second
/// time, so that nobody waits behind that.
#[derive(Debug)]
pub struct Mirror {
    connection: Mutex<Connection>,
    /// `None` when it is in memory.
    path: Option<PathBuf>,
}

impl Mirror {
    /// Opens this owner's copy in `dir`, creating both, readable by their owner only.
    pub fn open(dir: &Path, owner: Owner) -> Result<Self, Error> {
        let path = Self::path(dir, owner);
        let connection = sqlite::open(&path, Durability::Normal, schema::STEPS)?;
        Ok(Self {
            connection: Mutex::new(connection),
            path: Some(path),
        })
    }

    /// The same for whoever only reads one contact here and another there: what was read is hardly read again, so little of it
    /// is kept in memory.
    pub fn open_to_read(dir: &Path, owner: Owner) -> Result<Self, Error> {
        let mirror = Self::open(dir, owner)?;
        let connection = mirror.connection();
        connection.pragma_update(None, "cache_size", format!("-{READING_KIB}"))?;
        drop(connection);
        Ok(mirror)
    }

    /// Like [`open`](Self::open), but a file that is damaged is moved aside, whole, and a new copy begun; where the old one
    /// is now, is told. For whoever has the [lead](Self::lead): nobody else may have it open.
    pub fn open_past_damage(dir: &Path, owner: Owner) -> Result<(Self, Option<PathBuf>), Error> {
        damage::open_past(|| Self::open(dir, owner))
    }

    /// Moves a copy aside in which [`Error::Damaged`] was found at work, and tells where it is now. Nobody may have it open.
    pub fn set_aside(dir: &Path, owner: Owner) -> Result<PathBuf, Error> {
        damage::set_aside(&Self::path(dir, owner))
    }

    /// Deletes this owner's copy, and what was made of it; `false`, and it stays, while somebody keeps it fresh. Another process
    /// that only reads it goes on with what it has open.
    pub fn remove(dir: &Path, owner: Owner) -> Result<bool, Error> {
        let Some(_lead) = Self::lead(dir, owner)? else {
            return Ok(false);
        };
        let path = Self::path(dir, owner);
        for end in ["sqlite3", "sqlite3-wal", "sqlite3-shm", snapshot::EXTENSION] {
            match std::fs::remove_file(path.with_extension(end)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::File(error));
                }
                Ok(()) | Err(_) => {}
            }
        }
        Ok(true)
    }

    /// A copy that is gone when the program ends.
    pub fn in_memory() -> Result<Self, Error> {
        Ok(Self {
            connection: Mutex::new(sqlite::in_memory(schema::STEPS)?),
            path: None,
        })
    }

    /// Whose copies are in `dir`, by account and user. None when there is no such folder.
    pub fn owners(dir: &Path) -> std::io::Result<Vec<Owner>> {
        let entries = match std::fs::read_dir(dir) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut owners = Vec::new();
        for entry in entries {
            let name = entry?.file_name();
            let owner = name.to_str().and_then(|name| name.strip_suffix(".sqlite3"));
            // What was moved aside has more in its name than an owner.
            owners.extend(owner.and_then(|owner| owner.parse::<Owner>().ok()));
        }
        owners.sort_unstable_by_key(|owner| (owner.account, owner.user));
        Ok(owners)
    }

    fn path(dir: &Path, owner: Owner) -> PathBuf {
        dir.join(format!("{owner}.sqlite3"))
    }

    /// To be called before a request is begun whose answer goes into the copy.
    pub fn observe(&self) -> Result<Observation, Error> {
        let count = self
            .connection()
            .prepare_cached(
                "UPDATE state SET observations = observations + 1 RETURNING observations",
            )?
            .query_row([], |row| row.get(0))?;
        Ok(Observation(count))
    }

    /// Keeps what the account says about itself, as received.
    pub fn keep_account(&self, raw: &str) -> Result<(), Error> {
        self.connection().execute(
            "UPDATE state SET account = ?1 WHERE account IS NOT ?1",
            [raw],
        )?;
        Ok(())
    }

    /// What the account said about itself last, as received; `None` before the first time.
    pub fn account(&self) -> Result<Option<String>, Error> {
        let raw = self
            .connection()
            .query_row("SELECT account FROM state", [], |row| row.get(0))
            .optional()?;
        Ok(raw.flatten())
    }

    /// When the copy was complete last, by this machine's clock; `None` before the first time.
    pub fn fresh_at(&self) -> Result<Option<Moment>, Error> {
        Ok(self.pass_state()?.passed_at)
    }

    /// Looks through the whole file for damage.
    pub fn is_sound(&self) -> bool {
        self.connection()
            .query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
            .is_ok_and(|said| said == "ok")
    }

    /// A panic elsewhere rolled its transaction back, so the connection behind a poisoned lock is sound.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Does all of it or nothing. The lock for writing is taken at once: a transaction that began by reading would be
    /// refused without waiting when somebody else has written meanwhile.
    fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// Does what can wait for another time; `None`, and at once, while somebody else is writing.
    fn unless_busy<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Error> {
        let mut connection = self.connection();
        connection.busy_timeout(Duration::ZERO)?;
        let done = work(&mut connection);
        connection.busy_timeout(sqlite::BUSY)?;
        match done {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(None),
            done => Ok(Some(done?)),
        }
    }
}

/// The number under which a transaction's changes can be asked for; all of one transaction share it.
fn next_version(transaction: &Transaction<'_>) -> rusqlite::Result<i64> {
    transaction
        .prepare_cached("UPDATE state SET version = version + 1 RETURNING version")?
        .query_row([], |row| row.get(0))
}

#[cfg(test)]
mod tests;
