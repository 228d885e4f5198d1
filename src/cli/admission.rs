//! An account is asked who comes with a secret; the secret is kept, and what was found out is written down.

use std::path::PathBuf;

use secrecy::SecretString;

use super::{
    accounts::{self, Entry},
    arguments::access::Keep,
    gates, grant, now,
    refusal::{Opening, Refusal},
    secrets::{Key, Place, Secrets},
    settings::Settings,
};
use crate::{
    crm::{
        Access, Config, Crm as _, Origin, V2,
        oauth::{self, Integration},
    },
    domain::{account::Account, failure::Failure, text},
    words::{Word, Words},
};

/// Somebody who wants to be let in.
#[derive(Debug)]
pub(super) struct Candidate {
    /// What the account is to be called here.
    pub(super) name: String,
    pub(super) origin: Origin,
    /// What proves who comes.
    pub(super) proof: Proof,
    /// Certificates that this login named.
    pub(super) ca_file: Option<PathBuf>,
}

/// What proves who comes.
#[derive(Debug)]
pub(super) enum Proof {
    Token(SecretString),
    Key {
        login: String,
        key: SecretString,
    },
    /// A code that an account showed its user, for an integration.
    Code {
        integration: Integration,
        code: SecretString,
    },
}

/// Somebody whom an account let in.
#[derive(Debug)]
pub(super) struct Admission {
    /// What opened the account.
    access: Access,
    /// What is to be kept.
    secret: SecretString,
    /// Whether that changes at each use, and so has to be kept.
    is_grant: bool,
    /// How it was spoken to.
    pub(super) config: Config,
    /// What the account said about itself.
    pub(super) account: Account,
    candidate: Candidate,
}

impl Candidate {
    /// Asks the account; nothing is written down yet.
    pub(super) async fn knock(self, settings: &Settings) -> Result<Admission, Refusal> {
        let wishes = settings.config.accounts.get(&self.name);
        let trusted = self
            .ca_file
            .clone()
            .or_else(|| wishes.and_then(|wishes| wishes.ca_file.clone()))
            .or_else(|| settings.config.ca_file.clone());
        let config = Config {
            gate_file: Some(gates::file(&self.origin, settings)),
            roots: accounts::roots(trusted.as_deref())?,
            read_only: wishes.is_some_and(|wishes| wishes.read_only),
            ..Config::default()
        };
        let (access, secret, is_grant) = match &self.proof {
            Proof::Token(token) => (Access::Token(token.clone()), token.clone(), false),
            Proof::Key { login, key } => {
                let (login, hash) = (login.clone(), key.clone());
                (Access::Login { login, hash }, key.clone(), false)
            }
            Proof::Code { integration, code } => {
                let tokens = oauth::exchange(&self.origin, &config, integration, code, now());
                let tokens = tokens.await?.map_err(|failure| match failure {
                    Failure::SignedOut => Opening::Code.into(),
                    failure => Refusal::Failure(failure),
                })?;
                let id = uuid::Uuid::new_v4().to_string();
                let secret = grant::text(&id, integration, &tokens);
                (Access::Token(tokens.access), secret, true)
            }
        };
        let crm = V2::new(self.origin.clone(), access.clone(), &config)?;
        let account = crm.account().await.map_err(Refusal::Failure)?;
        Ok(Admission {
            access,
            secret,
            is_grant,
            config,
            account,
            candidate: self,
        })
    }
}

impl Admission {
    pub(super) fn key(&self) -> Key {
        Key {
            account: self.candidate.name.clone(),
            origin: self.candidate.origin.clone(),
        }
    }

    /// Keeps the secret in the place that is wished, or the best; an older one of the same account stays nowhere else.
    pub(super) fn keep(
        &self,
        wish: Option<Keep>,
        settings: &Settings,
        may_write: impl FnOnce() -> bool,
    ) -> Result<Place, Refusal> {
        let (key, kept) = (self.key(), Secrets::new(settings));
        let place = kept
            .keep(&key, &self.secret, wish, may_write)
            .map_err(|source| Opening::Secret {
                account: key.account.clone(),
                place: wish.map_or(Place::Asked, Place::from),
                source,
            })?;
        if let Err(trouble) = kept.forget(&key, Some(place)) {
            tracing::info!(%trouble, "an older secret may still lie elsewhere");
        }
        Ok(place)
    }

    /// What opens the account from now on, given where the secret lies.
    pub(super) fn access(&self, place: Place, settings: &Settings) -> Access {
        let grant = || grant::recall(&self.key(), place, &self.secret, settings);
        let grant = self.is_grant.then(grant).flatten();
        grant.map_or_else(|| self.access.clone(), Access::Grant)
    }

    /// Writes the login down: from now on the account can be opened.
    pub(super) fn remember(&self, place: Place, settings: &Settings) -> Result<(), Refusal> {
        if self.is_grant && place == Place::Asked {
            return Err(Opening::GrantNowhere.into());
        }
        let (account_name, user_name) = self.names();
        let entry = Entry {
            address: self.candidate.origin.to_string(),
            login: match &self.candidate.proof {
                Proof::Key { login, .. } => Some(login.clone()),
                Proof::Token(_) | Proof::Code { .. } => None,
            },
            oauth: self.is_grant,
            secret: place,
            // The token of a grant is another one tomorrow.
            until: accounts::until(&self.access).filter(|_| !self.is_grant),
            ca_file: self.candidate.ca_file.clone(),
            account_id: self.account.id.0,
            user_id: self.account.current_user.0,
            account_name,
            user_name,
        };
        accounts::remember(settings, &self.candidate.name, entry)
    }

    /// As whom, where, and where the secret lies.
    pub(super) fn sentence(&self, place: Place, words: &Words) -> String {
        let (account, user) = self.names();
        words.say_with(
            Word::LoginDone,
            [
                ("account", account.into()),
                ("user", user.into()),
                ("address", self.candidate.origin.to_string().into()),
                ("name", self.candidate.name.clone().into()),
                ("place", place.sentence(words).into()),
            ],
        )
    }

    /// What the account and its user are called.
    pub(super) fn names(&self) -> (String, String) {
        let account = &self.account;
        let user = account.user(account.current_user);
        let user = user.map_or_else(
            || account.current_user.to_string(),
            |user| text::excerpt(user.name.raw(), 100),
        );
        (text::excerpt(account.name.raw(), 100), user)
    }

    /// The name here, and the only address that the secret is for.
    pub(super) fn place(&self) -> (&str, &Origin) {
        (&self.candidate.name, &self.candidate.origin)
    }
}
