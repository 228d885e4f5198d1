//! The answer of `GET /api/v2/contacts`, item by item: one bad contact never costs the page.

use std::fmt;

use serde_json::value::RawValue;

use crate::wire::lenient::{self, Parsed};
use crate::wire::v2::contact::{self, Contact};

/// A single item above this many bytes is not looked into.
const ITEM_LIMIT: usize = 1024 * 1024;

/// One page of contacts.
#[derive(Debug)]
pub struct Page {
    /// The items in the order of the account, the unusable ones among them.
    pub items: Vec<Item>,
}

/// One item: what was received, and what it says.
#[derive(Debug)]
pub struct Item {
    /// The text of the item, as received but for bytes that were no UTF-8.
    pub raw: Box<RawValue>,
    /// The contact, or why it cannot be used.
    pub contact: Result<Contact, BadItem>,
}

/// An item that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadItem {
    /// Its id, when at least that can be read.
    pub id: Option<i64>,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is larger than 1 MiB.
    TooLarge,
    /// It nests deeper than any contact does, or holds numbers or text that no program can hold.
    Malformed,
    /// It is no contact: not an object, or one without an id.
    NoContact,
}

/// Why an answer is no page at all. Nothing of it may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not one complete JSON object: HTML, cut off, or followed by something else.
    NotJson,
    /// It is JSON, but there is no list of items in it.
    NoItems,
}

impl fmt::Display for BadItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id {
            Some(id) => write!(f, "contact {id} {}", self.why),
            None => write!(f, "an item {}", self.why),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "is larger than 1 MiB",
            Self::Malformed => "is malformed",
            Self::NoContact => "is not a contact",
        })
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotJson => "the answer is not JSON",
            Self::NoItems => "the answer has no list of items",
        })
    }
}

impl std::error::Error for BadItem {}

impl std::error::Error for Unreadable {}

/// Reads the body of a page of contacts. Only what breaks the frame around the items is an error.
pub fn read(body: &[u8]) -> Result<Page, Unreadable> {
    let items = elements(body)?;
    Ok(Page {
        items: items.into_iter().map(Item::read).collect(),
    })
}

/// The items of a page of anything, as received.
pub fn elements(body: &[u8]) -> Result<Vec<Box<RawValue>>, Unreadable> {
    let text = lenient::readable(body);
    let answer = lenient::members(&text).map_err(|_| Unreadable::NotJson)?;
    let embedded = answer.get("_embedded").ok_or(Unreadable::NoItems)?;
    let embedded = lenient::members(embedded).map_err(|_| Unreadable::NoItems)?;
    let items = embedded.get("items").ok_or(Unreadable::NoItems)?;
    let items = lenient::elements(items).map_err(|_| Unreadable::NoItems)?;
    Ok(items.into_iter().map(RawValue::to_owned).collect())
}

impl Item {
    fn read(raw: Box<RawValue>) -> Self {
        Self {
            contact: item(raw.get()),
            raw,
        }
    }
}

/// Reads the text of one item, from a page or from where it was kept; the contact has no links then.
pub fn item(raw: &str) -> Result<Contact, BadItem> {
    let bad = |why| BadItem {
        id: id_of(raw),
        why,
    };
    if raw.len() > ITEM_LIMIT {
        return Err(BadItem {
            id: None,
            why: Why::TooLarge,
        });
    }
    if let Some(contact) = Contact::usual(raw) {
        return Ok(contact);
    }
    let item = Parsed::without(raw, contact::PASSED).map_err(|_| bad(Why::Malformed))?;
    Contact::read(&item).map_err(|_| bad(Why::NoContact))
}

