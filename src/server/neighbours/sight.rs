//! What a user sees of the links between things: those to what he may not see are left out.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Value, json};

use super::record::Party;
use crate::server::element::Kind;
use crate::server::fields::Fields;
use crate::server::rights::User;
use crate::server::select::Condition;
use crate::server::{linked, shape, tasks};
use crate::wire::v2::contact::LinkedIds;

/// Somebody who looks at things of one kind.
pub(in crate::server) struct Sight<'a> {
    pub(in crate::server) connection: &'a Connection,
    pub(in crate::server) user: &'a User,
    /// The account's id.
    pub(in crate::server) account: i64,
    /// The custom fields of the kind.
    pub(in crate::server) fields: &'a Fields,
    /// What he asks for besides.
    pub(in crate::server) with: &'a [String],
}

impl Sight<'_> {
    /// Whether `with` asks for this.
    pub(in crate::server) fn asks(&self, part: &str) -> bool {
        self.with.iter().any(|asked| asked == part)
    }

    /// The contacts of a lead, a company or a customer.
    pub(in crate::server) fn contacts(&self, kind: Kind, id: i64) -> rusqlite::Result<LinkedIds> {
        let from = match kind {
            Kind::Company => "contact WHERE contact.company_id = ?".to_owned(),
            other => format!(
                "contact_link JOIN contact ON contact.id = contact_link.contact_id
                 WHERE contact_link.element_type = {} AND contact_link.element_id = ?",
                other.number()
            ),
        };
        self.linked(Kind::Contact, &from, id)
    }

    /// The leads or the customers of a company.
    pub(in crate::server) fn of_company(
        &self,
        kind: Kind,
        company: i64,
    ) -> rusqlite::Result<LinkedIds> {
        let table = kind.name();
        self.linked(
            kind,
            &format!("{table} WHERE {table}.company_id = ?"),
            company,
        )
    }

    fn linked(&self, kind: Kind, from: &str, id: i64) -> rusqlite::Result<LinkedIds> {
        let table = kind.name();
        let Condition { sql, values } = kind.rows(self.user);
        let values = std::iter::once(Sql::from(id)).chain(values);
        let ids = self
            .connection
            .prepare_cached(&format!(
                "SELECT {table}.id FROM {from} AND ({sql}) ORDER BY {table}.id"
            ))?
            .query_map(params_from_iter(values), |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(shape::linked(kind.plural(), ids))
    }

    /// The company of a lead or a customer, by reference; `{}` for none.
    pub(in crate::server) fn company(&self, party: &Party) -> rusqlite::Result<Value> {
        let Some(id) = party.company else {
            return Ok(json!({}));
        };
        if !Kind::Company.sees(self.connection, self.user, id)? {
            return Ok(json!({}));
        }
        let name = linked::company_name(self.connection, id)?;
        Ok(json!(shape::company(id, name.unwrap_or_default())))
    }

    /// When the nearest open task of the thing is due; 0 for none.
    pub(in crate::server) fn closest_task(&self, kind: Kind, id: i64) -> rusqlite::Result<i64> {
        tasks::closest(self.connection, kind, id)
    }
}

/// The contact that was chosen to be turned to first or, if nobody chose or the user does not see that one, the first of
/// those that he sees; by reference, `{}` for none.
pub(in crate::server) fn main_contact(party: &Party, contacts: &LinkedIds) -> Value {
    let chosen = party.main_contact.filter(|id| contacts.id.contains(id));
    match chosen.or_else(|| contacts.id.first().copied()) {
        Some(id) => json!({"id": id, "_links": shape::contact_links(id)}),
        None => json!({}),
    }
}
