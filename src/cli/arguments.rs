//! What can be asked on the command line. Secrets cannot: other users of the machine can read it.

pub(super) mod access;
pub(super) mod administration;
pub(super) mod copied;

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum, error::ErrorKind};

use self::{
    access::{ConfigTask, Doctor, LogTask, Login, Logout},
    administration::Administration,
    copied::{Find, Show, Who},
};
use super::demo;
use crate::{server, words::Language};

/// A contact browser for amoCRM (Kommo) in the terminal, with an account of its own to try it on.
#[derive(Debug, Parser)]
#[command(name = "rolo", version, max_term_width = 100)]
pub(super) struct Arguments {
    /// Language of the interface; otherwise the config file and LANG decide
    #[arg(long, value_enum, global = true, value_name = "ru|en")]
    lang: Option<Lang>,
    #[command(flatten)]
    open: Open,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Which account to open, and how.
#[derive(Debug, Default, PartialEq, Eq, Args)]
pub(super) struct Open {
    #[command(flatten)]
    pub(super) which: Which,
    /// Requests a second at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=7))]
    pub(super) rate: Option<u8>,
    /// Change nothing in the account
    #[arg(long)]
    pub(super) read_only: bool,
}

/// One account out of those that can be opened.
#[derive(Debug, Default, PartialEq, Eq, Args)]
pub(super) struct Which {
    /// One of the accounts that rolo is logged in to; otherwise the usual one
    #[arg(long, value_name = "NAME")]
    pub(super) account: Option<String>,
    /// Address of another account; its token is taken from `ROLO_TOKEN`
    #[arg(long, value_name = "URL", conflicts_with = "account")]
    pub(super) url: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    /// Русский
    Ru,
    /// English
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Try rolo on an account of its own with invented contacts
    Demo(Demo),
    /// Serve an account over API v2
    Serve(Serve),
    /// Log in to an account of amoCRM or Kommo, or to one of your own
    Login(Login),
    /// Log out of an account and forget its secret
    Logout(Logout),
    /// List the accounts that can be opened
    Accounts,
    /// Tell where the secrets of the accounts lie, until when they hold, and how old the copies are
    Status,
    /// Look at everything that an account needs, and tell what has to be done
    Doctor(Doctor),
    /// Where the settings are, and what is wrong with them
    #[command(subcommand)]
    Config(ConfigTask),
    /// Where the log is
    #[command(subcommand)]
    Log(LogTask),
    /// Bring the copy of an account on this machine up to date
    Sync(Sync),
    /// Look for contacts in the copy on this machine
    Find(Find),
    /// Tell who has a phone, from the copy on this machine
    Who(Who),
    /// Show a contact from the copy on this machine
    Show(Show),
    /// Print the table of keys
    #[command(hide = true)]
    Keys,
}

/// `rolo demo`.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// How many contacts to invent on the first run
    #[arg(long, value_name = "N", default_value_t = demo::CONTACTS)]
    pub(super) contacts: u32,
    /// Begin again: forget the contacts and what was changed in them
    #[arg(long)]
    pub(super) fresh: bool,
    /// Another number invents other people
    #[arg(long, value_name = "N", default_value_t = demo::SEED)]
    pub(super) seed: u64,
    /// Contacts to begin with instead of invented ones: one JSON object a line, as the account lists them
    #[arg(long, value_name = "FILE", conflicts_with_all = ["contacts", "seed"])]
    pub(super) import: Option<PathBuf>,
    /// Where the account is kept
    #[arg(long, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
}

/// `rolo serve`, which serves an account unless a command says to do something else with it.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Serve {
    #[command(subcommand)]
    administration: Option<Box<Administration>>,
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8099")]
    pub(super) listen: SocketAddr,
    /// Where the account is kept; only a command does without, having one of its own
    #[arg(long, value_name = "DIR", required = true)]
    pub(super) data: Option<PathBuf>,
    /// Fill an empty account with the demo and N contacts
    #[arg(long, value_name = "N")]
    pub(super) demo: Option<u32>,
    /// Another number invents other people
    #[arg(long, value_name = "N", default_value_t = 1, requires = "demo")]
    pub(super) seed: u64,
    /// Fill an empty account from a file: one JSON object a line, as the account lists them
    #[arg(long, value_name = "FILE", conflicts_with = "demo")]
    pub(super) import: Option<PathBuf>,
    /// What answers look like
    #[arg(long, value_enum, value_name = "page|live", default_value_t = Shapes::Page)]
    pub(super) shapes: Shapes,
    #[command(flatten)]
    pub(super) network: Network,
}

/// What it takes to be served to other machines.
#[derive(Debug, Args)]
pub(super) struct Network {
    /// Let other machines reach the account
    #[arg(long)]
    pub(super) lan: bool,
    /// Speak TLS with this certificate, PEM
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub(super) tls_cert: Option<PathBuf>,
    /// The certificate's private key, PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub(super) tls_key: Option<PathBuf>,
    /// Serve other machines without TLS: everybody on the way can read along
    #[arg(long, requires = "lan", conflicts_with = "tls_cert")]
    pub(super) cleartext: bool,
    /// Another name under which clients ask for the account
    #[arg(long, value_name = "NAME", value_parser = host)]
    pub(super) host: Vec<String>,
}

/// A name as the Host header has it, or an address.
fn host(given: &str) -> Result<String, &'static str> {
    let is_name = !given.is_empty()
        && given
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    if is_name || given.parse::<IpAddr>().is_ok() {
        Ok(given.to_owned())
    } else {
        Err("a name or an address alone is wanted, without scheme and port")
    }
}

