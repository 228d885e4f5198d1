//! Pages and queries against a scan of everything that remembers nothing, while the account is written to.

use std::sync::Arc;

use proptest::prelude::*;
use rusqlite::params;

use super::*;
use crate::domain::fold;
use crate::server::Error;
use crate::server::{form, shape, users};

const NOW: i64 = 1_795_348_800;
/// The demo's field of phones.
const PHONE: i64 = 4_396_818;
const USERS: [&str; 4] = [
    "anna@demo.test",
    "boris@demo.test",
    "vera@demo.test",
    "gleb@demo.test",
];

/// Something that is done to the account between two lists. Which contact or company it concerns is counted round.
#[derive(Debug, Clone)]
enum Deed {
    Rename(usize, String),
    Dial(usize, String),
    Join(usize, usize),
    Leave(usize),
    Add(usize, String),
    Delete(usize),
    RenameCompany(usize, String),
    /// What followers go by is lost.
    Forget,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let (one, text) = (0..1000_usize, "[абё А1-3+]{1,5}");
    let deed = prop_oneof![
        4 => (one.clone(), text).prop_map(|(who, name)| Deed::Rename(who, name)),
        2 => (one.clone(), "[0-9 +-]{3,9}").prop_map(|(who, phone)| Deed::Dial(who, phone)),
        2 => (one.clone(), one.clone()).prop_map(|(who, company)| Deed::Join(who, company)),
        1 => one.clone().prop_map(Deed::Leave),
        2 => (one.clone(), text).prop_map(|(who, name)| Deed::Add(who, name)),
        2 => one.clone().prop_map(Deed::Delete),
        2 => (one, text).prop_map(|(company, name)| Deed::RenameCompany(company, name)),
        1 => Just(Deed::Forget),
    ];
    prop::collection::vec(deed, 1..6)
}

/// A part of a name, of a company's name or of a phone, one or two of them, in any case.
fn queries() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[абвгоеён]{1,2}",
        "[А-Я][а-я]?",
        "[0-9]{1,4}",
        r"\+?[78] ?\(?9[0-9]{0,2}\)?",
        "ооо|ип|«|mail|example",
    ];
    prop::collection::vec(word, 1..4).prop_map(|words| words.join(" "))
}

fn column(connection: &Connection, sql: &str) -> Vec<i64> {
    let mut statement = connection.prepare(sql).unwrap();
    let ids = statement.query_map([], |row| row.get(0)).unwrap();
    ids.collect::<Result<_, _>>().unwrap()
}

fn pick(ids: &[i64], which: usize) -> Option<i64> {
    ids.get(which % ids.len().max(1)).copied()
}

fn doing(account: &Account, deed: &Deed) {
    let work = |connection: &rusqlite::Transaction<'_>| {
        let contacts = column(connection, "SELECT id FROM contact ORDER BY id");
        let companies = column(connection, "SELECT id FROM company ORDER BY id");
        let contact = |which: &usize| {
            let id = pick(&contacts, *which)?;
            stored::load(connection, id).unwrap()
        };
        let changed = match deed {
            Deed::Rename(who, name) => contact(who).map(|mut contact| {
                contact.name.clone_from(name);
                contact
            }),
            Deed::Dial(who, phone) => contact(who).map(|mut contact| {
                contact.custom_fields.retain(|field| field.id == PHONE);
                for field in &mut contact.custom_fields {
                    for value in &mut field.values {
                        value.value = phone.as_str().into();
                    }
                }
                contact
            }),
            Deed::Join(who, company) => contact(who).map(|mut contact| {
                let company = pick(&companies, *company).unwrap();
                contact.company = Some(shape::company(company, String::new()));
                contact
            }),
            Deed::Leave(who) => contact(who).map(|mut contact| {
                contact.company = None;
                contact
            }),
            Deed::Add(like, name) => contact(like).map(|mut contact| {
                contact.id = stored::next_id(connection).unwrap();
                contact.name.clone_from(name);
                contact
            }),
            Deed::Delete(who) => {
                let id = pick(&contacts, *who);
                connection.execute("DELETE FROM contact WHERE id = ?", params![id])?;
                None
            }
            Deed::RenameCompany(company, name) => {
                let id = pick(&companies, *company);
                let sql = "UPDATE company SET name = ? WHERE id = ?";
                connection.execute(sql, params![name, id])?;
                None
            }
            Deed::Forget => {
                connection.execute("DELETE FROM text_change", [])?;
                None
            }
        };
        changed.map_or(Ok(()), |contact| {
            stored::keep(connection, &contact, NOW, Some(PHONE))
        })
    };
    account.write::<_, Error>(work).unwrap();
}

