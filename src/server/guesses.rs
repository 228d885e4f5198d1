//! Wrong tries at logins and keys: after a few different ones from one place nothing more is looked at for a while.

mod tally;

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

#[cfg(test)]
mod tests {
    use super::{tally::WINDOW, *};

    const ANNA: &str = "anna@demo.test";

    /// Some guesses, and the number of the last wrong key: each is another one.
    #[derive(Default)]
    struct Guesser {
        guesses: Guesses,
        last: u32,
    }

    impl Guesser {
        /// Whether a try with this login was looked at; it is wrong, or right.
        fn is_looked_at(&mut self, address: IpAddr, login: &str, now: i64, right: bool) -> bool {
            self.last += 1;
            let key = self.last.to_string();
            self.is_looked_at_with(address, (login, &key), now, right)
        }

        fn is_looked_at_with(
            &mut self,
            address: IpAddr,
            pair: (&str, &str),
            now: i64,
            right: bool,
        ) -> bool {
            let look = || Ok::<_, ()>(right.then_some(()));
            self.guesses
                .with_login(Some(address), pair, now, look)
                .is_ok()
        }

        /// The same with a key alone.
        fn is_key_looked_at(&mut self, address: IpAddr, key: &str, right: bool) -> bool {
            let look = || Ok::<_, ()>(right.then_some(()));
            self.guesses.with_key(Some(address), key, 0, look).is_ok()
        }
    }

    fn at(number: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, number])
    }

    #[test]
    fn the_eleventh_try_is_not_looked_at_until_a_quarter_of_an_hour_has_passed() {
        let mut guesser = Guesser::default();
        for now in 0..10 {
            assert!(guesser.is_looked_at(at(1), ANNA, now, false));
        }
        for now in [9, 10, 9 + WINDOW - 1] {
            assert!(!guesser.is_looked_at(at(1), ANNA, now, true));
        }
        assert!(guesser.is_looked_at(at(1), ANNA, 9 + WINDOW, true));
    }

    #[test]
    fn the_same_again_and_again_is_one_try() {
        let mut guesser = Guesser::default();
        for now in 0..3 * WINDOW {
            assert!(guesser.is_looked_at_with(at(1), (ANNA, "stale"), now, false));
        }
        let now = 3 * WINDOW - 1;
        for _ in 0..9 {
            assert!(guesser.is_looked_at(at(1), ANNA, now, false));
        }
        assert!(!guesser.is_looked_at_with(at(1), (ANNA, "stale"), now, false));
        let mut guesser = Guesser::default();
        for _ in 0..200 {
            assert!(guesser.is_key_looked_at(at(1), "stale", false));
        }
    }

    #[test]
    fn one_key_for_many_logins_is_as_many_tries() {
        let mut guesser = Guesser::default();
        for number in 0..100 {
            let login = number.to_string();
            assert!(guesser.is_looked_at_with(at(1), (&login, "key"), 0, false));
        }
        assert!(!guesser.is_looked_at_with(at(1), (ANNA, "key"), 0, true));
    }

    #[test]
    fn a_login_is_the_same_however_it_is_written() {
        let mut guesser = Guesser::default();
        for login in [ANNA, " Anna@Demo.test ", "ANNA@DEMO.TEST"]
            .iter()
            .cycle()
            .take(10)
        {
            assert!(guesser.is_looked_at(at(1), login, 0, false));
        }
        assert!(!guesser.is_looked_at(at(1), ANNA, 0, false));
    }

    #[test]
    fn others_may_still_try() {
        let mut guesser = Guesser::default();
        for _ in 0..10 {
            guesser.is_looked_at(at(1), ANNA, 0, false);
        }
        assert!(guesser.is_looked_at(at(2), ANNA, 0, false));
        let look = || Ok::<_, ()>(Some(()));
        let nowhere = guesser.guesses.with_login(None, (ANNA, "key"), 0, look);
        assert_eq!(nowhere, Ok(Ok(Some(()))));
        assert!(guesser.is_looked_at(at(1), "boris@demo.test", 0, false));
    }

    #[test]
    fn a_right_key_begins_the_count_of_its_login_anew() {
        let mut guesser = Guesser::default();
        for _ in 0..3 {
            for _ in 0..9 {
                assert!(guesser.is_looked_at(at(1), ANNA, 0, false));
            }
            assert!(guesser.is_looked_at(at(1), ANNA, 0, true));
        }
    }

    #[test]
    fn many_logins_and_keys_of_one_address_are_too_many_together() {
        let mut guesser = Guesser::default();
        for number in 0..50 {
            let name = number.to_string();
            assert!(guesser.is_looked_at(at(1), &name, 0, false));
            assert!(guesser.is_key_looked_at(at(1), &name, false));
        }
        assert!(!guesser.is_looked_at(at(1), ANNA, 0, true));
        assert!(!guesser.is_key_looked_at(at(1), "right", true));
        assert!(guesser.is_key_looked_at(at(2), "right", true));
    }

    #[test]
    fn what_breaks_is_no_wrong_try() {
        let mut guesses = Guesses::default();
        for number in 0..200 {
            let key = number.to_string();
            let look = || Err::<Option<()>, _>(());
            let broken = guesses.with_login(Some(at(1)), (ANNA, &key), 0, look);
            assert_eq!(broken, Ok(Err(())));
        }
    }

    #[test]
    fn a_clock_that_is_set_back_locks_nobody_out_for_long() {
        let mut guesser = Guesser::default();
        for _ in 0..10 {
            guesser.is_looked_at(at(1), ANNA, 1_000_000, false);
        }
        assert!(guesser.is_looked_at(at(1), ANNA, 0, true));
    }
}
