//! `GET /api/v2/contacts`.

use axum::http::header;
use rusqlite::Connection;

use super::{deleted, shown, stored};
use crate::server::asked::Asked;
use crate::server::auth;
use crate::server::call::Call;
use crate::server::chosen::{self, Chosen};
use crate::server::element::Kind;
use crate::server::haystack::{Haystack, Needles};
use crate::server::reply::{Refusal, Reply};
use crate::server::rights::{Reach, User, Verb};
use crate::server::select::Select;
use crate::server::shape::{self, Page};
use crate::server::{Account, since};

/// Answers with a page of what the user may see, or 204 when nothing fits.
pub(in crate::server) fn list(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    account.read(|connection| {
        let profile = auth::account_of(connection)?;
        let caller = auth::identify(account, connection, &profile, call)?;
        let asked = Asked::read(
            &call.query,
            call.header(header::IF_MODIFIED_SINCE).and_then(since::read),
            &[deleted::SINCE],
        );
        // The documentation has these for leads and tasks, and some clients send them for contacts too; that accounts
        // understand them there is only supposed (confidence C).
        let dates = chosen::dates(&call.query, "contact", &profile.timezone);
        let dates = match &asked {
            Asked::Ids(_) => Vec::new(),
            Asked::Filter(_) => dates,
        };
        let also: Vec<_> = dates.iter().flat_map(|date| &date.parameters).collect();
        let also: Vec<_> = also
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let href = asked.href(shape::CONTACTS, &also);
        if let Asked::Filter(filter) = &asked
            && let Some(tick) = deleted::since(&call.query)
        {
            let tombstones = deleted::after(connection, &caller.user, filter, tick)?;
            return Ok(caller.answer(Reply::page(&href, &tombstones)?));
        }
        let ids = ids(account, connection, &caller.user, &asked, dates)?;
        let mut page = Page::new(&href, ids.len() * stored::USUAL_LENGTH)?;
        shown::add(&mut page, &caller.user, connection, &ids)?;
        let reply = page.finish().map_or_else(Reply::nothing, Reply::hal);
        Ok(caller.answer(reply))
    })
}

/// Chooses from the narrow tables and the texts in memory: however deep a page is, only its own bodies are read.
fn ids(
    account: &Account,
    connection: &Connection,
    user: &User,
    asked: &Asked,
    dates: Vec<Chosen>,
) -> rusqlite::Result<Vec<i64>> {
    let mut select = Select::new("contact", Kind::Contact.rows(user), asked);
    for date in dates {
        select.add(date.condition);
    }
    if let Asked::Filter(filter) = asked {
        select.since(filter, "changed_at");
        if !filter.query.is_empty() {
            let mut haystack = account.haystack();
            haystack.follow(connection)?;
            return search(&haystack, connection, user, select, &filter.query);
        }
    }
    let mut marks = account.marks();
    marks.follow(connection)?;
    select.page(connection, &mut marks)
}

/// Those of `select` in which every word of the query is somewhere, be it in the name of a company that the user sees.
fn search(
    haystack: &Haystack,
    connection: &Connection,
    user: &User,
    select: Select,
    query: &str,
) -> rusqlite::Result<Vec<i64>> {
    let mut needles = Needles::read(query);
    for word in &mut needles.words {
        let holding = haystack.companies.holding(word);
        let companies = if user.reach(Kind::Company, Verb::View) == Reach::All {
            holding.collect()
        } else {
            let seen = Select::all("company", Kind::Company.rows(user));
            seen.found(connection, holding)?.into_iter().collect()
        };
        word.companies = companies;
    }
    select.found(connection, haystack.contacts.matching(&needles))
}

#[cfg(test)]
mod tests;
