//! What can go wrong on the way to an account and back, with its causes, and what that means for a question or a write.

use std::time::Duration;

use rustls::CertificateError;

use crate::domain::failure::{Distrust, Failure};
use crate::domain::{id::Moment, text::Untrusted};
use crate::wire::v2::refusal::Refusal;

/// A refusal text longer than this is cut: it is for one line of a screen.
const TEXT_LIMIT: usize = 500;

/// Why a request came to nothing. Causes never hold the URL, because its query may hold names and phones.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    #[error("no connection")]
    Unreachable(#[source] reqwest::Error),
    #[error("no trusted connection")]
    Untrusted(Distrust, #[source] reqwest::Error),
    #[error("the certificates that this machine trusts cannot be used")]
    NoCertificates(#[source] reqwest::Error),
    #[error("no answer in time")]
    TimedOut(#[source] reqwest::Error),
    #[error("the connection broke before an answer began")]
    Broken(#[source] reqwest::Error),
    #[error("the answer broke off, cannot be inflated or is no HTTP")]
    Cut(#[source] reqwest::Error),
    #[error("the answer is larger than {limit} bytes")]
    TooLarge { limit: usize },
    /// 429, or a gate that is still closed after one.
    #[error("nothing may be sent for {} s", wait.as_secs())]
    TooMany { wait: Duration },
    /// The account blocks everything (403 that is no API answer); nothing is sent for a while.
    #[error("the account blocks all requests")]
    Blocked { until: Moment },
    /// The account answered with a status or a document that means no.
    #[error("HTTP {status}, code {:?}", refusal.as_ref().and_then(|refusal| refusal.code))]
    Refused {
        status: u16,
        refusal: Option<Refusal>,
    },
    /// The answer is nothing that API v2 says: HTML, a redirect, half a JSON.
    #[error("HTTP {status} with {what}")]
    Unreadable { status: u16, what: &'static str },
    /// A login that was refused earlier, and is not tried again.
    #[error("the login was refused before")]
    Standing(Failure),
    /// The login before the request failed, so the request itself was never sent.
    #[error("at login: {0}")]
    AtLogin(#[source] Box<Self>),
}

/// What the request was for: after a write that may have arrived, no answer means "not known".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Read,
    Write,
}

impl Error {
    /// Sorts what the HTTP library reports; its URL is taken out of the cause.
    pub(super) fn from_transport(error: reqwest::Error) -> Self {
        let error = error.without_url();
        if let Some(why) = distrust(&error) {
            Self::Untrusted(why, error)
        } else if error.is_connect() {
            Self::Unreachable(error)
        } else if error.is_timeout() {
            Self::TimedOut(error)
        } else if error.is_body() || error.is_decode() || is_garbled(&error) {
            Self::Cut(error)
        } else {
            Self::Broken(error)
        }
    }

    /// The kind that decides what happens next, for other rooms. The chain of causes goes to the log here.
    pub(super) fn into_failure(self, purpose: Purpose) -> Failure {
        let failure = self.kind(purpose);
        tracing::warn!(
            causes = causes(&self),
            kind = kind_name(&failure),
            "the account was asked in vain"
        );
        failure
    }

    /// The kind without a word in the log.
    pub(super) fn kind(&self, purpose: Purpose) -> Failure {
        let or_unknown = |failure| match purpose {
            Purpose::Read => failure,
            Purpose::Write => Failure::Unknown,
        };
        match self {
            Self::Unreachable(_) => Failure::Unreachable,
            Self::Untrusted(why, _) => Failure::Untrusted { why: *why },
            Self::NoCertificates(_) => Failure::Untrusted {
                why: Distrust::Issuer,
            },
            Self::TimedOut(_) => or_unknown(Failure::TimedOut),
            Self::Broken(_) => or_unknown(Failure::Unreachable),
            Self::TooLarge { .. } => or_unknown(Failure::TooLarge),
            Self::TooMany { wait } => Failure::TooManyRequests {
                seconds: whole_seconds(*wait),
            },
            Self::Blocked { until } => Failure::Blocked { until: *until },
            Self::Refused { status, refusal } => refused(*status, refusal.as_ref(), purpose),
            // With a success status the write may well have been done; a redirect or a 4xx page has done nothing.
            Self::Cut(_)
            | Self::Unreadable {
                status: 200..=299, ..
            } => or_unknown(Failure::Unreadable),
            Self::Unreadable { .. } => Failure::Unreadable,
            Self::Standing(failure) => failure.clone(),
            Self::AtLogin(error) => error.kind(Purpose::Read),
        }
    }
}

/// What a status and the account's own code mean together. The code counts first: it may come inside a 200.
fn refused(status: u16, refusal: Option<&Refusal>, purpose: Purpose) -> Failure {
    let code = refusal.and_then(|refusal| refusal.code);
    match (code, status) {
        (Some(111), _) => Failure::CaptchaWanted,
        (Some(101), _) => words(refusal),
        (Some(112), _) => Failure::UserOff,
        (Some(113), _) => Failure::AddressRefused,
        (Some(110), _) | (Some(401), 200) | (_, 401) => Failure::SignedOut,
        (Some(402), 200) | (_, 402) => Failure::Unpaid,
        // 403 with another code is about this one thing (no rights to add, to edit), not about the access as a whole.
        (Some(403) | None, 403) | (Some(403), 200) => Failure::Forbidden,
        // The question or the address is too long for somebody on the way: fewer ids in one question help.
        (None, 413 | 414) if purpose == Purpose::Read => Failure::TooLarge,
        (_, 500..=599) if purpose == Purpose::Write => Failure::Unknown,
        (_, 500..=599) => Failure::Server { status },
        _ if refusal.is_none() => Failure::Unreadable,
        _ => words(refusal),
    }
}

fn words(refusal: Option<&Refusal>) -> Failure {
    let text: String = refusal
        .map(|refusal| refusal.text.chars().take(TEXT_LIMIT).collect())
        .unwrap_or_default();
    Failure::Refused {
        code: refusal
            .and_then(|refusal| refusal.code)
            .and_then(|code| u32::try_from(code).ok()),
        text: Untrusted::new(text),
    }
}

/// An account's refusal of one element of a write.
pub(super) fn refused_item(code: Option<&str>, text: &str) -> Failure {
    words(Some(&Refusal {
        code: code.and_then(|code| code.parse().ok()),
        text: text.to_owned(),
    }))
}

fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

/// Whether what came is no HTTP, or has no end of headers.
fn is_garbled(error: &reqwest::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<hyper::Error>() {
            return error.is_parse();
        }
        cause = error.source();
    }
    false
}

/// What is wrong with the handshake or the certificate, if that is among the causes.
fn distrust(error: &reqwest::Error) -> Option<Distrust> {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<rustls::Error>() {
            return Some(match error {
                rustls::Error::InvalidCertificate(bad) => bad_certificate(bad),
                _ => Distrust::Handshake,
            });
        }
        // An I/O error names the causes of what it carries, but not what it carries.
        let carried = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        cause = match carried {
            Some(carried) => Some(carried),
            None => error.source(),
        };
    }
    None
}

fn bad_certificate(bad: &CertificateError) -> Distrust {
    use CertificateError::{
        Expired, ExpiredContext, NotValidForName, NotValidForNameContext, NotValidYet,
        NotValidYetContext,
    };
    match bad {
        NotValidForName | NotValidForNameContext { .. } => Distrust::Name,
        Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. } => Distrust::Time,
        _ => Distrust::Issuer,
    }
}

/// The chain in one line. It quotes no answer: those may hold names.
fn causes(error: &Error) -> String {
    let mut line = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    line
}

/// The name of a kind for the log, without what the account said.
fn kind_name(failure: &Failure) -> &'static str {
    match failure {
        Failure::Unreachable => "unreachable",
        Failure::TimedOut => "timed out",
        Failure::Unknown => "outcome unknown",
        Failure::SignedOut => "signed out",
        Failure::CaptchaWanted => "captcha wanted",
        Failure::Unpaid => "unpaid",
        Failure::UserOff => "user switched off",
        Failure::AddressRefused => "address not on the list",
        Failure::Forbidden => "forbidden",
        Failure::Blocked { .. } => "blocked",
        Failure::TooManyRequests { .. } => "too many requests",
        Failure::Server { .. } => "server error",
        Failure::Unreadable => "unreadable",
        Failure::TooLarge => "too large",
        Failure::Untrusted { .. } => "untrusted",
        Failure::Refused { .. } => "refused",
        Failure::Gone => "gone",
        Failure::ReadOnly => "for reading only",
        Failure::DiskFull => "disk full",
        Failure::Disk { .. } => "disk",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(code: impl Into<Option<i64>>) -> Refusal {
        Refusal {
            code: code.into(),
            text: "слова".to_owned(),
        }
    }

    #[test]
    fn each_status_and_code_has_its_own_meaning() {
        let said = |code| Failure::Refused {
            code,
            text: "слова".into(),
        };
        let cases = [
            (401, None, Failure::SignedOut),
            (401, Some(refusal(110)), Failure::SignedOut),
            (401, Some(refusal(111)), Failure::CaptchaWanted),
            (401, Some(refusal(112)), Failure::UserOff),
            (401, Some(refusal(401)), Failure::SignedOut),
            (401, Some(refusal(101)), said(Some(101))),
            (402, Some(refusal(402)), Failure::Unpaid),
            (403, Some(refusal(113)), Failure::AddressRefused),
            (403, Some(refusal(None)), Failure::Forbidden),
            (403, Some(refusal(244)), said(Some(244))),
            (400, Some(refusal(209)), said(Some(209))),
            (400, None, Failure::Unreadable),
            (404, None, Failure::Unreadable),
            (414, None, Failure::TooLarge),
            (404, Some(refusal(404)), said(Some(404))),
            (200, Some(refusal(110)), Failure::SignedOut),
            (200, Some(refusal(330)), said(Some(330))),
            (504, None, Failure::Server { status: 504 }),
        ];
        for (status, refusal, failure) in cases {
            let error = Error::Refused { status, refusal };
            assert_eq!(error.kind(Purpose::Read), failure, "{error}");
        }
    }

    #[test]
    fn a_write_without_a_usable_answer_has_an_unknown_outcome() {
        for error in [
            Error::Refused {
                status: 502,
                refusal: None,
            },
            Error::TooLarge { limit: 1 },
            Error::Unreadable {
                status: 200,
                what: "HTML",
            },
            Error::Unreadable {
                status: 204,
                what: "nothing",
            },
        ] {
            assert_eq!(error.kind(Purpose::Write), Failure::Unknown, "{error}");
            let login = Error::AtLogin(Box::new(error));
            assert_ne!(login.kind(Purpose::Write), Failure::Unknown, "{login}");
        }
        let redirect = Error::Unreadable {
            status: 302,
            what: "a redirect",
        };
        assert_eq!(redirect.kind(Purpose::Write), Failure::Unreadable);
    }

    #[test]
    fn the_words_of_a_refusal_are_cut_and_stay_out_of_the_error() {
        let text = "я".repeat(10_000);
        let error = Error::Refused {
            status: 400,
            refusal: Some(Refusal {
                code: Some(1),
                text,
            }),
        };
        assert_eq!(causes(&error), "HTTP 400, code Some(1)");
        let Failure::Refused { text, .. } = error.kind(Purpose::Write) else {
            panic!("not refused");
        };
        assert_eq!(text.raw().chars().count(), TEXT_LIMIT);
    }

    #[test]
    fn a_wait_is_told_in_whole_seconds_rounded_up() {
        assert_eq!(whole_seconds(Duration::from_millis(1)), 1);
        assert_eq!(whole_seconds(Duration::from_secs(2)), 2);
    }
}
