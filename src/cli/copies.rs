//! The copies of accounts on this machine, for whoever asks one of them instead of the account.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::{
    accounts::{self, Accounts},
    arguments::copied::Which,
    refusal::Refusal,
    settings::Settings,
    tell,
};
use crate::{
    crm::Decoder,
    domain::{
        account::Account,
        contact::Contact,
        id::{ContactId, UserId},
        order::Alphabet,
        text,
    },
    store::{self, Mirror, Owner},
    words::{Language, Word, Words},
};

/// Where copies are kept: among what can be made again.
pub(super) fn folder(settings: &Settings) -> PathBuf {
    settings.folders.cache.join("copies")
}

/// A copy that is read.
#[derive(Debug)]
pub(super) struct Copy {
    pub(super) mirror: Mirror,
    /// What the account said about itself, when that is kept and can be read.
    pub(super) account: Option<Account>,
    /// The account's time zone.
    pub(super) zone: TimeZone,
    /// Who sees the account as it is copied.
    pub(super) user: UserId,
    /// Whose names stand first.
    pub(super) alphabet: Alphabet,
    decoder: Decoder,
    folder: PathBuf,
}

impl Copy {
    /// Opens the only copy, or the one that is asked for; says so when it is not complete.
    pub(super) fn open(which: &Which, settings: &Settings, words: &Words) -> Result<Self, Refusal> {
        let folder = folder(settings);
        let owners = Mirror::owners(&folder).map_err(|source| Refusal::File {
            path: folder.clone(),
            source,
        })?;
        let asked = match which.account.as_deref() {
            // The name of an account stands for the copy of whoever is logged in to it.
            Some(name) => {
                let accounts = Accounts::load(settings)?;
                let owner = accounts.named(name).and_then(accounts::Account::owner);
                Some(owner.map_or_else(|| name.to_owned(), |owner| owner.to_string()))
            }
            None => None,
        };
        let owner = choose(&owners, asked.as_deref(), &folder)?;
        let copy = Self::of(folder, owner, words.language())?;
        if copy.did(copy.mirror.fresh_at())?.is_none() {
            tell(&words.say(Word::CliCopyPartial));
        }
        Ok(copy)
    }

    fn of(folder: PathBuf, owner: Owner, language: Language) -> Result<Self, Refusal> {
        let refused = |source| Refusal::Copy {
            folder: folder.clone(),
            source,
        };
        let mirror = Mirror::open(&folder, owner).map_err(refused)?;
        let decoder = Decoder::default();
        let raw = mirror.account().map_err(refused)?;
        let account = raw.and_then(|raw| decoder.recall(&raw));
        let zone = account
            .as_ref()
            .and_then(|account| TimeZone::get(&account.timezone).ok());
        Ok(Self {
            mirror,
            // An unknown name of a zone shows times as UTC rather than not at all.
            zone: zone.unwrap_or(TimeZone::UTC),
            account,
            user: owner.user,
            alphabet: match language {
                Language::Russian => Alphabet::Cyrillic,
                Language::English => Alphabet::Latin,
            },
            decoder,
            folder,
        })
    }

    /// What the copy did, or why not in words.
    pub(super) fn did<T>(&self, done: Result<T, store::Error>) -> Result<T, Refusal> {
        done.map_err(|source| Refusal::Copy {
            folder: self.folder.clone(),
            source,
        })
    }

    /// The contact in a kept text.
    pub(super) fn read(&self, raw: &str) -> Option<Contact> {
        self.decoder.read(raw)
    }

    /// A contact as received.
    pub(super) fn one(&self, id: ContactId) -> Result<Option<String>, Refusal> {
        self.did(self.mirror.one(id))
    }
}

/// The copy that is meant.
fn choose(owners: &[Owner], asked: Option<&str>, folder: &Path) -> Result<Owner, Refusal> {
    if owners.is_empty() {
        return Err(Refusal::NoCopy);
    }
    let is_meant = |owner: &&Owner| {
        asked.is_none_or(|asked| owner.to_string() == asked || owner.account.to_string() == asked)
    };
    let meant: Vec<Owner> = owners.iter().filter(is_meant).copied().collect();
    match (meant.as_slice(), asked) {
        ([owner], _) => Ok(*owner),
        ([], Some(given)) => Err(Refusal::UnknownCopy {
            given: given.to_owned(),
            copies: listed(owners, folder),
        }),
        _ => Err(Refusal::WhichCopy(listed(&meant, folder))),
    }
}

/// `28-12 (Ромашка, Анна), 28-13 (Ромашка, Борис)`.
fn listed(owners: &[Owner], folder: &Path) -> String {
    let listed: Vec<String> = owners
        .iter()
        .map(|owner| match names(*owner, folder) {
            Some(names) => format!("{owner} ({names})"),
            None => owner.to_string(),
        })
        .collect();
    listed.join(", ")
}

/// Who that is, as far as the copy can tell.
fn names(owner: Owner, folder: &Path) -> Option<String> {
    let raw = Mirror::open(folder, owner).ok()?.account().ok()??;
    let account = Decoder::default().recall(&raw)?;
    let user = account.user(owner.user).map(|user| user.name.raw());
    let names = [Some(account.name.raw()), user];
    let names: Vec<String> = names
        .into_iter()
        .flatten()
        .map(|name| text::excerpt(name, 60))
        .collect();
    Some(names.join(", "))
}
