//! Why rolo did not do what was asked: one sentence for the person, the causes for the log.

mod mistake;
mod opening;
mod sentence;

use std::{
    error::Error,
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

pub(super) use self::opening::Opening;
use crate::{
    crm::{BadOrigin, Unusable},
    domain::{failure::Failure, id::ContactId},
    server, store,
    words::Words,
};

/// Asked wrongly.
pub(super) const USAGE: u8 = 2;
const FAILED: u8 = 1;

/// Why rolo did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("no account was named")]
    NoAccount,
    #[error("standard output is not a terminal")]
    NoTerminal,
    #[error("no token")]
    NoToken,
    #[error("not an address of an account")]
    Address(#[from] BadOrigin),
    #[error("an account elsewhere would be asked without measure")]
    Unbounded,
    #[error("no account was opened")]
    Opening(#[from] Opening),
    #[error("listening on {0}, which other machines can reach")]
    Exposed(SocketAddr),
    #[error("other machines would be served without TLS")]
    Cleartext,
    #[error("the keys of the account in {} are public", .0.display())]
    PublicKeys(PathBuf),
    #[error("TLS cannot be spoken")]
    Tls(#[from] server::BadTls),
    #[error("the account in {} holds nothing", .0.display())]
    Empty(PathBuf),
    #[error("{} holds an account", .0.display())]
    Inhabited(PathBuf),
    #[error("the administrator asked wrongly")]
    Mistake(#[source] server::Mistake),
    #[error("{} holds no contact that could be read", .0.display())]
    NothingImported(PathBuf),
    #[error("somebody else uses {}", .0.display())]
    Occupied(PathBuf),
    #[error("{}: {reason}", file.display())]
    Config { file: PathBuf, reason: String },
    #[error("others can change {}", .0.display())]
    Writable(PathBuf),
    #[error("no home directory")]
    NoHome,
    #[error("cannot use {}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("the account in {} does not open", folder.display())]
    Account {
        folder: PathBuf,
        source: server::Error,
    },
    #[error("the drafts in {} do not open", folder.display())]
    Drafts {
        folder: PathBuf,
        source: store::Error,
    },
    #[error("the copy in {} does not open", folder.display())]
    Copy {
        folder: PathBuf,
        source: store::Error,
    },
    #[error("there is no copy of an account")]
    NoCopy,
    #[error("there are several copies")]
    WhichCopy(String),
    #[error("there is no copy {given}")]
    UnknownCopy { given: String, copies: String },
    #[error("contact {0} is not in the copy")]
    NotCopied(ContactId),
    #[error("no phone was given")]
    NoPhone(String),
    #[error("the account was asked in vain")]
    Failure(#[source] Failure),
    #[error("cannot listen on {address}")]
    Listen {
        address: SocketAddr,
        source: io::Error,
    },
    #[error("the account cannot be spoken to")]
    Client(#[from] Unusable),
    #[error("the program cannot run here")]
    System(#[source] io::Error),
    #[error("the terminal failed")]
    Terminal(#[source] io::Error),
    #[error("the background ended by itself")]
    Deserted,
}

impl Refusal {
    /// What an account in this folder said.
    pub(super) fn of_account(folder: &Path, error: server::Error) -> Self {
        let folder = folder.to_owned();
        match error {
            server::Error::Mistake(mistake) => Self::Mistake(mistake),
            server::Error::NotEmpty => Self::Inhabited(folder),
            source => Self::Account { folder, source },
        }
    }

    /// Says it on standard error and in the log; the exit code.
    pub(super) fn tell(self, words: &Words) -> u8 {
        self.log();
        super::tell(&self.sentence(words));
        self.exit_code()
    }

    /// Tells the log what is behind the sentence; without a cause there is nothing to add to it.
    pub(super) fn log(&self) {
        if self.source().is_some() {
            tracing::error!(error = %chain(self), "not done");
        }
    }

    fn exit_code(&self) -> u8 {
        match self {
            Self::Opening(Opening::Secret { .. } | Opening::Code | Opening::GrantNowhere)
            | Self::NothingImported(_)
            | Self::NotCopied(_)
            | Self::Occupied(_)
            | Self::NoHome
            | Self::File { .. }
            | Self::Account { .. }
            | Self::Drafts { .. }
            | Self::Copy { .. }
            | Self::Failure(_)
            | Self::Listen { .. }
            | Self::Client(_)
            | Self::System(_)
            | Self::Terminal(_)
            | Self::Deserted => FAILED,
            Self::NoAccount
            | Self::NoTerminal
            | Self::NoToken
            | Self::Opening(_)
            | Self::Address(_)
            | Self::Unbounded
            | Self::Exposed(_)
            | Self::Cleartext
            | Self::PublicKeys(_)
            | Self::Tls(_)
            | Self::Empty(_)
            | Self::Inhabited(_)
            | Self::Mistake(_)
            | Self::NoCopy
            | Self::WhichCopy(_)
            | Self::UnknownCopy { .. }
            | Self::NoPhone(_)
            | Self::Writable(_)
            | Self::Config { .. } => USAGE,
        }
    }
}

fn chain(error: &(dyn Error + 'static)) -> String {
    let mut all = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        all.push_str(": ");
        all.push_str(&cause.to_string());
        next = cause.source();
    }
    all
}
