//! How to behave towards an account: how often, how long, how large.

use std::path::PathBuf;
use std::time::Duration;

use crate::crm::gate::Rate;

/// How to behave towards an account.
#[derive(Debug, Clone)]
pub struct Config {
    /// How many requests a second.
    pub rate: Rate,
    /// The longest that opening a connection may take.
    pub connect_timeout: Duration,
    /// The longest that a request may take, from its start to the last byte of its answer.
    pub timeout: Duration,
    /// How long an unused connection is kept.
    pub idle_timeout: Duration,
    /// The largest answer, in inflated bytes.
    pub body_limit: usize,
    /// How long nothing is sent after a first 429 that names no time; it doubles with each further one.
    pub first_pause: Duration,
    /// A wait that an account asks for is waited out up to this long, and reported beyond it.
    pub patience: Duration,
    /// A file by which all processes of this machine that ask this account keep to one pace; made when it is missing.
    /// `None`: this one keeps to its own.
    pub gate_file: Option<PathBuf>,
    /// Certificates, in PEM, that are trusted beside the machine's own; mostly none.
    pub roots: Vec<u8>,
    /// Nothing is ever written: whoever asks for it is refused before anything is sent.
    pub read_only: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            rate: Rate::default(),
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_secs(20),
            // A page of real contacts has one or two. A larger one is asked for in parts; what one of this size comes to
            // in memory, read and taken into the copy, stays below 200 MiB.
            body_limit: 16 * 1024 * 1024,
            first_pause: Duration::from_secs(1),
            patience: Duration::from_secs(3),
            gate_file: None,
            roots: Vec::new(),
            read_only: false,
        }
    }
}
