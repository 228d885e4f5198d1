//! Answers searches from a copy: the first list straight from the disk, everything after that from the index in memory.

mod beside;

use std::sync::Arc;

use crate::{
    crm::Decoder,
    domain::{
        account::Account,
        contact::Contact,
        failure::Failure,
        id::{ContactId, Moment, UserId},
        order::Alphabet,
        query::Query,
    },
    index::{Hits, Question, other_layout, transliterated},
    letters::{Reading, Rows, Suggestion},
    store::{self, Mirror, mirror::AtOnce},
    worker::{
        circumstances, disk,
        people::{Caught, People},
    },
};

use super::{recent::Recent, window::window};

pub(super) use beside::{Beside, Known};

/// When so few are found, something else may have been meant.
const LITTLE: usize = 5;
/// The time is told by the minute, so that a search for overdue tasks is narrowed by further letters.
const MINUTE: i64 = 60;

/// A copy to read: an opening of its own, so that nobody waits behind it.
pub(in crate::worker) struct Copied {
    pub(in crate::worker) mirror: Arc<Mirror>,
    /// Knows the fields of the account as the copy keeps them.
    pub(in crate::worker) decoder: Arc<Decoder>,
    /// Who sees the account as it is copied.
    pub(in crate::worker) user: UserId,
    /// What the account said about itself last.
    pub(in crate::worker) account: Option<Arc<Account>>,
    /// The beginning of its list, if that was read already.
    pub(in crate::worker) head: Option<Arc<Head>>,
}

/// The beginning of the list of all contacts, straight from the disk.
#[derive(Debug)]
pub(in crate::worker) struct Head {
    /// The version of the copy that had them, or an earlier one.
    version: i64,
    total: usize,
    contacts: Vec<Arc<Contact>>,
}

/// Rows of a result.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) total: usize,
    pub(super) from: usize,
    pub(super) contacts: Vec<Arc<Contact>>,
    pub(super) around: Option<usize>,
    pub(super) suggestions: Vec<Suggestion>,
}

/// What the answers are from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// The version of the copy that is searched; `None` before it was loaded.
    pub(super) version: Option<i64>,
    /// Whether there is a copy at all.
    pub(super) has_copy: bool,
    /// Whether anybody is there to be found.
    pub(super) has_people: bool,
}

/// See the module.
pub(super) struct Reader {
    alphabet: Alphabet,
    copied: Option<Copied>,
    people: Option<People>,
    /// The version of the copy that the list was read from before there was an index.
    head: Option<i64>,
    last: Option<Last>,
    recent: Recent,
}

/// The newest result: other rows of it are given without searching, and what asks for more is looked for in it.
struct Last {
    query: String,
    hits: Hits,
    /// What was found for what may have been meant: a further letter is looked for in that, too.
    meant: Vec<(Reading, Hits)>,
    suggestions: Vec<Suggestion>,
}

impl Last {
    fn meant(&self, reading: Reading) -> Option<&Hits> {
        let known = self.meant.iter().find(|(known, _)| *known == reading);
        known.map(|(_, hits)| hits)
    }
}

impl Reader {
    pub(super) fn new(alphabet: Alphabet) -> Self {
        Self {
            alphabet,
            copied: None,
            people: None,
            head: None,
            last: None,
            recent: Recent::default(),
        }
    }

    /// Reads this copy from now on.
    pub(super) fn turn_to(&mut self, copied: Copied) {
        let is_same = self
            .copied
            .as_ref()
            .is_some_and(|before| Arc::ptr_eq(&before.mirror, &copied.mirror));
        if !is_same {
            self.people = None;
            // After another copy any list is another one.
            self.head = self.copied.is_some().then_some(i64::MIN);
        }
        self.last = None;
        self.recent.clear();
        self.copied = Some(copied);
    }

    pub(super) fn standing(&self) -> Standing {
        Standing {
            version: self.people.as_ref().map(People::version),
            has_copy: self.copied.is_some(),
            has_people: self
                .people
                .as_ref()
                .is_some_and(|people| !people.index().is_empty()),
        }
    }

    /// Answers a search; `None` when it is outdated before it is done.
    pub(super) fn search(
        &mut self,
        query: &str,
        rows: Rows,
        now: Moment,
        is_outdated: &dyn Fn() -> bool,
    ) -> Option<Result<Found, Failure>> {
        let query = query.trim();
        let Some(copied) = &mut self.copied else {
            return Some(Ok(Found::default()));
        };
        let is_head = query.is_empty() && rows.from == 0 && rows.around.is_none();
        if self.people.is_none() && is_head {
            // It is as old as the start of the program, and only good for the first list.
            let read = copied.head.take().filter(|head| head.has(rows.count));
            let head = read.map_or_else(
                || {
                    Head::read(&copied.mirror, &copied.decoder, self.alphabet, rows.count)
                        .map(Arc::new)
                },
                Ok,
            );
            return Some(match head {
                Ok(head) => {
                    self.head = Some(head.version);
                    Ok(head.found(rows.count))
                }
                Err(error) => Err(disk::of_copy(&error)),
            });
        }
        if let Err(error) = self.load() {
            return Some(Err(disk::of_copy(&error)));
        }
        let (copied, people) = (self.copied.as_ref()?, self.people.as_ref()?);
        if self.last.as_ref().is_none_or(|last| last.query != query) {
            let searched = copied.search(people, query, self.last.as_ref(), now, is_outdated)?;
            self.last = Some(searched);
        }
        let last = self.last.as_ref()?;
        Some(
            copied
                .rows(people, last, rows, &mut self.recent)
                .map_err(|error| disk::of_copy(&error)),
        )
    }

