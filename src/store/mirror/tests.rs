//! Copies on a disk: what comes in, what goes, who may write, and what is left after damage.

use super::*;
use crate::domain::{
    fingerprint::Fingerprint,
    id::{AccountId, ContactId, Moment, UserId},
    order::{Alphabet, NameKey},
};

mod head;

const OWNER: Owner = Owner {
    account: AccountId(1),
    user: UserId(10),
};
const MINUTES: i64 = 60;

fn row(id: i64, name: &str) -> Row {
    Row {
        id: ContactId(id),
        raw: format!("{id} {name}"),
        fingerprint: Fingerprint(name.bytes().map(i64::from).sum()),
        updated_at: Moment(id),
        responsible: UserId(5),
        name: NameKey::of(name),
        numbers: Vec::new(),
    }
}

fn with_numbers(id: i64, numbers: &[&str]) -> Row {
    Row {
        numbers: numbers.iter().map(ToString::to_string).collect(),
        ..row(id, "Анна")
    }
}

fn rows(ids: impl IntoIterator<Item = i64>) -> Vec<Row> {
    ids.into_iter().map(|id| row(id, "Анна")).collect()
}

fn with(rows: &[Row]) -> Mirror {
    let mirror = Mirror::in_memory().unwrap();
    keep(&mirror, rows);
    mirror
}

fn keep(mirror: &Mirror, rows: &[Row]) -> Kept {
    let seen = mirror.observe().unwrap();
    mirror.keep(seen, rows, &[], None).unwrap()
}

fn miss(mirror: &Mirror, ids: &[i64], now: i64) {
    let seen = mirror.observe().unwrap();
    let ids: Vec<_> = ids.iter().copied().map(ContactId).collect();
    let sweep = SweepState::default();
    mirror
        .miss(seen, &ids, Absence::Noticed, Moment(now), Some(&sweep))
        .unwrap();
}

fn held(mirror: &Mirror) -> Vec<(i64, String)> {
    let mut held = Vec::new();
    mirror
        .each(|id, raw| held.push((id.0, raw.to_owned())))
        .unwrap();
    held
}

#[test]
fn what_was_received_is_given_back_as_it_was_also_to_another_opening() {
    let home = tempfile::tempdir().unwrap();
    let mirror = Mirror::open(home.path(), OWNER).unwrap();
    let kept = keep(&mirror, &[row(2, "Борис\u{0}\"}"), row(1, "Анна")]);
    assert_eq!(
        (kept.new, kept.changed, kept.earliest),
        (2, 0, Some(Moment(1)))
    );
    mirror.keep_account("{\"id\":1}").unwrap();
    let other = Mirror::open(home.path(), OWNER).unwrap();
    assert_eq!(other.one(ContactId(2)).unwrap().unwrap(), "2 Борис\u{0}\"}");
    assert_eq!(other.one(ContactId(3)).unwrap(), None);
    let account: String = other
        .connection()
        .query_row("SELECT account FROM state", [], |row| row.get(0))
        .unwrap();
    assert_eq!(account, "{\"id\":1}");
    assert_eq!(other.count().unwrap(), 2);
    let stranger = Owner {
        user: UserId(11),
        ..OWNER
    };
    assert_eq!(
        Mirror::open(home.path(), stranger)
            .unwrap()
            .count()
            .unwrap(),
        0
    );
}

#[test]
fn the_log_is_emptied_into_the_file_unless_somebody_reads() {
    let dir = tempfile::tempdir().unwrap();
    let mirror = Mirror::open(dir.path(), OWNER).unwrap();
    keep(&mirror, &rows(1..=50));
    let log = Mirror::path(dir.path(), OWNER).with_extension("sqlite3-wal");
    let length = || std::fs::metadata(&log).unwrap().len();
    let other = Mirror::open_to_read(dir.path(), OWNER).unwrap();
    other
        .each(|_, _| {
            mirror.empty_log().unwrap();
            assert!(length() > 0);
        })
        .unwrap();
    mirror.empty_log().unwrap();
    assert_eq!(length(), 0);
    assert_eq!(held(&other).len(), 50);
}

