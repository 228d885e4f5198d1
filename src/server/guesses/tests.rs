//! Tries from several places, at logins and with keys alone.

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
