//! How the account behaves as a server of HTTP, whatever is asked.

use super::desk::Desk;

#[tokio::test]
async fn unknown_addresses_and_methods_are_answered_in_json() {
    let desk = Desk::new();
    for (method, uri, status) in [
        ("GET", "/", 404),
        ("GET", "/api/v4/contacts", 404),
        ("POST", "/api/v2/catalogs", 404),
        ("POST", "/api/v2/account", 405),
    ] {
        let answer = desk.ask(method, uri, &[], "").await;
        assert_eq!(answer.status, status, "{method} {uri}");
        assert_eq!(answer.json()["status"], status, "{method} {uri}");
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json")
        );
        assert!(answer.header("runtime-timestamp").is_some());
    }
}

#[tokio::test]
async fn browsers_of_other_sites_are_turned_away() {
    let desk = Desk::new();
    let token = ("Authorization", "Bearer demo-anna");
    let body = r#"{"add":[{"name":"x"}]}"#;
    for (host, origin, status) in [
        ("127.0.0.1:8099", None, 200),
        ("127.0.0.1:8099", Some("http://127.0.0.1:8099"), 200),
        ("127.0.0.1:8099", Some("https://evil.example"), 403),
        ("evil.example", None, 403),
    ] {
        let mut headers = vec![token, ("Host", host)];
        headers.extend(origin.map(|origin| ("Origin", origin)));
        let answer = desk.ask("POST", "/api/v2/contacts", &headers, body).await;
        assert_eq!(answer.status, status, "{host} {origin:?}");
    }
    assert_eq!(
        desk.ask(
            "GET",
            "/api/v2/contacts",
            &[token, ("Host", "evil.example")],
            ""
        )
        .await
        .status,
        403
    );
    assert_eq!(desk.account.contact_count().unwrap(), 4);
}
