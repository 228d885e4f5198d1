//! A contact printed anew because something around it changed: what it is linked to, or its tasks.

use std::collections::HashSet;

use rusqlite::Connection;

use super::stored;
use crate::server::fields::Fields;
use crate::server::{Error, shape};
use crate::wire::v2::contact::{Contact, LinkedIds};

/// The field that phones are in, for [`reprint`]: whoever prints many contacts anew looks it up once.
pub(in crate::server) fn phones(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    Ok(Fields::load(connection, "contacts")?.phones())
}

/// Changes a contact from outside. `tick` is only asked for when something is different: the contact counts as changed
/// then, though not by its own `updated_at`, or every task and every link would have an edit that is under way refused.
pub(in crate::server) fn reprint(
    connection: &Connection,
    id: i64,
    phones: Option<i64>,
    tick: impl FnOnce() -> rusqlite::Result<i64>,
    change: impl FnOnce(&mut Contact),
) -> Result<(), Error> {
    let Some(before) = stored::load(connection, id)? else {
        return Ok(());
    };
    let mut contact = before.clone();
    change(&mut contact);
    if contact == before {
        return Ok(());
    }
    stored::keep(connection, &contact, tick()?, phones)
}

/// Adds to the `leads` or `customers` of a contact and takes away from them. Taking away comes last, because some clients
/// name what they take away among what they link.
pub(in crate::server) fn relink(what: &str, linked: &mut LinkedIds, link: &[i64], unlink: &[i64]) {
    let mut ids = std::mem::take(&mut linked.id);
    let mut there: HashSet<i64> = ids.iter().copied().collect();
    ids.extend(link.iter().filter(|id| there.insert(**id)));
    let unlink: HashSet<i64> = unlink.iter().copied().collect();
    ids.retain(|id| !unlink.contains(id));
    *linked = shape::linked(what, ids);
}
