//! `GET /api/v2/contacts`.

use axum::http::header;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};

use super::asked::{Asked, Filter, MOST};
use crate::domain::fold;
use crate::server::auth;
use crate::server::call::Call;
use crate::server::reply::{Refusal, Reply};
use crate::server::rights::{User, Verb};
use crate::server::{Account, shape, since};

/// So many words of a query are looked for; further ones could hardly narrow the result, and SQLite takes expressions of a
/// limited depth only.
const WORDS: usize = 32;

/// Answers with a page of what the user may see, or 204 when nothing fits.
pub(in crate::server) fn list(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    account.read(|connection| {
        let profile = auth::account_of(connection)?;
        let caller = auth::identify(account, connection, &profile, call)?;
        let asked = Asked::read(
            &call.query,
            call.header(header::IF_MODIFIED_SINCE).and_then(since::read),
        );
        let items = Select::new(&caller.user, &asked).bodies(connection)?;
        let reply = if items.is_empty() {
            Reply::nothing()
        } else {
            Reply::hal(shape::page(&asked.href(), &items)?)
        };
        Ok(caller.answer(reply))
    })
}

/// A statement in the making; every list goes through here, so that no list forgets the user's rights.
struct Select {
    conditions: Vec<String>,
    values: Vec<Sql>,
    searches: bool,
    limit: i64,
    offset: i64,
}

impl Select {
    fn new(user: &User, asked: &Asked) -> Self {
        let mut select = Self {
            conditions: Vec::new(),
            values: Vec::new(),
            searches: false,
            limit: MOST,
            offset: 0,
        };
        let (condition, value) = user.reach(Verb::View).condition();
        select.add(condition, value.map(Sql::from));
        match asked {
            Asked::Ids(ids) => select.among("contact.id", ids),
            Asked::Filter(filter) => select.fit(filter),
        }
        select
    }

    fn add(&mut self, condition: impl Into<String>, values: impl IntoIterator<Item = Sql>) {
        self.conditions.push(condition.into());
        self.values.extend(values);
    }

    fn among(&mut self, column: &str, ids: &[i64]) {
        let ids = serde_json::Value::from(ids).to_string();
        self.add(
            format!("{column} IN (SELECT value FROM json_each(?))"),
            [Sql::from(ids)],
        );
    }

    fn fit(&mut self, filter: &Filter) {
        self.limit = filter.limit.unwrap_or(MOST);
        self.offset = filter.offset;
        if !filter.responsible.is_empty() {
            self.among("contact.responsible_user_id", &filter.responsible);
        }
        if let Some(since) = filter.since {
            self.add("contact.changed_at > ?", [Sql::from(since)]);
        }
        if !filter.query.is_empty() {
            self.search(&filter.query);
        }
    }

    /// Every word must be somewhere in the contact's fields; what looks like a phone may instead be in its phones,
    /// whatever either is formatted like.
    fn search(&mut self, query: &str) {
        self.searches = true;
        let mut words = Vec::new();
        let mut values = Vec::new();
        for word in query.split_whitespace().take(WORDS) {
            let mut ways = vec!["instr(contact_text.folded, ?)"];
            values.push(Sql::from(fold::fold(word)));
            if let Some(digits) = fold::phone_needle(word) {
                ways.push("instr(contact_text.digits, ?)");
                values.push(Sql::from(digits));
            }
            words.push(format!("({})", ways.join(" OR ")));
        }
        let mut condition = format!("({})", words.join(" AND "));
        if let Some(digits) = fold::phone_needle(query) {
            condition = format!("({condition} OR instr(contact_text.digits, ?))");
            values.push(Sql::from(digits));
        }
        self.add(condition, values);
    }

    /// The ids are chosen from the narrow tables first: a deep offset walks them and not the texts.
    fn bodies(self, connection: &Connection) -> rusqlite::Result<Vec<String>> {
        let text = if self.searches {
            "JOIN contact_text ON contact_text.id = contact.id"
        } else {
            ""
        };
        let sql = format!(
            "SELECT body FROM contact_body WHERE id IN (
                SELECT contact.id FROM contact {text} WHERE {} ORDER BY contact.id LIMIT {} OFFSET {}
             ) ORDER BY id",
            self.conditions.join(" AND "),
            self.limit,
            self.offset,
        );
        connection
            .prepare_cached(&sql)?
            .query_map(params_from_iter(self.values), |row| row.get(0))?
            .collect()
    }
}
