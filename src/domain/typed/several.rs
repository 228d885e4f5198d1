//! Several phones or e-mails in one line.

use crate::domain::fold::digits;

/// Fewer digits are an extension or a part of a number, not a number of its own.
const PHONE_DIGITS: usize = 7;

/// The phones of a line, trimmed; empty unless there are two at least and nothing else.
pub(super) fn phones(typed: &str) -> Vec<String> {
    // A plus begins a number, whatever stands before it.
    let typed = typed.replace('+', "\n+");
    let parts = parts(&typed, &[',', ';', '/', '|', '\n']);
    all(parts, |part| digits(part).len() >= PHONE_DIGITS)
}

/// The e-mails of a line.
pub(super) fn emails(typed: &str) -> Vec<String> {
    let parts = parts(typed, &[',', ';', '|', ' ', '\t', '\n']);
    all(parts, |part| part.contains('@'))
}

fn parts(typed: &str, separators: &[char]) -> Vec<String> {
    typed
        .split(separators)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn all(parts: Vec<String>, is_one: impl Fn(&str) -> bool) -> Vec<String> {
    if parts.len() > 1 && parts.iter().all(|part| is_one(part)) {
        parts
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_in_one_line_are_told_apart() {
        assert_eq!(
            phones("8 (999) 612-32-32, 8 912 000-11-22; 84951200011"),
            ["8 (999) 612-32-32", "8 912 000-11-22", "84951200011"]
        );
        assert_eq!(
            phones("+7 999 612-32-32 +7 912 000-11-22"),
            ["+7 999 612-32-32", "+7 912 000-11-22"]
        );
        for one in [
            "8 999 612-32-32",
            "612-32-32, доб. 15",
            "8 999 612-32-32, спросить Сашу",
            "+7 999 612 32 32",
        ] {
            assert_eq!(phones(one), [""; 0], "{one}");
        }
    }

    #[test]
    fn e_mails_in_one_line_are_told_apart() {
        assert_eq!(emails("a@b.ru  c@d.ru,"), ["a@b.ru", "c@d.ru"]);
        assert_eq!(emails("Анна a@b.ru"), [""; 0]);
    }
}
