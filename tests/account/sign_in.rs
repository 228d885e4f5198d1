//! Logging in, in every way that clients know.

use super::desk::{Answer, Desk};

const AUTH: &str = "/private/api/auth.php?type=json";
const LOGIN: &str = "USER_LOGIN=anna%40demo.test&USER_HASH=demo-anna";
const LIST: &str = "/api/v2/contacts?limit_rows=1";

fn session(answer: &Answer) -> String {
    let cookie = answer
        .header("set-cookie")
        .unwrap_or_else(|| panic!("no cookie: {}", answer.text));
    let (pair, attributes) = cookie.split_once("; ").unwrap();
    assert_eq!(attributes, "path=/; HttpOnly; SameSite=Strict");
    let id = pair.strip_prefix("session_id=").unwrap();
    assert!(
        id.len() == 52 && id.chars().all(|c| matches!(c, 'a'..='z' | '2'..='7')),
        "{id}"
    );
    pair.to_owned()
}

#[tokio::test]
async fn login_and_key_may_come_as_json_form_or_query() {
    let desk = Desk::new();
    let json = r#"{"USER_LOGIN":"anna@demo.test","USER_HASH":"demo-anna"}"#;
    let query = format!("{AUTH}&{LOGIN}");
    for (method, uri, kind, body) in [
        ("POST", AUTH, "application/json", json),
        ("POST", AUTH, "application/x-www-form-urlencoded", json),
        ("POST", AUTH, "application/x-www-form-urlencoded", LOGIN),
        (
            "POST",
            AUTH,
            "application/x-www-form-urlencoded",
            "login=ANNA@demo.test&api_key=demo-anna",
        ),
        ("POST", &query, "text/plain", ""),
        ("GET", &query, "text/plain", ""),
    ] {
        let answer = desk.ask(method, uri, &[("Content-Type", kind)], body).await;
        assert_eq!(answer.status, 200, "{method} {uri} {body}: {}", answer.text);
        let cookie = session(&answer);
        let told = &answer.json()["response"];
        assert_eq!(told["auth"], true);
        assert_eq!(told["accounts"][0]["id"], 13_667_499);
        assert_eq!(told["accounts"][0]["subdomain"], "demo");
        assert_eq!(told["accounts"][0]["timezone"], "Europe/Moscow");
        assert_eq!(told["user"]["id"], 504_141);
        assert_eq!(told["server_time"], super::desk::NOW);
        assert_eq!(
            desk.ask("GET", LIST, &[("Cookie", &cookie)], "")
                .await
                .status,
            200
        );
    }
}

#[tokio::test]
async fn without_type_json_the_answer_is_xml() {
    let answer = Desk::new()
        .ask("POST", "/private/api/auth.php", &[], LOGIN)
        .await;
    assert_eq!(answer.status, 200);
    assert!(
        answer.text.ends_with("<root><auth>true</auth></root>"),
        "{}",
        answer.text
    );
}

#[tokio::test]
async fn wrong_login_and_wrong_key_look_the_same() {
    let desk = Desk::new();
    let mut seen = Vec::new();
    for body in [
        "USER_LOGIN=anna@demo.test&USER_HASH=wrong",
        "USER_LOGIN=nobody@demo.test&USER_HASH=demo-anna",
        "USER_LOGIN=anna@demo.test&USER_HASH=demo-boris",
    ] {
        let answer = desk
            .ask("POST", AUTH, &[("Host", "localhost:8099")], body)
            .await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (401, "110"),
            "{body}"
        );
        assert!(answer.header("set-cookie").is_none());
        seen.push(answer.text);
    }
    seen.dedup();
    assert_eq!(seen.len(), 1);
    let told: serde_json::Value = serde_json::from_str(&seen[0]).unwrap();
    assert_eq!(told["response"]["auth"], false);
    assert_eq!(told["response"]["domain"], "localhost");
    assert!(!seen[0].contains("demo-anna"));
}