    /// Takes in what has changed in the copy, until somebody is waiting.
    pub(super) fn catch_up(&mut self, is_waited_for: &dyn Fn() -> bool) -> Result<Caught, Failure> {
        let all = |is_changed| Caught {
            is_changed,
            is_all: true,
        };
        let Some(copied) = &self.copied else {
            return Ok(all(false));
        };
        let Some(people) = &mut self.people else {
            self.load().map_err(|error| disk::of_copy(&error))?;
            let standing = self.standing();
            return Ok(all(match self.head {
                Some(_) => self.head != standing.version,
                None => standing.has_people,
            }));
        };
        let caught = people
            .catch_up_some(&copied.mirror, &copied.decoder, is_waited_for)
            .map_err(|error| disk::of_copy(&error))?;
        if caught.is_changed {
            self.last = None;
            self.recent.clear();
        }
        Ok(caught)
    }

    /// Keeps the people for the next start, when that is worth it.
    pub(super) fn keep(&mut self) {
        let (Some(copied), Some(people)) = (&self.copied, &mut self.people) else {
            return;
        };
        let mirror = &copied.mirror;
        // The next start takes longer, that is all.
        if let Err(error) = mirror.keep_head(self.alphabet) {
            tracing::warn!(%error, "the beginning of the list could not be kept");
        }
        if let Err(error) = people.keep(mirror) {
            tracing::warn!(%error, "the people of the copy could not be kept");
        }
    }

    fn load(&mut self) -> Result<(), store::Error> {
        if let (Some(copied), None) = (&self.copied, &self.people) {
            let people = People::load(&copied.mirror, &copied.decoder, self.alphabet)?;
            self.people = Some(people);
        }
        Ok(())
    }
}

impl Head {
    /// Reads so many contacts, or all that there are.
    pub(in crate::worker) fn read(
        mirror: &Mirror,
        decoder: &Decoder,
        alphabet: Alphabet,
        count: usize,
    ) -> Result<Self, store::Error> {
        let version = mirror.version()?;
        let mut contacts = Vec::new();
        let total = mirror.head(alphabet, count, |raw| {
            contacts.extend(decoder.read(raw).map(Arc::new));
        })?;
        Ok(Self {
            version,
            total,
            contacts,
        })
    }

    /// Whether these are so many contacts, or all.
    fn has(&self, count: usize) -> bool {
        self.contacts.len() >= count.min(self.total)
    }

    fn found(&self, count: usize) -> Found {
        Found {
            total: self.total,
            contacts: self.contacts.iter().take(count).cloned().collect(),
            ..Found::default()
        }
    }
}

impl Copied {
    fn search(
        &self,
        people: &People,
        query: &str,
        before: Option<&Last>,
        now: Moment,
        is_outdated: &dyn Fn() -> bool,
    ) -> Option<Last> {
        let minute = Moment(now.0 - now.0.rem_euclid(MINUTE));
        let circumstances = circumstances::at(minute, self.user, self.account.as_deref());
        let ask = |query: &str, within| {
            let question = Question::new(Query::parse(query), &circumstances);
            people.index().search(question, within, is_outdated)
        };
        let hits = ask(query, before.map(|last| &last.hits))?;
        let total = hits.len();
        let mut meant = Vec::new();
        let mut suggestions: Vec<Suggestion> = Vec::new();
        if total <= LITTLE && !query.is_empty() {
            for (reading, text) in [
                (Reading::OtherLayout, other_layout(query)),
                (Reading::Transliterated, transliterated(query)),
            ] {
                let Some(text) = text else { continue };
                let hits = ask(&text, before.and_then(|last| last.meant(reading)))?;
                let found = hits.len();
                meant.push((reading, hits));
                if found > total && suggestions.iter().all(|other| other.query != text) {
                    suggestions.push(Suggestion {
                        reading,
                        query: text,
                        total: found,
                    });
                }
            }
            suggestions.sort_by_key(|suggestion| std::cmp::Reverse(suggestion.total));
        }
        Some(Last {
            query: query.to_owned(),
            hits,
            meant,
            suggestions,
        })
    }

    fn one(&self, id: ContactId) -> Result<Option<Contact>, store::Error> {
        self.mirror.at_once(|copy| self.one_of(copy, id))
    }

    fn one_of(&self, copy: &AtOnce<'_>, id: ContactId) -> Result<Option<Contact>, store::Error> {
        let read = copy.one(id, |raw| self.decoder.read(raw))?;
        Ok(read.flatten())
    }

    /// Who has left the copy since it was searched is left out: the next search will not find them.
    fn rows(
        &self,
        people: &People,
        last: &Last,
        rows: Rows,
        recent: &mut Recent,
    ) -> Result<Found, store::Error> {
        let listing = people.index().list(&last.hits);
        let total = last.hits.len();
        let around = rows.around.and_then(|id| listing.place(id));
        let window = window(rows, around, total);
        let contacts = self.mirror.at_once(|copy| {
            let mut contacts = Vec::with_capacity(window.len());
            for id in listing.ids(window.clone()) {
                contacts.extend(recent.of(id, || self.one_of(copy, id))?);
            }
            Ok(contacts)
        })?;
        Ok(Found {
            total,
            from: window.start,
            contacts,
            around,
            suggestions: last.suggestions.clone(),
        })
    }
}
