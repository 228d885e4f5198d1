//! A real account: founded, and managed while it is asked.

#[path = "administration/fields.rs"]
mod fields;
#[path = "administration/users.rs"]
mod users;

use std::sync::Arc;

use rolo::server::{Account, Error, Founding, Mistake};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::desk::{Desk, NOW};

pub(crate) fn founding() -> Founding {
    Founding {
        name: "Контора".to_owned(),
        subdomain: "kontora".to_owned(),
        currency: "rub".to_owned(),
        timezone: "Asia/Yekaterinburg".to_owned(),
        language: "ru".to_owned(),
        login: "olga@kontora.test".to_owned(),
        user: "Ольга".to_owned(),
    }
}

/// A new account, asked by its administrator.
fn founded() -> Desk {
    let account = Account::in_memory(Arc::new(|| NOW)).unwrap();
    let key = account.found(&founding()).unwrap();
    Desk::over(&account, key.expose_secret())
}

fn mistake<T: std::fmt::Debug>(done: Result<T, Error>) -> Mistake {
    match done {
        Err(Error::Mistake(mistake)) => mistake,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_new_account_has_an_administrator_and_what_every_account_has_and_nobody_else() {
    let desk = founded();
    let with = "users,groups,custom_fields,pipelines,task_types";
    let answer = desk
        .get(&format!("/api/v2/account?with={with}"))
        .await
        .json();
    for (key, value) in [
        ("name", json!("Контора")),
        ("subdomain", json!("kontora")),
        ("currency", json!("RUB")),
        ("timezone", json!("Asia/Yekaterinburg")),
        ("timezone_offset", json!("+05:00")),
        ("language", json!("ru")),
        ("current_user", json!(1)),
    ] {
        assert_eq!(answer[key], value, "{key}");
    }
    let told = &answer["_embedded"];
    assert_eq!(told["users"].as_object().unwrap().len(), 1);
    assert_eq!(told["users"]["1"]["login"], "olga@kontora.test");
    assert_eq!(told["users"]["1"]["is_admin"], true);
    assert_eq!(told["users"]["1"]["rights"]["contact_delete"], "A");
    let codes = |entity: &str| -> Vec<Value> {
        let fields = told["custom_fields"][entity].as_object().unwrap();
        fields.values().map(|field| field["code"].clone()).collect()
    };
    assert_eq!(codes("contacts"), ["POSITION", "PHONE", "EMAIL", "IM"]);
    assert_eq!(codes("companies"), ["PHONE", "EMAIL", "WEB", "ADDRESS"]);
    let statuses = told["pipelines"]["10273"]["statuses"].as_object().unwrap();
    assert!(statuses.contains_key("142") && statuses.contains_key("143"));
    assert_eq!(told["task_types"]["2"]["name"], "Встреча");
    assert_eq!(desk.get("/api/v2/contacts").await.status, 204);
}

#[tokio::test]
async fn an_english_account_has_english_names_and_the_same_codes() {
    let account = Account::in_memory(Arc::new(|| NOW)).unwrap();
    let founding = Founding {
        language: "en".to_owned(),
        ..founding()
    };
    let key = account.found(&founding).unwrap();
    let desk = Desk::over(&account, key.expose_secret());
    let answer = desk
        .get("/api/v2/account?with=custom_fields,task_types")
        .await
        .json();
    let phone = &answer["_embedded"]["custom_fields"]["contacts"]["4396818"];
    assert_eq!(
        (&phone["name"], &phone["code"]),
        (&json!("Phone"), &json!("PHONE"))
    );
    assert_eq!(answer["_embedded"]["task_types"]["2"]["name"], "Meeting");
}

#[tokio::test]
async fn a_new_account_takes_contacts_in_its_standard_fields() {
    let desk = founded();
    let values = json!([{"value": "89051234567", "enum": "WORK"}]);
    let contact = json!({"name": "Первый", "custom_fields": [{"id": 4_396_818, "values": values}]});
    let id = desk.written(&json!({"add": [contact]})).await;
    assert_eq!(
        desk.get("/api/v2/contacts?query=9051234567").await.ids(),
        [id]
    );
}

#[tokio::test]
async fn no_two_accounts_have_the_same_number_or_the_same_key() {
    let mut seen = Vec::new();
    for _ in 0..2 {
        let account = Account::in_memory(Arc::new(|| NOW)).unwrap();
        let key = account
            .found(&founding())
            .unwrap()
            .expose_secret()
            .to_owned();
        assert!(
            key.len() == 40 && key.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{key}"
        );
        let told = Desk::over(&account, &key)
            .get("/api/v2/account")
            .await
            .json();
        seen.push((told["id"].as_i64().unwrap(), key));
    }
    assert!(seen[0].0 != seen[1].0 && seen[0].1 != seen[1].1);
}

#[test]
fn an_account_is_founded_only_where_there_is_none() {
    for desk in [founded(), Desk::new()] {
        assert!(matches!(
            desk.account.found(&founding()),
            Err(Error::NotEmpty)
        ));
    }
}

#[test]
fn what_an_account_cannot_be_is_named_and_none_is_made() {
    let account = Account::in_memory(Arc::new(|| NOW)).unwrap();
    let with = |change: &dyn Fn(&mut Founding)| {
        let mut founding = founding();
        change(&mut founding);
        mistake(account.found(&founding))
    };
    let text = || "не то".to_owned();
    for (got, expected) in [
        (with(&|f| f.name = " ".to_owned()), Mistake::Name),
        (with(&|f| f.subdomain = text()), Mistake::Subdomain(text())),
        (with(&|f| f.currency = text()), Mistake::Currency(text())),
        (with(&|f| f.timezone = text()), Mistake::Zone(text())),
        (with(&|f| f.language = text()), Mistake::Language(text())),
        (with(&|f| f.login = text()), Mistake::Login(text())),
    ] {
        assert_eq!(got, expected);
    }
    assert!(account.is_empty().unwrap());
}
