//! The accounts that rolo is logged in to: what `rolo login` wrote about them, and what the config file says above it.

mod book;
mod opening;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

pub(super) use self::{
    book::{Entry, file, remember, remember_local, strike_out},
    opening::{Opened, brought, enter, open, roots, until},
};
use super::{
    refusal::{Opening, Refusal},
    secrets::{Key, Place, Trouble},
    settings::Settings,
};
use crate::{
    crm::Origin,
    domain::id::{AccountId, UserId},
    store::Owner,
};

/// An account that can be opened.
#[derive(Debug, Clone)]
pub(super) struct Account {
    pub(super) name: String,
    pub(super) origin: Origin,
    pub(super) login: Option<String>,
    pub(super) read_only: bool,
    pub(super) credential_command: Option<Vec<String>>,
    pub(super) ca_file: Option<PathBuf>,
    /// What a login found out; none for an account that only the config file names.
    pub(super) entry: Option<Entry>,
}

impl Account {
    /// Whose copy is this account's, as far as a login told.
    pub(super) fn owner(&self) -> Option<Owner> {
        self.entry.as_ref().map(|entry| Owner {
            account: AccountId(entry.account_id),
            user: UserId(entry.user_id),
        })
    }

    /// Its secret does not come from there.
    pub(super) fn no_secret(&self, place: Place, source: Trouble) -> Refusal {
        let account = self.name.clone();
        Refusal::from(Opening::Secret {
            account,
            place,
            source,
        })
    }

    /// Where its secret lies.
    pub(super) fn place(&self) -> Place {
        match (&self.credential_command, &self.entry) {
            (Some(_), _) => Place::Command,
            (None, Some(entry)) => entry.secret,
            (None, None) => Place::Asked,
        }
    }

    pub(super) fn key(&self) -> Key {
        Key {
            account: self.name.clone(),
            origin: self.origin.clone(),
        }
    }
}

/// All of them.
pub(super) struct Accounts {
    default: Option<String>,
    known: BTreeMap<String, Account>,
    local: BTreeMap<String, PathBuf>,
}

/// The account that is meant.
#[derive(Debug)]
pub(super) enum Meant<'a> {
    /// One that is reached at an address.
    At(&'a Account),
    /// One in a folder of this machine.
    Here { name: &'a str, folder: &'a Path },
}

impl Accounts {
    /// Reads them; asks for no secret.
    pub(super) fn load(settings: &Settings) -> Result<Self, Refusal> {
        let file = file(&settings.folders);
        let book = book::read(&file)?;
        let mut known = BTreeMap::new();
        for (name, entry) in book.accounts {
            let origin =
                Origin::parse(&entry.address).map_err(|error| book::wrong(&file, &error))?;
            let account = Account {
                name: name.clone(),
                origin,
                login: entry.login.clone(),
                read_only: false,
                credential_command: None,
                ca_file: entry.ca_file.clone(),
                entry: Some(entry),
            };
            known.insert(name, account);
        }
        for (name, wishes) in &settings.config.accounts {
            // What is no address was complained about when the file was read.
            let wished = wishes.address.as_deref();
            let wished = wished.and_then(|text| Origin::of_account(text).ok());
            let before = known.remove(name);
            let origin = wished.or_else(|| before.as_ref().map(|account| account.origin.clone()));
            // Wishes for an account before anybody logs in to it.
            let Some(origin) = origin else { continue };
            // At another address is another account: nothing that was found out holds for it.
            let before = before.filter(|account| account.origin == origin);
            let (login, ca_file, entry) = match before {
                Some(account) => (account.login, account.ca_file, account.entry),
                None => (None, None, None),
            };
            let account = Account {
                name: name.clone(),
                origin,
                login: wishes.login.clone().or(login),
                read_only: wishes.read_only,
                credential_command: wishes.credential_command.clone(),
                ca_file: wishes.ca_file.clone().or(ca_file),
                entry,
            };
            known.insert(name.clone(), account);
        }
        for account in known.values_mut() {
            let everywhere = || settings.config.ca_file.clone();
            account.ca_file = account.ca_file.take().or_else(everywhere);
        }
        let default = settings.config.account.clone().or(book.default);
        Ok(Self {
            default,
            known,
            local: book.local,
        })
    }

    /// All that are reached at an address, by name.
    pub(super) fn all(&self) -> impl Iterator<Item = &Account> {
        self.known.values()
    }

    /// All in folders of this machine, by name.
    pub(super) fn local(&self) -> impl Iterator<Item = (&str, &Path)> {
        let local = self.local.iter();
        local.map(|(name, folder)| (name.as_str(), folder.as_path()))
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        self.known.keys().chain(self.local.keys())
    }

    /// The one that is opened when none is named: it was chosen, or it is the only one.
    pub(super) fn default_name(&self) -> Option<&str> {
        let chosen = self
            .names()
            .find(|name| Some(*name) == self.default.as_ref());
        let only = || self.names().next().filter(|_| self.names().count() == 1);
        chosen.or_else(only).map(String::as_str)
    }

    /// The one at an address with this name.
    pub(super) fn named(&self, name: &str) -> Option<&Account> {
        self.known.get(name)
    }

    /// Whether an account at this address may have the name.
    pub(super) fn is_free(&self, name: &str, origin: &Origin) -> bool {
        let known = self.known.get(name);
        known.is_none_or(|account| account.origin == *origin) && !self.local.contains_key(name)
    }

    /// The one that is meant.
    pub(super) fn meant(&self, asked: Option<&str>) -> Result<Meant<'_>, Refusal> {
        if self.names().next().is_none() && asked.is_none() {
            return Err(Refusal::NoAccount);
        }
        let names = || {
            let names: Vec<&str> = self.names().map(String::as_str).collect();
            if names.is_empty() {
                "—".to_owned()
            } else {
                names.join(", ")
            }
        };
        let name = asked.or(self.default.as_deref());
        let name = name.or_else(|| self.default_name());
        let name = name.ok_or_else(|| Opening::Which(names()))?;
        if let Some(account) = self.known.get(name) {
            return Ok(Meant::At(account));
        }
        let local = self.local.get_key_value(name);
        let (name, folder) = local.ok_or_else(|| Opening::Unknown {
            given: name.to_owned(),
            accounts: names(),
        })?;
        Ok(Meant::Here { name, folder })
    }

    /// The one that is meant, where only one with an address will do.
    pub(super) fn chosen(&self, asked: Option<&str>) -> Result<&Account, Refusal> {
        match self.meant(asked)? {
            Meant::At(account) => Ok(account),
            Meant::Here { name, .. } => Err(Opening::Local(name.to_owned()).into()),
        }
    }
}
