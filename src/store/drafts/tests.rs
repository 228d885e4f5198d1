//! Drafts on a disk, tried with several edits, several users and no room left.

use super::*;
use crate::domain::{
    edit::{Changes, CompanyChange, Link, Links},
    field::{AddressPart, FieldValue},
    id::{AccountId, ContactId, FieldId, LeadId, Moment, OptionId, UserId},
};

const ANNA: Owner = Owner {
    account: AccountId(1),
    user: UserId(10),
};
const BORIS: Owner = Owner {
    account: AccountId(1),
    user: UserId(11),
};

fn draft(subject: Subject, name: &str) -> Draft {
    Draft {
        subject,
        base: None,
        changes: Changes {
            name: Some(name.into()),
            tags: Some(vec!["опт".into()]),
            fields: [(
                FieldId(5),
                vec![
                    FieldValue::typed("+7", Some(OptionId(6))),
                    FieldValue::part("Москва", AddressPart::City),
                ],
            )]
            .into(),
            company: Some(CompanyChange::New("Мост".into())),
            leads: Links {
                added: vec![Link {
                    id: LeadId(3),
                    name: "Поставка".into(),
                }],
                removed: vec![LeadId(4)],
            },
            ..Changes::default()
        },
        request_id: "7d8e".into(),
        typed_at: Moment(1_500_000_000),
    }
}

