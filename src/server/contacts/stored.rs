//! A contact in the database: its printed body, the columns lists are filtered by, and the text that is searched.

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, named_params};
use serde_json::Value;

use super::names::{self, Parts};
use crate::domain::fold;
use crate::server::fields::Fields;
use crate::server::{Error, element, shape};
use crate::wire::lenient;
use crate::wire::v2::contact::Contact;

/// Writes a contact, new or changed. `phones` is the field whose values are searched by their digits.
pub(in crate::server) fn keep(
    connection: &Connection,
    contact: &Contact,
    changed_at: i64,
    phones: Option<i64>,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "INSERT INTO contact (id, responsible_user_id, group_id, company_id, created_at, updated_at, changed_at)
             VALUES (:id, :responsible, :group, :company, :created, :updated, :changed)
             ON CONFLICT (id) DO UPDATE SET responsible_user_id = excluded.responsible_user_id,
                group_id = excluded.group_id, company_id = excluded.company_id, created_at = excluded.created_at,
                updated_at = excluded.updated_at, changed_at = excluded.changed_at",
        )?
        .execute(named_params! {
            ":id": contact.id,
            ":responsible": contact.responsible_user_id,
            ":group": contact.group_id,
            ":company": contact.company.as_ref().map(|company| company.id),
            // Filters compare seconds, whatever the body says.
            ":created": contact.created_at_seconds(),
            ":updated": contact.updated_at_seconds(),
            ":changed": changed_at,
        })?;
    connection
        .prepare_cached(
            "INSERT INTO contact_body (id, body) VALUES (:id, :body)
             ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        )?
        .execute(named_params! { ":id": contact.id, ":body": shape::contact(contact)? })?;
    keep_text(connection, contact, phones)?;
    keep_links(connection, contact)?;
    Ok(())
}

/// Keeps the parts of a contact's name, where there are some, and lets `query` find them too.
pub(in crate::server) fn keep_parts(
    connection: &Connection,
    contact: &Contact,
    parts: Option<&Parts>,
    phones: Option<i64>,
) -> rusqlite::Result<()> {
    names::keep(connection, contact.id, parts)?;
    keep_text(connection, contact, phones)
}

/// Lets `query` find the contact.
fn keep_text(
    connection: &Connection,
    contact: &Contact,
    phones: Option<i64>,
) -> rusqlite::Result<()> {
    let parts = names::one(connection, contact.id)?;
    let (folded, digits) = searched(contact, &parts, phones);
    connection
        .prepare_cached(
            "INSERT INTO contact_text (id, folded, digits) VALUES (:id, :folded, :digits)
             ON CONFLICT (id) DO UPDATE SET folded = excluded.folded, digits = excluded.digits",
        )?
        .execute(named_params! { ":id": contact.id, ":folded": folded, ":digits": digits })?;
    Ok(())
}

/// Writes the searched texts of all contacts, if a step of the schema has thrown them away: that leaves none.
pub(in crate::server) fn restore_texts(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let is_lacking = transaction.query_row(
        "SELECT EXISTS (SELECT 1 FROM contact_body) AND NOT EXISTS (SELECT 1 FROM contact_text)",
        [],
        |row| row.get(0),
    )?;
    if is_lacking {
        let phones = Fields::load(&transaction, "contacts")?.phones();
        let mut bodies = transaction.prepare("SELECT body FROM contact_body")?;
        let mut bodies = bodies.query([])?;
        while let Some(row) = bodies.next()? {
            let body: String = row.get(0)?;
            let contact = serde_json::from_str(&body)?;
            keep_text(&transaction, &contact, phones)?;
        }
    }
    Ok(transaction.commit()?)
}

/// Lets the contact's leads and customers find it.
fn keep_links(connection: &Connection, contact: &Contact) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM contact_link WHERE contact_id = :id")?
        .execute(named_params! { ":id": contact.id })?;
    for (kind, linked) in [
        (element::Kind::Lead, &contact.leads),
        (element::Kind::Customer, &contact.customers),
    ] {
        for other in &linked.id {
            connection
                .prepare_cached(
                    "INSERT OR IGNORE INTO contact_link (contact_id, element_type, element_id) VALUES (:id, :kind, :other)",
                )?
                .execute(named_params! { ":id": contact.id, ":kind": kind.number(), ":other": other })?;
        }
    }
    Ok(())
}

/// The contact with this id, read back from how it was printed.
pub(in crate::server) fn load(connection: &Connection, id: i64) -> Result<Option<Contact>, Error> {
    let body: Option<String> = connection
        .prepare_cached("SELECT body FROM contact_body WHERE id = :id")?
        .query_row(named_params! { ":id": id }, |row| row.get(0))
        .optional()?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
}

/// About how long a printed contact is, in bytes.
pub(in crate::server) const USUAL_LENGTH: usize = 1_200;

/// After so many rows that were not asked for, the next one that is is looked up and no longer waited for.
const PATIENCE: u32 = 4;

/// Gives the printed contacts with these ids, which ascend, to `take`. They lie in the order of their ids, so one follows
/// the other without being looked up.
pub(in crate::server) fn each_body(
    connection: &Connection,
    ids: &[i64],
    mut take: impl FnMut(&[u8]),
) -> rusqlite::Result<()> {
    let mut statement =
        connection.prepare_cached("SELECT id, body FROM contact_body WHERE id >= ? ORDER BY id")?;
    let mut ids = ids.iter().copied().peekable();
    while let Some(wanted) = ids.peek() {
        let mut rows = statement.query([wanted])?;
        let mut passed = 0;
        while passed < PATIENCE && ids.peek().is_some() {
            let Some(row) = rows.next()? else {
                return Ok(());
            };
            let id: i64 = row.get(0)?;
            // What is not there is not waited for.
            while ids.next_if(|wanted| *wanted < id).is_some() {}
            if ids.next_if_eq(&id).is_some() {
                take(row.get_ref(1)?.as_bytes()?);
                passed = 0;
            } else {
                passed += 1;
            }
        }
    }
    Ok(())
}

/// The number of the next contact. Those in the bin keep theirs.
pub(in crate::server) fn next_id(connection: &Connection) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "SELECT max((SELECT coalesce(max(id), 0) FROM contact), (SELECT coalesce(max(id), 0) FROM deleted_contact)) + 1",
        )?
        .query_row([], |row| row.get(0))
}

/// Everything filled in, folded, a line each; and the digits of the phones. The company is no part of it: it is looked for by
/// itself, among those that the user sees.
fn searched(contact: &Contact, parts: &Parts, phones: Option<i64>) -> (String, String) {
    let mut lines = vec![contact.name.as_str(), &parts.first, &parts.last];
    lines.extend(contact.tags.iter().map(|tag| tag.name.as_str()));
    let mut others = Vec::new();
    let mut digits = Vec::new();
    for field in &contact.custom_fields {
        for value in &field.values {
            texts(&value.value, &mut others);
            if phones == Some(field.id) {
                digits
                    .extend(lenient::text(&value.value).map(|phone| fold::phone_haystack(&phone)));
            }
        }
    }
    lines.extend(others.iter().map(String::as_str));
    (fold::fold(&lines.join("\n")), digits.join("\n"))
}

/// The texts in a value: itself, or the members of an object such as a company's requisites.
pub(in crate::server) fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.values().for_each(|member| texts(member, found)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        scalar => found.extend(lenient::filled(scalar)),
    }
}
