//! Why no account was opened, or logged in to, before anything was sent.

use crate::{
    cli::secrets::{Place, Trouble},
    domain::text,
    words::{Word, Words},
};

/// Why an account, or its secret, is not at hand.
#[derive(Debug, thiserror::Error)]
pub(in crate::cli) enum Opening {
    #[error("no account was named, and none is the usual one")]
    Which(String),
    #[error("there is no account {given}")]
    Unknown { given: String, accounts: String },
    #[error("the account {0} is in a folder of this machine")]
    Local(String),
    #[error("no address was given")]
    NoAddress,
    #[error("the name {0} stands for another account")]
    NameIt(String),
    #[error("nobody can be asked for a secret")]
    NobodyToAsk,
    #[error("no secret was given")]
    NothingTyped,
    #[error("the code was refused")]
    Code,
    #[error("tokens that are renewed have to be kept")]
    GrantNowhere,
    #[error("the secret of {0} is kept nowhere")]
    NoSecret(String),
    #[error("the secret of {account} does not come from {place:?}")]
    Secret {
        account: String,
        place: Place,
        source: Trouble,
    },
}

impl Opening {
    pub(super) fn sentence(&self, words: &Words) -> String {
        match self {
            Self::Which(accounts) => words.say_with(
                Word::CliWhichAccount,
                [("accounts", accounts.clone().into())],
            ),
            Self::Unknown { given, accounts } => words.say_with(
                Word::CliUnknownAccount,
                [
                    ("given", text::excerpt(given, 200).into()),
                    ("accounts", accounts.clone().into()),
                ],
            ),
            Self::Local(name) => words.say_with(Word::CliLocal, [("name", name.clone().into())]),
            Self::NoAddress => words.say(Word::CliNoAddress),
            Self::NameIt(name) => {
                words.say_with(Word::CliNameIt, [("name", text::excerpt(name, 200).into())])
            }
            Self::NobodyToAsk => words.say(Word::CliNoTerminalToAsk),
            Self::NothingTyped => words.say(Word::CliNothingTyped),
            Self::Code => words.say(Word::CliCode),
            Self::GrantNowhere => words.say(Word::CliGrantNowhere),
            Self::NoSecret(account) => {
                words.say_with(Word::CliNoSecret, [("account", account.clone().into())])
            }
            Self::Secret {
                account,
                place,
                source,
            } => words.say_with(
                Word::CliSecret,
                [
                    ("account", account.clone().into()),
                    ("place", place.sentence(words).into()),
                    ("reason", text::excerpt(&source.0, 200).into()),
                ],
            ),
        }
    }
}
