//! What a person finds by typing.

use std::cell::Cell;

use super::people::{contact, field};
use crate::{
    domain::{
        contact::{Company, Contact, Tag},
        field::FieldRole,
        id::{CompanyId, Moment, TagId, UserId},
        order::Alphabet,
        query::Query,
    },
    index::{Circumstances, Hits, Index, Person, Question},
};

fn question(typed: &str) -> Question {
    let circumstances = Circumstances {
        me: UserId(1),
        users: vec![
            (UserId(1), "анна".to_owned()),
            (UserId(2), "борис".to_owned()),
        ],
        now: Moment(100),
        today: Moment(90)..Moment(110),
        week_end: Moment(160),
    };
    Question::new(Query::parse(typed), &circumstances)
}

/// The names that are found, in order.
fn found(contacts: &[Contact], typed: &str) -> Vec<String> {
    let index = Index::build(contacts.iter().map(Person::of), Alphabet::Cyrillic);
    let hits: Hits = index
        .search(question(typed), None, &|| false)
        .expect("it is awaited");
    let name = |id| {
        contacts
            .iter()
            .find(|contact| contact.id == id)
            .unwrap()
            .name
            .to_string()
    };
    let ids = index.list(&hits).ids(0..hits.len());
    ids.into_iter().map(name).collect()
}

fn with_phone(id: i64, name: &str, phone: &str) -> Contact {
    Contact {
        fields: vec![field(1, Some(FieldRole::Phone), &[phone])],
        ..contact(id, name)
    }
}

#[test]
fn the_better_the_match_the_higher_the_contact() {
    let mut elsewhere = contact(1, "Анна");
    elsewhere.company = Some(Company {
        id: CompanyId(1),
        name: "ООО «999»".into(),
    });
    let contacts = [
        elsewhere,
        contact(2, "Дом 7999"),
        with_phone(3, "Белла", "+7 999 612-32-32"),
        contact(4, "Яна 999"),
        contact(5, "9990"),
        contact(6, "999"),
    ];
    assert_eq!(
        found(&contacts, "999"),
        ["999", "9990", "Яна 999", "Белла", "Анна", "Дом 7999"]
    );
}

#[test]
fn among_equals_cyrillic_names_stand_first_and_the_whole_name_may_be_typed() {
    let contacts = [
        contact(1, "Ivan"),
        contact(2, "Пётр Иванов"),
        contact(3, "Иванова Анна"),
        contact(4, "Анна Иванова"),
        contact(5, "анна  ИВАНОВА"),
    ];
    assert_eq!(
        found(&contacts, "анна иванова"),
        ["Анна Иванова", "анна  ИВАНОВА", "Иванова Анна"]
    );
    assert_eq!(found(&contacts, "").last().unwrap(), "Ivan");
    assert_eq!(found(&contacts, "петр -анна"), ["Пётр Иванов"]);
}

#[test]
fn a_phone_is_found_however_it_is_typed() {
    let contacts = [
        with_phone(1, "Пётр", "8 (999) 612-32-32"),
        with_phone(2, "Анна", "+7 495 120-00-11"),
    ];
    for typed in [
        "+7 (999) 612",
        "8999612",
        "612-32-32",
        "3232",
        "9996123232",
        "8 999 612 32 32",
        "пет 3232",
    ] {
        assert_eq!(found(&contacts, typed), ["Пётр"], "{typed}");
    }
}

#[test]
fn operators_ask_for_tags_companies_users_and_tasks() {
    let mut ours = contact(1, "Наш");
    ours.tags = vec![Tag {
        id: TagId(1),
        name: "Важный клиент".into(),
    }];
    ours.closest_task_at = Some(Moment(99));
    let mut theirs = contact(2, "Их");
    theirs.responsible = UserId(2);
    theirs.company = Some(Company {
        id: CompanyId(1),
        name: "ООО Ромашка".into(),
    });
    theirs.closest_task_at = Some(Moment(150));
    let contacts = [ours, theirs];
    for (typed, name) in [
        ("тег:важный", "Наш"),
        ("tag:\"важный клиент\"", "Наш"),
        ("-tag:any", "Их"),
        ("resp:me", "Наш"),
        ("отв:бор", "Их"),
        ("company:ромаш", "Их"),
        ("компания:нет", "Наш"),
        ("task:overdue", "Наш"),
        ("задача:сегодня", "Наш"),
        ("задача:неделя -task:today", "Их"),
    ] {
        assert_eq!(found(&contacts, typed), [name], "{typed}");
    }
    assert!(found(&contacts, "tag:\"важный\"").is_empty());
}

#[test]
fn a_search_stops_when_something_newer_is_asked() {
    let people: Vec<Contact> = (0..1000).map(|id| contact(id, "Иванов")).collect();
    let index = Index::build(people.iter().map(Person::of), Alphabet::Cyrillic);
    let asked = Cell::new(0);
    let is_outdated = || {
        asked.set(asked.get() + 1);
        asked.get() == 3
    };
    assert!(index.search(question("иван"), None, &is_outdated).is_none());
    assert_eq!(asked.get(), 3);
}

#[test]
fn changes_are_found_and_what_is_removed_is_not() {
    let contacts = [contact(1, "Иванов"), contact(2, "Петров")];
    let mut index = Index::build(contacts.iter().map(Person::of), Alphabet::Cyrillic);
    let before = index.search(question("и"), None, &|| false).unwrap();
    index.apply([Person::of(&contact(2, "Ильин"))], [contacts[0].id]);
    let after = index
        .search(question("иль"), Some(&before), &|| false)
        .unwrap();
    assert_eq!(index.list(&after).ids(0..9), [contacts[1].id]);
    assert_eq!(
        index.list(&before).ids(0..9),
        [],
        "they stand elsewhere by now"
    );
    assert_eq!(index.len(), 1);
    let others = Index::build([Person::of(&contacts[0])], Alphabet::Cyrillic);
    let found = others
        .search(question("ива"), Some(&after), &|| false)
        .unwrap();
    assert_eq!(others.list(&found).ids(0..9), [contacts[0].id]);
}
