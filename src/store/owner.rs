//! Whose things are kept on this machine.

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
