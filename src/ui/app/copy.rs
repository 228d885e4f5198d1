//! The copy that the list is read from: how old it is, how far it is, and what somebody has to decide about it.

#[cfg(test)]
mod tests;

use super::{Effect, Over, State, dialog, list, notice::Notice, session};
use crate::{
    domain::{failure::Failure, id::Moment},
    letters::{Command, CopyStage, CopyState, Ticket, Vanishing},
    words::Word,
};

/// What the desk knows about the copy.
#[derive(Debug, Default)]
pub struct LocalCopy {
    told: CopyState,
    /// Whether it was brought up to date since the program began.
    is_caught_up: bool,
    refreshing: Option<Ticket>,
    letting_go: Option<Ticket>,
}

/// How far the copy can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is kept up to date.
    Fresh,
    /// It is as the account was then.
    AsOf(Moment),
    /// Everything is being read.
    Copying {
        /// How many contacts were read so far.
        rows: usize,
        /// How many there are, if that is known.
        of: Option<usize>,
        /// How many a second, if that is known.
        per_second: Option<usize>,
    },
    /// There is none yet.
    Absent,
}

impl LocalCopy {
    /// How far it can be relied on.
    pub fn standing(&self) -> Standing {
        match self.told.stage {
            CopyStage::Copying {
                rows,
                of,
                per_second,
            } => Standing::Copying {
                rows,
                of,
                per_second,
            },
            CopyStage::Failing(_) => self.age(),
            _ if self.is_caught_up => Standing::Fresh,
            _ => self.age(),
        }
    }

    fn age(&self) -> Standing {
        self.told.fresh_at.map_or(Standing::Absent, Standing::AsOf)
    }

    /// Whether contacts are still to come because it was never complete.
    pub fn is_begun(&self) -> bool {
        let is_under_way = match self.told.stage {
            CopyStage::Resting | CopyStage::Failing(_) => false,
            CopyStage::Starting
            | CopyStage::Following
            | CopyStage::Copying { .. }
            | CopyStage::CatchingUp
            | CopyStage::Sweeping => true,
        };
        is_under_way && self.told.fresh_at.is_none()
    }

    /// Why there is none, when that was tried in vain.
    pub fn failure(&self) -> Option<&Failure> {
        match &self.told.stage {
            CopyStage::Failing(failure) if self.told.fresh_at.is_none() => Some(failure),
            _ => None,
        }
    }

    /// How many contacts it could not read.
    pub fn unreadable(&self) -> usize {
        self.told.unreadable
    }

    /// The contacts that somebody has to decide about.
    pub fn vanishing(&self) -> Option<Vanishing> {
        self.told.vanishing
    }
}

/// The background tells how the copy does, and by that whether the account answers.
pub(super) fn told(state: &mut State, told: CopyState) -> Vec<Effect> {
    let now = state.now;
    let before = std::mem::replace(&mut state.copy.told, told);
    let told = &state.copy.told;
    // What is only begun has not been answered yet: tried again and again, it would say so each time.
    let is_good = match &told.stage {
        CopyStage::Resting | CopyStage::Following => true,
        CopyStage::Copying { rows, .. } => *rows > 0,
        CopyStage::Starting | CopyStage::CatchingUp | CopyStage::Sweeping => {
            // The first thing told may be the age that an earlier run left.
            before.fresh_at.is_some() && told.fresh_at > before.fresh_at
        }
        CopyStage::Failing(_) => false,
    };
    if let CopyStage::Failing(failure) = &told.stage {
        if failure.is_passing() {
            state.session.failed(now, failure);
        } else if before.stage != told.stage {
            if failure.shuts_out() {
                state.session.refused(failure);
            }
            state.notice = Some(Notice::failed(Word::NoticeCopyFailing, failure.clone()));
        }
        return Vec::new();
    }
    if !is_good {
        return Vec::new();
    }
    state.copy.is_caught_up |= !matches!(told.stage, CopyStage::Copying { .. });
    state.session.answered();
    session::reconnect(state).into_iter().collect()
}

/// Brings the copy up to date now, and reads what is shown again.
pub(super) fn refresh(state: &mut State) -> Vec<Effect> {
    let mut effects: Vec<Effect> = session::reconnect(state).into_iter().collect();
    if state.copy.refreshing.is_none() {
        let ticket = state.ticket();
        state.copy.refreshing = Some(ticket);
        effects.push(Effect::Send(Command::Refresh { ticket }));
    }
    effects.extend(list::follow(state));
    effects
}

/// The copy is up to date.
pub(super) fn refreshed(state: &mut State, ticket: Ticket) -> Vec<Effect> {
    if state
        .copy
        .refreshing
        .take_if(|asked| *asked == ticket)
        .is_none()
    {
        return Vec::new();
    }
    state.notice = Some(Notice::info(Word::NoticeRefreshed));
    list::changed(state)
}

/// Asks what to do with the contacts that are missing from the account, if there are any.
pub(super) fn decide(state: &mut State) {
    if let Some(vanishing) = state.copy.vanishing() {
        let about = dialog::About::Vanishing {
            rows: vanishing.rows,
            of: vanishing.of,
        };
        state.over = Some(Over::Dialog(dialog::Dialog::new(about)));
    }
}

/// Lets go of them.
pub(super) fn let_go(state: &mut State) -> Vec<Effect> {
    let ticket = state.ticket();
    state.copy.letting_go = Some(ticket);
    vec![Effect::Send(Command::LetGo { ticket })]
}

/// The copy let go of so many contacts.
pub(super) fn let_gone(state: &mut State, gone: usize) -> Vec<Effect> {
    state.copy.letting_go = None;
    // What the copy tells of itself comes a little later: nothing asks meanwhile what has just been answered.
    state.copy.told.vanishing = None;
    state.notice = Some(Notice::info(Word::NoticeLetGone).of("count", gone));
    list::changed(state)
}

/// Something was not done; true when it was the copy's.
pub(super) fn failed(state: &mut State, ticket: Ticket, failure: &Failure) -> bool {
    let copy = &mut state.copy;
    let word = if copy.refreshing.take_if(|asked| *asked == ticket).is_some() {
        Word::NoticeNotRefreshed
    } else if copy.letting_go.take_if(|asked| *asked == ticket).is_some() {
        Word::NoticeNotLetGo
    } else {
        return false;
    };
    state.notice = Some(Notice::failed(word, failure.clone()));
    true
}

/// A command was taken over by a newer one.
pub(super) fn superseded(state: &mut State, ticket: Ticket) {
    let copy = &mut state.copy;
    copy.refreshing.take_if(|asked| *asked == ticket);
    copy.letting_go.take_if(|asked| *asked == ticket);
}
