//! Where pages of a list began and ended, so that the next page need not count through all before it.

use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;

/// So many places are remembered; then all are forgotten.
const MOST: usize = 10_000;

/// Remembered places of lists, by what the list was asked for. Any write makes them void.
#[derive(Default)]
pub(super) struct Marks {
    version: Option<Version>,
    /// By offset: the row at this offset is the first one from this id on.
    lists: HashMap<String, BTreeMap<i64, i64>>,
    count: usize,
}

/// Differs after every write: of other connections, as SQLite counts their commits, and of this one, by the rows it changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Version {
    others: i64,
    own: u64,
}

impl Marks {
    /// Forgets everything if something was written since. What is asked of the connection and of the marks afterwards must
    /// be asked in the same transaction.
    pub(super) fn follow(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let others = connection
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        let version = Version {
            others,
            own: connection.total_changes(),
        };
        if self.version != Some(version) {
            *self = Self {
                version: Some(version),
                ..Self::default()
            };
        }
        Ok(())
    }

    /// The nearest place at or before an offset of this list: its own offset, and the id from which its rows go on.
    pub(super) fn before(&self, list: &str, offset: i64) -> Option<(i64, i64)> {
        let (at, id) = self.lists.get(list)?.range(..=offset).next_back()?;
        Some((*at, *id))
    }

    /// Remembers a place of this list.
    pub(super) fn put(&mut self, list: &str, offset: i64, id: i64) {
        if self.count == MOST {
            self.lists.clear();
            self.count = 0;
        }
        let places = match self.lists.get_mut(list) {
            Some(places) => places,
            None => self.lists.entry(list.to_owned()).or_default(),
        };
        if places.insert(offset, id).is_none() {
            self.count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_serves_its_own_list_from_its_offset_on() {
        let mut marks = Marks::default();
        marks.put("all", 500, 7);
        marks.put("all", 1000, 70);
        assert_eq!(marks.before("all", 499), None);
        assert_eq!(marks.before("all", 999), Some((500, 7)));
        assert_eq!(marks.before("all", 5000), Some((1000, 70)));
        assert_eq!(marks.before("mine", 5000), None);
    }

    #[test]
    fn a_write_of_this_or_of_another_connection_makes_all_places_void() {
        let home = tempfile::tempdir().unwrap();
        let open = || Connection::open(home.path().join("x.sqlite3")).unwrap();
        let (one, other) = (open(), open());
        one.execute_batch("CREATE TABLE person (id INTEGER PRIMARY KEY)")
            .unwrap();
        let mut marks = Marks::default();
        for writer in [&one, &other] {
            marks.follow(&one).unwrap();
            marks.put("all", 500, 7);
            marks.follow(&one).unwrap();
            assert_eq!(marks.before("all", 500), Some((500, 7)));
            writer
                .execute("INSERT INTO person DEFAULT VALUES", [])
                .unwrap();
            marks.follow(&one).unwrap();
            assert_eq!(marks.before("all", 500), None);
        }
    }

    #[test]
    fn there_are_never_more_places_than_can_be_kept() {
        let mut marks = Marks::default();
        for list in 0..4 {
            for offset in 0..i64::try_from(MOST).unwrap() {
                marks.put(&list.to_string(), offset, offset);
            }
        }
        assert!(marks.lists.values().map(BTreeMap::len).sum::<usize>() <= MOST);
        assert_eq!(marks.before("3", 5), Some((5, 5)));
    }
}
