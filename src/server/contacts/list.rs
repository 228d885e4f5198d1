//! `GET /api/v2/contacts`.

use axum::http::header;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};

use super::{deleted, shown};
use crate::domain::fold;
use crate::server::asked::{Asked, Filter};
use crate::server::auth;
use crate::server::call::Call;
use crate::server::element::Kind;
use crate::server::reply::{Refusal, Reply};
use crate::server::rights::User;
use crate::server::select::{Condition, Select};
use crate::server::{Account, shape, since};

/// So many words of a query are looked for; further ones could hardly narrow the result, and SQLite takes expressions of a
/// limited depth only.
const WORDS: usize = 32;

/// The parameters of contacts alone.
const NUMBERS: [&str; 5] = [
    deleted::SINCE,
    DATES[0].0,
    DATES[1].0,
    DATES[2].0,
    DATES[3].0,
];
/// Unix seconds, both ends included. The documentation has them for leads and tasks, and some clients send them for contacts
/// too; that accounts understand them there is only supposed (confidence C).
const DATES: [(&str, &str); 4] = [
    ("filter[date_create][from]", "contact.created_at >= ?"),
    ("filter[date_create][to]", "contact.created_at <= ?"),
    ("filter[date_modify][from]", "contact.updated_at >= ?"),
    ("filter[date_modify][to]", "contact.updated_at <= ?"),
];

/// Answers with a page of what the user may see, or 204 when nothing fits.
pub(in crate::server) fn list(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    account.read(|connection| {
        let profile = auth::account_of(connection)?;
        let caller = auth::identify(account, connection, &profile, call)?;
        let asked = Asked::read(
            &call.query,
            call.header(header::IF_MODIFIED_SINCE).and_then(since::read),
            &NUMBERS,
        );
        let href = asked.href(shape::CONTACTS, &[]);
        if let Asked::Filter(filter) = &asked
            && let Some(tick) = deleted::since(filter)
        {
            let tombstones = deleted::after(connection, &caller.user, filter, tick)?;
            return Ok(caller.answer(Reply::page(&href, &tombstones)?));
        }
        let bodies = Contacts::new(&caller.user, &asked).bodies(connection)?;
        let items = shown::to(&caller.user, connection, bodies)?;
        let reply = if items.is_empty() {
            Reply::nothing()
        } else {
            Reply::hal(shape::page(&href, &items)?)
        };
        Ok(caller.answer(reply))
    })
}

/// A contact's list is the shared statement and the search through its texts.
struct Contacts {
    select: Select,
    searches: bool,
}

impl Contacts {
    fn new(user: &User, asked: &Asked) -> Self {
        let mut contacts = Self {
            select: Select::new("contact", Kind::Contact.rows(user), asked),
            searches: false,
        };
        if let Asked::Filter(filter) = asked {
            contacts.select.since(filter, "changed_at");
            contacts.dated(filter);
            if !filter.query.is_empty() {
                contacts.search(&filter.query);
            }
        }
        contacts
    }

    fn dated(&mut self, filter: &Filter) {
        for (name, condition) in DATES {
            if let Some(moment) = filter.number(name) {
                self.select
                    .add(Condition::new(condition, [Sql::from(moment)]));
            }
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
        self.select.add(Condition::new(condition, values));
    }

    /// The ids are chosen from the narrow tables first: a deep offset walks them and not the texts.
    fn bodies(self, connection: &Connection) -> rusqlite::Result<Vec<String>> {
        let text = if self.searches {
            "JOIN contact_text ON contact_text.id = contact.id"
        } else {
            ""
        };
        let sql = format!(
            "SELECT body FROM contact_body WHERE id IN ({}) ORDER BY id",
            self.select.ids(text),
        );
        connection
            .prepare_cached(&sql)?
            .query_map(params_from_iter(self.select.values()), |row| row.get(0))?
            .collect()
    }
}
