//! What can be asked of the copy of an account on this machine.

use clap::{Args, ValueEnum};

use crate::domain::id::ContactId;

/// `rolo find`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Find {
    /// Words, "a phrase", -without, tag:, company:, resp:, task: as in the search line
    #[arg(required = true, value_name = "QUERY")]
    pub(in crate::cli) query: Vec<String>,
    /// How contacts are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Table)]
    pub(in crate::cli) format: Format,
    /// The first N at most
    #[arg(long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    #[command(flatten)]
    pub(in crate::cli) which: Which,
}

/// `rolo who`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Who {
    /// The phone, in any format
    #[arg(required = true, value_name = "PHONE")]
    pub(in crate::cli) phone: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) which: Which,
}

/// `rolo show`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Show {
    /// The contact
    #[arg(value_name = "ID", value_parser = contact)]
    pub(in crate::cli) id: ContactId,
    /// The contact as the account sent it
    #[arg(long)]
    pub(in crate::cli) json: bool,
    #[command(flatten)]
    pub(in crate::cli) which: Which,
}

/// Which copy is asked.
#[derive(Debug, Args)]
pub(in crate::cli) struct Which {
    /// Which copy, if there are several: the account's name or id, with the user's id if need be
    #[arg(long, value_name = "NAME|ID[-USER]")]
    pub(in crate::cli) account: Option<String>,
}

/// How contacts are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For people
    Table,
    /// A list of contacts as the account sent them
    Json,
    /// The same, one a line
    Jsonl,
    /// For spreadsheets, commas between the cells
    Csv,
    /// For spreadsheets, tabs between the cells
    Tsv,
}

fn contact(given: &str) -> Result<ContactId, std::num::ParseIntError> {
    given.parse().map(ContactId)
}
