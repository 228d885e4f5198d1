//! Keys, tokens and sessions are seen by the account and by nobody else.

use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rolo::crm::{Access, Config, Crm as _, V2};
use rolo::domain::id::ContactId;
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::support::{AUTH, CANARY, PAGE, Socket, Then};
use super::support::{
    add, client, client_with, html, json, login, login_opens, page, refusal, rename, token,
};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reports every pause instead of waiting: here only the words count.
fn config() -> Config {
    Config {
        patience: Duration::ZERO,
        ..super::support::config()
    }
}

/// Asks everything once and gives back what failures say.
async fn everything(client: &V2) -> String {
    let contact = client.contact(ContactId(1)).await;
    let all = (
        client.account().await,
        page(client).await,
        contact,
        rename(client).await,
        add(client).await,
    );
    format!("{all:?} {client:?}")
}

#[tokio::test]
async fn no_secret_is_in_a_failure_a_debug_text_or_a_log() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _log = tracing::subscriber::set_default(subscriber);

    let mut seen = String::new();
    for answer in [
        html(200),
        html(403),
        html(500),
        html(429),
        refusal(401, "110"),
        refusal(401, "111"),
        json(200, PAGE),
        ResponseTemplate::new(302).append_header("Location", "http://127.0.0.1:1/"),
    ] {
        let server = MockServer::start().await;
        let session = format!("session-{CANARY}");
        login_opens(&session).with_priority(1).mount(&server).await;
        Mock::given(wiremock::matchers::any())
            .respond_with(answer.clone())
            .mount(&server)
            .await;
        for access in [token(), login()] {
            let client = client_with(&server.uri(), access, &config());
            seen.push_str(&everything(&client).await);
        }
        let refusing = MockServer::start().await;
        Mock::given(path(AUTH))
            .respond_with(answer)
            .mount(&refusing)
            .await;
        seen.push_str(&everything(&client_with(&refusing.uri(), login(), &config())).await);
    }
    let silent = Socket::open(b"", Then::Hold).await;
    let impatient = Config {
        timeout: Duration::from_millis(20),
        ..config()
    };
    seen.push_str(&everything(&client_with(&silent.uri, token(), &impatient)).await);
    seen.push_str(&everything(&client("http://127.0.0.1:1")).await);
    for access in [
        token(),
        login(),
        Access::Token(format!("{CANARY}\n").into()),
    ] {
        write!(seen, "{access:?}").expect("a string takes everything");
        seen.push_str(&everything(&client_with("http://127.0.0.1:1", access, &config())).await);
    }

    let logged = String::from_utf8_lossy(&log.0.lock().expect("no panic")).into_owned();
    assert!(
        logged.contains("asked in vain"),
        "the log is empty, so it proves nothing"
    );
    assert!(!seen.contains(CANARY) && !logged.contains(CANARY));
    // Nor does a search, which may be a name or a phone, reach the log with the address.
    let client = client("http://127.0.0.1:1");
    let ask = rolo::crm::Ask {
        query: "Долгорукова",
        rows: 1,
        offset: 0,
    };
    assert!(client.page(ask).await.is_err());
    let logged = String::from_utf8_lossy(&log.0.lock().expect("no panic")).into_owned();
    assert!(
        !logged.contains("query=") && !logged.contains("limit_rows"),
        "{logged}"
    );
}
