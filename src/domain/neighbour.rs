//! What a contact is linked to, as far as the account tells it: companies, leads and customers.

use super::{
    contact::Company,
    id::{CustomerId, LeadId},
    text::Untrusted,
};

/// What kind of thing a contact can be linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A company; a contact has one at most.
    Company,
    /// A lead.
    Lead,
    /// A customer.
    Customer,
}

/// Things of one kind, in the account's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Neighbours {
    /// Companies.
    Companies(Vec<Company>),
    /// Leads.
    Leads(Vec<Lead>),
    /// Customers.
    Customers(Vec<Customer>),
}

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
