//! What is made of a copy to be searched, kept beside it.

use std::{fs::File, io, path::PathBuf};

use super::Mirror;
use crate::store::{Error, whole};

/// How the name of a snapshot ends.
pub(super) const EXTENSION: &str = "index";

impl Mirror {
    /// A number that no other copy has, and this one has for good.
    pub fn identity(&self) -> Result<i64, Error> {
        let identity = self
            .connection()
            .query_row("SELECT identity FROM state", [], |row| row.get(0))?;
        Ok(identity)
    }

    /// The snapshot that was kept last, and its size in bytes. It may be another copy's, older than this one or torn:
    /// whoever reads it has to see.
    pub fn snapshot(&self) -> io::Result<Option<(File, u64)>> {
        let Some(path) = self.beside() else {
            return Ok(None);
        };
        match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            file => {
                let file = file?;
                let size = file.metadata()?.len();
                Ok(Some((file, size)))
            }
        }
    }

    /// Keeps a snapshot in the place of the last one; `false`, and nothing is written, for a copy in memory and while
    /// another process is at the same.
    pub fn keep_snapshot(
        &self,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> Result<bool, Error> {
        let Some(path) = self.beside() else {
            return Ok(false);
        };
        // Its version has to mean what it means now also after a power cut, which would take back commits that are in the
        // log alone.
        self.connection()
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        whole::replace(&path, write)
    }

    /// Has the file hold what is in the log of its changes, and the log nothing, unless somebody is reading from that. Whoever
    /// opens a copy after its last program was killed reads the whole log first.
    pub fn empty_log(&self) -> Result<(), Error> {
        self.unless_busy(|connection| {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        })?;
        Ok(())
    }

    fn beside(&self) -> Option<PathBuf> {
        self.path
            .as_ref()
            .map(|path| path.with_extension(EXTENSION))
    }
}
