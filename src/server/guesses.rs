//! Wrong tries at logins, keys and tokens: after a few from one place nothing more is looked at for a while.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;

use ring::digest;

/// After so many wrong tries for one login from one address no more are looked at…
const OF_LOGIN: u32 = 10;
/// …and after so many from one address, whatever the logins, or with bearer tokens, which name none.
const OF_ADDRESS: u32 = 100;
/// Until so many seconds after the last of them. Counting begins anew only after a rest this long, so no span of it has more
/// wrong tries in it than that.
const WINDOW: i64 = 15 * 60;
/// More logins or addresses than this are not remembered: the oldest go. Whoever has that many addresses, as in IPv6, has
/// more tries, and still 2^160 keys to try.
const MOST: usize = 10_000;

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
}

impl Guesses {
    /// Lets `look` find whom a login and a key belong to, unless it was wrong too often. While it looks nobody else can try:
    /// many at once are not more than one after the other.
    pub(super) fn with_login<T, E>(
        &mut self,
        address: Address,
        login: &str,
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
        let found = self.with_token(address, now, look)?;
        match &found {
            Ok(Some(_)) => self.logins.forget(&place),
            Ok(None) => self.logins.add(place, now),
            // What broke says nothing about the key.
            Err(_) => {}
        }
        Ok(found)
    }

    /// The same for a token, which names nobody. A right one proves nothing about the others of its address.
    pub(super) fn with_token<T, E>(
        &mut self,
        address: Address,
        now: i64,
        look: impl FnOnce() -> Result<Option<T>, E>,
    ) -> Result<Result<Option<T>, E>, TooMany> {
        if self.addresses.count(&address, now) >= OF_ADDRESS {
            return Err(TooMany);
        }
        let found = look();
        if let Ok(None) = found {
            self.addresses.add(address, now);
        }
        Ok(found)
    }
}

/// How often something was wrong, and when last.
#[derive(Debug)]
struct Tally<K>(HashMap<K, Wrong>);

#[derive(Debug, Clone, Copy)]
struct Wrong {
    times: u32,
    last: i64,
}

impl Wrong {
    /// A clock that was set back counts as time that passed.
    fn is_over(self, now: i64) -> bool {
        now.abs_diff(self.last) >= WINDOW.unsigned_abs()
    }
}

impl<K> Default for Tally<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Copy + Eq + Hash> Tally<K> {
    fn count(&self, key: &K, now: i64) -> u32 {
        self.0
            .get(key)
            .filter(|wrong| !wrong.is_over(now))
            .map_or(0, |wrong| wrong.times)
    }

    fn add(&mut self, key: K, now: i64) {
        let times = self.count(&key, now) + 1;
        if self.0.len() >= MOST && !self.0.contains_key(&key) {
            self.make_room(now);
        }
        self.0.insert(key, Wrong { times, last: now });
    }

    fn forget(&mut self, key: &K) {
        self.0.remove(key);
    }

    fn make_room(&mut self, now: i64) {
        self.0.retain(|_, wrong| !wrong.is_over(now));
        if self.0.len() >= MOST
            && let Some(oldest) = self.0.iter().min_by_key(|(_, wrong)| wrong.last)
        {
            let oldest = *oldest.0;
            self.0.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: &str = "anna@demo.test";

    /// Whether a try with this login was looked at; it is wrong, or right.
    fn is_looked_at(
        guesses: &mut Guesses,
        address: IpAddr,
        login: &str,
        now: i64,
        right: bool,
    ) -> bool {
        let look = || Ok::<_, ()>(right.then_some(()));
        guesses.with_login(Some(address), login, now, look).is_ok()
    }

    fn at(number: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, number])
    }

    #[test]
    fn the_eleventh_try_is_not_looked_at_until_a_quarter_of_an_hour_has_passed() {
        let mut guesses = Guesses::default();
        for now in 0..10 {
            assert!(is_looked_at(&mut guesses, at(1), ANNA, now, false));
        }
        for now in [9, 10, 9 + WINDOW - 1] {
            assert!(!is_looked_at(&mut guesses, at(1), ANNA, now, true));
        }
        assert!(is_looked_at(&mut guesses, at(1), ANNA, 9 + WINDOW, true));
    }

    #[test]
    fn a_login_is_the_same_however_it_is_written() {
        let mut guesses = Guesses::default();
        for login in [ANNA, " Anna@Demo.test ", "ANNA@DEMO.TEST"]
            .iter()
            .cycle()
            .take(10)
        {
            assert!(is_looked_at(&mut guesses, at(1), login, 0, false));
        }
        assert!(!is_looked_at(&mut guesses, at(1), ANNA, 0, false));
    }

    #[test]
    fn others_may_still_try() {
        let mut guesses = Guesses::default();
        for _ in 0..10 {
            is_looked_at(&mut guesses, at(1), ANNA, 0, false);
        }
        assert!(is_looked_at(&mut guesses, at(2), ANNA, 0, false));
        let nowhere = guesses.with_login(None, ANNA, 0, || Ok::<_, ()>(Some(())));
        assert_eq!(nowhere, Ok(Ok(Some(()))));
        assert!(is_looked_at(
            &mut guesses,
            at(1),
            "boris@demo.test",
            0,
            false
        ));
    }

    #[test]
    fn a_right_key_begins_the_count_of_its_login_anew() {
        let mut guesses = Guesses::default();
        for _ in 0..3 {
            for _ in 0..9 {
                assert!(is_looked_at(&mut guesses, at(1), ANNA, 0, false));
            }
            assert!(is_looked_at(&mut guesses, at(1), ANNA, 0, true));
        }
    }

    #[test]
    fn many_logins_and_tokens_of_one_address_are_too_many_together() {
        let mut guesses = Guesses::default();
        for number in 0..50 {
            assert!(is_looked_at(
                &mut guesses,
                at(1),
                &number.to_string(),
                0,
                false
            ));
            let token = guesses.with_token(Some(at(1)), 0, || Ok::<Option<()>, ()>(None));
            assert_eq!(token, Ok(Ok(None)));
        }
        assert!(!is_looked_at(&mut guesses, at(1), ANNA, 0, true));
        let token = guesses.with_token(Some(at(1)), 0, || Ok::<_, ()>(Some(())));
        assert_eq!(token, Err(TooMany));
        let token = guesses.with_token(Some(at(2)), 0, || Ok::<_, ()>(Some(())));
        assert_eq!(token, Ok(Ok(Some(()))));
    }

    #[test]
    fn what_breaks_is_no_wrong_try() {
        let mut guesses = Guesses::default();
        for _ in 0..200 {
            let broken = guesses.with_login(Some(at(1)), ANNA, 0, || Err::<Option<()>, _>(()));
            assert_eq!(broken, Ok(Err(())));
        }
    }

    #[test]
    fn a_clock_that_is_set_back_locks_nobody_out_for_long() {
        let mut guesses = Guesses::default();
        for _ in 0..10 {
            is_looked_at(&mut guesses, at(1), ANNA, 1_000_000, false);
        }
        assert!(is_looked_at(&mut guesses, at(1), ANNA, 0, true));
    }

    #[test]
    fn there_are_never_more_places_than_can_be_kept() {
        let mut tally = Tally::default();
        for number in 0..=MOST {
            tally.add(number, i64::from(number > 0));
        }
        assert_eq!(tally.0.len(), MOST);
        assert_eq!((tally.count(&0, 1), tally.count(&1, 1)), (0, 1));
    }
}
