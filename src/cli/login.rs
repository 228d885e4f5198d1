//! `rolo login` and `rolo logout`: an account is asked who it is with a secret, and the secret is kept where it is safest.

use secrecy::SecretString;

use super::{
    accounts::{self, Accounts},
    admission::Candidate,
    arguments::access::{Login, Logout},
    config, interface, log,
    refusal::{Opening, Refusal},
    secrets::{self, Place, Secrets},
    settings::Settings,
    tell,
};
use crate::{
    crm::Origin,
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
    let (login, secret) = match &command {
        Some(argv) if !asked.token_stdin && !asked.key_stdin => {
            let secret = secrets::run(argv).map_err(|source| Opening::Secret {
                account: name.clone(),
                place: Place::Command,
                source,
            })?;
            (login, secret)
        }
        _ => proof(asked, login, &words)?,
    };

    let has_command = command.is_some();
    let candidate = Candidate {
        name,
        origin,
        login,
        secret,
        ca_file: absolute(asked.ca_file.as_deref())?,
    };
    let admission = interface::in_runtime(candidate.knock(settings))?;
    let place = if has_command {
        Place::Command
    } else {
        let question = words.say(Word::AskFile);
        admission.keep(asked.keep, settings, || {
            secrets::is_there() && secrets::question(&question).is_ok_and(|answer| is_yes(&answer))
        })?
    };
    admission.remember(place, settings)?;
    tell(&admission.sentence(place, &words));
    Ok(0)
}

/// Yes and да, in full or by their first letters, on whichever layout they were typed.
fn is_yes(answer: &str) -> bool {
    let answer = answer.to_lowercase();
    ["y", "yes", "д", "да", "н", "l"].contains(&answer.as_str())
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
    let is_free = known
        .named(&name)
        .is_none_or(|account| account.origin == *origin);
    if is_free && config::is_name(&name) {
        Ok(name)
    } else {
        Err(Opening::NameIt(name).into())
    }
}

/// What proves who logs in: whose API key it is, if it is one, and the secret.
fn proof(
    asked: &Login,
    login: Option<String>,
    words: &Words,
) -> Result<(Option<String>, SecretString), Refusal> {
    use secrecy::ExposeSecret as _;

    let (login, secret) = if asked.token_stdin || asked.key_stdin {
        (login, secrets::said())
    } else if secrets::is_there() {
        let login = match login {
            Some(login) => login,
            None => secrets::question(&words.say(Word::AskLogin)).map_err(Refusal::System)?,
        };
        let login = Some(login).filter(|login| !login.is_empty());
        let label = words.say(match login {
            Some(_) => Word::AskKey,
            None => Word::AskToken,
        });
        (login, secrets::hidden(&label).map_err(Refusal::System)?)
    } else {
        return Err(Opening::NobodyToAsk.into());
    };
    if secret.expose_secret().is_empty() {
        return Err(Opening::NothingTyped.into());
    }
    Ok((login, secret))
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

/// Logs out: the secret is forgotten, the copy stays.
pub(super) fn leave(asked: &Logout, settings: &Settings) -> Result<u8, Refusal> {
    let _log = log::to_file(settings)?;
    let known = Accounts::load(settings)?;
    let account = known.chosen(asked.account.as_deref())?;
    let forgotten = Secrets::new(settings).forget(&account.key(), None);
    if let Err(trouble) = forgotten {
        // Only where it was said to lie does it matter that it could not be forgotten.
        match account.place() {
            place @ (Place::Keyring | Place::Kernel | Place::File) => {
                let still = Secrets::new(settings).read(place, &account.key());
                if !matches!(still, Ok(None)) {
                    return Err(account.no_secret(place, trouble));
                }
            }
            Place::Command | Place::Asked => {}
        }
    }
    accounts::strike_out(settings, &account.name)?;
    let words = Words::new(settings.language);
    let word = match &account.credential_command {
        Some(_) => Word::LogoutCommand,
        None => Word::LogoutDone,
    };
    tell(&words.say_with(word, [("name", account.name.clone().into())]));
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_is_understood_on_either_layout_and_nothing_else_is() {
        for yes in ["y", "Y", "yes", "да", "Д", "н"] {
            assert!(is_yes(yes), "{yes}");
        }
        for no in ["", "n", "no", "нет", "yep"] {
            assert!(!is_yes(no), "{no}");
        }
    }
}
