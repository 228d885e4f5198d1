//! Files that only their owner may read: made 0600 before anything is in them, and never through a symbolic link.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::Error;

/// Makes sure that the database file exists and is ours alone; gives back its path with the directory resolved,
/// because SQLite, told to follow no links, would refuse one anywhere in the path.
pub(super) fn prepare(path: &Path) -> Result<PathBuf, Error> {
    let name = path.file_name().ok_or_else(|| Error::Unsafe {
        path: path.to_owned(),
        why: "it names no file",
    })?;
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    private_dir(directory)?;
    let path = directory
        .canonicalize()
        .map_err(|source| io(directory, source))?
        .join(name);
    match create_private(&path) {
        Ok(_) => Ok(path),
        Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::AlreadyExists => {
            // Opening it here and closing it again would drop the locks that another connection of this process
            // holds on it (POSIX locks belong to the process), so it is only looked at.
            inspect(&path)?;
            Ok(path)
        }
        Err(error) => Err(error),
    }
}

fn io(path: &Path, source: std::io::Error) -> Error {
    Error::Io {
        path: path.to_owned(),
        source,
    }
}

/// Creates `path`, which must not exist (not even as a symbolic link), readable and writable by its owner only.
pub fn create_private(path: &Path) -> Result<File, Error> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|source| io(path, source))
}

/// Creates the directory and those above it with mode 0700 where they are missing; one that belongs to another
/// user (the administrator aside) is refused, because he could replace the files in it.
pub fn private_dir(path: &Path) -> Result<(), Error> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|source| io(path, source))?;
    #[cfg(unix)]
    {
        let owner = std::os::unix::fs::MetadataExt::uid(
            &path.metadata().map_err(|source| io(path, source))?,
        );
        if owner != 0 && owner != me() {
            return Err(Error::Unsafe {
                path: path.to_owned(),
                why: "the directory belongs to another user",
            });
        }
    }
    Ok(())
}

#[cfg(unix)]
fn me() -> u32 {
    rustix::process::geteuid().as_raw()
}

#[cfg(unix)]
fn inspect(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    let found = path.symlink_metadata().map_err(|source| io(path, source))?;
    let refuse = |why| {
        Err(Error::Unsafe {
            path: path.to_owned(),
            why,
        })
    };
    if found.file_type().is_symlink() {
        return refuse("it is a symbolic link");
    }
    if !found.is_file() {
        return refuse("it is not a file");
    }
    if found.uid() != me() {
        return refuse("it belongs to another user");
    }
    if found.mode() & 0o077 != 0 {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
            .map_err(|source| io(path, source))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn inspect(path: &Path) -> Result<(), Error> {
    if path
        .symlink_metadata()
        .map_err(|source| io(path, source))?
        .is_file()
    {
        return Ok(());
    }
    Err(Error::Unsafe {
        path: path.to_owned(),
        why: "it is not a file",
    })
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::sqlite::{Durability, open};

    const SCHEMA: &[&str] = &["CREATE TABLE person (id INTEGER PRIMARY KEY)"];

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn the_file_its_log_and_its_directory_are_the_owners_alone() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("data/account.sqlite3");
        let connection = open(&path, Durability::Full, SCHEMA).unwrap();
        connection
            .execute("INSERT INTO person VALUES (1)", [])
            .unwrap();
        assert_eq!(mode(&home.path().join("data")), 0o700);
        for suffix in ["", "-wal", "-shm"] {
            assert_eq!(
                mode(&home.path().join(format!("data/account.sqlite3{suffix}"))),
                0o600,
                "{suffix}"
            );
        }
    }

    #[test]
    fn a_file_that_was_too_open_is_closed() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("account.sqlite3");
        drop(open(&path, Durability::Full, SCHEMA).unwrap());
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        drop(open(&path, Durability::Full, SCHEMA).unwrap());
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn a_symbolic_link_in_place_of_the_file_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("account.sqlite3");
        std::os::unix::fs::symlink(home.path().join("elsewhere"), &path).unwrap();
        let refused = open(&path, Durability::Full, SCHEMA).unwrap_err();
        assert!(
            matches!(
                refused,
                Error::Unsafe {
                    why: "it is a symbolic link",
                    ..
                }
            ),
            "{refused}"
        );
        assert!(!home.path().join("elsewhere").exists());
    }

    #[test]
    fn a_directory_in_place_of_the_file_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("account.sqlite3");
        std::fs::create_dir(&path).unwrap();
        assert!(matches!(
            open(&path, Durability::Full, SCHEMA),
            Err(Error::Unsafe { .. })
        ));
    }
}
