//! A damaged database is moved aside, whole, instead of standing in the way.

use std::path::{Path, PathBuf};

use super::Error;
use crate::sqlite;

/// Opens what `open` opens; a file that is damaged is renamed first, with all that belongs to it, and its new place told.
pub(super) fn open_past<T>(
    open: impl Fn() -> Result<T, Error>,
) -> Result<(T, Option<PathBuf>), Error> {
    match open() {
        Err(Error::Open(sqlite::Error::Damaged { path })) => {
            let aside = set_aside(&path)?;
            Ok((open()?, Some(aside)))
        }
        opened => Ok((opened?, None)),
    }
}

/// Renames a database with all that belongs to it to the first name that is free.
pub(super) fn set_aside(path: &Path) -> Result<PathBuf, Error> {
    let name = |n: u16| path.with_extension(format!("damaged-{n}.sqlite3"));
    let aside = (1..=u16::MAX)
        .map(name)
        .find(|aside| !aside.exists())
        .unwrap_or_else(|| name(0));
    let with = |path: &Path, more: &str| {
        let mut path = path.as_os_str().to_owned();
        path.push(more);
        PathBuf::from(path)
    };
    for more in ["-wal", "-shm", ""] {
        let from = with(path, more);
        if from.exists() {
            std::fs::rename(&from, with(&aside, more))
                .map_err(|source| sqlite::Error::Io { path: from, source })?;
        }
    }
    Ok(aside)
}
