//! Whose things are kept on this machine.

use std::{fmt, str::FromStr};

use crate::domain::{
    account::Account,
    id::{AccountId, UserId},
};

/// Whose: two accounts, or two users of one, never see each other's things, whatever address they are reached at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Owner {
    /// The account.
    pub account: AccountId,
    /// Who is logged in.
    pub user: UserId,
}

impl Owner {
    /// Stands for an account that could not be asked yet who it is.
    pub const UNKNOWN: Self = Self {
        account: AccountId(0),
        user: UserId(0),
    };
}

impl From<&Account> for Owner {
    fn from(account: &Account) -> Self {
        Self {
            account: account.id,
            user: account.current_user,
        }
    }
}

/// `ACCOUNT-USER`, as copies are named.
impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.account, self.user)
    }
}

/// The text is not `ACCOUNT-USER`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the ids of an account and a user are wanted, as in 28-12")]
pub struct NoOwner;

impl FromStr for Owner {
    type Err = NoOwner;

    fn from_str(text: &str) -> Result<Self, NoOwner> {
        let (account, user) = text.split_once('-').ok_or(NoOwner)?;
        let number = |text: &str| text.parse().map_err(|_| NoOwner);
        Ok(Self {
            account: AccountId(number(account)?),
            user: UserId(number(user)?),
        })
    }
}
