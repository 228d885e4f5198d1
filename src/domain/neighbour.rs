//! What a contact is linked to besides its company: leads and customers.

use super::{
    id::{CustomerId, LeadId},
    text::Untrusted,
};

/// A lead: something that is being sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// The lead.
    pub id: LeadId,
    /// Its name.
    pub name: Untrusted,
    /// The name of the step at which it stands; blank when the account does not tell.
    pub status: Untrusted,
    /// The budget, in the account's currency.
    pub sale: i64,
    /// Whether it is won or lost.
    pub is_closed: bool,
}

/// A customer: somebody who buys again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The customer.
    pub id: CustomerId,
    /// Its name.
    pub name: Untrusted,
    /// The sum expected next, in the account's currency.
    pub next_price: i64,
}
