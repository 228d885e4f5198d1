//! Notes, tasks, leads and customers over HTTP.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::{EMPTY, V2, contacts::MOST_ROWS, read, unexpected};
use crate::crm::around::{Around, Notes};
use crate::crm::copy::{MOST_IDS, Wanted};
use crate::crm::decode::around as decode;
use crate::crm::encode::entry;
use crate::crm::error::{Error, Purpose, refused_item};
use crate::domain::activity::{Entry, Task};
use crate::domain::failure::Failure;
use crate::domain::id::{ContactId, CustomerId, LeadId};
use crate::domain::neighbour::{Customer, Kind, Lead, Neighbours};
use crate::wire::v2::{page, posted};

const NOTES: &str = "/api/v2/notes";
const TASKS: &str = "/api/v2/tasks";
const COMPANIES: &str = "/api/v2/companies";
const LEADS: &str = "/api/v2/leads";
const CUSTOMERS: &str = "/api/v2/customers";
const PIPELINES: &str = "/api/v2/pipelines";
/// More open tasks than anybody could do.
const MOST_TASKS: &str = "250";

/// What the steps of all pipelines are called, by pipeline and step: won (142) and lost (143) are in each of them.
pub(super) type Steps = HashMap<(i64, i64), String>;

impl V2 {
    /// The items of a list; those that are not JSON are left out and noted.
    async fn read_list(&self, path: &str, query: &[(&str, &str)]) -> Result<Vec<Json>, Error> {
        let answer = self.get(path, query, None).await?;
        if answer.status == EMPTY {
            return Ok(Vec::new());
        }
        let items = page::elements(&answer.body).map_err(|_| unexpected(&answer))?;
        let items = items.iter().map(|raw| {
            serde_json::from_str(raw.get()).unwrap_or_else(|_| {
                tracing::warn!(path, "an item cannot be read");
                Json::Null
            })
        });
        Ok(items.collect())
    }

    async fn read_by_id(
        &self,
        path: &str,
        ids: impl Iterator<Item = i64>,
    ) -> Result<Vec<Json>, Error> {
        let ids: Vec<String> = ids.take(MOST_IDS).map(|id| id.to_string()).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let query: Vec<_> = ids.iter().map(|id| ("id[]", id.as_str())).collect();
        self.read_list(path, &query).await
    }

    /// The names of steps, asked once; an account that keeps them to itself costs the names and nothing else.
    async fn steps(&self) -> Option<&Steps> {
        let read = || async {
            let items = self.read_list(PIPELINES, &[]).await?;
            Ok::<_, Error>(decode::steps(&items))
        };
        self.steps
            .get_or_try_init(read)
            .await
            .inspect_err(|error| tracing::warn!(%error, "the steps of leads have no names"))
            .ok()
    }

    /// The items of a list that are meant by a query, see [`Around::look_up`].
    async fn search_list(&self, path: &str, query: &str, rows: usize) -> Result<Vec<Json>, Error> {
        let query = query.trim();
        if let Ok(id) = query.strip_prefix('#').unwrap_or(query).parse::<i64>() {
            let items = self.read_by_id(path, std::iter::once(id)).await?;
            if !items.is_empty() {
                return Ok(items);
            }
        }
        let rows = rows.clamp(1, MOST_ROWS).to_string();
        let asked = [
            ("query", query),
            ("limit_rows", rows.as_str()),
            ("limit_offset", "0"),
        ];
        self.read_list(path, &asked).await
    }

    /// Leads with the names of their steps.
    async fn read_leads(&self, items: &[Json]) -> Vec<Lead> {
        if items.is_empty() {
            return Vec::new();
        }
        let steps = self.steps().await;
        let leads = items.iter();
        leads.filter_map(|item| decode::lead(item, steps)).collect()
    }

