//! One request and its whole answer: no redirects, no cookies of its own, limits on time and size.

use std::time::Duration;

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER, SET_COOKIE};
use reqwest::{Certificate, Client, ClientBuilder};
use secrecy::SecretString;
use tokio::sync::OnceCell;

use crate::crm::{Config, aside::aside, error::Error, origin::Origin};

/// The name rolo gives itself.
const AGENT: &str = concat!("rolo/", env!("CARGO_PKG_VERSION"));
/// What a `Retry-After` that is no number of seconds counts as.
const UNCLEAR_WAIT: Duration = Duration::from_mins(1);
/// The account's clock on every answer of API v2.
const RUNTIME_TIMESTAMP: &str = "runtime-timestamp";
/// The status of an account that is asked too often.
pub(super) const TOO_MANY: u16 = 429;
/// The cookie of a login.
pub(super) const SESSION: &str = "session_id";

/// A connection pool to one account.
#[derive(Debug)]
pub(super) struct Http {
    /// Trusts nobody, and so needs no certificates of this machine: for what is not encrypted.
    untrusting: Client,
    /// For what is.
    trusting: Option<Trusting>,
    body_limit: usize,
}

/// A client that is made when something is asked for the first time.
#[derive(Debug)]
struct Trusting {
    origin: Origin,
    config: Config,
    /// What is trusted beside what the machine trusts.
    roots: Vec<Certificate>,
    client: OnceCell<Client>,
}

/// What came back, whatever it says.
pub(super) struct Answer {
    pub(super) status: u16,
    /// `Runtime-Timestamp`, in Unix seconds.
    pub(super) server_time: Option<i64>,
    /// `Date`, in Unix seconds: the clock of whatever stands before the account, for want of its own.
    pub(super) date: Option<i64>,
    /// `Retry-After`.
    pub(super) retry_after: Option<Duration>,
    /// The value of a `session_id` cookie that the answer sets.
    pub(super) session: Option<SecretString>,
    /// The whole body, inflated.
    pub(super) body: Vec<u8>,
}

impl Http {
    /// Where the address is `https` the machine's certificates are only read for the first request, and on a thread that may
    /// wait: that takes a quarter of a second, and what is on this machine is to be seen before.
    pub(super) fn new(origin: &Origin, config: &Config) -> Result<Self, reqwest::Error> {
        // Fails when another one is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let untrusting = builder(origin, config).tls_certs_only([]).build()?;
        let roots = Certificate::from_pem_bundle(&config.roots)?;
        let trusting = Trusting {
            origin: origin.clone(),
            config: config.clone(),
            roots,
            client: OnceCell::new(),
        };
        Ok(Self {
            untrusting,
            trusting: origin.is_https().then_some(trusting),
            body_limit: config.body_limit,
        })
    }

    /// Begins a request.
    pub(super) fn request(
        &self,
        method: reqwest::Method,
        url: url::Url,
    ) -> reqwest::RequestBuilder {
        self.untrusting.request(method, url)
    }

    /// The client that a request is sent with.
    async fn client(&self) -> Result<&Client, Error> {
        let Some(trusting) = &self.trusting else {
            return Ok(&self.untrusting);
        };
        trusting.client.get_or_try_init(|| trusting.make()).await
    }

    /// Sends a request and reads the answer to its end.
    pub(super) async fn send(&self, request: reqwest::RequestBuilder) -> Result<Answer, Error> {
        let request = request.build().map_err(Error::from_transport)?;
        let sent = self.client().await?.execute(request);
        let mut response = sent.await.map_err(Error::from_transport)?;
        let mut answer = Answer {
            status: response.status().as_u16(),
            server_time: server_time(response.headers()),
            date: date(response.headers()),
            retry_after: retry_after(response.headers()),
            session: session(response.headers()),
            body: Vec::new(),
        };
        if answer.status == TOO_MANY {
            // All is said already, and whoever is in a hurry to be left alone may not say the rest.
            return Ok(answer);
        }
        let too_large = Error::TooLarge {
            limit: self.body_limit,
        };
        // Chunks come inflated, so that a small answer cannot grow beyond the limit unseen.
        while let Some(chunk) = response.chunk().await.map_err(Error::from_transport)? {
            if answer.body.len() + chunk.len() > self.body_limit {
                return Err(too_large);
            }
            make_room(&mut answer.body, chunk.len(), self.body_limit);
            answer.body.extend_from_slice(&chunk);
        }
        Ok(answer)
    }
}

