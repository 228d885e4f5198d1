//! What can be asked about logging in to accounts, and about the settings.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Which;
use crate::cli::config;

/// `rolo login`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Login {
    /// The account: romashka (of amocrm.ru), romashka.kommo.com, or a URL; asked for when it is left out
    #[arg(value_name = "ADDRESS")]
    pub(in crate::cli) address: Option<String>,
    /// What to call it here; otherwise its address decides
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(in crate::cli) account: Option<String>,
    /// Log in with this user's API key instead of a token
    #[arg(long = "login", value_name = "E-MAIL", conflicts_with = "token_stdin")]
    pub(in crate::cli) user: Option<String>,
    /// The token is the first line of standard input
    #[arg(long)]
    pub(in crate::cli) token_stdin: bool,
    /// The API key is the first line of standard input
    #[arg(long, requires = "user")]
    pub(in crate::cli) key_stdin: bool,
    /// Log in for this integration with a code of OAuth instead of a token
    #[arg(long, value_name = "INTEGRATION-ID", conflicts_with_all = ["user", "token_stdin"])]
    pub(in crate::cli) oauth: Option<String>,
    /// The address to which the account sends browsers, as the integration has it
    #[arg(long, value_name = "URL", requires = "oauth")]
    pub(in crate::cli) redirect: Option<String>,
    /// The integration's secret key and the code are the first two lines of standard input
    #[arg(long, requires = "oauth", requires = "redirect")]
    pub(in crate::cli) code_stdin: bool,
    /// Where the secret is kept; otherwise the first of these that there is, a file only after a question
    #[arg(long, value_enum, value_name = "PLACE")]
    pub(in crate::cli) keep: Option<Keep>,
    /// Certificates, in PEM, that are trusted for this account beside the machine's own
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) ca_file: Option<PathBuf>,
}

impl Login {
    /// Whether the command line says where the secret comes from.
    pub(in crate::cli) fn is_given(&self) -> bool {
        self.token_stdin || self.key_stdin || self.oauth.is_some()
    }
}

/// Where a secret may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Keep {
    /// The keyring of the desktop or the system
    Keyring,
    /// The kernel's keyring (Linux), until the machine is started anew
    Kernel,
    /// A file that only you can read
    File,
    /// Nowhere: it is asked for at each start
    Ask,
}

/// `rolo logout`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Logout {
    /// Which account, as `rolo accounts` lists them; otherwise the usual one
    #[arg(value_name = "NAME")]
    pub(in crate::cli) account: Option<String>,
    /// Delete the copy of its contacts, too; at a terminal that is asked
    #[arg(long)]
    pub(in crate::cli) wipe: bool,
    /// Throw away what was typed and never sent; otherwise it stays
    #[arg(long)]
    pub(in crate::cli) drop_drafts: bool,
}

/// `rolo doctor`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Doctor {
    #[command(flatten)]
    pub(in crate::cli) which: Which,
    /// A list of objects for programs
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `rolo config`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub(in crate::cli) enum ConfigTask {
    /// Print where the config file is
    Path,
    /// Print the settings that hold
    Show,
    /// Name every mistake in the config file
    Check,
}

/// `rolo log`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub(in crate::cli) enum LogTask {
    /// Print where the log is
    Path,
}

fn name(given: &str) -> Result<String, &'static str> {
    if config::is_name(given) {
        Ok(given.to_owned())
    } else {
        Err("letters, digits, «-», «_» and «.» are wanted, 64 at most")
    }
}
