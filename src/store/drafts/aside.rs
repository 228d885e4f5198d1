//! Drafts that stand in the way of others: nothing typed is overwritten by another edit, it waits under another name.
//!
//! A subject's draft has the subject for its key (`new`, `41560`); one that was set aside has `new aside 7` with the
//! number of its row.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::{Owner, key};
use crate::domain::{
    edit::{Draft, Subject},
    id::Moment,
};

/// A row of the table of drafts.
pub(super) struct Held {
    pub(super) id: i64,
    typed_at: Moment,
    /// `None` when it cannot be read: a newer rolo wrote it.
    draft: Option<Draft>,
}

impl Held {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let value: String = row.get("value")?;
        Ok(Self {
            id: row.get("rowid")?,
            typed_at: Moment(row.get("typed_at")?),
            draft: serde_json::from_str(&value).ok(),
        })
    }

    /// Whether this is a state of the edit that goes by the request id.
    pub(super) fn is_of(&self, subject: Subject, request_id: &str) -> bool {
        self.draft
            .as_ref()
            .is_some_and(|held| held.subject == subject && held.request_id == request_id)
    }
}

/// What is kept for this subject.
pub(super) fn held(
    connection: &Connection,
    owner: Owner,
    subject: &str,
) -> rusqlite::Result<Option<Held>> {
    connection
        .prepare_cached(
            "SELECT rowid, typed_at, value FROM draft WHERE account = ?1 AND user = ?2 AND subject = ?3",
        )?
        .query_row(params![owner.account.0, owner.user.0, subject], Held::read)
        .optional()
}

/// Renames a row, so that its subject is free.
pub(super) fn set_aside(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE draft SET subject = subject || ' aside ' || rowid WHERE rowid = ?1",
        [id],
    )?;
    tracing::info!(id, "a draft was set aside for another one");
    Ok(())
}

/// Removes every state of this edit, also those that were set aside; other edits of the subject stay.
pub(super) fn forget(
    connection: &Connection,
    owner: Owner,
    subject: Subject,
    request_id: &str,
) -> rusqlite::Result<()> {
    let states: Vec<Held> = connection
        .prepare_cached(
            "SELECT rowid, typed_at, value FROM draft
             WHERE account = ?1 AND user = ?2 AND (subject = ?3 OR subject GLOB ?3 || ' aside *')",
        )?
        .query_map(
            params![owner.account.0, owner.user.0, key(subject)],
            Held::read,
        )?
        .collect::<rusqlite::Result<_>>()?;
    for held in states {
        if held.is_of(subject, request_id) {
            remove(connection, held.id)?;
        }
    }
    Ok(())
}

/// Moves the drafts of nobody that fit to this owner.
pub(super) fn adopt(
    connection: &Connection,
    owner: Owner,
    fits: impl Fn(&Draft) -> bool,
) -> rusqlite::Result<()> {
    for Held {
        id,
        typed_at,
        draft,
    } in rows(connection, Owner::UNKNOWN)?
    {
        let Some(draft) = draft.filter(&fits) else {
            continue;
        };
        let subject = key(draft.subject);
        let mut name = subject.clone();
        if let Some(there) = held(connection, owner, &subject)? {
            let is_newer = there.draft.is_some() && there.typed_at > typed_at;
            match (there.is_of(draft.subject, &draft.request_id), is_newer) {
                (true, true) => {
                    remove(connection, id)?;
                    continue;
                }
                (true, false) => remove(connection, there.id)?,
                (false, true) => name = format!("{subject} aside {id}"),
                (false, false) => set_aside(connection, there.id)?,
            }
        }
        connection.execute(
            "UPDATE draft SET account = ?1, user = ?2, subject = ?3 WHERE rowid = ?4",
            params![owner.account.0, owner.user.0, name, id],
        )?;
    }
    Ok(())
}

/// Gives each subject without a draft the newest of those that were set aside for it.
pub(super) fn bring_back(connection: &Connection, owner: Owner) -> rusqlite::Result<()> {
    for Held { id, draft, .. } in rows(connection, owner)?.into_iter().rev() {
        let Some(draft) = draft else { continue };
        let subject = key(draft.subject);
        if held(connection, owner, &subject)?.is_none() {
            connection.execute(
                "UPDATE draft SET subject = ?1 WHERE rowid = ?2",
                params![subject, id],
            )?;
        }
    }
    Ok(())
}

/// Everything of this owner, also what was set aside; the oldest first.
fn rows(connection: &Connection, owner: Owner) -> rusqlite::Result<Vec<Held>> {
    connection
        .prepare_cached(
            "SELECT rowid, typed_at, value FROM draft WHERE account = ?1 AND user = ?2 ORDER BY typed_at, rowid",
        )?
        .query_map(params![owner.account.0, owner.user.0], Held::read)?
        .collect()
}

fn remove(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM draft WHERE rowid = ?1", [id])?;
    Ok(())
}
