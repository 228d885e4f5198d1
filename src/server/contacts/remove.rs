//! The bin of contacts.

use rusqlite::named_params;

use super::stored;
use crate::server::element::Kind;
use crate::server::linked;
use crate::server::post::{Asking, Failure, item};
use crate::server::rights::Verb;

/// Moves a contact into the bin. Its tasks and notes stay, and are not seen without it.
pub(in crate::server) fn discard(asking: &Asking<'_>, id: i64) -> Result<(), Failure> {
    let Asking {
        connection,
        user,
        now,
        ..
    } = *asking;
    let found = stored::load(connection, id)?;
    let may = |verb, responsible, group| user.may(Kind::Contact, verb, responsible, group);
    // What the user may not see is answered like what is not there.
    let seen = found.filter(|found| may(Verb::View, found.responsible_user_id, found.group_id));
    let Some(contact) = seen else {
        return item("Contact not found");
    };
    if !may(Verb::Delete, contact.responsible_user_id, contact.group_id) {
        return item("You have no right to delete this contact");
    }
    let tick = asking.tick()?;
    for (kind, ids) in [
        (Kind::Lead, &contact.leads.id),
        (Kind::Customer, &contact.customers.id),
        (
            Kind::Company,
            &contact.company.iter().map(|company| company.id).collect(),
        ),
    ] {
        for id in ids {
            linked::touch(connection, kind, *id, tick)?;
        }
    }
    connection
        .prepare_cached(
            "INSERT INTO deleted_contact (id, body, deleted_by, deleted_at, changed_at)
             SELECT id, body, :user, :now, :tick FROM contact_body WHERE id = :id",
        )?
        .execute(named_params! { ":id": id, ":user": user.id, ":now": now,
        ":tick": tick })?;
    // Its body, its text and its links go with it.
    connection
        .prepare_cached("DELETE FROM contact WHERE id = :id")?
        .execute(named_params! { ":id": id })?;
    Ok(())
}
