//! How fast the copy of an account is kept and read, beside a bare table of the same texts.
//!
//! `cargo bench --bench store [-- CONTACTS]`. Times depend on the machine and its disk: the ratios are what to look at.

use std::{env, path::Path};

use anyhow::Result;
use rolo::{
    crm::Item,
    domain::{
        id::{AccountId, UserId},
        order::{Alphabet, NameKey},
    },
    store::{Mirror, Owner, mirror::Row},
    worker::people::People,
};
use rusqlite::Connection;

#[path = "shared/received.rs"]
mod received;
#[path = "shared/rounds.rs"]
mod rounds;

use received::{PAGE, received};
use rounds::{Kind, compare};

const CONTACTS: u32 = 20_000;
const ROUNDS: usize = 5;
/// What is quick is done more often.
const MANY: usize = 501;
/// A screenful.
const SCREEN: usize = 60;

fn main() -> Result<()> {
    let contacts = env::args().skip(1).find_map(|given| given.parse().ok());
    let received = received(contacts.unwrap_or(CONTACTS))?;
    let rows: Vec<Row> = received.items.iter().filter_map(row).collect();
    let count = rows.len();
    println!("{count} contacts: microseconds, and the part of what the first takes");
    let home = tempfile::tempdir()?;
    let owner = Owner {
        account: AccountId(1),
        user: UserId(1),
    };

    println!("a contact kept, {PAGE} at a time");
    let (mut bare, mut copies) = (0, 0);
    let kinds = vec![
        Kind::new("bare table", || {
            bare += 1;
            fill_bare(&home.path().join(format!("bare-{bare}")), &rows)
        }),
        Kind::new("copy", || {
            copies += 1;
            let folder = home.path().join(copies.to_string());
            let mirror = Mirror::open(&folder, owner)?;
            keep(&mirror, &rows)
        }),
    ];
    compare(ROUNDS, count, kinds)?;

    let bare = Connection::open(home.path().join("bare-1"))?;
    let mirror = Mirror::open(&home.path().join("1"), owner)?;
    println!("a contact seen again, {PAGE} at a time, nothing new");
    let again = || keep(&mirror, &rows);
    let all_bare = || texts(&bare);
    let kinds = vec![
        Kind::new("read from the bare table", all_bare),
        Kind::new("seen", again),
    ];
    compare(ROUNDS, count, kinds)?;

    println!("one contact by its id");
    let middle = rows[count / 2].id;
    let mut one = bare.prepare("SELECT raw FROM body WHERE id = ?1")?;
    let kinds = vec![
        Kind::new("bare table", || {
            Ok(one.query_row([middle.0], |row| row.get::<_, String>(0))?)
        }),
        Kind::new("copy", || Ok(mirror.one(middle)?)),
    ];
    compare(MANY, 1, kinds)?;

    println!("the first {SCREEN} of a list");
    let some_bare = || {
        let mut few = bare.prepare_cached(&format!("SELECT raw FROM body LIMIT {SCREEN}"))?;
        let rows = few.query_map([], |row| row.get::<_, String>(0))?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
    };
    let head = || {
        let mut first = Vec::new();
        let total = mirror.head(Alphabet::Cyrillic, SCREEN, |raw| first.push(raw.to_owned()))?;
        Ok((first, total))
    };
    let kinds = vec![
        Kind::new("bare table, by id", some_bare),
        Kind::new("copy, by name, and how many there are", head),
    ];
    compare(MANY, 1, kinds)?;
    mirror.keep_head(Alphabet::Cyrillic)?;
    let kinds = vec![
        Kind::new("bare table, by id", some_bare),
        Kind::new("copy, kept in a row", head),
    ];
    compare(MANY, 1, kinds)?;

    println!("what changed, a page of {PAGE}");
    let before = mirror.version()?;
    change(&mirror, &rows[..PAGE])?;
    let kinds = vec![
        Kind::new("everything from the bare table", all_bare),
        Kind::new("changes from the copy", || Ok(mirror.changes(before)?)),
    ];
    compare(ROUNDS, 1, kinds)?;

    println!("a start, for a contact");
    let load = |mirror| People::load(mirror, &received.decoder, Alphabet::Cyrillic);
    let without = Mirror::open(&home.path().join("2"), owner)?;
    load(&mirror)?.keep(&mirror)?;
    let kinds = vec![
        Kind::new("read from the bare table", all_bare),
        Kind::new("people one by one", || Ok(load(&without)?)),
        Kind::new("people from their snapshot", || Ok(load(&mirror)?)),
    ];
    compare(ROUNDS, count, kinds)
}

/// What the copy keeps of an item.
fn row(item: &Item) -> Option<Row> {
    let contact = item.contact.as_ref().ok()?;
    Some(Row {
        id: contact.id,
        raw: item.raw.clone(),
        fingerprint: item.fingerprint,
        updated_at: contact.updated_at,
        responsible: contact.responsible,
        name: NameKey::of(contact.name.raw()),
        numbers: contact.numbers(),
    })
}

fn keep(mirror: &Mirror, rows: &[Row]) -> Result<()> {
    for page in rows.chunks(PAGE) {
        let seen = mirror.observe()?;
        mirror.keep(seen, page, &[], None)?;
    }
    Ok(())
}

/// Gives contacts other texts.
fn change(mirror: &Mirror, rows: &[Row]) -> Result<()> {
    let mut rows = rows.to_vec();
    for row in &mut rows {
        row.fingerprint.0 = !row.fingerprint.0;
        row.raw.push(' ');
    }
    keep(mirror, &rows)
}

/// A table with nothing but ids and texts, written as the copy is.
fn fill_bare(path: &Path, rows: &[Row]) -> Result<()> {
    let mut bare = Connection::open(path)?;
    bare.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
         CREATE TABLE body (id INTEGER PRIMARY KEY, raw TEXT NOT NULL)",
    )?;
    for page in rows.chunks(PAGE) {
        let transaction = bare.transaction()?;
        for row in page {
            transaction
                .prepare_cached("INSERT INTO body VALUES (?1, ?2)")?
                .execute((row.id.0, &row.raw))?;
        }
        transaction.commit()?;
    }
    Ok(())
}

/// How long all texts are.
fn texts(bare: &Connection) -> Result<usize> {
    let mut select = bare.prepare("SELECT raw FROM body ORDER BY id")?;
    let mut rows = select.query([])?;
    let mut length = 0;
    while let Some(row) = rows.next()? {
        length += row.get_ref(0)?.as_str()?.len();
    }
    Ok(length)
}
