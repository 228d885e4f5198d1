//! A search in one block: sets first, then the texts of those whom the sets leave.

use std::hint;

use super::{
    bits::Bits, block::Block, hits::Ranked, needle::Needle, question::Question, rank::Rank,
    record::Record,
};

/// So many people are looked at before asking again whether anybody still wants to know.
const BATCH: usize = 32;
/// When more than one in so many people may have a word, reading all texts in a row is faster than jumping from one to the
/// next: memory comes ahead then.
const MANY: usize = 12;

/// A search that is under way.
struct Search<'a> {
    question: &'a Question,
    block: &'a Block,
    is_outdated: &'a dyn Fn() -> bool,
    ranked: Ranked,
    /// The people of one rank who are known without reading, and all others of that rank.
    sure: Option<(Bits, Rank)>,
}

impl Block {
    /// Those of the candidates who fit; `None` when it is outdated before it is done.
    pub(super) fn search(
        &self,
        question: &Question,
        mut candidates: Bits,
        is_outdated: &dyn Fn() -> bool,
    ) -> Option<Ranked> {
        let mut ranked = Ranked::none(self.len());
        if question.is_empty() {
            ranked.add_all(candidates, Rank::Other);
            return Some(ranked);
        }
        let (_, grams) = self.parts();
        let sure = question.sure(&mut candidates, grams);
        question.narrow(&mut candidates, grams);
        let mut search = Search {
            question,
            block: self,
            is_outdated,
            ranked,
            sure,
        };
        match question.word() {
            Some(word) if search.sure.is_none() && candidates.count() > self.len() / MANY => {
                search.read_all(word, &candidates)?;
            }
            _ => search.read_some(&candidates)?,
        }
        if let Some((sure, rank)) = search.sure {
            search.ranked.add_all(sure, rank);
        }
        Some(search.ranked)
    }
}

impl Search<'_> {
    /// Reads everything in a row for a word that is all that is asked for.
    fn read_all(&mut self, word: &Needle, candidates: &Bits) -> Option<()> {
        let (columns, _) = self.block.parts();
        for (seen, (place, at)) in (1..).zip(columns.find(word)) {
            if candidates.contains(place) {
                let record = columns.record(place);
                self.ranked
                    .add(place, self.question.rank_found(word, record, at));
            }
            if seen % BATCH == 0 {
                self.go_on()?;
            }
        }
        Some(())
    }

    /// Reads the texts of the candidates one by one.
    fn read_some(&mut self, candidates: &Bits) -> Option<()> {
        let (columns, _) = self.block.parts();
        let mut places = candidates.iter();
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            let next = places.by_ref().take(BATCH);
            batch.extend(next.map(|place| (place, columns.record(place))));
            if batch.is_empty() {
                return Some(());
            }
            fetch(&batch);
            for (place, record) in batch.drain(..) {
                if self.question.holds(|| self.block.entry(place))
                    && let Some(rank) = self.question.rank(record)
                {
                    self.add(place, rank);
                }
            }
            self.go_on()?;
        }
    }

    fn add(&mut self, place: usize, rank: Rank) {
        match &mut self.sure {
            Some((sure, of)) if *of == rank => sure.insert(place),
            _ => self.ranked.add(place, rank),
        }
    }

    /// `None` when nobody waits for the answer any more.
    fn go_on(&self) -> Option<()> {
        (!(self.is_outdated)()).then_some(())
    }
}

/// Has the memory of these records brought near all at once: one after another, each would be waited for.
fn fetch(batch: &[(usize, Record<'_>)]) {
    /// What is brought at a time.
    const LINE: usize = 64;
    let bytes = batch
        .iter()
        .flat_map(|(_, record)| record.text.iter().step_by(LINE));
    hint::black_box(bytes.fold(0, |sum, byte| sum ^ byte));
}
