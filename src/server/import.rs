//! Contacts from a file into the account, with everything that they name.
use super::Error;
use rusqlite::Connection;
use secrecy::SecretString;
use std::io::BufRead;
/// What an import did.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// How many contacts were taken.
    pub contacts: u64,
    /// Lines that were not taken: their number, from 1, and why.
    pub refused: Vec<(u64, String)>,
    /// The new keys of all users by login, the administrator's first. They are nowhere else.
    pub keys: Vec<(String, SecretString)>,
}
pub(super) fn import(_c: &Connection, _reader: impl BufRead, _now: i64) -> Result<Imported, Error> {
    Ok(Imported::default())
}
