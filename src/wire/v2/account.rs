//! The answer of `GET /api/v2/account`: who we are, who else is there, and which fields a contact can have.

mod field;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::Value;

pub use field::{EnumDef, FieldDef};

use crate::wire::lenient::{self, Node, Parsed};

/// What nobody looks at in an answer, for [`Parsed::without`]. The rights of every user to every status of every pipeline are
/// most of its text.
const PASSED: &[(&str, usize)] = &[("_links", 1), ("by_status", 5)];

/// The account as one of its users sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The account's id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The first part of its host name.
    pub subdomain: String,
    /// ISO code of the currency: `RUB`.
    pub currency: String,
    /// IANA name of the time zone in which dates of fields are meant: `Europe/Moscow`.
    pub timezone: String,
    /// The zone's offset at the moment, `+03:00`.
    pub timezone_offset: String,
    /// `ru`, `en`, …: the language of field names.
    pub language: String,
    /// How the account shows dates (PHP letters): `d.m.Y`.
    pub date_pattern: String,
    /// The id of the user who asked.
    pub current_user: i64,
    /// What was asked for with `with=`.
    pub embedded: Embedded,
}

/// The parts of an account that come only when asked for; what was not asked for, or was empty, is empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Embedded {
    /// The users, in the order of the answer.
    pub users: Vec<User>,
    /// The groups of users, without the default group 0.
    pub groups: Vec<Named>,
    /// The custom fields of contacts, in the order of the answer.
    pub contact_fields: Vec<FieldDef>,
    /// The types of tasks.
    pub task_types: Vec<Named>,
}

/// A group or a type of task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: i64,
    /// What the account calls it.
    pub name: String,
}

/// A user of the account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct User {
    /// The user's id.
    pub id: i64,
    /// First name, or the whole name.
    pub name: String,
    /// Last name; often empty.
    pub last_name: String,
    /// The e-mail the user logs in with.
    pub login: String,
    /// The user's group; 0 is the default group.
    pub group_id: i64,
    /// Whether the user can log in.
    pub is_active: bool,
    /// Whether every right is given.
    pub is_admin: bool,
    /// What the user may do with contacts, of the three dozen `rights` of an answer.
    pub contacts: ContactRights,
}

/// Letters of the rights to contacts: `A` all of them, `M` one's own, `G` the group's, `D` none; `None` where an answer does
/// not say, or says something else than a letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactRights {
    /// `contact_view`.
    pub view: Option<String>,
    /// `contact_add`.
    pub add: Option<String>,
    /// `contact_edit`.
    pub edit: Option<String>,
}

impl Account {
    /// Reads the body of an account answer; `None` when it is not one (no JSON, or no id).
    pub fn read(body: &[u8]) -> Option<Self> {
        let text = lenient::readable(body);
        Self::of(&Parsed::without(&text, PASSED).ok()?)
    }

    fn of<'a>(account: impl Node<'a>) -> Option<Self> {
        let text = |key: &str| account.get(key).and_then(lenient::text).unwrap_or_default();
        let pattern = account.get("date_pattern");
        Some(Self {
            id: account.get("id").and_then(lenient::int)?,
            name: text("name"),
            subdomain: text("subdomain"),
            currency: text("currency"),
            timezone: text("timezone"),
            timezone_offset: text("timezone_offset"),
            language: text("language"),
            date_pattern: pattern
                .map(|pattern| pattern.get("date").unwrap_or(pattern))
                .and_then(lenient::string)
                .unwrap_or_default()
                .to_owned(),
            current_user: account
                .get("current_user")
                .and_then(lenient::int)
                .unwrap_or(0),
            embedded: account
                .get("_embedded")
                .map(Embedded::read)
                .unwrap_or_default(),
        })
    }
}

impl<'de> Deserialize<'de> for Account {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of(&Value::deserialize(deserializer)?)
            .ok_or_else(|| D::Error::custom("the account has no readable id"))
    }
}

