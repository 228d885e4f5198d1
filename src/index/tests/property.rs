//! The same people in the same order as the scan finds, for random people, queries and changes.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};

use super::{
    naive,
    people::{any_contact, any_query},
};
use crate::{
    domain::{
        contact::Contact,
        fold,
        id::{ContactId, Moment, UserId},
        order::Alphabet,
        query::{Query, marks},
    },
    index::{Circumstances, Hits, Index, Person, Question, Unfit},
};

fn circumstances() -> Circumstances {
    Circumstances {
        me: UserId(1),
        users: vec![
            (UserId(1), "вера".to_owned()),
            (UserId(2), "анна павлова".to_owned()),
            (UserId(3), "анна".to_owned()),
        ],
        now: Moment(2),
        today: Moment(1)..Moment(3),
        week_end: Moment(5),
    }
}

fn index(contacts: &BTreeMap<ContactId, Contact>, alphabet: Alphabet) -> Index {
    Index::build(contacts.values().map(Person::of), alphabet)
}

fn search(index: &Index, typed: &str, within: Option<&Hits>) -> Hits {
    let question = Question::new(Query::parse(typed), &circumstances());
    let hits = index.search(question, within, &|| false);
    hits.expect("nobody asks anything else")
}

/// Everybody who is found, in order.
fn ids(index: &Index, hits: &Hits) -> Vec<ContactId> {
    index.list(hits).ids(0..usize::MAX)
}

fn alphabet() -> impl Strategy<Value = Alphabet> {
    prop::sample::select(&[Alphabet::Cyrillic, Alphabet::Latin][..])
}

