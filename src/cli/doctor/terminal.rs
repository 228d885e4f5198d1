//! The terminal, as far as its size and the environment tell.

use super::{Chart, Subject};
use crate::{cli::settings::Settings, ui::terminal, words::Word};

/// Below this the card and the list have no room beside each other.
const COLUMNS: u16 = 60;
const LINES: u16 = 20;

/// What the environment says of the terminal.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Terminal {
    /// `TERM`.
    kind: Option<String>,
    /// Whether `COLORTERM` is set: more colours than the sixteen that rolo uses.
    has_many_colours: bool,
    /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set.
    locale: Option<String>,
    /// Whether tmux stands between.
    in_tmux: bool,
    /// Whether GNU screen does.
    in_screen: bool,
}

impl Terminal {
    /// Takes what it needs from the environment.
    pub(in crate::cli) fn read(filled: impl Fn(&str) -> Option<String>) -> Self {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"];
        Self {
            kind: filled("TERM"),
            has_many_colours: filled("COLORTERM").is_some(),
            locale: locale.iter().find_map(|name| filled(name)),
            in_tmux: filled("TMUX").is_some(),
            in_screen: filled("STY").is_some(),
        }
    }

    /// Whether it can move the cursor at all.
    fn is_capable(&self) -> bool {
        !matches!(self.kind.as_deref(), None | Some("dumb" | "unknown"))
    }

    fn is_utf8(&self) -> bool {
        let locale = self.locale.as_deref().unwrap_or_default();
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    }
}

/// Looks at the terminal; without one there is nothing to look at.
pub(super) fn examine(chart: &mut Chart<'_>, settings: &Settings) {
    if !terminal::is_there() {
        return;
    }
    let around = &settings.terminal;
    let size = terminal::size();
    let given = [
        ("columns", size.width.to_string().into()),
        ("lines", size.height.to_string().into()),
    ];
    if size.width < COLUMNS || size.height < LINES {
        chart.attention(Subject::Size, Word::DoctorSmall, given);
    } else {
        chart.fine(Subject::Size, Word::DoctorLarge, given);
    }
    let kind = around.kind.clone().unwrap_or_else(|| "—".to_owned());
    let kind = [("kind", crate::domain::text::excerpt(&kind, 40).into())];
    if !around.is_capable() {
        chart.attention(Subject::Colours, Word::DoctorDumb, kind);
    } else if settings.colour {
        let word = if around.has_many_colours {
            Word::DoctorManyColours
        } else {
            Word::DoctorSixteen
        };
        chart.fine(Subject::Colours, word, kind);
    } else {
        chart.fine(Subject::Colours, Word::DoctorNoColours, kind);
    }
    let locale = around.locale.clone().unwrap_or_else(|| "—".to_owned());
    let locale = [("locale", crate::domain::text::excerpt(&locale, 40).into())];
    if around.is_utf8() {
        chart.fine(Subject::Utf8, Word::DoctorIsUtf8, locale);
    } else {
        chart.attention(Subject::Utf8, Word::DoctorNoUtf8, locale);
    }
    chart.fine(Subject::Layout, Word::DoctorByPosition, []);
    let clipboard = match (around.in_tmux, around.in_screen) {
        (true, _) => Word::DoctorClipboardTmux,
        (_, true) => Word::DoctorClipboardScreen,
        _ => Word::DoctorClipboardSent,
    };
    chart.fine(Subject::Clipboard, clipboard, []);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(set: &[(&str, &str)]) -> Terminal {
        Terminal::read(|name| {
            let found = set.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_first_locale_that_is_set_decides_about_utf_8() {
        for (set, is_utf8) in [
            (&[("LANG", "ru_RU.UTF-8")][..], true),
            (&[("LANG", "C.utf8")], true),
            (&[("LANG", "ru_RU.UTF-8"), ("LC_ALL", "C")], false),
            (
                &[("LANG", "ru_RU.KOI8-R"), ("LC_CTYPE", "en_US.UTF-8")],
                true,
            ),
            (&[], false),
        ] {
            assert_eq!(terminal(set).is_utf8(), is_utf8, "{set:?}");
        }
    }

    #[test]
    fn a_terminal_that_cannot_move_its_cursor_is_told_of() {
        assert!(terminal(&[("TERM", "xterm-256color")]).is_capable());
        assert!(!terminal(&[("TERM", "dumb")]).is_capable());
        assert!(!terminal(&[]).is_capable());
    }
}