impl Embedded {
    fn read<'a>(embedded: impl Node<'a>) -> Self {
        let part = |key: &str| embedded.get(key).map(lenient::entries).unwrap_or_default();
        let contact_fields = embedded
            .get("custom_fields")
            .and_then(|fields| fields.get("contacts"));
        Self {
            users: part("users")
                .into_iter()
                .filter_map(|(key, user)| User::read(key, user))
                .collect(),
            groups: part("groups")
                .into_iter()
                .filter_map(|(key, group)| Named::read(key, group))
                .collect(),
            contact_fields: contact_fields
                .map(lenient::entries)
                .unwrap_or_default()
                .into_iter()
                .filter_map(|(key, field)| FieldDef::read(key, field))
                .collect(),
            task_types: part("task_types")
                .into_iter()
                .filter_map(|(key, kind)| Named::read(key, kind))
                .collect(),
        }
    }
}

impl Named {
    fn read<'a>(key: Option<i64>, named: impl Node<'a>) -> Option<Self> {
        let name = named.get("name").unwrap_or(named);
        Some(Self {
            id: named.get("id").and_then(lenient::int).or(key)?,
            name: lenient::text(name).unwrap_or_default(),
        })
    }
}

impl User {
    fn read<'a>(key: Option<i64>, user: impl Node<'a>) -> Option<Self> {
        let text = |key: &str| user.get(key).and_then(lenient::text).unwrap_or_default();
        let flag = |key: &str| user.get(key).and_then(lenient::flag);
        let rights = user.get("rights");
        let right = |key: &str| {
            rights?
                .get(key)
                .and_then(lenient::string)
                .map(str::to_owned)
        };
        Some(Self {
            id: user.get("id").and_then(lenient::int).or(key)?,
            name: text("name"),
            last_name: text("last_name"),
            login: text("login"),
            group_id: user.get("group_id").and_then(lenient::int).unwrap_or(0),
            is_active: flag("is_active").unwrap_or(true),
            is_admin: flag("is_admin").unwrap_or(false),
            contacts: ContactRights {
                view: right("contact_view"),
                add: right("contact_add"),
                edit: right("contact_edit"),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn account() -> Account {
        Account::read(include_bytes!("../../../tests/fixtures/wire/account.json"))
            .expect("an account")
    }

    #[test]
    fn an_account_keyed_by_id_is_read() {
        let account = account();
        assert_eq!((account.id, account.current_user), (13_667_499, 504_141));
        assert_eq!(
            (account.timezone.as_str(), account.date_pattern.as_str()),
            ("Europe/Moscow", "d.m.Y")
        );
        let user = &account.embedded.users[1];
        assert_eq!(
            (user.id, user.name.as_str(), user.last_name.as_str()),
            (504_142, "Борис", "")
        );
        assert_eq!(
            (
                user.contacts.view.as_deref(),
                user.contacts.add.as_deref(),
                user.is_admin
            ),
            (Some("M"), Some("M"), false)
        );
        assert!(account.embedded.users[0].is_admin);
        assert_eq!(
            account.embedded.groups,
            [Named {
                id: 1,
                name: "Опт".into()
            }]
        );
        assert_eq!(account.embedded.task_types[0].id, 1);
        let ids: Vec<_> = account
            .embedded
            .contact_fields
            .iter()
            .map(|field| field.id)
            .collect();
        assert_eq!(ids, [4_396_818, 4_400_116, 4_400_118]);
    }

    #[test]
    fn lists_and_empty_parts_read_as_well_as_maps() {
        let account: Account = serde_json::from_value(json!({"id": "1", "_embedded": {
            "users": [{"id": 5, "is_admin": "Y", "is_active": "0", "rights": {"contact_view": "G", "contact_edit": {}}}], "groups": [], "task_types": {"2": "Встреча"},
            "custom_fields": {"contacts": [], "customers": []}}}))
        .expect("an account");
        let user = &account.embedded.users[0];
        assert_eq!((user.id, user.is_admin, user.is_active), (5, true, false));
        let rights = ContactRights {
            view: Some("G".to_owned()),
            ..ContactRights::default()
        };
        assert_eq!(user.contacts, rights);
        assert!(account.embedded.groups.is_empty() && account.embedded.contact_fields.is_empty());
        assert_eq!(
            account.embedded.task_types,
            [Named {
                id: 2,
                name: "Встреча".into()
            }]
        );
    }

    #[test]
    fn what_is_no_account_is_refused() {
        for body in [&b"<html>"[..], b"{}", b"[]", b"{\"id\":null}"] {
            assert_eq!(Account::read(body), None);
        }
    }
}
