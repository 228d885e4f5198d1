//! A list as a statement: what fits, in the order of ids, a page of it.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params_from_iter};

use super::asked::{Asked, Filter, MOST};

/// A condition with the values of its question marks.
#[derive(Debug, Clone)]
pub(super) struct Condition {
    pub(super) sql: String,
    pub(super) values: Vec<Sql>,
}

impl Condition {
    pub(super) fn new(sql: impl Into<String>, values: impl IntoIterator<Item = Sql>) -> Self {
        Self {
            sql: sql.into(),
            values: values.into_iter().collect(),
        }
    }
}

/// A statement in the making; every list goes through here, and none can be begun without saying what the user sees.
pub(super) struct Select {
    table: &'static str,
    conditions: Vec<String>,
    values: Vec<Sql>,
    limit: i64,
    offset: i64,
}

impl Select {
    /// What was asked of `table` in the parameters that all collections have; `visible` is what the user's rights reach.
    pub(super) fn new(table: &'static str, visible: Condition, asked: &Asked) -> Self {
        let mut select = Self {
            table,
            conditions: Vec::new(),
            values: Vec::new(),
            limit: MOST,
            offset: 0,
        };
        select.add(visible);
        match asked {
            Asked::Ids(ids) => select.among("id", ids),
            Asked::Filter(filter) => {
                select.limit = filter.limit.unwrap_or(MOST);
                select.offset = filter.offset;
                if !filter.responsible.is_empty() {
                    select.among("responsible_user_id", &filter.responsible);
                }
            }
        }
        select
    }

    /// Only rows that fit this as well, whatever is in it: an `OR` must not reach over what the user may see.
    pub(super) fn add(&mut self, condition: Condition) {
        self.conditions.push(format!("({})", condition.sql));
        self.values.extend(condition.values);
    }

    /// Only rows whose `column` is one of these.
    pub(super) fn among(&mut self, column: &str, ids: &[i64]) {
        let ids = serde_json::Value::from(ids).to_string();
        self.add(Condition::new(
            format!(
                "{}.{column} IN (SELECT value FROM json_each(?))",
                self.table
            ),
            [Sql::from(ids)],
        ));
    }

    /// Only rows whose `column` is one of the numbers given for the parameter `name`, if it was given.
    pub(super) fn given(&mut self, filter: &Filter, name: &str, column: &str) {
        if let Some(numbers) = filter.numbers(name) {
            self.among(column, numbers);
        }
    }

    /// Only rows whose `column` is later than `If-Modified-Since`, if that was given.
    pub(super) fn since(&mut self, filter: &Filter, column: &str) {
        if let Some(since) = filter.since {
            self.add(Condition::new(
                format!("{}.{column} > ?", self.table),
                [Sql::from(since)],
            ));
        }
    }

    /// The statement that gives the ids of the page; `join` is what the conditions need besides the table.
    pub(super) fn ids(&self, join: &str) -> String {
        let Self { table, .. } = self;
        format!(
            "SELECT {table}.id FROM {table} {join} WHERE {} ORDER BY {table}.id LIMIT {} OFFSET {}",
            self.conditions.join(" AND "),
            self.limit,
            self.offset,
        )
    }

    /// The values of its question marks.
    pub(super) fn values(self) -> Vec<Sql> {
        self.values
    }

    /// The rows of the page, `columns` of each.
    pub(super) fn rows<T>(
        self,
        connection: &Connection,
        columns: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let sql = format!(
            "SELECT {columns} FROM {table} WHERE {table}.id IN ({}) ORDER BY {table}.id",
            self.ids(""),
            table = self.table,
        );
        connection
            .prepare_cached(&sql)?
            .query_map(params_from_iter(self.values), read)?
            .collect()
    }
}
