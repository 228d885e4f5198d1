//! Merging, tried on names, tags, phones, options and addresses.

use super::*;
use crate::domain::{
    contact::{Company, Tag},
    edit::{CompanyChange, Link, Links, Subject},
    field::{AddressPart, Field, FieldDef},
    id::{AccountId, CompanyId, ContactId, LeadId, Moment, OptionId, TagId, UserId},
};

const PHONES: FieldId = FieldId(4_396_818);
const ADDRESS: FieldId = FieldId(4_400_115);
const POSITION: FieldId = FieldId(4_396_817);

fn contact(fields: &[(FieldId, Vec<FieldValue>)], tags: &[&str]) -> Contact {
    Contact {
        name: "Иванов".into(),
        tags: tags
            .iter()
            .map(|name| Tag {
                id: TagId(1),
                name: (*name).into(),
            })
            .collect(),
        fields: fields
            .iter()
            .map(|(id, values)| Field {
                id: *id,
                name: "".into(),
                role: None,
                values: values.clone(),
            })
            .collect(),
        ..Contact::bare(ContactId(1), UserId(1), Moment(0))
    }
}

fn draft(base: &Contact, change: impl FnOnce(&mut Changes)) -> Draft {
    let mut changes = Changes::default();
    change(&mut changes);
    Draft {
        subject: Subject::Existing(base.id),
        base: Some(base.clone()),
        changes,
        request_id: String::new(),
        typed_at: Moment(0),
    }
}

/// An account in which the phones, or the position, are a field of this kind.
fn account(kind: FieldKind, role: Option<FieldRole>) -> Account {
    Account {
        id: AccountId(1),
        name: "".into(),
        subdomain: "".into(),
        timezone: String::new(),
        date_pattern: String::new(),
        current_user: UserId(1),
        users: Vec::new(),
        groups: Vec::new(),
        fields: vec![FieldDef {
            id: if role.is_some() { PHONES } else { POSITION },
            name: "".into(),
            kind,
            role,
            sort: 0,
            is_multiple: true,
            is_system: false,
            is_editable: true,
            is_required: false,
            options: Vec::new(),
        }],
        task_types: Vec::new(),
    }
}

fn phones(numbers: &[&str]) -> Vec<FieldValue> {
    numbers
        .iter()
        .map(|number| FieldValue::typed(*number, Some(OptionId(1))))
        .collect()
}

fn merged_phones(base: &[&str], mine: &[&str], theirs: &[&str]) -> Merged {
    let base = contact(&[(PHONES, phones(base))], &[]);
    let draft = draft(&base, |changes| {
        changes.fields.insert(PHONES, phones(mine));
    });
    merge(&draft, &contact(&[(PHONES, phones(theirs))], &[]), None)
}

#[test]
fn two_people_adding_a_phone_both_succeed() {
    let merged = merged_phones(&["1", "2"], &["1", "2", "mine"], &["1", "2", "theirs"]);
    assert_eq!(merged.clashes, []);
    assert_eq!(
        merged.changes.fields[&PHONES],
        phones(&["1", "2", "mine", "theirs"])
    );
}

#[test]
fn the_same_phone_changed_differently_is_a_clash() {
    let merged = merged_phones(&["1", "2"], &["1", "mine"], &["1", "theirs"]);
    assert_eq!(merged.clashes, [Place::Field(PHONES)]);
    assert!(merged.changes.is_empty());
}

#[test]
fn one_removal_and_one_addition_both_apply() {
    let merged = merged_phones(&["1", "2"], &["1"], &["1", "2", "3"]);
    assert_eq!(merged.changes.fields[&PHONES], phones(&["1", "3"]));
}

#[test]
fn the_same_phone_twice_stays_twice() {
    let merged = merged_phones(&["1", "1"], &["1", "1", "2"], &["1", "1", "3"]);
    assert_eq!(
        merged.changes.fields[&PHONES],
        phones(&["1", "1", "2", "3"])
    );
}

#[test]
fn what_the_account_already_holds_is_not_sent_again() {
    let merged = merged_phones(&["1"], &["1", "2"], &["1", "2"]);
    assert_eq!(merged, Merged::default());
}

#[test]
fn a_single_value_changed_by_both_is_a_clash_and_by_one_is_not() {
    let base = contact(&[(POSITION, vec![FieldValue::text("a")])], &[]);
    let draft = draft(&base, |changes| {
        changes.fields.insert(POSITION, vec![FieldValue::text("b")]);
        changes.name = Some("Петров".into());
    });
    let theirs = contact(&[(POSITION, vec![FieldValue::text("c")])], &[]);
    let merged = merge(&draft, &theirs, None);
    assert_eq!(merged.clashes, [Place::Field(POSITION)]);
    assert_eq!(merged.changes.name.as_deref(), Some("Петров"));
    let merged = merge(&draft, &base, None);
    assert_eq!(merged.clashes, []);
    assert_eq!(merged.changes.len(), 2);
}

#[test]
fn tags_of_both_sides_are_kept() {
    let base = contact(&[], &["a", "b"]);
    let draft = draft(&base, |changes| {
        changes.tags = Some(vec!["b".into(), "mine".into()]);
    });
    let merged = merge(&draft, &contact(&[], &["a", "b", "theirs"]), None);
    assert_eq!(
        merged.changes.tags,
        Some(vec!["b".into(), "mine".into(), "theirs".into()])
    );
}

#[test]
fn tags_that_both_sides_replaced_are_all_kept() {
    let base = contact(&[], &["a"]);
    let draft = draft(&base, |changes| changes.tags = Some(vec!["b".into()]));
    let merged = merge(&draft, &contact(&[], &["c"]), None);
    assert_eq!(merged.changes.tags, Some(vec!["b".into(), "c".into()]));
}