fn user(account: &Account, login: &str) -> User {
    let found = account.read(|connection| users::by_login(connection, login));
    found.unwrap().unwrap().user
}

fn listed(account: &Account, user: &User, query: &str) -> Vec<i64> {
    let asked = Asked::read(&form::read(query.as_bytes()).unwrap(), None, &[]);
    account
        .read(|connection| ids(account, connection, user, &asked, Vec::new()))
        .unwrap()
}

fn page(limit: usize, offset: usize) -> String {
    format!("limit_rows={limit}&limit_offset={offset}")
}

fn query(text: &str) -> String {
    let text: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    format!("query={text}")
}

/// The ids of what the user may see and the query finds, by reading every text.
fn scanned(account: &Account, user: &User, query: &str) -> Vec<i64> {
    let scan = |connection: &Connection| {
        let mut statement = connection.prepare(
            "SELECT contact.id, contact.responsible_user_id, contact.group_id, contact_text.folded,
                contact_text.digits, company.name,
                company.responsible_user_id, coalesce(user.group_id, 0)
             FROM contact JOIN contact_text ON contact_text.id = contact.id
                LEFT JOIN company ON company.id = contact.company_id
                LEFT JOIN user ON user.id = company.responsible_user_id
             ORDER BY contact.id",
        )?;
        let mut rows = statement.query([])?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            let (folded, digits): (String, String) = (row.get(3)?, row.get(4)?);
            let company: Option<String> = row.get(5)?;
            let company = match company {
                Some(name)
                    if user
                        .reach(Kind::Company, Verb::View)
                        .covers(row.get(6)?, row.get(7)?) =>
                {
                    fold::fold(&name)
                }
                _ => String::new(),
            };
            let dialled = |text: &str| {
                fold::phone_needle(text).is_some_and(|needle| digits.contains(&needle))
            };
            let holds = |word: &str| {
                let needle = fold::fold(word);
                folded.contains(&needle) || company.contains(&needle) || dialled(word)
            };
            if user
                .reach(Kind::Contact, Verb::View)
                .covers(row.get(1)?, row.get(2)?)
                && (query.split_whitespace().all(holds) || dialled(query))
            {
                ids.push(row.get(0)?);
            }
        }
        Ok::<_, rusqlite::Error>(ids)
    };
    account.read(scan).unwrap()
}

fn account(contacts: u32) -> Account {
    let account = Account::in_memory(Arc::new(|| NOW)).unwrap();
    account.seed_demo(contacts, 1).unwrap();
    account
}

