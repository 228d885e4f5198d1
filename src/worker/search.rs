//! Finds contacts page by page; only the newest search is worth an answer.

use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio_util::task::AbortOnDropHandle;

use super::{Settings, card::stop, reply::Reply};
use crate::{
    crm::{Ask, Crm, Page},
    domain::{contact::Contact, failure::Failure, id::ContactId},
    letters::Event,
};

/// Rows read twice at a page border: contacts that vanish between two pages move the rest up, and as many may
/// vanish without one being missed.
const OVERLAP: usize = 10;
/// An account that cannot answer so few rows will not answer fewer.
const FEWEST_ROWS: usize = 25;

/// The newest search, and whatever reads more of it.
pub(super) struct Search<C> {
    crm: Arc<C>,
    rest: Duration,
    /// How many rows to ask for; shrinks when the account runs out of time.
    rows: Arc<AtomicUsize>,
    newest: Option<Arc<Listing<C>>>,
    /// All contacts, as far as they were read: a screen goes back to them without asking again.
    all: Option<Arc<Listing<C>>>,
    searching: Option<AbortOnDropHandle<()>>,
    extending: Option<AbortOnDropHandle<()>>,
}

impl<C: Crm> Search<C> {
    pub(super) fn new(crm: Arc<C>, settings: Settings) -> Self {
        Self {
            crm,
            rest: settings.rest,
            rows: Arc::new(AtomicUsize::new(settings.page_rows.max(1))),
            newest: None,
            all: None,
            searching: None,
            extending: None,
        }
    }

    /// Stops every older search and begins this one: at once for everything, after a rest for a query.
    pub(super) fn begin(&mut self, reply: Reply, query: &str) {
        self.extending = None;
        let listing = self.listing(query);
        if listing.query.is_empty() {
            self.all = Some(Arc::clone(&listing));
        }
        self.newest = Some(Arc::clone(&listing));
        let rest = self.rest;
        self.searching = Some(AbortOnDropHandle::new(tokio::spawn(async move {
            if !listing.query.is_empty() {
                tokio::time::sleep(rest).await;
            }
            answer(reply, listing.first().await);
        })));
    }

    /// Reads on where the screen's contacts end. What the screen wants more of is what it shows, so another search that
    /// has begun before is not worth an answer any more.
    pub(super) fn extend(&mut self, reply: Reply, query: &str, have: usize) {
        let query = query.trim();
        let newest = self.newest.take().filter(|newest| newest.query == query);
        let listing = newest.unwrap_or_else(|| {
            self.searching = None;
            let all = self.all.clone().filter(|all| all.query == query);
            all.unwrap_or_else(|| self.listing(query))
        });
        self.newest = Some(Arc::clone(&listing));
        self.extending = Some(AbortOnDropHandle::new(tokio::spawn(async move {
            answer(reply, listing.more(have).await);
        })));
    }

    pub(super) async fn close(self) {
        stop(self.searching).await;
        stop(self.extending).await;
    }

    fn listing(&self, query: &str) -> Arc<Listing<C>> {
        Arc::new(Listing {
            crm: Arc::clone(&self.crm),
            query: query.trim().to_owned(),
            rows: Arc::clone(&self.rows),
            seen: Mutex::default(),
        })
    }
}

fn answer(reply: Reply, found: Result<Found, Failure>) {
    match found {
        Ok(found) => reply.send(|ticket| Event::Found {
            ticket,
            total: if found.end {
                found.from + found.contacts.len()
            } else {
                usize::MAX
            },
            from: found.from,
            contacts: found.contacts,
            around: None,
            suggestions: Vec::new(),
        }),
        Err(failure) => reply.fail(failure),
    }
}

/// One search on the account, as far as it was read.
struct Listing<C> {
    crm: Arc<C>,
    query: String,
    rows: Arc<AtomicUsize>,
    /// Every contact that an answer held.
    seen: Mutex<HashSet<ContactId>>,
}

#[derive(Debug, Default)]
struct Found {
    from: usize,
    contacts: Vec<Contact>,
    unreadable: usize,
    end: bool,
}

impl Found {
    fn add(&mut self, page: Page, end: bool) {
        self.contacts.extend(page.contacts);
        self.unreadable += page.unreadable;
        self.end = end;
    }
}

impl<C: Crm> Listing<C> {
    async fn first(&self) -> Result<Found, Failure> {
        let mut found = Found::default();
        let (page, end) = self.page(0).await?;
        found.add(page, end);
        self.remember(&found.contacts);
        Ok(found)
    }

    /// Reads until there is a contact that no answer held before, or the end.
    async fn more(&self, have: usize) -> Result<Found, Failure> {
        let mut from = have.saturating_sub(OVERLAP);
        let (mut page, mut end) = self.page(from).await?;
        if from > 0 && !self.has_seen_any(&page.contacts) {
            // More has vanished above than the overlap covers: a gap would open here.
            from = from.saturating_sub(self.rows.load(Ordering::Relaxed));
            (page, end) = self.page(from).await?;
        }
        let mut found = Found {
            from,
            ..Found::default()
        };
        let mut next = from;
        loop {
            let first = page.contacts.first().map(|contact| contact.id);
            let brings_news = self.brings_news(&page.contacts);
            next += page.len();
            found.add(page, end);
            if end || brings_news {
                break;
            }
            (page, end) = self.page(next).await?;
            if first.is_some() && page.contacts.first().map(|contact| contact.id) == first {
                tracing::warn!("the account sends the same page whatever offset it is asked for");
                found.end = true;
                break;
            }
        }
        self.remember(&found.contacts);
        Ok(found)
    }

    /// One page from `offset`, and whether the result ends with it; asks for fewer rows where that may help.
    async fn page(&self, offset: usize) -> Result<(Page, bool), Failure> {
        loop {
            let rows = self.rows.load(Ordering::Relaxed);
            let ask = Ask {
                query: &self.query,
                rows,
                offset,
            };
            match self.crm.page(ask).await {
                Ok(page) => {
                    let end = page.len() < rows;
                    return Ok((page, end));
                }
                Err(failure) if can_be_smaller(&failure) && rows > FEWEST_ROWS => {
                    let fewer = (rows / 2).max(FEWEST_ROWS);
                    tracing::info!(
                        rows,
                        fewer,
                        "the account is asked for fewer contacts at a time"
                    );
                    self.rows.fetch_min(fewer, Ordering::Relaxed);
                }
                Err(failure) => return Err(failure),
            }
        }
    }

    fn seen(&self) -> MutexGuard<'_, HashSet<ContactId>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, contacts: &[Contact]) {
        self.seen()
            .extend(contacts.iter().map(|contact| contact.id));
    }

    /// True, too, when nothing was seen yet and so nothing can be missed.
    fn has_seen_any(&self, contacts: &[Contact]) -> bool {
        let seen = self.seen();
        seen.is_empty() || contacts.iter().any(|contact| seen.contains(&contact.id))
    }

    fn brings_news(&self, contacts: &[Contact]) -> bool {
        let seen = self.seen();
        contacts.iter().any(|contact| !seen.contains(&contact.id))
    }
}

/// HTTP 504 means that the account wants to be asked for less; so does an answer that is too large to take.
fn can_be_smaller(failure: &Failure) -> bool {
    matches!(failure, Failure::Server { status: 504 } | Failure::TooLarge)
}

#[cfg(test)]
mod tests;
