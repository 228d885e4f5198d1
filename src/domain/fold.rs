//! One way to fold text for search, so that the account, the index and the tests agree on what equals what.

use std::{iter, ops::Range};

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Counts the changes of what folding gives: whatever keeps folded text compares it, and folds anew after a change.
pub const VERSION: u32 = 1;

/// Folds case, diacritics and `ё`: `Ёжиков ЙОРДАНОВ Crème` becomes `ежиков иорданов creme`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |c| folded.push(c));
    }
    folded
}

/// Folds a value for search: [`fold`], with every run of white space and control characters as one space, and none at
/// either end. A value is one line then, and control characters may separate values.
pub fn line(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each_of_line(text, |_, c| folded.push(c));
    folded
}

/// A folded [`line()`] that remembers where in the text it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    folded: String,
    /// For every byte of `folded` the byte of the text where its character begins; then where the last one ends.
    from: Vec<usize>,
}

impl Traced {
    /// Folds a text as [`line()`] does.
    pub fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut from = Vec::with_capacity(text.len() + 1);
        each_of_line(text, |at, c| {
            folded.push(c);
            from.resize(folded.len(), at);
        });
        from.push(text.trim_end_matches(is_blank).len());
        Self { folded, from }
    }

    /// The folded line itself.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The bytes of the text that fold to one of these needles, for each place where one is found. Whole characters, with
    /// the marks that belong to them.
    pub fn find(&self, needle: &str) -> impl Iterator<Item = Range<usize>> {
        self.folded.match_indices(needle).map(|(at, found)| {
            let last = self.from[(at + found.len()).saturating_sub(1)];
            let after = self.from.partition_point(|from| *from <= last);
            let end = self.from.get(after).or_else(|| self.from.last());
            self.from[at]..end.copied().unwrap_or(last)
        })
    }
}

/// What [`Traced::find`] finds in a text of usual characters, without folding all of it first; `None` for any other text.
pub(super) fn find(text: &str, needle: &str) -> Option<Vec<Range<usize>>> {
    let first = needle.chars().next()?;
    let mut found = Vec::new();
    let mut chars = text.char_indices();
    let mut is_after_blank = true;
    while let Some((at, c)) = chars.next() {
        // A blank at either end, or after another one, is no part of the line.
        let is_blank = c == ' ';
        if is_blank && is_after_blank {
            return None;
        }
        is_after_blank = is_blank;
        if usual_or_blank(c)? == first
            && let Some(rest) = begins(&text[at..], needle)
        {
            let end = text.len() - rest.len();
            if text[at..end].contains("  ") {
                return None;
            }
            found.push(at..end);
            is_after_blank = needle.ends_with(' ');
            while chars.offset() < end {
                chars.next();
            }
        }
    }
    (!is_after_blank || text.is_empty()).then_some(found)
}

/// What follows in a text that begins with a folded one.
fn begins<'a>(text: &'a str, needle: &str) -> Option<&'a str> {
    let mut chars = text.chars();
    let mut needle = needle.chars();
    needle
        .all(|wanted| chars.next().and_then(usual_or_blank) == Some(wanted))
        .then_some(chars.as_str())
}

fn usual_or_blank(c: char) -> Option<char> {
    if c == ' ' { Some(c) } else { usual(c) }
}

/// The character that one of those folds to of which most texts are made; none of these is blank.
fn usual(c: char) -> Option<char> {
    Some(match c {
        '!'..='~' => c.to_ascii_lowercase(),
        'ё' | 'Ё' => 'е',
        'й' | 'Й' => 'и',
        'а'..='я' => c,
        // The small letters lie 32 places after the capital ones.
        'А'..='Я' => char::from_u32(c as u32 + 32)?,
        _ => return None,
    })
}

/// Gives the characters that one character folds to: none for a combining mark, several for a ligature.
fn fold_char(c: char, mut give: impl FnMut(char)) {
    match usual(c) {
        Some(c) => give(c),
        None if c.is_ascii() => give(c),
        None => iter::once(c)
            .nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .for_each(|c| {
                give(match c {
                    'ł' => 'l',
                    'ø' => 'o',
                    'đ' => 'd',
                    'ı' => 'i',
                    other => other,
                });
            }),
    }
}

/// Gives the characters of a folded [`line()`], each with the byte of the text that it comes from.
fn each_of_line(text: &str, mut give: impl FnMut(usize, char)) {
    let mut space = None;
    let mut is_begun = false;
    for (at, c) in text.char_indices() {
        if space.is_none()
            && let Some(c) = usual(c)
        {
            is_begun = true;
            give(at, c);
            continue;
        }
        fold_char(c, |c| {
            if is_blank(c) {
                space = space.or(Some(at));
            } else {
                if let Some(at) = space.take()
                    && is_begun
                {
                    give(at, ' ');
                }
                is_begun = true;
                give(at, c);
            }
        });
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// The decimal digits of a text, whatever script or width they are written in by people (`８` is `8`).
pub fn digits(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_digit).collect();
    }
    text.nfkd().filter(char::is_ascii_digit).collect()
}

/// What a phone is searched in: its digits with both Russian prefixes, separated by a space.
///
/// `+7 (999) 012-34-56` gives `79990123456 89990123456`, so that any way of writing the number, and any part of
/// it, is a substring. Other numbers give their digits alone.
pub fn phone_haystack(text: &str) -> String {
    let digits = digits(text);
    match national(&digits) {
        Some(national) => format!("7{national}{} 8{national}{}", tail(&digits), tail(&digits)),
        None => digits,
    }
}

