//! A contact in the database: its printed body, the columns lists are filtered by, and the text that is searched.

use rusqlite::{Connection, OptionalExtension as _, named_params};
use serde_json::Value;

use crate::domain::fold;
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
    let (folded, digits) = searched(contact, phones);
    connection
        .prepare_cached(
            "INSERT INTO contact_text (id, folded, digits) VALUES (:id, :folded, :digits)
             ON CONFLICT (id) DO UPDATE SET folded = excluded.folded, digits = excluded.digits",
        )?
        .execute(named_params! { ":id": contact.id, ":folded": folded, ":digits": digits })?;
    keep_links(connection, contact)?;
    Ok(())
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

/// The number of the next contact. Those in the bin keep theirs.
pub(in crate::server) fn next_id(connection: &Connection) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "SELECT max((SELECT coalesce(max(id), 0) FROM contact), (SELECT coalesce(max(id), 0) FROM deleted_contact)) + 1",
        )?
        .query_row([], |row| row.get(0))
}

/// Everything filled in, folded, a line each; and the digits of the phones.
fn searched(contact: &Contact, phones: Option<i64>) -> (String, String) {
    let mut lines = vec![contact.name.as_str()];
    lines.extend(contact.first_name.as_deref());
    lines.extend(contact.last_name.as_deref());
    lines.extend(
        contact
            .company
            .as_ref()
            .map(|company| company.name.as_str()),
    );
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
