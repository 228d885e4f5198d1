//! The order of names in a list: scripts apart, folded text within each.

use super::fold;

/// The script that a name is filed under; which of them comes first is the language's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Its first letter is Cyrillic.
    Cyrillic,
    /// Its first letter is Latin.
    Latin,
    /// Any other first letter, or none at all.
    Other,
}

impl Script {
    /// The order of a Russian list.
    pub const RUSSIAN: [Self; 3] = [Self::Cyrillic, Self::Latin, Self::Other];
    /// The order of an English list.
    pub const ENGLISH: [Self; 3] = [Self::Latin, Self::Cyrillic, Self::Other];
}

/// What a name is sorted by within a list; ties go by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey {
    /// Where it is filed.
    pub script: Script,
    /// The name without case, diacritics and `ё`.
    pub folded: String,
}

impl NameKey {
    /// The key of this name.
    pub fn of(name: &str) -> Self {
        let folded = fold::fold(name.trim());
        let first = folded.chars().find(|c| c.is_alphanumeric());
        let script = match first {
            Some('\u{400}'..='\u{52f}') => Script::Cyrillic,
            Some('a'..='z') => Script::Latin,
            Some(c) if c.is_alphabetic() && ('\u{80}'..'\u{250}').contains(&c) => Script::Latin,
            _ => Script::Other,
        };
        Self { script, folded }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filed_by_their_first_letter_and_sorted_folded() {
        for (name, script, folded) in [
            ("  Ёжиков", Script::Cyrillic, "ежиков"),
            ("«Ромашка»", Script::Cyrillic, "«ромашка»"),
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
}
