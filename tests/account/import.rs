//! Contacts from a file: what they name is created, keys are random.

use std::sync::Arc;

use rolo::server::Account;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::desk::{Answer, Desk, NOW};

fn account() -> Account {
    Account::in_memory(Arc::new(|| NOW)).unwrap()
}

fn sample() -> Value {
    let sample: Value =
        serde_json::from_str(include_str!("../fixtures/wire/contacts.json")).unwrap();
    sample["_embedded"]["items"][0].clone()
}

async fn get(account: &Account, token: &str, uri: &str) -> Answer {
    Desk::over(account, token).get(uri).await
}

#[tokio::test]
async fn a_number_that_leaves_no_room_for_new_contacts_is_refused() {
    let account = account();
    let mut last = sample();
    last["id"] = json!(i64::MAX);
    let lines = format!("{last}\n{}", sample());
    let imported = account.import(lines.as_bytes()).unwrap();
    assert_eq!(imported.contacts, 1);
    assert!(matches!(&imported.refused[..], [(1, why)] if why.contains("too large")));
    let key = account.owner().unwrap().key;
    let desk = Desk::over(&account, key.expose_secret());
    let added = desk.post(&json!({"add": [{"name": "Новый"}]})).await;
    assert_eq!(added.status, 200);
}

#[test]
fn an_id_that_came_before_or_is_none_is_refused_by_its_line() {
    let account = account();
    let mut below = sample();
    below["id"] = json!(-5);
    let lines = format!("{}\n{below}\n{}", sample(), sample());
    let imported = account.import(lines.as_bytes()).unwrap();
    assert_eq!(imported.contacts, 1);
    let lines: Vec<u64> = imported.refused.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3], "{:?}", imported.refused);
}

#[tokio::test]
async fn a_contact_comes_out_as_it_went_in() {
    let account = account();
    let imported = account.import(sample().to_string().as_bytes()).unwrap();
    assert_eq!((imported.contacts, imported.refused.len()), (1, 0));
    let key = account.owner().unwrap().key;
    let answer = get(&account, key.expose_secret(), "/api/v2/contacts?id=1099181").await;
    assert_eq!(answer.items(), [sample()]);
    let told = get(
        &account,
        key.expose_secret(),
        "/api/v2/account?with=users,custom_fields",
    )
    .await
    .json();
    assert_eq!(told["id"], 13_667_499);
    assert_eq!(told["_embedded"]["users"]["504141"]["is_admin"], true);
    let fields = &told["_embedded"]["custom_fields"]["contacts"];
    for (id, kind) in [
        ("4396818", 8),
        ("4396821", 8),
        ("4400115", 13),
        ("4400116", 5),
    ] {
        assert_eq!(fields[id]["field_type"], kind, "{id}");
    }
    assert_eq!(
        fields["4400116"]["enums"],
        json!({"3692663": "2", "3692664": "3"})
    );
}

#[tokio::test]
async fn lines_that_are_no_contacts_are_told_and_cost_nothing_else() {
    let account = account();
    let lines = format!(
        "{}\n\nnot json\n{{\"name\":\"no id\"}}\n{{\"id\":\"7\",\"name\":\"Семь\",\"tags\":{{}}}}\n[1]\n",
        sample()
    );
    let imported = account.import(lines.as_bytes()).unwrap();
    assert_eq!(imported.contacts, 2);
    assert_eq!(
        imported
            .refused
            .iter()
            .map(|(line, _)| *line)
            .collect::<Vec<_>>(),
        [3, 4, 6]
    );
    let key = account.owner().unwrap().key;
    assert_eq!(
        get(&account, key.expose_secret(), "/api/v2/contacts?query=семь")
            .await
            .ids(),
        [7]
    );
}

#[tokio::test]
async fn nothing_taken_leaves_the_account_empty() {
    let account = account();
    let imported = account.import("x\n".as_bytes()).unwrap();
    assert_eq!((imported.contacts, imported.keys.len()), (0, 0));
    assert!(account.is_empty().unwrap());
    assert!(account.owner().is_err());
}

#[tokio::test]
async fn the_public_keys_end_when_anything_is_imported() {
    let desk = Desk::new();
    assert_eq!(
        desk.account.owner().unwrap().key.expose_secret(),
        "demo-anna"
    );
    let imported = desk
        .account
        .import("{\"id\":7,\"name\":\"Семь\"}".as_bytes())
        .unwrap();
    assert_eq!(desk.get("/api/v2/contacts").await.status, 401);
    let logins: Vec<&str> = imported
        .keys
        .iter()
        .map(|(login, _)| login.as_str())
        .collect();
    assert_eq!(
        logins,
        [
            "anna@demo.test",
            "boris@demo.test",
            "vera@demo.test",
            "gleb@demo.test"
        ]
    );
    for (login, key) in &imported.keys {
        assert_eq!(
            desk.of(key.expose_secret())
                .get("/api/v2/account")
                .await
                .status,
            200,
            "{login}"
        );
    }
    assert!(!format!("{imported:?}").contains(imported.keys[0].1.expose_secret()));
}

#[tokio::test]
async fn imported_people_can_be_edited_by_the_usual_codes() {
    let account = account();
    account.import(sample().to_string().as_bytes()).unwrap();
    let desk = Desk::over(&account, account.owner().unwrap().key.expose_secret());
    desk.written(&json!({"update": [{"id": 1_099_181, "updated_at": NOW, "custom_fields":
        [{"id": 4_396_818, "values": [{"value": "1", "enum": "MOB"}, {"value": "2", "enum": "3685087"}]}]}]}))
    .await;
    assert_eq!(
        desk.contact(1_099_181).await["custom_fields"][0]["values"][1]["enum"],
        "3685087"
    );
}

#[tokio::test]
async fn the_owner_is_found_again_when_the_directory_is_opened_again() {
    let home = tempfile::tempdir().unwrap();
    let clock = || -> rolo::server::Clock { Arc::new(|| NOW) };
    let account = Account::open(home.path(), clock()).unwrap();
    account.import(sample().to_string().as_bytes()).unwrap();
    let key = account.owner().unwrap().key;
    drop(account);
    let again = Account::open(home.path(), clock()).unwrap();
    assert_eq!(
        again.owner().unwrap().key.expose_secret(),
        key.expose_secret()
    );
    assert_eq!(
        get(&again, key.expose_secret(), "/api/v2/contacts")
            .await
            .ids(),
        [1_099_181]
    );
    again.clear().unwrap();
    assert!(again.owner().is_err());
    assert!(again.is_empty().unwrap());
}
