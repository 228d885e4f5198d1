//! The people of copies on a disk: whatever lies beside a copy, they are those of the copy as it is now.

use std::{fs, path::PathBuf};

use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::{
    domain::{
        fingerprint::Fingerprint,
        id::{AccountId, ContactId, Moment, UserId},
        order::NameKey,
        query::Query,
    },
    index::{Circumstances, Question},
    store::{
        Owner,
        mirror::{Absence, Row, SweepState},
    },
};

const OWNER: Owner = Owner {
    account: AccountId(1),
    user: UserId(10),
};
const HOURS: i64 = 60 * 60;

/// A copy in a folder of its own.
struct Copy {
    home: TempDir,
    mirror: Mirror,
    decoder: Decoder,
}

impl Copy {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        Self {
            mirror: Mirror::open(home.path(), OWNER).unwrap(),
            home,
            decoder: Decoder::default(),
        }
    }

    fn with(ids: impl IntoIterator<Item = i64>, name: &str) -> Self {
        let copy = Self::new();
        copy.put(ids, name);
        copy
    }

    fn put(&self, ids: impl IntoIterator<Item = i64>, name: &str) {
        let row = |id| Row {
            id: ContactId(id),
            raw: json!({"id": id, "name": format!("{name} {id}")}).to_string(),
            fingerprint: Fingerprint(name.bytes().map(i64::from).sum()),
            updated_at: Moment(id),
            responsible: UserId(5),
            name: NameKey::of(name),
            numbers: Vec::new(),
        };
        let rows: Vec<Row> = ids.into_iter().map(row).collect();
        let seen = self.mirror.observe().unwrap();
        self.mirror.keep(seen, &rows, &[], None).unwrap();
    }

    fn remove(&self, ids: &[i64]) {
        let ids: Vec<ContactId> = ids.iter().copied().map(ContactId).collect();
        let seen = self.mirror.observe().unwrap();
        let sweep = SweepState::default();
        let (absent, now) = (Absence::Told, Moment(0));
        self.mirror
            .miss(seen, &ids, absent, now, Some(&sweep))
            .unwrap();
        self.mirror.let_go(now).unwrap();
    }

    fn load(&self) -> People {
        People::load(&self.mirror, &self.decoder, Alphabet::Cyrillic).unwrap()
    }

    fn catch_up(&self, people: &mut People) -> bool {
        people.catch_up(&self.mirror, &self.decoder).unwrap()
    }

    fn snapshot(&self) -> PathBuf {
        self.home.path().join(format!("{OWNER}.index"))
    }

    /// Says that whoever loads them next takes them from the snapshot and needs no contact that was there before.
    fn hide_bodies(&self) {
        let path = self.home.path().join(format!("{OWNER}.sqlite3"));
        let connection = rusqlite::Connection::open(path).unwrap();
        connection.execute("UPDATE body SET raw = ''", []).unwrap();
    }
}

