//! Clients, canned answers and a socket that says exactly what a test wants.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use rolo::crm::{Access, Ask, Config, Origin, Page, Rate, V2};
use rolo::crm::{Crm as _, Post, Posted};
use rolo::domain::{account::Account, edit::Changes, failure::Failure, id::ContactId, id::Moment};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

pub(super) const PAGE: &str = include_str!("../fixtures/wire/contacts.json");
pub(super) const ACCOUNT: &str = include_str!("../fixtures/wire/account.json");
/// Must never be seen outside of a request.
pub(super) const CANARY: &str = "canary-7f3a91";
pub(super) const CONTACTS: &str = "/api/v2/contacts";
pub(super) const AUTH: &str = "/private/api/auth.php";

/// Quick limits: nothing in a test may take as long as the real ones allow.
pub(super) fn config() -> Config {
    Config {
        rate: Rate::OFF,
        timeout: Duration::from_secs(20),
        first_pause: Duration::from_millis(1),
        ..Config::default()
    }
}

pub(super) fn origin(uri: &str) -> Origin {
    Origin::parse(uri).expect("a loopback address")
}

pub(super) fn token() -> Access {
    Access::Token(CANARY.into())
}

pub(super) fn login() -> Access {
    Access::Login {
        login: "anna@demo.test".to_owned(),
        hash: CANARY.into(),
    }
}

pub(super) fn client_with(uri: &str, access: Access, config: &Config) -> V2 {
    V2::new(origin(uri), access, config).expect("a client")
}

pub(super) fn client(uri: &str) -> V2 {
    client_with(uri, token(), &config())
}

pub(super) async fn page(client: &V2) -> Result<Page, Failure> {
    client
        .page(Ask {
            query: "",
            rows: 500,
            offset: 0,
        })
        .await
}

pub(super) async fn rename(client: &V2) -> Result<Posted, Failure> {
    let changes = Changes {
        name: Some("Пётр".to_owned()),
        ..Changes::default()
    };
    update(client, &changes, None).await
}

pub(super) async fn update(
    client: &V2,
    changes: &Changes,
    account: Option<&Account>,
) -> Result<Posted, Failure> {
    let post = Post::Update {
        id: ContactId(41560),
        changes,
        after: Moment(1_508_965_200),
    };
    client.post(post, account).await
}

pub(super) async fn add(client: &V2) -> Result<Posted, Failure> {
    let changes = Changes {
        name: Some("Пётр".to_owned()),
        ..Changes::default()
    };
    client
        .post(
            Post::Add {
                changes: &changes,
                request_id: "6f0d-4c1e",
            },
            None,
        )
        .await
}

pub(super) fn json(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body.as_bytes().to_vec(), "application/hal+json")
}

pub(super) fn html(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status)
        .set_body_raw(b"<html><body>nginx</body></html>".to_vec(), "text/html")
}

pub(super) fn refusal(status: u16, code: &str) -> ResponseTemplate {
    json(
        status,
        &format!(r#"{{"response":{{"error":"нет","error_code":"{code}","auth":false}}}}"#),
    )
}

/// An account that gives this to every request for contacts.
pub(super) async fn account_that_says(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(path(CONTACTS))
        .respond_with(answer)
        .mount(&server)
        .await;
    server
}

/// Mounts a login that opens the session of this name.
pub(super) fn login_opens(session: &str) -> Mock {
    Mock::given(method("POST")).and(path(AUTH)).respond_with(
        json(
            200,
            r#"{"response":{"auth":true,"accounts":[],"user":{"id":504141}}}"#,
        )
        .append_header(
            "Set-Cookie",
            format!("session_id={session}; path=/; domain=.amocrm.ru; secure; HttpOnly"),
        ),
    )
}

/// A socket that answers each connection with these bytes, whatever is asked, and remembers what it was sent.
pub(super) struct Socket {
    pub(super) uri: String,
    pub(super) heard: Arc<Mutex<Vec<u8>>>,
}

/// What happens after the bytes were sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    Close,
    /// Says nothing more and does not close.
    Hold,
    /// Goes on with these bytes for as long as anybody listens.
    Repeat(&'static [u8]),
}

impl Socket {
    pub(super) async fn open(answer: &'static [u8], then: Then) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let uri = format!("http://{}", listener.local_addr().expect("an address"));
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let ear = Arc::clone(&ear);
                tokio::spawn(async move {
                    let mut buffer = vec![0; 65536];
                    let read = stream.read(&mut buffer).await.unwrap_or(0);
                    ear.lock()
                        .expect("no panic")
                        .extend_from_slice(&buffer[..read]);
                    let _ = stream.write_all(answer).await;
                    match then {
                        // Whatever else was sent is read first: closing over unread bytes would reset the connection.
                        Then::Close => {
                            let _ = stream.shutdown().await;
                            while stream.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
                        }
                        Then::Hold => {
                            while stream.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
                        }
                        Then::Repeat(more) => while stream.write_all(more).await.is_ok() {},
                    }
                });
            }
        });
        Self { uri, heard }
    }

    pub(super) fn heard(&self) -> String {
        String::from_utf8_lossy(&self.heard.lock().expect("no panic")).into_owned()
    }
}
