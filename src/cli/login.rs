//! `rolo login`: an account is asked who it is with a secret, and the secret is kept where it is safest.

use secrecy::{ExposeSecret as _, SecretString};

use super::{
    accounts::Accounts,
    admission::{Candidate, Proof},
    arguments::access::Login,
    config, grant, interface, log,
    refusal::{Opening, Refusal},
    secrets::{self, Place},
    settings::Settings,
    tell,
};
use crate::{
    crm::{Origin, oauth::Integration},
    words::{Word, Words},
};

/// Logs in, and tells as whom.
pub(super) fn run(asked: &Login, settings: &Settings) -> Result<u8, Refusal> {
    secrets::close_the_shutters();
    let _log = log::to_file(settings)?;
    let words = Words::new(settings.language);
    let known = Accounts::load(settings)?;
    let origin = address(asked, &known, &words)?;
    let name = match &asked.account {
        Some(name) => name.clone(),
        None => name_of(&origin, &known)?,
    };
    let wishes = settings.config.accounts.get(&name);
    let command = wishes.and_then(|wishes| wishes.credential_command.clone());
    let login = asked
        .user
        .clone()
        .or_else(|| wishes.and_then(|wishes| wishes.login.clone()));
    let proof = match &command {
        Some(argv) if !asked.is_given() => {
            let secret = secrets::run(argv).map_err(|source| Opening::Secret {
                account: name.clone(),
                place: Place::Command,
                source,
            })?;
            known_by(login, secret)
        }
        _ => proof(asked, login, &words)?,
    };

    let has_command = command.is_some();
    let candidate = Candidate {
        name,
        origin,
        proof,
        ca_file: absolute(asked.ca_file.as_deref())?,
    };
    let admission = interface::in_runtime(candidate.knock(settings))?;
    let place = if has_command {
        Place::Command
    } else {
        let question = words.say(Word::AskFile);
        admission.keep(asked.keep, settings, || {
            secrets::is_there()
                && secrets::question(&question).is_ok_and(|answer| secrets::is_yes(&answer))
        })?
    };
    admission.remember(place, settings)?;
    tell(&admission.sentence(place, &words));
    Ok(0)
}

/// Which address is meant: it is given, known by the account's name, or asked for.
fn address(asked: &Login, known: &Accounts, words: &Words) -> Result<Origin, Refusal> {
    if let Some(text) = &asked.address {
        return Ok(Origin::of_account(text)?);
    }
    let named = asked.account.as_deref().and_then(|name| known.named(name));
    if let Some(account) = named {
        return Ok(account.origin.clone());
    }
    if !secrets::is_there() {
        return Err(Opening::NoAddress.into());
    }
    let typed = secrets::question(&words.say(Word::AskAddress)).map_err(Refusal::System)?;
    Ok(Origin::of_account(&typed)?)
}

/// The name that the address gives an account: `romashka` for `romashka.amocrm.ru`, else its host and port. A name that
/// already stands for another address is not taken.
pub(super) fn name_of(origin: &Origin, known: &Accounts) -> Result<String, Refusal> {
    let name = origin.short_name();
    if known.is_free(&name, origin) && config::is_name(&name) {
        Ok(name)
    } else {
        Err(Opening::NameIt(name).into())
    }
}

/// A user's API key, or a token when nobody says whose key it would be.
fn known_by(login: Option<String>, secret: SecretString) -> Proof {
    match login {
        Some(login) => Proof::Key { login, key: secret },
        None => Proof::Token(secret),
    }
}

/// What proves who logs in, from standard input or asked for.
fn proof(asked: &Login, login: Option<String>, words: &Words) -> Result<Proof, Refusal> {
    if let Some(client_id) = &asked.oauth {
        return code(asked, client_id, words);
    }
    if asked.token_stdin || asked.key_stdin {
        return Ok(known_by(login, filled(secrets::said())?));
    }
    if !secrets::is_there() {
        return Err(Opening::NobodyToAsk.into());
    }
    let login = match login {
        Some(login) => login,
        None => secrets::question(&words.say(Word::AskLogin)).map_err(Refusal::System)?,
    };
    let login = Some(login).filter(|login| !login.is_empty());
    let label = match login {
        Some(_) => Word::AskKey,
        None => Word::AskToken,
    };
    Ok(known_by(login, hidden(label, words)?))
}

/// What an integration proves itself with, and the code that it was given.
fn code(asked: &Login, client_id: &str, words: &Words) -> Result<Proof, Refusal> {
    if !asked.code_stdin && !secrets::is_there() {
        return Err(Opening::NobodyToAsk.into());
    }
    let redirect_uri = match &asked.redirect {
        Some(address) => address.clone(),
        None if asked.code_stdin => return Err(Opening::NobodyToAsk.into()),
        None => secrets::question(&words.say(Word::AskRedirect)).map_err(Refusal::System)?,
    };
    let (client_secret, code) = if asked.code_stdin {
        (filled(secrets::said())?, filled(secrets::said())?)
    } else {
        (
            hidden(Word::AskClientKey, words)?,
            hidden(Word::AskCode, words)?,
        )
    };
    Ok(Proof::Code {
        integration: Integration {
            client_id: client_id.to_owned(),
            client_secret,
            redirect_uri,
        },
        code: grant::code(&code),
    })
}

fn hidden(label: Word, words: &Words) -> Result<SecretString, Refusal> {
    filled(secrets::hidden(&words.say(label)).map_err(Refusal::System)?)
}

fn filled(secret: SecretString) -> Result<SecretString, Refusal> {
    if secret.expose_secret().is_empty() {
        return Err(Opening::NothingTyped.into());
    }
    Ok(secret)
}

/// The config files of a person stand elsewhere than where he happens to be.
fn absolute(file: Option<&std::path::Path>) -> Result<Option<std::path::PathBuf>, Refusal> {
    let absolute = file.map(|file| {
        std::path::absolute(file).map_err(|source| Refusal::File {
            path: file.to_owned(),
            source,
        })
    });
    absolute.transpose()
}
