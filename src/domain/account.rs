//! The account: its users, groups and custom fields, and what the logged-in user may do.

use super::{
    activity::TaskType,
    field::{FieldDef, FieldRole},
    id::{AccountId, FieldId, GroupId, TaskTypeId, UserId},
    text::Untrusted,
};

/// What `GET /api/v2/account` tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// Its name.
    pub name: Untrusted,
    /// Its subdomain.
    pub subdomain: Untrusted,
    /// Its time zone by IANA name, such as `Europe/Moscow`.
    pub timezone: String,
    /// How it shows days, in PHP letters: `d.m.Y`; may be empty.
    pub date_pattern: String,
    /// Who is logged in.
    pub current_user: UserId,
    /// Its users.
    pub users: Vec<User>,
    /// Its groups, without the default one.
    pub groups: Vec<Group>,
    /// The custom fields of contacts, in the account's order.
    pub fields: Vec<FieldDef>,
    /// The kinds of task, in the order of the answer.
    pub task_types: Vec<TaskType>,
}

/// A user of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The user.
    pub id: UserId,
    /// First and last name in one.
    pub name: Untrusted,
    /// The group.
    pub group: GroupId,
    /// Whether the user can log in; nothing new is given to one who cannot.
    pub is_active: bool,
    /// What the user may do with contacts.
    pub rights: Rights,
}

/// A group of users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The group.
    pub id: GroupId,
    /// Its name.
    pub name: Untrusted,
}

/// How far a right reaches; the letters are the account's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Right {
    /// `A`: all contacts.
    #[default]
    All,
    /// `G`: contacts of the user's group.
    Group,
    /// `M`: contacts the user is responsible for.
    Own,
    /// `D`: none.
    Denied,
}

/// What a user may do with contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rights {
    /// See them.
    pub view: Right,
    /// Make new ones.
    pub add: Right,
    /// Change them.
    pub edit: Right,
}

impl Account {
    /// The user with this id.
    pub fn user(&self, id: UserId) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    /// What the logged-in user may do; everything when the account does not say.
    pub fn rights(&self) -> Rights {
        self.user(self.current_user)
            .map(|user| user.rights)
            .unwrap_or_default()
    }

    /// What the account calls a kind of task.
    pub fn task_type(&self, id: TaskTypeId) -> Option<&TaskType> {
        self.task_types.iter().find(|kind| kind.id == id)
    }

    /// The custom field with this id.
    pub fn field(&self, id: FieldId) -> Option<&FieldDef> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The system field with this role.
    pub fn field_of(&self, role: FieldRole) -> Option<&FieldDef> {
        self.fields.iter().find(|field| field.role == Some(role))
    }
}
