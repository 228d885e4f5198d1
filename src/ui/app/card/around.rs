//! What stands around the contact in front: asked for when its tab is looked at, and no further than it is scrolled.

use super::{Card, Tab};
use crate::{
    domain::{
        activity::{Note, Task},
        failure::Failure,
        neighbour::{Customer, Lead},
        text::clean,
    },
    letters::{Command, Part, Ticket, Told},
    ui::app::{Effect, Measured, Screen, State},
};

/// A question and what has become of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reading<T> {
    /// Nobody looked yet.
    #[default]
    Unread,
    /// It was asked.
    Asked(Ticket),
    /// It was refused, or not answered.
    Failed(Failure),
    /// The answer.
    Read(T),
}

/// Everything around a contact.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// Its open tasks, the most urgent one first.
    pub tasks: Reading<Vec<Task>>,
    /// Its notes.
    pub notes: Notes,
    /// Its leads and customers.
    pub links: Reading<Links>,
    /// The record as the account prints it, a line an entry, safe to show; none when the contact is gone.
    pub raw: Reading<Vec<String>>,
}

/// Notes as far as they were read.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// The newest one first.
    pub notes: Vec<Note>,
    /// Whether there are no more.
    pub end: bool,
    /// Whether more were asked for, and why there are none.
    pub more: Reading<()>,
    /// How many the account sent.
    have: usize,
    /// The account tells the oldest ones first, so that the newest are still to come.
    ascends: bool,
}

/// What a contact is linked to, each kind by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    /// The leads that are visible, or why they are not.
    pub leads: Result<Vec<Lead>, Failure>,
    /// The customers that are visible, or why they are not.
    pub customers: Result<Vec<Customer>, Failure>,
}

impl<T> Reading<T> {
    fn is_unread(&self) -> bool {
        matches!(self, Self::Unread)
    }

    /// Takes the answer to its own question; another one's is given back.
    pub(in crate::ui::app) fn take(&mut self, ticket: Ticket, answer: T) -> bool {
        let mine = self.is_asked(ticket);
        if mine {
            *self = Self::Read(answer);
        }
        mine
    }

    fn is_asked(&self, ticket: Ticket) -> bool {
        matches!(self, Self::Asked(asked) if *asked == ticket)
    }

    /// Takes the failure of its own question; another one's is given back.
    pub(in crate::ui::app) fn fail(&mut self, ticket: Ticket, failure: &Failure) -> bool {
        let mine = self.is_asked(ticket);
        if mine {
            *self = Self::Failed(failure.clone());
        }
        mine
    }
}

impl Notes {
    /// Takes one page.
    fn take(&mut self, page: Vec<Note>, have: usize, end: bool) {
        self.ascends = page.first().map(|note| note.id) < page.last().map(|note| note.id);
        self.notes.extend(page);
        self.notes
            .sort_by_key(|note| std::cmp::Reverse((note.at, note.id)));
        self.notes.dedup_by_key(|note| note.id);
        (self.have, self.end) = (have, end);
        self.more = Reading::Unread;
    }
}

impl Around {
    /// Forgets what an entry may have changed.
    pub(super) fn is_outdated(&mut self) {
        self.tasks = Reading::Unread;
        self.notes = Notes::default();
    }

    fn asked(&mut self, part: &Part, ticket: Ticket) {
        match part {
            Part::Tasks => self.tasks = Reading::Asked(ticket),
            Part::Notes { .. } => self.notes.more = Reading::Asked(ticket),
            Part::Links { .. } => self.links = Reading::Asked(ticket),
            Part::Raw => self.raw = Reading::Asked(ticket),
        }
    }
}

impl Card {
    /// What the tab in front lacks.
    fn lacks(&self, measured: Measured) -> Vec<Part> {
        let around = &self.around;
        let tasks = || around.tasks.is_unread().then_some(Part::Tasks);
        match self.tab {
            // The contact itself tells whether there are any.
            Tab::Card if self.contact.closest_task_at.is_none() || !self.is_read => Vec::new(),
            Tab::Card => tasks().into_iter().collect(),
            Tab::Timeline => {
                let notes = &around.notes;
                let below = measured.lines.saturating_sub(self.scroll + measured.rows);
                let is_wanted = notes.have == 0 || notes.ascends || below < measured.rows;
                let more = (is_wanted && !notes.end && notes.more.is_unread())
                    .then_some(Part::Notes { have: notes.have });
                tasks().into_iter().chain(more).collect()
            }
            Tab::Links => {
                let (leads, customers) = (&self.contact.leads, &self.contact.customers);
                let is_linked = !leads.is_empty() || !customers.is_empty();
                let links = (is_linked && around.links.is_unread()).then(|| Part::Links {
                    leads: leads.clone(),
                    customers: customers.clone(),
                });
                links.into_iter().collect()
            }
            Tab::Raw => around
                .raw
                .is_unread()
                .then_some(Part::Raw)
                .into_iter()
                .collect(),
        }
    }
}

/// Asks for what the tab in front lacks.
pub(in crate::ui::app) fn look(state: &mut State) -> Vec<Effect> {
    let Screen::Card(card) = &state.screen else {
        return Vec::new();
    };
    let contact = card.contact.id;
    let mut effects = Vec::new();
    for part in card.lacks(state.measured) {
        let ticket = state.ticket();
        if let Screen::Card(card) = &mut state.screen {
            card.around.asked(&part, ticket);
        }
        effects.push(Effect::Send(Command::Around {
            ticket,
            contact,
            part,
        }));
    }
    effects
}

/// An answer; one to a question of a card that is no longer in front is dropped.
pub(in crate::ui::app) fn told(state: &mut State, ticket: Ticket, told: Told) -> Vec<Effect> {
    let Screen::Card(card) = &mut state.screen else {
        return Vec::new();
    };
    let around = &mut card.around;
    match told {
        Told::Tasks(tasks) => drop(around.tasks.take(ticket, tasks)),
        Told::Notes { notes, have, end } if around.notes.more.is_asked(ticket) => {
            around.notes.take(notes, have, end);
        }
        Told::Notes { .. } => {}
        Told::Links { leads, customers } => {
            around.links.take(ticket, Links { leads, customers });
        }
        Told::Raw(text) => {
            let lines = text.as_deref().unwrap_or_default().lines();
            around.raw.take(ticket, lines.map(clean).collect());
        }
    }
    look(state)
}

/// A question failed; true when it was one of the card's.
pub(in crate::ui::app) fn failed(state: &mut State, ticket: Ticket, failure: &Failure) -> bool {
    let Screen::Card(card) = &mut state.screen else {
        return false;
    };
    let around = &mut card.around;
    around.tasks.fail(ticket, failure)
        || around.notes.more.fail(ticket, failure)
        || around.links.fail(ticket, failure)
        || around.raw.fail(ticket, failure)
}
