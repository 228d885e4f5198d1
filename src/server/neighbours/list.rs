//! A page of leads, companies or customers.

use axum::http::header;
use serde_json::Value;

use super::record::{self, Own, Record};
use super::{Collection, Sight, bin, search};
use crate::server::asked::Asked;
use crate::server::call::Call;
use crate::server::reply::{Refusal, Reply};
use crate::server::select::Select;
use crate::server::{Account, account, auth, companies, customers, leads, since};

/// What `with` asks for instead of the living.
const DELETED: &str = "only_deleted";

impl Collection {
    /// Answers with a page of what the user may see, or 204 when nothing fits.
    pub(in crate::server) fn list(&self, account: &Account, call: &Call) -> Result<Reply, Refusal> {
        account.read(|connection| {
            let profile = auth::account_of(connection)?;
            let caller = auth::identify(account, connection, &profile, call)?;
            let since = call.header(header::IF_MODIFIED_SINCE).and_then(since::read);
            let names: Vec<_> = self.numbers.iter().map(|(name, _)| *name).collect();
            let asked = Asked::read(&call.query, since, &names);
            let mut with = account::with(call);
            with.retain(|part| self.with.contains(&part.as_str()));
            let mut also = Vec::new();
            if !with.is_empty() {
                also.push(("with".to_owned(), with.join(",")));
            }
            let sight = Sight {
                connection,
                user: &caller.user,
                account: profile.id,
                fields: &self.fields(connection)?,
                with: &with,
            };
            let items = if with.iter().any(|part| part == DELETED) {
                bin::deleted(&sight, self.kind, &asked)?
            } else {
                let select = self.select(&sight, call, &asked, &profile.timezone, &mut also)?;
                self.items(&sight, select)?
            };
            let also: Vec<_> = also
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let reply = Reply::page(&asked.href(self.path, &also), &items)?;
            Ok(caller.answer(reply))
        })
    }

    /// What was asked for; `also` gets the parameters that only this collection knows.
    fn select(
        &self,
        sight: &Sight<'_>,
        call: &Call,
        asked: &Asked,
        zone: &str,
        also: &mut Vec<(String, String)>,
    ) -> rusqlite::Result<Select> {
        let mut select = Select::new(self.kind.name(), self.kind.rows(sight.user), asked);
        if let Asked::Filter(filter) = asked {
            for (name, column) in self.numbers {
                select.given(filter, name, column);
            }
            for chosen in (self.chosen)(&call.query, zone) {
                also.extend(chosen.parameters);
                select.add(chosen.condition);
            }
            select.since(filter, "changed_at");
            if !filter.query.is_empty() {
                let fields = sight.fields;
                select.add(search::fitting(
                    sight.connection,
                    self.kind,
                    fields,
                    &filter.query,
                )?);
            }
        }
        Ok(select)
    }

    fn items(&self, sight: &Sight<'_>, select: Select) -> rusqlite::Result<Vec<Value>> {
        let columns = record::columns(self.kind);
        select.rows(sight.connection, &columns, |row| {
            let record = Record::read(self.kind, sight.fields, row)?;
            match &record.own {
                Own::Lead(lead) => leads::item(sight, &record, lead),
                Own::Company => companies::item(sight, &record),
                Own::Customer(customer) => customers::item(sight, &record, customer),
            }
        })
    }
}
