//! The copies of accounts on this machine, for whoever asks one of them instead of the account.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use ring::digest;
use secrecy::ExposeSecret as _;

use super::{
    accounts::{self, Accounts},
    arguments::copied::Which,
    filling::COPIES,
    refusal::Refusal,
    settings::Settings,
    tell,
};
use crate::{
    crm::{Access, Decoder, Origin},
    domain::{
        account::Account,
        contact::Contact,
        id::{ContactId, UserId},
        order::Alphabet,
        text,
    },
    store::{self, Mirror, Owner},
    ui::terminal,
    words::{Language, Word, Words},
    worker::{Place, Recalling, circumstances},
};

/// Where copies are kept: among what can be made again.
pub(super) fn folder(settings: &Settings) -> PathBuf {
    settings.folders.cache.join("copies")
}

/// Whose names stand first for whoever reads this language.
pub(super) fn alphabet(language: Language) -> Alphabet {
    match language {
        Language::Russian => Alphabet::Cyrillic,
        Language::English => Alphabet::Latin,
    }
}

/// Begins to take up this copy, with as many contacts as a list could show on this terminal.
pub(super) fn recall(place: Place, settings: &Settings) -> Recalling {
    let rows = terminal::size().height.into();
    Recalling::begin(place, alphabet(settings.language), rows)
}

/// The key under which [`Copies`](store::Copies) remembers whose copy an address leads to, asked with this access.
///
/// What opens an account is long and random, so nobody finds it by its digest, and half of that does not even tell which of
/// many it was. A login is no secret, but may be a person's name.
pub(super) fn key(origin: &Origin, access: &Access) -> String {
    let mut all = digest::Context::new(&digest::SHA256);
    let secret = match access {
        Access::Token(token) => token.expose_secret(),
        Access::Login { login, hash } => {
            all.update(login.as_bytes());
            all.update(b"\0");
            hash.expose_secret()
        }
        // Its tokens change every day.
        Access::Grant(grant) => &grant.id,
    };
    all.update(secret.as_bytes());
    let digest = all.finish();
    let half = digest.as_ref().first_chunk().copied();
    format!("{origin} {:032x}", half.map_or(0, u128::from_be_bytes))
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
    pub(super) decoder: Decoder,
    folder: PathBuf,
}

impl Copy {
    /// Opens the only copy, or the one that is asked for; says so when it is not complete. An account of this machine keeps
    /// its copy beside itself.
    pub(super) fn open(which: &Which, settings: &Settings, words: &Words) -> Result<Self, Refusal> {
        let accounts = Accounts::load(settings)?;
        let asked = which.account.as_deref();
        let beside = asked.and_then(|name| accounts.local().find(|(known, _)| *known == name));
        let chosen = if let Some((_, folder)) = beside {
            choose(&kept(&folder.join(COPIES))?, None)?
        } else {
            let mut copies = kept(&folder(settings))?;
            for (_, folder) in accounts.local() {
                copies.extend(kept(&folder.join(COPIES))?);
            }
            // The name of an account stands for the copy of whoever is logged in to it.
            let account = asked.and_then(|name| accounts.named(name));
            let owner = account.and_then(accounts::Account::owner);
            let owner = owner.map(|owner| owner.to_string());
            choose(&copies, owner.as_deref().or(asked))?
        };
        let copy = Self::of(chosen, words.language())?;
        if copy.did(copy.mirror.fresh_at())?.is_none() {
            tell(&words.say(Word::CliCopyPartial));
        }
        Ok(copy)
    }

    fn of(Kept { folder, owner }: Kept, language: Language) -> Result<Self, Refusal> {
        let refused = |source| Refusal::Copy {
            folder: folder.clone(),
            source,
        };
        let mirror = Mirror::open(&folder, owner).map_err(refused)?;
        let decoder = Decoder::default();
        let raw = mirror.account().map_err(refused)?;
        let account = raw.and_then(|raw| decoder.recall(&raw));
        Ok(Self {
            mirror,
            zone: circumstances::zone(account.as_ref()),
            account,
            user: owner.user,
            alphabet: alphabet(language),
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

/// Where a copy is, and whose.
#[derive(Debug, Clone)]
struct Kept {
    folder: PathBuf,
    owner: Owner,
}

/// The copies in a folder.
fn kept(folder: &Path) -> Result<Vec<Kept>, Refusal> {
    let owners = Mirror::owners(folder).map_err(|source| Refusal::File {
        path: folder.to_owned(),
        source,
    })?;
    let kept = owners.into_iter().map(|owner| Kept {
        folder: folder.to_owned(),
        owner,
    });
    Ok(kept.collect())
}

/// The copy that is meant.
fn choose(copies: &[Kept], asked: Option<&str>) -> Result<Kept, Refusal> {
    if copies.is_empty() {
        return Err(Refusal::NoCopy);
    }
    let is_meant = |Kept { owner, .. }: &Kept| {
        asked.is_none_or(|asked| owner.to_string() == asked || owner.account.to_string() == asked)
    };
    let meant: Vec<Kept> = copies
        .iter()
        .filter(|kept| is_meant(kept))
        .cloned()
        .collect();
    match (meant.as_slice(), asked) {
        ([kept], _) => Ok(kept.clone()),
        ([], Some(given)) => Err(Refusal::UnknownCopy {
            given: given.to_owned(),
            copies: listed(copies),
        }),
        _ => Err(Refusal::WhichCopy(listed(&meant))),
    }
}

/// `28-12 (Ромашка, Анна), 28-13 (Ромашка, Борис)`.
fn listed(copies: &[Kept]) -> String {
    let listed: Vec<String> = copies
        .iter()
        .map(|Kept { folder, owner }| match names(*owner, folder) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_tells_addresses_and_people_apart_and_holds_no_secret() {
        let origin = |text| Origin::parse(text).expect("an address");
        let token = |text: &str| Access::Token(text.into());
        let login = |login: &str| Access::Login {
            login: login.to_owned(),
            hash: "5ebe2294ecd0e0f08eab7690d2a6ee69".into(),
        };
        let ours = origin("https://demo.amocrm.ru");
        let keys = [
            key(&ours, &token("secret")),
            key(&ours, &token("other")),
            key(&origin("https://demo.kommo.com"), &token("secret")),
            key(&ours, &login("anna@example.ru")),
            key(&ours, &login("boris@example.ru")),
        ];
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{key}");
            assert!(
                !["secret", "anna", "5ebe"]
                    .iter()
                    .any(|part| key.contains(part))
            );
        }
        let known = "https://demo.amocrm.ru 2bb80d537b1da3e38bd30361aa855686";
        assert_eq!(keys[0], known);
    }
}
