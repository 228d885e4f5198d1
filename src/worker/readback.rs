//! Compares what an account holds after a save with what was sent, as a person would: order where it matters, no spaces.

use std::collections::BTreeSet;

use crate::domain::{
    account::Account,
    contact::{Contact, Tag},
    edit::{Changes, Draft, Place},
    field::{Content, Field, FieldDef, FieldKind, FieldValue},
    id::{ContactId, GroupId, TagId, UserId},
};

/// The places where `held` differs from what was sent.
pub(super) fn differs(sent: &Changes, held: &Contact, account: Option<&Account>) -> Vec<Place> {
    let mut places = Vec::new();
    if let Some(name) = &sent.name
        && name.trim() != held.name.raw().trim()
    {
        places.push(Place::Name);
    }
    if let Some(tags) = &sent.tags
        && as_set(tags) != as_set(&held.tag_names())
    {
        places.push(Place::Tags);
    }
    if sent
        .responsible
        .is_some_and(|user| user != held.responsible)
    {
        places.push(Place::Responsible);
    }
    if sent
        .company
        .as_ref()
        .is_some_and(|sent| !sent.is_done(held))
    {
        places.push(Place::Company);
    }
    if !sent.leads.beyond(&held.leads).is_empty() {
        places.push(Place::Leads);
    }
    if !sent.customers.beyond(&held.customers).is_empty() {
        places.push(Place::Customers);
    }
    for (id, values) in &sent.fields {
        let def = account.and_then(|account| account.field(*id));
        if !same_values(values, held.values(*id), def) {
            places.push(Place::Field(*id));
        }
    }
    places
}

/// What of `sent` the account does not hold.
pub(super) fn missing(sent: &Changes, held: &Contact, account: Option<&Account>) -> Changes {
    let mut missing = Changes::default();
    for place in differs(sent, held, account) {
        match place {
            Place::Name => missing.name.clone_from(&sent.name),
            Place::Responsible => missing.responsible = sent.responsible,
            Place::Company => missing.company.clone_from(&sent.company),
            Place::Tags => missing.tags.clone_from(&sent.tags),
            Place::Leads => missing.leads = sent.leads.beyond(&held.leads),
            Place::Customers => missing.customers = sent.customers.beyond(&held.customers),
            Place::Field(id) => {
                let values = sent.fields.get(&id).cloned();
                missing.fields.extend(values.map(|values| (id, values)));
            }
        }
    }
    missing
}

/// Accounts know a tag again whatever its case.
fn as_set(tags: &[String]) -> BTreeSet<String> {
    tags.iter()
        .map(|tag| tag.trim().to_lowercase())
        .filter(|tag| !tag.is_empty())
        .collect()
}

fn same_values(sent: &[FieldValue], held: &[FieldValue], def: Option<&FieldDef>) -> bool {
    let is_choice = def.is_some_and(|def| {
        matches!(
            def.kind,
            FieldKind::Select | FieldKind::Multiselect | FieldKind::Radiobutton
        )
    });
    let mut sent = filled(sent, is_choice);
    let mut held = filled(held, is_choice);
    if is_choice {
        sent.sort_by_key(|value| value.option);
        held.sort_by_key(|value| value.option);
    } else if sent
        .iter()
        .chain(&held)
        .any(|value| value.subtype.is_some())
    {
        sent.sort_by(|a, b| a.subtype.cmp(&b.subtype));
        held.sort_by(|a, b| a.subtype.cmp(&b.subtype));
    }
    sent.len() == held.len()
        && sent.iter().zip(&held).all(|(sent, held)| {
            // An option is known by its id, its label is only for people; an account gives a value its usual type
            // where none was asked for.
            let same_option = sent.option.is_none() || sent.option == held.option;
            let same_content =
                (is_choice && sent.option.is_some()) || content(sent) == content(held);
            same_option && same_content && sent.subtype == held.subtype
        })
}

/// An empty text is no value, except that a chosen option needs no label.
fn filled(values: &[FieldValue], is_choice: bool) -> Vec<&FieldValue> {
    values
        .iter()
        .filter(|value| !content(value).is_empty() || (is_choice && value.option.is_some()))
        .collect()
}

fn content(value: &FieldValue) -> &str {
    match &value.content {
        Content::Text(text) => text.raw().trim(),
        Content::Structured(json) => json,
    }
}

/// What `held` looks like once the account has applied what was sent to it.
pub(super) fn as_sent(mut held: Contact, sent: &Changes, account: Option<&Account>) -> Contact {
    if let Some(name) = &sent.name {
        held.name = name.as_str().into();
    }
    if let Some(user) = sent.responsible {
        held.responsible = user;
        let user = account.and_then(|account| account.user(user));
        held.group = user.map_or(held.group, |user| user.group);
    }
    if let Some(change) = sent.company.as_ref().filter(|sent| !sent.is_done(&held)) {
        held.company = change.company();
    }
    held.leads = sent.leads.after(&held.leads);
    held.customers = sent.customers.after(&held.customers);
    if let Some(names) = &sent.tags {
        held.tags = names
            .iter()
            .map(|name| {
                let known = held.tags.iter().find(|tag| tag.name.raw() == name);
                known.cloned().unwrap_or_else(|| Tag {
                    // The account has numbered it, but did not say so.
                    id: TagId(0),
                    name: name.as_str().into(),
                })
            })
            .collect();
    }
    for (id, values) in &sent.fields {
        let place = held.fields.iter().position(|field| field.id == *id);
        match (place, values.is_empty()) {
            (Some(at), true) => {
                held.fields.remove(at);
            }
            (Some(at), false) => held.fields[at].values.clone_from(values),
            (None, true) => {}
            (None, false) => {
                let def = account.and_then(|account| account.field(*id));
                held.fields.push(Field {
                    id: *id,
                    name: def.map(|def| def.name.clone()).unwrap_or_default(),
                    role: def.and_then(|def| def.role),
                    values: values.clone(),
                });
            }
        }
    }
    held
}

