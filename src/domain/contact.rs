//! A contact as rolo knows it, read from an account and never altered in place.

use serde::{Deserialize, Serialize};

use super::{
    field::{Field, FieldRole, FieldValue},
    fold,
    id::{CompanyId, ContactId, CustomerId, FieldId, GroupId, LeadId, Moment, TagId, UserId},
    text::Untrusted,
};

/// A contact with everything the list method of API v2 says about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The contact.
    pub id: ContactId,
    /// Its name; may be empty in real accounts.
    pub name: Untrusted,
    /// Who is responsible for it.
    pub responsible: UserId,
    /// Who made it; 0 is the robot.
    pub created_by: UserId,
    /// When it was made.
    pub created_at: Moment,
    /// When it was changed, as the writer said: not a clock of the account.
    pub updated_at: Moment,
    /// Who changed it; 0 is the robot.
    pub updated_by: UserId,
    /// The group of the responsible user.
    pub group: GroupId,
    /// Its company, if it has one.
    pub company: Option<Company>,
    /// Its leads.
    pub leads: Vec<LeadId>,
    /// Its customers.
    pub customers: Vec<CustomerId>,
    /// When its nearest open task is due.
    pub closest_task_at: Option<Moment>,
    /// Its tags, in the account's order.
    pub tags: Vec<Tag>,
    /// Its filled custom fields, in the account's order.
    pub fields: Vec<Field>,
}

/// The company of a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// The company.
    pub id: CompanyId,
    /// Its name.
    pub name: Untrusted,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// The tag.
    pub id: TagId,
    /// Its name; never holds a comma.
    pub name: Untrusted,
}

impl Contact {
    /// A contact before anything is in it, made by this user at that time.
    pub fn bare(id: ContactId, by: UserId, at: Moment) -> Self {
        Self {
            id,
            name: Untrusted::default(),
            responsible: by,
            created_by: by,
            created_at: at,
            updated_at: at,
            updated_by: by,
            group: GroupId(0),
            company: None,
            leads: Vec::new(),
            customers: Vec::new(),
            closest_task_at: None,
            tags: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// The values of a custom field; empty when it is not filled.
    pub fn values(&self, field: FieldId) -> &[FieldValue] {
        self.fields
            .iter()
            .find(|filled| filled.id == field)
            .map_or(&[], |filled| &filled.values)
    }

    /// The values of the system field with this role.
    pub fn values_of(&self, role: FieldRole) -> &[FieldValue] {
        self.fields
            .iter()
            .find(|filled| filled.role == Some(role))
            .map_or(&[], |filled| &filled.values)
    }

    /// What its phones are the same numbers by, each once; see [`fold::subscriber`].
    pub fn numbers(&self) -> Vec<String> {
        let phones = self.values_of(FieldRole::Phone).iter();
        let mut numbers: Vec<String> = phones
            .filter_map(|phone| fold::subscriber(phone.raw()?))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The names of its tags.
    pub fn tag_names(&self) -> Vec<String> {
        self.tags
            .iter()
            .map(|tag| tag.name.raw().to_owned())
            .collect()
    }
}
