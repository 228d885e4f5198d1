//! Names for the numbers of an account, so that a lead's id cannot be passed where a contact's is meant.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])+ $name:ident;)+) => {$(
        $(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// A contact's id, given by the account.
    ContactId;
    /// A company's id.
    CompanyId;
    /// A lead's id.
    LeadId;
    /// A customer's id.
    CustomerId;
    /// A tag's id.
    TagId;
    /// A user's id; 0 stands for the robot or the API itself.
    UserId;
    /// A user group's id; 0 is the default group, which the account never lists.
    GroupId;
    /// A custom field's id.
    FieldId;
    /// The id of one option (`enum`) of a custom field.
    OptionId;
    /// The account's id.
    AccountId;
    /// A note's id.
    NoteId;
    /// A task's id.
    TaskId;
    /// The id of a kind of task.
    TaskTypeId;
}

/// A moment in unix seconds, as the account prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);
