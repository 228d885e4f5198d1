//! Who is let in at all: browsers of other sites and rebound names are turned away before anything else is read.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::call::without_port;
use super::peer::Peer;
use super::{Account, reply};

/// Who stands at the door: it knows the names that may be asked for.
#[derive(Clone)]
pub(super) struct Door {
    account: Account,
    hosts: Arc<[String]>,
}

impl Door {
    /// Lets in those that ask for a name of loopback, for the very address that their connection was made to, or for one of
    /// these names.
    pub(super) fn new(account: &Account, hosts: &[String]) -> Self {
        Self {
            account: account.clone(),
            hosts: hosts.iter().map(|host| bare(host).to_owned()).collect(),
        }
    }

    /// Why a request is turned away, if it is.
    fn turn_away(
        &self,
        peer: Option<Peer>,
        method: &Method,
        headers: &HeaderMap,
    ) -> Option<&'static str> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = hosts.next().map(|host| host.to_str().unwrap_or_default());
        if hosts.next().is_some() {
            return Some("A request asks for one name.");
        }
        // A picture of another site's page sends no origin, but a browser says where the question comes from: it could guess
        // keys otherwise, until the rightful user is locked out.
        if headers
            .get("sec-fetch-site")
            .is_some_and(|site| site == "cross-site")
        {
            return Some("Requests from other sites are not accepted.");
        }
        if host.is_some_and(|host| !self.is_known(without_port(host), peer)) {
            return Some("This account is not served under that name.");
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

    /// A page of another site that points its own name at this machine would be the same site to a browser, so not every name
    /// will do. An address is no such name.
    fn is_known(&self, name: &str, peer: Option<Peer>) -> bool {
        let name = bare(name);
        let is_named = self
            .hosts
            .iter()
            .any(|host| host.eq_ignore_ascii_case(name));
        match name.parse::<IpAddr>() {
            Ok(address) => {
                let address = address.to_canonical();
                address.is_loopback() || peer.is_some_and(|peer| peer.asked == address) || is_named
            }
            Err(_) => {
                name.eq_ignore_ascii_case("localhost")
                    || name.to_ascii_lowercase().ends_with(".localhost")
                    || is_named
            }
        }
    }
}

/// Turns away requests that come from another site, and writes the account's clock on every answer.
pub(super) async fn guard(State(door): State<Door>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let peer = request.extensions().get::<Peer>().copied();
    let mut response = match door.turn_away(peer, &method, request.headers()) {
        Some(why) => reply::problem(StatusCode::FORBIDDEN, why),
        None => next.run(request).await,
    };
    // The query is not logged: it may hold a key.
    tracing::debug!(%method, path, status = response.status().as_u16(), "answered");
    let headers = response.headers_mut();
    headers.insert("runtime-timestamp", HeaderValue::from(door.account.now()));
    if peer.is_some_and(|peer| peer.is_secure) {
        keep_secure(headers);
    }
    response
}

/// A cookie that came over TLS must not go back without it.
fn keep_secure(headers: &mut HeaderMap) {
    if let Some(cookie) = headers.get_mut(header::SET_COOKIE)
        && let Ok(mut secure) = HeaderValue::from_bytes(&[cookie.as_bytes(), b"; Secure"].concat())
    {
        secure.set_sensitive(true);
        *cookie = secure;
    }
}

/// A name without what may stand around it: `[::1]` is `::1`, `localhost.` is `localhost`.
fn bare(name: &str) -> &str {
    let name = name.trim_end_matches('.');
    name.strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door(hosts: &[&str]) -> Door {
        let account = Account::in_memory(Arc::new(|| 0)).unwrap();
        let hosts: Vec<String> = hosts.iter().map(ToString::to_string).collect();
        Door::new(&account, &hosts)
    }

    fn asked(host: Option<&str>, origin: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in [(header::HOST, host), (header::ORIGIN, origin)] {
            if let Some(value) = value {
                headers.insert(name, value.parse().unwrap());
            }
        }
        headers
    }

    fn is_answered(door: &Door, peer: Option<Peer>, host: Option<&str>) -> bool {
        door.turn_away(peer, &Method::GET, &asked(host, None))
            .is_none()
    }

    #[test]
    fn a_picture_on_another_sites_page_gets_nothing() {
        for (site, refused) in [
            ("cross-site", true),
            ("same-origin", false),
            ("none", false),
        ] {
            let mut headers = asked(Some("127.0.0.1:8099"), None);
            headers.insert("sec-fetch-site", site.parse().unwrap());
            let turned_away = door(&[]).turn_away(None, &Method::GET, &headers);
            assert_eq!(turned_away.is_some(), refused, "{site}");
        }
    }

    #[test]
    fn a_request_that_asks_for_two_names_is_turned_away() {
        let mut headers = asked(Some("127.0.0.1"), None);
        headers.append(header::HOST, "crm.example.com".parse().unwrap());
        assert!(door(&[]).turn_away(None, &Method::GET, &headers).is_some());
    }

    #[test]
    fn only_loopback_names_are_answered() {
        let good = [
            "127.0.0.1:8099",
            "localhost",
            "LocalHost:80",
            "localhost.:80",
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
        let door = door(&[]);
        for host in good {
            assert!(is_answered(&door, None, Some(host)), "{host}");
        }
        for host in bad {
            assert!(!is_answered(&door, None, Some(host)), "{host}");
        }
        assert!(is_answered(&door, None, None));
    }

    #[test]
    fn on_a_network_the_address_that_was_asked_and_chosen_names_are_answered() {
        let door = door(&["CRM.example.com", "198.51.100.7", "[2001:db8::7]"]);
        let peer = Peer {
            address: "192.0.2.9".parse().unwrap(),
            asked: "192.0.2.1".parse().unwrap(),
            is_secure: true,
        };
        for host in [
            "192.0.2.1:8443",
            "[::ffff:192.0.2.1]:8443",
            "crm.example.com",
            "crm.example.com.:8443",
            "198.51.100.7",
            "[2001:db8::7]:8443",
            "localhost",
        ] {
            assert!(is_answered(&door, Some(peer), Some(host)), "{host}");
        }
        for host in ["192.0.2.9", "192.0.2.2", "example.com", "a.crm.example.com"] {
            assert!(!is_answered(&door, Some(peer), Some(host)), "{host}");
        }
    }

    #[test]
    fn a_cookie_that_came_over_tls_goes_back_over_tls_only() {
        let mut headers = HeaderMap::new();
        keep_secure(&mut headers);
        assert!(headers.is_empty());
        headers.insert(header::SET_COOKIE, HeaderValue::from_static("a=b; path=/"));
        keep_secure(&mut headers);
        assert_eq!(headers[header::SET_COOKIE], "a=b; path=/; Secure");
        assert!(headers[header::SET_COOKIE].is_sensitive());
    }

    #[test]
    fn a_page_of_another_site_cannot_write() {
        let (door, host) = (door(&[]), Some("127.0.0.1:8099"));
        for (origin, refused) in [
            (None, false),
            (Some("http://127.0.0.1:8099"), false),
            (Some("http://127.0.0.1:9000"), true),
            (Some("https://example.com"), true),
            (Some("null"), true),
        ] {
            let why = door.turn_away(None, &Method::POST, &asked(host, origin));
            assert_eq!(why.is_some(), refused, "{origin:?}");
        }
        let elsewhere = asked(host, Some("https://example.com"));
        assert!(door.turn_away(None, &Method::GET, &elsewhere).is_none());
    }
}