#[test]
fn of_two_answers_the_one_that_was_asked_for_later_counts_whatever_the_dates_say() {
    let mirror = with(&[]);
    let early = mirror.observe().unwrap();
    let late = mirror.observe().unwrap();
    let newer = Row {
        updated_at: Moment(1),
        ..row(1, "новая")
    };
    mirror.keep(late, &[newer], &[], None).unwrap();
    let older = Row {
        updated_at: Moment(99),
        ..row(1, "старая")
    };
    let kept = mirror
        .keep(early, std::slice::from_ref(&older), &[], None)
        .unwrap();
    assert_eq!(kept, Kept::default());
    assert_eq!(held(&mirror), [(1, "1 новая".to_owned())]);
    // Asked for later, the same date or an earlier one is a change all the same.
    assert_eq!(keep(&mirror, &[older]).changed, 1);
    assert_eq!(held(&mirror), [(1, "1 старая".to_owned())]);
}

#[test]
fn an_answer_from_before_the_loss_of_a_contact_does_not_bring_it_back() {
    let mirror = with(&rows(1..=3));
    let early = mirror.observe().unwrap();
    miss(&mirror, &[2], 0);
    miss(&mirror, &[2], 10 * MINUTES);
    assert_eq!(mirror.let_go(Moment(0)).unwrap(), 1);
    mirror.keep(early, &rows([2]), &[], None).unwrap();
    assert_eq!(mirror.count().unwrap(), 2);
    keep(&mirror, &rows([2]));
    assert_eq!(mirror.count().unwrap(), 3);
    assert_eq!(mirror.gone(ContactId(2)).unwrap(), None);
}

#[test]
fn a_page_and_the_state_of_its_pass_are_kept_together_or_not_at_all() {
    let mirror = with(&rows(1..=3));
    let before = mirror.pass_state().unwrap();
    let full = {
        let connection = mirror.connection();
        let pages: i64 = connection
            .query_row("PRAGMA page_count", [], |row| row.get(0))
            .unwrap();
        connection
            .pragma_update(None, "max_page_count", pages)
            .unwrap();
        pages
    };
    assert!(full > 0);
    let pass = PassState {
        watermark: Some(Moment(9)),
        ..PassState::default()
    };
    let seen = mirror.observe().unwrap();
    let many: Vec<_> = (4..400)
        .map(|id| row(id, &"длинное имя ".repeat(20)))
        .collect();
    let refused = mirror.keep(seen, &many, &[], Some(&pass));
    assert!(matches!(refused, Err(Error::Full)), "{refused:?}");
    assert_eq!(
        (mirror.count().unwrap(), mirror.pass_state().unwrap()),
        (3, before)
    );
}

#[test]
fn a_contact_is_gone_after_two_sweeps_that_are_apart_by_any_clock() {
    let gone = |times: &[i64]| {
        let mirror = with(&rows(1..=3));
        for now in times {
            miss(&mirror, &[2], *now);
        }
        mirror.vanishing().unwrap().rows
    };
    let start = 1_000 * MINUTES;
    assert_eq!(gone(&[start]), 0);
    assert_eq!(gone(&[start, start + 9 * MINUTES]), 0);
    assert_eq!(gone(&[start, start + 9 * MINUTES, start + 10 * MINUTES]), 1);
    // A clock that was set back: the wait begins again, and ends.
    assert_eq!(gone(&[start, 5, 9 * MINUTES]), 0);
    assert_eq!(gone(&[start, 5, 11 * MINUTES]), 1);
}

