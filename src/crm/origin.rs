//! The address of an account: one scheme, host and port, which is all that credentials are ever sent to.

use std::fmt;

use url::{Host, Url};

/// Where an account is that is named without a zone.
const HOME: &str = "amocrm.ru";
/// Where the vendor serves accounts; those of `.amocrm.com` are served at `.kommo.com` today.
const ZONES: [&str; 3] = [HOME, "kommo.com", "amocrm.com"];

/// A scheme, a host and a port, and nothing else.
///
/// Only `https`, or `http` when the host is this very machine: credentials never travel in the clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Has no path, query or user in it; checked when it is made.
    url: Url,
    loopback: bool,
}

/// Why an address cannot be the one of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadOrigin {
    /// It is no URL with a host.
    #[error("this is not an address such as https://example.amocrm.ru")]
    NotAnAddress,
    /// It is `http` to another machine, or a scheme that accounts do not speak.
    #[error("an account is reached over https; http is only for this very machine")]
    Cleartext,
    /// It holds more than scheme, host and port: a path, a query, a user or a password.
    #[error("an address is only scheme, host and port, without a path, a query or a login")]
    TooMuch,
}

impl Origin {
    /// Reads an address as a person writes it: `https://example.amocrm.ru`, `http://127.0.0.1:8099`.
    pub fn parse(text: &str) -> Result<Self, BadOrigin> {
        let url = Url::parse(text.trim()).map_err(|_| BadOrigin::NotAnAddress)?;
        let loopback = match url.host().ok_or(BadOrigin::NotAnAddress)? {
            Host::Domain(name) => name == "localhost",
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        };
        match url.scheme() {
            "https" => {}
            "http" if loopback => {}
            _ => return Err(BadOrigin::Cleartext),
        }
        let more = url.path() != "/"
            || url.query().is_some()
            || url.fragment().is_some()
            || !url.username().is_empty()
            || url.password().is_some();
        if more {
            return Err(BadOrigin::TooMuch);
        }
        Ok(Self { url, loopback })
    }

    /// Reads what a person calls an account: `romashka` (of amocrm.ru), `romashka.kommo.com`, or a URL.
    pub fn of_account(text: &str) -> Result<Self, BadOrigin> {
        let text = text.trim();
        if text.contains("://") {
            Self::parse(text)
        } else if is_subdomain(text) {
            Self::parse(&format!("https://{text}.{HOME}"))
        } else {
            Self::parse(&format!("https://{text}"))
        }
    }

    /// What the account may be called for short: `romashka` for `romashka.amocrm.ru`, else its host and port.
    pub fn short_name(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        let of_a_zone = ZONES.iter().find_map(|zone| {
            let name = host.strip_suffix(zone)?.strip_suffix('.')?;
            is_subdomain(name).then(|| name.to_owned())
        });
        of_a_zone.unwrap_or_else(|| match self.url.port() {
            Some(port) => format!("{}-{port}", host.trim_matches(['[', ']'])),
            None => host.trim_matches(['[', ']']).to_owned(),
        })
    }

    /// Whether this is the very machine that rolo runs on.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// The host and port that are connected to, as name servers are asked for them.
    pub fn socket(&self) -> (String, u16) {
        let host = self.url.host_str().unwrap_or_default();
        let host = host.trim_matches(['[', ']']).to_owned();
        // Both schemes that an origin has are known with their ports.
        (host, self.url.port_or_known_default().unwrap_or(443))
    }

    /// Whether the connection is encrypted.
    pub fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The address of one method, with its parameters.
    pub(super) fn at(&self, path: &str, query: &[(&str, &str)]) -> Url {
        let mut url = self.url.clone();
        url.set_path(path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }
}

/// The letters of a subdomain; "www" is the vendor's own page.
fn is_subdomain(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&text.len())
        && text.bytes().all(plain)
        && !text.starts_with('-')
        && !["www", "localhost"].contains(&text)
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.url.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_goes_anywhere_and_http_only_to_this_machine() {
        for good in [
            "https://demo.amocrm.ru",
            "https://demo.kommo.com/",
            "http://127.0.0.1:8099",
            "http://localhost:1",
            "http://[::1]:80",
        ] {
            assert!(Origin::parse(good).is_ok(), "{good}");
        }
        for (bad, why) in [
            ("demo.amocrm.ru", BadOrigin::NotAnAddress),
            ("", BadOrigin::NotAnAddress),
            ("http://demo.amocrm.ru", BadOrigin::Cleartext),
            ("http://127.0.0.1.example.ru", BadOrigin::Cleartext),
            ("http://10.0.0.1", BadOrigin::Cleartext),
            ("ftp://localhost/", BadOrigin::Cleartext),
            ("https://user:key@demo.amocrm.ru", BadOrigin::TooMuch),
            ("https://demo.amocrm.ru/?USER_HASH=x", BadOrigin::TooMuch),
            ("https://demo.amocrm.ru/api/v2", BadOrigin::TooMuch),
        ] {
            assert_eq!(Origin::parse(bad), Err(why), "{bad}");
        }
    }

    #[test]
    fn an_account_is_found_by_what_people_call_it() {
        for (text, address, name) in [
            ("romashka", "https://romashka.amocrm.ru", "romashka"),
            (
                " romashka.amocrm.ru ",
                "https://romashka.amocrm.ru",
                "romashka",
            ),
            (
                "romashka.kommo.com",
                "https://romashka.kommo.com",
                "romashka",
            ),
            (
                "https://romashka.kommo.com/",
                "https://romashka.kommo.com",
                "romashka",
            ),
            (
                "crm.example.com:8443",
                "https://crm.example.com:8443",
                "crm.example.com-8443",
            ),
            (
                "http://127.0.0.1:8099",
                "http://127.0.0.1:8099",
                "127.0.0.1-8099",
            ),
            ("http://[::1]:8099", "http://[::1]:8099", "::1-8099"),
        ] {
            let origin = Origin::of_account(text).expect(text);
            assert_eq!(
                (origin.to_string().as_str(), origin.short_name().as_str()),
                (address, name)
            );
        }
        for bad in [
            "",
            "http://romashka.amocrm.ru",
            "romashka.amocrm.ru/?USER_HASH=x",
            "a b",
        ] {
            assert!(Origin::of_account(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn parameters_are_encoded() {
        let origin = Origin::parse("http://127.0.0.1:8099").expect("an origin");
        let url = origin.at(
            "/api/v2/contacts",
            &[("query", "ив & co"), ("limit_rows", "5")],
        );
        assert_eq!(
            url.as_str(),
            "http://127.0.0.1:8099/api/v2/contacts?query=%D0%B8%D0%B2+%26+co&limit_rows=5"
        );
        assert_eq!(origin.to_string(), "http://127.0.0.1:8099");
    }
}
