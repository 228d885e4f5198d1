//! Takes what an account sent into the copy, whoever asked for it.

use crate::{
    crm::Item,
    domain::order::NameKey,
    store::{
        self, Mirror,
        mirror::{Kept, Observation, PassState, Row, Unreadable},
    },
};

/// What an answer made of the copy.
pub(in crate::worker) struct Taken {
    pub(super) kept: Kept,
    /// The version of the copy that holds it.
    pub(super) version: i64,
}

impl Taken {
    /// Whether the copy did not hold that before.
    pub(in crate::worker) fn is_news(&self) -> bool {
        self.kept.new + self.kept.changed > 0
    }
}

/// Takes an answer in, with what it makes of a pass. `seen` is from before it was asked for.
pub(in crate::worker) fn take_in(
    mirror: &Mirror,
    seen: Observation,
    items: Vec<Item>,
    state: Option<&PassState>,
) -> Result<Taken, store::Error> {
    let mut rows = Vec::with_capacity(items.len());
    let mut unreadable = Vec::new();
    for item in items {
        match item.contact {
            Ok(contact) => rows.push(Row {
                id: contact.id,
                raw: item.raw,
                fingerprint: item.fingerprint,
                updated_at: contact.updated_at,
                responsible: contact.responsible,
                name: NameKey::of(contact.name.raw()),
                numbers: contact.numbers(),
            }),
            Err(bad) => unreadable.push(Unreadable {
                id: bad.id,
                raw: item.raw,
                fingerprint: item.fingerprint,
                why: bad.why,
            }),
        }
    }
    Ok(Taken {
        kept: mirror.keep(seen, &rows, &unreadable, state)?,
        version: mirror.version()?,
    })
}
