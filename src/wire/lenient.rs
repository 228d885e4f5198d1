//! Readers for the many ways one and the same thing is written by an account and by its clients.
//!
//! PHP on the other side has one array for lists and maps and turns numbers into strings freely, so an empty object may be
//! `[]`, a list may be an object with numeric keys, and an id may be `1`, `"1"` or `1.0`. Nothing here fails loudly: what
//! cannot be read is `None`, and the caller decides what that costs.

mod node;
mod parsed;
mod raw;

use std::collections::HashSet;

use serde_json::Value;

pub use node::{Node, Shape};
pub use parsed::Parsed;
pub use raw::{Members, elements, members, readable};

/// Above this an `f64` no longer tells neighbouring integers apart.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// An id, a timestamp or a code: a number, a numeric string or an integral float.
///
/// Booleans are not numbers here, and neither is a fraction or anything beyond 64 bits.
pub fn int<'a>(value: impl Node<'a>) -> Option<i64> {
    match value.shape() {
        Shape::Number(number) => number.as_i64().or_else(|| number.as_f64().and_then(whole)),
        Shape::Text(text) => {
            let text = text.trim();
            text.parse().ok().or_else(|| {
                // "1.0" and "1e3" are numbers to PHP; "inf" and "nan" are only so to Rust.
                text.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+')
                    .then(|| text.parse().ok().and_then(whole))
                    .flatten()
            })
        }
        _ => None,
    }
}

fn whole(number: f64) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "integral and within 53 bits, checked just before"
    )]
    (number.is_finite() && number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// A yes or no: a boolean, 0 or 1, `"Y"`/`"N"`, `"1"`/`"0"`, `"true"`/`"false"`, or the `"success"` of an old login answer.
/// An empty string is a no.
pub fn flag<'a>(value: impl Node<'a>) -> Option<bool> {
    match value.shape() {
        Shape::Bool(flag) => Some(flag),
        Shape::Number(_) => int(value).map(|number| number != 0),
        Shape::Text(text) => match text.trim().to_ascii_lowercase().as_str() {
            "y" | "yes" | "1" | "true" | "success" => Some(true),
            "n" | "no" | "0" | "false" | "" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// A text that may have been turned into a number or a boolean on its way; a boolean is `"1"` or `"0"`, as check boxes
/// travel. `null`, lists and objects are no text.
pub fn text<'a>(value: impl Node<'a>) -> Option<String> {
    match value.shape() {
        Shape::Text(text) => Some(text.to_owned()),
        Shape::Number(number) => {
            Some(int(value).map_or_else(|| number.to_string(), |whole| whole.to_string()))
        }
        Shape::Bool(flag) => Some(if flag { "1" } else { "0" }.to_owned()),
        _ => None,
    }
}

/// A text and nothing else: a letter of a right, a pattern.
pub fn string<'a>(value: impl Node<'a>) -> Option<&'a str> {
    match value.shape() {
        Shape::Text(text) => Some(text),
        _ => None,
    }
}

/// Like [`text`], but an empty text counts as absent: how optional codes and names are told from set ones.
pub fn filled<'a>(value: impl Node<'a>) -> Option<String> {
    text(value).filter(|text| !text.is_empty())
}

/// Whether this is one of the ways to write "nothing": `null`, `{}`, `[]`, `""` or `false`.
pub fn is_nothing<'a>(value: impl Node<'a>) -> bool {
    match value.shape() {
        Shape::Null | Shape::Bool(false) => true,
        Shape::Text(text) => text.is_empty(),
        Shape::List => value.elements().next().is_none(),
        Shape::Object => value.members().next().is_none(),
        _ => false,
    }
}

/// A list: an array, an object whose keys are all numbers (in the order of these numbers, however it was printed), or
/// one of the ways to write nothing. `None` for anything else.
pub fn list<'a, N: Node<'a>>(value: N) -> Option<Vec<N>> {
    match value.shape() {
        Shape::List => Some(value.elements().collect()),
        Shape::Object => {
            let mut numbered = value
                .members()
                .map(|(key, item)| Some((key.parse::<u64>().ok()?, item)))
                .collect::<Option<Vec<_>>>()?;
            numbered.sort_by_key(|(key, _)| *key);
            Some(numbered.into_iter().map(|(_, item)| item).collect())
        }
        _ => is_nothing(value).then(Vec::new),
    }
}

/// What a map keyed by id holds, in the order in which it was printed: the key as a number if it is one, and the item.
/// A plain list gives its items without keys, so that both ways of writing users, fields and enums read alike.
pub fn entries<'a, N: Node<'a>>(value: N) -> Vec<(Option<i64>, N)> {
    match value.shape() {
        Shape::List => value.elements().map(|item| (None, item)).collect(),
        Shape::Object => value
            .members()
            .map(|(key, item)| (key.parse().ok(), item))
            .collect(),
        _ => Vec::new(),
    }
}

