//! Answers that are none: HTML, redirects, halves, silence. A question fails with its kind; a write that may have arrived
//! says that nobody knows.

use std::time::Duration;

use rolo::crm::Config;
use rolo::domain::failure::{Distrust, Failure};
use wiremock::{MockServer, ResponseTemplate};

use super::support::*;

#[tokio::test]
async fn each_odd_answer_has_its_kind_for_a_question_and_for_a_write() {
    let half = &PAGE[..PAGE.len() / 2];
    let server_error = |status| Failure::Server { status };
    let said = |code| Failure::Refused {
        code,
        text: "нет".into(),
    };
    let cases = [
        (
            "HTML with 200",
            html(200),
            Failure::Unreadable,
            Failure::Unknown,
        ),
        (
            "HTML with 400",
            html(400),
            Failure::Unreadable,
            Failure::Unreadable,
        ),
        (
            "HTML with 404",
            html(404),
            Failure::Unreadable,
            Failure::Unreadable,
        ),
        (
            "HTML with 500",
            html(500),
            server_error(500),
            Failure::Unknown,
        ),
        ("504", html(504), server_error(504), Failure::Unknown),
        (
            "half a JSON",
            json(200, half),
            Failure::Unreadable,
            Failure::Unknown,
        ),
        (
            "another document",
            json(200, "{\"a\":1}"),
            Failure::Unreadable,
            Failure::Unknown,
        ),
        (
            "an empty 200",
            json(200, ""),
            Failure::Unreadable,
            Failure::Unknown,
        ),
        (
            "a refusal inside a 200",
            refusal(200, "330"),
            said(Some(330)),
            said(Some(330)),
        ),
        (
            "a refusal",
            refusal(400, "209"),
            said(Some(209)),
            said(Some(209)),
        ),
        (
            "no rights",
            refusal(403, "244"),
            said(Some(244)),
            said(Some(244)),
        ),
        (
            "an address that is not on the list",
            refusal(403, "113"),
            Failure::AddressRefused,
            Failure::AddressRefused,
        ),
        ("unpaid", html(402), Failure::Unpaid, Failure::Unpaid),
        (
            "a bad token",
            refusal(401, "110"),
            Failure::SignedOut,
            Failure::SignedOut,
        ),
        (
            "a captcha",
            refusal(401, "111"),
            Failure::CaptchaWanted,
            Failure::CaptchaWanted,
        ),
        (
            "a problem document",
            json(400, r#"{"title":"Error","status":244,"detail":"нет"}"#),
            said(Some(244)),
            said(Some(244)),
        ),
    ];
    for (name, answer, question, write) in cases {
        let server = account_that_says(answer).await;
        let client = client(&server.uri());
        assert_eq!(page(&client).await.expect_err(name), question, "{name}");
        assert_eq!(rename(&client).await.expect_err(name), write, "{name}");
    }
}

#[tokio::test]
async fn an_empty_answer_to_a_write_leaves_it_unknown() {
    let server = account_that_says(ResponseTemplate::new(204)).await;
    assert_eq!(rename(&client(&server.uri())).await, Err(Failure::Unknown));
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_nothing_is_sent_to_where_it_points() {
    let elsewhere = MockServer::start().await;
    for status in [301, 302, 303, 307, 308] {
        let there = format!("{}{CONTACTS}", elsewhere.uri());
        let server =
            account_that_says(ResponseTemplate::new(status).append_header("Location", there)).await;
        let client = client(&server.uri());
        assert_eq!(page(&client).await, Err(Failure::Unreadable));
        assert_eq!(rename(&client).await, Err(Failure::Unreadable));
    }
    assert_eq!(
        elsewhere.received_requests().await.expect("recorded").len(),
        0
    );
}

#[tokio::test]
async fn an_answer_cut_short_is_none() {
    let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"_embedded\":";
    let socket = Socket::open(cut, Then::Close).await;
    let client = client(&socket.uri);
    assert_eq!(page(&client).await, Err(Failure::Unreadable));
    assert_eq!(rename(&client).await, Err(Failure::Unknown));
}

#[tokio::test]
async fn an_answer_cut_short_without_a_length_is_none() {
    let cut = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"_embedded\":{\"items\":[{\"id\":1}";
    let socket = Socket::open(cut, Then::Close).await;
    assert_eq!(page(&client(&socket.uri)).await, Err(Failure::Unreadable));
}

#[tokio::test]
async fn what_is_no_http_or_has_endless_headers_is_no_answer() {
    let banner = Socket::open(b"SSH-2.0-OpenSSH_9.9\r\n", Then::Close).await;
    let head = b"HTTP/1.1 200 OK\r\n";
    let endless = Socket::open(head, Then::Repeat(b"X-More: and more\r\n")).await;
    for socket in [banner, endless] {
        let client = client(&socket.uri);
        assert_eq!(page(&client).await, Err(Failure::Unreadable));
        assert_eq!(rename(&client).await, Err(Failure::Unknown));
    }
}

#[tokio::test]
async fn a_connection_that_closes_without_an_answer_leaves_a_write_unknown() {
    let socket = Socket::open(b"", Then::Close).await;
    let client = client(&socket.uri);
    assert_eq!(page(&client).await, Err(Failure::Unreachable));
    assert_eq!(rename(&client).await, Err(Failure::Unknown));
    assert_eq!(
        socket.heard().matches("POST ").count(),
        1,
        "a write is never repeated by itself"
    );
}

#[tokio::test]
async fn silence_ends_at_the_time_limit() {
    let impatient = Config {
        timeout: Duration::from_millis(50),
        ..config()
    };
    let stalls: [&[u8]; 2] = [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"_embedded\":",
    ];
    for said in stalls {
        let socket = Socket::open(said, Then::Hold).await;
        let client = client_with(&socket.uri, token(), &impatient);
        assert_eq!(page(&client).await, Err(Failure::TimedOut));
        assert_eq!(rename(&client).await, Err(Failure::Unknown));
    }
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent() {
    let socket = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let uri = format!("http://{}", socket.local_addr().expect("an address"));
    drop(socket);
    let client = client(&uri);
    assert_eq!(page(&client).await, Err(Failure::Unreachable));
    assert_eq!(rename(&client).await, Err(Failure::Unreachable));
}

#[tokio::test]
async fn an_endless_answer_is_too_large() {
    let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let socket = Socket::open(head, Then::Repeat(b"10\r\n                \r\n")).await;
    let small = Config {
        body_limit: 64 * 1024,
        ..config()
    };
    let client = client_with(&socket.uri, token(), &small);
    assert_eq!(page(&client).await, Err(Failure::TooLarge));
    assert_eq!(rename(&client).await, Err(Failure::Unknown));
}

#[tokio::test]
async fn a_small_answer_that_inflates_beyond_the_limit_is_too_large() {
    let bomb = include_bytes!("../fixtures/wire/spaces.gz");
    assert!(bomb.len() < 2048);
    let answer = ResponseTemplate::new(200)
        .append_header("Content-Encoding", "gzip")
        .set_body_raw(bomb.to_vec(), "application/hal+json");
    let server = account_that_says(answer).await;
    let small = Config {
        body_limit: 64 * 1024,
        ..config()
    };
    assert_eq!(
        page(&client_with(&server.uri(), token(), &small)).await,
        Err(Failure::TooLarge)
    );
    // Within the limit the same megabyte is merely no page.
    assert_eq!(page(&client(&server.uri())).await, Err(Failure::Unreadable));
}

#[tokio::test]
async fn a_connection_that_is_not_encrypted_as_promised_gets_no_credentials() {
    let socket = Socket::open(b"HTTP/1.1 200 OK\r\n\r\n", Then::Close).await;
    let client = client(&socket.uri.replace("http://", "https://"));
    let untrusted = Failure::Untrusted {
        why: Distrust::Handshake,
    };
    assert_eq!(page(&client).await, Err(untrusted.clone()));
    assert_eq!(rename(&client).await, Err(untrusted.clone()));
    assert!(!socket.heard().contains(CANARY));
}
