//! Texts one after another in the order of their ids, in sheaves small enough that a change moves little.

use memchr::memmem::Finder;

use super::needle::{Needle, Needles};

/// So many texts are put into a sheaf; one that has grown to twice as many is divided. Tests have few contacts, and divide them too.
const FULL: usize = if cfg!(test) { 4 } else { 256 };

/// A contact or a company with what it is found by.
pub(super) struct Entry {
    pub(super) id: i64,
    /// The company that a contact belongs to; 0 for none.
    pub(super) company: i64,
    pub(super) folded: Vec<u8>,
    pub(super) digits: Vec<u8>,
}

/// All contacts, or all companies.
#[derive(Default)]
pub(in crate::server) struct Sheaves(Vec<Sheaf>);

impl Sheaves {
    /// The ids of the contacts that fit, in ascending order; sheaves are looked through as ids are asked for.
    pub(in crate::server) fn matching<'a>(
        &'a self,
        needles: &'a Needles,
    ) -> impl Iterator<Item = i64> + 'a {
        self.0.iter().flat_map(|sheaf| sheaf.matching(needles))
    }

    /// The ids of those whose text holds this word, in ascending order.
    pub(in crate::server) fn holding<'a>(
        &'a self,
        word: &'a Needle,
    ) -> impl Iterator<Item = i64> + 'a {
        self.0.iter().flat_map(|sheaf| {
            let mut holds = vec![false; sheaf.ids.len()];
            sheaf.folded.mark(&word.folded, &mut holds);
            sheaf.chosen(&holds)
        })
    }

    /// Puts in what is new, or in place of what was there under this id.
    pub(super) fn put(&mut self, entry: &Entry) {
        self.remove(entry.id);
        let at = self.sheaf_of(entry.id);
        let Some(sheaf) = self.0.get_mut(at) else {
            return self.push(entry);
        };
        let place = sheaf.ids.partition_point(|id| *id < entry.id);
        sheaf.insert(place, entry);
        if sheaf.ids.len() == 2 * FULL {
            let half = sheaf.split_off(FULL);
            self.0.insert(at + 1, half);
        }
    }

    /// Takes out what is under this id, if anything is.
    pub(super) fn remove(&mut self, id: i64) {
        let at = self.sheaf_of(id);
        if let Some(sheaf) = self.0.get_mut(at)
            && let Ok(place) = sheaf.ids.binary_search(&id)
        {
            sheaf.remove(place);
            if sheaf.ids.is_empty() {
                self.0.remove(at);
            }
        }
    }

    /// Adds what comes after all others.
    fn push(&mut self, entry: &Entry) {
        match self.0.last_mut() {
            Some(sheaf) if sheaf.ids.len() < FULL => sheaf.insert(sheaf.ids.len(), entry),
            last => {
                if let Some(sheaf) = last {
                    sheaf.shrink();
                }
                let mut sheaf = Sheaf::default();
                sheaf.insert(0, entry);
                self.0.push(sheaf);
            }
        }
    }

    /// Where an id is, or would be put.
    fn sheaf_of(&self, id: i64) -> usize {
        self.0
            .partition_point(|sheaf| sheaf.ids[0] <= id)
            .saturating_sub(1)
    }
}

/// From entries in the order of their ids.
impl FromIterator<Entry> for Sheaves {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        let mut sheaves = Self::default();
        for entry in entries {
            sheaves.push(&entry);
        }
        sheaves
    }
}

/// Never empty.
#[derive(Default)]
struct Sheaf {
    ids: Vec<i64>,
    companies: Vec<i64>,
    folded: Texts,
    digits: Texts,
}

impl Sheaf {
    fn matching(&self, needles: &Needles) -> Vec<i64> {
        let mut fit = match needles.words.split_first() {
            Some((first, others)) => {
                let mut fit = self.holding(first);
                for (place, fit) in fit.iter_mut().enumerate().filter(|(_, fit)| **fit) {
                    *fit = others.iter().all(|word| self.holds(place, word));
                }
                fit
            }
            None => vec![true; self.ids.len()],
        };
        if let Some(phone) = &needles.phone {
            self.digits.mark(phone, &mut fit);
        }
        self.chosen(&fit)
    }

    /// Which contacts have this word, looked for in all of them at once.
    fn holding(&self, word: &Needle) -> Vec<bool> {
        let mut holding = vec![false; self.ids.len()];
        self.folded.mark(&word.folded, &mut holding);
        if let Some(digits) = &word.digits {
            self.digits.mark(digits, &mut holding);
        }
        if !word.companies.is_empty() {
            for (holds, company) in holding.iter_mut().zip(&self.companies) {
                *holds |= word.companies.contains(*company);
            }
        }
        holding
    }

    /// Whether one contact has this word.
    fn holds(&self, place: usize, word: &Needle) -> bool {
        self.folded.holds(place, &word.folded)
            || word.companies.contains(self.companies[place])
            || word
                .digits
                .as_ref()
                .is_some_and(|digits| self.digits.holds(place, digits))
    }

    fn chosen(&self, fit: &[bool]) -> Vec<i64> {
        let chosen = self.ids.iter().zip(fit).filter(|(_, fit)| **fit);
        chosen.map(|(id, _)| *id).collect()
    }

    fn insert(&mut self, place: usize, entry: &Entry) {
        self.ids.insert(place, entry.id);
        self.companies.insert(place, entry.company);
        self.folded.insert(place, &entry.folded);
        self.digits.insert(place, &entry.digits);
    }

    fn remove(&mut self, place: usize) {
        self.ids.remove(place);
        self.companies.remove(place);
        self.folded.remove(place);
        self.digits.remove(place);
    }

    fn split_off(&mut self, place: usize) -> Self {
        Self {
            ids: self.ids.split_off(place),
            companies: self.companies.split_off(place),
            folded: self.folded.split_off(place),
            digits: self.digits.split_off(place),
        }
    }

    fn shrink(&mut self) {
        self.folded.bytes.shrink_to_fit();
        self.digits.bytes.shrink_to_fit();
    }
}

/// Texts one after another, and where each ends.
#[derive(Default)]
struct Texts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Texts {
    /// Marks the texts that hold this.
    fn mark(&self, needle: &Finder<'_>, marked: &mut [bool]) {
        let (mut at, mut place) = (0, 0);
        while let Some(found) = needle.find(&self.bytes[at..]) {
            let start = at + found;
            place += self.ends[place..].partition_point(|end| *end <= start);
            let end = self.ends[place];
            // What lies across two texts is in neither.
            at = if start + needle.needle().len() <= end {
                marked[place] = true;
                end
            } else {
                start + 1
            };
        }
    }

    fn holds(&self, place: usize, needle: &Finder<'_>) -> bool {
        let text = &self.bytes[self.start(place)..self.ends[place]];
        needle.find(text).is_some()
    }

    fn start(&self, place: usize) -> usize {
        place.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    fn insert(&mut self, place: usize, text: &[u8]) {
        let start = self.start(place);
        self.bytes.splice(start..start, text.iter().copied());
        self.ends.insert(place, start);
        for end in &mut self.ends[place..] {
            *end += text.len();
        }
    }

    fn remove(&mut self, place: usize) {
        let text = self.start(place)..self.ends[place];
        for end in &mut self.ends[place..] {
            *end -= text.len();
        }
        self.ends.remove(place);
        self.bytes.drain(text);
    }

    fn split_off(&mut self, place: usize) -> Self {
        let start = self.start(place);
        let ends = self.ends.split_off(place);
        Self {
            bytes: self.bytes.split_off(start),
            ends: ends.into_iter().map(|end| end - start).collect(),
        }
    }
}
