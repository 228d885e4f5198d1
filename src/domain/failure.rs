//! What can go wrong between rolo and an account, in kinds that decide what to do next.

use std::time::Duration;

use super::{id::Moment, text::Untrusted};

mod reason;

pub use reason::Reason;

/// How long an account that lets nobody in is left alone.
const SHUT_OUT: Duration = Duration::from_mins(15);

/// Why a question to the account, or to this machine's disk, was not answered.
///
/// The chain of causes goes to the log where it happens; this is what the person is told and what decides whether
/// trying again can help.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Nothing was sent: the account cannot be reached.
    #[error("the account cannot be reached")]
    Unreachable,
    /// No answer in time. For a write: nothing was sent or it is safe to repeat.
    #[error("the account did not answer in time")]
    TimedOut,
    /// A write was sent and no usable answer came: it may or may not have been saved.
    #[error("the account did not say whether it saved the change")]
    Unknown,
    /// HTTP 401 or code 110: the login or token is wrong or has ended.
    #[error("the login was refused")]
    SignedOut,
    /// Code 111: the account wants a log-in through the browser first.
    #[error("the account wants a log-in through the browser")]
    CaptchaWanted,
    /// Code 112: the user is switched off.
    #[error("the user is switched off")]
    UserOff,
    /// Code 113: the account lets in only addresses of its list, and this machine's is not on it.
    #[error("this machine's address is not on the account's list")]
    AddressRefused,
    /// HTTP 402: the subscription has ended.
    #[error("the subscription has ended")]
    Unpaid,
    /// HTTP 403: this user may not do this, or nothing at all.
    #[error("the account refuses access")]
    Forbidden,
    /// HTTP 403 with a page instead of an answer: the account blocks all requests. Nothing is sent until then.
    #[error("the account blocks all requests")]
    Blocked {
        /// By this machine's clock.
        until: Moment,
    },
    /// HTTP 429: asked too often; nothing may be sent for so many seconds.
    #[error("the account asks to wait {seconds} s")]
    TooManyRequests {
        /// How long to wait.
        seconds: u64,
    },
    /// HTTP 5xx.
    #[error("the account answers with error {status}")]
    Server {
        /// The HTTP status.
        status: u16,
    },
    /// An answer that is not what API v2 speaks: HTML, half a JSON, a redirect.
    #[error("the answer is not what an account would say")]
    Unreadable,
    /// An answer larger than rolo takes, or a question longer than the account does.
    #[error("the answer is too large")]
    TooLarge,
    /// The certificate or the handshake was refused: nothing was sent.
    #[error("no trusted connection")]
    Untrusted {
        /// What is wrong with it.
        why: Distrust,
    },
    /// The account understood and said no.
    #[error("the account refused: {text}")]
    Refused {
        /// amoCRM's own error code, where it gave one.
        code: Option<u32>,
        /// The account's words.
        text: Untrusted,
    },
    /// The contact is not there, or not for this user.
    #[error("the contact is not there or not visible")]
    Gone,
    /// The account was opened for reading only: nothing was sent.
    #[error("the account was opened for reading only")]
    ReadOnly,
    /// This machine's disk has no room left: nothing was written.
    #[error("this machine's disk is full")]
    DiskFull,
    /// A file of rolo's own could not be written or read.
    #[error("this machine's disk: {text}")]
    Disk {
        /// The system's words.
        text: String,
    },
}

/// Why a connection is not trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distrust {
    /// The certificate is for another name than the address.
    Name,
    /// It is not valid any more, or not yet; or this machine's clock is wrong.
    Time,
    /// Nobody whom this machine trusts has signed it.
    Issuer,
    /// There is no TLS at the other end, or none that can be spoken.
    Handshake,
}

impl Failure {
    /// True when the account lets this user read nothing at all, so that nothing will come by waiting.
    pub fn shuts_out(&self) -> bool {
        match self {
            Self::SignedOut
            | Self::CaptchaWanted
            | Self::UserOff
            | Self::AddressRefused
            | Self::Unpaid
            | Self::Forbidden
            | Self::Blocked { .. }
            | Self::Untrusted { .. }
            | Self::Unreadable => true,
            Self::Unreachable
            | Self::TimedOut
            | Self::Unknown
            | Self::TooManyRequests { .. }
            | Self::Server { .. }
            | Self::TooLarge
            | Self::Refused { .. }
            | Self::Gone
            | Self::ReadOnly
            | Self::DiskFull
            | Self::Disk { .. } => false,
        }
    }

    /// How long an account that [lets nobody in](Self::shuts_out) is left alone, by this machine's clock; `None` for one that
    /// does.
    pub fn leave_alone(&self, now: Moment) -> Option<Duration> {
        match self {
            Self::Blocked { until } => {
                let seconds = u64::try_from(until.0.saturating_sub(now.0)).unwrap_or(0);
                // Whoever comes in the same second may still be too early.
                Some(Duration::from_secs(seconds + 1).min(SHUT_OUT))
            }
            _ => self.shuts_out().then_some(SHUT_OUT),
        }
    }

    /// True when this machine's disk is to blame and not the account.
    pub fn is_of_disk(&self) -> bool {
        matches!(self, Self::DiskFull | Self::Disk { .. })
    }

    /// What the account's error code means, where it gave one that says something.
    pub fn reason(&self) -> Option<Reason> {
        match self {
            Self::Refused { code, .. } => code.and_then(Reason::of),
            _ => None,
        }
    }

    /// True when the same question may be answered later without anybody doing anything.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable
            | Self::TimedOut
            | Self::Unknown
            | Self::TooManyRequests { .. }
            | Self::Server { .. } => true,
            Self::Refused { .. } => self.reason() == Some(Reason::SearchFailed),
            Self::SignedOut
            | Self::CaptchaWanted
            | Self::UserOff
            | Self::AddressRefused
            | Self::Unpaid
            | Self::Forbidden
            | Self::Blocked { .. }
            | Self::Unreadable
            | Self::TooLarge
            | Self::Untrusted { .. }
            | Self::Gone
            | Self::ReadOnly
            | Self::DiskFull
            | Self::Disk { .. } => false,
        }
    }
}
