//! Of all processes that have a copy open, one keeps it fresh and the others follow.

use std::fs::{File, OpenOptions, TryLockError};

use super::Mirror;
use crate::{sqlite, store::Error};

/// The right to keep a copy fresh; given up when dropped, or when the process ends in any way.
#[derive(Debug)]
pub struct Lead {
    /// `None` for a copy in memory, which nobody else has.
    _lock: Option<File>,
}

impl Mirror {
    /// Asks for the lead; `None` while another process, or another opening of this copy, has it.
    pub fn try_lead(&self) -> Result<Option<Lead>, Error> {
        let Some(path) = &self.path else {
            return Ok(Some(Lead { _lock: None }));
        };
        let path = path.with_extension("lock");
        let file = match sqlite::create_private(&path) {
            Ok(file) => file,
            Err(sqlite::Error::Io { source, .. })
                if source.kind() == std::io::ErrorKind::AlreadyExists =>
            {
                OpenOptions::new()
                    .write(true)
                    .open(&path)
                    .map_err(Error::Lock)?
            }
            Err(error) => return Err(error.into()),
        };
        match file.try_lock() {
            Ok(()) => Ok(Some(Lead { _lock: Some(file) })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(Error::Lock(error)),
        }
    }
}
