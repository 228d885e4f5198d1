//! The tokens of an integration, kept as the secret of an account; all processes of this machine take turns at them.

use std::{fmt, fs::File, io, path::PathBuf, sync::Arc};

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{
    arguments::access::Keep,
    folders,
    secrets::{Key, Place, Secrets, Trouble},
    settings::Settings,
};
use crate::{
    crm::oauth::{self, Grant, Held, Integration, Tokens},
    domain::id::Moment,
};

/// All of it in one line of text, for places that keep texts.
#[derive(Serialize, Deserialize)]
struct Text {
    grant: String,
    client_id: String,
    client_secret: String,
    redirect_uri: String,
    access_token: String,
    refresh_token: String,
    until: i64,
}

/// What is kept of a grant.
pub(super) fn text(id: &str, integration: &Integration, tokens: &Tokens) -> SecretString {
    let text = Text {
        grant: id.to_owned(),
        client_id: integration.client_id.clone(),
        client_secret: integration.client_secret.expose_secret().to_owned(),
        redirect_uri: integration.redirect_uri.clone(),
        access_token: tokens.access.expose_secret().to_owned(),
        refresh_token: tokens.refresh.expose_secret().to_owned(),
        until: tokens.until.0,
    };
    let text = serde_json::to_string(&text).expect("texts and a number are JSON");
    SecretString::from(text)
}

fn read(text: &SecretString) -> Option<(String, Integration, Tokens)> {
    let text: Text = serde_json::from_str(text.expose_secret()).ok()?;
    let integration = Integration {
        client_id: text.client_id,
        client_secret: text.client_secret.into(),
        redirect_uri: text.redirect_uri,
    };
    let tokens = Tokens {
        access: text.access_token.into(),
        refresh: text.refresh_token.into(),
        until: Moment(text.until),
    };
    Some((text.grant, integration, tokens))
}

/// A grant out of what is kept in a place; `None` when that is something else.
pub(super) fn recall(
    key: &Key,
    place: Place,
    secret: &SecretString,
    settings: &Settings,
) -> Option<Grant> {
    let (id, integration, _) = read(secret)?;
    Some(Grant {
        kept: Arc::new(Purse {
            key: key.clone(),
            place,
            settings: Arc::new(settings.clone()),
            id: id.clone(),
            integration: integration.clone(),
        }),
        id,
        integration,
    })
}

/// The code in what was pasted: the code itself, or the whole address to which the account sent the browser.
pub(super) fn code(pasted: &SecretString) -> SecretString {
    let pasted = pasted.expose_secret().trim();
    let in_address = Url::parse(pasted).ok().and_then(|url| {
        let code = url.query_pairs().find(|(name, _)| name == "code");
        code.map(|(_, code)| code.into_owned())
    });
    SecretString::from(in_address.unwrap_or_else(|| pasted.to_owned()))
}

/// The place where the tokens of one account lie.
#[derive(Clone)]
struct Purse {
    key: Key,
    place: Place,
    settings: Arc<Settings>,
    id: String,
    integration: Integration,
}

impl fmt::Debug for Purse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Purse")
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

impl Purse {
    fn lock(&self) -> PathBuf {
        let folder = self.settings.folders.state.join("grants");
        folder.join(format!("{}.lock", self.key.account))
    }
}

impl oauth::Keep for Purse {
    fn alone(&self) -> io::Result<Box<dyn Held>> {
        let lock = folders::lock(&self.lock())?;
        Ok(Box::new(Alone {
            purse: self.clone(),
            _lock: lock,
        }))
    }
}

/// A purse that is ours for the moment.
struct Alone {
    purse: Purse,
    _lock: File,
}

impl Held for Alone {
    fn read(&self) -> io::Result<Tokens> {
        let Purse {
            key,
            place,
            settings,
            ..
        } = &self.purse;
        let kept = Secrets::new(settings).read(*place, key).map_err(failed)?;
        let tokens = kept.as_ref().and_then(read).map(|(_, _, tokens)| tokens);
        tokens.ok_or_else(|| io::Error::other("the tokens are not kept any more"))
    }

    fn write(&self, tokens: &Tokens) -> io::Result<()> {
        let purse = &self.purse;
        let text = text(&purse.id, &purse.integration, tokens);
        let wish = match purse.place {
            Place::Keyring => Keep::Keyring,
            Place::Kernel => Keep::Kernel,
            Place::File => Keep::File,
            Place::Command | Place::Asked => return Err(io::ErrorKind::Unsupported.into()),
        };
        let kept = Secrets::new(&purse.settings).keep(&purse.key, &text, Some(wish), || true);
        kept.map(drop).map_err(failed)
    }
}

fn failed(trouble: Trouble) -> io::Error {
    io::Error::other(trouble)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_in_the_address_that_the_browser_shows() {
        for (pasted, found) in [
            (" def502\n", "def502"),
            (
                "https://example.com/cb?code=def502&referer=romashka.amocrm.ru",
                "def502",
            ),
            ("https://example.com/cb", "https://example.com/cb"),
        ] {
            assert_eq!(code(&pasted.into()).expose_secret(), found);
        }
    }

    #[test]
    fn what_is_kept_of_a_grant_is_read_again_and_anything_else_is_not() {
        let integration = Integration {
            client_id: "id".to_owned(),
            client_secret: "canary-1".into(),
            redirect_uri: "https://example.com".to_owned(),
        };
        let tokens = Tokens {
            access: "canary-2".into(),
            refresh: "canary-3".into(),
            until: Moment(7),
        };
        let kept = text("grant", &integration, &tokens);
        assert!(!kept.expose_secret().contains('\n'), "files keep one line");
        let (id, integration, tokens) = read(&kept).unwrap();
        assert_eq!((id.as_str(), tokens.until), ("grant", Moment(7)));
        assert_eq!(tokens.refresh.expose_secret(), "canary-3");
        assert_eq!(integration.client_secret.expose_secret(), "canary-1");
        assert!(!format!("{integration:?} {tokens:?}").contains("canary"));
        assert!(read(&"a token".into()).is_none());
    }
}
