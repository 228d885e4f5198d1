//! Contacts that the account no longer shows: noted, weighed, and only then taken out of the copy.

use rusqlite::{OptionalExtension as _, named_params};

use super::{Mirror, Observation, SweepState, next_version, state};
use crate::{
    domain::id::{ContactId, Moment},
    store::Error,
};

/// In so many sweeps a contact must not have been there before it counts as gone.
const MISSES: i64 = 2;
/// Two sweeps closer together than this many seconds count as one.
const APART: i64 = 10 * 60;
/// What a contact held last is kept for so many seconds after it went.
const KEPT: i64 = 30 * 24 * 60 * 60;

/// Which contacts a sweep asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All.
    All,
    /// Those that were missed before.
    Missed,
}

/// How sure it is that contacts which were not there are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// They were not in an answer to their ids. That happens: it takes a second sweep to be believed.
    Noticed,
    /// The account has said besides that they were deleted.
    Told,
}

/// How many contacts would go, for whoever decides whether they may.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Vanishing {
    /// Contacts that count as gone.
    pub rows: usize,
    /// Contacts in the copy.
    pub of: usize,
    /// The most that one responsible user loses without keeping any.
    pub all_of_one: usize,
}

impl Mirror {
    /// The next ids of the scope, in their order, after one that was asked for.
    pub fn ids(
        &self,
        scope: Scope,
        after: Option<ContactId>,
        most: usize,
    ) -> Result<Vec<ContactId>, Error> {
        let connection = self.connection();
        let mut select = connection.prepare_cached(match scope {
            Scope::All => "SELECT id FROM contact WHERE id > ?1 ORDER BY id LIMIT ?2",
            Scope::Missed => {
                "SELECT id FROM contact WHERE miss > 0 AND id > ?1 ORDER BY id LIMIT ?2"
            }
        })?;
        let after = after.map_or(i64::MIN, |after| after.0);
        let ids = select.query_map((after, limit(most)), |row| row.get(0).map(ContactId))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Those of the ids that the copy has.
    pub fn held(&self, ids: &[ContactId]) -> Result<Vec<ContactId>, Error> {
        let connection = self.connection();
        let mut select = connection.prepare_cached("SELECT 1 FROM contact WHERE id = ?1")?;
        let mut held = Vec::new();
        for id in ids {
            if select.exists([id.0])? {
                held.push(*id);
            }
        }
        Ok(held)
    }

    /// Notes that contacts were not in the answer to a question for them, and how far that brings a sweep, if it was one that
    /// asked. One that a later answer held is left alone.
    pub fn miss(
        &self,
        seen: Observation,
        absent: &[ContactId],
        absence: Absence,
        now: Moment,
        sweep: Option<&SweepState>,
    ) -> Result<(), Error> {
        let sql = match absence {
            // A clock that was set back must not keep a contact for ever: the wait begins again then.
            Absence::Noticed => {
                "UPDATE contact SET
                    miss = CASE WHEN missed_at IS NULL OR missed_at + :apart <= :now THEN miss + 1 ELSE miss END,
                    missed_at = CASE WHEN missed_at <= :now AND missed_at + :apart > :now THEN missed_at ELSE :now END
                 WHERE id = :id AND observed < :seen"
            }
            Absence::Told => {
                "UPDATE contact SET miss = :misses, missed_at = :now WHERE id = :id AND observed < :seen"
            }
        };
        self.write(|transaction| {
            let mut update = transaction.prepare_cached(sql)?;
            for id in absent {
                match absence {
                    Absence::Noticed => update.execute(named_params! {
                        ":id": id.0, ":seen": seen.0, ":now": now.0, ":apart": APART,
                    })?,
                    Absence::Told => update.execute(named_params! {
                        ":id": id.0, ":seen": seen.0, ":now": now.0, ":misses": MISSES,
                    })?,
                };
            }
            match sweep {
                Some(sweep) => state::write_sweep(transaction, sweep),
                None => Ok(()),
            }
        })
    }

    /// Whether there are contacts that were missed once and are worth a second look by now.
    pub fn wants_second_look(&self, now: Moment) -> Result<bool, Error> {
        let found = self
            .connection()
            .prepare_cached(
                "SELECT 1 FROM contact WHERE miss > 0 AND miss < ?1 AND (missed_at + ?2 <= ?3 OR missed_at > ?3) LIMIT 1",
            )?
            .exists([MISSES, APART, now.0])?;
        Ok(found)
    }

    /// How many contacts count as gone.
    pub fn vanishing(&self) -> Result<Vanishing, Error> {
        let connection = self.connection();
        let count = |sql: &str| -> rusqlite::Result<usize> {
            let count: Option<i64> = connection
                .prepare_cached(sql)?
                .query_row([MISSES], |row| row.get(0))
                .optional()?;
            Ok(count.map_or(0, |count| usize::try_from(count).unwrap_or(0)))
        };
        let rows = count("SELECT count(*) FROM contact WHERE miss > 0 AND miss >= ?1")?;
        if rows == 0 {
            return Ok(Vanishing::default());
        }
        Ok(Vanishing {
            rows,
            of: count("SELECT count(*) FROM contact WHERE ?1 > 0")?,
            all_of_one: count(
                "SELECT count(*) FROM contact GROUP BY responsible HAVING min(miss) >= ?1
                 ORDER BY count(*) DESC LIMIT 1",
            )?,
        })
    }

    /// Takes out the contacts that count as gone, keeping what they held last; how many. What went more than 30 days ago is
    /// forgotten.
    pub fn let_go(&self, now: Moment) -> Result<usize, Error> {
        self.write(|transaction| {
            let forgotten: Option<i64> = transaction.query_row(
                "SELECT max(version) FROM gone WHERE gone_at + ?1 < ?2",
                [KEPT, now.0],
                |row| row.get(0),
            )?;
            if let Some(version) = forgotten {
                // After the clock was set back, what went later may be forgotten earlier.
                transaction
                    .execute("UPDATE state SET forgotten = max(forgotten, ?1)", [version])?;
                transaction.execute("DELETE FROM gone WHERE gone_at + ?1 < ?2", [KEPT, now.0])?;
            }
            let mut gone: Vec<i64> = Vec::new();
            {
                let mut select = transaction
                    .prepare_cached("SELECT id FROM contact WHERE miss > 0 AND miss >= ?1")?;
                for id in select.query_map([MISSES], |row| row.get(0))? {
                    gone.push(id?);
                }
            }
            if gone.is_empty() {
                return Ok(0);
            }
            let version = next_version(transaction)?;
            for id in &gone {
                transaction
                    .prepare_cached(
                        "INSERT OR REPLACE INTO gone (id, raw, observed, version, gone_at)
                         SELECT contact.id, body.raw, state.observations, ?2, ?3 FROM contact, state
                         JOIN body ON body.id = contact.id WHERE contact.id = ?1",
                    )?
                    .execute([*id, version, now.0])?;
                transaction
                    .prepare_cached("DELETE FROM contact WHERE id = ?1")?
                    .execute([id])?;
            }
            transaction.execute(
                "UPDATE state SET contacts = contacts - ?1",
                [limit(gone.len())],
            )?;
            Ok(gone.len())
        })
    }
}

/// A number of rows, as SQLite takes it.
pub(super) fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}