    async fn write_entry(
        &self,
        contact: ContactId,
        what: &Entry,
        request_id: &str,
    ) -> Result<posted::Posted, Error> {
        let path = match what {
            Entry::Note { .. } => NOTES,
            Entry::Task { .. } | Entry::Done(_) => TASKS,
        };
        let body = entry::body(contact, what, request_id, self.line.server_now());
        self.write(path, &body.to_string()).await
    }
}

impl Around for V2 {
    async fn notes(
        &self,
        contact: ContactId,
        rows: usize,
        offset: usize,
    ) -> Result<Notes, Failure> {
        let (id, rows) = (contact.to_string(), rows.clamp(1, MOST_ROWS).to_string());
        let offset = offset.to_string();
        let query = [
            ("type", "contact"),
            ("element_id", id.as_str()),
            ("limit_rows", rows.as_str()),
            ("limit_offset", offset.as_str()),
        ];
        let items = self.read_list(NOTES, &query).await.map_err(read)?;
        Ok(Notes {
            sent: items.len(),
            notes: items.iter().filter_map(decode::note).collect(),
        })
    }

    async fn tasks(&self, contact: ContactId) -> Result<Vec<Task>, Failure> {
        let id = contact.to_string();
        let query = [
            ("type", "contact"),
            ("element_id", id.as_str()),
            ("filter[status][]", "0"),
            ("limit_rows", MOST_TASKS),
            ("limit_offset", "0"),
        ];
        let items = self.read_list(TASKS, &query).await.map_err(read)?;
        let mut tasks: Vec<Task> = items
            .iter()
            .filter_map(|item| decode::open_task(item, contact))
            .collect();
        tasks.sort_by_key(|task| (task.due, task.id));
        Ok(tasks)
    }

    async fn leads(&self, ids: &[LeadId]) -> Result<Vec<Lead>, Failure> {
        let ids = ids.iter().map(|id| id.0);
        let items = self.read_by_id(LEADS, ids).await.map_err(read)?;
        Ok(self.read_leads(&items).await)
    }

    async fn customers(&self, ids: &[CustomerId]) -> Result<Vec<Customer>, Failure> {
        let ids = ids.iter().map(|id| id.0);
        let items = self.read_by_id(CUSTOMERS, ids).await.map_err(read)?;
        Ok(items.iter().filter_map(decode::customer).collect())
    }

    async fn look_up(&self, kind: Kind, query: &str, rows: usize) -> Result<Neighbours, Failure> {
        let path = match kind {
            Kind::Company => COMPANIES,
            Kind::Lead => LEADS,
            Kind::Customer => CUSTOMERS,
        };
        let items = self.search_list(path, query, rows).await.map_err(read)?;
        Ok(match kind {
            Kind::Company => {
                Neighbours::Companies(items.iter().filter_map(decode::company).collect())
            }
            Kind::Lead => Neighbours::Leads(self.read_leads(&items).await),
            Kind::Customer => {
                Neighbours::Customers(items.iter().filter_map(decode::customer).collect())
            }
        })
    }

    async fn printed(&self, contact: ContactId) -> Result<Option<String>, Failure> {
        let wanted = Wanted::Ids(&[contact]);
        let items = self.read_items(wanted).await.map_err(read)?.items;
        let found = items.into_iter().find(|item| item.id() == Some(contact));
        Ok(found.map(|item| decode::indented(item.raw)))
    }

    async fn enter(
        &self,
        contact: ContactId,
        entry: &Entry,
        request_id: &str,
    ) -> Result<(), Failure> {
        let posted = self
            .write_entry(contact, entry, request_id)
            .await
            .map_err(|error| error.into_failure(Purpose::Write))?;
        // One element was sent, so every error is about it.
        match (posted.errors.first(), posted.items.first()) {
            (Some(error), _) => {
                tracing::warn!(code = error.code, "the account refused an entry");
                Err(refused_item(error.code.as_deref(), &error.message))
            }
            (None, Some(_)) => Ok(()),
            (None, None) => Err(Failure::Unknown),
        }
    }
}
