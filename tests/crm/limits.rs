//! What happens when the account says that it is asked too often.

use std::time::Duration;

use rolo::crm::Config;
use rolo::domain::failure::Failure;
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::support::*;

fn too_many() -> ResponseTemplate {
    html(429)
}

#[tokio::test]
async fn nothing_is_sent_before_the_time_the_account_names() {
    let server = account_that_says(too_many().append_header("Retry-After", "42")).await;
    let client = client(&server.uri());
    assert_eq!(
        page(&client).await,
        Err(Failure::TooManyRequests { seconds: 42 })
    );
    let Err(Failure::TooManyRequests { seconds }) = rename(&client).await else {
        panic!("the gate is open");
    };
    assert!((1..=42).contains(&seconds));
    assert_eq!(server.received_requests().await.expect("recorded").len(), 1);
}

#[tokio::test]
async fn a_short_pause_is_waited_out_and_the_request_repeated() {
    let server = MockServer::start().await;
    Mock::given(path(CONTACTS))
        .respond_with(too_many())
        .up_to_n_times(2)
        .mount(&server)
        .await;
    Mock::given(path(CONTACTS))
        .respond_with(json(200, PAGE))
        .mount(&server)
        .await;
    assert_eq!(page(&client(&server.uri())).await.expect("a page").len(), 1);
    assert_eq!(server.received_requests().await.expect("recorded").len(), 3);
}

#[tokio::test]
async fn an_account_that_never_stops_refusing_is_not_asked_for_ever() {
    let server = account_that_says(too_many().append_header("Retry-After", "0")).await;
    let client = client(&server.uri());
    assert!(matches!(
        page(&client).await,
        Err(Failure::TooManyRequests { .. })
    ));
    assert_eq!(server.received_requests().await.expect("recorded").len(), 4);
}

#[tokio::test]
async fn a_pause_of_its_own_that_is_longer_than_anybody_waits_is_told() {
    let server = account_that_says(too_many()).await;
    let config = Config {
        first_pause: Duration::from_secs(7),
        ..config()
    };
    let client = client_with(&server.uri(), token(), &config);
    assert_eq!(
        page(&client).await,
        Err(Failure::TooManyRequests { seconds: 7 })
    );
}

#[tokio::test]
async fn a_page_that_blocks_everything_stops_everything() {
    let server = account_that_says(html(403)).await;
    let client = client(&server.uri());
    assert_eq!(page(&client).await, Err(Failure::Forbidden));
    assert_eq!(page(&client).await, Err(Failure::Forbidden));
    assert_eq!(rename(&client).await, Err(Failure::Forbidden));
    assert_eq!(server.received_requests().await.expect("recorded").len(), 1);
}

#[tokio::test]
async fn a_right_that_is_missing_stops_nothing() {
    let server = account_that_says(refusal(403, "244")).await;
    let client = client(&server.uri());
    let _ = (page(&client).await, page(&client).await);
    assert_eq!(server.received_requests().await.expect("recorded").len(), 2);
}
