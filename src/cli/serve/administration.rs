//! `rolo serve init|user|token|field`: an account made and managed, also while it is served.
//!
//! What programs read goes to standard output (a key, a number, a list with tabs between its columns), what is said about it
//! to standard error.

use std::io::{self, Write as _};
use std::path::Path;

use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};

use super::announce;
use crate::{
    cli::{
        arguments::administration::{Administration, Field, Init, NewField, NewUser, Token, User},
        filling::{self, Opened},
        now,
        refusal::Refusal,
        settings::Settings,
        tell,
    },
    domain::text,
    server::{self, Account, Founding},
    words::{Given, Language, Word, Words},
};

/// Does one thing to the account in a folder.
pub(in crate::cli) fn run(asked: Administration, settings: &Settings) -> Result<u8, Refusal> {
    let words = Words::new(settings.language);
    match asked {
        Administration::Init(asked) => init(asked, settings.language, &words)?,
        Administration::User(asked) => user(asked, &words)?,
        Administration::Token(asked) => token(asked, &words)?,
        Administration::Field(asked) => field(asked, &words)?,
    }
    Ok(0)
}

/// Does something to the account in the folder, which must be there.
fn within<T>(
    folder: &Path,
    words: &Words,
    work: impl FnOnce(&Account) -> Result<T, server::Error>,
) -> Result<T, Refusal> {
    let Opened { account, .. } = &filling::open(folder, None, false, words)?;
    work(account).map_err(|source| Refusal::of_account(folder, source))
}

fn init(asked: Init, interface: Language, words: &Words) -> Result<(), Refusal> {
    let language = asked.language.unwrap_or_else(|| interface.tag().to_owned());
    // An account of neither language is refused below; until then it counts as English.
    let is_russian = language == Language::Russian.tag();
    let or = |given: Option<String>, russian: &str, english: &str| {
        given.unwrap_or_else(|| if is_russian { russian } else { english }.to_owned())
    };
    let founding = Founding {
        name: or(asked.name, "Мой аккаунт", "My account"),
        subdomain: asked.subdomain,
        currency: or(asked.currency, "RUB", "USD"),
        timezone: or(asked.timezone, "Europe/Moscow", "UTC"),
        language,
        login: asked.login,
        user: or(asked.user, "Администратор", "Administrator"),
    };
    let key = filling::found(&asked.folder.data, &founding)?;
    give(&key)?;
    say(words, Word::CliFounded, [("login", shown(&founding.login))]);
    Ok(())
}

fn user(asked: User, words: &Words) -> Result<(), Refusal> {
    match asked {
        User::Add(asked) => add_user(&asked, words),
        User::List(folder) => {
            let users = within(&folder.data, words, Account::users)?;
            let heads = [
                "id", "login", "name", "group", "role", "state", "contacts", "others",
            ];
            let rows = users.into_iter().map(|user| {
                vec![
                    user.id.to_string(),
                    user.login,
                    user.name,
                    user.group,
                    if user.is_admin { "admin" } else { "user" }.to_owned(),
                    if user.is_active { "active" } else { "disabled" }.to_owned(),
                    user.contacts.to_string(),
                    user.others.to_string(),
                ]
            });
            list(&heads, rows);
            Ok(())
        }
        User::Disable(who) => {
            within(&who.folder.data, words, |account| {
                account.switch_user(&who.login, false)
            })?;
            say(words, Word::CliUserOff, [("login", shown(&who.login))]);
            Ok(())
        }
        User::Enable(who) => {
            within(&who.folder.data, words, |account| {
                account.switch_user(&who.login, true)
            })?;
            say(words, Word::CliUserOn, [("login", shown(&who.login))]);
            Ok(())
        }
    }
}

fn add_user(asked: &NewUser, words: &Words) -> Result<(), Refusal> {
    let folder = &asked.who.folder.data;
    let letters = |given: &str| {
        let given = if asked.admin { "A" } else { given };
        given.parse().map_err(Refusal::Mistake)
    };
    let new = server::NewUser {
        login: asked.who.login.clone(),
        name: asked.name.clone(),
        last_name: asked.last_name.clone(),
        is_admin: asked.admin,
        group: asked.group.clone(),
        contacts: letters(&asked.contacts)?,
        others: letters(&asked.others)?,
    };
    let key = within(folder, words, |account| account.add_user(&new))?;
    give(&key)?;
    say(words, Word::CliUserAdded, [("login", shown(&new.login))]);
    Ok(())
}