/// Users see their companies by these letters in turn: the demo's all see every company.
fn limit_sight(account: &Account) {
    let limit = |connection: &rusqlite::Transaction<'_>| {
        for (letter, login) in ["M", "G", "D"].into_iter().zip(&USERS[1..]) {
            connection.execute(
                "UPDATE user SET rights = json_set(rights, '$.company_view', ?) WHERE login = ?",
                params![letter, login],
            )?;
        }
        Ok::<_, rusqlite::Error>(())
    };
    account.write(limit).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_query_finds_what_a_scan_of_all_texts_finds_whatever_was_written(
        turns in prop::collection::vec((deeds(), queries()), 1..6),
    ) {
        let account = account(60);
        limit_sight(&account);
        for (deeds, text) in turns {
            for login in USERS {
                let user = user(&account, login);
                prop_assert_eq!(
                    listed(&account, &user, &query(&text)),
                    scanned(&account, &user, &text),
                    "{} asks for {}", login, text
                );
            }
            for deed in &deeds {
                doing(&account, deed);
            }
        }
    }

    #[test]
    fn a_page_of_what_is_found_is_a_part_of_it(text in queries(), limit in 1..9_usize, offset in 1..20_usize) {
        let account = account(60);
        for login in USERS {
            let user = user(&account, login);
            let all = scanned(&account, &user, &text);
            let asked = format!("{}&{}", query(&text), page(limit, offset));
            let part: Vec<i64> = all.into_iter().skip(offset).take(limit).collect();
            prop_assert_eq!(listed(&account, &user, &asked), part);
        }
    }

    #[test]
    fn a_page_is_where_it_would_be_by_counting_whatever_was_asked_and_written_before(
        turns in prop::collection::vec((prop::collection::vec((0..4_usize, 1..30_usize, 0..80_usize), 1..8), deeds()), 1..4),
    ) {
        let account = account(60);
        for (pages, deeds) in turns {
            for (who, limit, offset) in pages {
                let user = user(&account, USERS[who]);
                let all = scanned(&account, &user, "");
                let part: Vec<i64> = all.into_iter().skip(offset).take(limit).collect();
                prop_assert_eq!(listed(&account, &user, &page(limit, offset)), part);
            }
            for deed in &deeds {
                doing(&account, deed);
            }
        }
    }
}

#[test]
fn what_another_process_writes_is_found_and_paged_at_once() {
    let home = tempfile::tempdir().unwrap();
    let open = || Account::open(home.path(), Arc::new(|| NOW)).unwrap();
    let (served, other) = (open(), open());
    served.seed_demo(30, 1).unwrap();
    let anna = user(&served, USERS[0]);
    let ask = || {
        (
            listed(&served, &anna, &query("зюзя")),
            listed(&served, &anna, &page(5, 20)),
        )
    };
    let (nobody, before) = ask();
    assert_eq!(nobody, [0_i64; 0]);
    doing(&other, &Deed::Rename(3, "Зюзя".to_owned()));
    doing(&other, &Deed::Delete(0));
    let (found, after) = ask();
    assert_eq!(found.len(), 1);
    assert_eq!(after[..4], before[1..]);
}

#[test]
fn an_account_that_was_emptied_and_filled_again_is_searched_as_it_is_now() {
    let account = account(30);
    let anna = || user(&account, USERS[0]);
    assert_eq!(
        listed(&account, &anna(), "query=ооо"),
        scanned(&account, &anna(), "ооо")
    );
    account.clear().unwrap();
    account.seed_demo(30, 2).unwrap();
    let found = listed(&account, &anna(), "query=ооо");
    assert!(!found.is_empty());
    assert_eq!(found, scanned(&account, &anna(), "ооо"));
}

#[test]
fn an_account_of_an_older_version_is_found_by_what_it_holds() {
    let home = tempfile::tempdir().unwrap();
    let open = || Account::open(home.path(), Arc::new(|| NOW)).unwrap();
    let account = open();
    account.seed_demo(30, 1).unwrap();
    let texts = |account: &Account| {
        let sql = "SELECT group_concat(folded || digits, ';' ORDER BY id) FROM contact_text";
        let read = |connection: &Connection| connection.query_row(sql, [], |row| row.get(0));
        account.read::<Option<String>, _>(read).unwrap()
    };
    let before = texts(&account);
    let drop_texts = |tx: &rusqlite::Transaction<'_>| tx.execute("DELETE FROM contact_text", []);
    account.write(drop_texts).unwrap();
    assert_eq!(texts(&account), None);
    assert_eq!(texts(&open()), before);
}
