//! One way to fold text for search, so that the account, the index and the tests agree on what equals what.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Folds case, diacritics and `ё`: `Ёжиков ЙОРДАНОВ Crème` becomes `ежиков иорданов creme`.
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            'ı' => 'i',
            other => other,
        })
        .collect()
}

/// The decimal digits of a text, whatever script or width they are written in by people (`８` is `8`).
pub fn digits(text: &str) -> String {
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

/// The digits to look for in a [`phone_haystack`], when a search word may be a phone.
///
/// A word may be one when it is made of digits and the punctuation of phones only and has at least three digits.
pub fn phone_needle(word: &str) -> Option<String> {
    let plausible = word
        .nfkd()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-()./".contains(c));
    let digits = digits(word);
    (plausible && digits.len() >= 3).then_some(digits)
}

#[cfg(test)]
mod tests {
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
}
