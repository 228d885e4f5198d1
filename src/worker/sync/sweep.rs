//! One sweep for what the account no longer shows: asks for contacts by their ids, notes those that are not there, and lets
//! go of the ones that are gone beyond doubt, unless there are so many that somebody should decide.
//!
//! Deleted, merged and hidden contacts look the same from outside, and so does an account that is not in its right mind.

use std::collections::{HashSet, VecDeque};

use super::rules::Rules;
use crate::{
    crm::Tombstone,
    domain::id::{ContactId, Moment},
    store::mirror::{Absence, Scope, SweepState, Vanishing},
};

/// What a sweep goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clue {
    /// The ids in the copy.
    Ids(Scope),
    /// What the account says that it has deleted.
    Tombstones,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    /// The account told of deletions, or does not tell of any.
    Deleted(Option<Vec<Tombstone>>),
    /// The copy gave ids.
    Ids(Vec<ContactId>),
    /// The account answered to ids, and what it showed is in the copy.
    Looked(Looked),
    /// Whether the account is still the one that the copy was made of, and the user too.
    Account { is_same: bool },
    /// What was missing is noted.
    Noted,
    /// So many count as gone.
    Weighed(Vanishing),
    /// They were let go.
    Gone(usize),
    /// The account cannot take so many ids at a time.
    TooLarge,
}

/// An answer to a question for ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Looked {
    /// The contacts that are there, readable or not.
    pub(super) present: Vec<ContactId>,
    /// Whether there were items that do not even tell their id.
    pub(super) has_nameless: bool,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    /// Ask what was deleted.
    AskDeleted {
        after: i64,
        rows: usize,
        offset: usize,
    },
    /// Ask the copy which of these it has.
    Held(Vec<ContactId>),
    /// Ask the copy for the next ids.
    Pick {
        scope: Scope,
        after: Option<ContactId>,
    },
    /// Ask the account for these, and take what it shows into the copy.
    Look(Vec<ContactId>),
    /// Ask the account who it is.
    AskAccount,
    /// Note what was missing and how far the sweep has come, in one transaction.
    Note {
        absent: Vec<ContactId>,
        absence: Absence,
        state: SweepState,
    },
    Weigh,
    LetGo,
    End(End),
    /// Even few ids are more than the account can take.
    GiveUp,
}

/// How a sweep ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// So many contacts were let go.
    Done { gone: usize },
    /// Too many would go: somebody has to decide.
    Asks(Vanishing),
    /// The account answers another question, or is another account.
    Stranger,
}

/// A sweep under way.
#[derive(Debug)]
pub(super) struct Sweep {
    rules: Rules,
    clue: Clue,
    state: SweepState,
    /// How many ids to ask for at a time.
    most: usize,
    /// How many tombstones were read.
    offset: usize,
    told: Vec<Tombstone>,
    /// Ids to ask for.
    waiting: VecDeque<ContactId>,
    /// The ids that were asked for last.
    asked: Vec<ContactId>,
    /// The last id that the copy gave.
    after: Option<ContactId>,
    /// All ids were asked for.
    is_through: bool,
}

impl Sweep {
    /// A sweep over all ids goes on where one was stopped.
    pub(super) fn new(rules: Rules, clue: Clue, state: SweepState) -> Self {
        Self {
            rules,
            clue,
            after: state.after.filter(|_| clue == Clue::Ids(Scope::All)),
            state,
            most: rules.ids,
            offset: 0,
            told: Vec::new(),
            waiting: VecDeque::new(),
            asked: Vec::new(),
            is_through: false,
        }
    }

    /// The first thing to do.
    pub(super) fn begin(&self) -> Effect {
        match self.clue {
            Clue::Ids(scope) => self.pick(scope),
            Clue::Tombstones => self.ask_deleted(),
        }
    }

