//! Of all processes that have a copy open, one keeps it fresh and the others follow.

use std::{fs::File, path::Path};

use super::Mirror;
use crate::{
    sqlite,
    store::{Error, Owner, lock},
};

/// The right to keep a copy fresh; given up when dropped, or when the process ends in any way.
#[derive(Debug)]
pub struct Lead {
    /// `None` for a copy in memory, which nobody else has.
    _lock: Option<File>,
}

impl Mirror {
    /// Asks for the lead; `None` while another process, or another opening of this copy, has it.
    pub fn try_lead(&self) -> Result<Option<Lead>, Error> {
        match &self.path {
            Some(path) => lock(path),
            None => Ok(Some(Lead { _lock: None })),
        }
    }

    /// The same before this owner's copy in `dir` is opened, by whoever may have to move it aside.
    pub fn lead(dir: &Path, owner: Owner) -> Result<Option<Lead>, Error> {
        sqlite::private_dir(dir)?;
        lock(&Self::path(dir, owner))
    }
}

/// Locks the file beside the copy, which stays when the copy is moved aside.
fn lock(copy: &Path) -> Result<Option<Lead>, Error> {
    let lock = lock::take(&copy.with_extension("lock"))?;
    Ok(lock.map(|lock| Lead { _lock: Some(lock) }))
}
