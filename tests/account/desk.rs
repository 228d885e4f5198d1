//! Asking the account without a socket, and reading what it answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use rolo::server::{Account, Shapes};
use serde_json::Value;
use tower::ServiceExt as _;

/// 2026-11-22 12:00 UTC: when these tests take place.
pub(crate) const NOW: i64 = 1_795_348_800;

/// A demo account whose clock a test can move.
pub(crate) struct Desk {
    pub(crate) account: Account,
    router: Router,
    clock: Arc<AtomicI64>,
    token: String,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Desk {
    /// An account with the two contacts of the documentation; requests are Анна's.
    pub(crate) fn new() -> Self {
        Self::with_contacts(2)
    }

    pub(crate) fn with_contacts(contacts: u32) -> Self {
        let clock = Arc::new(AtomicI64::new(NOW));
        let seen = Arc::clone(&clock);
        let account = Account::in_memory(Arc::new(move || seen.load(Ordering::SeqCst))).unwrap();
        account.seed_demo(contacts, 1).unwrap();
        let router = account.router();
        Self {
            account,
            router,
            clock,
            token: "demo-anna".to_owned(),
        }
    }

    /// The same account as its server shows it with other shapes.
    pub(crate) fn shown_in(&self, shapes: Shapes) -> Self {
        Self {
            account: self.account.clone(),
            router: self.account.router_in(shapes),
            clock: Arc::clone(&self.clock),
            token: self.token.clone(),
        }
    }

    /// An account that a test made itself.
    pub(crate) fn over(account: &Account, token: &str) -> Self {
        let clock = Arc::new(AtomicI64::new(NOW));
        Self {
            account: account.clone(),
            router: account.router(),
            clock,
            token: token.to_owned(),
        }
    }

    /// The same account as another user sees it.
    pub(crate) fn of(&self, token: &str) -> Self {
        let (account, router, clock) = (
            self.account.clone(),
            self.router.clone(),
            Arc::clone(&self.clock),
        );
        Self {
            account,
            router,
            clock,
            token: token.to_owned(),
        }
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) async fn get(&self, uri: &str) -> Answer {
        self.get_with(uri, &[]).await
    }

    pub(crate) async fn get_with(&self, uri: &str, headers: &[(&str, &str)]) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let mut all = vec![("Authorization", bearer.as_str())];
        all.extend_from_slice(headers);
        self.ask("GET", uri, &all, "").await
    }

    /// POST of JSON to the contacts.
    pub(crate) async fn post(&self, body: &Value) -> Answer {
        self.post_as("application/json", &body.to_string()).await
    }

    /// POST of JSON to another address.
    pub(crate) async fn post_to(&self, uri: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let headers = [
            ("Authorization", bearer.as_str()),
            ("Content-Type", "application/json"),
        ];
        self.ask("POST", uri, &headers, &body.to_string()).await
    }

    pub(crate) async fn post_as(&self, kind: &str, body: &str) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let headers = [("Authorization", bearer.as_str()), ("Content-Type", kind)];
        self.ask("POST", "/api/v2/contacts", &headers, body).await
    }

    /// POST of a form.
    pub(crate) async fn post_form(&self, uri: &str, form: &str) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let headers = [
            ("Authorization", bearer.as_str()),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        self.ask("POST", uri, &headers, form).await
    }

    /// Any request, with no credentials but those given.
    pub(crate) async fn ask(
        &self,
        method: &str,
        uri: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answer {
            status,
            headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    /// One contact as it is read.
    pub(crate) async fn contact(&self, id: i64) -> Value {
        let answer = self.get(&format!("/api/v2/contacts?id={id}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()["_embedded"]["items"][0].clone()
    }

    /// Writes and gives the id of the first item of the answer, which must be a success.
    pub(crate) async fn written(&self, body: &Value) -> i64 {
        let answer = self.post(body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()["_embedded"]["items"][0]["id"]
            .as_i64()
            .unwrap_or_else(|| panic!("{}", answer.text))
    }

    /// The names of the list that was asked for; none for 204.
    pub(crate) async fn names(&self, uri: &str) -> Vec<String> {
        let answer = self.get(uri).await;
        answer
            .items()
            .iter()
            .map(|item| item["name"].as_str().unwrap().to_owned())
            .collect()
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The items of a list; none for 204.
    pub(crate) fn items(&self) -> Vec<Value> {
        if self.status == StatusCode::NO_CONTENT {
            assert_eq!(self.text, "");
            return Vec::new();
        }
        assert_eq!(self.status, 200, "{}", self.text);
        self.json()["_embedded"]["items"]
            .as_array()
            .unwrap()
            .clone()
    }

    pub(crate) fn ids(&self) -> Vec<i64> {
        self.items()
            .iter()
            .map(|item| item["id"].as_i64().unwrap())
            .collect()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The code of an error, wherever the answer has it.
    pub(crate) fn code(&self) -> String {
        self.json()["response"]["error_code"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}