proptest! {
    #[test]
    fn the_index_finds_what_a_scan_finds_in_the_same_order(
        batches in vec((vec(any_contact(), 0..40), vec(1_i64..60, 0..4)), 1..4),
        typed in vec(any_query(), 1..8),
        alphabet in alphabet(),
    ) {
        let mut contacts = BTreeMap::new();
        let mut changed = index(&contacts, alphabet);
        for (people, removed) in batches {
            let removed: Vec<ContactId> = removed.into_iter().map(ContactId).collect();
            changed.apply(people.iter().map(Person::of), removed.iter().copied());
            contacts.extend(people.into_iter().map(|contact| (contact.id, contact)));
            contacts.retain(|id, _| !removed.contains(id));
            let rebuilt = index(&contacts, alphabet);
            prop_assert_eq!(changed.len(), contacts.len());
            for typed in &typed {
                let query = Query::parse(typed);
                let expected = naive::search(contacts.values(), &query, &circumstances(), alphabet);
                let found = search(&changed, typed, None);
                prop_assert_eq!(&ids(&changed, &found), &expected, "{:?} after changes", typed);
                let found = search(&rebuilt, typed, None);
                prop_assert_eq!(&ids(&rebuilt, &found), &expected, "{:?} anew", typed);
            }
            if contacts.len() % 2 == 0 {
                changed.settle();
            }
        }
    }

    #[test]
    fn typing_letter_by_letter_finds_what_the_whole_query_finds(
        people in vec(any_contact(), 0..60),
        later in vec(any_contact(), 0..5),
        typed in any_query(),
    ) {
        let mut contacts: BTreeMap<ContactId, Contact> = BTreeMap::new();
        contacts.extend(people.into_iter().map(|contact| (contact.id, contact)));
        let mut index = index(&contacts, Alphabet::Cyrillic);
        let mut hits: Option<Hits> = None;
        let ends = typed.char_indices().map(|(at, c)| at + c.len_utf8());
        for (n, end) in ends.enumerate() {
            if n == 3 {
                index.apply(later.iter().map(Person::of), []);
            }
            let narrowed = search(&index, &typed[..end], hits.as_ref());
            let whole = search(&index, &typed[..end], None);
            prop_assert_eq!(ids(&index, &narrowed), ids(&index, &whole), "{:?}", &typed[..end]);
            hits = Some(narrowed);
        }
    }

    #[test]
    fn any_rows_of_a_result_and_any_contact_s_place_are_told_without_the_others(
        people in vec(any_contact(), 0..60),
        later in vec(any_contact(), 0..30),
        removed in vec(1_i64..60, 0..9),
        typed in any_query(),
        from in 0_usize..60,
        count in 0_usize..60,
    ) {
        let mut index = Index::build(people.iter().map(Person::of), Alphabet::Cyrillic);
        index.apply(later.iter().map(Person::of), removed.into_iter().map(ContactId));
        for typed in ["", &typed] {
            let hits = search(&index, typed, None);
            let all = ids(&index, &hits);
            prop_assert_eq!(hits.len(), all.len());
            let list = index.list(&hits);
            let expected: Vec<_> = all.iter().skip(from).take(count).copied().collect();
            prop_assert_eq!(list.ids(from..from + count), expected);
            for id in (0..70).map(ContactId) {
                prop_assert_eq!(list.place(id), all.iter().position(|other| *other == id));
            }
        }
    }

    #[test]
    fn what_is_within_another_query_finds_no_more(
        people in vec(any_contact(), 0..60),
        typed in any_query(),
        other in any_query(),
    ) {
        let contacts = people.into_iter().map(|contact| (contact.id, contact)).collect();
        let index = index(&contacts, Alphabet::Latin);
        if Query::parse(&typed).is_within(&Query::parse(&other)) {
            let other = ids(&index, &search(&index, &other, None));
            for id in ids(&index, &search(&index, &typed, None)) {
                prop_assert!(other.contains(&id));
            }
        }
    }

    #[test]
    fn every_hit_of_words_has_something_to_mark(
        people in vec(any_contact(), 0..60),
        typed in any_query(),
    ) {
        let contacts: BTreeMap<_, _> = people.into_iter().map(|contact| (contact.id, contact)).collect();
        let query = Query::parse(&typed);
        // The prefix alone of a number that is written without it is found and cannot be shown.
        let is_shown = |word: &str| !["7", "8"].contains(&fold::digits(word).as_str());
        let has_words = !query.name().is_empty() && query.name().split(' ').all(is_shown);
        let index = index(&contacts, Alphabet::Latin);
        for id in ids(&index, &search(&index, &typed, None)) {
            prop_assert!(!has_words || marks(&query, &contacts[&id]).next().is_some());
        }
    }

    #[test]
    fn a_snapshot_gives_the_same_index(
        people in vec(any_contact(), 0..60),
        later in vec(any_contact(), 0..9),
        typed in any_query(),
        origin: i64,
        sequence: i64,
    ) {
        let contacts = people.into_iter().map(|contact| (contact.id, contact)).collect();
        let mut index = index(&contacts, Alphabet::Cyrillic);
        index.apply(later.iter().map(Person::of), []);
        let mut bytes = Vec::new();
        index.snapshot(&mut bytes, origin, sequence).expect("memory takes it");
        let restore = |alphabet, origin| Index::restore(bytes.as_slice(), bytes.len() as u64, alphabet, origin);
        let (restored, restored_sequence) = restore(Alphabet::Cyrillic, origin).expect("it is whole");
        prop_assert_eq!(restored_sequence, sequence);
        let (found, expected) = (search(&restored, &typed, None), search(&index, &typed, None));
        prop_assert_eq!(ids(&restored, &found), ids(&index, &expected));
        prop_assert_eq!(restore(Alphabet::Latin, origin).err(), Some(Unfit::Other));
        prop_assert_eq!(restore(Alphabet::Cyrillic, !origin).err(), Some(Unfit::Other));
    }

    #[test]
    fn a_damaged_snapshot_is_refused_whatever_its_size_is_said_to_be(
        people in vec(any_contact(), 0..20),
        at: prop::sample::Index,
        bit in 0_u8..8,
        size: u64,
    ) {
        let contacts = people.into_iter().map(|contact| (contact.id, contact)).collect();
        let mut bytes = Vec::new();
        index(&contacts, Alphabet::Latin).snapshot(&mut bytes, 1, 1).expect("memory takes it");
        let restore = |bytes: &[u8], size| Index::restore(bytes, size, Alphabet::Latin, 1).map(|(index, _)| index.len());
        let whole = bytes.len() as u64;
        prop_assert_eq!(restore(&bytes, whole), Ok(contacts.len()));
        for size in [whole - 1, whole + 1, size % (2 * whole)] {
            prop_assert!(size == whole || restore(&bytes, size).is_err());
        }
        let at = at.index(bytes.len());
        prop_assert_eq!(restore(&bytes[..at], whole), Err(Unfit::Damaged));
        bytes[at] ^= 1 << bit;
        prop_assert!(restore(&bytes, whole).is_err());
    }
}
