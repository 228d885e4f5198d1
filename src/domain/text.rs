//! Text from outside: kept byte for byte, shown only cleaned, so that no name can drive the terminal.

use std::{
    fmt::{self, Write as _},
    ops::RangeInclusive,
};

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

/// Stands for something invisible or dangerous that the text holds at this place.
const MARK: char = '·';
/// More combining marks than any living script puts on one letter are noise.
const MARKS_PER_LETTER: usize = 8;

/// Text that somebody else wrote: a name, a value, a tag, an error of the server.
///
/// [`raw`](Self::raw) is for comparing, storing and sending back; `Display` is for people and is always safe:
/// one line, no control characters, no bidi overrides, no invisible or joined characters whose width
/// terminals disagree about.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Untrusted(String);

impl Untrusted {
    /// Takes the text exactly as it came.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text exactly as it came; never for the screen.
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// The text as `Display` shows it.
    pub fn cleaned(&self) -> String {
        clean(&self.0)
    }

    /// True when nothing but white space is in it.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The cleaned lines of a text of several lines.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        self.0.lines().map(clean)
    }
}

impl From<&str> for Untrusted {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl fmt::Display for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&clean(&self.0))
    }
}

impl fmt::Debug for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&clean(&self.0), f)
    }
}

/// One line that is safe on any terminal; see [`Untrusted`].
pub fn clean(text: &str) -> String {
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match kind(c) {
            Kind::Plain => {
                marks = 0;
                out.push(c);
            }
            Kind::Combining => {
                if out.is_empty() {
                    out.push(MARK);
                }
                if marks < MARKS_PER_LETTER {
                    out.push(c);
                }
                marks += 1;
            }
            Kind::Space => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                marks = 0;
                out.push(' ');
            }
            Kind::Control(picture) => {
                marks = 0;
                out.push(picture);
            }
            Kind::Flag(letter) => {
                marks = 0;
                out.push(letter);
            }
            Kind::Invisible => {
                marks = 0;
                if !out.ends_with(MARK) {
                    out.push(MARK);
                }
            }
            // Only the first part of a joined emoji is kept: terminals disagree about the width of the whole.
            Kind::Joiner => {
                while chars.peek().is_some_and(|next| {
                    is_pictograph(*next) || matches!(kind(*next), Kind::Joiner | Kind::Dropped)
                }) {
                    chars.next();
                }
            }
            Kind::Dropped => {}
        }
    }
    out
}

/// [`clean`]s and cuts to `max` characters: for one-line messages that quote a server.
pub fn excerpt(text: &str, max: usize) -> String {
    let mut out = String::new();
    for (n, c) in clean(text).chars().enumerate() {
        if n == max {
            let _ = out.write_char('…');
            break;
        }
        out.push(c);
    }
    out
}

enum Kind {
    Plain,
    Combining,
    Space,
    Control(char),
    Flag(char),
    Invisible,
    Joiner,
    Dropped,
}

fn kind(c: char) -> Kind {
    match c {
        _ if is_plain(c) => Kind::Plain,
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Kind::Space,
        '\0'..='\u{1f}' => Kind::Control(char::from_u32(0x2400 + c as u32).unwrap_or(MARK)),
        '\u{7f}' => Kind::Control('␡'),
        // C1 controls, bidi controls, zero-width and soft characters, fillers that look empty, annotation and tag characters
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Kind::Invisible,
        '\u{200d}' => Kind::Joiner,
        // non-joiner, variation selectors, keycap and skin tones change nothing that a list needs
        '\u{200c}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{20e0}'
        | '\u{20e3}'
        | '\u{1f3fb}'..='\u{1f3ff}' => Kind::Dropped,
        '\u{1f1e6}'..='\u{1f1ff}' => {
            Kind::Flag(u8::try_from(c as u32 - 0x1f1e6).map_or(MARK, |n| char::from(b'A' + n)))
        }
        _ if is_combining_mark(c) => Kind::Combining,
        _ => Kind::Plain,
    }
}

/// Whether a character is one of those that most texts are made of: it takes one cell, joins with no other of them, and is
/// shown as it is.
pub(crate) fn is_plain(c: char) -> bool {
    let known = PLAIN.get(c as usize).copied();
    known.unwrap_or(matches!(c, '–' | '—' | '’' | '…' | '№' | '│' | '─'))
}

/// Which of the first characters are plain: every cell of every frame is asked for.
static PLAIN: [bool; 0x530] = plain_ones();

const fn plain_ones() -> [bool; 0x530] {
    let mut plain = [false; 0x530];
    let mut rest: &[RangeInclusive<char>] = &[
        ' '..='~',
        '«'..='«',
        '·'..='·',
        '»'..='»',
        'À'..='ɏ',
        'Ѐ'..='ҁ',
        'Ҋ'..='ԯ',
    ];
    while let [range, others @ ..] = rest {
        let mut at = *range.start() as usize;
        while at <= *range.end() as usize {
            plain[at] = true;
            at += 1;
        }
        rest = others;
    }
    plain
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_could_drive_a_terminal_is_shown_as_pictures() {
        for (raw, shown) in [
            ("Иван\u{1b}]52;c;cm0gLXJm\u{7}", "Иван␛]52;c;cm0gLXJm␇"),
            ("a\u{9b}31mred", "a·31mred"),
            ("left\u{202e}right", "left·right"),
            ("two\r\nlines\tand tab", "two lines and tab"),
            ("\u{200b}\u{200b}\u{feff}hidden", "·hidden"),
            ("👩\u{200d}💻 dev", "👩 dev"),
            ("❤\u{fe0f} 🇷🇺", "❤ RU"),
            ("del\u{7f}", "del␡"),
        ] {
            assert_eq!(Untrusted::from(raw).to_string(), shown, "{raw:?}");
        }
    }

    #[test]
    fn ten_thousand_combining_marks_become_eight() {
        let zalgo = format!("a{}b", "\u{301}".repeat(10_000));
        assert_eq!(clean(&zalgo).chars().count(), 1 + MARKS_PER_LETTER + 1);
    }

    #[test]
    fn ordinary_names_stay_as_they_are() {
        for name in [
            "Пётр Чёрный-Йорданов",
            "Nguyễn Thị",
            "محمد علي",
            "田中太郎",
            "O'Neil 🔥",
        ] {
            assert_eq!(clean(name), name);
        }
    }

    proptest! {
        #[test]
        fn nothing_cleaned_holds_a_control_character(text in any::<String>()) {
            prop_assert!(!clean(&text).chars().any(char::is_control));
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once);
        }
    }
}
