//! What a search found: everybody who fits, the best first, and what the next search may narrow.

use std::mem;

use super::{Edition, Index, bits::Bits, block::Block, question::Question, rank::Rank};
use crate::domain::id::ContactId;

/// A complete result.
#[derive(Debug)]
pub struct Hits {
    question: Question,
    ids: Vec<ContactId>,
    /// What the places below are in.
    edition: Edition,
    base: Bits,
    changed: Bits,
}

impl Hits {
    /// Everybody who fits, by rank and name.
    pub fn ids(&self) -> &[ContactId] {
        &self.ids
    }

    /// What was asked.
    pub fn question(&self) -> &Question {
        &self.question
    }
}

/// Those of one block who fit.
#[derive(Debug)]
pub(super) struct Ranked {
    hits: Bits,
    /// Their places in order, for each rank.
    by_rank: [Vec<u32>; Rank::COUNT],
}

impl Ranked {
    /// None of so many people.
    pub(super) fn none(len: usize) -> Self {
        Self {
            hits: Bits::none(len),
            by_rank: Default::default(),
        }
    }

    /// Adds somebody who stands after all others of this rank.
    pub(super) fn add(&mut self, place: usize, rank: Rank) {
        self.hits.insert(place);
        self.by_rank[rank as usize].push(number(place));
    }

    /// Adds people of one rank of whom nobody is added yet.
    pub(super) fn add_all(&mut self, places: Bits, rank: Rank) {
        let all = &mut self.by_rank[rank as usize];
        all.reserve_exact(places.count());
        all.extend(places.iter().map(number));
        self.hits = mem::take(&mut self.hits).union(places);
    }

    fn len(&self) -> usize {
        self.by_rank.iter().map(Vec::len).sum()
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).expect("a block's places fit its index by id")
}

impl Index {
    /// Everybody who fits a question.
    ///
    /// `within` are hits for what was asked before: when the question only asks for more, they alone are looked through.
    /// `is_outdated` is asked now and then; when it says that nobody waits for the answer any more, there is none.
    pub fn search(
        &self,
        question: Question,
        within: Option<&Hits>,
        is_outdated: &dyn Fn() -> bool,
    ) -> Option<Hits> {
        let within = within
            .filter(|hits| hits.edition == self.edition && question.is_within(&hits.question));
        let (base, changed) = if let Some(hits) = within {
            (hits.base.clone(), hits.changed.clone())
        } else {
            let mut base = Bits::all(self.base.len());
            base.and_not(self.gone.words());
            (base, Bits::all(self.changed.len()))
        };
        let search = |block: &Block, candidates| block.search(&question, candidates, is_outdated);
        let base = search(&self.base, base)?;
        let changed = search(&self.changed, changed)?;
        Some(Hits {
            ids: self.in_order(&base, &changed),
            question,
            edition: self.edition.clone(),
            base: base.hits,
            changed: changed.hits,
        })
    }

    /// The ids of the hits of both blocks, by rank and name.
    fn in_order(&self, base: &Ranked, changed: &Ranked) -> Vec<ContactId> {
        let mut ids = Vec::with_capacity(base.len() + changed.len());
        for (base, changed) in base.by_rank.iter().zip(&changed.by_rank) {
            let mut rest = base.as_slice();
            for place in changed {
                let before = self.before[*place as usize];
                let (first, after) = rest.split_at(rest.partition_point(|base| *base < before));
                ids.extend(first.iter().map(|place| self.base.id(*place as usize)));
                ids.push(self.changed.id(*place as usize));
                rest = after;
            }
            ids.extend(rest.iter().map(|place| self.base.id(*place as usize)));
        }
        ids
    }
}
