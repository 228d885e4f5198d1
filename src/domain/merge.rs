//! Three-way merge of an edit with what the account holds now, so that two people editing one contact both keep their work.

use std::collections::BTreeMap;

use super::{
    account::Account,
    contact::Contact,
    edit::{Changes, Draft, Place},
    field::{FieldKind, FieldRole, FieldValue, Subtype},
    fold::fold,
    id::FieldId,
    phone,
};

/// What can be sent, and what two people changed differently.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Whole fields to send; what the account already holds is left out.
    pub changes: Changes,
    /// Fields that both sides changed to different values; nothing may be sent while there are any.
    pub clashes: Vec<Place>,
}

/// Merges `draft` with `theirs`, the contact as the account holds it now.
///
/// A field that only one side changed takes that side. Lists (phones, e-mails, multiselects) merge as multisets of
/// (normalised value, type), tags as a set, addresses part by part; single values that differ are a clash. A draft
/// without a base is a new contact and merges with nothing.
pub fn merge(draft: &Draft, theirs: &Contact, account: Option<&Account>) -> Merged {
    let Some(base) = &draft.base else {
        return Merged {
            changes: draft.changes.clone(),
            clashes: Vec::new(),
        };
    };
    let mut merged = Merged::default();
    if let Some(mine) = &draft.changes.name {
        match scalar(base.name.raw(), mine.as_str(), theirs.name.raw()) {
            Outcome::Theirs => {}
            Outcome::Send(name) => merged.changes.name = Some(name.to_owned()),
            Outcome::Clash => merged.clashes.push(Place::Name),
        }
    }
    if let Some(mine) = &draft.changes.tags {
        let held = theirs.tag_names();
        let tags = merge_lists(&base.tag_names(), mine, &held, |tag| tag.to_lowercase())
            .unwrap_or_else(|| mine.clone());
        if !same_set(&tags, &held) {
            merged.changes.tags = Some(tags);
        }
    }
    for (field, mine) in &draft.changes.fields {
        match merge_field(*field, base, mine, theirs, account) {
            Outcome::Theirs => {}
            Outcome::Send(values) => {
                merged.changes.fields.insert(*field, values);
            }
            Outcome::Clash => merged.clashes.push(Place::Field(*field)),
        }
    }
    merged
}

enum Outcome<T> {
    /// The account already holds it.
    Theirs,
    Send(T),
    Clash,
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "all three are references or optional references"
)]
fn scalar<T: PartialEq>(base: T, mine: T, theirs: T) -> Outcome<T> {
    if mine == theirs || mine == base {
        Outcome::Theirs
    } else if theirs == base {
        Outcome::Send(mine)
    } else {
        Outcome::Clash
    }
}

fn merge_field(
    field: FieldId,
    base: &Contact,
    mine: &[FieldValue],
    theirs: &Contact,
    account: Option<&Account>,
) -> Outcome<Vec<FieldValue>> {
    let (base, held) = (base.values(field), theirs.values(field));
    match scalar(base, mine, held) {
        Outcome::Theirs => return Outcome::Theirs,
        Outcome::Send(_) => return Outcome::Send(mine.to_vec()),
        Outcome::Clash => {}
    }
    let def = account.and_then(|account| account.field(field));
    let all = || base.iter().chain(mine).chain(held);
    let kind = def.map(|def| def.kind);
    if kind == Some(FieldKind::SmartAddress) || all().any(|value| value.subtype.is_some()) {
        return merge_address(base, mine, held);
    }
    let is_list = match kind {
        Some(kind) => matches!(kind, FieldKind::Multiselect | FieldKind::Multitext),
        None => [base, mine, held].iter().any(|values| values.len() > 1),
    };
    let is_phone = def.and_then(|def| def.role) == Some(FieldRole::Phone);
    let key = |value: &FieldValue| {
        let text = value.raw().map(|raw| {
            let digits = phone::comparable(raw);
            if is_phone && digits.len() >= 5 {
                digits
            } else {
                fold(raw.trim())
            }
        });
        (text, value.option)
    };
    match is_list
        .then(|| merge_lists(base, mine, held, key))
        .flatten()
    {
        Some(values) if values == held => Outcome::Theirs,
        Some(values) => Outcome::Send(values),
        None => Outcome::Clash,
    }
}

/// Both sides' additions and removals apply, in my order; `None` when the same entry was changed differently.
fn merge_lists<T: Clone, K: PartialEq>(
    base: &[T],
    mine: &[T],
    theirs: &[T],
    key: impl Fn(&T) -> K,
) -> Option<Vec<T>> {
    let removed_by_me = minus(base, mine, &key);
    let removed_by_them = minus(base, theirs, &key);
    let added_by_me = minus(mine, base, &key);
    let added_by_them = minus(theirs, base, &key);
    let both_removed = removed_by_me
        .iter()
        .any(|entry| removed_by_them.iter().any(|other| key(other) == key(entry)));
    let keys = |entries: &[T]| entries.iter().map(&key).collect::<Vec<_>>();
    if both_removed && keys(&added_by_me) != keys(&added_by_them) {
        return None;
    }
    let mut result = minus(mine, &removed_by_them, &key);
    result.extend(minus(&added_by_them, &added_by_me, &key));
    Some(result)
}

/// Multiset difference: each entry of `b` takes away one equal entry of `a`, the last one first.
fn minus<T: Clone, K: PartialEq>(a: &[T], b: &[T], key: &impl Fn(&T) -> K) -> Vec<T> {
    let mut left: Vec<T> = a.to_vec();
    for entry in b {
        if let Some(at) = left.iter().rposition(|other| key(other) == key(entry)) {
            left.remove(at);
        }
    }
    left
}

fn merge_address(
    base: &[FieldValue],
    mine: &[FieldValue],
    theirs: &[FieldValue],
) -> Outcome<Vec<FieldValue>> {
    let (base, mine, held) = (parts(base), parts(mine), parts(theirs));
    let names: std::collections::BTreeSet<_> =
        base.keys().chain(mine.keys()).chain(held.keys()).collect();
    let mut result = Vec::new();
    for name in names {
        let value = match scalar(base.get(name), mine.get(name), held.get(name)) {
            Outcome::Theirs => held.get(name),
            Outcome::Send(value) => value,
            Outcome::Clash => return Outcome::Clash,
        };
        result.extend(value.map(|value| (*value).clone()));
    }
    Outcome::Send(result)
}

fn parts(values: &[FieldValue]) -> BTreeMap<Option<&Subtype>, &FieldValue> {
    values
        .iter()
        .map(|value| (value.subtype.as_ref(), value))
        .collect()
}

fn same_set(a: &[String], b: &[String]) -> bool {
    let sorted = |tags: &[String]| {
        let mut tags = tags.to_vec();
        tags.sort();
        tags
    };
    sorted(a) == sorted(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        contact::Tag,
        edit::Subject,
        field::{AddressPart, Field},
        id::{ContactId, GroupId, Moment, OptionId, TagId, UserId},
    };

    const PHONES: FieldId = FieldId(4_396_818);
    const ADDRESS: FieldId = FieldId(4_400_115);
    const POSITION: FieldId = FieldId(4_396_817);

    fn contact(fields: &[(FieldId, Vec<FieldValue>)], tags: &[&str]) -> Contact {
        Contact {
            id: ContactId(1),
            name: "Иванов".into(),
            responsible: UserId(1),
            created_by: UserId(1),
            created_at: Moment(0),
            updated_at: Moment(0),
            updated_by: UserId(1),
            group: GroupId(0),
            company: None,
            leads: Vec::new(),
            customers: Vec::new(),
            closest_task_at: None,
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
}
