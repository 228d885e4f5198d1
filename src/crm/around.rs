//! What stands around a contact, and what can be written down about it.

use std::future::Future;

use crate::domain::activity::{Entry, Note, Task};
use crate::domain::failure::Failure;
use crate::domain::id::{ContactId, CustomerId, LeadId};
use crate::domain::neighbour::{Customer, Kind, Lead, Neighbours};

/// The surroundings of contacts in an account. Each question may be refused by itself: rights to leads, customers, tasks and
/// notes are apart from those to contacts.
pub trait Around: Send + Sync + 'static {
    /// Reads one page of a contact's notes; at most `rows` (500), from `offset`, in the account's order.
    fn notes(
        &self,
        contact: ContactId,
        rows: usize,
        offset: usize,
    ) -> impl Future<Output = Result<Notes, Failure>> + Send;

    /// Reads a contact's open tasks, the most urgent first.
    fn tasks(&self, contact: ContactId) -> impl Future<Output = Result<Vec<Task>, Failure>> + Send;

    /// Reads leads, [`MOST_IDS`](super::MOST_IDS) at most; those that are not visible are left out.
    fn leads(&self, ids: &[LeadId]) -> impl Future<Output = Result<Vec<Lead>, Failure>> + Send;

    /// Reads customers, [`MOST_IDS`](super::MOST_IDS) at most; those that are not visible are left out.
    fn customers(
        &self,
        ids: &[CustomerId],
    ) -> impl Future<Output = Result<Vec<Customer>, Failure>> + Send;

    /// Looks for things that a contact can be linked to; at most `rows` (500). A query that is a number is one's own number
    /// where there is such a one; any other is searched for by the account, which may look into more than names.
    fn look_up(
        &self,
        kind: Kind,
        query: &str,
        rows: usize,
    ) -> impl Future<Output = Result<Neighbours, Failure>> + Send;

    /// Reads a contact as the account prints it, indented; `None` when it is not there or not visible.
    fn printed(
        &self,
        contact: ContactId,
    ) -> impl Future<Output = Result<Option<String>, Failure>> + Send;

    /// Writes something down. The same UUID sent twice does it once where the account honours it.
    fn enter(
        &self,
        contact: ContactId,
        entry: &Entry,
        request_id: &str,
    ) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// One page of notes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// The notes that could be read.
    pub notes: Vec<Note>,
    /// How many the account sent, readable or not.
    pub sent: usize,
}
