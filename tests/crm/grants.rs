//! OAuth against a stub: codes, tokens that end, refresh tokens that hold once, several processes with one grant.

use std::{
    fs::File,
    io,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, SystemTime},
};

use rolo::{
    crm::{
        Access, V2,
        oauth::{Grant, Held, Integration, Keep, Tokens, exchange},
    },
    domain::{failure::Failure, id::Moment},
};
use secrecy::ExposeSecret as _;
use serde_json::json;
use tempfile::NamedTempFile;
use wiremock::{
    Mock, MockServer, Request, Respond, ResponseTemplate,
    matchers::{body_json, body_partial_json, header, method, path},
};

use super::support::{self, CONTACTS, PAGE, config, origin, page};

const TOKENS: &str = "/oauth2/access_token";
const DAY: i64 = 86_400;

/// Where the tokens of a test lie: a lock like that of processes, and one pair of tokens.
#[derive(Debug)]
struct Shelf {
    tokens: Mutex<Tokens>,
    lock: NamedTempFile,
    is_full: AtomicBool,
}

/// Several processes with one shelf.
#[derive(Debug, Clone)]
struct Shared(Arc<Shelf>);

struct Alone {
    shelf: Arc<Shelf>,
    _lock: File,
}

impl Keep for Shared {
    fn alone(&self) -> io::Result<Box<dyn Held>> {
        let lock = File::open(self.0.lock.path())?;
        lock.lock()?;
        Ok(Box::new(Alone {
            shelf: Arc::clone(&self.0),
            _lock: lock,
        }))
    }
}

impl Held for Alone {
    fn read(&self) -> io::Result<Tokens> {
        Ok(self.shelf.tokens.lock().expect("tokens").clone())
    }

    fn write(&self, tokens: &Tokens) -> io::Result<()> {
        if self.shelf.is_full.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        *self.shelf.tokens.lock().expect("tokens") = tokens.clone();
        Ok(())
    }
}

fn now() -> Moment {
    let since = SystemTime::UNIX_EPOCH.elapsed().unwrap_or(Duration::ZERO);
    Moment(since.as_secs().cast_signed())
}

/// Tokens `a1` and `r1` that hold for so many seconds more.
fn shelf(seconds: i64) -> Shared {
    Shared(Arc::new(Shelf {
        tokens: Mutex::new(Tokens {
            access: "a1".into(),
            refresh: "r1".into(),
            until: Moment(now().0 + seconds),
        }),
        lock: NamedTempFile::new().expect("a file"),
        is_full: AtomicBool::new(false),
    }))
}

fn kept(shelf: &Shared) -> String {
    let tokens = shelf.0.tokens.lock().expect("tokens");
    tokens.refresh.expose_secret().to_owned()
}

fn integration() -> Integration {
    Integration {
        client_id: "id".to_owned(),
        client_secret: "key".into(),
        redirect_uri: "https://example.com/cb".to_owned(),
    }
}

fn client(server: &MockServer, shelf: &Shared) -> V2 {
    let access = Access::Grant(Grant {
        id: "grant".to_owned(),
        integration: integration(),
        kept: Arc::new(shelf.clone()),
    });
    support::client_with(&server.uri(), access, &config())
}

fn granted(number: u8) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({
        "token_type": "Bearer",
        "expires_in": DAY,
        "access_token": format!("a{number}"),
        "refresh_token": format!("r{number}"),
    }))
}

/// A refresh token that holds once, as all do.
async fn renews(server: &MockServer, number: u8) {
    let spent = json!({"grant_type": "refresh_token", "refresh_token": format!("r{number}"), "client_secret": "key"});
    Mock::given(method("POST"))
        .and(path(TOKENS))
        .and(body_partial_json(spent))
        .respond_with(granted(number + 1))
        .up_to_n_times(1)
        .expect(1)
        .mount(server)
        .await;
    Mock::given(path(TOKENS))
        .respond_with(ResponseTemplate::new(400).set_body_json(json!({"hint": "Token is invalid"})))
        .with_priority(200)
        .mount(server)
        .await;
}

/// Contacts for this access token; everybody else is signed out.
async fn lets_in(server: &MockServer, token: &str, respond: impl Respond + 'static) {
    Mock::given(path(CONTACTS))
        .and(header("authorization", format!("Bearer {token}").as_str()))
        .respond_with(respond)
        .mount(server)
        .await;
    Mock::given(path(CONTACTS))
        .respond_with(ResponseTemplate::new(401))
        .with_priority(200)
        .mount(server)
        .await;
}

fn contacts() -> ResponseTemplate {
    support::json(200, PAGE)
}