#[tokio::test]
async fn nothing_is_told_without_credentials() {
    let desk = Desk::new();
    for uri in [
        LIST,
        "/api/v2/account?with=users",
        "/api/v2/contacts?id=1099181",
    ] {
        let answer = desk.ask("GET", uri, &[], "").await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (401, "110"),
            "{uri}"
        );
        assert!(answer.header("runtime-timestamp").is_some());
    }
    assert_eq!(
        desk.ask("POST", "/api/v2/contacts", &[], r#"{"add":[{"name":"x"}]}"#)
            .await
            .status,
        401
    );
    assert_eq!(desk.account.contact_count().unwrap(), 2);
}

#[tokio::test]
async fn credentials_in_any_query_work_and_begin_a_session() {
    let desk = Desk::new();
    for pair in [LOGIN, "login=anna@demo.test&api_key=demo-anna"] {
        let answer = desk.ask("GET", &format!("{LIST}&{pair}"), &[], "").await;
        assert_eq!(answer.status, 200);
        let cookie = session(&answer);
        // The session is still good, so no other is begun.
        let again = desk
            .ask("GET", &format!("{LIST}&{pair}"), &[("Cookie", &cookie)], "")
            .await;
        assert!(again.header("set-cookie").is_none());
    }
    let wrong = desk
        .ask(
            "GET",
            &format!("{LIST}&USER_LOGIN=anna@demo.test&USER_HASH=x"),
            &[],
            "",
        )
        .await;
    assert_eq!((wrong.status.as_u16(), wrong.code().as_str()), (401, "110"));
}

#[tokio::test]
async fn a_key_works_as_a_bearer_token() {
    let desk = Desk::new();
    for (token, user) in [("demo-anna", 504_141), ("demo-gleb", 504_144)] {
        let answer = desk.of(token).get("/api/v2/account").await;
        assert_eq!(answer.json()["current_user"], user);
        assert!(answer.header("set-cookie").is_none());
    }
    let wrong = desk.of("wrong").get(LIST).await;
    assert_eq!(wrong.status, 401);
    assert_eq!(
        wrong.header("content-type"),
        Some("application/problem+json")
    );
    assert_eq!(wrong.json()["detail"], "Invalid user name or password");
}

#[tokio::test]
async fn a_cookie_may_come_back_with_its_attributes_and_others() {
    let desk = Desk::new();
    let cookie = session(&desk.ask("POST", AUTH, &[], LOGIN).await);
    for sent in [
        cookie.clone(),
        format!("a=b; {cookie}; path=/; HttpOnly"),
        format!("{cookie}; path=/"),
    ] {
        assert_eq!(
            desk.ask("GET", LIST, &[("Cookie", &sent)], "").await.status,
            200,
            "{sent}"
        );
    }
    for sent in [
        "session_id=",
        "session_id=aaaa",
        "other=1",
        &cookie.replace("session_id", "session"),
    ] {
        assert_eq!(
            desk.ask("GET", LIST, &[("Cookie", sent)], "").await.status,
            401,
            "{sent}"
        );
    }
}

#[tokio::test]
async fn a_session_ends_after_a_quarter_of_an_hour_of_rest() {
    let desk = Desk::new();
    let cookie = session(&desk.ask("POST", AUTH, &[], LOGIN).await);
    for _ in 0..3 {
        desk.wait(14 * 60);
        assert_eq!(
            desk.ask("GET", LIST, &[("Cookie", &cookie)], "")
                .await
                .status,
            200
        );
    }
    desk.wait(15 * 60);
    assert_eq!(
        desk.ask("GET", LIST, &[("Cookie", &cookie)], "")
            .await
            .status,
        401
    );
}

#[tokio::test]
async fn an_account_that_was_not_initialised_lets_nobody_in() {
    let account = rolo::server::Account::in_memory(std::sync::Arc::new(|| 0)).unwrap();
    assert!(account.is_empty().unwrap());
    let desk = Desk::new();
    desk.account.clear().unwrap();
    let answer = desk.ask("POST", AUTH, &[], LOGIN).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (401, "101")
    );
}
