//! What a request is answered with, and what it is refused with.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

use super::shape::Page;

/// An answer before it is a response.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) content_type: &'static str,
    pub(super) body: Bytes,
    /// A new session's id, for the cookie.
    pub(super) session: Option<String>,
}

impl Reply {
    /// 200 with a HAL document.
    pub(super) fn hal(body: impl Into<Bytes>) -> Self {
        Self {
            status: StatusCode::OK,
            content_type: "application/hal+json",
            body: body.into(),
            session: None,
        }
    }

    /// A page of a neighbour of the contacts; 204 when it has no items.
    pub(super) fn page(href: &str, items: &[impl Serialize]) -> serde_json::Result<Self> {
        let mut page = Page::new(href, 0)?;
        for item in items {
            page.print(item)?;
        }
        Ok(page.finish().map_or_else(Self::nothing, Self::hal))
    }

    /// 200 with a plain JSON document.
    pub(super) fn json(document: &Value) -> Self {
        Self {
            content_type: "application/json",
            ..Self::hal(document.to_string())
        }
    }

    /// 200 with XML.
    pub(super) fn xml(body: String) -> Self {
        Self {
            content_type: "text/xml",
            ..Self::hal(body)
        }
    }

    /// Nothing found: 204 without a body.
    pub(super) fn nothing() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            ..Self::hal(String::new())
        }
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = (self.status, Body::from(self.body)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.content_type),
        );
        if let Some(id) = self.session
            && let Ok(mut cookie) = HeaderValue::try_from(format!(
                "session_id={id}; path=/; HttpOnly; SameSite=Strict"
            ))
        {
            cookie.set_sensitive(true);
            headers.insert(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// Why a whole request is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// An error of the API's own list: HTTP 400 with `{"response":{"error":…,"error_code":"…"}}`.
    Code(u16, String),
    /// 401 with the body that `auth.php` gives; the code is 110 or 112.
    SignIn(u16, &'static str),
    /// The newer `application/problem+json`, for what the API's own list has no code for.
    Problem(StatusCode, String),
    /// Something broke; the cause is in the log, not in the answer.
    Broken,
}

impl Refusal {
    pub(super) fn code(code: u16, text: impl Into<String>) -> Self {
        Self::Code(code, text.into())
    }

    pub(super) fn problem(status: StatusCode, detail: impl Into<String>) -> Self {
        Self::Problem(status, detail.into())
    }

    /// The response; `now` and `domain` are part of the bodies of 401.
    pub(super) fn into_response(self, now: i64, domain: &str) -> Response {
        match self {
            Self::Code(code, text) => document(
                StatusCode::BAD_REQUEST,
                &json!({"response": {"error": text, "error_code": code.to_string(), "server_time": now}}),
            ),
            Self::SignIn(code, text) => document(
                StatusCode::UNAUTHORIZED,
                &json!({"response": {"error": text, "error_code": code.to_string(), "domain": domain,
                    "auth": false, "server_time": now}}),
            ),
            Self::Problem(status, detail) => problem(status, &detail),
            Self::Broken => problem(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The account could not do this; see its log.",
            ),
        }
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        tracing::error!(%error, "a statement failed");
        Self::Broken
    }
}

impl From<super::Error> for Refusal {
    fn from(error: super::Error) -> Self {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "the account failed"
        );
        Self::Broken
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        tracing::error!(%error, "a stored document cannot be read or printed");
        Self::Broken
    }
}

/// An `application/problem+json` response.
pub(super) fn problem(status: StatusCode, detail: &str) -> Response {
    let mut response = document(
        status,
        &json!({
            "title": status.canonical_reason().unwrap_or("Error"),
            "type": format!("https://httpstatus.es/{}", status.as_u16()),
            "status": status.as_u16(),
            "detail": detail,
        }),
    );
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
}

fn document(status: StatusCode, body: &Value) -> Response {
    let mut response = (status, Body::from(body.to_string())).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/hal+json"),
    );
    response
}
