//! The accounts that rolo is logged in to: what `rolo login` wrote about them, and what the config file says above it.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use super::{
    arguments::{Open, Which},
    folders::{self, Folders},
    gates, grant,
    refusal::{Opening, Refusal},
    secrets::{self, Key, Place, Secrets, Trouble},
    settings::Settings,
    tell,
};
use crate::{
    crm::{Access, Config, Origin, Rate},
    domain::{
        id::{AccountId, Moment, UserId},
        text,
    },
    store::Owner,
    words::{Word, Words},
};

/// Beside the config file, which is the person's and never written to.
const FILE: &str = "accounts.toml";
const HEADER: &str = "# Written by `rolo login`; what you want otherwise goes into config.toml.\n";
/// What systemd gives a service under this name is a token, as in `ROLO_TOKEN`.
const CREDENTIAL: &str = "rolo-token";

/// Where they are written down.
pub(super) fn file(folders: &Folders) -> PathBuf {
    folders.config.join(FILE)
}

/// What a login found out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Scheme, host and port.
    pub(super) address: String,
    /// Whose API key the secret is; none for a token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) login: Option<String>,
    /// The secret are the tokens of an integration.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) oauth: bool,
    /// Where the secret lies.
    pub(super) secret: Place,
    /// When it ends, in Unix seconds, where it says so itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ca_file: Option<PathBuf>,
    /// The account's id, and who is logged in: together they own a copy.
    pub(super) account_id: i64,
    pub(super) user_id: i64,
    /// Their names.
    pub(super) account_name: String,
    pub(super) user_name: String,
}

