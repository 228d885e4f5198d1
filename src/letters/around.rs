//! What can be asked about the surroundings of a contact, and how that is told.

use crate::domain::{
    activity::{Note, Task},
    failure::Failure,
    id::{CustomerId, LeadId},
    neighbour::{Customer, Lead},
};

/// Something around a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Its open tasks.
    Tasks,
    /// More of its notes.
    Notes {
        /// How many the account sent so far.
        have: usize,
    },
    /// What it is linked to, by the numbers that the contact itself tells.
    Links {
        /// Its leads.
        leads: Vec<LeadId>,
        /// Its customers.
        customers: Vec<CustomerId>,
    },
    /// The record as the account prints it.
    Raw,
}

/// What stands around a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The most urgent one first.
    Tasks(Vec<Task>),
    /// One page, in the account's order.
    Notes {
        /// Those that could be read.
        notes: Vec<Note>,
        /// How many the account has sent with this page and those before it.
        have: usize,
        /// Whether there are no more.
        end: bool,
    },
    /// Each kind by itself: the right to one may be missing.
    Links {
        /// The leads that are visible.
        leads: Result<Vec<Lead>, Failure>,
        /// The customers that are visible.
        customers: Result<Vec<Customer>, Failure>,
    },
    /// Indented, a member a line; `None` when the contact is not there any more.
    Raw(Option<String>),
}