impl Trusting {
    async fn make(&self) -> Result<Client, Error> {
        let mut builder = builder(&self.origin, &self.config);
        if !self.roots.is_empty() {
            builder = builder.tls_certs_merge(self.roots.clone());
        }
        let made = aside(|| builder.build()).await;
        made.map_err(Error::NoCertificates)
    }
}

/// A client but for what it trusts.
fn builder(origin: &Origin, config: &Config) -> ClientBuilder {
    let builder = Client::builder()
        .user_agent(AGENT)
        // A redirect would carry the login to another host, and turn a POST into a GET.
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // A write is never sent twice behind our back.
        .retry(reqwest::retry::never())
        .https_only(origin.is_https())
        .gzip(true)
        .connect_timeout(config.connect_timeout)
        .timeout(config.timeout)
        .pool_idle_timeout(config.idle_timeout);
    if origin.is_loopback() {
        builder.no_proxy()
    } else {
        builder
    }
}

/// Room for so many more bytes: twice as much at a time, but never for more than an answer may have.
fn make_room(body: &mut Vec<u8>, more: usize, limit: usize) {
    let wanted = body.len() + more;
    if wanted > body.capacity() {
        let room = (2 * body.capacity()).min(limit).max(wanted);
        body.reserve_exact(room - body.len());
    }
}

fn server_time(headers: &HeaderMap) -> Option<i64> {
    let seconds: i64 = headers
        .get(RUNTIME_TIMESTAMP)?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()?;
    (seconds > 0).then_some(seconds)
}

fn date(headers: &HeaderMap) -> Option<i64> {
    let date = headers.get(DATE)?.to_str().ok()?;
    let at = jiff::fmt::rfc2822::parse(date).ok()?;
    Some(at.timestamp().as_second())
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let wait = headers
        .get(RETRY_AFTER)?
        .to_str()
        .ok()
        .and_then(|text| text.trim().parse().ok());
    Some(wait.map_or(UNCLEAR_WAIT, Duration::from_secs))
}

/// The session out of all cookies that the answer sets; its attributes do not matter, because it goes back to this
/// origin only.
fn session(headers: &HeaderMap) -> Option<SecretString> {
    headers.get_all(SET_COOKIE).iter().find_map(|cookie| {
        let pair = cookie.to_str().ok()?.split(';').next()?;
        let (name, value) = pair.split_once('=')?;
        let (name, value) = (name.trim(), value.trim());
        let plain = !value.is_empty()
            && value
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b',');
        (name == SESSION && plain).then(|| SecretString::from(value))
    })
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                let name: reqwest::header::HeaderName = name.parse().expect("a name");
                (name, value.parse().expect("a value"))
            })
            .collect()
    }

    #[test]
    fn only_the_session_is_taken_from_the_cookies() {
        let mut map = headers(&[("set-cookie", "user_lang=ru; path=/")]);
        assert!(session(&map).is_none());
        let cookie = "session_id=abc234; expires=Thu, 01 Jan 2027 00:00:00 GMT; path=/; domain=.amocrm.ru; secure; HttpOnly";
        map.append("set-cookie", cookie.parse().expect("a value"));
        assert_eq!(session(&map).expect("a session").expose_secret(), "abc234");
        assert!(session(&headers(&[("set-cookie", "session_id=; path=/")])).is_none());
    }

    #[test]
    fn a_wait_is_read_in_seconds_and_an_unclear_one_is_a_minute() {
        assert_eq!(
            retry_after(&headers(&[("retry-after", "42")])),
            Some(Duration::from_secs(42))
        );
        assert_eq!(
            retry_after(&headers(&[(
                "retry-after",
                "Sun, 06 Nov 1994 08:49:37 GMT"
            )])),
            Some(UNCLEAR_WAIT)
        );
        assert_eq!(retry_after(&headers(&[])), None);
    }

    #[test]
    fn a_date_is_read_as_http_writes_it() {
        let at = |date| super::date(&headers(&[("date", date)]));
        assert_eq!(at("Tue, 01 Aug 2017 07:07:23 GMT"), Some(1_501_571_243));
        assert_eq!(at("soon"), None);
        assert_eq!(super::date(&headers(&[])), None);
    }

    #[test]
    fn a_clock_that_says_nothing_sensible_is_not_believed() {
        assert_eq!(
            server_time(&headers(&[("runtime-timestamp", "1508320306")])),
            Some(1_508_320_306)
        );
        for odd in ["0", "-5", "soon", ""] {
            assert_eq!(server_time(&headers(&[("runtime-timestamp", odd)])), None);
        }
    }
}