fn national(digits: &str) -> Option<&str> {
    match digits.as_bytes() {
        [b'7' | b'8', b'3' | b'4' | b'8' | b'9', ..] if digits.len() >= 11 => Some(&digits[1..11]),
        [b'9' | b'4' | b'3', ..] if digits.len() == 10 => Some(digits),
        _ => None,
    }
}

/// Digits after the number itself: an extension.
fn tail(digits: &str) -> &str {
    digits.get(11..).unwrap_or("")
}

/// What two phones are the same number by, whatever their prefix and format: the ten digits of a Russian number, without an
/// extension; the last ten of any other, or all of a shorter one. `None` for what has too few digits to be a number.
pub fn subscriber(phone: &str) -> Option<String> {
    let digits = digits(phone);
    let number = national(&digits).unwrap_or_else(|| &digits[digits.len().saturating_sub(10)..]);
    (number.len() >= 3).then(|| number.to_owned())
}

/// The digits of a search word that may be a phone, or the part of one that is typed so far.
///
/// A word may be one when it is made of digits and the punctuation of phones only, with at least one digit.
pub fn phone_part(word: &str) -> Option<String> {
    let plausible = word
        .nfkd()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-()./".contains(c));
    let digits = digits(word);
    (plausible && !digits.is_empty()).then_some(digits)
}

/// The digits to look for in a [`phone_haystack`], when a search word is long enough to mean a phone: three digits.
pub fn phone_needle(word: &str) -> Option<String> {
    phone_part(word).filter(|digits| digits.len() >= 3)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_diacritics_and_yo_do_not_matter() {
        assert_eq!(
            fold("Ёжиков ЙОРДАНОВ Crème Łódź"),
            "ежиков иорданов creme lodz"
        );
    }

    #[test]
    fn a_phone_is_found_in_any_format() {
        for written in [
            "+7 (999) 012-34-56",
            "89990123456",
            "8-999-012-34-56 доб. 12",
            "9990123456",
            "７９９９０１２３４５６",
        ] {
            let haystack = phone_haystack(written);
            for asked in [
                "8 999 012",
                "+7999",
                "79990123456",
                "012-34-56",
                "9990123456",
                "3456",
            ] {
                let needle = phone_needle(asked).expect(asked);
                assert!(
                    haystack.contains(&needle),
                    "{asked} in {written} ({haystack})"
                );
            }
        }
    }

    #[test]
    fn a_number_is_the_same_in_any_format_and_no_other() {
        for written in [
            "+7 (999) 012-34-56",
            "89990123456",
            "8-999-012-34-56 доб. 12",
            "9990123456",
            "00 7 999 012 34 56",
        ] {
            assert_eq!(subscriber(written).as_deref(), Some("9990123456"));
            for word in phone_haystack(written).split(' ') {
                assert_eq!(subscriber(word).as_deref(), Some("9990123456"), "{word}");
            }
        }
        assert_eq!(
            subscriber("+49 151 234 567 89").as_deref(),
            Some("5123456789")
        );
        assert_eq!(subscriber("612-32-32").as_deref(), Some("6123232"));
        assert_eq!(subscriber("нет"), None);
    }

    #[test]
    fn words_with_letters_are_not_phones() {
        assert_eq!(phone_needle("дом 15"), None);
        assert_eq!(phone_needle("12"), None);
    }

    #[test]
    fn what_was_found_is_shown_where_it_stands_in_the_text() {
        for (text, needle, found) in [
            ("Пётр  Ёлкин", "елк", "Ёлк"),
            ("Пётр  Ёлкин", "р елк", "р  Ёлк"),
            (" Jose\u{301} ", "jose", "Jose\u{301}"),
            ("\u{fb01}n", "in", "\u{fb01}n"),
            ("ИВАН", "ван", "ВАН"),
        ] {
            let ranges: Vec<_> = Traced::new(text).find(needle).collect();
            assert_eq!(ranges.len(), 1, "{text}");
            assert_eq!(&text[ranges[0].clone()], found);
        }
    }

    proptest! {
        #[test]
        fn folding_by_the_character_is_folding_the_text(text in any::<String>()) {
            let whole: String = text
                .nfkd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase)
                .map(|c| match c {
                    'ł' => 'l',
                    'ø' => 'o',
                    'đ' => 'd',
                    'ı' => 'i',
                    other => other,
                })
                .collect();
            prop_assert_eq!(fold(&text), whole);
        }

        #[test]
        fn a_line_is_the_folded_words_of_the_text(text in any::<String>()) {
            let spaced: String = fold(&text)
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect();
            let words: Vec<&str> = spaced.split_whitespace().collect();
            prop_assert_eq!(line(&text), words.join(" "));
        }

        #[test]
        fn what_is_found_without_folding_is_what_is_found_in_the_folded_line(
            text in "[a-bА-Бё  \u{301}\u{fb01}]{0,12}|\\PC{0,6}",
            needle in "[abабе ]{0,3}",
        ) {
            if let Some(found) = find(&text, &needle) {
                prop_assert_eq!(found, Traced::new(&text).find(&needle).collect::<Vec<_>>());
            }
        }

        #[test]
        fn every_part_of_a_line_is_found_in_its_text(text in any::<String>(), from in 0_usize..20, len in 1_usize..5) {
            let folded: Vec<char> = line(&text).chars().collect();
            let needle: String = folded.iter().skip(from).take(len).collect();
            for range in Traced::new(&text).find(&needle).take(usize::from(!needle.is_empty())) {
                prop_assert!(line(&text[range]).contains(needle.trim()));
            }
        }
    }
}
