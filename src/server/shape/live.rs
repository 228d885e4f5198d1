//! The live shape: answers as accounts in use give them, made from the page's when somebody asks.
//!
//! Every answer is parsed and printed once more, so a list of 500 costs about ten times what it costs in the page's shape.
//! That one pays nothing: bodies stay stored as it prints them, and without `--shapes live` nothing of this is called.

mod item;
mod php;

use std::collections::HashMap;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use rusqlite::Connection;
use serde_json::Value;

use super::CONTACTS;
use crate::server::contacts::names::{self, Parts};
use crate::server::{Account, Error, reply};

/// Converts every JSON answer; others, and answers without a body, pass as they are.
pub(in crate::server) async fn convert(
    State(account): State<Account>,
    request: Request,
    next: Next,
) -> Response {
    let are_contacts = request.uri().path().trim_end_matches('/') == CONTACTS;
    let (mut head, body) = next.run(request).await.into_parts();
    if !is_json(&head.headers) {
        return Response::from_parts(head, body);
    }
    let Ok(page) = to_bytes(body, usize::MAX).await else {
        return reply::problem(StatusCode::INTERNAL_SERVER_ERROR, "The answer was cut.");
    };
    if page.is_empty() {
        return Response::from_parts(head, Body::empty());
    }
    let kept = page.clone();
    let printed = tokio::task::spawn_blocking(move || print(&account, &page, are_contacts)).await;
    let body = match printed {
        Ok(Ok(live)) => {
            head.headers.remove(header::CONTENT_LENGTH);
            Bytes::from(live)
        }
        // Any client must understand the page's shape as well: better that than no answer.
        Ok(Err(error)) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "an answer was not converted"
            );
            kept
        }
        Err(error) => {
            tracing::error!(%error, "an answer was not converted");
            kept
        }
    };
    Response::from_parts(head, Body::from(body))
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.contains("json"))
}

fn print(account: &Account, page: &[u8], are_contacts: bool) -> Result<String, Error> {
    let mut document: Value = serde_json::from_slice(page)?;
    reshape(account, &mut document, are_contacts)?;
    Ok(php::escape(&document.to_string()))
}

/// The documents of single things, such as the account and errors, look the same in both shapes.
fn reshape(account: &Account, document: &mut Value, are_contacts: bool) -> Result<(), Error> {
    item::one_link(document);
    let items = document
        .pointer_mut("/_embedded/items")
        .and_then(Value::as_array_mut);
    let Some(items) = items else { return Ok(()) };
    let known = account.read(|connection| Known::read(connection, items, are_contacts))?;
    for shown in items {
        item::reshape(shown, &known.codes);
        if are_contacts {
            item::name(shown, &known.names);
        }
    }
    Ok(())
}

/// What the page does not show and the live shape does. It is read after the answer: when somebody writes in between, it is
/// newer than the rest.
struct Known {
    /// `PHONE`, `EMAIL`, … by field; a field of several kinds of things has one id and one code.
    codes: HashMap<i64, String>,
    names: HashMap<i64, Parts>,
}

impl Known {
    fn read(
        connection: &Connection,
        items: &[Value],
        are_contacts: bool,
    ) -> rusqlite::Result<Self> {
        let codes = connection
            .prepare_cached("SELECT DISTINCT id, code FROM field WHERE code <> ''")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let names = if are_contacts {
            let ids: Vec<i64> = items
                .iter()
                .filter_map(|item| item["id"].as_i64())
                .collect();
            names::of(connection, &ids)?
        } else {
            HashMap::new()
        };
        Ok(Self { codes, names })
    }
}