/// Several ids: a list, a comma string, or a single one. What is not a number among them is left out.
pub fn ids<'a>(value: impl Node<'a>) -> Vec<i64> {
    if let Some(items) = list(value) {
        return items.into_iter().filter_map(int).collect();
    }
    match value.shape() {
        Shape::Text(text) => text
            .split(',')
            .filter_map(|part| part.trim().parse().ok())
            .collect(),
        _ => int(value).into_iter().collect(),
    }
}

/// The same ids, each once, where it first stands: what is to be linked or deleted is so however often it is named.
pub fn distinct_ids(value: &Value) -> Vec<i64> {
    let mut seen = HashSet::new();
    let mut ids = ids(value);
    ids.retain(|id| seen.insert(*id));
    ids
}

/// A moment in Unix seconds: some clients stored milliseconds, and the account gives back what it got. Thirteen digits
/// are taken for milliseconds.
pub fn seconds(raw: i64) -> i64 {
    const THIRTEEN_DIGITS: u64 = 1_000_000_000_000;
    if raw.unsigned_abs() >= THIRTEEN_DIGITS {
        raw.div_euclid(1000)
    } else {
        raw
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_id_reads_as_number_numeric_string_and_integral_float() {
        let cases = [
            (json!(1), Some(1)),
            (json!("1"), Some(1)),
            (json!(" 41560 "), Some(41560)),
            (json!(1.0), Some(1)),
            (json!("1.0"), Some(1)),
            (json!(-5), Some(-5)),
            (json!(i64::MAX), Some(i64::MAX)),
            (json!(u64::MAX), None),
            (json!(1.5), None),
            (json!(1e300), None),
            (json!("inf"), None),
            (json!(""), None),
            (json!("WORK"), None),
            (json!(true), None),
            (json!(null), None),
            (json!([1]), None),
        ];
        for (value, read) in cases {
            assert_eq!(int(&value), read, "{value}");
        }
    }

    #[test]
    fn a_flag_reads_as_boolean_digit_and_letter() {
        for yes in [
            json!(true),
            json!(1),
            json!("1"),
            json!("Y"),
            json!("y"),
            json!("success"),
        ] {
            assert_eq!(flag(&yes), Some(true), "{yes}");
        }
        for no in [json!(false), json!(0), json!("0"), json!("N"), json!("")] {
            assert_eq!(flag(&no), Some(false), "{no}");
        }
        assert_eq!(flag(&json!("maybe")), None);
        assert_eq!(flag(&json!(null)), None);
    }

    #[test]
    fn a_text_reads_from_string_number_and_boolean() {
        assert_eq!(text(&json!("да")).as_deref(), Some("да"));
        assert_eq!(text(&json!(12)).as_deref(), Some("12"));
        assert_eq!(text(&json!(12.0)).as_deref(), Some("12"));
        assert_eq!(text(&json!(12.5)).as_deref(), Some("12.5"));
        assert_eq!(text(&json!(true)).as_deref(), Some("1"));
        assert_eq!(text(&json!(false)).as_deref(), Some("0"));
        assert_eq!(text(&json!(null)), None);
        assert_eq!(text(&json!({})), None);
        assert_eq!(filled(&json!("")), None);
    }

    #[test]
    fn every_way_to_write_nothing_is_an_empty_list() {
        for nothing in [json!(null), json!([]), json!({}), json!(""), json!(false)] {
            assert_eq!(list(&nothing), Some(vec![]), "{nothing}");
        }
        assert_eq!(list(&json!("x")), None);
        assert_eq!(list(&json!({"value": "x"})), None);
    }

    #[test]
    fn a_list_with_numeric_keys_keeps_the_order_of_its_numbers() {
        let holes = json!({"10": "c", "2": "b", "1": "a"});
        assert_eq!(
            list(&holes),
            Some(vec![&json!("a"), &json!("b"), &json!("c")])
        );
    }

    #[test]
    fn a_map_keyed_by_id_keeps_the_order_in_which_it_was_printed() {
        let map = json!({"9": "x", "3": "y"});
        let read: Vec<_> = entries(&map).into_iter().map(|(key, _)| key).collect();
        assert_eq!(read, [Some(9), Some(3)]);
    }

    #[test]
    fn ids_read_from_a_list_a_comma_string_and_a_single_one() {
        for written in [json!(["1", 2]), json!("1, 2"), json!({"0": 1, "1": "2"})] {
            assert_eq!(ids(&written), [1, 2], "{written}");
        }
        assert_eq!(ids(&json!(7)), [7]);
        assert_eq!(ids(&json!("7")), [7]);
        assert!(ids(&json!({})).is_empty());
        assert_eq!(ids(&json!("2,1,2,1")), [2, 1, 2, 1]);
        assert_eq!(distinct_ids(&json!("2,1,2,1")), [2, 1]);
    }

    #[test]
    fn thirteen_digits_are_milliseconds() {
        assert_eq!(seconds(1_619_342_253_000), 1_619_342_253);
        assert_eq!(seconds(1_619_342_253), 1_619_342_253);
        assert_eq!(seconds(-62_169_993_017), -62_169_993_017);
        assert_eq!(seconds(0), 0);
    }
}
