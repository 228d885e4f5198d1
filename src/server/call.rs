//! One request as the rooms behind the door see it: its address, its headers, its whole body.

use axum::body::Bytes;
use axum::http::{HeaderMap, Uri, header};
use serde_json::{Map, Value};

use super::form;
use super::peer::Peer;
use super::reply::Refusal;

/// A request whose body has arrived.
#[derive(Debug)]
pub(super) struct Call {
    /// Absent when the request came over no connection.
    pub(super) peer: Option<Peer>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// The query string, read as PHP reads it.
    pub(super) query: Map<String, Value>,
}

impl Call {
    pub(super) fn new(
        peer: Option<Peer>,
        uri: &Uri,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Self, Refusal> {
        let query = form::read(uri.query().unwrap_or_default().as_bytes())?;
        Ok(Self {
            peer,
            headers,
            body,
            query,
        })
    }

    /// A parameter of the query string that is a plain text.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.query.get(name).and_then(Value::as_str)
    }

    /// A header as text; bytes that are no text count as absent.
    pub(super) fn header(&self, name: impl header::AsHeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// The host that was asked, without its port.
pub(super) fn host(headers: &HeaderMap) -> &str {
    headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .map_or("localhost", without_port)
}

/// `127.0.0.1:80` is `127.0.0.1`, `[::1]:80` is `[::1]`.
pub(super) fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}
