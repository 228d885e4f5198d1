//! Who is at the other end of a connection, as far as the network tells.

use std::net::IpAddr;

/// What the connection of a request is known by; the listener gives it to each of its requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Peer {
    /// Where the client is; a proxy, when there is one between.
    pub(super) address: IpAddr,
    /// Which address of this machine it asked.
    pub(super) asked: IpAddr,
    /// Whether nobody between can read along.
    pub(super) is_secure: bool,
}
