//! An account of its own: speaks API v2 over HTTP from a database on this machine.

use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::sqlite::{self, Durability};

mod account;
mod administration;
mod asked;
mod auth;
mod body;
mod call;
mod calls;
mod chosen;
mod companies;
mod contacts;
mod customers;
mod demo;
mod door;
mod element;
mod fields;
mod form;
mod furnish;
mod guesses;
mod haystack;
mod import;
mod keys;
mod leads;
mod limits;
mod linked;
mod listen;
mod marks;
mod mistake;
mod neighbours;
mod notes;
mod owner;
mod peer;
mod pipelines;
mod post;
mod profile;
mod removal;
mod reply;
mod rights;
mod routes;
mod schema;
mod select;
mod shape;
mod since;
mod tasks;
mod tokens;
mod users;

pub use administration::{FieldInfo, Founding, NewToken, NewUser, UserInfo};
pub use demo::{DEMO_KEY, DEMO_LOGIN};
pub use fields::{NewField, field_kinds};
pub use import::Imported;
pub use limits::Limits;
pub use listen::{BadTls, Serving, Tls, serve};
pub use mistake::Mistake;
pub use owner::Owner;
pub use shape::Shapes;
pub use tokens::TokenInfo;
pub use users::{Letter, Letters};

/// The present moment in Unix seconds. Passed in, so that tests and demo data can stand still.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The name of the database in an account's data directory.
const FILE: &str = "account.sqlite3";

/// So many bytes of the file are read where the system holds them in memory, without being copied: a page of contacts that was
/// not asked for lately costs a fifth less.
const MAPPED: i64 = 1 << 30;

/// An opened account; clones are the same account.
#[derive(Clone)]
pub struct Account(Arc<Inner>);

struct Inner {
    connection: Mutex<Connection>,
    marks: Mutex<marks::Marks>,
    haystack: Mutex<haystack::Haystack>,
    sessions: Mutex<keys::Sessions>,
    guesses: Mutex<guesses::Guesses>,
    owner: Mutex<Option<Owner>>,
    clock: Clock,
    data_dir: Option<PathBuf>,
}

