//! JSON as PHP's `json_encode` prints it unless told otherwise: slashes escaped, and nothing but ASCII.

use std::fmt::Write as _;

/// Escapes a compact JSON document. Slashes and letters beyond ASCII stand only inside of its strings, where `\/` and
/// `\uXXXX` (two of them beyond the first 65,536 letters) mean the same.
pub(super) fn escape(json: &str) -> String {
    // A Cyrillic letter has two bytes and becomes six.
    let beyond = json.bytes().filter(|byte| !byte.is_ascii()).count();
    let mut escaped = String::with_capacity(json.len() + beyond * 2 + json.len() / 8);
    for letter in json.chars() {
        match letter {
            '/' => escaped.push_str("\\/"),
            letter if letter.is_ascii() => escaped.push(letter),
            letter => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    write!(escaped, "\\u{unit:04x}").expect("a String takes everything");
                }
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_printed_as_php_prints_it() {
        assert_eq!(
            escape(r#"{"href":"/api","name":"Ёж 😀 \"a\" \\ \u001b"}"#),
            r#"{"href":"\/api","name":"\u0401\u0436 \ud83d\ude00 \"a\" \\ \u001b"}"#
        );
    }

    #[test]
    fn what_was_escaped_reads_the_same() {
        let value = serde_json::json!({"путь/": ["\u{7f}\u{2028}\u{10ffff}\\/", "«»", 1, {}]});
        let read: serde_json::Value = serde_json::from_str(&escape(&value.to_string())).unwrap();
        assert_eq!(read, value);
    }
}
