//! Drafts on disk: one per contact of each user, in a file of their own, so that no other damage takes them along.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::Error;
use crate::{
    domain::{
        account::Account,
        edit::{Draft, Subject},
        id::{AccountId, UserId},
    },
    sqlite::{self, Durability},
};

const FILE: &str = "drafts.sqlite3";
const MIGRATIONS: &[&str] = &["CREATE TABLE draft (
    account  INTEGER NOT NULL,
    user     INTEGER NOT NULL,
    subject  TEXT    NOT NULL,
    typed_at INTEGER NOT NULL,
    value    TEXT    NOT NULL,
    PRIMARY KEY (account, user, subject)
) STRICT"];

/// Whose drafts: two accounts, or two users of one, never see each other's, whatever address they are reached at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Owner {
    /// The account.
    pub account: AccountId,
    /// Who is logged in.
    pub user: UserId,
}

impl Owner {
    /// Stands for an account that could not be asked yet who it is.
    pub const UNKNOWN: Self = Self {
        account: AccountId(0),
        user: UserId(0),
    };
}

impl From<&Account> for Owner {
    fn from(account: &Account) -> Self {
        Self {
            account: account.id,
            user: account.current_user,
        }
    }
}

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

    /// Writes a draft down, in place of the older one of the same subject. It is on the disk when this returns `Ok`.
    pub fn keep(&self, owner: Owner, draft: &Draft) -> Result<(), Error> {
        let value = serde_json::to_string(draft)?;
        let subject = key(draft.subject);
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        set_unreadable_aside(&transaction, owner, &subject)?;
        transaction.execute(
            "INSERT INTO draft (account, user, subject, typed_at, value) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET typed_at = excluded.typed_at, value = excluded.value",
            params![owner.account.0, owner.user.0, subject, draft.typed_at.0, value],
        )?;
        Ok(transaction.commit()?)
    }

    /// Forgets the draft of this subject, if there is one.
    pub fn drop(&self, owner: Owner, subject: Subject) -> Result<(), Error> {
        self.connection().execute(
            "DELETE FROM draft WHERE account = ?1 AND user = ?2 AND subject = ?3",
            params![owner.account.0, owner.user.0, key(subject)],
        )?;
        Ok(())
    }

    /// All drafts of this owner, the oldest first. What cannot be read (a newer rolo wrote it) is skipped and stays.
    pub fn all(&self, owner: Owner) -> Result<Vec<Draft>, Error> {
        let connection = self.connection();
        let mut select = connection.prepare_cached(
            "SELECT rowid, value FROM draft WHERE account = ?1 AND user = ?2 ORDER BY typed_at, rowid",
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

/// A row of this subject that cannot be read is renamed rather than overwritten.
fn set_unreadable_aside(
    connection: &Connection,
    owner: Owner,
    subject: &str,
) -> Result<(), rusqlite::Error> {
    let held: Option<(i64, String)> = connection
        .query_row(
            "SELECT rowid, value FROM draft WHERE account = ?1 AND user = ?2 AND subject = ?3",
            params![owner.account.0, owner.user.0, subject],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    if let Some((id, value)) = held
        && serde_json::from_str::<Draft>(&value).is_err()
    {
        connection.execute(
            "UPDATE draft SET subject = subject || ' aside ' || rowid WHERE rowid = ?1",
            [id],
        )?;
        tracing::warn!(id, "a draft that cannot be read was set aside");
    }
    Ok(())
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
        drafts.connection().execute("DROP TABLE draft", []).unwrap();
        drafts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        edit::Changes,
        field::{AddressPart, FieldValue},
        id::{ContactId, FieldId, Moment, OptionId},
    };

    const ANNA: Owner = Owner {
        account: AccountId(1),
        user: UserId(10),
    };
    const BORIS: Owner = Owner {
        account: AccountId(1),
        user: UserId(11),
    };

    fn draft(subject: Subject, name: &str) -> Draft {
        Draft {
            subject,
            base: None,
            changes: Changes {
                name: Some(name.into()),
                tags: Some(vec!["опт".into()]),
                fields: [(
                    FieldId(5),
                    vec![
                        FieldValue::typed("+7", Some(OptionId(6))),
                        FieldValue::part("Москва", AddressPart::City),
                    ],
                )]
                .into(),
            },
            request_id: "7d8e".into(),
            typed_at: Moment(1_500_000_000),
        }
    }

    #[test]
    fn a_kept_draft_is_there_when_the_file_is_opened_again() {
        let home = tempfile::tempdir().unwrap();
        let one = draft(Subject::Existing(ContactId(7)), "Иванов");
        let two = draft(Subject::New, "Новый\u{1b}[2J");
        let drafts = Drafts::open(home.path()).unwrap();
        drafts.keep(ANNA, &one).unwrap();
        drafts.keep(ANNA, &two).unwrap();
        drop(drafts);
        let again = Drafts::open(home.path()).unwrap();
        assert_eq!(again.all(ANNA).unwrap(), [one, two]);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_the_file() {
        use std::os::unix::fs::PermissionsExt as _;

        let home = tempfile::tempdir().unwrap();
        let drafts = Drafts::open(home.path()).unwrap();
        drafts.keep(ANNA, &draft(Subject::New, "x")).unwrap();
        for file in std::fs::read_dir(home.path()).unwrap() {
            let mode = file.unwrap().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
    }

    #[test]
    fn the_newer_draft_of_a_subject_takes_the_place_of_the_older() {
        let drafts = Drafts::in_memory().unwrap();
        drafts.keep(ANNA, &draft(Subject::New, "a")).unwrap();
        drafts.keep(ANNA, &draft(Subject::New, "b")).unwrap();
        assert_eq!(drafts.all(ANNA).unwrap(), [draft(Subject::New, "b")]);
    }

    #[test]
    fn each_user_has_drafts_of_their_own() {
        let drafts = Drafts::in_memory().unwrap();
        drafts.keep(ANNA, &draft(Subject::New, "a")).unwrap();
        drafts.keep(BORIS, &draft(Subject::New, "b")).unwrap();
        drafts.drop(BORIS, Subject::New).unwrap();
        assert_eq!(drafts.all(ANNA).unwrap(), [draft(Subject::New, "a")]);
        assert_eq!(drafts.all(BORIS).unwrap(), []);
    }

    #[test]
    fn a_draft_that_cannot_be_read_is_skipped_and_never_overwritten() {
        let drafts = Drafts::in_memory().unwrap();
        drafts.keep(ANNA, &draft(Subject::New, "a")).unwrap();
        drafts
            .connection()
            .execute("UPDATE draft SET value = '{\"from\": \"the future\"}'", [])
            .unwrap();
        assert_eq!(drafts.all(ANNA).unwrap(), []);
        drafts.keep(ANNA, &draft(Subject::New, "b")).unwrap();
        drafts.drop(ANNA, Subject::New).unwrap();
        let left: String = drafts
            .connection()
            .query_row("SELECT value FROM draft", [], |row| row.get(0))
            .unwrap();
        assert!(left.contains("the future"));
    }

    #[test]
    fn a_full_disk_never_says_kept_and_the_older_draft_stays() {
        let home = tempfile::tempdir().unwrap();
        let drafts = Drafts::open(home.path()).unwrap();
        drafts.keep(ANNA, &draft(Subject::New, "a")).unwrap();
        let pages: i64 = drafts
            .connection()
            .query_row("PRAGMA page_count", [], |row| row.get(0))
            .unwrap();
        drafts
            .connection()
            .pragma_update(None, "max_page_count", pages)
            .unwrap();
        let long = draft(Subject::New, &"я".repeat(100_000));
        assert!(matches!(drafts.keep(ANNA, &long), Err(Error::Full)));
        assert_eq!(drafts.all(ANNA).unwrap(), [draft(Subject::New, "a")]);
    }
}
