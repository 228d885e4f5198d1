//! Secrets in files of their owner's alone: for machines that keep nothing else, and only when somebody said yes.

use std::{
    fs::{self, OpenOptions},
    io::{self, Read as _, Write as _},
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use rustix::fs::OFlags;
use secrecy::{ExposeSecret as _, SecretString};

use super::{Key, Place, Store, Trouble};
use crate::cli::folders;

/// No secret is longer.
const MOST: u64 = 64 << 10;

/// One file for each account: the address on its first line, the secret on its second.
pub(super) struct Files {
    folder: PathBuf,
}

impl Files {
    pub(super) fn new(data: &Path) -> Self {
        Self {
            folder: data.join("secrets"),
        }
    }

    fn text(&self, key: &Key) -> io::Result<SecretString> {
        let file = OpenOptions::new()
            .read(true)
            .custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
            .open(self.folder.join(&key.account))?;
        if file.metadata()?.mode() & 0o077 != 0 {
            return Err(io::Error::other("others can read the file"));
        }
        let mut text = String::new();
        file.take(MOST).read_to_string(&mut text)?;
        Ok(SecretString::from(text))
    }
}

impl Store for Files {
    fn place(&self) -> Place {
        Place::File
    }

    fn read(&self, key: &Key) -> Result<Option<SecretString>, Trouble> {
        match self.text(key) {
            Ok(text) => {
                let address = key.origin.to_string();
                let secret = text.expose_secret().split_once('\n');
                let secret = secret.filter(|(first, _)| *first == address);
                Ok(secret.map(|(_, secret)| SecretString::from(secret.trim_end())))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(trouble(&error)),
        }
    }

    fn keep(&self, key: &Key, secret: &SecretString) -> Result<(), Trouble> {
        let text = format!("{}\n{}\n", key.origin, secret.expose_secret());
        let text = SecretString::from(text);
        folders::replace(&self.folder.join(&key.account), |file| {
            file.write_all(text.expose_secret().as_bytes())
        })
        .map_err(|error| trouble(&error))
    }

    fn forget(&self, key: &Key) -> Result<(), Trouble> {
        match fs::remove_file(self.folder.join(&key.account)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(trouble(&error)),
            _ => Ok(()),
        }
    }
}

fn trouble(error: &io::Error) -> Trouble {
    Trouble(error.to_string())
}
