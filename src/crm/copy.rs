//! What a copy of an account is made from: contacts as they were received, what was deleted, and the account's own clock.

use ring::digest::{SHA256, digest};
use serde_json::Value as Json;
use serde_json::value::RawValue;

use crate::crm::decode::Decoder;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::id::{ContactId, Moment};
use crate::wire::lenient;
use crate::wire::v2::page::{self, Unreadable};

/// How many ids one question may hold: its address stays below 6 KB.
pub const MOST_IDS: usize = 250;

/// The account's answer about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// What it says.
    pub account: Account,
    /// Its text as received, for a start at which the account cannot be reached.
    pub raw: String,
}

/// Which contacts to read for a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// A page of all, or of those that changed later than `since`.
    List {
        /// `If-Modified-Since`, by the account's clock.
        since: Option<Moment>,
        /// `limit_rows`.
        rows: usize,
        /// `limit_offset`.
        offset: usize,
    },
    /// These, [`MOST_IDS`] at most. The account looks at no other parameter then.
    Ids(&'a [ContactId]),
}

/// One answer: contacts in the order of the account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Items {
    /// The items, the unreadable ones among them.
    pub items: Vec<Item>,
    /// What the account's clock showed; `None` when the answer does not say.
    pub clock: Option<Moment>,
}

/// One item of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its text as received, but for bytes that were no UTF-8.
    pub raw: String,
    /// Tells one text from another.
    pub fingerprint: Fingerprint,
    /// The contact, or what can be said about it.
    pub contact: Result<Contact, Bad>,
}

/// A contact as it was received, and as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What it says.
    pub contact: Contact,
    /// Its text as received, but for bytes that were no UTF-8.
    pub raw: String,
    /// Tells one text from another.
    pub fingerprint: Fingerprint,
}

impl From<Received> for Item {
    fn from(received: Received) -> Self {
        Self {
            raw: received.raw,
            fingerprint: received.fingerprint,
            contact: Ok(received.contact),
        }
    }
}

/// An item that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// Its id, when at least that can be read.
    pub id: Option<ContactId>,
    /// What is wrong with it, for the log.
    pub why: String,
}

/// What is left of a deleted contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tombstone {
    /// Which one it was.
    pub id: ContactId,
    /// The tick of its deletion by the account's own count, which only grows.
    pub tick: i64,
}

impl Item {
    /// The contact's id, when it can be read.
    pub fn id(&self) -> Option<ContactId> {
        match &self.contact {
            Ok(contact) => Some(contact.id),
            Err(bad) => bad.id,
        }
    }
}

/// The elements of a page, each read by itself.
pub(super) fn items(elements: Vec<Box<RawValue>>, decoder: &Decoder) -> Vec<Item> {
    let item = |raw: Box<RawValue>| {
        let raw = String::from(Box::<str>::from(raw));
        let contact = page::item(&raw).map_err(|bad| {
            tracing::warn!(%bad, "an item cannot be read");
            Bad {
                id: bad.id.map(ContactId),
                why: bad.why.to_string(),
            }
        });
        Item {
            fingerprint: fingerprint(&raw),
            contact: contact.map(|contact| decoder.contact(contact)),
            raw,
        }
    };
    elements.into_iter().map(item).collect()
}

/// The tombstones of a body; `None` when it lists anything else. An account that does not know the question answers with
/// contacts that are alive, and none of those may ever be taken for a deleted one: a tombstone says so, and has a tick.
pub(super) fn tombstones(body: &[u8]) -> Result<Option<Vec<Tombstone>>, Unreadable> {
    let page = page::read(body)?;
    let tombstones = page.items.iter().map(|item| {
        let item: Json = serde_json::from_str(item.raw.get()).ok()?;
        if item.get("is_deleted") != Some(&Json::Bool(true)) {
            return None;
        }
        Some(Tombstone {
            id: ContactId(lenient::int(item.get("id")?)?),
            tick: lenient::int(item.get("changed_at")?)?,
        })
    });
    Ok(tombstones.collect())
}

fn fingerprint(raw: &str) -> Fingerprint {
    let digest = digest(&SHA256, raw.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest.as_ref()[..8]);
    Fingerprint(i64::from_le_bytes(first))
}

