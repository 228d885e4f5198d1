//! The people of a copy, ready to be searched: taken from their snapshot, brought up to date, and kept for the next start.

use crate::{
    crm::Decoder,
    domain::order::Alphabet,
    index::{Index, Person, Unfit},
    store::{
        self,
        mirror::{Changes, Mirror},
    },
};

/// A snapshot lacks at least so many changes before it is written anew.
const MANY: usize = 2_000;
/// And at least such a part of all contacts: it is as large as all of them.
const PART: usize = 16;

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
        let mut people = Vec::new();
        let version = mirror.each(|_, raw| people.extend(person(decoder, raw)))?;
        Ok(Self {
            index: Index::build(people, alphabet),
            alphabet,
            origin,
            version,
            behind: None,
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
        let before = self.version;
        let origin = origin(mirror, decoder)?;
        // It is another one for another copy, and when fields mean something else by now.
        while origin == self.origin
            && let Some(changes) = mirror.changes(self.version)?
        {
            if changes.version == self.version {
                return Ok(self.version != before);
            }
            self.take(changes, decoder);
        }
        *self = Self::read(mirror, decoder, self.alphabet, origin)?;
        Ok(true)
    }

    fn take(&mut self, changes: Changes, decoder: &Decoder) {
        let count = changes.upserts.len() + changes.removals.len();
        let people = changes.upserts.iter();
        let people = people.filter_map(|(_, raw)| person(decoder, raw));
        self.index.apply(people, changes.removals);
        self.version = changes.version;
        self.behind = self.behind.map(|behind| behind + count);
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
