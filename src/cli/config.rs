//! The config file, which is a person's: every mistake in it is named with its line, and what is right holds all the same.

pub(super) mod command;

use std::{
    collections::BTreeMap,
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
};

use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use crate::{
    crm::Origin,
    domain::{
        reach::{Commands, Template, Way},
        text,
    },
    words::{Language, Word, Words},
};

/// The config file in the config folder.
pub(super) const FILE: &str = "config.toml";
/// The keys of the file itself.
const KEYS: &str = "lang, colour, account, ca_file, accounts, commands";
/// The keys of `[accounts.NAME]`.
const ACCOUNT_KEYS: &str = "address, login, read_only, credential_command, ca_file";

/// The keys of `[commands]`.
const COMMAND_KEYS: &str = "call, mail";

type Key<'a> = Spanned<DeString<'a>>;

/// What the config file says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Config {
    /// `lang = "ru"` or `"en"`.
    pub(super) lang: Option<Language>,
    /// `colour = true` or `false`; stands above `NO_COLOR`.
    pub(super) colour: Option<bool>,
    /// `account = "NAME"`: the one that is opened when none is named.
    pub(super) account: Option<String>,
    /// `ca_file = "FILE"`: certificates, in PEM, that are trusted beside the machine's own.
    pub(super) ca_file: Option<PathBuf>,
    /// `[accounts.NAME]`.
    pub(super) accounts: BTreeMap<String, Wishes>,
    /// `[commands]`: programs for calling and mailing.
    pub(super) commands: Commands,
}

/// What the config file says of one account; it stands above what `rolo login` wrote.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Wishes {
    /// `address`, in any form that `rolo login` takes.
    pub(super) address: Option<String>,
    /// `login`: the secret is this user's API key, not a token.
    pub(super) login: Option<String>,
    /// `read_only`: nothing is ever written to the account.
    pub(super) read_only: bool,
    /// `credential_command`: a program and its arguments; the first line that it prints is the secret.
    pub(super) credential_command: Option<Vec<String>>,
    /// `ca_file`, for this account alone.
    pub(super) ca_file: Option<PathBuf>,
}

/// Something in the config file that is passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    file: PathBuf,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// The file cannot be read at all.
    Unreadable(String),
    /// It is not TOML.
    Syntax { line: usize, reason: String },
    /// Nobody knows this key.
    Unknown {
        line: usize,
        key: String,
        known: &'static str,
    },
    /// The key takes something else.
    Value {
        line: usize,
        key: String,
        wanted: &'static str,
    },
}

impl Mistake {
    /// Where it is and what to do about it.
    pub(super) fn sentence(&self, words: &Words) -> String {
        let file = text::clean(&self.file.display().to_string());
        match &self.what {
            What::Unreadable(reason) => words.say_with(
                Word::CliConfig,
                [("file", file.into()), ("reason", reason.clone().into())],
            ),
            What::Syntax { line, reason } => words.say_with(
                Word::ConfigSyntax,
                [
                    ("file", file.into()),
                    ("line", line.to_string().into()),
                    ("reason", reason.clone().into()),
                ],
            ),
            What::Unknown { line, key, known } => words.say_with(
                Word::ConfigUnknown,
                [
                    ("file", file.into()),
                    ("line", line.to_string().into()),
                    ("key", key.clone().into()),
                    ("known", (*known).into()),
                ],
            ),
            What::Value { line, key, wanted } => words.say_with(
                Word::ConfigValue,
                [
                    ("file", file.into()),
                    ("line", line.to_string().into()),
                    ("key", key.clone().into()),
                    ("wanted", (*wanted).into()),
                ],
            ),
        }
    }
}

