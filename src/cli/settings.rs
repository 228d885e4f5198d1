//! The settings: command line, config file and environment, read once and passed on.

use std::{env, path::PathBuf};

use secrecy::SecretString;

use super::{
    config::{self, Config, Mistake},
    doctor::Terminal,
    folders::Folders,
};
use crate::{ui::terminal::Editor, words::Language};

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
    /// `CREDENTIALS_DIRECTORY`: where systemd gives a service its secrets.
    pub(super) credentials: Option<PathBuf>,
    /// `VISUAL`, else `EDITOR`: a program and its arguments.
    pub(super) editor: Option<String>,
    /// Whether there is a session bus, over which a desktop keeps secrets on Linux.
    pub(super) session_bus: bool,
    /// The variable that names a proxy through which other machines are asked.
    pub(super) proxied_by: Option<&'static str>,
    /// What is said of the terminal.
    pub(super) terminal: Terminal,
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
            credentials: filled("CREDENTIALS_DIRECTORY").map(PathBuf::from),
            editor: filled("VISUAL").or_else(|| filled("EDITOR")),
            // Without a bus, asking for one may take longer than anybody waits.
            session_bus: filled("DBUS_SESSION_BUS_ADDRESS").is_some()
                || filled("XDG_RUNTIME_DIR")
                    .is_some_and(|run| PathBuf::from(run).join("bus").exists()),
            proxied_by: ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
                .into_iter()
                .find(|name| filled(name).is_some()),
            terminal: Terminal::read(filled),
        }
    }
}

/// What holds while the program runs.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub(super) language: Language,
    pub(super) colour: bool,
    pub(super) over_ssh: bool,
    pub(super) token: Option<SecretString>,
    pub(super) log_levels: Option<String>,
    pub(super) folders: Folders,
    pub(super) credentials: Option<PathBuf>,
    pub(super) session_bus: bool,
    pub(super) proxied_by: Option<&'static str>,
    pub(super) terminal: Terminal,
    editor: Option<String>,
    /// The config file, as far as it could be understood.
    pub(super) config: Config,
    /// What in it could not.
    pub(super) mistakes: Vec<Mistake>,
}

impl Settings {
    /// Where the config file is, or would be.
    pub(super) fn config_file(&self) -> PathBuf {
        self.folders.config.join(config::FILE)
    }

    /// The person's own editor. Its words are parted at spaces and no shell reads them.
    pub(super) fn editor(&self) -> Option<Editor> {
        let words = self.editor.as_ref()?.split_whitespace();
        let argv: Vec<String> = words.map(str::to_owned).collect();
        (!argv.is_empty()).then(|| Editor {
            argv,
            folder: self.folders.state.join("editor"),
        })
    }
}

/// Puts the sources in their order.
pub(super) fn settle(
    asked: Option<Language>,
    (config, mistakes): (Config, Vec<Mistake>),
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
        credentials: surroundings.credentials,
        session_bus: surroundings.session_bus,
        proxied_by: surroundings.proxied_by,
        terminal: surroundings.terminal,
        editor: surroundings.editor,
        config,
        mistakes,
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

#[cfg(test)]
mod tests {
    use super::*;

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
            (None, false, true),
            (None, true, false),
            (Some(true), true, true),
            (Some(false), false, false),
        ] {
            let config = Config {
                colour: config,
                ..Config::default()
            };
            let surroundings = Surroundings {
                no_colour,
                ..Surroundings::default()
            };
            let settings = settle(None, (config.clone(), Vec::new()), surroundings, folders());
            assert_eq!(settings.colour, colour, "{config:?} {no_colour}");
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
