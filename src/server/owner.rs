//! The administrator's login and key, kept beside the database for the program that started the account itself.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::PoisonError;

use secrecy::{ExposeSecret as _, SecretString};

use super::{Account, Error};
use crate::sqlite;

/// The file in the data directory; 0600. Two lines: the login and the key.
const FILE: &str = "owner.key";

/// The administrator of an account.
#[derive(Debug, Clone)]
pub struct Owner {
    /// The login, an e-mail address.
    pub login: String,
    /// The API key, which also works as a bearer token.
    pub key: SecretString,
}

impl Owner {
    pub(super) fn new(login: impl Into<String>, key: impl Into<String>) -> Self {
        Self {
            login: login.into(),
            key: SecretString::from(key.into()),
        }
    }
}

impl Account {
    /// The administrator's login and key: Анна's for demo data, the first user's for imported contacts.
    /// [`Error::NoOwner`] when the account was not initialised or its `owner.key` is gone.
    pub fn owner(&self) -> Result<Owner, Error> {
        if let Some(owner) = &*self.0.owner.lock().unwrap_or_else(PoisonError::into_inner) {
            return Ok(owner.clone());
        }
        let path = self.owner_file().ok_or(Error::NoOwner)?;
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NoOwner);
            }
            Err(error) => return Err(error.into()),
        };
        let mut lines = text.lines();
        match (lines.next(), lines.next()) {
            (Some(login), Some(key)) if !key.is_empty() => Ok(Owner::new(login, key)),
            _ => Err(Error::NoOwner),
        }
    }

    /// Keeps the administrator's login and key beside the database, for whoever opens the account from its folder.
    pub fn keep_owner(&self, owner: Owner) -> Result<(), Error> {
        self.forget_owner()?;
        if let Some(path) = self.owner_file() {
            let mut file = sqlite::create_private(&path)?;
            writeln!(file, "{}\n{}", owner.login, owner.key.expose_secret())?;
            file.sync_all()?;
        }
        *self.0.owner.lock().unwrap_or_else(PoisonError::into_inner) = Some(owner);
        Ok(())
    }

    pub(super) fn forget_owner(&self) -> Result<(), Error> {
        *self.0.owner.lock().unwrap_or_else(PoisonError::into_inner) = None;
        match self.owner_file().map(std::fs::remove_file) {
            Some(Err(error)) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn owner_file(&self) -> Option<PathBuf> {
        self.0
            .data_dir
            .as_ref()
            .map(|directory| directory.join(FILE))
    }
}
