//! A real account: founded, and managed while it is asked.

use std::sync::Arc;

use rolo::server::{Account, Error, Founding, Letter, Letters, Mistake, NewField, NewUser};
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

fn user(login: &str) -> NewUser {
    NewUser {
        login: login.to_owned(),
        name: "Пётр".to_owned(),
        last_name: "Зимин".to_owned(),
        is_admin: false,
        group: None,
        contacts: Letters::all(Letter::Own),
        others: Letters::all(Letter::Own),
    }
}

fn field(name: &str) -> NewField {
    NewField {
        entity: "contacts".to_owned(),
        name: name.to_owned(),
        kind: "select".to_owned(),
        options: vec!["да".to_owned(), "нет".to_owned()],
        is_editable: false,
        is_required: true,
        is_deletable: true,
        is_visible: true,
        origin: String::new(),
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

#[tokio::test]
async fn a_new_user_is_let_in_at_once_and_sees_what_his_letters_say() {
    let desk = founded();
    desk.written(&json!({"add": [{"name": "Ольги"}]})).await;
    let key = desk.account.add_user(&user("petr@kontora.test")).unwrap();
    let petr = desk.of(key.expose_secret());
    assert_eq!(petr.get("/api/v2/account").await.json()["current_user"], 2);
    assert_eq!(petr.get("/api/v2/contacts").await.status, 204);
    let own = petr.written(&json!({"add": [{"name": "Петра"}]})).await;
    assert_eq!(petr.get("/api/v2/contacts").await.ids(), [own]);
}

#[tokio::test]
async fn a_group_is_found_by_number_and_name_and_made_by_a_new_name() {
    let desk = founded();
    let mut groups = Vec::new();
    for (login, group) in [
        ("a@x", None),
        ("b@x", Some("Опт")),
        ("c@x", Some("опт")),
        ("d@x", Some("1")),
        ("e@x", Some("0")),
        ("f@x", Some("Розница")),
    ] {
        let new = NewUser {
            group: group.map(str::to_owned),
            ..user(login)
        };
        desk.account.add_user(&new).unwrap();
        groups.push(group);
    }
    let answer = desk.get("/api/v2/account?with=users,groups").await.json();
    let told = &answer["_embedded"];
    assert_eq!(
        told["groups"],
        json!({"1": {"id": 1, "name": "Опт"}, "2": {"id": 2, "name": "Розница"}})
    );
    let given: Vec<i64> = told["users"]
        .as_object()
        .unwrap()
        .values()
        .skip(1)
        .map(|user| user["group_id"].as_i64().unwrap())
        .collect();
    assert_eq!(given, [0, 1, 1, 1, 0, 2]);
    let nowhere = NewUser {
        group: Some("9".to_owned()),
        ..user("g@x")
    };
    assert_eq!(
        mistake(desk.account.add_user(&nowhere)),
        Mistake::NoGroup("9".to_owned())
    );
}

#[test]
fn a_login_is_an_address_that_nobody_else_has() {
    let desk = founded();
    for login in ["", "petr", "@x", "a@", "a b@x", "a@b@c", "a\u{7}@x"] {
        let wrong = mistake(desk.account.add_user(&user(login)));
        assert_eq!(wrong, Mistake::Login(login.to_owned()));
    }
    let taken = "OLGA@kontora.test".to_owned();
    assert_eq!(
        mistake(desk.account.add_user(&user(&taken))),
        Mistake::UserExists(taken)
    );
}

#[tokio::test]
async fn a_user_who_is_switched_off_is_refused_at_his_next_request_whatever_he_has() {
    let desk = founded();
    let login = "petr@kontora.test";
    let key = desk.account.add_user(&user(login)).unwrap();
    let key = key.expose_secret();
    let token = desk.account.add_token(login, "", 1).unwrap().token;
    let begun = format!("/private/api/auth.php?type=json&USER_LOGIN={login}&USER_HASH={key}");
    let answer = desk.ask("POST", &begun, &[], "").await;
    let cookie = answer.header("set-cookie").unwrap().to_owned();
    let session = [("Cookie", cookie.as_str())];
    let facts = "/api/v2/account";
    let with_key = format!("{facts}?USER_LOGIN={login}&USER_HASH={key}");

    for (is_active, statuses, code) in [
        (true, [200, 200, 200, 200], ""),
        (false, [401, 401, 401, 401], "112"),
        (true, [200, 200, 200, 200], ""),
    ] {
        desk.account.switch_user(login, is_active).unwrap();
        let by_session = desk.ask("GET", facts, &session, "").await;
        let by_key = desk.ask("GET", &with_key, &[], "").await;
        let by_bearer = desk.of(key).get(facts).await;
        let by_token = desk.of(token.expose_secret()).get(facts).await;
        let got =
            [&by_session, &by_key, &by_bearer, &by_token].map(|answer| answer.status.as_u16());
        assert_eq!(got, statuses);
        if !code.is_empty() {
            assert_eq!(
                (by_session.code(), by_key.code()),
                (code.into(), code.into())
            );
        }
    }
    let nobody = "nobody@x".to_owned();
    assert_eq!(
        mistake(desk.account.switch_user(&nobody, false)),
        Mistake::NoUser(nobody)
    );
}

#[tokio::test]
async fn a_token_holds_until_its_day_or_until_it_is_revoked() {
    let desk = Desk::new();
    let account = &desk.account;
    let one = account.add_token("boris@demo.test", "a script", 1).unwrap();
    let two = account.add_token("boris@demo.test", "", 30).unwrap();
    assert_ne!(one.token.expose_secret(), two.token.expose_secret());
    assert_eq!(one.expires_at, NOW + 86_400);
    let status = async |token: &rolo::server::NewToken| {
        let answer = desk
            .of(token.token.expose_secret())
            .get("/api/v2/account")
            .await;
        if answer.status == 200 {
            assert_eq!(answer.json()["current_user"], 504_142);
        }
        answer.status.as_u16()
    };
    assert_eq!((status(&one).await, status(&two).await), (200, 200));
    desk.wait(86_399);
    assert_eq!((status(&one).await, status(&two).await), (200, 200));
    desk.wait(1);
    assert_eq!((status(&one).await, status(&two).await), (401, 200));
    account.revoke_token(two.id).unwrap();
    assert_eq!(status(&two).await, 401);
    // His key is another thing.
    assert_eq!(
        desk.of("demo-boris").get("/api/v2/account").await.status,
        200
    );

    let listed = account.tokens().unwrap();
    assert_eq!(listed[0].label, "a script");
    assert_eq!(
        (listed[0].revoked_at, listed[1].revoked_at),
        (None, Some(NOW + 86_400))
    );
    for id in [two.id, 99] {
        assert_eq!(mistake(account.revoke_token(id)), Mistake::NoToken(id));
    }
}

#[test]
fn a_token_belongs_to_somebody_and_does_not_hold_for_ever() {
    let desk = Desk::new();
    let account = &desk.account;
    let nobody = "nobody@x".to_owned();
    assert_eq!(
        mistake(account.add_token(&nobody, "", 1)),
        Mistake::NoUser(nobody)
    );
    for days in [0, 5 * 366 + 1, u32::MAX] {
        let wrong = account.add_token("boris@demo.test", "", days);
        assert_eq!(mistake(wrong), Mistake::Days);
    }
    assert_eq!(account.tokens().unwrap(), []);
}

#[test]
fn neither_keys_nor_tokens_are_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let account = Account::open(folder.path(), Arc::new(|| NOW)).unwrap();
    let login = "olga@kontora.test";
    let secrets = [
        account.found(&founding()).unwrap(),
        account.add_user(&user("petr@kontora.test")).unwrap(),
        account.add_token(login, "", 1).unwrap().token,
    ];
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let holds = |text: &str| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        for secret in &secrets {
            assert!(!holds(secret.expose_secret()));
        }
    }
    assert!(!format!("{secrets:?}").contains(secrets[0].expose_secret()));
}

