//! The other ends of the links of a lead, a company or a customer. A link is one fact: the contact at its other end is printed
//! anew with it, and either end counts as changed.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::record::Record;
use crate::server::contacts::tie;
use crate::server::element::Kind;
use crate::server::{Error, linked, shape};
use crate::wire::v2::contact::Contact;

/// Prints the new name of a company wherever it stands.
pub(super) fn rename(connection: &Connection, company: &Record, tick: i64) -> Result<(), Error> {
    tie_all(
        connection,
        company,
        &as_contacts(&contacts(connection, company)?),
        true,
        tick,
    )?;
    for kind in [Kind::Lead, Kind::Customer] {
        connection
            .prepare_cached(&format!(
                "UPDATE {} SET changed_at = :tick WHERE company_id = :id",
                kind.name()
            ))?
            .execute(named_params! { ":id": company.id, ":tick": tick })?;
    }
    Ok(())
}

/// Takes everything apart from what is about to be deleted; gives the contacts that it had.
pub(super) fn part_all(
    connection: &Connection,
    record: &Record,
    tick: i64,
) -> Result<Vec<i64>, Error> {
    let contacts = contacts(connection, record)?;
    tie_all(connection, record, &as_contacts(&contacts), false, tick)?;
    match record.own.party() {
        Some(party) => {
            if let Some(company) = party.company {
                linked::touch(connection, Kind::Company, company, tick)?;
            }
        }
        None => {
            for kind in [Kind::Lead, Kind::Customer] {
                connection
                    .prepare_cached(&format!(
                        "UPDATE {} SET company_id = NULL, changed_at = :tick WHERE company_id = :id",
                        kind.name()
                    ))?
                    .execute(named_params! { ":id": record.id, ":tick": tick })?;
            }
        }
    }
    Ok(contacts)
}

/// The company that a contact, a lead or a customer has.
pub(super) fn company_of(
    connection: &Connection,
    (kind, id): (Kind, i64),
) -> rusqlite::Result<Option<i64>> {
    let found = connection
        .prepare_cached(&format!(
            "SELECT company_id FROM {} WHERE id = :id",
            kind.name()
        ))?
        .query_row(named_params! { ":id": id }, |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}

/// All contacts of a record, whoever sees them.
pub(super) fn contacts(connection: &Connection, record: &Record) -> rusqlite::Result<Vec<i64>> {
    if record.kind() == Kind::Company {
        return connection
            .prepare_cached("SELECT id FROM contact WHERE company_id = :id ORDER BY id")?
            .query_map(named_params! { ":id": record.id }, |row| row.get(0))?
            .collect();
    }
    contacts_linked(connection, record.kind(), record.id)
}

/// The contacts of a lead or a customer, whoever sees them.
pub(super) fn contacts_linked(
    connection: &Connection,
    kind: Kind,
    id: i64,
) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached(
            "SELECT contact_id FROM contact_link WHERE element_type = :kind AND element_id = :id ORDER BY contact_id",
        )?
        .query_map(named_params! { ":kind": kind.number(), ":id": id }, |row| {
            row.get(0)
        })?
        .collect()
}

fn as_contacts(ids: &[i64]) -> Vec<(Kind, i64)> {
    ids.iter().map(|id| (Kind::Contact, *id)).collect()
}

/// Ties other things to the record, or takes them apart from it.
pub(super) fn tie_all(
    connection: &Connection,
    record: &Record,
    others: &[(Kind, i64)],
    ties: bool,
    tick: i64,
) -> Result<(), Error> {
    if others.is_empty() {
        return Ok(());
    }
    let phones = tie::phones(connection)?;
    for other in others {
        tie_one(connection, record, *other, phones, ties, tick)?;
    }
    Ok(())
}

/// Of a company, that is all that the other end knows of it.
fn tie_one(
    connection: &Connection,
    record: &Record,
    (kind, id): (Kind, i64),
    phones: Option<i64>,
    ties: bool,
    tick: i64,
) -> Result<(), Error> {
    if record.kind() == Kind::Company {
        let before = company_of(connection, (kind, id))?.filter(|company| *company != record.id);
        if let Some(before) = before {
            linked::touch(connection, Kind::Company, before, tick)?;
        }
    }
    if kind == Kind::Contact {
        return tie::reprint(
            connection,
            id,
            phones,
            || Ok(tick),
            |contact| {
                tie_contact(contact, record, ties);
            },
        );
    }
    connection
        .prepare_cached(&format!(
            "UPDATE {} SET company_id = :company, changed_at = :tick WHERE id = :id",
            kind.name()
        ))?
        .execute(
            named_params! { ":company": ties.then_some(record.id), ":tick": tick, ":id": id },
        )?;
    Ok(())
}

fn tie_contact(contact: &mut Contact, record: &Record, ties: bool) {
    let id = [record.id];
    let (link, unlink): (&[i64], &[i64]) = if ties { (&id, &[]) } else { (&[], &id) };
    match record.kind() {
        Kind::Lead => tie::relink("leads", &mut contact.leads, link, unlink),
        Kind::Customer => tie::relink("customers", &mut contact.customers, link, unlink),
        _ => contact.company = ties.then(|| shape::company(record.id, record.name.clone())),
    }
}