/// Reads the config file; none is an empty one.
pub(super) fn read(file: PathBuf) -> (Config, Vec<Mistake>) {
    match fs::read_to_string(&file) {
        Ok(text) => parse(&text, &file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Default::default(),
        Err(error) => {
            let what = What::Unreadable(text::excerpt(&error.to_string(), 200));
            (Config::default(), vec![Mistake { file, what }])
        }
    }
}

fn parse(text: &str, file: &Path) -> (Config, Vec<Mistake>) {
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

impl What {
    fn line(&self) -> usize {
        match self {
            Self::Unreadable(_) => 0,
            Self::Syntax { line, .. } | Self::Unknown { line, .. } | Self::Value { line, .. } => {
                *line
            }
        }
    }
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

/// Whether an account can be called this: it is also the name of a file.
pub(super) fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    (1..=64).contains(&name.len()) && name.chars().all(plain) && !name.starts_with(['.', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (Config, Vec<What>) {
        let (config, mistakes) = parse(text, Path::new("config.toml"));
        let whats = mistakes.into_iter().map(|mistake| mistake.what);
        (config, whats.collect())
    }

    #[test]
    fn everything_that_can_be_said_is_read() {
        let (config, mistakes) = parsed(
            r#"
            lang = "ru"
            colour = false
            account = "romashka"
            ca_file = "/etc/ssl/company.pem"
            [accounts.romashka]
            address = "romashka.amocrm.ru"
            login = "anna@example.com"
            read_only = true
            credential_command = ["pass", "show", "crm/rolo"]
            ca_file = "other.pem"
            [commands]
            call = ["linphone-cli", "dial", "{phone}"]
            mail = ["thunderbird", "mailto:{email}"]
            "#,
        );
        assert_eq!(mistakes, []);
        assert_eq!(
            (config.lang, config.colour),
            (Some(Language::Russian), Some(false))
        );
        assert_eq!(config.account.as_deref(), Some("romashka"));
        let wishes = &config.accounts["romashka"];
        assert!(wishes.read_only);
        let command = wishes.credential_command.as_ref().unwrap();
        assert_eq!(command.join(" "), "pass show crm/rolo");
        assert_eq!(wishes.ca_file, Some("other.pem".into()));
        let call = config.commands.call.unwrap();
        assert_eq!(call.words().join(" "), "linphone-cli dial {phone}");
        assert!(config.commands.mail.is_some());
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_rest_holds() {
        let (config, mistakes) =
            parsed("lang = \"ru\"\ncolor = true\n[accounts.a]\nkey = \"x\"\nread_only = true");
        assert_eq!(config.lang, Some(Language::Russian));
        assert!(config.accounts["a"].read_only);
        let [
            What::Unknown { line: 2, key, .. },
            What::Unknown {
                line: 4,
                key: inner,
                known: ACCOUNT_KEYS,
            },
        ] = mistakes.as_slice()
        else {
            panic!("{mistakes:?}")
        };
        assert_eq!((key.as_str(), inner.as_str()), ("color", "key"));
    }

    #[test]
    fn a_wrong_value_is_named_with_its_line() {
        for text in [
            "\nlang = \"de\"",
            "\nlang = 1",
            "\nlang = \"RU\"",
            "\ncolour = \"yes\"",
            "\naccount = \"\"",
            "\naccounts = 1",
            "\naccounts.\"../a\" = {}",
            "\naccounts.a.credential_command = \"pass show crm\"",
            "\naccounts.a.credential_command = []",
            "\ncommands = []",
            "\ncommands.call = \"linphone-cli dial {phone}\"",
            "\ncommands.call = [\"linphone-cli\", \"dial\"]",
            "\ncommands.call = [\"linphone-cli\", \"{email}\"]",
            "\ncommands.mail = [\"thunderbird\", \"mailto:{mail}\"]",
        ] {
            let (_, mistakes) = parsed(text);
            assert!(
                matches!(mistakes[..], [What::Value { line: 2, .. }]),
                "{text:?}: {mistakes:?}"
            );
        }
    }

    #[test]
    fn what_is_no_toml_is_named_with_its_line_and_the_rest_holds() {
        let (config, mistakes) = parsed("colour = false\nlang =\naccount = \"a\"");
        assert_eq!(config.colour, Some(false));
        assert!(
            matches!(mistakes[..], [What::Syntax { line: 2, .. }]),
            "{mistakes:?}"
        );
    }

    #[test]
    fn read_only_that_is_not_understood_holds() {
        let (config, mistakes) = parsed("accounts.a.read_only = \"yes\"");
        assert!(config.accounts["a"].read_only && mistakes.len() == 1);
    }
}
