//! The config file, which is a person's: every mistake in it is named with its line, and what is right holds all the same.

pub(super) mod command;
mod mistake;
mod reading;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fs, io, path::PathBuf};

pub(super) use self::mistake::Mistake;
use self::mistake::What;
use crate::{
    domain::{reach::Commands, text},
    words::Language,
};

/// The config file in the config folder.
pub(super) const FILE: &str = "config.toml";

/// What the config file says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Config {
    /// `lang = "ru"` or `"en"`.
    pub(super) lang: Option<Language>,
    /// `colour = true` or `false`; stands above `NO_COLOR`.
    pub(super) colour: Option<bool>,
    /// `account = "NAME"`: the one that is opened when none is named.
    pub(super) account: Option<String>,
    /// `ca_file = "FILE"`: certificates, in PEM, that are trusted beside the machine's own.
    pub(super) ca_file: Option<PathBuf>,
    /// `[accounts.NAME]`.
    pub(super) accounts: BTreeMap<String, Wishes>,
    /// `[commands]`: programs for calling and mailing.
    pub(super) commands: Commands,
}

/// What the config file says of one account; it stands above what `rolo login` wrote.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Wishes {
    /// `address`, in any form that `rolo login` takes.
    pub(super) address: Option<String>,
    /// `login`: the secret is this user's API key, not a token.
    pub(super) login: Option<String>,
    /// `read_only`: nothing is ever written to the account.
    pub(super) read_only: bool,
    /// `credential_command`: a program and its arguments; the first line that it prints is the secret.
    pub(super) credential_command: Option<Vec<String>>,
    /// `ca_file`, for this account alone.
    pub(super) ca_file: Option<PathBuf>,
}

/// Reads the config file; none is an empty one.
pub(super) fn read(file: PathBuf) -> (Config, Vec<Mistake>) {
    match fs::read_to_string(&file) {
        Ok(text) => reading::parse(&text, &file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Default::default(),
        Err(error) => {
            let what = What::Unreadable(text::excerpt(&error.to_string(), 200));
            (Config::default(), vec![Mistake { file, what }])
        }
    }
}

/// Whether an account can be called this: it is also the name of a file.
pub(super) fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    (1..=64).contains(&name.len()) && name.chars().all(plain) && !name.starts_with(['.', '-'])
}
