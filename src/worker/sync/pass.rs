//! One pass over the account's list, of all contacts or of those that changed: what to ask next, what to keep with each
//! page, and whether everything up to the account's clock is here in the end.
//!
//! Pages are told apart by offset, and the list moves while it is read. A page border is sound when a row that was read
//! before it is seen again, unchanged, behind it: whatever order the account has, unchanged rows keep theirs, so every
//! unchanged row before that one has been read and every one after it is still to come. Rows that changed meanwhile changed
//! after the first page was asked for, and the next pass finds them.

use super::rules::{ClockOf, Proof, Rules};
use crate::{
    domain::id::Moment,
    store::mirror::{Glimpse, Kept, PassState, Progress},
};

/// What a pass asks of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ask {
    pub(super) since: Option<Moment>,
    pub(super) rows: usize,
    pub(super) offset: usize,
}

/// What happened.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event<'a> {
    /// The account answered with a page.
    Page(Page<'a>),
    /// It is in the copy, with the state that went with it.
    Kept(Kept),
    /// The account cannot answer so much at a time.
    TooLarge,
}

/// A page, as far as a pass looks at it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'a> {
    /// Its rows, unreadable ones too.
    pub(super) rows: &'a [Glimpse],
    /// What the account's clock showed.
    pub(super) clock: Option<Moment>,
    /// How many seconds ago the clock showed the watermark; `None` when this process did not see that.
    pub(super) age: Option<i64>,
    /// This machine's clock.
    pub(super) now: Moment,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    Read(Ask),
    /// Take the page into the copy and write this down with it, in one transaction.
    Keep(Box<PassState>),
    End(End),
    /// Even few rows are more than the account can answer.
    GiveUp,
}

/// How a pass ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The whole list was read.
    Complete {
        /// Whether the account's clock fitted what it had shown before.
        in_time: bool,
    },
    /// The list moved too much, every time; what was read is kept.
    Unsettled,
    /// The account sends the same page whatever offset it is asked for.
    OffsetIgnored,
}

/// A pass under way.
#[derive(Debug)]
pub(super) struct Pass {
    rules: Rules,
    state: PassState,
    progress: Progress,
    rows: usize,
    /// An empty page was not believed once.
    asked_again: bool,
    /// The age of the watermark at the first page of this round.
    age: Option<i64>,
    /// Set with the last thing to be kept.
    end: Option<End>,
}

impl Pass {
    /// Goes on with the pass that was stopped, or begins one: over everything if `full` or when there was none before.
    pub(super) fn new(rules: Rules, mut state: PassState, full: bool) -> Self {
        let stopped = state.progress.take();
        // A stopped pass over everything is finished first, whatever is asked for.
        let resumed = stopped.filter(|stopped| stopped.since.is_none() || !full);
        let overlap = state.overlap.unwrap_or(0).max(rules.overlap);
        let since = state
            .watermark
            .filter(|_| !full)
            .map(|watermark| Moment(watermark.0.saturating_sub(overlap)));
        Self {
            rules,
            progress: resumed.unwrap_or_else(|| Progress {
                since,
                is_whole: true,
                is_short: state.is_short,
                ..Progress::default()
            }),
            state,
            rows: rules.rows,
            asked_again: false,
            age: None,
            end: None,
        }
    }

    /// Whether it reads everything.
    pub(super) fn is_full(&self) -> bool {
        self.progress.since.is_none()
    }

    /// How many rows it has read.
    pub(super) fn read(&self) -> usize {
        self.progress.rows
    }

    /// The first thing to do.
    pub(super) fn begin(&self) -> Effect {
        Effect::Read(self.ask())
    }

    /// What to do after this happened.
    pub(super) fn step(&mut self, event: Event<'_>) -> Effect {
        match event {
            Event::Page(page) => self.page(page),
            Event::Kept(kept) => {
                self.mind(kept);
                self.end.map_or_else(|| self.begin(), Effect::End)
            }
            Event::TooLarge if self.rows > self.rules.fewest => {
                self.rows = (self.rows / 2).max(self.rules.fewest);
                self.begin()
            }
            Event::TooLarge => Effect::GiveUp,
        }
    }

    fn ask(&self) -> Ask {
        Ask {
            since: self.progress.since,
            rows: self.rows,
            offset: self.progress.offset,
        }
    }

