//! What happens when the account says that it is asked too often.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, UNIX_EPOCH};

use rolo::crm::{Config, Rate, V2};
use rolo::domain::{failure::Failure, id::Moment};
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

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
    for asked in [page(&client).await.err(), rename(&client).await.err()] {
        assert!(matches!(asked, Some(Failure::Blocked { .. })), "{asked:?}");
    }
    assert_eq!(server.received_requests().await.expect("recorded").len(), 1);
}

#[tokio::test]
async fn a_right_that_is_missing_stops_nothing() {
    let server = account_that_says(refusal(403, "244")).await;
    let client = client(&server.uri());
    let _ = (page(&client).await, page(&client).await);
    assert_eq!(server.received_requests().await.expect("recorded").len(), 2);
}

/// Clients of one account as if they were processes of one machine.
fn clients<const N: usize>(uri: &str, gate: &Path) -> [V2; N] {
    let config = Config {
        gate_file: Some(gate.to_owned()),
        ..config()
    };
    std::array::from_fn(|_| client_with(uri, token(), &config))
}

#[tokio::test]
async fn a_wait_and_a_block_hold_for_all_who_share_the_gate_and_for_who_comes_later() {
    for (answer, asks_to_wait) in [
        (too_many().append_header("Retry-After", "42"), true),
        (html(403), false),
    ] {
        let home = tempfile::tempdir().expect("a folder");
        let gate = home.path().join("gates/account");
        let server = account_that_says(answer).await;
        let [one, other] = clients(&server.uri(), &gate);
        assert!(page(&one).await.is_err());
        drop(one);
        let [later] = clients(&server.uri(), &gate);
        for client in [&other, &later] {
            let failure = page(client).await.expect_err("nothing passes");
            let is_told = match failure {
                Failure::TooManyRequests { seconds } => {
                    asks_to_wait && (30..=42).contains(&seconds)
                }
                Failure::Blocked { .. } => !asks_to_wait,
                _ => false,
            };
            assert!(is_told, "{failure:?}");
        }
        assert_eq!(server.received_requests().await.expect("recorded").len(), 1);
        let now = UNIX_EPOCH.elapsed().expect("a clock").as_secs();
        let now = Moment(i64::try_from(now).expect("a moment"));
        match rolo::crm::standstill(&gate, now) {
            Some(Failure::TooManyRequests { seconds }) => assert!(asks_to_wait && seconds <= 43),
            Some(Failure::Blocked { until }) => {
                assert!(!asks_to_wait && (now.0 + 800..=now.0 + 901).contains(&until.0));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(rolo::crm::standstill(&gate, Moment(now.0 + 1_000)), None);
    }
}

#[tokio::test]
async fn clients_that_share_a_gate_keep_to_one_pace() {
    let home = tempfile::tempdir().expect("a folder");
    let came = Arc::new(Mutex::new(Vec::new()));
    let (server, book) = (MockServer::start().await, Arc::clone(&came));
    Mock::given(path(CONTACTS))
        .respond_with(move |_: &Request| {
            book.lock().expect("no panic").push(Instant::now());
            json(200, PAGE)
        })
        .mount(&server)
        .await;
    let config = Config {
        rate: Rate::per_second(7).expect("a rate"),
        gate_file: Some(home.path().join("account")),
        ..config()
    };
    let asking = (0..4).map(|_| {
        let client = client_with(&server.uri(), token(), &config);
        tokio::spawn(async move {
            for _ in 0..5 {
                page(&client).await.expect("a page");
            }
        })
    });
    for asked in asking.collect::<Vec<_>>() {
        asked.await.expect("no panic");
    }
    let came = came.lock().expect("no panic");
    assert_eq!(came.len(), 20);
    let is_crowded = came
        .windows(8)
        .any(|eight| eight[7] - eight[0] < Duration::from_secs(1));
    assert!(!is_crowded, "{came:?}");
}

#[tokio::test]
async fn a_disk_that_refuses_leaves_each_its_own_pace() {
    let home = tempfile::tempdir().expect("a folder");
    let server = account_that_says(html(403)).await;
    // A folder cannot be written to as a file, not even by the administrator.
    let [one, other] = clients(&server.uri(), home.path());
    for client in [&one, &one, &other] {
        assert!(matches!(page(client).await, Err(Failure::Blocked { .. })));
    }
    assert_eq!(server.received_requests().await.expect("recorded").len(), 2);
}
