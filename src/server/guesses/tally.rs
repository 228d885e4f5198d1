//! Counts the different wrong tries of each place, for as long as they count, in a bounded memory.

use std::collections::HashMap;
use std::hash::Hash;

/// Wrong tries count until so many seconds after the last of them. Counting begins anew only after a rest this long, so no span of it has more
/// wrong keys in it than that. A program that sends one stale key for ever has tried one.
pub(super) const WINDOW: i64 = 15 * 60;
/// More logins or addresses than this are not remembered: the oldest go. Whoever has that many addresses, as in IPv6, has
/// more tries, and still 2^160 keys to try.
const MOST: usize = 10_000;

/// What was tried, enough to know it again: hashed with numbers that this process has thought of, so that nobody can make
/// two that are taken for one.
pub(super) type Tried = u64;

/// What was wrong where.
#[derive(Debug)]
pub(super) struct Tally<K>(HashMap<K, Wrong>);

/// The different wrong tries of one place, never more than are looked at, and when the last of them came.
#[derive(Debug)]
struct Wrong {
    tried: Vec<Tried>,
    last: i64,
}

impl Wrong {
    /// A clock that was set back counts as time that passed.
    fn is_over(&self, now: i64) -> bool {
        now.abs_diff(self.last) >= WINDOW.unsigned_abs()
    }
}

impl<K> Default for Tally<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Copy + Eq + Hash> Tally<K> {
    /// How many different ones were wrong there lately.
    pub(super) fn count(&self, key: &K, now: i64) -> usize {
        self.0
            .get(key)
            .filter(|wrong| !wrong.is_over(now))
            .map_or(0, |wrong| wrong.tried.len())
    }

    /// Counts one, unless it is one of those that were wrong before.
    pub(super) fn add(&mut self, key: K, tried: Tried, now: i64) {
        if self.0.len() >= MOST && !self.0.contains_key(&key) {
            self.make_room(now);
        }
        let wrong = self.0.entry(key).or_insert_with(|| Wrong {
            tried: Vec::new(),
            last: now,
        });
        if wrong.is_over(now) {
            wrong.tried.clear();
        }
        if !wrong.tried.contains(&tried) {
            wrong.tried.push(tried);
            wrong.last = now;
        }
    }

    /// Begins the count of a place anew.
    pub(super) fn forget(&mut self, key: &K) {
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

    #[test]
    fn there_are_never_more_places_than_can_be_kept() {
        let mut tally = Tally::default();
        for number in 0..=MOST {
            tally.add(number, 0, i64::from(number > 0));
        }
        assert_eq!(tally.0.len(), MOST);
        assert_eq!((tally.count(&0, 1), tally.count(&1, 1)), (0, 1));
    }
}
