//! Query strings and form bodies as PHP reads them: `add[0][name]=…`, `id[]=1&id[]=2`.
//!
//! The result is JSON, so that a form and a JSON body go the same way from here on. Lists stay objects with numeric
//! keys, because indexes may be sparse (`values[3]`); every reader takes such an object for a list.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use url::form_urlencoded;

/// Brackets nested deeper than this are ignored, as PHP does at its own limit.
const DEPTH: usize = 32;

/// Reads `application/x-www-form-urlencoded` text; it cannot fail. A key given twice keeps its last value.
pub(super) fn read(text: &[u8]) -> Map<String, Value> {
    let mut root = Node::default();
    for (key, value) in form_urlencoded::parse(text) {
        if let Some(path) = path(&key) {
            root.set(&path, value.into_owned());
        }
    }
    root.members()
}

/// `add[0][name]` is `add`, `0`, `name`; an empty pair of brackets is an empty step.
fn path(key: &str) -> Option<Vec<&str>> {
    let key = key.trim_start();
    let Some((name, mut rest)) = key.split_once('[') else {
        return (!key.is_empty()).then(|| vec![key]);
    };
    let mut steps = vec![name];
    while let Some((step, after)) = rest.split_once(']') {
        steps.push(step);
        match after.strip_prefix('[') {
            Some(next) => rest = next,
            None => break,
        }
    }
    // An opening bracket that is never closed is part of the name.
    if steps.len() == 1 {
        steps[0] = key;
    }
    (!name.is_empty() && steps.len() <= DEPTH).then_some(steps)
}

#[derive(Default)]
struct Node {
    text: Option<String>,
    children: BTreeMap<String, Self>,
    /// The number that an empty pair of brackets gets: one above the highest so far.
    next: u64,
}

impl Node {
    fn set(&mut self, path: &[&str], value: String) {
        let Some((step, rest)) = path.split_first() else {
            self.text = Some(value);
            return;
        };
        let step = if step.is_empty() {
            self.next.to_string()
        } else {
            (*step).to_owned()
        };
        if let Ok(number) = step.parse::<u64>() {
            self.next = self.next.max(number.saturating_add(1));
        }
        self.children.entry(step).or_default().set(rest, value);
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
            assert_eq!(Value::Object(read(text.as_bytes())), read_as, "{text}");
        }
    }

    #[test]
    fn nesting_without_end_costs_one_pair() {
        let deep = format!("a{}=1&b=2", "[x]".repeat(100_000));
        assert_eq!(Value::Object(read(deep.as_bytes())), json!({"b": "2"}));
    }

    #[test]
    fn many_items_without_numbers_are_all_kept() {
        let many = "id[]=7&".repeat(100_000);
        assert_eq!(
            read(many.as_bytes())["id"].as_object().unwrap().len(),
            100_000
        );
    }
}
