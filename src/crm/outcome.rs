//! What the answer to a write says about the one element that was sent.

use crate::crm::error::refused_item;
use crate::crm::{Post, Posted, encode};
use crate::domain::failure::Failure;
use crate::domain::id::ContactId;
use crate::wire::v2::posted;

/// What one answer says about the one element that was sent.
pub(super) fn outcome(post: Post<'_>, posted: &posted::Posted) -> Result<Posted, Failure> {
    // One element was sent, so every error is about it, however the account names it.
    if let Some(error) = posted.errors.first() {
        if matches!(post, Post::Update { .. }) && is_stale(&error.message) {
            return Ok(Posted::Stale);
        }
        tracing::warn!(code = error.code, "the account refused a write");
        return Err(refused_item(error.code.as_deref(), &error.message));
    }
    let done = match post {
        Post::Update { id, .. } => posted.items.iter().find(|item| item.id == id.0),
        Post::Add { request_id, .. } => {
            let mine = encode::request_id(request_id);
            match posted.items.as_slice() {
                // Older answers, and the one on the page, do not repeat the request id.
                [only] if only.request_id.is_none() || only.request_id == mine => Some(only),
                items => items.iter().find(|item| item.request_id == mine),
            }
        }
    };
    done.map(|item| Posted::Accepted(ContactId(item.id)))
        .ok_or(Failure::Unknown)
}

/// The words of an account whose contact was changed after the moment the change is dated.
fn is_stale(message: &str) -> bool {
    message.to_lowercase().contains("older than in database")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::edit::Changes;
    use crate::domain::id::Moment;
    use crate::wire::v2::contact::RequestId;
    use crate::wire::v2::posted::{Done, ItemError, Kind};

    fn done(id: i64, request_id: Option<&str>) -> Done {
        Done {
            id,
            request_id: request_id.map(|text| RequestId::Text(text.to_owned())),
            updated_at: None,
        }
    }

    fn error(message: &str) -> ItemError {
        ItemError {
            kind: Kind::Update,
            id: Some(7),
            request_id: None,
            code: Some("212".into()),
            message: message.into(),
        }
    }

    fn answer(items: Vec<Done>, errors: Vec<ItemError>) -> posted::Posted {
        posted::Posted { items, errors }
    }

    #[test]
    fn a_new_contact_is_recognised_by_its_request_id_or_by_being_alone() {
        let changes = Changes::default();
        let add = Post::Add {
            changes: &changes,
            request_id: "6f0d",
        };
        let of = |items| outcome(add, &answer(items, vec![]));
        assert_eq!(of(vec![done(5, None)]), Ok(Posted::Accepted(ContactId(5))));
        assert_eq!(
            of(vec![done(4, Some("x")), done(5, Some("6f0d"))]),
            Ok(Posted::Accepted(ContactId(5)))
        );
        assert_eq!(of(vec![done(4, Some("x"))]), Err(Failure::Unknown));
        assert_eq!(of(vec![]), Err(Failure::Unknown));
    }

    #[test]
    fn a_change_is_accepted_stale_refused_or_unknown() {
        let changes = Changes::default();
        let update = Post::Update {
            id: ContactId(7),
            changes: &changes,
            after: Moment(0),
        };
        let of = |items, errors| outcome(update, &answer(items, errors));
        assert_eq!(
            of(vec![done(7, None)], vec![]),
            Ok(Posted::Accepted(ContactId(7)))
        );
        assert_eq!(
            of(
                vec![],
                vec![error("Last modified date is older than in database")]
            ),
            Ok(Posted::Stale)
        );
        let refused = Failure::Refused {
            code: Some(212),
            text: "нет прав".into(),
        };
        assert_eq!(of(vec![], vec![error("нет прав")]), Err(refused));
        assert_eq!(of(vec![done(8, None)], vec![]), Err(Failure::Unknown));
    }
}
