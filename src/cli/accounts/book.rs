//! `accounts.toml`: what `rolo login` found out, written down for the next start.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    cli::{
        folders::{self, Folders},
        refusal::Refusal,
        secrets::Place,
        settings::Settings,
    },
    domain::text,
};

/// Beside the config file, which is the person's and never written to.
const FILE: &str = "accounts.toml";
const HEADER: &str = "# Written by `rolo login`; what you want otherwise goes into config.toml.\n";

/// Where they are written down.
pub(in crate::cli) fn file(folders: &Folders) -> PathBuf {
    folders.config.join(FILE)
}

/// What a login found out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Entry {
    /// Scheme, host and port.
    pub(in crate::cli) address: String,
    /// Whose API key the secret is; none for a token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli) login: Option<String>,
    /// The secret are the tokens of an integration.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::cli) oauth: bool,
    /// Where the secret lies.
    pub(in crate::cli) secret: Place,
    /// When it ends, in Unix seconds, where it says so itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli) until: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli) ca_file: Option<PathBuf>,
    /// The account's id, and who is logged in: together they own a copy.
    pub(in crate::cli) account_id: i64,
    pub(in crate::cli) user_id: i64,
    /// Their names.
    pub(in crate::cli) account_name: String,
    pub(in crate::cli) user_name: String,
}

/// The file as a whole.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Book {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default: Option<String>,
    #[serde(default)]
    pub(super) accounts: BTreeMap<String, Entry>,
    /// The folders of accounts that are served by whoever opens them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) local: BTreeMap<String, PathBuf>,
}

/// Writes down a login; the first one is the account that is opened when none is named.
pub(in crate::cli) fn remember(
    settings: &Settings,
    name: &str,
    entry: Entry,
) -> Result<(), Refusal> {
    change(settings, |book| {
        book.accounts.insert(name.to_owned(), entry);
        book.default.get_or_insert_with(|| name.to_owned());
    })
}

/// Writes down where an account of this machine is; like [`remember`].
pub(in crate::cli) fn remember_local(
    settings: &Settings,
    name: &str,
    folder: &Path,
) -> Result<(), Refusal> {
    change(settings, |book| {
        book.local.insert(name.to_owned(), folder.to_owned());
        book.default.get_or_insert_with(|| name.to_owned());
    })
}

/// Strikes an account out.
pub(in crate::cli) fn strike_out(settings: &Settings, name: &str) -> Result<(), Refusal> {
    change(settings, |book| {
        book.accounts.remove(name);
        book.local.remove(name);
        book.default.take_if(|default| default == name);
    })
}

fn change(settings: &Settings, change: impl FnOnce(&mut Book)) -> Result<(), Refusal> {
    let file = file(&settings.folders);
    // Two logins at once write one after the other.
    let lock = folders::lock(&file.with_extension("lock"));
    let _alone = lock.map_err(|source| refused(&file, source))?;
    let mut book = read(&file)?;
    change(&mut book);
    let text = toml::to_string(&book).map_err(|error| wrong(&file, &error))?;
    folders::replace(&file, |out| {
        out.write_all(format!("{HEADER}{text}").as_bytes())
    })
    .map_err(|source| refused(&file, source))
}

pub(super) fn read(file: &Path) -> Result<Book, Refusal> {
    match fs::read_to_string(file) {
        Ok(text) => toml::from_str(&text).map_err(|error| wrong(file, &error.message())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Book::default()),
        Err(source) => Err(refused(file, source)),
    }
}

pub(super) fn refused(file: &Path, source: io::Error) -> Refusal {
    Refusal::File {
        path: file.to_owned(),
        source,
    }
}

pub(super) fn wrong(file: &Path, reason: &dyn ToString) -> Refusal {
    Refusal::Config {
        file: file.to_owned(),
        reason: text::excerpt(&reason.to_string(), 200),
    }
}
