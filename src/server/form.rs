//! Query strings and form bodies as PHP reads them: `add[0][name]=…`, `id[]=1&id[]=2`.
//!
//! The result is JSON, so that a form and a JSON body go the same way from here on. Lists stay objects with numeric
//! keys, because indexes may be sparse (`values[3]`); every reader takes such an object for a list.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::{Map, Value};
use url::form_urlencoded;

use super::limits::{DEPTH, PARTS};
use super::reply::Refusal;

/// Reads `application/x-www-form-urlencoded` text; only one that is too deep or has too many parts is refused, where PHP
/// leaves out what is too much and would store half of it. A key given twice keeps its last value.
pub(super) fn read(text: &[u8]) -> Result<Map<String, Value>, Refusal> {
    let mut root = Node::default();
    let mut left = PARTS;
    for (key, value) in form_urlencoded::parse(text) {
        let Some(path) = path(&key) else { continue };
        if path.len() > DEPTH {
            return Err(Refusal::code(
                102,
                format!("Brackets can be nested {DEPTH} deep and no deeper"),
            ));
        }
        if !root.set(&path, value.into_owned(), &mut left) {
            return Err(Refusal::code(
                102,
                format!("There can be {PARTS} names and brackets and no more"),
            ));
        }
    }
    Ok(root.members())
}

/// `add[0][name]` is `add`, `0`, `name`; an empty pair of brackets is an empty step. What is deeper than allowed is cut off one
/// step too late.
fn path(key: &str) -> Option<Vec<&str>> {
    let key = key.trim_start();
    let Some((name, mut rest)) = key.split_once('[') else {
        return (!key.is_empty()).then(|| vec![key]);
    };
    let mut steps = vec![name];
    while let Some((step, after)) = rest.split_once(']') {
        steps.push(step);
        match after.strip_prefix('[') {
            Some(next) if steps.len() <= DEPTH => rest = next,
            _ => break,
        }
    }
    // An opening bracket that is never closed is part of the name.
    if steps.len() == 1 {
        steps[0] = key;
    }
    (!name.is_empty()).then_some(steps)
}

#[derive(Default)]
struct Node {
    text: Option<String>,
    children: BTreeMap<String, Self>,
    /// The number that an empty pair of brackets gets: one above the highest so far.
    next: u64,
}

impl Node {
    /// Whether there was room for it.
    fn set(&mut self, path: &[&str], value: String, left: &mut usize) -> bool {
        let Some((step, rest)) = path.split_first() else {
            self.text = Some(value);
            return true;
        };
        let step = if step.is_empty() {
            self.next.to_string()
        } else {
            (*step).to_owned()
        };
        if let Ok(number) = step.parse::<u64>() {
            self.next = self.next.max(number.saturating_add(1));
        }
        match self.children.entry(step) {
            Entry::Occupied(child) => child.into_mut().set(rest, value, left),
            Entry::Vacant(_) if *left == 0 => false,
            Entry::Vacant(place) => {
                *left -= 1;
                place.insert(Self::default()).set(rest, value, left)
            }
        }
    }

    fn members(self) -> Map<String, Value> {
        self.children
            .into_iter()
            .map(|(key, node)| (key, node.value()))
            .collect()
    }

    fn value(self) -> Value {
        if self.children.is_empty() {
            return Value::String(self.text.unwrap_or_default());
        }
        Value::Object(self.members())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_form_reads_as_php_reads_it() {
        let cases = [
            ("id=1&id=2", json!({"id": "2"})),
            ("id[]=1&id[]=2", json!({"id": {"0": "1", "1": "2"}})),
            (
                "id%5B0%5D=1&id%5B1%5D=2",
                json!({"id": {"0": "1", "1": "2"}}),
            ),
            (
                "values[3]=c&values[]=d",
                json!({"values": {"3": "c", "4": "d"}}),
            ),
            (
                "add[0][name]=%D0%98%D0%B2%D0%B0%D0%BD",
                json!({"add": {"0": {"name": "Иван"}}}),
            ),
            (
                "add[][name]=a&add[][name]=b",
                json!({"add": {"0": {"name": "a"}, "1": {"name": "b"}}}),
            ),
            ("&query=a+b@c", json!({"query": "a b@c"})),
            ("a[b=1", json!({"a[b": "1"})),
            ("a[b]c=1", json!({"a": {"b": "1"}})),
            ("tags=", json!({"tags": ""})),
            ("flag", json!({"flag": ""})),
            ("", json!({})),
            ("=1&[]=2&[x]=3", json!({})),
        ];
        for (text, read_as) in cases {
            assert_eq!(
                Value::Object(read(text.as_bytes()).unwrap()),
                read_as,
                "{text}"
            );
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let nested =
            |levels: usize| read(format!("a{}=1&b=2", "[x]".repeat(levels - 1)).as_bytes());
        assert!(nested(DEPTH).is_ok());
        for levels in [DEPTH + 1, 100_000] {
            assert!(matches!(nested(levels), Err(Refusal::Code(102, _))));
        }
    }

    #[test]
    fn many_items_without_numbers_are_all_kept_but_not_any_number() {
        let items = |count: usize| read("id[]=7&".repeat(count).as_bytes());
        let kept = items(PARTS - 1).unwrap();
        assert_eq!(kept["id"].as_object().unwrap().len(), PARTS - 1);
        assert!(matches!(items(PARTS), Err(Refusal::Code(102, _))));
        // The same one again costs nothing.
        assert!(read("a[b][c]=7&".repeat(PARTS).as_bytes()).is_ok());
    }
}
