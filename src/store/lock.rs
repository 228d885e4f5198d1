//! Locks between processes: a file of its own for each, which stays.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    path::Path,
};

use super::Error;
use crate::sqlite;

/// Locks a file, made when it is missing, until it is dropped or the process ends in any way; `None` while another process,
/// or another place in this one, has it locked.
pub(super) fn take(path: &Path) -> Result<Option<File>, Error> {
    let file = match sqlite::create_private(path) {
        Ok(file) => file,
        Err(sqlite::Error::Io { source, .. }) if source.kind() == io::ErrorKind::AlreadyExists => {
            OpenOptions::new()
                .write(true)
                .open(path)
                .map_err(Error::Lock)?
        }
        Err(error) => return Err(error.into()),
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(Error::Lock(error)),
    }
}
