//! Something that a contact can be linked to, as it stands in a picker.

use crate::domain::{
    contact::Company,
    id::{CompanyId, CustomerId, LeadId, UserId},
    neighbour::Neighbours,
    text::Untrusted,
};

/// Something that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is.
    pub target: Target,
    /// Its name; blank where it is not known.
    pub name: Untrusted,
    /// Where it stands; mostly blank.
    pub status: Untrusted,
    /// Whether it is kept but no longer offered: a user who is switched off.
    pub is_retired: bool,
}

/// What is picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A user.
    User(UserId),
    /// A company that the account has.
    Company(CompanyId),
    /// A company that is made when the contact is saved.
    NewCompany,
    /// A lead.
    Lead(LeadId),
    /// A customer.
    Customer(CustomerId),
}

impl Choice {
    /// Something by number and name.
    pub fn new(target: Target, name: Untrusted) -> Self {
        Self {
            target,
            name,
            status: Untrusted::default(),
            is_retired: false,
        }
    }

    /// Whatever the account found.
    pub(in crate::ui::app::form) fn of(neighbours: Neighbours) -> Vec<Self> {
        match neighbours {
            Neighbours::Companies(companies) => companies.into_iter().map(Self::company).collect(),
            Neighbours::Leads(leads) => leads
                .into_iter()
                .map(|lead| Self {
                    status: lead.status,
                    ..Self::new(Target::Lead(lead.id), lead.name)
                })
                .collect(),
            Neighbours::Customers(customers) => customers
                .into_iter()
                .map(|customer| Self::new(Target::Customer(customer.id), customer.name))
                .collect(),
        }
    }

    pub(super) fn company(company: Company) -> Self {
        Self::new(Target::Company(company.id), company.name)
    }
}

impl Target {
    /// The account's number; `None` for what it does not have yet.
    pub fn number(self) -> Option<i64> {
        match self {
            Self::User(UserId(id))
            | Self::Company(CompanyId(id))
            | Self::Lead(LeadId(id))
            | Self::Customer(CustomerId(id)) => Some(id),
            Self::NewCompany => None,
        }
    }
}