#[test]
fn a_contact_that_is_seen_again_was_not_missed() {
    let mirror = with(&rows(1..=3));
    miss(&mirror, &[1, 2, 3], 0);
    keep(&mirror, &rows([1]));
    keep(&mirror, &[row(2, "другая")]);
    let unreadable = Unreadable {
        id: Some(ContactId(3)),
        raw: "{".to_owned(),
        fingerprint: Fingerprint(0),
        why: "is malformed".to_owned(),
    };
    let seen = mirror.observe().unwrap();
    mirror.keep(seen, &[], &[unreadable], None).unwrap();
    miss(&mirror, &[1, 2, 3], 10 * MINUTES);
    assert_eq!(mirror.vanishing().unwrap().rows, 0);
    assert!(mirror.wants_second_look(Moment(20 * MINUTES)).unwrap());
    assert!(!mirror.wants_second_look(Moment(19 * MINUTES)).unwrap());
}

#[test]
fn ids_are_given_in_turn_and_held_ones_told_apart() {
    let mirror = with(&rows([5, 1, 9, 3]));
    let ids = |scope, after: Option<i64>| {
        let ids = mirror.ids(scope, after.map(ContactId), 2).unwrap();
        ids.into_iter().map(|id| id.0).collect::<Vec<_>>()
    };
    assert_eq!(ids(Scope::All, None), [1, 3]);
    assert_eq!(ids(Scope::All, Some(3)), [5, 9]);
    assert_eq!(ids(Scope::All, Some(9)), [0; 0]);
    assert_eq!(ids(Scope::Missed, None), [0; 0]);
    miss(&mirror, &[3], 0);
    assert_eq!(ids(Scope::Missed, None), [3]);
    let asked = [ContactId(9), ContactId(2)];
    assert_eq!(mirror.held(&asked).unwrap(), [ContactId(9)]);
}

#[test]
fn changes_are_told_from_any_version_that_is_not_too_old() {
    let mirror = with(&rows(1..=3));
    let start = mirror.version().unwrap();
    assert_eq!(mirror.changes(start).unwrap().unwrap().upserts, []);
    keep(&mirror, &rows(1..=3));
    assert_eq!(mirror.version().unwrap(), start, "nothing changed");
    keep(&mirror, &[row(2, "другая"), row(4, "новая")]);
    miss(&mirror, &[1], 0);
    miss(&mirror, &[1], 10 * MINUTES);
    mirror.let_go(Moment(10 * MINUTES)).unwrap();
    let changes = mirror.changes(start).unwrap().unwrap();
    let ids: Vec<_> = changes.upserts.iter().map(|(id, _)| id.0).collect();
    assert_eq!((ids, changes.removals), (vec![2, 4], vec![ContactId(1)]));
    assert_eq!(changes.version, mirror.version().unwrap());
    // A month later the removal is forgotten, and with it what led to it.
    mirror.let_go(Moment(32 * 24 * 60 * MINUTES)).unwrap();
    assert_eq!(mirror.changes(start).unwrap(), None);
    assert_eq!(mirror.gone(ContactId(1)).unwrap(), None);
    assert!(mirror.changes(changes.version).unwrap().is_some());
    assert_eq!(
        mirror.changes(changes.version + 1).unwrap(),
        None,
        "another file's"
    );
}

#[test]
fn what_was_forgotten_stays_so_though_the_clock_was_set_back() {
    const DAYS: i64 = 24 * 60 * MINUTES;
    let mirror = with(&rows(1..=3));
    let go = |id: i64, now: i64| {
        miss(&mirror, &[id], now);
        miss(&mirror, &[id], now + 10 * MINUTES);
        assert_eq!(mirror.let_go(Moment(now + 10 * MINUTES)).unwrap(), 1);
    };
    go(1, 40 * DAYS);
    let between = mirror.version().unwrap();
    go(2, 0);
    assert!(mirror.changes(between).unwrap().is_some());
    // The one that went last is forgotten first…
    mirror.let_go(Moment(31 * DAYS)).unwrap();
    assert_eq!(mirror.changes(between).unwrap(), None);
    // …and so it remains when the other one is.
    mirror.let_go(Moment(71 * DAYS)).unwrap();
    assert_eq!(mirror.changes(between).unwrap(), None);
}

