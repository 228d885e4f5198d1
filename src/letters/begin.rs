//! What is said before there is an account: which one to begin with, what proves who comes, and what came of it.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};

use crate::domain::text::Untrusted;

/// What to begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Ask an account who comes. Answered by `Admitted` or `Refused`; nothing is written to a file yet.
    LogIn(Box<Proof>),
    /// Open the account that let somebody in last.
    Enter {
        /// Whether the secret may be written to a file.
        in_file: bool,
    },
    /// Open the demo, with invented contacts the first time.
    Demo,
    /// Open the account of this machine, made the first time.
    Local,
}

/// Which account, and what proves who comes; as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// A name, a host or a URL.
    pub address: String,
    /// What the secret is.
    pub way: Way,
    /// The token, the API key, or the secret of an integration.
    pub secret: Secret,
}

/// What proves who comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// A long-lived token.
    Token,
    /// The API key of a user.
    Key {
        /// The user's e-mail.
        login: String,
    },
    /// A code that an account showed its user, for an integration whose key is the secret.
    Code {
        /// The integration's id.
        client_id: String,
        /// The address to which the account sends browsers, as the integration has it.
        redirect_uri: String,
        /// The code, or the whole address in which it came.
        code: Secret,
    },
}

/// Something that is never shown.
#[derive(Clone)]
pub struct Secret(pub SecretString);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }
}

impl Eq for Secret {}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// The account let somebody in.
    Admitted(Admitted),
    /// An account is open: from now on it can be asked.
    Open {
        /// What it is called on this machine; `None` for the demo.
        called: Option<String>,
        /// Scheme, host and port.
        address: String,
        /// Whether it is open for reading only.
        is_read_only: bool,
    },
    /// Nothing was done; why and what to do about it, in a sentence that is safe to show.
    Refused(String),
}

/// Who was let in where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admitted {
    /// What the account calls itself.
    pub account: Untrusted,
    /// Scheme, host and port.
    pub address: String,
    /// Whom it knows.
    pub user: Untrusted,
    /// Where the secret lies, in words; `None` when only a file is left, which nobody writes without having asked.
    pub kept: Option<String>,
}
