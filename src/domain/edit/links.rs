//! What a person links a contact to and takes apart from it; what is not named stays linked.

use serde::{Deserialize, Serialize};

use crate::domain::{
    contact::{Company, Contact},
    id::CompanyId,
    text::Untrusted,
};

/// Which company a contact is to have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CompanyChange {
    /// One that the account has; its name is carried along for people to read.
    Existing(Company),
    /// A new one of this name, which the account makes.
    New(String),
    /// The one that it had is taken apart from it.
    Unlinked(CompanyId),
}

impl CompanyChange {
    /// Whether a contact is already as this change would have it.
    pub fn is_done(&self, contact: &Contact) -> bool {
        let held = contact.company.as_ref();
        match self {
            Self::Existing(company) => held.is_some_and(|held| held.id == company.id),
            Self::New(name) => held.is_some_and(|held| held.name.raw().trim() == name.trim()),
            Self::Unlinked(id) => held.is_none_or(|held| held.id != *id),
        }
    }

    /// The company that a contact has after this change; of a new one the number is not known.
    pub fn company(&self) -> Option<Company> {
        match self {
            Self::Existing(company) => Some(company.clone()),
            Self::New(name) => Some(Company {
                id: CompanyId(0),
                name: name.as_str().into(),
            }),
            Self::Unlinked(_) => None,
        }
    }
}

/// Something that a contact is to be linked to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link<I> {
    /// Which one.
    pub id: I,
    /// Its name, for people to read.
    pub name: Untrusted,
}

/// Links of one kind that come and go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Links<I> {
    /// What is linked besides what is linked already.
    pub added: Vec<Link<I>>,
    /// What is taken apart from the contact.
    pub removed: Vec<I>,
}

impl<I> Default for Links<I> {
    fn default() -> Self {
        Self {
            added: Vec::new(),
            removed: Vec::new(),
        }
    }
}

impl<I: Copy + PartialEq> Links<I> {
    /// True when nothing comes or goes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    /// What of this is still to be done for a contact that is linked to `held`.
    #[must_use]
    pub fn beyond(&self, held: &[I]) -> Self {
        let mut left = self.clone();
        left.added.retain(|link| !held.contains(&link.id));
        left.removed.retain(|id| held.contains(id));
        left
    }

    /// What a contact that is linked to `held` is linked to after this.
    pub fn after(&self, held: &[I]) -> Vec<I> {
        let left = self.beyond(held);
        let mut after: Vec<I> = held.to_vec();
        after.retain(|id| !left.removed.contains(id));
        after.extend(left.added.iter().map(|link| link.id));
        after
    }
}
