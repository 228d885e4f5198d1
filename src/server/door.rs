//! Who is let in at all: browsers of other sites and rebound names are turned away before anything else is read.

use std::net::{IpAddr, Ipv6Addr};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::call::without_port;
use super::{Account, reply};

/// Turns away requests that come from another site, and writes the account's clock on every answer.
pub(super) async fn guard(
    State(account): State<Account>,
    request: Request,
    next: Next,
) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = match turn_away(&method, request.headers()) {
        Some(why) => reply::problem(StatusCode::FORBIDDEN, why),
        None => next.run(request).await,
    };
    // The query is not logged: it may hold a key.
    tracing::debug!(%method, path, status = response.status().as_u16(), "answered");
    response
        .headers_mut()
        .insert("runtime-timestamp", HeaderValue::from(account.now()));
    response
}

/// Only loopback is served so far, so the name asked for must be one of its names: a page of another site that points
/// its own name at 127.0.0.1 would otherwise be the same site to a browser.
fn turn_away(method: &Method, headers: &HeaderMap) -> Option<&'static str> {
    let host = headers
        .get(header::HOST)
        .map(|host| host.to_str().unwrap_or_default());
    if host.is_some_and(|host| !is_loopback(without_port(host))) {
        return Some("This account is only reachable under a loopback name.");
    }
    // Safe methods change nothing, and without permission a browser does not let other sites read the answer.
    if *method == Method::GET || *method == Method::HEAD {
        return None;
    }
    let origin = headers.get(header::ORIGIN)?.to_str().unwrap_or_default();
    let same = origin
        .split_once("://")
        .is_some_and(|(_, site)| Some(site) == host);
    (!same).then_some("Requests from other sites are not accepted.")
}

fn is_loopback(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let bare = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'));
    match bare {
        Some(address) => address
            .parse::<Ipv6Addr>()
            .is_ok_and(|address| address.is_loopback()),
        None => {
            name.eq_ignore_ascii_case("localhost")
                || name.to_ascii_lowercase().ends_with(".localhost")
                || name
                    .parse::<IpAddr>()
                    .is_ok_and(|address| address.is_loopback())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned_away(method: &Method, host: Option<&str>, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in [(header::HOST, host), (header::ORIGIN, origin)] {
            if let Some(value) = value {
                headers.insert(name, value.parse().unwrap());
            }
        }
        turn_away(method, &headers).is_some()
    }

    #[test]
    fn only_loopback_names_are_answered() {
        let good = [
            "127.0.0.1:8099",
            "localhost",
            "LocalHost:80",
            "demo.localhost",
            "[::1]:8099",
            "127.3.2.1",
        ];
        let bad = [
            "crm.example.com",
            "127.0.0.1.example.com",
            "10.0.0.1:80",
            "[::2]",
            "",
            "localhost.example",
        ];
        for host in good {
            assert!(!turned_away(&Method::GET, Some(host), None), "{host}");
        }
        for host in bad {
            assert!(turned_away(&Method::GET, Some(host), None), "{host}");
        }
        assert!(!turned_away(&Method::GET, None, None));
    }

    #[test]
    fn a_page_of_another_site_cannot_write() {
        let host = Some("127.0.0.1:8099");
        for (origin, refused) in [
            (None, false),
            (Some("http://127.0.0.1:8099"), false),
            (Some("http://127.0.0.1:9000"), true),
            (Some("https://example.com"), true),
            (Some("null"), true),
        ] {
            assert_eq!(
                turned_away(&Method::POST, host, origin),
                refused,
                "{origin:?}"
            );
        }
        assert!(!turned_away(
            &Method::GET,
            host,
            Some("https://example.com")
        ));
    }
}