/// Why something could not be done with an account.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database file could not be opened.
    #[error(transparent)]
    Open(#[from] sqlite::Error),
    /// A statement failed: a full disk, mostly.
    #[error("the account's database failed")]
    Sql(#[from] rusqlite::Error),
    /// A stored or printed document is broken.
    #[error("a document of the account cannot be read or printed")]
    Document(#[from] serde_json::Error),
    /// A file beside the database, or what is imported, cannot be read or written.
    #[error("cannot read or write a file of the account")]
    Io(#[from] std::io::Error),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
    /// The account has no administrator whose key is known here.
    #[error("the account was not initialised, or the key of its administrator is not kept here")]
    NoOwner,
    /// Demo data is only made in an account that holds nothing.
    #[error("the account is not empty")]
    NotEmpty,
    /// An administrator asked for what cannot be.
    #[error(transparent)]
    Mistake(#[from] Mistake),
}

impl Account {
    /// Opens the account in `data_dir`, making the directory (0700) and the database (0600) when they are missing.
    pub fn open(data_dir: &Path, clock: Clock) -> Result<Self, Error> {
        let mut connection = sqlite::open(&data_dir.join(FILE), Durability::Full, schema::STEPS)?;
        connection.pragma_update(None, "mmap_size", MAPPED)?;
        contacts::stored::restore_texts(&mut connection)?;
        Ok(Self::over(connection, clock, Some(data_dir.to_owned())))
    }

    /// An account that is gone with its last clone.
    pub fn in_memory(clock: Clock) -> Result<Self, Error> {
        Ok(Self::over(sqlite::in_memory(schema::STEPS)?, clock, None))
    }

    fn over(connection: Connection, clock: Clock, data_dir: Option<PathBuf>) -> Self {
        Self(Arc::new(Inner {
            connection: Mutex::new(connection),
            marks: Mutex::default(),
            haystack: Mutex::default(),
            sessions: Mutex::default(),
            guesses: Mutex::default(),
            owner: Mutex::default(),
            clock,
            data_dir,
        }))
    }

    /// Whether nothing was ever seeded or imported: there are no users, so nobody can log in.
    pub fn is_empty(&self) -> Result<bool, Error> {
        self.read(|connection| Ok(profile::Profile::read(connection)?.is_none()))
    }

    /// Fills an empty account with the demo: the users, fields and sample records of the API's documentation, and
    /// `contacts` contacts in all. The same `seed` and clock give the same people.
    pub fn seed_demo(&self, contacts: u32, seed: u64) -> Result<(), Error> {
        let now = self.now();
        self.write(|tx| {
            demo::seed(tx, contacts, seed, now)?;
            self.keep_owner(Owner::new(DEMO_LOGIN, DEMO_KEY))
        })
    }

    /// Reads contacts, one JSON object a line, in the shape that the account answers with, and creates the users,
    /// fields, companies, leads, customers and tags they name. All users get new random keys. A line that is no contact is
    /// refused by itself.
    pub fn import(&self, reader: impl BufRead) -> Result<Imported, Error> {
        let now = self.now();
        let imported = self.write(|tx| {
            let imported = import::import(tx, reader, now)?;
            // Before the commit: keys that hold but that nobody knows would lock everybody out.
            if let Some((login, key)) = imported.keys.first() {
                self.keep_owner(Owner {
                    login: login.clone(),
                    key: key.clone(),
                })?;
            }
            Ok::<_, Error>(imported)
        })?;
        self.sessions().end_all();
        Ok(imported)
    }

    /// Empties the account: users, contacts and everything else. Sessions end.
    pub fn clear(&self) -> Result<(), Error> {
        self.write(|tx| {
            // SQLite's own table stays: numbers that must never be given twice are counted there.
            let mut names = tx.prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence'",
            )?;
            let names = names
                .query_map([], |row| row.get(0))?
                .collect::<Result<Vec<String>, _>>()?;
            tx.pragma_update(None, "defer_foreign_keys", "ON")?;
            for name in names {
                tx.execute(&format!("DELETE FROM \"{name}\""), [])?;
            }
            Ok::<_, Error>(())
        })?;
        self.sessions().end_all();
        self.forget_owner()
    }

    /// How many contacts there are.
    pub fn contact_count(&self) -> Result<u64, Error> {
        self.read(|connection| {
            let count: i64 =
                connection.query_row("SELECT count(*) FROM contact", [], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        })
    }

    /// Whether anybody can log in with a key of the demo: such an account is for this machine only.
    pub fn has_public_keys(&self) -> Result<bool, Error> {
        self.read(demo::has_public_keys)
    }

    fn now(&self) -> i64 {
        (self.0.clock)()
    }

    fn sessions(&self) -> MutexGuard<'_, keys::Sessions> {
        self.0
            .sessions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Where pages began, to be asked under the lock of the connection only.
    fn marks(&self) -> MutexGuard<'_, marks::Marks> {
        self.0.marks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The texts that are searched, to be asked under the lock of the connection only.
    fn haystack(&self) -> MutexGuard<'_, haystack::Haystack> {
        self.0
            .haystack
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn guesses(&self) -> MutexGuard<'_, guesses::Guesses> {
        self.0
            .guesses
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// A panic while the lock was held rolled its transaction back, so the connection is as good as before.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0
            .connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// What `work` reads is the account as it was at one moment, whoever else writes to the file.
    fn read<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = self.connection();
        let transaction = connection.unchecked_transaction()?;
        work(&transaction)
    }

    /// Everything that `work` does is committed when this returns `Ok`, and nothing of it otherwise.
    fn write<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account")
            .field("data_dir", &self.0.data_dir)
            .finish_non_exhaustive()
    }
}
