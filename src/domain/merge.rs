//! Three-way merge of an edit with what the account holds now, so that two people editing one contact both keep their work.

use std::collections::BTreeMap;

use super::{
    account::Account,
    contact::Contact,
    edit::{Changes, Draft, Place},
    field::{Content, FieldKind, FieldRole, FieldValue, Subtype},
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
/// A field that only one side changed takes that side. Sets (tags, multiselects) take the additions and removals of both
/// sides. So do lists (phones, e-mails), as multisets of (normalised value, type), unless both sides replaced the same
/// entry differently. Leads and customers that come and go on either side do so. Addresses merge part by part; single
/// values that differ are a clash. A draft without a base is a new contact and merges with nothing.
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
        let tags = merge_sets(&base.tag_names(), mine, &held, |tag| tag.to_lowercase());
        if !same_set(&tags, &held) {
            merged.changes.tags = Some(tags);
        }
    }
    merge_links(base, &draft.changes, theirs, &mut merged);
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

/// Links that come and go never clash: both sides' do. The one company and the one responsible user may.
fn merge_links(base: &Contact, mine: &Changes, theirs: &Contact, merged: &mut Merged) {
    if let Some(mine) = mine.responsible {
        match scalar(base.responsible, mine, theirs.responsible) {
            Outcome::Theirs => {}
            Outcome::Send(user) => merged.changes.responsible = Some(user),
            Outcome::Clash => merged.clashes.push(Place::Responsible),
        }
    }
    if let Some(mine) = mine.company.as_ref().filter(|mine| !mine.is_done(theirs)) {
        let id = |contact: &Contact| contact.company.as_ref().map(|company| company.id);
        if id(base) == id(theirs) {
            merged.changes.company = Some(mine.clone());
        } else {
            merged.clashes.push(Place::Company);
        }
    }
    merged.changes.leads = mine.leads.beyond(&theirs.leads);
    merged.changes.customers = mine.customers.beyond(&theirs.customers);
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
    if kind == Some(FieldKind::Multiselect) {
        // An option is known by its id; its label is only for people.
        let key = |value: &FieldValue| match value.option {
            Some(option) => (Some(option), None),
            None => (None, Some(folded(value))),
        };
        let values = merge_sets(base, mine, held, key);
        let is_held = minus(&values, held, &key).is_empty() && values.len() == held.len();
        return if is_held {
            Outcome::Theirs
        } else {
            Outcome::Send(values)
        };
    }
    let is_list = match kind {
        Some(kind) => kind == FieldKind::Multitext,
        None => [base, mine, held].iter().any(|values| values.len() > 1),
    };
    let is_phone = def.and_then(|def| def.role) == Some(FieldRole::Phone);
    let key = |value: &FieldValue| {
        let digits = value.raw().filter(|_| is_phone).map(phone::comparable);
        let text = digits.filter(|digits| digits.len() >= 5);
        (text.unwrap_or_else(|| folded(value)), value.option)
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

fn folded(value: &FieldValue) -> String {
    match &value.content {
        Content::Text(text) => fold(text.raw().trim()),
        Content::Structured(json) => json.clone(),
    }
}

/// Both sides' additions and removals apply, in my order; `None` when the same entry was changed differently.
fn merge_lists<T: Clone + PartialEq, K: PartialEq>(
    base: &[T],
    mine: &[T],
    theirs: &[T],
    key: impl Fn(&T) -> K,
) -> Option<Vec<T>> {
    let removed_by_me = minus(base, mine, &key);
    let removed_by_them = minus(base, theirs, &key);
    let both_removed = removed_by_me
        .iter()
        .any(|entry| removed_by_them.iter().any(|other| key(other) == key(entry)));
    let added = |side| {
        let added = minus(side, base, &key);
        added.iter().map(&key).collect::<Vec<_>>()
    };
    if both_removed && added(mine) != added(theirs) {
        return None;
    }
    Some(merge_sets(base, mine, theirs, key))
}

/// Both sides' additions and removals apply, in my order. An entry that only they wrote anew stays as they wrote it.
fn merge_sets<T: Clone + PartialEq, K: PartialEq>(
    base: &[T],
    mine: &[T],
    theirs: &[T],
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let removed_by_them = minus(base, theirs, &key);
    let added_by_me = minus(mine, base, &key);
    let added_by_them = minus(theirs, base, &key);
    let mut result = minus(mine, &removed_by_them, &key);
    let (mut untouched, mut held) = (base.to_vec(), theirs.to_vec());
    for entry in &mut result {
        let Some(at) = untouched.iter().position(|before| before == entry) else {
            continue;
        };
        untouched.remove(at);
        let same = held.iter().position(|other| other == entry);
        if let Some(at) = same.or_else(|| held.iter().position(|other| key(other) == key(entry))) {
            *entry = held.remove(at);
        }
    }
    result.extend(minus(&added_by_them, &added_by_me, &key));
    result
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
mod tests;
