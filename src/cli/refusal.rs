//! Why rolo did not do what was asked: one sentence for the person, the causes for the log.

mod mistake;
mod opening;

use std::{
    error::Error,
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use jiff::tz::TimeZone;

pub(super) use self::opening::Opening;
use crate::{
    crm::{BadOrigin, Unusable},
    domain::{failure::Failure, id::ContactId, text},
    server, store,
    words::{Word, Words},
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

    pub(super) fn sentence(&self, words: &Words) -> String {
        match self {
            Self::NoAccount => words.say(Word::CliNoAccount),
            Self::NoTerminal => words.say(Word::CliNoTerminal),
            Self::NoToken => words.say(Word::CliNoToken),
            Self::Address(BadOrigin::NotAnAddress | BadOrigin::TooMuch) => {
                words.say(Word::CliBadAddress)
            }
            Self::Address(BadOrigin::Cleartext) => words.say(Word::CliElsewhere),
            Self::Unbounded => words.say(Word::CliUnbounded),
            Self::Opening(opening) => opening.sentence(words),
            Self::Exposed(address) => {
                words.say_with(Word::CliExposed, [("address", address.to_string().into())])
            }
            Self::Cleartext => words.say(Word::CliCleartext),
            Self::PublicKeys(folder) => {
                words.say_with(Word::CliPublicKeys, [("folder", shown(folder))])
            }
            Self::Tls(bad) => tls(bad, words),
            Self::Empty(folder) => words.say_with(Word::CliEmpty, [("folder", shown(folder))]),
            Self::Inhabited(folder) => words.say_with(Word::CliKept, [("folder", shown(folder))]),
            Self::Mistake(mistake) => mistake::sentence(mistake, words),
            Self::NothingImported(file) => {
                words.say_with(Word::CliNothingImported, [("file", shown(file))])
            }
            Self::Occupied(folder) => {
                words.say_with(Word::CliOccupied, [("folder", shown(folder))])
            }
            Self::Config { file, reason } => words.say_with(
                Word::CliConfig,
                [("file", shown(file)), ("reason", reason.clone().into())],
            ),
            Self::Writable(path) => words.say_with(Word::CliWritable, [("path", shown(path))]),
            Self::NoHome => words.say(Word::CliNoHome),
            Self::File { path, source } => words.say_with(
                Word::CliFile,
                [("path", shown(path)), ("reason", source.to_string().into())],
            ),
            Self::Account { folder, source } => words.say_with(
                Word::CliAccount,
                [("folder", shown(folder)), ("reason", last_cause(source))],
            ),
            Self::Drafts { folder, source } => words.say_with(
                Word::CliDrafts,
                [("folder", shown(folder)), ("reason", last_cause(source))],
            ),
            Self::Copy { folder, source } => words.say_with(
                Word::CliCopy,
                [("folder", shown(folder)), ("reason", last_cause(source))],
            ),
            Self::NoCopy => words.say(Word::CliNoCopy),
            Self::WhichCopy(copies) => {
                words.say_with(Word::CliWhichCopy, [("copies", copies.clone().into())])
            }
            Self::UnknownCopy { given, copies } => words.say_with(
                Word::CliUnknownCopy,
                [
                    ("given", text::excerpt(given, 200).into()),
                    ("copies", copies.clone().into()),
                ],
            ),
            Self::NotCopied(id) => {
                words.say_with(Word::CliNotCopied, [("id", id.to_string().into())])
            }
            Self::NoPhone(given) => words.say_with(
                Word::CliNoPhone,
                [("given", text::excerpt(given, 200).into())],
            ),
            Self::Failure(Failure::Blocked { until }) => {
                let when = words.date_time(*until, &TimeZone::system());
                words.say_with(Word::CliBlocked, [("when", when.into())])
            }
            Self::Failure(failure) => words.failure(failure),
            Self::Listen { address, source } => words.say_with(
                Word::CliListen,
                [
                    ("address", address.to_string().into()),
                    ("reason", source.to_string().into()),
                ],
            ),
            Self::Client(source) => {
                words.say_with(Word::CliFailed, [("reason", last_cause(source))])
            }
            Self::System(source) | Self::Terminal(source) => {
                words.say_with(Word::CliFailed, [("reason", source.to_string().into())])
            }
            Self::Deserted => words.say(Word::CliDeserted),
        }
    }
}

/// What is wrong with a certificate or its key.
fn tls(bad: &server::BadTls, words: &Words) -> String {
    use server::BadTls;
    match bad {
        BadTls::Unreadable { path, source } => words.say_with(
            Word::CliFile,
            [("path", shown(path)), ("reason", source.to_string().into())],
        ),
        BadTls::NoCertificate(file) => {
            words.say_with(Word::CliNoCertificate, [("file", shown(file))])
        }
        BadTls::NoKey(file) => words.say_with(Word::CliNoPrivateKey, [("file", shown(file))]),
        BadTls::OpenKey(file) => words.say_with(Word::CliOpenKey, [("file", shown(file))]),
        BadTls::Mismatch {
            certificate,
            key,
            source,
        } => words.say_with(
            Word::CliTlsMismatch,
            [
                ("certificate", shown(certificate)),
                ("key", shown(key)),
                ("reason", last_cause(source)),
            ],
        ),
    }
}

fn shown(path: &Path) -> crate::words::Given {
    text::clean(&path.display().to_string()).into()
}

/// The deepest cause says the most: "permission denied", "database disk image is malformed".
fn last_cause(error: &(dyn Error + 'static)) -> crate::words::Given {
    let mut last = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    text::excerpt(&last.to_string(), 200).into()
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
