//! Reads the config file key by key; what is wrong is noted, and the rest holds.

use std::{
    collections::BTreeMap,
    ops::Range,
    path::{Path, PathBuf},
};

use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::{
    Config, Wishes, is_name,
    mistake::{Mistake, What},
};
use crate::{
    crm::Origin,
    domain::{
        reach::{Commands, Template, Way},
        text,
    },
    words::Language,
};

/// The keys of the file itself.
const KEYS: &str = "lang, colour, account, ca_file, accounts, commands";
/// The keys of `[accounts.NAME]`.
pub(super) const ACCOUNT_KEYS: &str = "address, login, read_only, credential_command, ca_file";
/// The keys of `[commands]`.
const COMMAND_KEYS: &str = "call, mail";

type Key<'a> = Spanned<DeString<'a>>;

/// What a text says, and what is wrong in it, a mistake a line.
pub(super) fn parse(text: &str, file: &Path) -> (Config, Vec<Mistake>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reading = Reading {
        text,
        mistakes: Vec::new(),
    };
    for error in errors {
        let line = reading.line(&error.span().unwrap_or_default());
        let reason = text::excerpt(error.message(), 200);
        reading.mistakes.push(What::Syntax { line, reason });
    }
    let config = reading.config(table.get_ref());
    let mut mistakes = reading.mistakes;
    mistakes.sort_by_key(What::line);
    // What the syntax broke is often complained about again; the first word of a line says it.
    mistakes.dedup_by_key(|what| what.line());
    let mistakes = mistakes.into_iter().map(|what| Mistake {
        file: file.to_owned(),
        what,
    });
    (config, mistakes.collect())
}

/// A file that is being read, with what was wrong so far.
struct Reading<'a> {
    text: &'a str,
    mistakes: Vec<What>,
}

impl Reading<'_> {
    /// Lines are counted from 1, as editors do.
    fn line(&self, span: &Range<usize>) -> usize {
        let before = self.text.get(..span.start).unwrap_or_default();
        1 + before.matches('\n').count()
    }

    fn config(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "lang" => {
                    config.lang = self.value(key, value, r#""ru" | "en""#, |value| {
                        let tag = value.as_str()?;
                        Language::read(tag).filter(|language| language.tag() == tag)
                    });
                }
                "colour" => config.colour = self.flag(key, value),
                "account" => config.account = self.text(key, value, r#""NAME""#),
                "ca_file" => config.ca_file = self.path(key, value),
                "accounts" => config.accounts = self.accounts(key, value),
                "commands" => config.commands = self.commands(key, value),
                _ => self.unknown(key, KEYS),
            }
        }
        config
    }

    fn accounts(
        &mut self,
        key: &Key<'_>,
        value: &Spanned<DeValue<'_>>,
    ) -> BTreeMap<String, Wishes> {
        let mut accounts = BTreeMap::new();
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, "[accounts.NAME]");
            return accounts;
        };
        for (name, value) in table {
            match value.get_ref().as_table() {
                Some(table) if is_name(name.get_ref()) => {
                    accounts.insert(name.get_ref().to_string(), self.wishes(table));
                }
                _ => self.wrong(name, "[accounts.NAME]"),
            }
        }
        accounts
    }

    fn wishes(&mut self, table: &DeTable<'_>) -> Wishes {
        let mut wishes = Wishes::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "address" => {
                    let wanted = r#""romashka.amocrm.ru" | "https://…""#;
                    wishes.address = self.value(key, value, wanted, |value| {
                        let text = value.as_str()?;
                        Origin::of_account(text).is_ok().then(|| text.to_owned())
                    });
                }
                "login" => wishes.login = self.text(key, value, r#""anna@example.com""#),
                // Whoever wrote something here wanted less to be written, not more.
                "read_only" => wishes.read_only = self.flag(key, value).unwrap_or(true),
                "credential_command" => {
                    let wanted = r#"["PROGRAM", "ARGUMENT", …]"#;
                    wishes.credential_command = self.value(key, value, wanted, argv);
                }
                "ca_file" => wishes.ca_file = self.path(key, value),
                _ => self.unknown(key, ACCOUNT_KEYS),
            }
        }
        wishes
    }

    fn commands(&mut self, key: &Key<'_>, value: &Spanned<DeValue<'_>>) -> Commands {
        let mut commands = Commands::default();
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, "[commands]");
            return commands;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "call" => {
                    let wanted = r#"["PROGRAM", "{phone}", …]"#;
                    commands.call = self.value(key, value, wanted, |value| {
                        Template::read(argv(value)?, Way::Call)
                    });
                }
                "mail" => {
                    let wanted = r#"["PROGRAM", "mailto:{email}", …]"#;
                    commands.mail = self.value(key, value, wanted, |value| {
                        Template::read(argv(value)?, Way::Mail)
                    });
                }
                _ => self.unknown(key, COMMAND_KEYS),
            }
        }
        commands
    }

    fn flag(&mut self, key: &Key<'_>, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        self.value(key, value, "true | false", |value| match value {
            DeValue::Boolean(flag) => Some(*flag),
            _ => None,
        })
    }

    fn text(
        &mut self,
        key: &Key<'_>,
        value: &Spanned<DeValue<'_>>,
        wanted: &'static str,
    ) -> Option<String> {
        self.value(key, value, wanted, |value| {
            value
                .as_str()
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        })
    }

    fn path(&mut self, key: &Key<'_>, value: &Spanned<DeValue<'_>>) -> Option<PathBuf> {
        self.text(key, value, r#""/etc/ssl/company.pem""#)
            .map(PathBuf::from)
    }

    /// What a key holds, when that is what it takes.
    fn value<T>(
        &mut self,
        key: &Key<'_>,
        value: &Spanned<DeValue<'_>>,
        wanted: &'static str,
        take: impl FnOnce(&DeValue<'_>) -> Option<T>,
    ) -> Option<T> {
        let taken = take(value.get_ref());
        if taken.is_none() {
            self.wrong(key, wanted);
        }
        taken
    }

    fn wrong(&mut self, key: &Key<'_>, wanted: &'static str) {
        self.mistakes.push(What::Value {
            line: self.line(&key.span()),
            key: text::excerpt(key.get_ref(), 60),
            wanted,
        });
    }

    fn unknown(&mut self, key: &Key<'_>, known: &'static str) {
        self.mistakes.push(What::Unknown {
            line: self.line(&key.span()),
            key: text::excerpt(key.get_ref(), 60),
            known,
        });
    }
}

/// A program and its arguments.
fn argv(value: &DeValue<'_>) -> Option<Vec<String>> {
    let words = value.as_array()?.iter();
    let words = words.map(|word| word.get_ref().as_str().map(str::to_owned));
    let words: Vec<String> = words.collect::<Option<_>>()?;
    (!words.is_empty()).then_some(words)
}