#[test]
fn options_that_both_sides_replaced_are_all_kept() {
    let options = |ids: &[i64]| -> Vec<FieldValue> {
        let typed = |id: &i64| FieldValue::typed("", Some(OptionId(*id)));
        ids.iter().map(typed).collect()
    };
    let account = account(FieldKind::Multiselect, None);
    let merged = |mine: &[i64], theirs: &[i64]| {
        let base = contact(&[(POSITION, options(&[1, 2]))], &[]);
        let draft = draft(&base, |changes| {
            changes.fields.insert(POSITION, options(mine));
        });
        let theirs = contact(&[(POSITION, options(theirs))], &[]);
        let merged = merge(&draft, &theirs, Some(&account));
        assert_eq!(merged.clashes, []);
        merged.changes.fields.get(&POSITION).cloned()
    };
    assert_eq!(merged(&[2, 3], &[2, 4]), Some(options(&[2, 3, 4])));
    assert_eq!(merged(&[2, 3], &[3, 2]), None);
}

#[test]
fn a_phone_that_only_they_wrote_anew_stays_as_they_wrote_it() {
    let account = account(FieldKind::Multitext, Some(FieldRole::Phone));
    let base = contact(&[(PHONES, phones(&["89991234567", "2"]))], &[]);
    let draft = draft(&base, |changes| {
        changes
            .fields
            .insert(PHONES, phones(&["89991234567", "2", "3"]));
    });
    let theirs = contact(&[(PHONES, phones(&["+7 999 123-45-67", "2"]))], &[]);
    assert_eq!(
        merge(&draft, &theirs, Some(&account)).changes.fields[&PHONES],
        phones(&["+7 999 123-45-67", "2", "3"])
    );
}

#[test]
fn an_address_merges_part_by_part_and_is_sent_whole() {
    let part = |text: &str, part| FieldValue::part(text, part);
    let base = contact(
        &[(
            ADDRESS,
            vec![
                part("ул. 1", AddressPart::Line1),
                part("RU", AddressPart::Country),
            ],
        )],
        &[],
    );
    let draft = draft(&base, |changes| {
        changes.fields.insert(
            ADDRESS,
            vec![
                part("ул. 1", AddressPart::Line1),
                part("Москва", AddressPart::City),
                part("RU", AddressPart::Country),
            ],
        );
    });
    let theirs = contact(
        &[(
            ADDRESS,
            vec![
                part("ул. 2", AddressPart::Line1),
                part("RU", AddressPart::Country),
            ],
        )],
        &[],
    );
    assert_eq!(
        merge(&draft, &theirs, None).changes.fields[&ADDRESS],
        vec![
            part("ул. 2", AddressPart::Line1),
            part("Москва", AddressPart::City),
            part("RU", AddressPart::Country),
        ]
    );
}

fn links(added: &[i64], removed: &[i64]) -> Links<LeadId> {
    let added = added.iter().map(|id| Link {
        id: LeadId(*id),
        name: "Поставка".into(),
    });
    Links {
        added: added.collect(),
        removed: removed.iter().copied().map(LeadId).collect(),
    }
}

fn employed(company: i64) -> Contact {
    Contact {
        company: Some(Company {
            id: CompanyId(company),
            name: "Мост".into(),
        }),
        ..contact(&[], &[])
    }
}

#[test]
fn links_of_both_sides_come_and_go() {
    let linked = |leads: &[i64]| Contact {
        leads: leads.iter().copied().map(LeadId).collect(),
        ..contact(&[], &[])
    };
    let base = linked(&[1, 2]);
    let mine = draft(&base, |changes| changes.leads = links(&[3, 4], &[1]));
    for (theirs, sent) in [
        (linked(&[1, 2]), links(&[3, 4], &[1])),
        (linked(&[2, 3, 5]), links(&[4], &[])),
        (linked(&[3, 4]), Links::default()),
    ] {
        let merged = merge(&mine, &theirs, None);
        assert_eq!((merged.changes.leads, merged.clashes), (sent, vec![]));
    }
}

#[test]
fn one_company_and_one_responsible_user_may_clash() {
    let base = employed(1);
    let mine = draft(&base, |changes| {
        changes.responsible = Some(UserId(2));
        changes.company = employed(2).company.map(CompanyChange::Existing);
    });
    let merged = merge(&mine, &base, None);
    assert_eq!(
        (merged.changes, merged.clashes),
        (mine.changes.clone(), vec![])
    );
    let mut theirs = employed(3);
    theirs.responsible = UserId(3);
    let merged = merge(&mine, &theirs, None);
    assert_eq!(merged.changes, Changes::default());
    assert_eq!(merged.clashes, [Place::Responsible, Place::Company]);
    let mut theirs = employed(2);
    theirs.responsible = UserId(2);
    assert_eq!(merge(&mine, &theirs, None), Merged::default());
}

#[test]
fn a_company_that_somebody_else_took_away_is_not_taken_away_again() {
    let base = employed(1);
    let mine = draft(&base, |changes| {
        changes.company = Some(CompanyChange::Unlinked(CompanyId(1)));
    });
    assert_eq!(merge(&mine, &base, None).changes, mine.changes);
    assert_eq!(merge(&mine, &employed(2), None), Merged::default());
    let new = draft(&base, |changes| {
        changes.company = Some(CompanyChange::New(" Мост ".to_owned()));
    });
    assert_eq!(merge(&new, &employed(2), None), Merged::default());
}
