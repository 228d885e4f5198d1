//! How fresh a copy is, and how far its passes and sweeps have come: what they go on from after a stop at any moment.

use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::Mirror;
use crate::{
    domain::{
        fingerprint::Fingerprint,
        id::{ContactId, Moment},
    },
    store::Error,
};

/// What is known from passes over the account's list. The default is that of a new copy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PassState {
    /// Up to which moment of the account's clock everything is here; `None` before the first complete pass.
    pub watermark: Option<Moment>,
    /// How many seconds before the watermark are read again when writers' clocks were seen to be further behind than usual.
    pub overlap: Option<i64>,
    /// How many passes in a row the account's clock has contradicted itself.
    pub doubts: u8,
    /// Whether the last complete listing had pages that were shorter than asked for without being the last.
    pub is_short: bool,
    /// The pass under way.
    pub progress: Option<Progress>,
    /// How many contacts the last complete listing held.
    pub total: Option<usize>,
    /// When a pass was complete last, by this machine's clock.
    pub passed_at: Option<Moment>,
}

/// How far a pass has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// What is read: changes later than this, or everything.
    pub since: Option<Moment>,
    /// How often the list was begun anew because it moved.
    pub round: u8,
    /// How many rounds came back to their first page.
    pub repeats: u8,
    /// Where the next page begins.
    pub offset: usize,
    /// The first rows of the round: a page that begins like that again is the same page.
    pub head: Vec<Glimpse>,
    /// The rows that the next page should begin with.
    pub tail: Vec<Glimpse>,
    /// What the account's clock showed at the first page of this round.
    pub clock: Option<Moment>,
    /// Whether no row can have slipped through between the pages of this round.
    pub is_whole: bool,
    /// Whether pages are shorter than asked for without being the last, so that also short ones have to overlap.
    pub is_short: bool,
    /// How many rows this round has read, those read twice counted once.
    pub rows: usize,
    /// How many seconds a writer's clock was seen behind the watermark, at worst.
    pub lag: i64,
}

/// Enough of a row to know it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glimpse {
    /// Its id, when that can be read.
    pub id: Option<ContactId>,
    /// Of the whole text.
    pub fingerprint: Fingerprint,
}

/// What is known from sweeps for what is gone. The default is that of a new copy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SweepState {
    /// When every contact had been asked for last, by this machine's clock.
    pub swept_at: Option<Moment>,
    /// The last contact that the sweep under way has asked for.
    pub after: Option<ContactId>,
    /// The tick of the last deletion that the account told of.
    pub tick: i64,
    /// Whether the account tells of deletions; `None` until it was seen.
    pub tells: Option<bool>,
}

impl Mirror {
    /// What passes left behind.
    pub fn pass_state(&self) -> Result<PassState, Error> {
        read(&self.connection(), "SELECT pass FROM state")
    }

    /// What sweeps left behind.
    pub fn sweep_state(&self) -> Result<SweepState, Error> {
        read(&self.connection(), "SELECT sweep FROM state")
    }

    /// Writes down how far a sweep has come where it found nothing.
    pub fn keep_sweep(&self, sweep: &SweepState) -> Result<(), Error> {
        self.write(|transaction| write_sweep(transaction, sweep))
    }
}

/// What cannot be read was written by a newer rolo, or is none at all: the copy is brought up to date from the beginning.
fn read<T: DeserializeOwned + Default>(connection: &Connection, sql: &str) -> Result<T, Error> {
    let kept: Option<String> = connection
        .prepare_cached(sql)?
        .query_row([], |row| row.get(0))?;
    Ok(kept
        .and_then(|kept| serde_json::from_str(&kept).ok())
        .unwrap_or_default())
}

pub(super) fn write_pass(transaction: &Transaction<'_>, pass: &PassState) -> Result<(), Error> {
    transaction
        .prepare_cached("UPDATE state SET pass = ?1")?
        .execute([serde_json::to_string(pass)?])?;
    Ok(())
}

pub(super) fn write_sweep(transaction: &Transaction<'_>, sweep: &SweepState) -> Result<(), Error> {
    transaction
        .prepare_cached("UPDATE state SET sweep = ?1")?
        .execute([serde_json::to_string(sweep)?])?;
    Ok(())
}