    fn page(&mut self, page: Page<'_>) -> Effect {
        self.look_at_clock(page);
        if page.rows.is_empty() {
            if self.is_doubtful(page) && !self.asked_again {
                self.asked_again = true;
                return self.begin();
            }
            return self.last(page.now);
        }
        self.asked_again = false;
        let progress = &mut self.progress;
        if progress.offset > 0 {
            if !progress.head.is_empty() && page.rows.starts_with(&progress.head) {
                progress.repeats += 1;
                return self.again();
            }
            // Without a row read twice nothing is proven, and a short page was not the last one after all.
            progress.is_short |= progress.tail.is_empty();
            progress.is_whole &= match self.rules.proof {
                Proof::RowSeenAgain => page.rows.iter().any(|row| progress.tail.contains(row)),
                #[cfg(test)]
                Proof::Nothing => true,
            };
            let is_known = |row: &Glimpse| progress.tail.contains(row);
            if page.rows.len() < self.rows && page.rows.iter().all(is_known) {
                // The rows before the border, no other, and there was room for more: here the list ends.
                progress.tail.clear();
                return self.last(page.now);
            }
        } else {
            progress.head = page.rows[..page.rows.len().min(self.rules.border)].to_vec();
        }
        let known = |row: &&Glimpse| progress.tail.contains(row);
        progress.rows += page.rows.len() - page.rows.iter().filter(known).count();
        let back = match page.rows.len() {
            many if many > self.rules.border => self.rules.border,
            // What comes after a short page is mostly nothing, so short pages overlap only where they are not the last.
            few if progress.is_short || few >= self.rows => few / 2,
            _ => 0,
        };
        progress.offset += page.rows.len() - back;
        progress.tail = page.rows[page.rows.len() - back..].to_vec();
        self.keep()
    }

    fn look_at_clock(&mut self, page: Page<'_>) {
        let is_first = match self.rules.clock {
            ClockOf::FirstPage => self.progress.offset == 0,
            #[cfg(test)]
            ClockOf::LastPage => true,
        };
        if is_first {
            self.progress.clock = page.clock;
            self.age = page.age;
        }
    }

    /// Whether an empty page says what was not to be expected. Accounts give such a page now and then for no reason.
    fn is_doubtful(&self, page: Page<'_>) -> bool {
        if self.is_full() || self.progress.offset > 0 {
            return self.is_full() || !self.progress.tail.is_empty();
        }
        // The watermark does not move for it either, so this can wait.
        let skipped = self.state.watermark.zip(page.clock);
        skipped.is_none_or(|(from, to)| {
            !(0..self.rules.overlap).contains(&to.0.saturating_sub(from.0))
        })
    }

    /// The list has ended.
    fn last(&mut self, now: Moment) -> Effect {
        let ends_well = match self.rules.proof {
            Proof::RowSeenAgain => self.progress.tail.is_empty(),
            #[cfg(test)]
            Proof::Nothing => true,
        };
        if !(self.progress.is_whole && ends_well) {
            return self.again();
        }
        if self.progress.lag > 0 {
            let lag = self.progress.lag + self.rules.slack;
            self.state.overlap = self.state.overlap.max(Some(lag));
        }
        let in_time = self.move_watermark();
        if self.is_full() {
            self.state.total = Some(self.progress.rows);
            self.state.is_short = self.progress.is_short;
        }
        self.state.passed_at = Some(now);
        self.finish(End::Complete { in_time })
    }

    /// The watermark only grows, and no further than time has: a clock that contradicts itself does not move it, and when it
    /// goes on doing so, everything is read again by the clock as it is then.
    fn move_watermark(&mut self) -> bool {
        let Some(clock) = self.progress.clock else {
            return false;
        };
        if self.progress.rows == 0 && (self.is_full() || !self.asked_again) {
            // An account that shows nothing at all has not shown that there is nothing; and that nothing has changed has to
            // be said twice, as long as the changes of slow clocks could be lost.
            return false;
        }
        let Some(watermark) = self.state.watermark else {
            self.state.watermark = Some(clock);
            return true;
        };
        let drift = self.rules.drift;
        let is_behind = clock.0 < watermark.0.saturating_sub(drift);
        let is_ahead = self
            .age
            .is_some_and(|age| clock.0 > watermark.0.saturating_add(age).saturating_add(drift));
        if is_behind || is_ahead {
            self.state.doubts += 1;
            if self.state.doubts >= self.rules.doubts {
                self.state.doubts = 0;
                self.state.watermark = None;
            }
            return false;
        }
        self.state.doubts = 0;
        self.state.watermark = Some(watermark.max(clock));
        true
    }

    /// Reads the list anew, or gives up when that was done often enough.
    fn again(&mut self) -> Effect {
        let round = self.progress.round + 1;
        if round >= self.rules.rounds {
            // Rows that were pushed down by others may look like a page that came twice, but not every time.
            return self.finish(if self.progress.repeats >= round {
                End::OffsetIgnored
            } else {
                End::Unsettled
            });
        }
        self.progress = Progress {
            since: self.progress.since,
            round,
            is_whole: true,
            is_short: self.progress.is_short,
            repeats: self.progress.repeats,
            lag: self.progress.lag,
            ..Progress::default()
        };
        self.keep()
    }

    fn keep(&self) -> Effect {
        Effect::Keep(Box::new(PassState {
            progress: Some(self.progress.clone()),
            ..self.state.clone()
        }))
    }

    fn finish(&mut self, end: End) -> Effect {
        self.end = Some(end);
        Effect::Keep(Box::new(self.state.clone()))
    }

    /// A change that is dated before the watermark was written by a clock that lags.
    fn mind(&mut self, kept: Kept) {
        let Some((watermark, earliest)) = self.state.watermark.zip(kept.earliest) else {
            return;
        };
        let lag = watermark.0.saturating_sub(earliest.0);
        if lag <= self.rules.most_overlap - self.rules.slack {
            self.progress.lag = self.progress.lag.max(lag);
        }
    }
}

#[cfg(test)]
mod tests;
