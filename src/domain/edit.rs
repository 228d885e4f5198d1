//! What a person changed: the contact as it was when editing began, and the new values, whole fields at a time.

mod links;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    contact::Contact,
    field::FieldValue,
    id::{ContactId, CustomerId, FieldId, LeadId, Moment, UserId},
};

pub use links::{CompanyChange, Link, Links};

/// Which contact an edit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// One that the account does not have yet.
    New,
    /// One that it has.
    Existing(ContactId),
}

/// New values; what is not named stays as the account has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The new name.
    pub name: Option<String>,
    /// Who is to be responsible.
    pub responsible: Option<UserId>,
    /// The company.
    pub company: Option<CompanyChange>,
    /// All tags, by name.
    pub tags: Option<Vec<String>>,
    /// Leads that come and go; a draft from before there were any has none.
    #[serde(default)]
    pub leads: Links<LeadId>,
    /// Customers that come and go.
    #[serde(default)]
    pub customers: Links<CustomerId>,
    /// All values of each changed custom field; none clears it. Option labels are carried along for people to read.
    pub fields: BTreeMap<FieldId, Vec<FieldValue>>,
}

impl Changes {
    /// True when there is nothing to save.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Leaves a place as the account has it.
    pub fn forget(&mut self, place: Place) {
        match place {
            Place::Name => self.name = None,
            Place::Responsible => self.responsible = None,
            Place::Company => self.company = None,
            Place::Tags => self.tags = None,
            Place::Leads => self.leads = Links::default(),
            Place::Customers => self.customers = Links::default(),
            Place::Field(id) => {
                self.fields.remove(&id);
            }
        }
    }

    /// How many fields differ.
    pub fn len(&self) -> usize {
        let places = [
            self.name.is_some(),
            self.responsible.is_some(),
            self.company.is_some(),
            self.tags.is_some(),
            !self.leads.is_empty(),
            !self.customers.is_empty(),
        ];
        places.into_iter().filter(|changed| *changed).count() + self.fields.len()
    }
}

/// An edit that is not saved yet; it survives on disk until it is saved or discarded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Which contact.
    pub subject: Subject,
    /// The contact as it was when editing began; `None` for a new one.
    pub base: Option<Contact>,
    /// What was typed.
    pub changes: Changes,
    /// A UUID that makes saving the same draft twice add one contact, where the account honours it.
    pub request_id: String,
    /// When the person last typed.
    pub typed_at: Moment,
}

/// What a conflict is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The name.
    Name,
    /// Who is responsible.
    Responsible,
    /// The company.
    Company,
    /// The tags.
    Tags,
    /// The leads.
    Leads,
    /// The customers.
    Customers,
    /// A custom field.
    Field(FieldId),
}