fn token(asked: Token, words: &Words) -> Result<(), Refusal> {
    match asked {
        Token::New(asked) => {
            let login = &asked.who.login;
            let made = within(&asked.who.folder.data, words, |account| {
                account.add_token(login, &asked.label, asked.days)
            })?;
            give(&made.token)?;
            let said = [
                ("id", Given::from(made.id.to_string())),
                ("login", shown(login)),
                ("until", Given::from(moment(made.expires_at))),
            ];
            say(words, Word::CliTokenMade, said);
        }
        Token::List(folder) => {
            let tokens = within(&folder.data, words, Account::tokens)?;
            let heads = ["id", "login", "state", "created", "expires", "label"];
            let now = now().0;
            let rows = tokens.into_iter().map(|token| {
                let state = match token.revoked_at {
                    Some(_) => "revoked",
                    None if token.expires_at <= now => "expired",
                    None => "active",
                };
                vec![
                    token.id.to_string(),
                    token.login,
                    state.to_owned(),
                    moment(token.created_at),
                    moment(token.expires_at),
                    token.label,
                ]
            });
            list(&heads, rows);
        }
        Token::Revoke(asked) => {
            within(&asked.folder.data, words, |account| {
                account.revoke_token(asked.id)
            })?;
            let id = Given::from(asked.id.to_string());
            say(words, Word::CliTokenRevoked, [("id", id)]);
        }
    }
    Ok(())
}

fn field(asked: Field, words: &Words) -> Result<(), Refusal> {
    match asked {
        Field::Add(asked) => add_field(asked, words),
        Field::List(asked) => {
            let fields = within(&asked.folder.data, words, |account| {
                account.fields(asked.entity.as_deref())
            })?;
            let heads = ["entity", "id", "type", "code", "flags", "name", "enums"];
            let rows = fields.into_iter().map(|field| {
                let flags = [
                    (field.is_required, "required"),
                    (!field.is_editable, "read-only"),
                ];
                let flags = flags
                    .into_iter()
                    .filter_map(|(set, name)| set.then_some(name));
                vec![
                    field.entity.to_owned(),
                    field.id.to_string(),
                    field.kind.to_owned(),
                    field.code,
                    flags.collect::<Vec<_>>().join(","),
                    field.name,
                    field.options.join(","),
                ]
            });
            list(&heads, rows);
            Ok(())
        }
    }
}

fn add_field(asked: NewField, words: &Words) -> Result<(), Refusal> {
    let new = server::NewField {
        entity: asked.entity,
        name: asked.name,
        kind: asked.kind,
        options: asked.options,
        is_editable: !asked.read_only,
        is_required: asked.required,
        is_deletable: true,
        is_visible: true,
        origin: String::new(),
    };
    let id = within(&asked.folder.data, words, |account| account.add_field(&new))?;
    announce(&id.to_string()).map_err(Refusal::System)?;
    say(words, Word::CliFieldAdded, [("name", shown(&new.name))]);
    Ok(())
}

/// Prints a secret: the only time that it leaves the memory of this process.
fn give(secret: &SecretString) -> Result<(), Refusal> {
    announce(secret.expose_secret()).map_err(Refusal::System)
}

fn say<const N: usize>(words: &Words, word: Word, given: [(&'static str, Given); N]) {
    tell(&words.say_with(word, given));
}

fn shown(given: &str) -> Given {
    text::excerpt(given, 200).into()
}

/// `2027-11-22T12:00:00Z`; nothing for what is no moment.
fn moment(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| String::new(), |moment| moment.to_string())
}

/// A row a line with tabs between, the names of the columns first. A reader that has seen enough closes the pipe; that is no
/// failure.
fn list(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let mut lines = heads.join("\t");
    lines.push('\n');
    for row in rows {
        // Whoever filled the account chose these texts. Cleaned, a tab is a space.
        let cells: Vec<String> = row.iter().map(|cell| text::clean(cell)).collect();
        lines.push_str(&cells.join("\t"));
        lines.push('\n');
    }
    let _ = io::stdout().lock().write_all(lines.as_bytes());
}