/// Whom a query finds, by id.
fn found(people: &People, typed: &str) -> Vec<i64> {
    let circumstances = Circumstances {
        me: UserId(1),
        users: Vec::new(),
        now: Moment(0),
        today: Moment(0)..Moment(24 * HOURS),
        week_end: Moment(7 * 24 * HOURS),
    };
    let question = Question::new(Query::parse(typed), &circumstances);
    let hits = people.index().search(question, None, &|| false).unwrap();
    let listed = people.index().list(&hits).ids(0..usize::MAX);
    let mut ids: Vec<i64> = listed.iter().map(|id| id.0).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn people_come_from_their_snapshot_with_what_has_changed_since() {
    let copy = Copy::with(1..=5, "Анна");
    let mut people = copy.load();
    assert!(people.keep(&copy.mirror).unwrap());
    copy.hide_bodies();
    copy.put([2, 6], "Борис");
    copy.remove(&[3]);
    let people = copy.load();
    assert_eq!(found(&people, "анна"), [1, 4, 5]);
    assert_eq!(found(&people, "борис"), [2, 6]);
    assert_eq!(people.version(), copy.mirror.version().unwrap());
}

#[test]
fn people_catch_up_with_their_copy_and_say_whether_there_was_anything() {
    let copy = Copy::new();
    let mut people = copy.load();
    assert!(people.index().is_empty());
    assert!(!copy.catch_up(&mut people));
    copy.put(1..=3, "Анна");
    assert!(copy.catch_up(&mut people));
    copy.put([2], "Борис");
    copy.remove(&[1]);
    assert!(copy.catch_up(&mut people));
    assert_eq!(found(&people, ""), [2, 3]);
    assert_eq!(found(&people, "борис"), [2]);
    assert!(!copy.catch_up(&mut people));
}

#[test]
fn people_leave_off_for_who_is_waiting_and_miss_nothing_for_it() {
    let copy = Copy::with(1..=5, "Анна");
    let mut people = copy.load();
    copy.put([1, 6], "Борис");
    copy.put([2, 7], "Борис");
    copy.remove(&[3, 4]);
    let mut parts = 0;
    let mut some = |people: &mut People| {
        parts += 1;
        let caught = people.catch_up_some(&copy.mirror, &copy.decoder, &|| true);
        caught.unwrap()
    };
    let left_off = Caught {
        is_changed: false,
        is_all: false,
    };
    assert_eq!(some(&mut people), left_off);
    // Whoever waited is answered from what was there.
    assert_eq!(found(&people, "анна"), [1, 2, 3, 4, 5]);
    // Meanwhile some go who have been read already, and some come back.
    copy.remove(&[1]);
    copy.put([4], "Вера");
    let caught = loop {
        let caught = some(&mut people);
        if caught.is_all {
            break caught;
        }
        assert_eq!(caught, left_off);
    };
    assert!(caught.is_changed);
    assert!(parts > 4, "{parts}");
    assert_eq!(found(&people, "анна"), [5]);
    assert_eq!(found(&people, "борис"), [2, 6, 7]);
    assert_eq!(found(&people, "вера"), [4]);
    assert!(!copy.catch_up(&mut people));
}

#[test]
fn a_snapshot_is_written_anew_only_when_it_lacks_much() {
    let copy = Copy::with(1..=50, "Анна");
    let mut people = copy.load();
    assert!(people.keep(&copy.mirror).unwrap());
    assert!(!people.keep(&copy.mirror).unwrap());
    copy.put([51], "Борис");
    copy.catch_up(&mut people);
    assert!(!people.keep(&copy.mirror).unwrap());
    copy.put(100..100 + 2_000, "Вера");
    copy.catch_up(&mut people);
    assert!(people.keep(&copy.mirror).unwrap());
    let mut people = copy.load();
    assert!(!people.keep(&copy.mirror).unwrap());
    assert_eq!(found(&people, "").len(), 2_051);
}

#[test]
fn a_snapshot_that_does_not_fit_is_as_none() {
    type Spoil = fn(&Copy);
    let damages: [Spoil; 4] = [
        |copy| fs::write(copy.snapshot(), "").unwrap(),
        |copy| {
            let bytes = fs::read(copy.snapshot()).unwrap();
            fs::write(copy.snapshot(), &bytes[..bytes.len() / 2]).unwrap();
        },
        |copy| {
            let mut bytes = fs::read(copy.snapshot()).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(copy.snapshot(), bytes).unwrap();
        },
        |copy| fs::remove_file(copy.snapshot()).unwrap(),
    ];
    for spoil in damages {
        let copy = Copy::with(1..=5, "Анна");
        copy.load().keep(&copy.mirror).unwrap();
        spoil(&copy);
        let mut people = copy.load();
        assert_eq!(found(&people, "анна"), [1, 2, 3, 4, 5]);
        assert!(people.keep(&copy.mirror).unwrap(), "it is replaced");
    }
}

#[test]
fn the_snapshot_of_another_copy_does_not_fit_although_its_version_does() {
    let mut copy = Copy::with(1..=5, "Анна");
    copy.load().keep(&copy.mirror).unwrap();
    let version = copy.mirror.version().unwrap();
    Mirror::set_aside(copy.home.path(), OWNER).unwrap();
    copy.mirror = Mirror::open(copy.home.path(), OWNER).unwrap();
    copy.put(7..=8, "Борис");
    assert_eq!(copy.mirror.version().unwrap(), version);
    assert_eq!(found(&copy.load(), ""), [7, 8]);
}

#[test]
fn a_snapshot_from_a_later_state_of_the_copy_does_not_fit() {
    let copy = Copy::with(1..=5, "Анна");
    let path = copy.home.path().join(format!("{OWNER}.sqlite3"));
    let before = copy.home.path().join("before");
    let database = rusqlite::Connection::open(&path).unwrap();
    let into = before.to_str().unwrap();
    database.execute("VACUUM INTO ?1", [into]).unwrap();
    copy.put([1], "Борис");
    copy.load().keep(&copy.mirror).unwrap();
    let earlier = Owner {
        user: UserId(11),
        ..OWNER
    };
    fs::rename(before, copy.home.path().join(format!("{earlier}.sqlite3"))).unwrap();
    fs::copy(
        copy.snapshot(),
        copy.home.path().join(format!("{earlier}.index")),
    )
    .unwrap();
    let mirror = Mirror::open(copy.home.path(), earlier).unwrap();
    let people = People::load(&mirror, &copy.decoder, Alphabet::Cyrillic).unwrap();
    assert_eq!(found(&people, "анна"), [1, 2, 3, 4, 5]);
}

#[test]
fn people_are_read_anew_when_fields_mean_something_else() {
    let account = |code: &str| {
        let field = json!({"id": 7, "name": "Номер", "field_type": 1, "is_system": !code.is_empty(), "code": code});
        let fields = json!({"contacts": {"7": field}});
        json!({"id": 1, "current_user": 10, "_embedded": {"custom_fields": fields}}).to_string()
    };
    let copy = Copy::new();
    copy.decoder.recall(&account("")).unwrap();
    let raw = json!({"id": 1, "name": "Анна", "custom_fields": [
        {"id": 7, "name": "Номер", "values": [{"value": "8 999 612-32-32"}]}
    ]});
    let seen = copy.mirror.observe().unwrap();
    let anna = Row {
        id: ContactId(1),
        raw: raw.to_string(),
        fingerprint: Fingerprint(1),
        updated_at: Moment(1),
        responsible: UserId(5),
        name: NameKey::of("Анна"),
        numbers: Vec::new(),
    };
    copy.mirror.keep(seen, &[anna], &[], None).unwrap();
    let mut people = copy.load();
    people.keep(&copy.mirror).unwrap();
    assert_eq!(found(&people, "+79996123232"), [0; 0]);
    copy.decoder.recall(&account("PHONE")).unwrap();
    assert!(copy.catch_up(&mut people));
    assert_eq!(found(&people, "+79996123232"), [1]);
    assert_eq!(found(&copy.load(), "+79996123232"), [1]);
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let copy = Copy::with(1..=5, "Анна");
    copy.hide_bodies();
    copy.put([6], "Борис");
    assert_eq!(found(&copy.load(), ""), [6]);
}

#[test]
fn changes_while_they_are_loaded_are_not_lost() {
    let copy = Copy::with(1..=500, "Анна");
    copy.load().keep(&copy.mirror).unwrap();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for id in 1..=200 {
                copy.put([id], "Борис");
            }
        });
        let mirror = Mirror::open(copy.home.path(), OWNER).unwrap();
        let mut people = People::load(&mirror, &copy.decoder, Alphabet::Cyrillic).unwrap();
        while !writer.is_finished() {
            people.catch_up(&mirror, &copy.decoder).unwrap();
        }
        people.catch_up(&mirror, &copy.decoder).unwrap();
        assert_eq!(found(&people, "борис").len(), 200);
        assert_eq!(found(&people, "").len(), 500);
    });
}

#[cfg(unix)]
#[test]
fn a_snapshot_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let copy = Copy::with(1..=5, "Анна");
    copy.load().keep(&copy.mirror).unwrap();
    let mode = copy.snapshot().metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
