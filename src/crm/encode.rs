//! From what a person changed to what an account is told.

pub(super) mod entry;
mod values;

use crate::crm::Post;
use crate::domain::account::Account;
use crate::domain::edit::Changes;
use crate::domain::id::Moment;
use crate::wire::v2::contact::{Batch, FieldWrite, RequestId, TagWrite, Write};

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
    Write {
        name: changes.name.clone(),
        tags: changes
            .tags
            .as_ref()
            .map(|tags| tags.iter().cloned().map(TagWrite::Name).collect()),
        custom_fields: (!fields.is_empty()).then_some(fields),
        ..Write::default()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::field::FieldValue;
    use crate::domain::id::{ContactId, FieldId};

    fn changes() -> Changes {
        Changes {
            name: Some("Пётр".to_owned()),
            tags: Some(vec!["важный".to_owned(), "доставка".to_owned()]),
            fields: [(FieldId(4_396_817), vec![FieldValue::text("Директор")])].into(),
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
