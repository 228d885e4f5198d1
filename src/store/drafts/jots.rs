//! Notes and tasks that were typed and not sent, each by its request id.

use rusqlite::{Connection, params};

use super::{Drafts, Owner};
use crate::{domain::activity::Jotted, store::Error};

pub(super) const TABLE: &str = "CREATE TABLE jot (
    account    INTEGER NOT NULL,
    user       INTEGER NOT NULL,
    request_id TEXT    NOT NULL,
    typed_at   INTEGER NOT NULL,
    value      TEXT    NOT NULL,
    PRIMARY KEY (account, user, request_id)
) STRICT";

impl Drafts {
    /// Writes a note or a task down in place of its older state; one that says nothing is forgotten. It is on the disk when
    /// this returns `Ok`.
    pub fn keep_jot(&self, owner: Owner, jot: &Jotted) -> Result<(), Error> {
        if jot.text.trim().is_empty() {
            return self.forget_jot(owner, &jot.request_id);
        }
        let value = serde_json::to_string(jot)?;
        self.connection().execute(
            "INSERT OR REPLACE INTO jot (account, user, request_id, typed_at, value) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![owner.account.0, owner.user.0, jot.request_id, jot.typed_at.0, value],
        )?;
        Ok(())
    }

    /// Forgets the note or the task that goes by the request id.
    pub fn forget_jot(&self, owner: Owner, request_id: &str) -> Result<(), Error> {
        self.connection().execute(
            "DELETE FROM jot WHERE account = ?1 AND user = ?2 AND request_id = ?3",
            params![owner.account.0, owner.user.0, request_id],
        )?;
        Ok(())
    }

    /// What this owner typed and did not send, the oldest first; what cannot be read is skipped and stays.
    pub fn jots(&self, owner: Owner) -> Result<Vec<Jotted>, Error> {
        let connection = self.connection();
        let mut select = connection.prepare_cached(
            "SELECT value FROM jot WHERE account = ?1 AND user = ?2 ORDER BY typed_at, rowid",
        )?;
        let values = select.query_map(params![owner.account.0, owner.user.0], |row| {
            row.get::<_, String>(0)
        })?;
        let values: Vec<String> = values.collect::<Result<_, _>>()?;
        let jots = values.iter().filter_map(|value| {
            let read = serde_json::from_str(value);
            if let Err(error) = &read {
                // The column alone: serde's sentence quotes what somebody typed.
                tracing::warn!(column = error.column(), "a note or a task cannot be read");
            }
            read.ok()
        });
        Ok(jots.collect())
    }
}

/// What was typed before it was known whose account it is, which is this one since.
pub(super) fn adopt(connection: &Connection, owner: Owner) -> rusqlite::Result<()> {
    let nobody = Owner::UNKNOWN;
    connection.execute(
        "UPDATE OR REPLACE jot SET account = ?1, user = ?2 WHERE account = ?3 AND user = ?4",
        params![
            owner.account.0,
            owner.user.0,
            nobody.account.0,
            nobody.user.0
        ],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{AccountId, ContactId, Moment, UserId};

    const ANNA: Owner = Owner {
        account: AccountId(28),
        user: UserId(5),
    };
    const BORIS: Owner = Owner {
        account: AccountId(28),
        user: UserId(6),
    };

    fn jot(request_id: &str, text: &str) -> Jotted {
        Jotted {
            contact: ContactId(1),
            name: "Анна".into(),
            text: text.to_owned(),
            task: None,
            request_id: request_id.to_owned(),
            typed_at: Moment(1),
        }
    }

    #[test]
    fn the_last_state_of_each_is_there_at_the_next_start() {
        let home = tempfile::tempdir().unwrap();
        let drafts = Drafts::open(home.path()).unwrap();
        for jot in [
            jot("a", "Пере"),
            jot("b", "Выслать"),
            jot("a", "Перезвонить"),
        ] {
            drafts.keep_jot(ANNA, &jot).unwrap();
        }
        drop(drafts);
        let drafts = Drafts::open(home.path()).unwrap();
        let texts: Vec<String> = drafts
            .jots(ANNA)
            .unwrap()
            .into_iter()
            .map(|jot| jot.text)
            .collect();
        assert_eq!(texts, ["Выслать", "Перезвонить"]);
        assert_eq!(drafts.jots(BORIS).unwrap(), []);
    }

    #[test]
    fn what_says_nothing_or_was_sent_is_gone() {
        let drafts = Drafts::in_memory().unwrap();
        for id in ["a", "b"] {
            drafts.keep_jot(ANNA, &jot(id, "Перезвонить")).unwrap();
        }
        drafts.keep_jot(ANNA, &jot("a", "  ")).unwrap();
        drafts.forget_jot(BORIS, "b").unwrap();
        assert_eq!(drafts.jots(ANNA).unwrap().len(), 1);
        drafts.forget_jot(ANNA, "b").unwrap();
        assert_eq!(drafts.jots(ANNA).unwrap(), []);
    }

    #[test]
    fn what_was_typed_before_the_account_was_known_becomes_its_own() {
        let drafts = Drafts::in_memory().unwrap();
        drafts
            .keep_jot(Owner::UNKNOWN, &jot("a", "Перезвонить"))
            .unwrap();
        drafts.adopt(ANNA, |_| true).unwrap();
        assert_eq!(drafts.jots(ANNA).unwrap().len(), 1);
        assert_eq!(drafts.jots(Owner::UNKNOWN).unwrap(), []);
    }
}
