//! Opens SQLite databases that only their owner can read, and brings their schema up to date.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

mod private;

pub use private::{create_private, private_dir};

/// How long a statement waits for another process that is writing.
pub(crate) const BUSY: Duration = Duration::from_secs(5);

/// How long to rest where SQLite itself does not wait.
const REST: Duration = Duration::from_millis(5);

/// What a committed transaction survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// A power cut: every commit is on the disk before it returns (`synchronous=FULL`).
    Full,
    /// A crash of the program, but after a power cut the last commits may be gone (`synchronous=NORMAL`).
    Normal,
}

impl Durability {
    fn pragma(self) -> &'static str {
        match self {
            Self::Full => "FULL",
            Self::Normal => "NORMAL",
        }
    }
}

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file or its directory could be read or replaced by someone else.
    #[error("refusing to use {}: {why}", path.display())]
    Unsafe {
        /// What was looked at.
        path: PathBuf,
        /// What is wrong with it, as the end of a sentence.
        why: &'static str,
    },
    /// The schema has more steps than this program knows: a newer version wrote it.
    #[error("{} was written by a newer version of rolo", path.display())]
    Newer {
        /// The database file.
        path: PathBuf,
    },
    /// The file is not a database, or its pages are broken.
    #[error("{} is damaged or not a database", path.display())]
    Damaged {
        /// The database file.
        path: PathBuf,
    },
    /// The operating system refused.
    #[error("cannot open {}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
    /// Anything else that SQLite says (a full disk, a locked file).
    #[error("cannot open the database")]
    Sql(#[from] rusqlite::Error),
    /// A step of the schema failed.
    #[error("cannot bring the database up to date")]
    Migration(#[source] rusqlite::Error),
}

/// Opens the database at `path`, creating the file (0600) and its directory (0700) when missing, and runs the
/// `migrations` that it has not seen yet. Their number is the schema's version, so the list only ever grows.
pub fn open(
    path: &Path,
    durability: Durability,
    migrations: &[&'static str],
) -> Result<Connection, Error> {
    let path = private::prepare(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection =
        Connection::open_with_flags(&path, flags).map_err(|error| name_damage(error, &path))?;
    connection.busy_timeout(BUSY)?;
    write_ahead(&connection).map_err(|error| name_damage(error, &path))?;
    connection.pragma_update(None, "synchronous", durability.pragma())?;
    settle(connection, migrations, &path)
}

/// A database that lives as long as its connection: for tests, and for accounts that nobody keeps.
pub fn in_memory(migrations: &[&'static str]) -> Result<Connection, Error> {
    settle(
        Connection::open_in_memory()?,
        migrations,
        Path::new(":memory:"),
    )
}

fn settle(
    mut connection: Connection,
    migrations: &[&'static str],
    path: &Path,
) -> Result<Connection, Error> {
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.set_prepared_statement_cache_capacity(64);
    bring_up_to_date(&mut connection, migrations, path)?;
    Ok(connection)
}

/// Switches to the write-ahead log. The switch is refused at once, whatever the busy time-out says, while another
/// connection is at the same, so it is tried again here.
fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    let give_up = Instant::now() + BUSY;
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && Instant::now() < give_up =>
            {
                std::thread::sleep(REST);
            }
            done => return done,
        }
    }
}

/// Runs the steps that the schema lacks. How many it has is read again under the lock for writing: another process may
/// have been at the same since.
fn bring_up_to_date(
    connection: &mut Connection,
    steps: &[&'static str],
    path: &Path,
) -> Result<(), Error> {
    let damage = |error| name_damage(error, path);
    if version(connection).map_err(damage)? == steps.len() {
        return Ok(());
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(damage)?;
    let done = version(&transaction).map_err(damage)?;
    if done > steps.len() {
        return Err(Error::Newer {
            path: path.to_owned(),
        });
    }
    for (step, number) in steps.iter().zip(1_u32..).skip(done) {
        transaction
            .execute_batch(step)
            .and_then(|()| transaction.pragma_update(None, "user_version", number))
            .map_err(|error| match damage(error) {
                Error::Sql(error) => Error::Migration(error),
                other => other,
            })?;
    }
    transaction.commit().map_err(damage)
}

/// How many steps the schema has seen. A number that is none was not written by this program.
fn version(connection: &Connection) -> rusqlite::Result<usize> {
    let steps: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(usize::try_from(steps).unwrap_or(usize::MAX))
}

fn name_damage(error: rusqlite::Error, path: &Path) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Error::Damaged {
            path: path.to_owned(),
        },
        _ => Error::Sql(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &[&str] = &["CREATE TABLE person (id INTEGER PRIMARY KEY)"];
    const TWO: &[&str] = &[ONE[0], "ALTER TABLE person ADD COLUMN name TEXT"];

    #[test]
    fn what_was_written_is_there_when_the_file_is_opened_again() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("deep/er/account.sqlite3");
        let first = open(&path, Durability::Full, ONE).unwrap();
        first.execute("INSERT INTO person VALUES (7)", []).unwrap();
        drop(first);
        let second = open(&path, Durability::Normal, TWO).unwrap();
        let id: i64 = second
            .query_row("SELECT id FROM person WHERE name IS NULL", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(id, 7);
    }

    #[test]
    fn a_database_opened_for_the_first_time_by_many_at_once_opens_for_all() {
        const MANY: usize = 8;
        for _ in 0..20 {
            let home = tempfile::tempdir().unwrap();
            let path = home.path().join("account.sqlite3");
            let together = std::sync::Barrier::new(MANY);
            std::thread::scope(|scope| {
                let opening: Vec<_> = (0..MANY)
                    .map(|_| {
                        scope.spawn(|| {
                            together.wait();
                            let opened = open(&path, Durability::Full, TWO)?;
                            opened.execute("INSERT INTO person (name) VALUES ('Анна')", [])?;
                            Ok::<_, Error>(())
                        })
                    })
                    .collect();
                for opened in opening {
                    opened.join().unwrap().unwrap();
                }
            });
            let count: usize = open(&path, Durability::Full, TWO)
                .unwrap()
                .query_row("SELECT count(*) FROM person", [], |row| {
                    row.get::<_, i64>(0)
                })
                .unwrap()
                .try_into()
                .unwrap();
            assert_eq!(count, MANY);
        }
    }

    #[test]
    fn a_step_that_fails_leaves_the_database_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("account.sqlite3");
        drop(open(&path, Durability::Full, ONE).unwrap());
        let broken = [TWO[0], TWO[1], "ALTER TABLE nobody ADD COLUMN name TEXT"];
        assert!(matches!(
            open(&path, Durability::Full, &broken),
            Err(Error::Migration(_))
        ));
        drop(open(&path, Durability::Full, TWO).unwrap());
    }

    #[test]
    fn a_newer_schema_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("account.sqlite3");
        drop(open(&path, Durability::Full, TWO).unwrap());
        assert!(matches!(
            open(&path, Durability::Full, ONE),
            Err(Error::Newer { .. })
        ));
    }

    #[test]
    fn a_file_that_is_no_database_is_called_damaged() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("account.sqlite3");
        std::fs::write(
            &path,
            "not a database, but long enough to be taken for one".repeat(40),
        )
        .unwrap();
        assert!(matches!(
            open(&path, Durability::Full, ONE),
            Err(Error::Damaged { .. })
        ));
    }

    #[test]
    fn a_database_in_memory_has_the_schema_too() {
        let connection = in_memory(TWO).unwrap();
        connection
            .execute("INSERT INTO person VALUES (1, 'Анна')", [])
            .unwrap();
    }

    #[test]
    fn foreign_keys_are_kept() {
        let connection = in_memory(&[
            "CREATE TABLE a (id INTEGER PRIMARY KEY)",
            "CREATE TABLE b (a INTEGER NOT NULL REFERENCES a (id))",
        ])
        .unwrap();
        assert!(connection.execute("INSERT INTO b VALUES (5)", []).is_err());
    }
}
