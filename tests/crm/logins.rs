//! Sessions that are opened, end in the middle, and are refused.

use rolo::crm::Crm as _;
use rolo::domain::failure::Failure;
use wiremock::matchers::{body_json, header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::support::*;

fn contacts_for(session: &str) -> Mock {
    Mock::given(path(CONTACTS))
        .and(header("cookie", format!("session_id={session}").as_str()))
        .respond_with(json(200, PAGE))
}

async fn count(server: &MockServer, path: &str) -> usize {
    let requests = server.received_requests().await.expect("recorded");
    requests
        .iter()
        .filter(|request| request.url.path() == path)
        .count()
}

#[tokio::test]
async fn a_login_opens_one_session_for_all_that_follows() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path(AUTH))
        .and(query_param("type", "json"))
        .and(body_json(
            serde_json::json!({"USER_LOGIN": "anna@demo.test", "USER_HASH": CANARY}),
        ))
        .respond_with(
            json(200, r#"{"response":{"auth":true}}"#)
                .append_header("Set-Cookie", "session_id=first"),
        )
        .expect(1)
        .mount(&server)
        .await;
    contacts_for("first").expect(2).mount(&server).await;
    let client = client_with(&server.uri(), login(), &config());
    assert!(page(&client).await.is_ok());
    assert!(page(&client).await.is_ok());
}

#[tokio::test]
async fn a_session_that_ends_in_the_middle_is_renewed_once_and_the_request_repeated() {
    let server = MockServer::start().await;
    login_opens("first").up_to_n_times(1).mount(&server).await;
    login_opens("second").mount(&server).await;
    contacts_for("second").mount(&server).await;
    Mock::given(path(CONTACTS))
        .respond_with(refusal(401, "110"))
        .mount(&server)
        .await;
    let client = client_with(&server.uri(), login(), &config());
    assert!(page(&client).await.is_ok());
    assert_eq!(
        (count(&server, AUTH).await, count(&server, CONTACTS).await),
        (2, 2)
    );
}

#[tokio::test]
async fn two_requests_of_one_ended_session_renew_it_once() {
    let server = MockServer::start().await;
    login_opens("first").up_to_n_times(1).mount(&server).await;
    login_opens("second").mount(&server).await;
    contacts_for("second").mount(&server).await;
    Mock::given(path(CONTACTS))
        .respond_with(html(401))
        .mount(&server)
        .await;
    let client = client_with(&server.uri(), login(), &config());
    let (one, two) = tokio::join!(page(&client), page(&client));
    assert!(one.is_ok() && two.is_ok());
    assert_eq!(count(&server, AUTH).await, 2);
}

#[tokio::test]
async fn a_session_is_renewed_at_most_once_a_minute() {
    let server = MockServer::start().await;
    login_opens("never").mount(&server).await;
    Mock::given(path(CONTACTS))
        .respond_with(html(401))
        .mount(&server)
        .await;
    let client = client_with(&server.uri(), login(), &config());
    assert_eq!(page(&client).await, Err(Failure::SignedOut));
    assert_eq!(page(&client).await, Err(Failure::SignedOut));
    assert_eq!(rename(&client).await, Err(Failure::SignedOut));
    // The first login, its one renewal, and two requests before it was clear; then one each.
    assert_eq!(
        (count(&server, AUTH).await, count(&server, CONTACTS).await),
        (2, 4)
    );
}

#[tokio::test]
async fn what_a_login_cannot_cure_renews_nothing() {
    for (status, code, failure) in [
        (401, "111", Failure::CaptchaWanted),
        (401, "112", Failure::UserOff),
        (403, "113", Failure::AddressRefused),
        (402, "402", Failure::Unpaid),
        (403, "403", Failure::Forbidden),
    ] {
        let server = MockServer::start().await;
        login_opens("first").mount(&server).await;
        Mock::given(path(CONTACTS))
            .respond_with(refusal(status, code))
            .mount(&server)
            .await;
        let client = client_with(&server.uri(), login(), &config());
        assert_eq!(page(&client).await, Err(failure), "{code}");
        assert_eq!(count(&server, AUTH).await, 1, "{code}");
    }
}

#[tokio::test]
async fn a_refused_login_is_never_tried_again() {
    for (status, code, failure) in [
        (401, "110", Failure::SignedOut),
        (401, "111", Failure::CaptchaWanted),
        (401, "112", Failure::UserOff),
        (403, "113", Failure::AddressRefused),
        (402, "402", Failure::Unpaid),
    ] {
        let server = MockServer::start().await;
        Mock::given(path(AUTH))
            .respond_with(refusal(status, code))
            .mount(&server)
            .await;
        let client = client_with(&server.uri(), login(), &config());
        assert_eq!(page(&client).await, Err(failure.clone()), "{code}");
        assert_eq!(rename(&client).await, Err(failure.clone()), "{code}");
        assert_eq!(client.account().await, Err(failure), "{code}");
        assert_eq!(
            server.received_requests().await.expect("recorded").len(),
            1,
            "{code}"
        );
    }
}

#[tokio::test]
async fn a_login_that_could_not_be_answered_may_be_tried_again() {
    let server = MockServer::start().await;
    Mock::given(path(AUTH))
        .respond_with(html(502))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    login_opens("first").mount(&server).await;
    contacts_for("first").mount(&server).await;
    let client = client_with(&server.uri(), login(), &config());
    // Even for a write nothing is unknown here: it was never sent.
    assert_eq!(rename(&client).await, Err(Failure::Server { status: 502 }));
    assert!(page(&client).await.is_ok());
}

#[tokio::test]
async fn a_login_without_a_session_opens_nothing() {
    let answers = [
        json(200, r#"{"response":{"auth":true}}"#),
        json(200, r#"{"response":{"auth":true}}"#).append_header("Set-Cookie", "other=1"),
        html(200),
        ResponseTemplate::new(204),
    ];
    for answer in answers {
        let server = MockServer::start().await;
        Mock::given(path(AUTH))
            .respond_with(answer)
            .mount(&server)
            .await;
        let client = client_with(&server.uri(), login(), &config());
        assert_eq!(rename(&client).await, Err(Failure::Unreadable));
        assert_eq!(count(&server, CONTACTS).await, 0);
    }
}

#[tokio::test]
async fn a_token_is_not_renewed() {
    let server = account_that_says(html(401)).await;
    assert_eq!(page(&client(&server.uri())).await, Err(Failure::SignedOut));
    assert_eq!(server.received_requests().await.expect("recorded").len(), 1);
}

#[tokio::test]
async fn cookies_of_other_answers_are_not_taken() {
    let server = MockServer::start().await;
    login_opens("first").mount(&server).await;
    let with_cookie = json(200, PAGE).append_header("Set-Cookie", "session_id=planted; path=/");
    Mock::given(path(CONTACTS))
        .respond_with(with_cookie)
        .mount(&server)
        .await;
    let client = client_with(&server.uri(), login(), &config());
    let _ = (page(&client).await, page(&client).await);
    for request in server.received_requests().await.expect("recorded") {
        let cookie = request
            .headers
            .get("cookie")
            .map(|value| value.to_str().expect("text").to_owned());
        let expected = (request.url.path() == CONTACTS).then(|| "session_id=first".to_owned());
        assert_eq!(cookie, expected);
    }
}
