//! What can be asked of an account beside serving it. What people may mistake is text here, so that one sentence in their
//! language answers it.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::server;

/// The help of `--type`: what is no kind is answered by one sentence and not by clap, so clap does not know them.
fn kinds() -> String {
    let kinds: Vec<_> = server::field_kinds().collect();
    format!("Its kind: {}; or its number in the API", kinds.join(", "))
}

/// `rolo serve` with a command.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Administration {
    /// Make an account of your own, without invented contacts; prints the administrator's key
    Init(Init),
    /// Users of the account
    #[command(subcommand)]
    User(User),
    /// Bearer tokens of its users
    #[command(subcommand)]
    Token(Token),
    /// Custom fields
    #[command(subcommand)]
    Field(Field),
}

/// Which account.
#[derive(Debug, Args)]
pub(in crate::cli) struct Folder {
    /// Where the account is kept
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) data: PathBuf,
}

/// `rolo serve init`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Init {
    #[command(flatten)]
    pub(in crate::cli) folder: Folder,
    /// Name of the account
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) name: Option<String>,
    /// Login of the administrator
    #[arg(long, value_name = "EMAIL", default_value = "admin@localhost")]
    pub(in crate::cli) login: String,
    /// Name of the administrator
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) user: Option<String>,
    /// What the API tells as the first part of the account's address
    #[arg(long, value_name = "NAME", default_value = "account")]
    pub(in crate::cli) subdomain: String,
    /// Zone in which dates are meant; Europe/Moscow or UTC by language
    #[arg(long, value_name = "ZONE")]
    pub(in crate::cli) timezone: Option<String>,
    /// Currency; RUB or USD by language
    #[arg(long, value_name = "CODE")]
    pub(in crate::cli) currency: Option<String>,
    /// Language of field names and the like; that of the interface if not said
    #[arg(long, value_name = "ru|en")]
    pub(in crate::cli) language: Option<String>,
}

/// `rolo serve user`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum User {
    /// Make a user; prints his key
    Add(NewUser),
    /// List everybody
    List(Folder),
    /// Let a user in no longer
    Disable(Login),
    /// Let a user in again
    Enable(Login),
}

/// `rolo serve user add`.
#[derive(Debug, Args)]
pub(in crate::cli) struct NewUser {
    #[command(flatten)]
    pub(in crate::cli) who: Login,
    /// First name
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) name: String,
    /// Last name
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(in crate::cli) last_name: String,
    /// May do everything
    #[arg(long, conflicts_with_all = ["contacts", "others"])]
    pub(in crate::cli) admin: bool,
    /// Number of a group, or a name: a new name makes a group
    #[arg(long, value_name = "ID|NAME")]
    pub(in crate::cli) group: Option<String>,
    /// Rights to contacts: A all, G the group's, M own, D none; or view=A,add=M,edit=M,delete=D,export=D
    #[arg(long, value_name = "A|G|M|D", default_value = "M")]
    pub(in crate::cli) contacts: String,
    /// Rights to leads, companies, customers and tasks, in the same letters
    #[arg(long, value_name = "A|G|M|D", default_value = "M")]
    pub(in crate::cli) others: String,
}

/// One user of an account.
#[derive(Debug, Args)]
pub(in crate::cli) struct Login {
    /// Login of the user
    pub(in crate::cli) login: String,
    #[command(flatten)]
    pub(in crate::cli) folder: Folder,
}

/// `rolo serve token`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Token {
    /// Make a token of a user; prints it
    New(NewToken),
    /// List all tokens, without themselves
    List(Folder),
    /// Let a token hold no longer
    Revoke(Revoke),
}

/// `rolo serve token new`.
#[derive(Debug, Args)]
pub(in crate::cli) struct NewToken {
    #[command(flatten)]
    pub(in crate::cli) who: Login,
    /// What it is for
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(in crate::cli) label: String,
    /// How many days it holds, five years at most
    #[arg(long, value_name = "N", default_value_t = 365)]
    pub(in crate::cli) days: u32,
}

/// `rolo serve token revoke`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Revoke {
    /// Number of the token
    pub(in crate::cli) id: i64,
    #[command(flatten)]
    pub(in crate::cli) folder: Folder,
}

/// `rolo serve field`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Field {
    /// Make a field; prints its number
    Add(NewField),
    /// List the fields
    List(Fields),
}

/// `rolo serve field add`.
#[derive(Debug, Args)]
pub(in crate::cli) struct NewField {
    #[command(flatten)]
    pub(in crate::cli) folder: Folder,
    /// What it belongs to
    #[arg(long, value_name = "contacts|leads|companies|customers")]
    pub(in crate::cli) entity: String,
    /// What people call it
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) name: String,
    /// Its kind by name or by its number in the API
    #[arg(long = "type", value_name = "KIND", help = kinds())]
    pub(in crate::cli) kind: String,
    /// An option of a list; may be given again
    #[arg(long = "enum", value_name = "VALUE")]
    pub(in crate::cli) options: Vec<String>,
    /// Clients ask for a value
    #[arg(long)]
    pub(in crate::cli) required: bool,
    /// Clients do not let people change it
    #[arg(long)]
    pub(in crate::cli) read_only: bool,
}

/// `rolo serve field list`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Fields {
    #[command(flatten)]
    pub(in crate::cli) folder: Folder,
    /// Only those of contacts, leads, companies or customers
    #[arg(long, value_name = "ENTITY")]
    pub(in crate::cli) entity: Option<String>,
}
