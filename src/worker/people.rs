//! The people of a copy, ready to be searched: taken from their snapshot, brought up to date, and kept for the next start.

use std::{collections::BTreeSet, vec};

use crate::{
    crm::Decoder,
    domain::{id::ContactId, order::Alphabet},
    index::{Gathering, Index, Person, Unfit},
    store::{
        self,
        mirror::{Changes, Mirror},
    },
};

/// A snapshot lacks at least so many changes before it is written anew.
const MANY: usize = 2_000;
/// And at least such a part of all contacts: it is as large as all of them.
const PART: usize = 16;
/// So many changes go into the index together: the more, the less each costs, and the more room they want until then.
const TOGETHER: usize = 5_000;

/// Everybody in a copy, and how far they follow it. Whoever decodes them has to know the account's fields as they are kept in
/// the copy; see [`Decoder::recall`].
#[derive(Debug)]
pub struct People {
    index: Index,
    alphabet: Alphabet,
    /// Whose they are, and how they were read.
    origin: i64,
    /// The version of the copy that they are as of.
    version: i64,
    /// How many changes their snapshot lacks; `None` when there is no snapshot of them.
    behind: Option<usize>,
    arriving: Option<Arriving>,
}

/// What a call of [`People::catch_up_some`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caught {
    /// Whether searches find something else now.
    pub is_changed: bool,
    /// Whether that was all that there is.
    pub is_all: bool,
}

/// Changes that were read from the copy and are not in the index yet.
#[derive(Debug)]
struct Arriving {
    /// The version of the copy that they lead to, with what is still to be decoded.
    version: i64,
    told: vec::IntoIter<(ContactId, String)>,
    /// Who is removed after `told`.
    removals: Vec<ContactId>,
    people: Vec<Person>,
    removed: BTreeSet<ContactId>,
    count: usize,
}

impl People {
    /// Everybody in the copy as it is now: from the snapshot and what has changed since, or one by one where none fits.
    pub fn load(
        mirror: &Mirror,
        decoder: &Decoder,
        alphabet: Alphabet,
    ) -> Result<Self, store::Error> {
        let origin = origin(mirror, decoder)?;
        match restore(mirror, alphabet, origin) {
            Ok(Some((index, version))) => {
                let mut people = Self {
                    index,
                    alphabet,
                    origin,
                    version,
                    behind: Some(0),
                    arriving: None,
                };
                people.catch_up(mirror, decoder)?;
                return Ok(people);
            }
            Ok(None) => {}
            Err(unfit) => tracing::info!(%unfit, "the people of the copy are read one by one"),
        }
        Self::read(mirror, decoder, alphabet, origin)
    }

    fn read(
        mirror: &Mirror,
        decoder: &Decoder,
        alphabet: Alphabet,
        origin: i64,
    ) -> Result<Self, store::Error> {
        let mut people = Gathering::with_room(mirror.count()?);
        let version = mirror.each(|_, raw| {
            if let Some(person) = person(decoder, raw) {
                people.add(&person);
            }
        })?;
        Ok(Self {
            index: Index::of_gathered(people, alphabet),
            alphabet,
            origin,
            version,
            behind: None,
            arriving: None,
        })
    }

    /// Who can be searched.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The version of the copy that they are as of.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Takes in what has changed in the copy since; whether that was anything.
    pub fn catch_up(&mut self, mirror: &Mirror, decoder: &Decoder) -> Result<bool, store::Error> {
        let caught = self.catch_up_some(mirror, decoder, &|| false)?;
        Ok(caught.is_changed)
    }

    /// The same, but leaves off as soon as somebody is waiting, and goes on from there when it is called again. Searches find
    /// who was there before until then.
    pub fn catch_up_some(
        &mut self,
        mirror: &Mirror,
        decoder: &Decoder,
        is_waited_for: &dyn Fn() -> bool,
    ) -> Result<Caught, store::Error> {
        let before = self.version;
        let origin = origin(mirror, decoder)?;
        let mut arriving = self.arriving.take();
        // It is another one for another copy, and when fields mean something else by now.
        while origin == self.origin {
            let mut some = arriving.unwrap_or_else(|| Arriving::after(self.version));
            if !some.decode(decoder, is_waited_for) {
                self.arriving = Some(some);
                return Ok(Caught {
                    is_changed: self.version != before,
                    is_all: false,
                });
            }
            if some.count >= TOGETHER {
                self.take(some);
                some = Arriving::after(self.version);
            }
            let Some(changes) = mirror.changes(some.version)? else {
                break;
            };
            if changes.version == some.version {
                self.take(some);
                return Ok(Caught {
                    is_changed: self.version != before,
                    is_all: true,
                });
            }
            some.tell(changes);
            arriving = Some(some);
        }
        *self = Self::read(mirror, decoder, self.alphabet, origin)?;
        Ok(Caught {
            is_changed: true,
            is_all: true,
        })
    }

    fn take(&mut self, arrived: Arriving) {
        if arrived.version != self.version {
            self.index.apply(arrived.people, arrived.removed);
            self.version = arrived.version;
            self.behind = self.behind.map(|behind| behind + arrived.count);
        }
    }

    /// Keeps a snapshot beside the copy when there is none of these people, or it lacks much; whether one was written. Worth a
    /// call whenever the copy comes to rest, and not before: all of them are written every time.
    pub fn keep(&mut self, mirror: &Mirror) -> Result<bool, store::Error> {
        let enough = MANY.max(self.index.len() / PART);
        if self.behind.is_some_and(|behind| behind < enough) {
            return Ok(false);
        }
        let is_kept =
            mirror.keep_snapshot(|file| self.index.snapshot(file, self.origin, self.version))?;
        if is_kept {
            self.behind = Some(0);
        }
        Ok(is_kept)
    }
}

impl Arriving {
    /// Nobody yet, and those who changed after this version are next.
    fn after(version: i64) -> Self {
        Self {
            version,
            told: Vec::new().into_iter(),
            removals: Vec::new(),
            people: Vec::new(),
            removed: BTreeSet::new(),
            count: 0,
        }
    }

    /// What comes after everybody so far.
    fn tell(&mut self, changes: Changes) {
        self.version = changes.version;
        self.count += changes.upserts.len() + changes.removals.len();
        self.told = changes.upserts.into_iter();
        self.removals = changes.removals;
    }

    /// Decodes who was told, one at least; whether those were all, or somebody is waiting.
    fn decode(&mut self, decoder: &Decoder, is_waited_for: &dyn Fn() -> bool) -> bool {
        for (id, raw) in self.told.by_ref() {
            if let Some(person) = person(decoder, &raw) {
                // Who went before has come back.
                self.removed.remove(&id);
                self.people.push(person);
            }
            if is_waited_for() {
                return false;
            }
        }
        self.removed.extend(self.removals.drain(..));
        true
    }
}

fn restore(
    mirror: &Mirror,
    alphabet: Alphabet,
    origin: i64,
) -> Result<Option<(Index, i64)>, Unfit> {
    let Some((file, size)) = mirror.snapshot().map_err(|_| Unfit::Damaged)? else {
        return Ok(None);
    };
    Index::restore(file, size, alphabet, origin).map(Some)
}

fn origin(mirror: &Mirror, decoder: &Decoder) -> Result<i64, store::Error> {
    Ok(mirror.identity()? ^ decoder.reading())
}

/// What cannot be read is nobody: the copy counts it elsewhere.
fn person(decoder: &Decoder, raw: &str) -> Option<Person> {
    decoder.read(raw).map(|contact| Person::of(&contact))
}

#[cfg(test)]
mod tests;
