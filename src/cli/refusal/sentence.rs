//! The sentence for each refusal.

use std::{error::Error, path::Path};

use jiff::tz::TimeZone;

use super::{Refusal, mistake};
use crate::{
    crm::BadOrigin,
    domain::{failure::Failure, text},
    server,
    words::{Given, Word, Words},
};

impl Refusal {
    /// What is said of it, with what to do next.
    pub(in crate::cli) fn sentence(&self, words: &Words) -> String {
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

fn shown(path: &Path) -> Given {
    text::clean(&path.display().to_string()).into()
}

/// The deepest cause says the most: "permission denied", "database disk image is malformed".
fn last_cause(error: &(dyn Error + 'static)) -> Given {
    let mut last = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    text::excerpt(&last.to_string(), 200).into()
}
