//! Users, their groups and their tokens, managed while the account is asked.

use std::sync::Arc;

use rolo::server::{Account, Letter, Letters, Mistake, NewUser};
use secrecy::ExposeSecret as _;
use serde_json::json;

use super::{founded, founding, mistake};
use crate::desk::{Desk, NOW};

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
