//! `rolo doctor`: looks at everything that an account needs, from its address to the modes of files, and says what to do.
//!
//! The terminal is never asked anything: what is said about it is known from its size and the environment.

mod account;
mod files;
mod terminal;

use std::io::Write;

use super::{
    arguments::access::Doctor, log, output, refusal::Refusal, secrets, settings::Settings,
};
use crate::words::{Given, Word, Words};

pub(super) use self::terminal::Terminal;

/// Something has to be done.
const ATTENTION: u8 = 1;

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Settings,
    Account,
    Address,
    Tls,
    Clock,
    Login,
    Rights,
    Secret,
    Keyring,
    Files,
    Copy,
    Size,
    Colours,
    Utf8,
    Layout,
    Clipboard,
}

impl Subject {
    /// Its name in `--json`, which stays the same in every language.
    fn id(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Account => "account",
            Self::Address => "address",
            Self::Tls => "tls",
            Self::Clock => "clock",
            Self::Login => "login",
            Self::Rights => "rights",
            Self::Secret => "secret",
            Self::Keyring => "keyring",
            Self::Files => "files",
            Self::Copy => "copy",
            Self::Size => "size",
            Self::Colours => "colours",
            Self::Utf8 => "utf8",
            Self::Layout => "layout",
            Self::Clipboard => "clipboard",
        }
    }

    fn title(self) -> Word {
        match self {
            Self::Settings => Word::DoctorSettings,
            Self::Account => Word::DoctorAccount,
            Self::Address => Word::DoctorAddress,
            Self::Tls => Word::DoctorTls,
            Self::Clock => Word::DoctorClock,
            Self::Login => Word::DoctorLogin,
            Self::Rights => Word::DoctorRights,
            Self::Secret => Word::DoctorSecret,
            Self::Keyring => Word::DoctorKeyring,
            Self::Files => Word::DoctorFiles,
            Self::Copy => Word::DoctorCopy,
            Self::Size => Word::DoctorSize,
            Self::Colours => Word::DoctorColours,
            Self::Utf8 => Word::DoctorUtf8,
            Self::Layout => Word::DoctorLayout,
            Self::Clipboard => Word::DoctorClipboard,
        }
    }
}

/// One thing that was looked at.
#[derive(Debug)]
struct Finding {
    subject: Subject,
    /// Whether nothing has to be done about it.
    is_fine: bool,
    /// What it is like, and what to do; safe to show.
    said: String,
}

/// What was found so far.
struct Chart<'a> {
    words: &'a Words,
    findings: Vec<Finding>,
}

impl Chart<'_> {
    fn note(&mut self, subject: Subject, is_fine: bool, said: String) {
        self.findings.push(Finding {
            subject,
            is_fine,
            said,
        });
    }

    fn fine<const N: usize>(
        &mut self,
        subject: Subject,
        word: Word,
        given: [(&'static str, Given); N],
    ) {
        let said = self.words.say_with(word, given);
        self.note(subject, true, said);
    }

    fn attention<const N: usize>(
        &mut self,
        subject: Subject,
        word: Word,
        given: [(&'static str, Given); N],
    ) {
        let said = self.words.say_with(word, given);
        self.note(subject, false, said);
    }
}

pub(super) fn run(asked: &Doctor, settings: &Settings) -> Result<u8, Refusal> {
    secrets::close_the_shutters();
    let _log = log::to_file(settings)?;
    let words = Words::new(settings.language);
    let mut chart = Chart {
        words: &words,
        findings: Vec::new(),
    };
    files::examine_settings(&mut chart, settings);
    account::examine(&mut chart, &asked.which, settings);
    account::examine_keyrings(&mut chart, settings);
    files::examine(&mut chart, settings);
    terminal::examine(&mut chart, settings);
    let findings = chart.findings;
    output::print(|out| {
        if asked.json {
            print_json(out, &findings)
        } else {
            print_lines(out, &findings, &words)
        }
    })?;
    let is_fine = findings.iter().all(|finding| finding.is_fine);
    Ok(if is_fine { 0 } else { ATTENTION })
}

/// A line for each, in words.
fn print_lines(out: &mut dyn Write, findings: &[Finding], words: &Words) -> std::io::Result<()> {
    findings.iter().try_for_each(|finding| {
        let mark = if finding.is_fine { "ok" } else { "!!" };
        let title = words.say(finding.subject.title());
        writeln!(out, "{mark}  {title}: {}", finding.said)
    })
}

/// A list of objects, for programs.
fn print_json(out: &mut dyn Write, findings: &[Finding]) -> std::io::Result<()> {
    let list: Vec<serde_json::Value> = findings
        .iter()
        .map(|finding| {
            serde_json::json!({
                "check": finding.subject.id(),
                "ok": finding.is_fine,
                "said": finding.said,
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &list)?;
    writeln!(out)
}