    /// What to do after this happened, at this moment of this machine's clock.
    pub(super) fn step(&mut self, event: Event, now: Moment) -> Effect {
        match event {
            Event::Deleted(told) => self.deleted(told),
            Event::Ids(ids) => {
                self.after = ids.last().copied();
                self.waiting = ids.into();
                if self.waiting.is_empty() {
                    self.through(now)
                } else {
                    self.look()
                }
            }
            Event::Looked(looked) => self.looked(&looked),
            // It has answered before with nothing: only now is that worth noting.
            Event::Account { is_same: true } => self.note(self.asked.clone()),
            Event::Account { is_same: false } => Effect::End(End::Stranger),
            Event::Noted if self.is_through => Effect::Weigh,
            Event::Noted if !self.waiting.is_empty() => self.look(),
            Event::Noted => match self.clue {
                Clue::Ids(scope) => self.pick(scope),
                Clue::Tombstones => self.through(now),
            },
            Event::Weighed(vanishing) if vanishing.rows == 0 => Effect::End(End::Done { gone: 0 }),
            Event::Weighed(vanishing) if is_suspicious(self.rules, vanishing) => {
                Effect::End(End::Asks(vanishing))
            }
            Event::Weighed(_) => Effect::LetGo,
            Event::Gone(gone) => Effect::End(End::Done { gone }),
            Event::TooLarge if self.most > self.rules.fewest => {
                self.most = (self.most / 2).max(self.rules.fewest);
                for id in self.asked.drain(..).rev() {
                    self.waiting.push_front(id);
                }
                self.look()
            }
            Event::TooLarge => Effect::GiveUp,
        }
    }

    fn ask_deleted(&self) -> Effect {
        let tells = self.state.tells == Some(true) || self.offset > 0;
        Effect::AskDeleted {
            after: self.state.tick,
            // An account that does not know the question answers with contacts, and one of them shows that.
            rows: if tells { self.rules.rows } else { 1 },
            offset: self.offset,
        }
    }

    fn pick(&self, scope: Scope) -> Effect {
        Effect::Pick {
            scope,
            after: self.after,
        }
    }

    fn deleted(&mut self, told: Option<Vec<Tombstone>>) -> Effect {
        let Some(told) = told else {
            self.state.tells = Some(false);
            self.is_through = true;
            return self.note(Vec::new());
        };
        if !told.is_empty() {
            self.offset += told.len();
            self.told.extend(told);
            return self.ask_deleted();
        }
        if self.told.is_empty() {
            // Nothing new; contacts that wait for a decision still do.
            return Effect::Weigh;
        }
        self.state.tells = Some(true);
        Effect::Held(self.told.iter().map(|told| told.id).collect())
    }

    fn look(&mut self) -> Effect {
        let many = self.waiting.len().min(self.most);
        self.asked = self.waiting.drain(..many).collect();
        Effect::Look(self.asked.clone())
    }

    /// All ids were asked for.
    fn through(&mut self, now: Moment) -> Effect {
        self.is_through = true;
        match self.clue {
            Clue::Ids(Scope::All) => {
                self.state.after = None;
                self.state.swept_at = Some(now);
            }
            Clue::Ids(Scope::Missed) => {}
            Clue::Tombstones => {
                let last = self.told.iter().map(|told| told.tick).max();
                self.state.tick = self.state.tick.max(last.unwrap_or(0));
            }
        }
        self.note(Vec::new())
    }

    fn looked(&mut self, looked: &Looked) -> Effect {
        let asked: HashSet<_> = self.asked.iter().copied().collect();
        if looked.present.iter().any(|id| !asked.contains(id)) {
            return Effect::End(End::Stranger);
        }
        if looked.present.is_empty() && !looked.has_nameless {
            return Effect::AskAccount;
        }
        let present: HashSet<_> = looked.present.iter().copied().collect();
        let mut absent = self.asked.clone();
        absent.retain(|id| !present.contains(id));
        if looked.has_nameless {
            // One of those that seem to be missing may be it.
            absent.clear();
        }
        self.note(absent)
    }

    fn note(&mut self, absent: Vec<ContactId>) -> Effect {
        if self.clue == Clue::Ids(Scope::All) && !self.is_through {
            self.state.after = self.asked.last().copied();
        }
        Effect::Note {
            absent,
            absence: match self.clue {
                Clue::Ids(_) => Absence::Noticed,
                Clue::Tombstones => Absence::Told,
            },
            state: self.state.clone(),
        }
    }
}

/// Whether so many went that the account may only have hidden them: by other rights, a merge gone wrong, or a mistake.
pub(super) fn is_suspicious(rules: Rules, vanishing: Vanishing) -> bool {
    vanishing.rows > rules.few.max(vanishing.of / rules.one_in) || vanishing.all_of_one > rules.few
}

#[cfg(test)]
mod tests;
