//! Logging in with a code of OAuth through the program, and what later starts do with the tokens.

use std::fs;

use serde_json::json;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{body_partial_json, header, method, path},
};

use crate::{
    asked::{ended, plain},
    desk::home,
    login::given,
};

const ACCOUNT: &str = include_str!("../fixtures/wire/account.json");
const TOKENS: &str = "/oauth2/access_token";

fn granted(number: u8, expires_in: u32) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({
        "token_type": "Bearer",
        "expires_in": expires_in,
        "access_token": format!("canary-a{number}"),
        "refresh_token": format!("canary-r{number}"),
    }))
}

/// An account that gives a token of half a minute for a code, and one of a day for its refresh token, each once.
async fn stub() -> MockServer {
    let server = MockServer::start().await;
    for (proof, answer) in [
        (json!({"code": "canary-code"}), granted(1, 30)),
        (json!({"refresh_token": "canary-r1"}), granted(2, 86_400)),
    ] {
        Mock::given(method("POST"))
            .and(path(TOKENS))
            .and(body_partial_json(proof))
            .respond_with(answer)
            .up_to_n_times(1)
            .expect(1)
            .mount(&server)
            .await;
    }
    Mock::given(path(TOKENS))
        .respond_with(ResponseTemplate::new(400))
        .with_priority(200)
        .mount(&server)
        .await;
    for token in ["canary-a1", "canary-a2"] {
        let bearer = format!("Bearer {token}");
        Mock::given(path("/api/v2/account"))
            .and(header("authorization", bearer.as_str()))
            .respond_with(ResponseTemplate::new(200).set_body_string(ACCOUNT))
            .mount(&server)
            .await;
    }
    Mock::given(path("/api/v2/contacts"))
        .and(header("authorization", "Bearer canary-a2"))
        .respond_with(ResponseTemplate::new(204))
        .mount(&server)
        .await;
    server
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_logs_in_once_and_later_starts_renew_the_tokens_in_turn() {
    let server = stub().await;
    let home = home();
    let login = |keep: &str| {
        let mut command = plain(&home);
        command.env("RUST_LOG", "trace").args([
            "login",
            &server.uri(),
            "--account",
            "kontora",
            "--oauth",
            "integration",
            "--redirect",
            "https://example.com/cb",
            "--code-stdin",
            "--keep",
            keep,
        ]);
        given(
            &mut command,
            "canary-key\nhttps://example.com/cb?code=canary-code&referer=x",
        )
    };
    let (code, _, err) = login("file");
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("kontora"), "{err}");

    let secret = home.path().join(".local/share/rolo/secrets/kontora");
    let kept = |token: &str| {
        fs::read_to_string(&secret)
            .expect("a secret")
            .contains(token)
    };
    assert!(kept("canary-r1"));
    // The first start renews the token that is about to end, the second uses what that one kept.
    for _ in 0..2 {
        let (code, _, err) = ended(plain(&home).env("RUST_LOG", "trace").arg("sync"));
        assert_eq!(code, Some(0), "{err}");
        assert!(kept("canary-r2") && !kept("canary-r1"));
    }
    let (_, status, _) = ended(plain(&home).arg("status"));
    assert!(!status.contains("holds until"), "{status}");
    let log = fs::read_to_string(home.path().join(".local/state/rolo/rolo.log")).expect("a log");
    assert!(!log.contains("canary"), "{log}");

    let (code, _, err) = login("file");
    assert_eq!(code, Some(1));
    assert!(err.contains("20 minutes"), "{err}");
    assert!(kept("canary-r2"), "a login that fails changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_that_change_are_not_asked_for_at_each_start() {
    let server = stub().await;
    let home = home();
    let mut command = plain(&home);
    command.args([
        "login",
        &server.uri(),
        "--oauth",
        "integration",
        "--redirect",
        "https://example.com/cb",
        "--code-stdin",
        "--keep",
        "ask",
    ]);
    let (code, _, err) = given(&mut command, "canary-key\ncanary-code");
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("have to be kept"), "{err}");
    assert!(!home.path().join(".config/rolo/accounts.toml").exists());
    // The stub expects the refresh token to be spent, which nobody does here.
    server.reset().await;
}
