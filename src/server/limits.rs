//! How much a client may send and how long it may take, so that none of them costs the others their answers.

use std::net::IpAddr;
use std::time::Duration;

/// Objects, lists and brackets within one another, in JSON, in forms and in query strings. What the API knows needs seven.
pub(super) const DEPTH: usize = 32;
/// Named parts of one form or query string: names, indexes and brackets, each counted where it first stands. 500 contacts
/// with twenty values each have about 50,000. Every part costs far more memory than it has letters. JSON can have as many
/// values, whatever they are in.
pub(super) const PARTS: usize = 100_000;
/// Tags of one element. They are printed with it in every list, 500 elements to a page, and people have a handful.
pub(super) const TAGS: usize = 1_000;
/// Bytes of the custom fields of one element, as they are printed. With its other parts beside them a page of 500 stays below
/// the 32 MiB that careful clients take.
pub(super) const FIELDS: usize = 48 << 10;
/// Bytes of a contact's name.
pub(super) const NAME: usize = 4 << 10;
/// The largest body, in bytes, of somebody who is only about to say who he is.
pub(super) const SIGN_IN: usize = 64 << 10;

/// What an account that is served asks of its clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From the first byte of a request, or from the connection, to the end of the headers; also for the TLS handshake.
    pub head: Duration,
    /// From the end of the headers to the end of the body.
    pub body: Duration,
    /// How long nothing of a body, or of the answer on its way out, needs to move…
    pub grace: Duration,
    /// …and how many bytes a second must, on average, from then on.
    pub rate: u32,
    /// How long a connection stays open between two requests.
    pub idle: Duration,
    /// How long what a client still sends is thrown away after an answer that did not wait for it: closed at once, the
    /// connection would be reset and the answer lost.
    pub linger: Duration,
    /// How long requests under way may take once the server is told to stop.
    pub drain: Duration,
    /// Connections in all; one more is closed.
    pub connections: usize,
    /// Connections of one address of the network.
    pub per_address: usize,
    /// Connections of one loopback address. All programs of this machine, and everybody behind a proxy on it, are that one
    /// address, so it has more; half of all, so that a program gone wild leaves room for the network.
    pub per_loopback: usize,
    /// Request line and headers together, in bytes.
    pub head_bytes: usize,
    /// A body, in bytes.
    pub body_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(30),
            grace: Duration::from_secs(10),
            rate: 1 << 10,
            idle: Duration::from_mins(1),
            linger: Duration::from_secs(2),
            drain: Duration::from_secs(10),
            connections: 256,
            per_address: 16,
            per_loopback: 128,
            head_bytes: 64 << 10,
            body_bytes: 8 << 20,
        }
    }
}

impl Limits {
    /// How many connections this address may have.
    pub(super) fn connections_of(&self, address: IpAddr) -> usize {
        if address.is_loopback() {
            self.per_loopback
        } else {
            self.per_address
        }
    }
}