#[test]
fn one_of_all_that_have_it_open_has_the_lead() {
    let home = tempfile::tempdir().unwrap();
    let one = Mirror::open(home.path(), OWNER).unwrap();
    let two = Mirror::open(home.path(), OWNER).unwrap();
    let lead = one.try_lead().unwrap();
    assert!(lead.is_some());
    assert!(two.try_lead().unwrap().is_none());
    assert!(Mirror::lead(home.path(), OWNER).unwrap().is_none());
    drop(lead);
    assert!(two.try_lead().unwrap().is_some());
}

#[test]
fn a_damaged_copy_is_moved_aside_and_a_new_one_begun() {
    let home = tempfile::tempdir().unwrap();
    let path = Mirror::path(home.path(), OWNER);
    std::fs::write(
        &path,
        "not a database, but long enough to be one".repeat(40),
    )
    .unwrap();
    let _lead = Mirror::lead(home.path(), OWNER).unwrap().unwrap();
    let (mirror, aside) = Mirror::open_past_damage(home.path(), OWNER).unwrap();
    assert_eq!(mirror.count().unwrap(), 0);
    let aside = aside.unwrap();
    assert_eq!(aside.file_name().unwrap(), "1-10.damaged-1.sqlite3");
    assert!(std::fs::read_to_string(aside).unwrap().starts_with("not a"));
}

#[test]
fn damage_that_shows_at_work_is_named_and_can_be_moved_aside() {
    let home = tempfile::tempdir().unwrap();
    let mirror = Mirror::open(home.path(), OWNER).unwrap();
    keep(&mirror, &rows(1..=2_000));
    drop(mirror);
    let path = Mirror::path(home.path(), OWNER);
    let mut bytes = std::fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    bytes[half..].fill(0x5a);
    std::fs::write(&path, bytes).unwrap();
    let mirror = Mirror::open(home.path(), OWNER).unwrap();
    assert!(matches!(mirror.each(|_, _| ()), Err(Error::Damaged)));
    assert!(!mirror.is_sound());
    drop(mirror);
    let aside = Mirror::set_aside(home.path(), OWNER).unwrap();
    assert!(aside.exists() && !path.exists());
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_copy_or_its_lock() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let mirror = Mirror::open(&home.path().join("copies"), OWNER).unwrap();
    keep(&mirror, &rows(1..=3));
    let _lead = mirror.try_lead().unwrap();
    let mut files = 0;
    for entry in std::fs::read_dir(home.path().join("copies")).unwrap() {
        let mode = entry.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        files += 1;
    }
    assert_eq!(files, 4, "the database, its log, its index and the lock");
}

#[test]
fn a_copy_from_before_phones_were_kept_reads_everything_anew_and_loses_nothing() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join(format!("{OWNER}.sqlite3"));
    let before = sqlite::open(&path, Durability::Normal, &schema::STEPS[..1]).unwrap();
    before
        .execute_batch(
            "INSERT INTO contact (id, fingerprint, updated_at, responsible, script, folded, observed, version)
             VALUES (1, 9, 1, 5, 0, 'анна', 0, 1);
             INSERT INTO body (id, raw) VALUES (1, '1 Анна');
             UPDATE state SET version = 1, pass = '{\"watermark\":7}';",
        )
        .unwrap();
    drop(before);
    let mirror = Mirror::open(home.path(), OWNER).unwrap();
    assert_eq!(held(&mirror), [(1, "1 Анна".to_owned())]);
    assert_eq!(mirror.pass_state().unwrap(), PassState::default());
    let anna = Row {
        fingerprint: Fingerprint(9),
        ..with_numbers(1, &["9996123232"])
    };
    assert_eq!(keep(&mirror, &[anna]).changed, 1);
    let found = mirror.by_phone("9996123232", Alphabet::Cyrillic).unwrap();
    assert_eq!(found.len(), 1);
}

