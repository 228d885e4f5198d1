//! Wrong tries at logins and keys: after a few different ones from one place nothing more is looked at for a while.

mod tally;
#[cfg(test)]
mod tests;

use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;

use ring::digest;

use self::tally::{Tally, Tried};

/// After so many different wrong keys for one login from one address no more are looked at…
const OF_LOGIN: usize = 10;
/// …and after so many from one address, whatever the logins, or as bearers, which name none.
const OF_ADDRESS: usize = 100;

/// Where a try comes from; requests that came over no connection share one place.
type Address = Option<IpAddr>;

/// There were too many wrong tries.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooMany;

/// The wrong tries of one account, in memory only: a restart forgets them, and ends all sessions as well.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    logins: Tally<(Address, [u8; 32])>,
    addresses: Tally<Address>,
    hashes: RandomState,
}

impl Guesses {
    /// Lets `look` find whom a login and a key belong to, unless too many were wrong. While it looks nobody else can try:
    /// many at once are not more than one after the other.
    pub(super) fn with_login<T, E>(
        &mut self,
        address: Address,
        (login, key): (&str, &str),
        now: i64,
        look: impl FnOnce() -> Result<Option<T>, E>,
    ) -> Result<Result<Option<T>, E>, TooMany> {
        // A login may be as long as a body.
        let folded = login.trim().to_lowercase();
        let folded = digest::digest(&digest::SHA256, folded.as_bytes());
        let place = (
            address,
            folded.as_ref().try_into().expect("SHA-256 has 32 bytes"),
        );
        if self.logins.count(&place, now) >= OF_LOGIN {
            return Err(TooMany);
        }
        let tried = self.hashes.hash_one((place.1, key));
        let found = self.looked_at_from(address, tried, now, look)?;
        match &found {
            Ok(Some(_)) => self.logins.forget(&place),
            Ok(None) => self.logins.add(place, tried, now),
            // What broke says nothing about the key.
            Err(_) => {}
        }
        Ok(found)
    }

    /// The same for a key alone, which names nobody. A right one proves nothing about the others of its address.
    pub(super) fn with_key<T, E>(
        &mut self,
        address: Address,
        key: &str,
        now: i64,
        look: impl FnOnce() -> Result<Option<T>, E>,
    ) -> Result<Result<Option<T>, E>, TooMany> {
        self.looked_at_from(address, self.hashes.hash_one(key), now, look)
    }

    fn looked_at_from<T, E>(
        &mut self,
        address: Address,
        tried: Tried,
        now: i64,
        look: impl FnOnce() -> Result<Option<T>, E>,
    ) -> Result<Result<Option<T>, E>, TooMany> {
        if self.addresses.count(&address, now) >= OF_ADDRESS {
            return Err(TooMany);
        }
        let found = look();
        if let Ok(None) = found {
            self.addresses.add(address, tried, now);
        }
        Ok(found)
    }
}
