//! A request of any kind to an account of its own, and what every answer must be whatever was asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderName, HeaderValue, Method, Request, StatusCode, Uri};
use http_body_util::BodyExt as _;
use rolo::server::{Account, Shapes};
use serde_json::Value;
use tower::ServiceExt as _;

/// 2026-11-22 12:00 UTC.
const NOW: i64 = 1_795_348_800;

/// A request; what cannot be sent over HTTP at all cannot be put into one.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Bytes,
    /// Asks the account as accounts in use answer, not as the page prints.
    pub(crate) live: bool,
}

impl Asked {
    /// Анна's request with a body.
    pub(crate) fn post(path: &'static str, body: impl Into<Bytes>, live: bool) -> Self {
        Self {
            method: Method::POST,
            uri: Uri::from_static(path),
            headers: vec![(AUTHORIZATION, HeaderValue::from_static("Bearer demo-anna"))],
            body: body.into(),
            live,
        }
    }

    fn get(uri: &'static str) -> Self {
        Self {
            method: Method::GET,
            ..Self::post(uri, "", false)
        }
    }
}

/// A demo account in both shapes.
pub(crate) struct Weathered {
    page: Router,
    live: Router,
    clock: Arc<AtomicI64>,
}

impl Weathered {
    pub(crate) fn new() -> Self {
        let clock = Arc::new(AtomicI64::new(NOW));
        let seen = Arc::clone(&clock);
        let account = Account::in_memory(Arc::new(move || seen.load(Ordering::SeqCst))).unwrap();
        account.seed_demo(4, 1).unwrap();
        Self {
            page: account.router_in(Shapes::Page),
            live: account.router_in(Shapes::Live),
            clock,
        }
    }

    /// Asks, and fails if the answer is a sign of something broken. A panic behind the door is answered with 500, too.
    pub(crate) async fn ask(&self, asked: Asked) -> (StatusCode, Bytes) {
        let told = &asked;
        let mut request = Request::builder().method(&asked.method).uri(&asked.uri);
        for (name, value) in &asked.headers {
            request = request.header(name, value);
        }
        let router = if asked.live { &self.live } else { &self.page };
        let request = request.body(Body::from(asked.body.clone())).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        assert!(!status.is_server_error(), "{status}: {told:?}");
        let kind = response.headers().get("content-type");
        let is_json = kind.is_some_and(|kind| kind.to_str().unwrap().ends_with("json"));
        let body = response.into_body().collect().await.unwrap().to_bytes();
        if status == StatusCode::NO_CONTENT {
            assert!(body.is_empty(), "{told:?}");
        } else if is_json && !body.is_empty() {
            let read = serde_json::from_slice::<Value>(&body);
            assert!(
                read.is_ok_and(|read| read.is_object()),
                "{told:?}: {body:?}"
            );
        }
        (status, body)
    }

    /// The account still lets its people in, lists what it holds and takes a contact.
    pub(crate) async fn still_answers(&self) {
        // Whoever guessed at keys is made to wait, but not for ever.
        self.clock.fetch_add(24 * 60 * 60, Ordering::SeqCst);
        let (status, _) = self
            .ask(Asked::get("/api/v2/account?with=users,custom_fields"))
            .await;
        assert_eq!(status, StatusCode::OK);
        for live in [false, true] {
            let body = r#"{"add":[{"name":"Кто-то"}]}"#;
            let (status, body) = self.ask(Asked::post("/api/v2/contacts", body, live)).await;
            assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&body));
            let list = Asked {
                live,
                ..Asked::get("/api/v2/contacts")
            };
            let (status, body) = self.ask(list).await;
            assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&body));
        }
    }
}
