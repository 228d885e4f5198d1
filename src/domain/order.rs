//! The order of names in lists: by folded text, the alphabet of the interface before the other.

use std::cmp::Ordering;

/// Whose names stand first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alphabet {
    /// Cyrillic before Latin before the rest: the order of the Russian interface.
    Cyrillic,
    /// Latin before Cyrillic before the rest: the order of the English interface.
    #[default]
    Latin,
}

impl Alphabet {
    /// Compares two names that went through [`line`](super::fold::line()). The first character decides which alphabet a
    /// name belongs to, so names with a common beginning stand together; names without a letter in front come last.
    pub fn compare(self, a: &str, b: &str) -> Ordering {
        self.compare_chars(a.chars(), b.chars())
    }

    /// [`compare`](Self::compare) of names that are not at hand as text.
    pub fn compare_chars(
        self,
        a: impl Iterator<Item = char>,
        b: impl Iterator<Item = char>,
    ) -> Ordering {
        let (mut a, mut b) = (a.peekable(), b.peekable());
        let (first, other) = (self.group(a.peek()), self.group(b.peek()));
        first.cmp(&other).then_with(|| a.cmp(b))
    }

    /// The place of a name's alphabet among the three, by the name's first character.
    fn group(self, first: Option<&char>) -> u8 {
        match (first, self) {
            (Some('\u{400}'..='\u{52f}'), Self::Cyrillic) => 0,
            (Some('\u{400}'..='\u{52f}'), Self::Latin) => 1,
            (Some(c), Self::Cyrillic) if is_latin(*c) => 1,
            (Some(c), Self::Latin) if is_latin(*c) => 0,
            _ => 2,
        }
    }
}

/// Folding takes the diacritics away; what is left beyond ASCII are letters such as `ß`, `æ` and `þ`.
fn is_latin(c: char) -> bool {
    c.is_alphabetic() && c < '\u{250}'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fold::line;

    fn sorted(first: Alphabet) -> Vec<&'static str> {
        let mut names = vec![
            "Яна",
            "ёлкин",
            "",
            "Ælfric",
            "Zoë",
            "8 (999)",
            "Елена",
            "王伟",
        ];
        names.sort_by(|a, b| first.compare(&line(a), &line(b)));
        names
    }

    #[test]
    fn the_alphabet_of_the_interface_stands_first_and_the_rest_last() {
        assert_eq!(
            sorted(Alphabet::Cyrillic),
            [
                "Елена",
                "ёлкин",
                "Яна",
                "Zoë",
                "Ælfric",
                "",
                "8 (999)",
                "王伟"
            ]
        );
        assert_eq!(
            sorted(Alphabet::Latin),
            [
                "Zoë",
                "Ælfric",
                "Елена",
                "ёлкин",
                "Яна",
                "",
                "8 (999)",
                "王伟"
            ]
        );
    }
}