/// A new contact before anything is in it, as far as this side can know.
pub(super) fn empty(id: ContactId, draft: &Draft, account: Option<&Account>) -> Contact {
    let me = account.map_or(UserId(0), |account| account.current_user);
    let group = account.and_then(|account| account.user(me));
    Contact {
        group: group.map_or(GroupId(0), |user| user.group),
        ..Contact::bare(id, me, draft.typed_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            field::{AddressPart, FieldRole},
            id::{FieldId, OptionId},
        },
        worker::tests::{account, contact},
    };

    const FIELD: FieldId = FieldId(9);

    /// Whether an account that holds `held` in a field of this kind does not hold what was sent.
    fn differ(kind: FieldKind, sent: Vec<FieldValue>, held: Vec<FieldValue>) -> bool {
        let mut account = account();
        account.fields.push(FieldDef {
            id: FIELD,
            name: "Поле".into(),
            kind,
            role: None,
            sort: 0,
            is_multiple: true,
            is_system: false,
            is_editable: true,
            is_required: false,
            options: Vec::new(),
        });
        let mut now = contact(1, "");
        now.fields.push(Field {
            id: FIELD,
            name: "Поле".into(),
            role: Some(FieldRole::Phone),
            values: held,
        });
        let sent = Changes {
            fields: [(FIELD, sent)].into(),
            ..Changes::default()
        };
        !differs(&sent, &now, Some(&account)).is_empty()
    }

    fn typed(text: &str, option: Option<i64>) -> FieldValue {
        FieldValue::typed(text, option.map(OptionId))
    }

    #[test]
    fn phones_are_compared_in_order_with_their_types() {
        let kind = FieldKind::Multitext;
        let (one, two) = (typed("1", Some(7)), typed("2", Some(7)));
        let both = vec![one.clone(), two.clone()];
        assert!(!differ(kind, both.clone(), both.clone()));
        assert!(differ(kind, both.clone(), vec![two, one.clone()]));
        assert!(differ(kind, both, vec![one.clone()]));
        assert!(differ(kind, vec![one], vec![typed("1", Some(8))]));
    }

    #[test]
    fn a_type_that_the_account_added_is_no_difference() {
        let kind = FieldKind::Multitext;
        assert!(!differ(
            kind,
            vec![typed(" 1", None)],
            vec![typed("1", Some(7))]
        ));
    }

    #[test]
    fn options_are_compared_by_id_in_any_order() {
        let kind = FieldKind::Multiselect;
        let sent = vec![typed("", Some(2)), typed("", Some(1))];
        let held = vec![typed("один", Some(1)), typed("два", Some(2))];
        assert!(!differ(kind, sent.clone(), held.clone()));
        assert!(differ(kind, sent, held[..1].to_vec()));
    }

    #[test]
    fn an_address_is_compared_part_by_part_and_empty_parts_do_not_count() {
        let kind = FieldKind::SmartAddress;
        let city = FieldValue::part("Москва", AddressPart::City);
        let country = FieldValue::part("RU", AddressPart::Country);
        let sent = vec![
            country.clone(),
            FieldValue::part("", AddressPart::Zip),
            city.clone(),
        ];
        assert!(!differ(kind, sent.clone(), vec![city.clone(), country]));
        assert!(differ(kind, sent, vec![city]));
    }

    #[test]
    fn a_cleared_field_must_be_empty() {
        assert!(!differ(FieldKind::Text, Vec::new(), Vec::new()));
        assert!(differ(
            FieldKind::Text,
            Vec::new(),
            vec![FieldValue::text("x")]
        ));
    }

    #[test]
    fn tags_are_the_same_in_any_order_and_case() {
        let sent = Changes {
            name: Some("Иванов ".into()),
            tags: Some(vec!["VIP".into(), "опт".into()]),
            ..Changes::default()
        };
        let mut now = contact(1, "Иванов");
        assert_eq!(differs(&sent, &now, None), [Place::Tags]);
        now = as_sent(now, &sent, None);
        now.tags.reverse();
        now.tags[1].name = "vip".into();
        assert_eq!(differs(&sent, &now, None), []);
    }

    #[test]
    fn what_was_sent_takes_the_place_of_what_was_there() {
        let sent = |values| Changes {
            fields: [(FIELD, values)].into(),
            ..Changes::default()
        };
        let text = vec![FieldValue::text("a")];
        let filled = as_sent(contact(1, ""), &sent(text.clone()), None);
        assert_eq!(filled.values(FIELD), text);
        assert!(as_sent(filled, &sent(Vec::new()), None).fields.is_empty());
    }
}
