//! The address of an account: one scheme, host and port, which is all that credentials are ever sent to.

use std::fmt;

use url::{Host, Url};

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

    /// Whether this is the very machine that rolo runs on.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Whether the connection is encrypted.
    pub(super) fn is_https(&self) -> bool {
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
