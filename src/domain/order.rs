//! The order of names in lists: scripts apart, folded text within each.

use std::cmp::Ordering;

use super::fold;

/// The script that a name is filed under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// It begins with a Cyrillic letter.
    Cyrillic,
    /// It begins with a Latin letter.
    Latin,
    /// It begins with anything else, or is empty.
    Other,
}

impl Script {
    /// The script of a folded name that begins like this. Names with a common beginning stand together then.
    pub fn of(first: Option<char>) -> Self {
        match first {
            Some('\u{400}'..='\u{52f}') => Self::Cyrillic,
            // Folding takes the diacritics away; what is left beyond ASCII are letters such as `ß`, `æ` and `þ`.
            Some(c) if c.is_alphabetic() && c < '\u{250}' => Self::Latin,
            _ => Self::Other,
        }
    }
}

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
    /// The scripts as they follow each other.
    pub fn scripts(self) -> [Script; 3] {
        match self {
            Self::Cyrillic => [Script::Cyrillic, Script::Latin, Script::Other],
            Self::Latin => [Script::Latin, Script::Cyrillic, Script::Other],
        }
    }

    /// Compares two names that went through [`line`](fold::line()); ties go by id.
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
        let place = |first: Option<&char>| {
            let script = Script::of(first.copied());
            self.scripts().iter().position(|known| *known == script)
        };
        let (first, other) = (place(a.peek()), place(b.peek()));
        first.cmp(&other).then_with(|| a.cmp(b))
    }
}

/// What a name is sorted by where it is kept; ties go by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey {
    /// Where it is filed.
    pub script: Script,
    /// The name as a [`line`](fold::line()).
    pub folded: String,
}

impl NameKey {
    /// The key of this name.
    pub fn of(name: &str) -> Self {
        let folded = fold::line(name);
        Self {
            script: Script::of(folded.chars().next()),
            folded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filed_by_how_they_begin_and_sorted_folded() {
        for (name, script, folded) in [
            ("  Ёжиков", Script::Cyrillic, "ежиков"),
            ("«Ромашка»", Script::Other, "«ромашка»"),
            ("Éclair", Script::Latin, "eclair"),
            ("Þór", Script::Latin, "þor"),
            ("+7 999", Script::Other, "+7 999"),
            ("李明", Script::Other, "李明"),
            ("", Script::Other, ""),
        ] {
            let key = NameKey::of(name);
            assert_eq!((key.script, key.folded.as_str()), (script, folded));
        }
    }

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
        names.sort_by(|a, b| first.compare(&fold::line(a), &fold::line(b)));
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
