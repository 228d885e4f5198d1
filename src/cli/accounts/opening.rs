//! Opening an account: where it is, its secret, and how it may be asked.

use std::{fs, path::Path};

use secrecy::{ExposeSecret as _, SecretString};

use super::{Account, Accounts, book::refused};
use crate::{
    cli::{
        arguments::{Open, Which},
        gates, grant,
        refusal::{Opening, Refusal},
        secrets::{self, Place, Secrets},
        settings::Settings,
        tell,
    },
    crm::{Access, Config, Origin, Rate},
    domain::{id::Moment, text},
    words::{Word, Words},
};

/// What systemd gives a service under this name is a token, as in `ROLO_TOKEN`.
const CREDENTIAL: &str = "rolo-token";

/// An account and what opens it.
#[derive(Debug)]
pub(in crate::cli) struct Opened {
    /// What it is called on this machine; `None` for one that was named by its address.
    pub(in crate::cli) called: Option<String>,
    pub(in crate::cli) origin: Origin,
    pub(in crate::cli) access: Access,
    pub(in crate::cli) config: Config,
}

/// Takes the account that is meant with its secret, asking for that where it is kept nowhere.
pub(in crate::cli) fn open(asked: &Open, settings: &Settings) -> Result<Opened, Refusal> {
    let rate = asked.rate.and_then(Rate::per_second);
    let mut opened = enter(&asked.which, rate.unwrap_or_default(), settings)?;
    opened.config.read_only |= asked.read_only;
    Ok(opened)
}

/// Like [`open`], at a rate.
pub(in crate::cli) fn enter(
    which: &Which,
    rate: Rate,
    settings: &Settings,
) -> Result<Opened, Refusal> {
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
pub(in crate::cli) fn roots(file: Option<&Path>) -> Result<Vec<u8>, Refusal> {
    let read = file.map(|file| fs::read(file).map_err(|source| refused(file, source)));
    Ok(read.transpose()?.unwrap_or_default())
}

/// The token that the environment or systemd brings along.
pub(in crate::cli) fn brought(settings: &Settings) -> Option<SecretString> {
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

/// When a login's secret ends, for [`Entry::until`](super::book::Entry::until).
pub(in crate::cli) fn until(access: &Access) -> Option<i64> {
    match access {
        Access::Token(token) => secrets::until(token).map(|Moment(seconds)| seconds),
        Access::Login { .. } | Access::Grant(_) => None,
    }
}