#[test]
fn who_has_a_phone_is_known_for_as_long_as_he_has_it() {
    let mirror = with(&[
        with_numbers(1, &["9996123232", "9990000000"]),
        with_numbers(2, &["9996123232"]),
    ]);
    let who = |number| mirror.by_phone(number, Alphabet::Cyrillic).unwrap().len();
    assert_eq!((who("9996123232"), who("9990000000")), (2, 1));
    let changed = Row {
        fingerprint: Fingerprint(-1),
        ..with_numbers(1, &["9990000001"])
    };
    keep(&mirror, &[changed]);
    assert_eq!(
        ["9996123232", "9990000000", "9990000001"].map(who),
        [1, 0, 1]
    );
    miss(&mirror, &[2], 0);
    miss(&mirror, &[2], 2 * MINUTES * 60);
    assert_eq!(mirror.let_go(Moment(0)).unwrap(), 1);
    assert_eq!(who("9996123232"), 0);
}

#[test]
fn copies_are_told_by_account_and_user_and_nothing_else_is_taken_for_one() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(Mirror::owners(&home.path().join("none")).unwrap(), []);
    let other = Owner {
        user: UserId(9),
        ..OWNER
    };
    drop(Mirror::open(home.path(), OWNER).unwrap());
    drop(Mirror::open(home.path(), other).unwrap());
    Mirror::set_aside(home.path(), OWNER).unwrap();
    assert_eq!(Mirror::owners(home.path()).unwrap(), [other]);
    drop(Mirror::open(home.path(), OWNER).unwrap());
    std::fs::write(home.path().join("notes.sqlite3"), "").unwrap();
    assert_eq!(Mirror::owners(home.path()).unwrap(), [other, OWNER]);
}

#[test]
fn many_changes_are_told_in_parts_that_lead_to_the_present_version() {
    let mirror = Mirror::in_memory().unwrap();
    for part in 0..14 {
        keep(&mirror, &rows(1 + part * 100..=(part + 1) * 100));
    }
    // More at once than are told at a time.
    keep(&mirror, &rows(1_401..=2_000));
    let (mut version, mut told, mut parts) = (0, Vec::new(), Vec::new());
    loop {
        let changes = mirror.changes(version).unwrap().unwrap();
        if changes.version == version {
            break;
        }
        version = changes.version;
        parts.push(changes.upserts.len());
        told.extend(changes.upserts.into_iter().map(|(id, _)| id.0));
    }
    assert_eq!(version, mirror.version().unwrap());
    assert!(told.into_iter().eq(1..=2_000));
    assert_eq!(parts, [500, 500, 400, 600]);
}

#[test]
fn how_many_there_are_is_known_whatever_comes_and_goes() {
    let mirror = with(&rows(1..=5));
    keep(&mirror, &rows(4..=7));
    for now in [0, 2 * MINUTES * 60] {
        miss(&mirror, &[2, 3], now);
    }
    mirror.let_go(Moment(0)).unwrap();
    assert_eq!(mirror.count().unwrap(), held(&mirror).len());
    assert_eq!(mirror.count().unwrap(), 5);
}

#[test]
fn no_two_copies_have_the_same_identity_and_each_keeps_its_own() {
    let home = tempfile::tempdir().unwrap();
    let identity = || {
        Mirror::open(home.path(), OWNER)
            .unwrap()
            .identity()
            .unwrap()
    };
    let first = identity();
    assert_eq!(identity(), first);
    Mirror::set_aside(home.path(), OWNER).unwrap();
    assert_ne!(identity(), first);
}

#[test]
fn a_copy_is_deleted_unless_somebody_keeps_it_fresh() {
    let home = tempfile::tempdir().unwrap();
    let mirror = Mirror::open(home.path(), OWNER).unwrap();
    let lead = mirror.try_lead().unwrap().unwrap();
    assert!(!Mirror::remove(home.path(), OWNER).unwrap());
    drop((lead, mirror));
    assert!(Mirror::remove(home.path(), OWNER).unwrap());
    assert_eq!(Mirror::owners(home.path()).unwrap(), []);
    assert!(
        Mirror::remove(home.path(), OWNER).unwrap(),
        "none is as good"
    );
}
