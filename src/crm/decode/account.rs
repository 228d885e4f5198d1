//! The account: who may do what, and which fields a contact can have.

use crate::domain::account::{Account, Group, Right, Rights, User};
use crate::domain::activity::TaskType;
use crate::domain::field::{FieldDef, FieldKind, FieldOption, FieldRole};
use crate::domain::id::{AccountId, FieldId, GroupId, OptionId, TaskTypeId, UserId};
use crate::domain::text::Untrusted;
use crate::wire::v2;

/// Users, groups and fields as rolo knows them.
pub(super) fn read(account: &v2::account::Account) -> Account {
    let embedded = &account.embedded;
    Account {
        id: AccountId(account.id),
        name: Untrusted::new(&account.name),
        subdomain: Untrusted::new(&account.subdomain),
        timezone: account.timezone.clone(),
        date_pattern: account.date_pattern.clone(),
        current_user: UserId(account.current_user),
        users: embedded.users.iter().map(read_user).collect(),
        groups: embedded
            .groups
            .iter()
            .map(|group| Group {
                id: GroupId(group.id),
                name: Untrusted::new(&group.name),
            })
            .collect(),
        fields: embedded.contact_fields.iter().map(read_def).collect(),
        task_types: embedded
            .task_types
            .iter()
            .map(|kind| TaskType {
                id: TaskTypeId(kind.id),
                name: Untrusted::new(&kind.name),
            })
            .collect(),
    }
}

fn read_user(user: &v2::account::User) -> User {
    let right = |letter: &Option<String>| match letter.as_deref() {
        _ if user.is_admin => Right::All,
        Some("G") => Right::Group,
        Some("M") => Right::Own,
        Some("D") => Right::Denied,
        // The account itself decides in the end; a letter nobody knows must not lock the person out here.
        _ => Right::All,
    };
    User {
        id: UserId(user.id),
        name: Untrusted::new(format!("{} {}", user.name, user.last_name).trim()),
        group: GroupId(user.group_id),
        is_active: user.is_active,
        rights: Rights {
            view: right(&user.contacts.view),
            add: right(&user.contacts.add),
            edit: right(&user.contacts.edit),
        },
    }
}

fn read_def(field: &v2::account::FieldDef) -> FieldDef {
    let role = FieldRole::recognise(
        field.code.as_deref().unwrap_or_default(),
        &field.name,
        field.is_system,
    );
    FieldDef {
        id: FieldId(field.id),
        name: Untrusted::new(&field.name),
        kind: FieldKind::from_number(field.field_type),
        role,
        sort: field.sort,
        is_multiple: field.is_multiple,
        is_system: field.is_system,
        // Of the account's own fields this flag is about their definition: phones can always be changed.
        is_editable: field.is_editable || role.is_some(),
        is_required: field.is_required,
        options: field
            .enums
            .iter()
            .map(|variant| FieldOption {
                id: OptionId(variant.id),
                label: Untrusted::new(variant.label()),
            })
            .collect(),
    }
}
