//! Takes an answer of the account into the copy: all of it, with how far that brings the pass, or nothing.

use rusqlite::{OptionalExtension as _, Transaction, named_params};

use super::{Mirror, Observation, PassState, next_version, state, vanish::limit};
use crate::{
    domain::{
        fingerprint::Fingerprint,
        id::{ContactId, Moment, UserId},
        order::NameKey,
    },
    store::Error,
};

/// Of an item that cannot be read so many bytes are kept: enough to see what is wrong with it.
const QUARANTINED: usize = 64 * 1024;

/// A contact as it was received, and what the copy has to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which one.
    pub id: ContactId,
    /// Its text as received.
    pub raw: String,
    /// Of that text.
    pub fingerprint: Fingerprint,
    /// When it was changed, as its writer said.
    pub updated_at: Moment,
    /// Who is responsible for it.
    pub responsible: UserId,
    /// Its place in a list of names.
    pub name: NameKey,
    /// What its phones are the same numbers by, each once; see [`fold::subscriber`](crate::domain::fold::subscriber).
    pub numbers: Vec<String>,
}

/// An item that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Which contact it is, when that can be read.
    pub id: Option<ContactId>,
    /// Its text as received.
    pub raw: String,
    /// Of that text.
    pub fingerprint: Fingerprint,
    /// What is wrong with it.
    pub why: String,
}

/// What an answer did to the copy.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// Contacts that the copy did not have.
    pub new: usize,
    /// Contacts that it had differently.
    pub changed: usize,
    /// The earliest `updated_at` of both.
    pub earliest: Option<Moment>,
}

impl Mirror {
    /// Takes in what an answer held, and what it makes of the pass.
    ///
    /// A contact is replaced when its text is another one and the answer was asked for later than what is here, whatever
    /// `updated_at` says: that is the writer's clock, and two changes of one second have the same.
    pub fn keep(
        &self,
        seen: Observation,
        rows: &[Row],
        unreadable: &[Unreadable],
        pass: Option<&PassState>,
    ) -> Result<Kept, Error> {
        self.write(|transaction| {
            let mut kept = Kept::default();
            let mut version = None;
            for row in rows {
                let Some(is_new) = is_news(transaction, seen, row)? else {
                    continue;
                };
                let version = match version {
                    Some(version) => version,
                    None => *version.insert(next_version(transaction)?),
                };
                put(transaction, seen, row, version)?;
                if is_new {
                    kept.new += 1;
                } else {
                    kept.changed += 1;
                }
                let earlier = |earliest: Moment| earliest.min(row.updated_at);
                kept.earliest = Some(kept.earliest.map_or(row.updated_at, earlier));
            }
            for item in unreadable {
                quarantine(transaction, seen, item)?;
            }
            if kept.new > 0 {
                transaction
                    .prepare_cached("UPDATE state SET contacts = contacts + ?1")?
                    .execute([limit(kept.new)])?;
            }
            if let Some(pass) = pass {
                state::write_pass(transaction, pass)?;
            }
            Ok(kept)
        })
    }
}

impl Mirror {
    /// Forgets the unreadable items that no answer since this observation has held: the whole list was read since.
    pub fn forget_unreadable(&self, before: Observation) -> Result<(), Error> {
        self.connection()
            .execute("DELETE FROM quarantine WHERE observed < ?1", [before.0])?;
        Ok(())
    }
}

/// Whether the row says something that the copy does not hold: `Some(true)` when it does not have the contact at all. That
/// the contact was seen, is noted either way.
fn is_news(
    transaction: &Transaction<'_>,
    seen: Observation,
    row: &Row,
) -> Result<Option<bool>, Error> {
    let held: Option<(i64, i64, i64)> = transaction
        .prepare_cached("SELECT fingerprint, observed, miss FROM contact WHERE id = ?1")?
        .query_row([row.id.0], |held| {
            Ok((held.get(0)?, held.get(1)?, held.get(2)?))
        })
        .optional()?;
    let Some((fingerprint, observed, miss)) = held else {
        // An answer that is older than the loss of a contact does not bring it back.
        let gone: Option<i64> = transaction
            .prepare_cached("SELECT observed FROM gone WHERE id = ?1")?
            .query_row([row.id.0], |gone| gone.get(0))
            .optional()?;
        return Ok(gone
            .is_none_or(|observed| observed < seen.0)
            .then_some(true));
    };
    if observed >= seen.0 {
        return Ok(None);
    }
    if fingerprint != row.fingerprint.0 {
        return Ok(Some(false));
    }
    let sql = if miss == 0 {
        "UPDATE contact SET observed = ?2 WHERE id = ?1"
    } else {
        "UPDATE contact SET observed = ?2, miss = 0, missed_at = NULL WHERE id = ?1"
    };
    transaction
        .prepare_cached(sql)?
        .execute([row.id.0, seen.0])?;
    Ok(None)
}

fn put(
    transaction: &Transaction<'_>,
    seen: Observation,
    row: &Row,
    version: i64,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT INTO contact (id, fingerprint, updated_at, responsible, script, folded, observed, version)
             VALUES (:id, :fingerprint, :updated, :responsible, :script, :folded, :observed, :version)
             ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, updated_at = excluded.updated_at,
                responsible = excluded.responsible, script = excluded.script, folded = excluded.folded,
                observed = excluded.observed, version = excluded.version, miss = 0, missed_at = NULL",
        )?
        .execute(named_params! {
            ":id": row.id.0,
            ":fingerprint": row.fingerprint.0,
            ":updated": row.updated_at.0,
            ":responsible": row.responsible.0,
            ":script": super::read::number(row.name.script),
            ":folded": row.name.folded,
            ":observed": seen.0,
            ":version": version,
        })?;
    transaction
        .prepare_cached(
            "INSERT INTO body (id, raw) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET raw = excluded.raw",
        )?
        .execute((row.id.0, &row.raw))?;
    for forget in [
        "DELETE FROM phone WHERE id = ?1",
        "DELETE FROM gone WHERE id = ?1",
        "DELETE FROM quarantine WHERE id = ?1",
    ] {
        transaction.prepare_cached(forget)?.execute([row.id.0])?;
    }
    for number in &row.numbers {
        transaction
            .prepare_cached("INSERT INTO phone (id, number) VALUES (?1, ?2)")?
            .execute((row.id.0, number))?;
    }
    Ok(())
}

fn quarantine(
    transaction: &Transaction<'_>,
    seen: Observation,
    item: &Unreadable,
) -> Result<(), Error> {
    if let Some(id) = item.id {
        // It is there, only not to be understood: the copy keeps what it held before.
        transaction
            .prepare_cached(
                "UPDATE contact SET miss = 0, missed_at = NULL WHERE id = ?1 AND miss > 0",
            )?
            .execute([id.0])?;
        transaction
            .prepare_cached("DELETE FROM quarantine WHERE id = ?1 AND fingerprint <> ?2")?
            .execute([id.0, item.fingerprint.0])?;
    }
    let mut end = item.raw.len().min(QUARANTINED);
    while !item.raw.is_char_boundary(end) {
        end -= 1;
    }
    transaction
        .prepare_cached(
            "INSERT INTO quarantine (fingerprint, id, raw, why, observed) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (fingerprint) DO UPDATE SET observed = excluded.observed",
        )?
        .execute((
            item.fingerprint.0,
            item.id.map(|id| id.0),
            &item.raw[..end],
            &item.why,
            seen.0,
        ))?;
    Ok(())
}
