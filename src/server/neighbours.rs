//! What the lists of leads, companies and customers have in common, and what their items tell of each other.

use axum::http::header;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params_from_iter};
use serde_json::{Value, json};

use super::asked::Asked;
use super::call::Call;
use super::element::Kind;
use super::reply::{Refusal, Reply};
use super::rights::User;
use super::select::{Condition, Select};
use super::{Account, auth, linked, shape, since, tasks};
use crate::wire::v2::contact::LinkedIds;
use crate::wire::v2::links::Links;

/// One of these collections.
pub(super) struct Collection {
    pub(super) kind: Kind,
    pub(super) path: &'static str,
    /// Its parameters of its own, and the columns they choose by.
    pub(super) numbers: &'static [(&'static str, &'static str)],
    /// What it selects of a row, besides the group of the responsible user as `group_id`.
    pub(super) columns: &'static str,
    /// Prints a row.
    pub(super) item: fn(&Sight<'_>, &Row<'_>) -> rusqlite::Result<Value>,
}

impl Collection {
    /// Answers with a page of what the user may see, or 204 when nothing fits.
    pub(super) fn list(&self, account: &Account, call: &Call) -> Result<Reply, Refusal> {
        account.read(|connection| {
            let profile = auth::account_of(connection)?;
            let caller = auth::identify(account, connection, &profile, call)?;
            let since = call.header(header::IF_MODIFIED_SINCE).and_then(since::read);
            let names: Vec<_> = self.numbers.iter().map(|(name, _)| *name).collect();
            let asked = Asked::read(&call.query, since, &names);
            let sight = Sight {
                connection,
                user: &caller.user,
                account: profile.id,
            };
            let items = self.items(&sight, &asked)?;
            let reply = Reply::page(&asked.href(self.path, &[]), &items)?;
            Ok(caller.answer(reply))
        })
    }

    fn items(&self, sight: &Sight<'_>, asked: &Asked) -> rusqlite::Result<Vec<Value>> {
        let table = self.kind.name();
        let mut select = Select::new(table, self.kind.rows(sight.user), asked);
        if let Asked::Filter(filter) = asked {
            for (name, column) in self.numbers {
                select.given(filter, name, column);
            }
            select.since(filter, "updated_at");
            select.named(sight.connection, filter)?;
        }
        let columns = format!(
            "{}, coalesce((SELECT group_id FROM user WHERE user.id = {table}.responsible_user_id), 0) AS group_id",
            self.columns
        );
        select.rows(sight.connection, &columns, |row| (self.item)(sight, row))
    }
}

/// What a user sees of the links between things: those to what he may not see are left out.
pub(super) struct Sight<'a> {
    connection: &'a Connection,
    user: &'a User,
    /// The account's id.
    pub(super) account: i64,
}

impl Sight<'_> {
    /// The contacts of a lead, a company or a customer.
    pub(super) fn contacts(&self, kind: Kind, id: i64) -> rusqlite::Result<LinkedIds> {
        let from = match kind {
            Kind::Company => "contact WHERE contact.company_id = ?".to_owned(),
            other => format!(
                "contact_link JOIN contact ON contact.id = contact_link.contact_id
                 WHERE contact_link.element_type = {} AND contact_link.element_id = ?",
                other.number()
            ),
        };
        let ids = self.ids("contact", &from, Kind::Contact, id)?;
        Ok(shape::linked("contacts", ids))
    }

    /// The leads of a company.
    pub(super) fn leads(&self, company: i64) -> rusqlite::Result<LinkedIds> {
        let ids = self.ids(
            "lead",
            "lead WHERE lead.company_id = ?",
            Kind::Lead,
            company,
        )?;
        Ok(shape::linked("leads", ids))
    }

    fn ids(&self, table: &str, from: &str, kind: Kind, id: i64) -> rusqlite::Result<Vec<i64>> {
        let Condition { sql, values } = kind.rows(self.user);
        let values = std::iter::once(Sql::from(id)).chain(values);
        self.connection
            .prepare_cached(&format!(
                "SELECT {table}.id FROM {from} AND ({sql}) ORDER BY {table}.id"
            ))?
            .query_map(params_from_iter(values), |row| row.get(0))?
            .collect()
    }

    /// The company of a lead, by reference; `{}` for none.
    pub(super) fn company(&self, id: Option<i64>) -> rusqlite::Result<Value> {
        let Some(id) = id else {
            return Ok(json!({}));
        };
        if !Kind::Company.sees(self.connection, self.user, id)? {
            return Ok(json!({}));
        }
        let name = linked::company_name(self.connection, id)?;
        Ok(json!(shape::company(id, name.unwrap_or_default())))
    }

    /// When the nearest open task of the thing is due; 0 for none.
    pub(super) fn closest_task(&self, kind: Kind, id: i64) -> rusqlite::Result<i64> {
        tasks::closest(self.connection, kind, id)
    }
}

/// The first of the contacts, by reference; `{}` for none.
pub(super) fn main_contact(contacts: &LinkedIds) -> Value {
    match contacts.id.first() {
        Some(id) => json!({"id": id, "_links": shape::contact_links(*id)}),
        None => json!({}),
    }
}

/// How to ask for an item again.
pub(super) fn links(path: &str, id: i64) -> Links {
    Links::get(format!("{path}?id={id}"))
}