/// `Mon, 01 Aug 2017 07:07:23 UTC`, as the API's own sample has it (a real HTTP date would end in `GMT`); a moment before
/// 1970 or beyond all calendars counts as 1970, which asks for everything.
pub(super) fn http_date(moment: Moment) -> String {
    jiff::Timestamp::from_second(moment.0.max(0))
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .strftime("%a, %d %b %Y %H:%M:%S UTC")
        .to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_happens_to_one_item_the_page_is_refused_or_all_others_are_read(
            which in 0..9_usize,
            at in any::<prop::sample::Index>(),
            cut in 0..6_usize,
            put in prop_oneof!["[\\{\\}\\[\\]\",:\\\\0-9a-z]{0,6}", ".{0,4}"],
        ) {
            let mut items: Vec<String> = (1..=9)
                .map(|id| format!(r#"{{"id":{id},"name":"Анна {id}","tags":[{{"id":1,"name":"x"}}]}}"#))
                .collect();
            let others: Vec<String> = items.iter().enumerate()
                .filter(|(index, _)| *index != which)
                .map(|(_, item)| item.clone())
                .collect();
            let letters: Vec<char> = items[which].chars().collect();
            let at = at.index(letters.len());
            let after = (at + cut).min(letters.len());
            items[which] = letters[..at].iter().copied().chain(put.chars()).chain(letters[after..].iter().copied()).collect();
            let body = format!(r#"{{"_embedded":{{"items":[{}]}}}}"#, items.join(","));
            if let Ok(elements) = page::elements(body.as_bytes()) {
                let read = super::items(elements, &Decoder::default());
                for other in others {
                    let found = read.iter().find(|item| item.raw == other);
                    prop_assert!(found.is_some_and(|item| item.contact.is_ok()), "{body}");
                }
            }
        }
    }

    #[test]
    fn a_moment_is_written_as_the_sample_of_the_api_with_the_right_weekday() {
        assert_eq!(
            http_date(Moment(1_501_571_243)),
            "Tue, 01 Aug 2017 07:07:23 UTC"
        );
        let epoch = "Thu, 01 Jan 1970 00:00:00 UTC";
        assert_eq!(http_date(Moment(-7)), epoch);
        assert_eq!(http_date(Moment(i64::MAX)), epoch);
    }

    #[test]
    fn only_what_says_that_it_is_deleted_is_a_tombstone() {
        let page = |items: &str| format!(r#"{{"_embedded":{{"items":[{items}]}}}}"#);
        let read = |items: &str| tombstones(page(items).as_bytes()).expect("a page");
        let tombstone = r#"{"id":"7","is_deleted":true,"updated_at":1,"changed_at":9}"#;
        let expected = Tombstone {
            id: ContactId(7),
            tick: 9,
        };
        assert_eq!(read(tombstone), Some(vec![expected]));
        for alive in [
            r#"{"id":8,"name":"Анна","updated_at":1}"#,
            r#"{"id":8,"is_deleted":false,"changed_at":9}"#,
            r#"{"id":8,"is_deleted":true}"#,
            r#"{"is_deleted":true,"changed_at":9}"#,
            "7",
        ] {
            assert_eq!(read(&format!("{tombstone},{alive}")), None, "{alive}");
        }
        assert!(tombstones(b"<html>").is_err());
    }

    #[test]
    fn a_kept_item_is_read_again_as_it_was_read_from_the_page() {
        let body = include_bytes!("../../tests/fixtures/wire/contacts.json");
        let decoder = Decoder::default();
        let account = include_str!("../../tests/fixtures/wire/account.json");
        assert!(decoder.recall("<html>").is_none());
        assert!(decoder.recall(account).is_some());
        let elements = page::elements(body).expect("a page");
        let items = items(elements, &decoder);
        assert!(!items.is_empty());
        for item in items {
            assert_eq!(decoder.read(&item.raw), item.contact.ok());
            assert_eq!(fingerprint(&item.raw), item.fingerprint);
            assert_ne!(fingerprint(&item.raw.to_uppercase()), item.fingerprint);
        }
        assert_eq!(decoder.read("{"), None);
    }
}
