//! Files that are only ever replaced whole: whoever reads one sees what was there before, or what came then.
//!
//! After a power cut one may be empty or torn all the same, so its reader has to notice that.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use super::{Error, lock};
use crate::sqlite;

/// Writes a file beside the old one, readable by its owner only, and puts it in its place; `false`, and nothing is written,
/// while somebody else is at the same.
pub(super) fn replace(
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<bool, Error> {
    let Some(_lock) = lock::take(&beside(path, "lock"))? else {
        return Ok(false);
    };
    let new = beside(path, "new");
    // Whoever left one has died over it.
    remove(&new)?;
    let mut file = sqlite::create_private(&new)?;
    write(&mut file)
        .and_then(|()| fs::rename(&new, path))
        .or_else(|error| {
            remove(&new)?;
            Err(error)
        })?;
    Ok(true)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn beside(path: &Path, more: &str) -> PathBuf {
    let mut name = path.file_name().map(OsStr::to_owned).unwrap_or_default();
    name.push(".");
    name.push(more);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_file_that_could_not_be_written_leaves_the_old_one_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("1-1.index");
        let put = |text: &str| replace(&path, |file| file.write_all(text.as_bytes()));
        assert!(put("old").unwrap());
        let failed = replace(&path, |file| {
            file.write_all(b"new")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        });
        assert!(matches!(failed, Err(Error::Full)));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert!(!home.path().join("1-1.index.new").exists());
        assert!(put("new").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn of_two_who_write_at_the_same_time_one_does_and_the_other_is_told() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("1-1.index");
        fs::write(
            home.path().join("1-1.index.new"),
            "left by somebody who died",
        )
        .unwrap();
        let written = replace(&path, |file| {
            let other = replace(&path, |file| file.write_all(b"other"));
            assert!(!other.unwrap());
            file.write_all(b"one")
        });
        assert!(written.unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }
}
