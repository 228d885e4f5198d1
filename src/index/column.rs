//! What a query asks of the columns beside the texts: who is responsible, and when the nearest task is due.

use std::ops::Range;

use super::columns::Entry;
use crate::domain::{
    id::{Moment, UserId},
    query::{Due, Who},
};

/// What the words of a query mean to somebody at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstances {
    /// Who is logged in.
    pub me: UserId,
    /// The account's users with their names as [`line`](crate::domain::fold::line())s.
    pub users: Vec<(UserId, String)>,
    /// The time. The coarser it is, the longer a search for overdue tasks can be narrowed by further letters.
    pub now: Moment,
    /// The account's present day, from midnight to midnight.
    pub today: Range<Moment>,
    /// When the week that begins today ends.
    pub week_end: Moment,
}

/// What is asked of a contact's columns.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// One of these is responsible.
    Responsible(Vec<UserId>),
    /// The nearest task is due at one of these times.
    Due(Vec<Span>),
}

/// When a task may be due.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// There is none.
    Never,
    /// There is one.
    Ever,
    /// Before this moment.
    Until(Moment),
    Within(Range<Moment>),
}

impl Column {
    /// Asks for the contacts of these users.
    pub(super) fn responsible(who: &[Who], circumstances: &Circumstances) -> Self {
        let mut users = Vec::new();
        for who in who {
            match who {
                Who::Me => users.push(circumstances.me),
                Who::User(id) => users.push(*id),
                Who::Named(part) => {
                    let all = circumstances.users.iter();
                    let named = all.filter(|(_, name)| name.contains(part));
                    users.extend(named.map(|(id, _)| *id));
                }
            }
        }
        Self::Responsible(users)
    }

    /// Asks for contacts with a task at these times.
    pub(super) fn due(dues: &[Due], circumstances: &Circumstances) -> Self {
        let Circumstances {
            now,
            today,
            week_end,
            ..
        } = circumstances;
        let span = |due: &Due| match due {
            Due::Overdue => Span::Until(*now),
            Due::Today => Span::Within(today.clone()),
            Due::Week => Span::Within(today.start..*week_end),
            Due::None => Span::Never,
            Due::Any => Span::Ever,
        };
        Self::Due(dues.iter().map(span).collect())
    }

    /// Whether a contact is what is asked for.
    pub(super) fn holds(&self, entry: &Entry<'_>) -> bool {
        match self {
            Self::Responsible(users) => users.contains(&entry.responsible),
            Self::Due(spans) => spans.iter().any(|span| match (span, entry.due) {
                (Span::Never, due) => due.is_none(),
                (Span::Ever, due) => due.is_some(),
                (Span::Until(moment), Some(due)) => due < *moment,
                (Span::Within(range), Some(due)) => range.contains(&due),
                (_, None) => false,
            }),
        }
    }
}
