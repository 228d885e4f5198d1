//! Phones as people write and read them: recognised in any format, shown grouped, never altered by showing.

use super::{
    fold::digits,
    text::{Untrusted, clean},
};

/// A phone for reading: `89996123232` is shown as `+7 999 612-32-32`; what is not a plain Russian number is shown as written.
pub fn readable(phone: &Untrusted) -> String {
    let raw = phone.raw();
    let digits = digits(raw);
    let plain = raw
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-()".contains(c));
    match (plain, digits.as_bytes()) {
        (true, [b'7' | b'8', b'3' | b'4' | b'8' | b'9', ..]) if digits.len() == 11 => {
            grouped(&digits[1..])
        }
        (true, [b'9', ..]) if digits.len() == 10 && !raw.contains('+') => grouped(&digits),
        _ => clean(raw.trim()),
    }
}

/// A phone that was typed, as [`readable`] shows it, an extension kept; what is not a plain Russian number stays as typed.
pub fn tidy(typed: &str) -> String {
    let (number, extension) = parts(typed);
    if number.is_empty() {
        return typed.to_owned();
    }
    let number = readable(&Untrusted::from(number));
    let gap = if extension.starts_with(char::is_alphabetic) {
        " "
    } else {
        ""
    };
    format!("{number}{gap}{extension}")
}

/// The number, and the extension behind it if there is one.
pub(super) fn parts(typed: &str) -> (&str, &str) {
    let at = typed
        .char_indices()
        .find(|(_, c)| c.is_alphabetic() || *c == '#' || *c == ',')
        .map_or(typed.len(), |(at, _)| at);
    let (number, extension) = typed.split_at(at);
    (number.trim_end(), extension)
}

fn grouped(national: &str) -> String {
    format!(
        "+7 {} {}-{}-{}",
        &national[..3],
        &national[3..6],
        &national[6..8],
        &national[8..]
    )
}

/// What two phones are compared by: the digits, with the Russian prefix made one.
pub fn comparable(phone: &str) -> String {
    let digits = digits(phone);
    match digits.as_bytes() {
        [b'8', ..] if digits.len() == 11 => format!("7{}", &digits[1..]),
        [b'9', ..] if digits.len() == 10 => format!("7{digits}"),
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_numbers_are_grouped_and_the_rest_is_left_alone() {
        for (raw, shown) in [
            ("89996123232", "+7 999 612-32-32"),
            ("+7 (999) 612-32-32", "+7 999 612-32-32"),
            ("9996123232", "+7 999 612-32-32"),
            ("+49 151 234 5678", "+49 151 234 5678"),
            ("8 999 612-32-32 доб. 5", "8 999 612-32-32 доб. 5"),
            (" спросить Сашу ", "спросить Сашу"),
            ("+1 999 612 3232", "+1 999 612 3232"),
        ] {
            assert_eq!(readable(&Untrusted::from(raw)), shown);
        }
    }

    #[test]
    fn the_same_number_compares_equal_in_any_format() {
        assert_eq!(comparable("8 (999) 612-32-32"), comparable("+79996123232"));
        assert_eq!(comparable("9996123232"), comparable("79996123232"));
    }
}
