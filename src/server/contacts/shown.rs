//! What of a contact's links a user is shown: those to a company, leads and customers that he may see.
//!
//! A contact is kept printed with all of them. Who sees everything is given that text as it is; for the others it is read and
//! printed anew where something is to be left out. What is left out stays in the account: a write starts from the whole
//! contact.

use std::collections::HashSet;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};
use serde_json::Value;

use super::stored;
use crate::server::Error;
use crate::server::element::Kind;
use crate::server::rights::{Reach, User};
use crate::server::select::Condition;
use crate::server::shape::{self, Page};
use crate::wire::v2::contact::{Contact, LinkedIds};

/// Adds the contacts with these ids to a page, as this user is shown them.
pub(super) fn add(
    page: &mut Page,
    user: &User,
    connection: &Connection,
    ids: &[i64],
) -> Result<(), Error> {
    if sees_all(user) {
        return Ok(stored::each_body(connection, ids, |body| page.add(body))?);
    }
    let mut bodies = Vec::with_capacity(ids.len());
    stored::each_body(connection, ids, |body| bodies.push(body.to_vec()))?;
    let mut contacts = bodies
        .iter()
        .map(|body| serde_json::from_slice(body))
        .collect::<Result<Vec<Contact>, _>>()?;
    let links = Links {
        companies: contacts
            .iter()
            .flat_map(|contact| &contact.company)
            .map(|company| company.id)
            .collect(),
        leads: contacts
            .iter()
            .flat_map(|contact| &contact.leads.id)
            .copied()
            .collect(),
        customers: contacts
            .iter()
            .flat_map(|contact| &contact.customers.id)
            .copied()
            .collect(),
    };
    let seen = links.seen_by(user, connection)?;
    for (contact, body) in contacts.iter_mut().zip(&bodies) {
        if seen.leave_in(contact) {
            page.print(contact)?;
        } else {
            page.add(body);
        }
    }
    Ok(())
}

/// Whether nothing is ever left out for this user. Customers go by the letters of leads, see [`Kind::rows`].
fn sees_all(user: &User) -> bool {
    ["lead_view", "company_view"]
        .into_iter()
        .all(|key| user.letter(key) == Reach::All)
}

/// What contacts are linked to, by number.
struct Links {
    companies: HashSet<i64>,
    leads: HashSet<i64>,
    customers: HashSet<i64>,
}

impl Links {
    /// Those of them that the user may see.
    fn seen_by(&self, user: &User, connection: &Connection) -> rusqlite::Result<Self> {
        let seen = |kind, ids| seen(user, connection, kind, ids);
        Ok(Self {
            companies: seen(Kind::Company, &self.companies)?,
            leads: seen(Kind::Lead, &self.leads)?,
            customers: seen(Kind::Customer, &self.customers)?,
        })
    }

    /// Takes all other links from the contact; whether there were any.
    fn leave_in(&self, contact: &mut Contact) -> bool {
        let companies = &self.companies;
        let company = contact
            .company
            .take_if(|company| !companies.contains(&company.id));
        let leads = leave_in("leads", &mut contact.leads, &self.leads);
        let customers = leave_in("customers", &mut contact.customers, &self.customers);
        company.is_some() || leads || customers
    }
}

fn leave_in(what: &str, linked: &mut LinkedIds, seen: &HashSet<i64>) -> bool {
    if linked.id.iter().all(|id| seen.contains(id)) {
        return false;
    }
    let mut ids = std::mem::take(&mut linked.id);
    ids.retain(|id| seen.contains(id));
    *linked = shape::linked(what, ids);
    true
}

fn seen(
    user: &User,
    connection: &Connection,
    kind: Kind,
    ids: &HashSet<i64>,
) -> rusqlite::Result<HashSet<i64>> {
    let (table, Condition { sql, values }) = (kind.name(), kind.rows(user));
    let ids: Value = ids.iter().copied().collect();
    connection
        .prepare_cached(&format!(
            "SELECT {table}.id FROM {table} WHERE {table}.id IN (SELECT value FROM json_each(?)) AND ({sql})"
        ))?
        .query_map(
            params_from_iter(std::iter::once(Sql::from(ids.to_string())).chain(values)),
            |row| row.get(0),
        )?
        .collect()
}