/// `rolo sync`.
#[derive(Debug, Args)]
pub(super) struct Sync {
    #[command(flatten)]
    pub(super) which: Which,
    /// Requests a second at most; 0 for as many as the account answers
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=7))]
    pub(super) rate: Option<u8>,
    /// Read everything anew, not only what changed
    #[arg(long)]
    pub(super) full: bool,
    /// Look now for contacts that are gone; otherwise once a day
    #[arg(long)]
    pub(super) sweep: bool,
    /// Let go of contacts that are gone, however many they are
    #[arg(long)]
    pub(super) let_go: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shapes {
    /// As the API's documentation prints them
    Page,
    /// As accounts in use give them
    Live,
}

impl From<Shapes> for server::Shapes {
    fn from(shapes: Shapes) -> Self {
        match shapes {
            Shapes::Page => Self::Page,
            Shapes::Live => Self::Live,
        }
    }
}

/// What was asked for.
#[derive(Debug)]
pub(super) enum Task {
    Demo(Demo),
    Serve(Serve),
    Administer(Box<Administration>),
    Sync(Sync),
    Find(Find),
    Who(Who),
    Show(Show),
    Login(Login),
    Logout(Logout),
    Accounts,
    Status,
    Doctor(Doctor),
    Config(ConfigTask),
    Log(LogTask),
    Open(Open),
    Keys,
}

impl Arguments {
    /// The language asked for.
    pub(super) fn lang(&self) -> Option<Language> {
        self.lang.map(|lang| match lang {
            Lang::Ru => Language::Russian,
            Lang::En => Language::English,
        })
    }

    /// The one thing to do; ends the process with a usage message when there are two.
    pub(super) fn task(self) -> Task {
        let Some(command) = self.command else {
            return Task::Open(self.open);
        };
        if self.open != Open::default() {
            Self::command()
                .error(
                    ErrorKind::ArgumentConflict,
                    "--url, --account, --rate and --read-only open an account and stand before no command",
                )
                .exit();
        }
        match command {
            Command::Demo(demo) => Task::Demo(demo),
            Command::Serve(mut serve) => match serve.administration.take() {
                Some(administration) => Task::Administer(administration),
                None => Task::Serve(serve),
            },
            Command::Login(login) => Task::Login(login),
            Command::Logout(logout) => Task::Logout(logout),
            Command::Accounts => Task::Accounts,
            Command::Status => Task::Status,
            Command::Doctor(asked) => Task::Doctor(asked),
            Command::Config(task) => Task::Config(task),
            Command::Log(task) => Task::Log(task),
            Command::Sync(sync) => Task::Sync(sync),
            Command::Find(find) => Task::Find(find),
            Command::Who(who) => Task::Who(who),
            Command::Show(show) => Task::Show(show),
            Command::Keys => Task::Keys,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_language_may_stand_before_and_after_the_command() {
        for line in [
            ["rolo", "--lang", "ru", "demo"],
            ["rolo", "demo", "--lang", "ru"],
        ] {
            let arguments = Arguments::try_parse_from(line).unwrap();
            assert_eq!(arguments.lang(), Some(Language::Russian));
            assert!(matches!(arguments.task(), Task::Demo(_)));
        }
    }

    #[test]
    fn a_command_of_serve_stands_alone() {
        let parse = |line: &str| Arguments::try_parse_from(line.split(' '));
        let task = |line| parse(line).unwrap().task();
        assert!(matches!(
            task("rolo serve --data x"),
            Task::Serve(Serve { data: Some(_), .. })
        ));
        assert!(matches!(
            task("rolo serve init --data x"),
            Task::Administer(asked) if matches!(*asked, Administration::Init(_))
        ));
        for wrong in [
            "rolo serve",
            "rolo serve init",
            "rolo serve --data x init",
            "rolo serve --demo 1 user list --data x",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn nothing_asked_opens_the_usual_account() {
        let arguments = Arguments::try_parse_from(["rolo"]).unwrap();
        assert!(matches!(arguments.task(), Task::Open(open) if open == Open::default()));
    }

    #[test]
    fn a_host_is_a_name_or_an_address() {
        for (given, good) in [
            ("crm.example.com", true),
            ("192.0.2.1", true),
            ("2001:db8::1", true),
            ("", false),
            ("crm.example.com:8443", false),
            ("https://crm.example.com", false),
        ] {
            assert_eq!(host(given).is_ok(), good, "{given}");
        }
    }

    #[test]
    fn what_only_matters_on_a_network_needs_lan() {
        for (more, good) in [
            (&[][..], true),
            (&["--lan", "--cleartext"], true),
            (&["--cleartext"], false),
            (&["--host", "a"], true),
            (&["--lan", "--host", "a", "--host", "b"], true),
            (&["--tls-cert", "a"], false),
            (&["--tls-key", "a"], false),
            (&["--tls-cert", "a", "--tls-key", "b"], true),
            (
                &["--lan", "--cleartext", "--tls-cert", "a", "--tls-key", "b"],
                false,
            ),
        ] {
            let line = ["rolo", "serve", "--data", "d"].iter().chain(more);
            assert_eq!(Arguments::try_parse_from(line).is_ok(), good, "{more:?}");
        }
    }

    #[test]
    fn more_than_seven_requests_a_second_cannot_be_asked_for() {
        for (rate, good) in [("0", false), ("1", true), ("7", true), ("8", false)] {
            let line = ["rolo", "--url", "http://127.0.0.1:1", "--rate", rate];
            assert_eq!(Arguments::try_parse_from(line).is_ok(), good, "{rate}");
        }
    }
}
