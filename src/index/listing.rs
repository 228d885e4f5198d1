//! Who stands where in a result, told of those who are wanted.

use std::{iter, ops::Range};

use super::{
    Index,
    hits::{Hits, Ranks},
};
use crate::domain::id::ContactId;

/// A result beside the people who were searched: everybody who fits, by rank and name.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'a> {
    index: &'a Index,
    ranks: &'a [Ranks],
}

impl Index {
    /// The order of a result. Nobody stands in one of other people, or from before they changed.
    pub fn list<'a>(&'a self, hits: &'a Hits) -> Listing<'a> {
        let is_ours = hits.edition == self.edition;
        Listing {
            index: self,
            ranks: if is_ours { &hits.ranks } else { &[] },
        }
    }
}

impl<'a> Listing<'a> {
    /// Those who stand here, as far as there are so many.
    pub fn ids(self, range: Range<usize>) -> Vec<ContactId> {
        let total: usize = self.ranks.iter().map(|rank| rank.len).sum();
        let room = range.end.min(total).saturating_sub(range.start);
        let mut ids = Vec::with_capacity(room);
        for (start, rank) in self.ranks() {
            let from = range.start.saturating_sub(start);
            let to = range.end.saturating_sub(start).min(rank.len);
            if from < to {
                self.add(rank, from..to, &mut ids);
            }
        }
        ids
    }

    /// Where a contact stands; `None` when it does not fit.
    pub fn place(self, id: ContactId) -> Option<usize> {
        let (changed, base) = (&self.index.changed, &self.index.base);
        // Who has changed is there as it was before, too.
        let (changed, place) = match changed.place_of(id) {
            Some(place) => (Some(place), None),
            None => (None, base.place_of(id)),
        };
        self.ranks().find_map(|(start, rank)| {
            let changed = changed.and_then(|place| {
                let nth = rank
                    .changed
                    .binary_search_by_key(&place, |other| *other as usize);
                nth.ok().map(|nth| rank.stands[nth])
            });
            let base = || {
                let place = place.filter(|place| rank.base.contains(*place))?;
                let before = rank.base.before(iter::once(place));
                let changed = rank
                    .changed
                    .partition_point(|other| self.index.before[*other as usize] as usize <= place);
                Some(before.into_iter().sum::<usize>() + changed)
            };
            changed.or_else(base).map(|stands| start + stands)
        })
    }

    /// Those of each rank, and where they begin.
    fn ranks(self) -> impl Iterator<Item = (usize, &'a Ranks)> {
        self.ranks.iter().scan(0, |end, rank| {
            let start = *end;
            *end += rank.len;
            Some((start, rank))
        })
    }

    fn add(self, rank: &Ranks, range: Range<usize>, ids: &mut Vec<ContactId>) {
        let Index { base, changed, .. } = self.index;
        let before = rank.stands.partition_point(|stands| *stands < range.start);
        let of_changed = rank.stands.iter().zip(&rank.changed).skip(before);
        let mut of_base = rank.base.skip(range.start - before);
        let mut at = range.start;
        for (stands, place) in of_changed.take_while(|(stands, _)| **stands < range.end) {
            let between = of_base.by_ref().take(stands - at);
            ids.extend(between.map(|place| base.id(place)));
            ids.push(changed.id(*place as usize));
            at = stands + 1;
        }
        let rest = of_base.take(range.end - at);
        rest.for_each(|place| ids.push(base.id(place)));
    }
}
