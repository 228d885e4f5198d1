//! What a person changed: the contact as it was when editing began, and the new values, whole fields at a time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    contact::Contact,
    field::FieldValue,
    id::{ContactId, FieldId, Moment},
};

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
    /// All tags, by name.
    pub tags: Option<Vec<String>>,
    /// All values of each changed custom field; none clears it. Option labels are carried along for people to read.
    pub fields: BTreeMap<FieldId, Vec<FieldValue>>,
}

impl Changes {
    /// True when there is nothing to save.
    pub fn is_empty(&self) -> bool {
        self.name.is_none() && self.tags.is_none() && self.fields.is_empty()
    }

    /// How many fields differ.
    pub fn len(&self) -> usize {
        usize::from(self.name.is_some()) + usize::from(self.tags.is_some()) + self.fields.len()
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
    /// The tags.
    Tags,
    /// A custom field.
    Field(FieldId),
}
