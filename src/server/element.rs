//! What tasks and notes belong to, and who sees it.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};

use super::rights::{User, Verb};
use super::select::Condition;

/// A kind of thing that tasks and notes belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Contact,
    Lead,
    Company,
    /// Only notes belong to tasks.
    Task,
    Customer,
}

const KINDS: [Kind; 5] = [
    Kind::Contact,
    Kind::Lead,
    Kind::Company,
    Kind::Task,
    Kind::Customer,
];

impl Kind {
    /// The kind with this `element_type`.
    pub(super) fn numbered(number: i64) -> Option<Self> {
        KINDS.into_iter().find(|kind| kind.number() == number)
    }

    /// The kind with this name, as the parameter `type` gives it.
    pub(super) fn named(name: &str) -> Option<Self> {
        KINDS.into_iter().find(|kind| kind.name() == name)
    }

    fn row(self) -> (i64, &'static str) {
        match self {
            Self::Contact => (1, "contact"),
            Self::Lead => (2, "lead"),
            Self::Company => (3, "company"),
            Self::Task => (4, "task"),
            Self::Customer => (12, "customer"),
        }
    }

    /// Its `element_type`.
    pub(super) fn number(self) -> i64 {
        self.row().0
    }

    /// Its name in `type`, which is the name of its table as well.
    pub(super) fn name(self) -> &'static str {
        self.row().1
    }

    /// Its collection, as addresses and the account's custom fields name it.
    pub(super) fn plural(self) -> &'static str {
        match self {
            Self::Contact => "contacts",
            Self::Lead => "leads",
            Self::Company => "companies",
            Self::Task => "tasks",
            Self::Customer => "customers",
        }
    }

    /// What the keys of the rights to it begin with. Customers have none of their own, so those of leads count: both are
    /// what is sold.
    pub(super) fn letters(self) -> &'static str {
        match self {
            Self::Customer => Self::Lead.name(),
            other => other.name(),
        }
    }

    /// Whether the user sees a row of the table of this kind.
    pub(super) fn rows(self, user: &User) -> Condition {
        match self {
            Self::Contact => user.reach(self, Verb::View).condition(),
            Self::Lead | Self::Company | Self::Customer => {
                user.reach(self, Verb::View).on(self.name())
            }
            Self::Task => around("task", user),
        }
    }

    /// Whether the element of this kind with the id in `id` (a column, or `?`) is there and the user sees it.
    pub(super) fn visible(self, user: &User, id: &str) -> Condition {
        let (table, rows) = (self.name(), self.rows(user));
        Condition::new(
            format!(
                "EXISTS (SELECT 1 FROM {table} WHERE {table}.id = {id} AND ({}))",
                rows.sql
            ),
            rows.values,
        )
    }

    /// The same for one element.
    pub(super) fn sees(
        self,
        connection: &Connection,
        user: &User,
        id: i64,
    ) -> rusqlite::Result<bool> {
        holds(connection, id, self.visible(user, "?"))
    }

    /// Whether the user sees the element and may also do this with it.
    pub(super) fn allows(
        self,
        connection: &Connection,
        user: &User,
        verb: Verb,
        id: i64,
    ) -> rusqlite::Result<bool> {
        let Condition { sql, mut values } = self.visible(user, "?");
        let table = self.name();
        let within = user.reach(self, verb).on(table);
        values.push(Sql::from(id));
        values.extend(within.values);
        let sql = format!(
            "{sql} AND EXISTS (SELECT 1 FROM {table} WHERE {table}.id = ? AND {})",
            within.sql
        );
        holds(connection, id, Condition { sql, values })
    }
}

/// Whether a condition that begins with `id` holds.
fn holds(
    connection: &Connection,
    id: i64,
    Condition { sql, values }: Condition,
) -> rusqlite::Result<bool> {
    let values = std::iter::once(Sql::from(id)).chain(values);
    connection
        .prepare_cached(&format!("SELECT {sql}"))?
        .query_row(params_from_iter(values), |row| row.get(0))
}

/// Whether the user sees what a row of `table` belongs to: that decides, and not who is responsible for the row itself. A
/// task of one's own on a contact that one may not see would tell of the contact.
fn around(table: &str, user: &User) -> Condition {
    let kinds = [Kind::Contact, Kind::Lead, Kind::Company, Kind::Customer];
    let ways = kinds.map(|kind| {
        let Condition { sql, values } = kind.visible(user, &format!("{table}.element_id"));
        let number = kind.number();
        (
            format!("({table}.element_type = {number} AND {sql})"),
            values,
        )
    });
    let (sql, values): (Vec<_>, Vec<_>) = ways.into_iter().unzip();
    Condition::new(sql.join(" OR "), values.into_iter().flatten())
}