#[test]
fn a_kept_draft_is_there_when_the_file_is_opened_again() {
    let home = tempfile::tempdir().unwrap();
    let one = draft(Subject::Existing(ContactId(7)), "Иванов");
    let two = draft(Subject::New, "Новый\u{1b}[2J");
    let drafts = Drafts::open(home.path()).unwrap();
    drafts.keep(ANNA, &one).unwrap();
    drafts.keep(ANNA, &two).unwrap();
    drop(drafts);
    let again = Drafts::open(home.path()).unwrap();
    assert_eq!(again.all(ANNA).unwrap(), [one, two]);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt as _;

    let home = tempfile::tempdir().unwrap();
    let drafts = Drafts::open(home.path()).unwrap();
    drafts.keep(ANNA, &draft(Subject::New, "x")).unwrap();
    for file in std::fs::read_dir(home.path()).unwrap() {
        let mode = file.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
}

#[test]
fn the_newer_draft_of_a_subject_takes_the_place_of_the_older() {
    let drafts = Drafts::in_memory().unwrap();
    drafts.keep(ANNA, &draft(Subject::New, "a")).unwrap();
    drafts.keep(ANNA, &draft(Subject::New, "b")).unwrap();
    assert_eq!(drafts.all(ANNA).unwrap(), [draft(Subject::New, "b")]);
}

#[test]
fn each_user_has_drafts_of_their_own() {
    let drafts = Drafts::in_memory().unwrap();
    drafts.keep(ANNA, &draft(Subject::New, "a")).unwrap();
    drafts.keep(BORIS, &draft(Subject::New, "b")).unwrap();
    drafts.drop(BORIS, Subject::New, "another").unwrap();
    assert_eq!(drafts.all(BORIS).unwrap().len(), 1);
    drafts.drop(BORIS, Subject::New, "7d8e").unwrap();
    assert_eq!(drafts.all(ANNA).unwrap(), [draft(Subject::New, "a")]);
    assert_eq!(drafts.all(BORIS).unwrap(), []);
}

#[test]
fn a_draft_that_cannot_be_read_is_skipped_and_never_overwritten() {
    let drafts = Drafts::in_memory().unwrap();
    drafts.keep(ANNA, &draft(Subject::New, "a")).unwrap();
    drafts
        .connection()
        .execute("UPDATE draft SET value = '{\"from\": \"the future\"}'", [])
        .unwrap();
    assert_eq!(drafts.all(ANNA).unwrap(), []);
    drafts.keep(ANNA, &draft(Subject::New, "b")).unwrap();
    drafts.drop(ANNA, Subject::New, "7d8e").unwrap();
    let left: String = drafts
        .connection()
        .query_row("SELECT value FROM draft", [], |row| row.get(0))
        .unwrap();
    assert!(left.contains("the future"));
}

#[test]
fn a_full_disk_never_says_kept_and_the_older_draft_stays() {
    let home = tempfile::tempdir().unwrap();
    let drafts = Drafts::open(home.path()).unwrap();
    drafts.keep(ANNA, &draft(Subject::New, "a")).unwrap();
    drafts.fill_up();
    let long = draft(Subject::New, &"я".repeat(100_000));
    assert!(matches!(drafts.keep(ANNA, &long), Err(Error::Full)));
    assert_eq!(drafts.all(ANNA).unwrap(), [draft(Subject::New, "a")]);
}

/// A new contact typed under a request id of its own.
fn edit(request_id: &str, typed_at: i64) -> Draft {
    Draft {
        request_id: request_id.into(),
        typed_at: Moment(typed_at),
        ..draft(Subject::New, request_id)
    }
}

#[test]
fn another_edit_is_set_aside_and_comes_back_when_the_newer_one_is_gone() {
    let drafts = Drafts::in_memory().unwrap();
    let (older, newer) = (edit("older", 1), edit("newer", 2));
    drafts.keep(ANNA, &older).unwrap();
    drafts.keep(ANNA, &newer).unwrap();
    drafts.adopt(ANNA, |_| true).unwrap();
    assert_eq!(drafts.all(ANNA).unwrap(), std::slice::from_ref(&newer));
    drafts.drop(ANNA, Subject::New, "newer").unwrap();
    assert_eq!(drafts.all(ANNA).unwrap(), []);
    drafts.adopt(ANNA, |_| true).unwrap();
    assert_eq!(drafts.all(ANNA).unwrap(), [older]);
}

#[test]
fn what_was_typed_before_the_account_was_known_overwrites_nothing() {
    for (early, before) in [(2, 1), (1, 2)] {
        let drafts = Drafts::in_memory().unwrap();
        let (early, before) = (edit("early", early), edit("before", before));
        drafts.keep(ANNA, &before).unwrap();
        drafts.keep(Owner::UNKNOWN, &early).unwrap();
        let mut offered = Vec::new();
        for _ in 0..3 {
            drafts.adopt(ANNA, |_| true).unwrap();
            for draft in drafts.all(ANNA).unwrap() {
                drafts.drop(ANNA, Subject::New, &draft.request_id).unwrap();
                offered.push(draft);
            }
        }
        let newest_first = if early.typed_at > before.typed_at {
            [early, before]
        } else {
            [before, early]
        };
        assert_eq!(offered, newest_first);
    }
}

#[test]
fn of_two_states_of_one_edit_the_newer_one_stays() {
    for (early, before) in [(2, 1), (1, 2)] {
        let drafts = Drafts::in_memory().unwrap();
        drafts.keep(ANNA, &edit("one", before)).unwrap();
        drafts.keep(Owner::UNKNOWN, &edit("one", early)).unwrap();
        drafts.adopt(ANNA, |_| true).unwrap();
        assert_eq!(drafts.all(ANNA).unwrap(), [edit("one", 2)]);
        drafts.drop(ANNA, Subject::New, "one").unwrap();
        drafts.adopt(ANNA, |_| true).unwrap();
        assert_eq!(drafts.all(ANNA).unwrap(), []);
    }
}

/// Two programs at work on one file.
fn two() -> (tempfile::TempDir, Drafts, Drafts) {
    let home = tempfile::tempdir().unwrap();
    let (one, two) = (Drafts::open(home.path()), Drafts::open(home.path()));
    (home, one.unwrap(), two.unwrap())
}

#[test]
fn dropping_an_edit_leaves_that_of_another_program() {
    let (_home, one, two) = two();
    one.keep(ANNA, &edit("mine", 1)).unwrap();
    two.keep(ANNA, &edit("theirs", 2)).unwrap();
    one.drop(ANNA, Subject::New, "mine").unwrap();
    assert_eq!(one.all(ANNA).unwrap(), [edit("theirs", 2)]);
    two.drop(ANNA, Subject::New, "theirs").unwrap();
    two.adopt(ANNA, |_| true).unwrap();
    assert_eq!(two.all(ANNA).unwrap(), []);
}

#[test]
fn no_older_state_of_an_edit_is_left_when_two_programs_type_in_turns() {
    let (_home, one, two) = two();
    for at in 0..3 {
        one.keep(ANNA, &edit("mine", at)).unwrap();
        two.keep(ANNA, &edit("theirs", at)).unwrap();
    }
    let rows: i64 = one
        .connection()
        .query_row("SELECT count(*) FROM draft", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 2);
    two.drop(ANNA, Subject::New, "theirs").unwrap();
    one.adopt(ANNA, |_| true).unwrap();
    assert_eq!(one.all(ANNA).unwrap(), [edit("mine", 2)]);
}

#[test]
fn edits_of_other_contacts_stay_when_one_is_dropped() {
    let drafts = Drafts::in_memory().unwrap();
    let all = [7, 77].map(|id| draft(Subject::Existing(ContactId(id)), "Иванов"));
    for draft in &all {
        drafts.keep(ANNA, draft).unwrap();
    }
    drafts.drop(ANNA, all[0].subject, "7d8e").unwrap();
    assert_eq!(drafts.all(ANNA).unwrap(), all[1..]);
}

#[test]
fn a_damaged_file_is_moved_aside_and_does_not_stand_in_the_way() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join(FILE);
    drop(Drafts::open(dir.path()).expect("a new file"));
    std::fs::write(
        &file,
        b"not a database, and longer than any header would be",
    )
    .expect("damage");
    let (drafts, aside) = Drafts::open_past_damage(dir.path()).expect("a second file");
    let aside = aside.expect("the first file");
    assert_eq!(
        std::fs::read(&aside).expect("it is whole")[..14],
        *b"not a database"
    );
    assert_eq!(drafts.all(Owner::UNKNOWN).expect("no drafts"), []);
    let (_, again) = Drafts::open_past_damage(dir.path()).expect("the second file");
    assert_eq!(again, None);
}
