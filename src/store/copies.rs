//! The folder of copies with its address book: whose copy belongs to an address is known before the account has answered.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::{Error, Owner, whole};
use crate::sqlite;

/// Where the copies of one machine are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copies {
    folder: PathBuf,
}

impl Copies {
    /// Those in this folder. Nothing is made or read yet.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The folder, as [`Mirror::open`](super::Mirror::open) wants it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whose copy was [remembered](Self::remember) under a key; `None` also when the book is missing or damaged.
    pub fn recall(&self, key: &str) -> Option<Owner> {
        self.book().get(key)?.parse().ok()
    }

    /// Remembers whose copy belongs to a key. `false` when somebody else is writing the book and it has to be said again at
    /// some later time.
    pub fn remember(&self, key: &str, owner: Owner) -> Result<bool, Error> {
        if self.recall(key) == Some(owner) {
            return Ok(true);
        }
        sqlite::private_dir(&self.folder)?;
        self.tag()?;
        whole::replace(&self.path(), |file| {
            let mut book = self.book();
            book.insert(key.to_owned(), owner.to_string());
            let text = serde_json::to_string_pretty(&book)?;
            file.write_all(text.as_bytes())
        })
    }

    fn path(&self) -> PathBuf {
        self.folder.join("addresses.json")
    }

    fn book(&self) -> BTreeMap<String, String> {
        let text = fs::read_to_string(self.path()).ok();
        text.and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default()
    }

    /// Tells programs that make backups that all of this can be made again (<https://bford.info/cachedir/>).
    fn tag(&self) -> Result<(), Error> {
        const TAG: &[u8] = b"Signature: 8a477f597d28d172789f06886806bc55\n";
        match sqlite::create_private(&self.folder.join("CACHEDIR.TAG")) {
            Ok(mut file) => Ok(file.write_all(TAG)?),
            Err(sqlite::Error::Io { source, .. })
                if source.kind() == io::ErrorKind::AlreadyExists =>
            {
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{AccountId, UserId};

    const ANNA: Owner = Owner {
        account: AccountId(28),
        user: UserId(12),
    };
    const BORIS: Owner = Owner {
        account: AccountId(28),
        user: UserId(13),
    };

    #[test]
    fn a_book_recalls_what_it_was_told_last_also_after_damage() {
        let home = tempfile::tempdir().unwrap();
        let copies = Copies::at(home.path().join("copies"));
        assert_eq!(copies.recall("one"), None);
        assert!(copies.remember("one", ANNA).unwrap());
        assert!(copies.remember("other", BORIS).unwrap());
        assert!(copies.remember("one", BORIS).unwrap());
        assert_eq!(copies.recall("one"), Some(BORIS));
        assert_eq!(copies.recall("other"), Some(BORIS));
        assert_eq!(copies.recall("neither"), None);
        fs::write(copies.path(), "{\"one\": \"28-").unwrap();
        assert_eq!(copies.recall("one"), None);
        assert!(copies.remember("one", ANNA).unwrap());
        assert_eq!(copies.recall("one"), Some(ANNA));
    }

    #[cfg(unix)]
    #[test]
    fn all_that_is_written_is_the_owners_alone_and_marked_as_a_cache() {
        use std::os::unix::fs::PermissionsExt as _;

        let home = tempfile::tempdir().unwrap();
        let copies = Copies::at(home.path().join("copies"));
        copies.remember("one", ANNA).unwrap();
        for entry in fs::read_dir(copies.folder()).unwrap() {
            let mode = entry.unwrap().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
        let tag = fs::read_to_string(copies.folder().join("CACHEDIR.TAG")).unwrap();
        assert!(tag.starts_with("Signature: 8a477f597d28d172789f06886806bc55"));
    }
}
