//! What a search found: everybody who fits, by rank, and what the next search may narrow.

use std::mem;

use super::{
    Edition, Index,
    bits::Bits,
    block::Block,
    places::{Places, number},
    question::Question,
    rank::Rank,
};

/// A complete result. Who stands where in it is told by [`Index::list`], of those who are wanted: a letter that fits
/// everybody has to cost no more than the rows that are shown.
#[derive(Debug)]
pub struct Hits {
    question: Question,
    /// What the places below are in.
    pub(super) edition: Edition,
    pub(super) base: Bits,
    pub(super) changed: Bits,
    /// The best first.
    pub(super) ranks: [Ranks; Rank::COUNT],
}

/// Those of one rank, in the order of names.
#[derive(Debug)]
pub(super) struct Ranks {
    /// The places of those in the base.
    pub(super) base: Places,
    /// The places of those among the changes.
    pub(super) changed: Vec<u32>,
    /// Where each of those stands among all of the rank.
    pub(super) stands: Vec<usize>,
    /// How many there are.
    pub(super) len: usize,
}

impl Hits {
    /// How many fit.
    pub fn len(&self) -> usize {
        self.ranks.iter().map(|rank| rank.len).sum()
    }

    /// Whether nobody fits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
    by_rank: [Places; Rank::COUNT],
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
        self.by_rank[rank as usize].push(place);
    }

    /// Adds people of one rank of whom nobody is added yet.
    pub(super) fn add_all(&mut self, places: Bits, rank: Rank) {
        self.hits = mem::take(&mut self.hits).union(&places);
        self.by_rank[rank as usize] = Places::Set(places);
    }
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
        let mut of_changed = changed.by_rank.into_iter();
        let ranks = base.by_rank.map(|base| {
            let changed = of_changed.next().unwrap_or_default();
            self.ranks(base, &changed)
        });
        Some(Hits {
            question,
            edition: self.edition.clone(),
            base: base.hits,
            changed: changed.hits,
            ranks,
        })
    }

    /// Those of one rank, put into one order.
    fn ranks(&self, base: Places, changed: &Places) -> Ranks {
        let changed: Vec<u32> = changed.skip(0).map(number).collect();
        let before = changed
            .iter()
            .map(|place| self.before[*place as usize] as usize);
        let stands = base.before(before).into_iter().enumerate();
        Ranks {
            stands: stands.map(|(nth, before)| before + nth).collect(),
            len: base.len() + changed.len(),
            base,
            changed,
        }
    }
}