fn id_of(raw: &str) -> Option<i64> {
    let members = lenient::members(raw).ok()?;
    lenient::int(&serde_json::from_str::<Parsed<'_>>(members.get("id")?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../../../tests/fixtures/wire/contacts.json");

    fn with_items(items: &str) -> String {
        format!(r#"{{"_links":{{}},"_embedded":{{"items":{items}}}}}"#)
    }

    fn ids(body: &str) -> Vec<Option<i64>> {
        let page = read(body.as_bytes()).expect("a page");
        page.items
            .iter()
            .map(|item| item.contact.as_ref().ok().map(|contact| contact.id))
            .collect()
    }

    #[test]
    fn the_sample_of_the_page_is_read_and_kept() {
        let page = read(SAMPLE.as_bytes()).expect("a page");
        let contact = page.items[0].contact.as_ref().expect("a contact");
        assert_eq!(
            (contact.id, contact.name.as_str()),
            (1_099_181, "Екатерина Долгорукова")
        );
        assert!(page.items[0].raw.get().contains("Екатерина Долгорукова"));
        assert_eq!(item(page.items[0].raw.get()).as_ref(), Ok(contact));
    }

    #[test]
    fn each_bad_item_costs_itself_and_nothing_else() {
        let huge = format!(r#"{{"id":2,"name":"{}"}}"#, "x".repeat(ITEM_LIMIT));
        let deep = format!(
            r#"{{"id":2,"x":{}{}}}"#,
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        let cases = [
            (r#"{"id":2,"name":"\ud800"}"#, Some(2), Why::Malformed),
            (r#"{"id":2,"x":1e400}"#, Some(2), Why::Malformed),
            (r#"{"id":99999999999999999999}"#, None, Why::NoContact),
            (r#"{"name":"x"}"#, None, Why::NoContact),
            ("null", None, Why::NoContact),
            ("7", None, Why::NoContact),
            ("[[]]", None, Why::NoContact),
            (deep.as_str(), Some(2), Why::Malformed),
            (huge.as_str(), None, Why::TooLarge),
        ];
        for (bad, id, why) in cases {
            let body = with_items(&format!(r#"[{{"id":1}},{bad},{{"id":3}}]"#));
            assert_eq!(ids(&body), [Some(1), None, Some(3)]);
            let page = read(body.as_bytes()).expect("a page");
            assert_eq!(page.items[1].contact, Err(BadItem { id, why }));
        }
    }

    #[test]
    fn odd_but_readable_items_cost_nothing() {
        let cases = [
            r#"{"id":"2"}"#,
            r#"{"id":2.0}"#,
            r#"{"id":1,"id":2}"#,
            r#"{"id":2,"created_at":99999999999999999999}"#,
            r#"{"id":2,"name":"\u0418\/"}"#,
        ];
        for odd in cases {
            assert_eq!(ids(&with_items(&format!("[{odd}]"))), [Some(2)], "{odd}");
        }
        let mut invalid = with_items(r#"[{"id":2,"name":"?"}]"#).into_bytes();
        let at = invalid
            .iter()
            .position(|byte| *byte == b'?')
            .expect("the mark");
        invalid[at] = 0xff;
        assert_eq!(read(&invalid).expect("a page").items.len(), 1);
    }

    #[test]
    fn items_may_be_keyed_by_number_and_a_byte_order_mark_may_lead() {
        assert_eq!(
            ids(&with_items(r#"{"10":{"id":10},"9":{"id":9}}"#)),
            [Some(9), Some(10)]
        );
        assert_eq!(ids(&format!("\u{feff}{}", with_items("[]"))), []);
        assert_eq!(ids(&with_items("{}")), []);
    }

    #[test]
    fn what_is_no_page_is_told_apart_from_an_empty_one() {
        let deep = "[".repeat(100_000);
        let cut = &SAMPLE[..SAMPLE.len() / 2];
        let twice = format!("{SAMPLE}{SAMPLE}");
        for body in [
            "",
            "<html>429</html>",
            "[]",
            "null",
            "{\"_embedded\":NaN}",
            deep.as_str(),
            cut,
            twice.as_str(),
        ] {
            assert_eq!(read(body.as_bytes()).err(), Some(Unreadable::NotJson));
        }
        for body in [
            "{}",
            r#"{"_embedded":[]}"#,
            r#"{"_embedded":{}}"#,
            r#"{"_embedded":{"items":7}}"#,
            r#"{"response":{"error":"x"}}"#,
        ] {
            assert_eq!(
                read(body.as_bytes()).err(),
                Some(Unreadable::NoItems),
                "{body}"
            );
        }
    }
}
