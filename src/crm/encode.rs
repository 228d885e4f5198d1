//! From what a person changed to what an account is told.

pub(super) mod entry;
mod values;

use crate::crm::Post;
use crate::domain::account::Account;
use crate::domain::edit::{Changes, CompanyChange, Link, Links};
use crate::domain::id::Moment;
use crate::wire::v2::contact::{Batch, FieldWrite, RequestId, TagWrite, Unlink, Write};

/// One write as the body of a call.
///
/// `server_now` is the account's clock. A change is dated by it, and always later than the contact that was read, because
/// other clients date theirs into the future.
pub(super) fn batch(post: Post<'_>, account: Option<&Account>, server_now: Option<i64>) -> Batch {
    match post {
        Post::Add {
            changes,
            request_id: id,
        } => Batch {
            add: Some(vec![Write {
                request_id: request_id(id),
                ..write(changes, account)
            }]),
            update: None,
        },
        Post::Update { id, changes, after } => Batch {
            add: None,
            update: Some(vec![Write {
                id: Some(id.0),
                updated_at: Some(dated(after, server_now)),
                ..write(changes, account)
            }]),
        },
    }
}

/// The same for people to read: where it goes in the first line, then the body in lines.
pub(super) fn printed(
    post: Post<'_>,
    account: Option<&Account>,
    server_now: Option<i64>,
) -> String {
    let batch = batch(post, account, server_now);
    // A batch is names, texts and numbers: there is nothing in it that JSON could not say.
    let body = serde_json::to_string_pretty(&batch).unwrap_or_default();
    format!("POST /api/v2/contacts\n{body}")
}

/// A client's own name for an element, in the form in which an answer is compared with it.
pub(super) fn request_id(id: &str) -> Option<RequestId> {
    RequestId::read(&id.into())
}

fn dated(after: Moment, server_now: Option<i64>) -> i64 {
    let later = after.0.saturating_add(1);
    server_now.map_or(later, |now| now.max(later))
}

fn write(changes: &Changes, account: Option<&Account>) -> Write {
    let fields: Vec<FieldWrite> = changes
        .fields
        .iter()
        .map(|(id, values)| FieldWrite {
            id: id.0,
            values: Some(values::encode(
                values,
                account.and_then(|account| account.field(*id)),
            )),
        })
        .collect();
    let (company_id, company_name) = match &changes.company {
        Some(CompanyChange::Existing(company)) => (Some(company.id.0), None),
        Some(CompanyChange::New(name)) => (None, Some(name.clone())),
        Some(CompanyChange::Unlinked(_)) | None => (None, None),
    };
    Write {
        name: changes.name.clone(),
        responsible_user_id: changes.responsible.map(|user| user.0),
        company_id,
        company_name,
        leads_id: linked(&changes.leads, |id| id.0),
        customers_id: linked(&changes.customers, |id| id.0),
        unlink: unlink(changes),
        tags: changes
            .tags
            .as_ref()
            .map(|tags| tags.iter().cloned().map(TagWrite::Name).collect()),
        custom_fields: (!fields.is_empty()).then_some(fields),
        ..Write::default()
    }
}

fn linked<I>(links: &Links<I>, number: impl Fn(&I) -> i64) -> Option<Vec<i64>> {
    let added = links.added.iter().map(|Link { id, .. }| number(id));
    (!links.added.is_empty()).then(|| added.collect())
}

/// What is taken apart from the contact: whatever a write does not name stays linked.
fn unlink(changes: &Changes) -> Option<Unlink> {
    let company_id = match &changes.company {
        Some(CompanyChange::Unlinked(id)) => Some(id.0),
        Some(CompanyChange::Existing(_) | CompanyChange::New(_)) | None => None,
    };
    let unlink = Unlink {
        leads_id: changes.leads.removed.iter().map(|id| id.0).collect(),
        company_id,
        customers_id: changes.customers.removed.iter().map(|id| id.0).collect(),
    };
    (unlink != Unlink::default()).then_some(unlink)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::field::FieldValue;
    use crate::domain::id::{CompanyId, ContactId, CustomerId, FieldId, LeadId, UserId};

    fn changes() -> Changes {
        Changes {
            name: Some("Пётр".to_owned()),
            tags: Some(vec!["важный".to_owned(), "доставка".to_owned()]),
            fields: [(FieldId(4_396_817), vec![FieldValue::text("Директор")])].into(),
            ..Changes::default()
        }
    }

    #[test]
    fn a_new_contact_carries_its_request_id_and_no_date() {
        let changes = changes();
        let batch = batch(
            Post::Add {
                changes: &changes,
                request_id: "6f0d",
            },
            None,
            Some(1_600_000_000),
        );
        assert_eq!(
            serde_json::to_value(batch).expect("JSON"),
            json!({"add": [{
            "name": "Пётр", "tags": "важный,доставка",
            "custom_fields": [{"id": 4_396_817, "values": [{"value": "Директор"}]}],
            "request_id": "6f0d"}]})
        );
    }

    #[test]
    fn a_change_names_only_what_changed() {
        let changes = Changes {
            name: None,
            tags: None,
            ..changes()
        };
        let update = Post::Update {
            id: ContactId(41560),
            changes: &changes,
            after: Moment(1_508_965_200),
        };
        let batch = batch(update, None, Some(1_600_000_000));
        assert_eq!(
            serde_json::to_value(batch).expect("JSON"),
            json!({"update": [{
            "id": 41560, "updated_at": 1_600_000_000,
            "custom_fields": [{"id": 4_396_817, "values": [{"value": "Директор"}]}]}]})
        );
    }

    #[test]
    fn links_that_come_and_go_are_sent_apart_and_the_others_are_not_named() {
        let lead = |id| Link {
            id: LeadId(id),
            name: "Поставка".into(),
        };
        let mut changes = Changes {
            responsible: Some(UserId(504_141)),
            company: Some(CompanyChange::New("ООО «Мост»".to_owned())),
            leads: Links {
                added: vec![lead(45615), lead(43510)],
                removed: vec![LeadId(7)],
            },
            customers: Links {
                added: Vec::new(),
                removed: vec![CustomerId(8)],
            },
            ..Changes::default()
        };
        assert_eq!(
            serde_json::to_value(write(&changes, None)).expect("JSON"),
            json!({"responsible_user_id": 504_141, "company_name": "ООО «Мост»", "leads_id": [45615, 43510],
                "unlink": {"leads_id": [7], "customers_id": [8]}})
        );
        changes = Changes {
            company: Some(CompanyChange::Unlinked(CompanyId(9))),
            ..Changes::default()
        };
        assert_eq!(
            serde_json::to_value(write(&changes, None)).expect("JSON"),
            json!({"unlink": {"company_id": 9}})
        );
    }

    #[test]
    fn a_change_is_dated_by_the_account_and_after_what_was_read() {
        let cases = [
            (100, Some(200), 200),
            (100, Some(50), 101),
            (100, Some(100), 101),
            (100, None, 101),
            (i64::MAX, None, i64::MAX),
        ];
        for (after, now, date) in cases {
            assert_eq!(dated(Moment(after), now), date);
        }
    }
}
