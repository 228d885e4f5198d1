//! Contacts over HTTP: by the page, one by one, and as a copy takes them.

use super::{EMPTY, V2, unexpected};
use crate::crm::Page;
use crate::crm::copy::{self, Item, Items, MOST_IDS, Received, Tombstone, Wanted};
use crate::crm::error::Error;
use crate::crm::http::Answer;
use crate::domain::id::{ContactId, Moment};
use crate::wire::v2::page;

pub(super) const CONTACTS: &str = "/api/v2/contacts";
/// Accounts give no longer pages.
pub(super) const MOST_ROWS: usize = 500;

impl V2 {
    pub(super) async fn read_items(&self, wanted: Wanted<'_>) -> Result<Items, Error> {
        let (query, since) = parameters(wanted);
        let query: Vec<_> = query
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let answer = self.get(CONTACTS, &query, since).await?;
        let clock = answer.server_time.or(answer.date).map(Moment);
        Ok(Items {
            items: self.items_of(answer)?,
            clock,
        })
    }

    pub(super) async fn read_contact(&self, id: ContactId) -> Result<Option<Received>, Error> {
        let answer = self.get(CONTACTS, &[("id", &id.to_string())], None).await?;
        let items = self.items_of(answer)?;
        if items.is_empty() {
            return Ok(None);
        }
        // Something came, so it had to be the contact: otherwise it is unreadable, or the account answers another question.
        let found = items.into_iter().find_map(|item| match item.contact {
            Ok(contact) if contact.id == id => Some(Received {
                contact,
                raw: item.raw,
                fingerprint: item.fingerprint,
            }),
            _ => None,
        });
        found.map(Some).ok_or(Error::Unreadable {
            status: 200,
            what: "another contact, or none that can be read",
        })
    }

    /// What an answer lists.
    fn items_of(&self, answer: Answer) -> Result<Vec<Item>, Error> {
        if answer.status == EMPTY {
            return Ok(Vec::new());
        }
        let elements = page::elements(&answer.body).map_err(|_| unexpected(&answer))?;
        // A large answer is in memory twice at most: as a whole and in its parts, then in its parts and as what they say.
        drop(answer);
        Ok(copy::items(elements, &self.decoder))
    }

    pub(super) async fn read_deleted(
        &self,
        after: i64,
        rows: usize,
        offset: usize,
    ) -> Result<Option<Vec<Tombstone>>, Error> {
        let (after, rows, offset) = (
            after.to_string(),
            rows.clamp(1, MOST_ROWS).to_string(),
            offset.to_string(),
        );
        let query = [
            ("deleted_since", after.as_str()),
            ("limit_rows", rows.as_str()),
            ("limit_offset", offset.as_str()),
        ];
        let answer = self.get(CONTACTS, &query, None).await?;
        if answer.status == EMPTY {
            return Ok(Some(Vec::new()));
        }
        copy::tombstones(&answer.body).map_err(|_| unexpected(&answer))
    }

    /// One page; items that cannot be read are counted and named in the log.
    pub(super) async fn read_page(&self, query: &[(&str, &str)]) -> Result<Page, Error> {
        let answer = self.get(CONTACTS, query, None).await?;
        if answer.status == EMPTY {
            return Ok(Page::default());
        }
        let items = page::read(&answer.body)
            .map_err(|_| unexpected(&answer))?
            .items;
        let mut page = Page::default();
        for item in items {
            match item.contact {
                Ok(contact) => page.contacts.push(self.decoder.contact(contact)),
                Err(bad) => {
                    tracing::warn!(%bad, "left out of a page");
                    page.unreadable += 1;
                }
            }
        }
        Ok(page)
    }
}

/// How a question for a copy is put.
fn parameters(wanted: Wanted<'_>) -> (Vec<(&'static str, String)>, Option<Moment>) {
    match wanted {
        Wanted::List {
            since,
            rows,
            offset,
        } => {
            let rows = rows.clamp(1, MOST_ROWS);
            let query = vec![
                ("limit_rows", rows.to_string()),
                ("limit_offset", offset.to_string()),
            ];
            (query, since)
        }
        Wanted::Ids(ids) => {
            let ids = ids.iter().take(MOST_IDS);
            (ids.map(|id| ("id[]", id.to_string())).collect(), None)
        }
    }
}
