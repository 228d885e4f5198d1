//! Sends one draft to the account, and finds out what that holds then.

use super::Request;
use crate::{
    crm::{Crm, Post, Posted},
    domain::{
        account::Account,
        contact::Contact,
        edit::{Changes, Draft, Place},
        failure::Failure,
        id::ContactId,
        merge::merge,
    },
    worker::{readback, reading::Reading},
};

/// How often a change is merged anew when others keep changing the contact between the reading and the sending.
const TRIES: usize = 3;

/// What became of it.
pub(super) enum Outcome {
    Accepted(Box<Accepted>),
    Conflict {
        theirs: Box<Contact>,
        clashes: Vec<Place>,
    },
}

/// What the account took.
pub(super) struct Accepted {
    id: ContactId,
    sent: Changes,
    /// The contact as it was before; `None` for a new one.
    before: Option<Contact>,
    /// The contact as it is now, where that is already known.
    now: Option<Contact>,
}

fn accepted(
    id: ContactId,
    sent: Changes,
    before: Option<Contact>,
    now: Option<Contact>,
) -> Outcome {
    Outcome::Accepted(Box::new(Accepted {
        id,
        sent,
        before,
        now,
    }))
}

/// Sends what a draft changes of a contact, merged with what others have changed meanwhile.
pub(super) async fn update<C: Crm>(
    reading: &Reading<C>,
    id: ContactId,
    draft: &Draft,
    account: Option<&Account>,
) -> Result<Outcome, Failure> {
    for _ in 0..TRIES {
        let theirs = reading.contact(id).await?.ok_or(Failure::Gone)?;
        let merged = merge(draft, &theirs, account);
        if !merged.clashes.is_empty() {
            return Ok(Outcome::Conflict {
                theirs: Box::new(theirs),
                clashes: merged.clashes,
            });
        }
        let sent = merged.changes;
        if sent.is_empty() {
            return Ok(accepted(id, sent, None, Some(theirs)));
        }
        let post = Post::Update {
            id,
            changes: &sent,
            after: theirs.updated_at,
        };
        match reading.crm.post(post, account).await {
            Ok(Posted::Accepted(_)) => {
                return Ok(accepted(id, sent, Some(theirs), None));
            }
            Ok(Posted::Stale) => tracing::info!(%id, "the contact changed before the save arrived"),
            Err(Failure::Unknown) => {
                let now = found_to_hold(reading, id, &sent, account).await?;
                return Ok(accepted(id, sent, Some(theirs), Some(now)));
            }
            Err(failure) => return Err(failure),
        }
    }
    Err(stale())
}

/// Adds a contact. An account that remembers request ids answers a repeated one from memory, whatever was typed since:
/// what it then does not hold is sent once more, before anybody calls it saved.
pub(super) async fn add<C: Crm>(
    reading: &Reading<C>,
    draft: &Draft,
    account: Option<&Account>,
    request: Request,
) -> Result<Outcome, Failure> {
    let sent = &draft.changes;
    let post = Post::Add {
        changes: sent,
        request_id: &draft.request_id,
    };
    let id = match reading.crm.post(post, account).await? {
        Posted::Accepted(id) => id,
        Posted::Stale => return Err(stale()),
    };
    let held = match reading.contact(id).await {
        Ok(Some(held)) => held,
        Err(failure) if request == Request::Again => return Err(failure),
        Ok(None) | Err(_) => return Ok(accepted(id, sent.clone(), None, None)),
    };
    let missing = readback::missing(sent, &held, account);
    if missing.is_empty() {
        return Ok(accepted(id, sent.clone(), None, Some(held)));
    }
    let post = Post::Update {
        id,
        changes: &missing,
        after: held.updated_at,
    };
    match reading.crm.post(post, account).await {
        Ok(Posted::Accepted(_)) => Ok(accepted(id, sent.clone(), Some(held), None)),
        Ok(Posted::Stale) => Err(stale()),
        Err(Failure::Unknown) => {
            let now = found_to_hold(reading, id, sent, account).await?;
            Ok(accepted(id, sent.clone(), Some(held), Some(now)))
        }
        // The account keeps something else than was sent and will not have it otherwise: the person is told.
        Err(Failure::Refused { .. } | Failure::Forbidden | Failure::Blocked { .. })
            if request == Request::First =>
        {
            Ok(accepted(id, sent.clone(), None, Some(held)))
        }
        Err(failure) => Err(failure),
    }
}

/// The account did not say whether it saved: looks whether it holds what was sent.
async fn found_to_hold<C: Crm>(
    reading: &Reading<C>,
    id: ContactId,
    sent: &Changes,
    account: Option<&Account>,
) -> Result<Contact, Failure> {
    match reading.contact(id).await {
        Ok(Some(now)) if readback::differs(sent, &now, account).is_empty() => Ok(now),
        _ => Err(Failure::Unknown),
    }
}

/// The account's own words for it.
pub(super) fn stale() -> Failure {
    Failure::Refused {
        code: None,
        text: "Last modified date is older than in database".into(),
    }
}

impl Accepted {
    /// The contact as the account holds it now and where that differs from what was sent. An account that accepts but
    /// does not show the contact any more is taken at its word.
    pub(super) async fn read_back<C: Crm>(
        self,
        reading: &Reading<C>,
        draft: &Draft,
        account: Option<&Account>,
    ) -> (Contact, Vec<Place>) {
        let now = match self.now {
            Some(now) => Some(now),
            None => reading.contact(self.id).await.unwrap_or_else(|failure| {
                tracing::warn!(id = %self.id, %failure, "a saved contact was not read back");
                None
            }),
        };
        if let Some(now) = now {
            let differs = readback::differs(&self.sent, &now, account);
            (now, differs)
        } else {
            let before = self
                .before
                .unwrap_or_else(|| readback::empty(self.id, draft, account));
            (readback::as_sent(before, &self.sent, account), Vec::new())
        }
    }
}
