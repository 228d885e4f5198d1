//! Takes an answer apart without reading what is inside its parts, so that one bad part costs only itself.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// The text of a body: invalid UTF-8 becomes U+FFFD instead of an error, and a byte order mark is dropped.
pub fn readable(body: &[u8]) -> Cow<'_, str> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    String::from_utf8_lossy(body)
}

/// The members of a JSON object by name, each still unread.
///
/// Skipping does not recurse, so depth costs nothing here. Errors when the text is not one JSON object.
pub fn members(json: &str) -> serde_json::Result<Members<'_>> {
    serde_json::from_str(json)
}

/// The elements of a JSON list, or of an object with numeric keys in the order of these, each still unread.
/// `null` is an empty list. Errors when the text is anything else.
pub fn elements(json: &str) -> serde_json::Result<Vec<&RawValue>> {
    serde_json::from_str::<Elements<'_>>(json).map(|elements| elements.0)
}

/// The members of one object, unread, in the order in which they were printed.
#[derive(Debug)]
pub struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    /// The text of the member with this name. Of a name written twice the last one counts.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.0
            .iter()
            .rev()
            .find(|(key, _)| key == name)
            .map(|(_, raw)| raw.get())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Read)
    }
}

struct Elements<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Elements<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Elements<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Elements(Vec::new()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut elements = Vec::new();
                while let Some(element) = seq.next_element::<&'de RawValue>()? {
                    elements.push(element);
                }
                Ok(Elements(elements))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut numbered: Vec<(u64, &'de RawValue)> = Vec::new();
                while let Some(key) = map.next_key::<String>()? {
                    let Ok(number) = key.parse() else {
                        map.next_value::<IgnoredAny>()?;
                        return Err(A::Error::custom("an object with other keys than numbers"));
                    };
                    numbered.push((number, map.next_value()?));
                }
                numbered.sort_by_key(|(number, _)| *number);
                Ok(Elements(
                    numbered.into_iter().map(|(_, element)| element).collect(),
                ))
            }
        }
        deserializer.deserialize_any(Read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_dropped_and_bad_bytes_are_replaced() {
        assert_eq!(readable(b"\xef\xbb\xbf{}"), "{}");
        assert_eq!(readable(b"\"\xff\""), "\"\u{fffd}\"");
    }

    #[test]
    fn of_a_key_written_twice_the_last_one_counts() {
        let members = members(r#"{"a":1,"b":2,"a":3}"#).expect("an object");
        assert_eq!(members.get("a"), Some("3"));
        assert_eq!(members.get("b"), Some("2"));
        assert_eq!(members.get("c"), None);
    }

    #[test]
    fn elements_come_from_a_list_a_numbered_object_and_null() {
        let read = |json| {
            elements(json).map(|list| list.into_iter().map(RawValue::get).collect::<Vec<_>>())
        };
        assert_eq!(read("[1, {}]").expect("a list"), ["1", "{}"]);
        assert_eq!(
            read(r#"{"10":"b","9":"a"}"#).expect("numbered"),
            ["\"a\"", "\"b\""]
        );
        assert!(read("null").expect("nothing").is_empty());
        assert!(read(r#"{"id":1}"#).is_err());
        assert!(read("7").is_err());
    }

    #[test]
    fn a_depth_bomb_is_skipped_without_recursion() {
        let bomb = format!(
            r#"{{"a":{}{},"b":1}}"#,
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        let members = members(&bomb).expect("deep, but well formed");
        assert_eq!(members.get("b"), Some("1"));
        assert!(elements(&"[".repeat(100_000)).is_err());
    }
}