#[tokio::test]
async fn a_field_made_by_hand_is_told_of_and_any_program_may_delete_it() {
    let desk = founded();
    let id = desk.account.add_field(&field("Согласен")).unwrap();
    let listed = desk.account.fields(Some("contacts")).unwrap();
    let made = listed.last().unwrap();
    assert_eq!(
        (made.id, made.kind, made.name.as_str()),
        (id, "select", "Согласен")
    );
    assert_eq!(made.options, ["да", "нет"]);
    assert!(made.is_required && !made.is_editable);
    assert!(desk.account.fields(None).unwrap().len() > listed.len());

    let answer = desk.get("/api/v2/account?with=custom_fields").await.json();
    let told = &answer["_embedded"]["custom_fields"]["contacts"][id.to_string()];
    assert_eq!(
        (&told["is_editable"], &told["is_required"]),
        (&json!(false), &json!(true))
    );
    let deletion = json!({"delete": [{"id": id, "origin": "a_test"}]});
    assert_eq!(desk.post_to("/api/v2/fields", &deletion).await.ids(), [id]);
    assert_eq!(
        desk.account.fields(Some("contacts")).unwrap().len(),
        listed.len() - 1
    );
}

#[test]
fn what_a_field_cannot_be_is_named() {
    let desk = founded();
    desk.account.add_field(&field("Согласен")).unwrap();
    let with = |change: &dyn Fn(&mut NewField)| {
        let mut new = field("Другое");
        change(&mut new);
        mistake(desk.account.add_field(&new))
    };
    for (got, expected) in [
        (
            with(&|f| f.name = " согласен".into()),
            Mistake::FieldExists(" согласен".into()),
        ),
        (with(&|f| f.name = String::new()), Mistake::Name),
        (
            with(&|f| f.entity = "tasks".into()),
            Mistake::Entity("tasks".into()),
        ),
        (
            with(&|f| f.kind = "items".into()),
            Mistake::Kind("items".into()),
        ),
        (
            with(&|f| f.kind = "text".into()),
            Mistake::Options("text".into()),
        ),
    ] {
        assert_eq!(got, expected);
    }
}
