//! The settings: command line, config file and environment, read once and passed on.

use std::{env, fs, io, path::Path};

use secrecy::SecretString;
use toml::{Table, Value};

use super::{folders::Folders, refusal::Refusal};
use crate::{domain::text, words::Language};

/// The config file in the config folder.
pub(super) const FILE: &str = "config.toml";

/// What the environment says.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// `ROLO_TOKEN`.
    pub(super) token: Option<SecretString>,
    /// `NO_COLOR` is set and not empty.
    pub(super) no_colour: bool,
    /// `SSH_CONNECTION` is set.
    pub(super) over_ssh: bool,
    /// `RUST_LOG`.
    pub(super) log_levels: Option<String>,
    /// The locale, as the system names it.
    pub(super) locale: Option<String>,
}

impl Surroundings {
    /// The only place where the environment is read.
    pub(super) fn read() -> Self {
        let filled = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            token: filled("ROLO_TOKEN").map(SecretString::from),
            no_colour: filled("NO_COLOR").is_some(),
            over_ssh: filled("SSH_CONNECTION").is_some(),
            log_levels: filled("RUST_LOG"),
            locale: sys_locale::get_locale(),
        }
    }
}

/// What the config file says.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Config {
    /// `lang = "ru"` or `"en"`.
    lang: Option<Language>,
    /// `colour = true` or `false`; stands above `NO_COLOR`.
    colour: Option<bool>,
}

/// What holds while the program runs.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) language: Language,
    pub(super) colour: bool,
    pub(super) over_ssh: bool,
    pub(super) token: Option<SecretString>,
    pub(super) log_levels: Option<String>,
    pub(super) folders: Folders,
}

/// Puts the sources in their order.
pub(super) fn settle(
    asked: Option<Language>,
    config: Config,
    surroundings: Surroundings,
    folders: Folders,
) -> Settings {
    Settings {
        language: language(asked, config.lang, &surroundings),
        colour: config.colour.unwrap_or(!surroundings.no_colour),
        over_ssh: surroundings.over_ssh,
        token: surroundings.token,
        log_levels: surroundings.log_levels,
        folders,
    }
}

/// The command line, then the config file, then the locale; whatever is not Russian is English.
pub(super) fn language(
    asked: Option<Language>,
    config: Option<Language>,
    surroundings: &Surroundings,
) -> Language {
    asked
        .or(config)
        .or_else(|| Language::read(surroundings.locale.as_deref()?))
        .unwrap_or(Language::English)
}

/// Reads the config file; none is an empty one.
pub(super) fn read_config(path: &Path) -> Result<Config, Refusal> {
    match fs::read_to_string(path) {
        Ok(text) => parse(&text, path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(Refusal::Config {
            file: path.to_owned(),
            reason: error.to_string(),
        }),
    }
}

fn parse(text: &str, path: &Path) -> Result<Config, Refusal> {
    let wrong = |reason: String| Refusal::Config {
        file: path.to_owned(),
        reason: text::excerpt(&reason, 200),
    };
    let table: Table = text
        .parse()
        .map_err(|error: toml::de::Error| wrong(error.message().to_owned()))?;
    let mut config = Config::default();
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("lang", Value::String(tag)) => {
                let known = ["ru", "en"].contains(&tag.as_str());
                config.lang = Language::read(tag).filter(|_| known);
                if config.lang.is_none() {
                    return Err(wrong(format!("lang = \"{tag}\": \"ru\" | \"en\"")));
                }
            }
            ("lang", _) => return Err(wrong("lang: \"ru\" | \"en\"".to_owned())),
            ("colour", Value::Boolean(colour)) => config.colour = Some(*colour),
            ("colour", _) => return Err(wrong("colour: true | false".to_owned())),
            _ => {
                return Err(Refusal::ConfigKey {
                    file: path.to_owned(),
                    key: text::excerpt(key, 60),
                });
            }
        }
    }
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Config, Refusal> {
        parse(text, Path::new("config.toml"))
    }

    fn folders() -> Folders {
        Folders {
            data: "d".into(),
            cache: "k".into(),
            state: "s".into(),
            config: "c".into(),
        }
    }

    fn with_locale(locale: &str) -> Surroundings {
        Surroundings {
            locale: Some(locale.to_owned()),
            ..Surroundings::default()
        }
    }

    #[test]
    fn the_command_line_then_the_config_then_the_locale_choose_the_language() {
        use Language::{English, Russian};
        for (asked, config, locale, chosen) in [
            (Some(English), Some(Russian), "ru-RU", English),
            (None, Some(English), "ru-RU", English),
            (None, None, "ru-RU", Russian),
            (None, None, "en-GB", English),
            (None, None, "C", English),
            (None, None, "de-DE", English),
        ] {
            assert_eq!(
                language(asked, config, &with_locale(locale)),
                chosen,
                "{asked:?} {config:?} {locale}"
            );
        }
    }

    #[test]
    fn the_config_stands_above_no_color() {
        for (config, no_colour, colour) in [
            ("", false, true),
            ("", true, false),
            ("colour = true", true, true),
            ("colour = false", false, false),
        ] {
            let surroundings = Surroundings {
                no_colour,
                ..Surroundings::default()
            };
            let settings = settle(None, parsed(config).unwrap(), surroundings, folders());
            assert_eq!(settings.colour, colour, "{config:?} {no_colour}");
        }
    }

    #[test]
    fn an_unknown_key_is_named() {
        let Err(Refusal::ConfigKey { key, .. }) = parsed("lang = \"ru\"\ncolor = true") else {
            panic!("an unknown key is refused")
        };
        assert_eq!(key, "color");
    }

    #[test]
    fn wrong_values_are_refused() {
        for text in ["lang = \"de\"", "lang = 1", "colour = \"yes\"", "lang ="] {
            assert!(
                matches!(parsed(text), Err(Refusal::Config { .. })),
                "{text:?}"
            );
        }
    }

    #[test]
    fn the_token_does_not_show_in_debug() {
        let surroundings = Surroundings {
            token: Some(SecretString::from("canary".to_owned())),
            ..Surroundings::default()
        };
        assert!(!format!("{surroundings:?}").contains("canary"));
    }
}
