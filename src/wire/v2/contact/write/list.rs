//! The lists of a write that travel as one comma string.

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use super::TagWrite;
use crate::wire::lenient;

/// Tags as the page has them, `"a,b"`. A tag by number, or a name that holds a comma, cannot travel so: then all go as a
/// list, which accounts read as well.
#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
pub(super) fn tags<S: Serializer>(
    tags: &Option<Vec<TagWrite>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let tags = tags.as_deref().unwrap_or_default();
    let names: Option<Vec<&str>> = tags
        .iter()
        .map(|tag| match tag {
            TagWrite::Name(name) if !name.contains(',') => Some(name.as_str()),
            _ => None,
        })
        .collect();
    match names {
        Some(names) => serializer.serialize_str(&names.join(",")),
        None => serializer.collect_seq(tags),
    }
}

impl Serialize for TagWrite {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Name(name) => serializer.serialize_str(name),
            Self::Id(id) => serializer.serialize_i64(*id),
        }
    }
}

/// Tags in every form that clients send: a comma string, a list of names, of numbers, or of `{id, name}` as read.
/// Names are trimmed and empty ones dropped; of an object the name counts, and its id only when there is none.
pub(super) fn read_tags(tags: &Json) -> Vec<TagWrite> {
    match lenient::list(tags) {
        Some(tags) => tags.into_iter().filter_map(read_tag).collect(),
        None => lenient::text(tags)
            .unwrap_or_default()
            .split(',')
            .filter_map(named)
            .collect(),
    }
}

fn read_tag(tag: &Json) -> Option<TagWrite> {
    match tag {
        Json::Number(_) => lenient::int(tag).map(TagWrite::Id),
        Json::Object(members) => members
            .get("name")
            .and_then(lenient::text)
            .and_then(|name| named(&name))
            .or_else(|| members.get("id").and_then(lenient::int).map(TagWrite::Id)),
        _ => lenient::text(tag).and_then(|name| named(&name)),
    }
}

fn named(name: &str) -> Option<TagWrite> {
    let name = name.trim();
    (!name.is_empty()).then(|| TagWrite::Name(name.to_owned()))
}

/// Ids as `"1,2"`.
#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
pub(super) fn comma<S: Serializer>(
    ids: &Option<Vec<i64>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let ids: Vec<String> = ids.iter().flatten().map(ToString::to_string).collect();
    serializer.serialize_str(&ids.join(","))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::Write;
    use super::*;

    fn name(name: &str) -> TagWrite {
        TagWrite::Name(name.to_owned())
    }

    #[test]
    fn tags_read_in_every_form_that_clients_send() {
        let cases = [
            (
                json!("важный, доставка,,"),
                vec![name("важный"), name("доставка")],
            ),
            (json!(""), vec![]),
            (json!([]), vec![]),
            (
                json!(["важный", " 2024 "]),
                vec![name("важный"), name("2024")],
            ),
            (json!([61881]), vec![TagWrite::Id(61881)]),
            (
                json!([{"id": 61881, "name": "доставка"}, {"id": "5"}]),
                vec![name("доставка"), TagWrite::Id(5)],
            ),
            (json!({"0": "a", "2": "b"}), vec![name("a"), name("b")]),
            (json!(7), vec![name("7")]),
        ];
        for (sent, read) in cases {
            assert_eq!(read_tags(&sent), read, "{sent}");
        }
    }

    #[test]
    fn a_tag_with_a_comma_is_sent_in_a_list() {
        let print = |tags| {
            serde_json::to_value(Write {
                tags: Some(tags),
                ..Write::default()
            })
            .expect("printable")
        };
        assert_eq!(print(vec![name("a"), name("b")]), json!({"tags": "a,b"}));
        assert_eq!(print(vec![]), json!({"tags": ""}));
        assert_eq!(
            print(vec![name("a,b"), TagWrite::Id(3)]),
            json!({"tags": ["a,b", 3]})
        );
    }
}