/// The file as a whole.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Book {
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<String>,
    #[serde(default)]
    accounts: BTreeMap<String, Entry>,
    /// The folders of accounts that are served by whoever opens them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    local: BTreeMap<String, PathBuf>,
}

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
        let book = read(&file)?;
        let mut known = BTreeMap::new();
        for (name, entry) in book.accounts {
            let origin = Origin::parse(&entry.address).map_err(|error| wrong(&file, &error))?;
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

/// Writes down a login; the first one is the account that is opened when none is named.
pub(super) fn remember(settings: &Settings, name: &str, entry: Entry) -> Result<(), Refusal> {
    change(settings, |book| {
        book.accounts.insert(name.to_owned(), entry);
        book.default.get_or_insert_with(|| name.to_owned());
    })
}

/// Writes down where an account of this machine is; like [`remember`].
pub(super) fn remember_local(
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
pub(super) fn strike_out(settings: &Settings, name: &str) -> Result<(), Refusal> {
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

fn read(file: &Path) -> Result<Book, Refusal> {
    match fs::read_to_string(file) {
        Ok(text) => toml::from_str(&text).map_err(|error| wrong(file, &error.message())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Book::default()),
        Err(source) => Err(refused(file, source)),
    }
}

fn refused(file: &Path, source: io::Error) -> Refusal {
    Refusal::File {
        path: file.to_owned(),
        source,
    }
}

fn wrong(file: &Path, reason: &dyn ToString) -> Refusal {
    Refusal::Config {
        file: file.to_owned(),
        reason: text::excerpt(&reason.to_string(), 200),
    }
}

/// An account and what opens it.
#[derive(Debug)]
pub(super) struct Opened {
    /// What it is called on this machine; `None` for one that was named by its address.
    pub(super) called: Option<String>,
    pub(super) origin: Origin,
    pub(super) access: Access,
    pub(super) config: Config,
}

/// Takes the account that is meant with its secret, asking for that where it is kept nowhere.
pub(super) fn open(asked: &Open, settings: &Settings) -> Result<Opened, Refusal> {
    let rate = asked.rate.and_then(Rate::per_second);
    let mut opened = enter(&asked.which, rate.unwrap_or_default(), settings)?;
    opened.config.read_only |= asked.read_only;
    Ok(opened)
}

/// Like [`open`], at a rate.
pub(super) fn enter(which: &Which, rate: Rate, settings: &Settings) -> Result<Opened, Refusal> {
    secrets::close_the_shutters();
    let Some(url) = &which.url else {
        let accounts = Accounts::load(settings)?;
        let account = accounts.chosen(which.account.as_deref())?;
        return Ok(Opened {
            called: Some(account.name.clone()),
            access: access(account, settings)?,
            config: Config {
                rate,
                gate_file: Some(gates::file(&account.origin, settings)),
                read_only: account.read_only,
                roots: roots(account.ca_file.as_deref())?,
                ..Config::default()
            },
            origin: account.origin.clone(),
        });
    };
    let origin = Origin::parse(url)?;
    Ok(Opened {
        called: None,
        access: Access::Token(brought(settings).ok_or(Refusal::NoToken)?),
        config: Config {
            rate,
            gate_file: Some(gates::file(&origin, settings)),
            roots: roots(settings.config.ca_file.as_deref())?,
            ..Config::default()
        },
        origin,
    })
}

/// The certificates in a file that are trusted beside the machine's own.
pub(super) fn roots(file: Option<&Path>) -> Result<Vec<u8>, Refusal> {
    let read = file.map(|file| fs::read(file).map_err(|source| refused(file, source)));
    Ok(read.transpose()?.unwrap_or_default())
}

/// The token that the environment or systemd brings along.
pub(super) fn brought(settings: &Settings) -> Option<SecretString> {
    settings.token.clone().or_else(|| {
        let file = settings.credentials.as_ref()?.join(CREDENTIAL);
        let text = SecretString::from(fs::read_to_string(file).ok()?);
        let token = text.expose_secret().trim();
        (!token.is_empty()).then(|| SecretString::from(token))
    })
}

/// The secret, from the first place of the ladder that has one.
fn access(account: &Account, settings: &Settings) -> Result<Access, Refusal> {
    if let Some(token) = brought(settings) {
        return Ok(Access::Token(token));
    }
    let secret = match account.place() {
        Place::Command => {
            let argv = account.credential_command.as_deref().unwrap_or_default();
            secrets::run(argv).map_err(|trouble| account.no_secret(Place::Command, trouble))?
        }
        Place::Asked => typed(account, settings)?,
        place => match Secrets::new(settings).read(place, &account.key()) {
            Ok(Some(secret)) => secret,
            Ok(None) => typed(account, settings)?,
            Err(trouble) if secrets::is_there() => {
                let refusal = account.no_secret(place, trouble);
                tell(&refusal.sentence(&Words::new(settings.language)));
                typed(account, settings)?
            }
            Err(trouble) => return Err(account.no_secret(place, trouble)),
        },
    };
    if account.entry.as_ref().is_some_and(|entry| entry.oauth)
        && let Some(grant) = grant::recall(&account.key(), account.place(), &secret, settings)
    {
        return Ok(Access::Grant(grant));
    }
    Ok(match account.login.clone() {
        Some(login) => Access::Login {
            login,
            hash: secret,
        },
        None => Access::Token(secret),
    })
}

/// Asks for the secret of an account that keeps it nowhere, or no more.
fn typed(account: &Account, settings: &Settings) -> Result<SecretString, Refusal> {
    if !secrets::is_there() {
        return Err(Opening::NoSecret(account.name.clone()).into());
    }
    let words = Words::new(settings.language);
    let name = ("account", account.name.clone().into());
    let label = match &account.login {
        Some(login) => words.say_with(
            Word::AskKeyOf,
            [name, ("login", text::excerpt(login, 100).into())],
        ),
        None => words.say_with(Word::AskTokenOf, [name]),
    };
    let typed = secrets::hidden(&label).map_err(Refusal::System)?;
    if typed.expose_secret().is_empty() {
        return Err(Opening::NothingTyped.into());
    }
    Ok(typed)
}

/// When a login's secret ends, for [`Entry::until`].
pub(super) fn until(access: &Access) -> Option<i64> {
    match access {
        Access::Token(token) => secrets::until(token).map(|Moment(seconds)| seconds),
        Access::Login { .. } | Access::Grant(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{
        config::{self, Wishes},
        settings::{Surroundings, settle},
    };

    fn settings(folder: &Path) -> Settings {
        let folders = Folders {
            data: folder.join("data"),
            cache: folder.join("cache"),
            state: folder.join("state"),
            config: folder.to_owned(),
        };
        let read = (config::Config::default(), Vec::new());
        settle(None, read, Surroundings::default(), folders)
    }

    fn entry(address: &str) -> Entry {
        Entry {
            address: address.to_owned(),
            login: None,
            oauth: false,
            secret: Place::Kernel,
            until: Some(7),
            ca_file: None,
            account_id: 28,
            user_id: 12,
            account_name: "Ромашка".to_owned(),
            user_name: "Анна".to_owned(),
        }
    }

    #[test]
    fn the_first_account_is_opened_until_somebody_logs_out_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        let chosen = || {
            let accounts = Accounts::load(&settings).unwrap();
            accounts.chosen(None).map(|account| account.name.clone())
        };
        assert!(matches!(chosen(), Err(Refusal::NoAccount)));
        for name in ["b", "a", "c"] {
            remember(&settings, name, entry("https://a.amocrm.ru")).unwrap();
        }
        assert_eq!(chosen().unwrap(), "b");
        strike_out(&settings, "b").unwrap();
        assert!(
            matches!(chosen(), Err(Refusal::Opening(Opening::Which(names))) if names == "a, c")
        );
        strike_out(&settings, "c").unwrap();
        assert_eq!(chosen().unwrap(), "a", "it is the only one");
    }

    #[test]
    fn the_config_file_stands_above_what_a_login_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = settings(folder.path());
        remember(&settings, "a", entry("https://a.amocrm.ru")).unwrap();
        settings.config.ca_file = Some("all.pem".into());
        let wishes = |address: Option<&str>| Wishes {
            address: address.map(str::to_owned),
            read_only: true,
            ..Wishes::default()
        };
        settings.config.accounts = [
            ("a".to_owned(), wishes(None)),
            ("b".to_owned(), wishes(Some("b"))),
            ("nowhere".to_owned(), wishes(None)),
        ]
        .into();
        let accounts = Accounts::load(&settings).unwrap();
        let names: Vec<&str> = accounts
            .all()
            .map(|account| account.name.as_str())
            .collect();
        assert_eq!(names, ["a", "b"]);
        let a = accounts.named("a").unwrap();
        assert!(a.read_only && a.owner().is_some() && a.place() == Place::Kernel);
        assert_eq!(a.ca_file, Some("all.pem".into()));
        let b = accounts.named("b").unwrap();
        assert_eq!(b.origin.to_string(), "https://b.amocrm.ru");
        assert_eq!((b.owner(), b.place()), (None, Place::Asked));

        // At another address is another account, which has neither the copy nor the secret of the first.
        let wishes = wishes(Some("https://other.example"));
        settings.config.accounts.insert("a".to_owned(), wishes);
        let accounts = Accounts::load(&settings).unwrap();
        let a = accounts.named("a").unwrap();
        assert_eq!((a.owner(), a.place()), (None, Place::Asked));

        settings.config.account = Some("gone".to_owned());
        let accounts = Accounts::load(&settings).unwrap();
        assert!(matches!(
            accounts.chosen(None),
            Err(Refusal::Opening(Opening::Unknown { .. }))
        ));
    }
}