async fn asked(server: &MockServer, at: &str) -> usize {
    let requests = server.received_requests().await.expect("recorded");
    let requests = requests.iter();
    requests.filter(|request| request.url.path() == at).count()
}

#[tokio::test]
async fn a_code_buys_the_first_tokens_and_a_spent_one_means_logging_in_anew() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path(TOKENS))
        .and(body_json(json!({
            "client_id": "id",
            "client_secret": "key",
            "redirect_uri": "https://example.com/cb",
            "grant_type": "authorization_code",
            "code": "def502",
        })))
        .respond_with(granted(1))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    Mock::given(path(TOKENS))
        .respond_with(ResponseTemplate::new(400))
        .with_priority(200)
        .mount(&server)
        .await;
    let origin = origin(&server.uri());
    let (config, code) = (config(), "def502".into());
    let integration = integration();
    let ask = || exchange(&origin, &config, &integration, &code, Moment(1_000));
    let tokens = ask().await.expect("a client").expect("tokens");
    assert_eq!(tokens.refresh.expose_secret(), "r1");
    assert_eq!(tokens.until, Moment(1_000 + DAY));
    assert_eq!(
        ask().await.expect("a client").unwrap_err(),
        Failure::SignedOut
    );
}

#[tokio::test]
async fn tokens_that_hold_are_used_as_they_are() {
    let server = MockServer::start().await;
    lets_in(&server, "a1", contacts()).await;
    let shelf = shelf(DAY);
    assert!(page(&client(&server, &shelf)).await.is_ok());
    assert_eq!(asked(&server, TOKENS).await, 0);
}

#[tokio::test]
async fn a_token_about_to_end_is_renewed_first_and_what_came_is_kept_before_it_is_used() {
    let server = MockServer::start().await;
    let shelf = shelf(30);
    renews(&server, 1).await;
    let seen = shelf.clone();
    let only_when_kept = move |_: &Request| {
        if kept(&seen) == "r2" {
            contacts()
        } else {
            ResponseTemplate::new(500)
        }
    };
    lets_in(&server, "a2", only_when_kept).await;
    let client = client(&server, &shelf);
    assert!(page(&client).await.is_ok());
    assert!(page(&client).await.is_ok());
    assert_eq!(
        (asked(&server, TOKENS).await, asked(&server, CONTACTS).await),
        (1, 2)
    );
}

#[tokio::test]
async fn tokens_that_the_account_ended_early_are_renewed_once() {
    let server = MockServer::start().await;
    let shelf = shelf(DAY);
    renews(&server, 1).await;
    lets_in(&server, "a2", contacts()).await;
    let client = client(&server, &shelf);
    let (one, two) = tokio::join!(page(&client), page(&client));
    assert!(one.is_ok() && two.is_ok());
    assert_eq!(asked(&server, TOKENS).await, 1);
    assert_eq!(kept(&shelf), "r2");
}

#[tokio::test]
async fn several_processes_spend_a_refresh_token_once() {
    let server = MockServer::start().await;
    let shelf = shelf(0);
    renews(&server, 1).await;
    lets_in(&server, "a2", contacts()).await;
    let clients = [0; 3].map(|_| client(&server, &shelf));
    let [one, two, three] = &clients;
    let (one, two, three) = tokio::join!(page(one), page(two), page(three));
    assert!(one.is_ok() && two.is_ok() && three.is_ok());
    assert_eq!(asked(&server, TOKENS).await, 1);
}

#[tokio::test]
async fn a_refresh_token_that_is_refused_is_not_tried_again() {
    let server = MockServer::start().await;
    let shelf = shelf(0);
    Mock::given(path(TOKENS))
        .respond_with(ResponseTemplate::new(400))
        .mount(&server)
        .await;
    let client = client(&server, &shelf);
    for _ in 0..3 {
        assert_eq!(page(&client).await.unwrap_err(), Failure::SignedOut);
    }
    assert_eq!(asked(&server, TOKENS).await, 1);
    assert_eq!(kept(&shelf), "r1");
}

#[tokio::test]
async fn tokens_that_could_not_be_kept_are_not_lost_and_kept_the_next_time() {
    let server = MockServer::start().await;
    let shelf = shelf(0);
    renews(&server, 1).await;
    lets_in(&server, "a2", contacts()).await;
    let client = client(&server, &shelf);
    shelf.0.is_full.store(true, Ordering::SeqCst);
    assert!(matches!(
        page(&client).await.unwrap_err(),
        Failure::Disk { .. }
    ));
    shelf.0.is_full.store(false, Ordering::SeqCst);
    assert!(page(&client).await.is_ok());
    assert_eq!(kept(&shelf), "r2");
    assert_eq!(asked(&server, TOKENS).await, 1);
}
