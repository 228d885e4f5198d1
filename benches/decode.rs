//! How fast answers are read: a page of 500 contacts, beside serde reading the same page into plain structs.
//!
//! `cargo bench --bench decode`. Times depend on the machine and on what else it does: the ratios are what to look at.

use anyhow::Result;
use rolo::{domain::contact::Contact, index::Person, wire::v2::page};

#[path = "decode/plain.rs"]
mod plain;
#[path = "shared/received.rs"]
mod received;
#[path = "shared/rounds.rs"]
mod rounds;

use plain::Plain;
use received::{PAGE, received};
use rounds::{Kind, compare};

const CONTACTS: u32 = 2_000;
const ROUNDS: usize = 101;

fn main() -> Result<()> {
    let received = received(CONTACTS)?;
    let decoder = &received.decoder;
    let raws: Vec<&str> = received.items[..PAGE]
        .iter()
        .map(|item| item.raw.as_str())
        .collect();
    let body = format!(r#"{{"_embedded":{{"items":[{}]}}}}"#, raws.join(","));
    let body = body.as_bytes();
    let read = || raws.iter().filter_map(|raw| decoder.read(raw));
    let contacts: Vec<Contact> = read().collect();
    println!(
        "A page of {PAGE} contacts, {} KiB: microseconds a contact, and the part of what serde takes",
        body.len() / 1024
    );
    let plain = || Ok(serde_json::from_slice::<Plain>(body)?);
    let kinds = vec![
        Kind::new("serde: page to plain structs", plain),
        Kind::new("page to items, each with its text", || {
            Ok(page::read(body)?)
        }),
        Kind::new("items to contacts", || Ok(read().collect::<Vec<_>>())),
        Kind::new("contacts to what is searched", || {
            Ok(contacts.iter().map(Person::of).collect::<Vec<_>>())
        }),
    ];
    compare(ROUNDS, PAGE, kinds)
}
