//! Bearer tokens: made, listed, revoked.

use secrecy::SecretString;

use super::users::profile;
use crate::server::tokens::{self, TokenInfo};
use crate::server::{Account, Error, Mistake, keys, users};

/// A token that was just made.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// What it is revoked by.
    pub id: i64,
    /// The token, which is kept nowhere.
    pub token: SecretString,
    /// From when on it is refused, in Unix seconds.
    pub expires_at: i64,
}

impl Account {
    /// Makes a token of this user's that holds for so many days.
    pub fn add_token(&self, login: &str, label: &str, days: u32) -> Result<NewToken, Error> {
        let now = self.now();
        let expires_at = now + Mistake::days(days)?;
        self.write(|tx| {
            let seal = profile(tx)?.seal();
            let found = users::by_login(tx, login)?;
            let owner = found.ok_or_else(|| Mistake::NoUser(login.to_owned()))?;
            let label = match label.trim() {
                "" => "",
                label => Mistake::name(label)?,
            };
            let token = keys::long_key()?;
            let life = (now, expires_at);
            let id = tokens::create(tx, owner.user.id, label, &seal.digest(&token), life)?;
            Ok(NewToken {
                id,
                token: SecretString::from(token),
                expires_at,
            })
        })
    }

    /// Every token that was ever made, by number.
    pub fn tokens(&self) -> Result<Vec<TokenInfo>, Error> {
        self.read(|connection| Ok(tokens::all(connection)?))
    }

    /// Has a token refused from now on.
    pub fn revoke_token(&self, id: i64) -> Result<(), Error> {
        let now = self.now();
        self.write(|tx| {
            if tokens::revoke(tx, id, now)? {
                Ok(())
            } else {
                Err(Mistake::NoToken(id).into())
            }
        })
    }
}
