//! A list as a statement: what fits, in the order of ids, a page of it.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params_from_iter};

use super::asked::{Asked, Filter, MOST};
use super::marks::Marks;

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

/// So many found ids are looked up one by one; more are compared with all that the user sees, which then costs less. Tests, which
/// have few contacts, go both ways.
const FEW: usize = if cfg!(test) { 3 } else { 2_000 };

/// A statement in the making; every list goes through here, and none can be begun without saying what the user sees.
pub(super) struct Select {
    table: &'static str,
    conditions: Vec<String>,
    values: Vec<Sql>,
    limit: i64,
    offset: i64,
}

impl Select {
    /// Everything in `table` that the user's rights reach.
    pub(super) fn all(table: &'static str, visible: Condition) -> Self {
        let mut select = Self {
            table,
            conditions: Vec::new(),
            values: Vec::new(),
            limit: -1,
            offset: 0,
        };
        select.add(visible);
        select
    }

    /// What was asked of `table` in the parameters that all collections have; `visible` is what the user's rights reach.
    pub(super) fn new(table: &'static str, visible: Condition, asked: &Asked) -> Self {
        let mut select = Self {
            limit: MOST,
            ..Self::all(table, visible)
        };
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

    /// The ids of the page, ascending. A page that begins where another began or ended is found by its first id.
    pub(super) fn page(
        mut self,
        connection: &Connection,
        marks: &mut Marks,
    ) -> rusqlite::Result<Vec<i64>> {
        let list = format!("{} {:?}", self.condition(), self.values);
        let (limit, offset) = (self.limit, self.offset);
        if let Some((at, id)) = marks.before(&list, offset) {
            self.add(Condition::new(
                format!("{}.id >= ?", self.table),
                [Sql::from(id)],
            ));
            self.offset -= at;
        }
        let ids = self.ids(connection)?;
        if offset > 0
            && let Some(first) = ids.first()
        {
            marks.put(&list, offset, *first);
        }
        if i64::try_from(ids.len()) == Ok(limit)
            && let Some(last) = ids.last()
        {
            marks.put(&list, offset + limit, last + 1);
        }
        Ok(ids)
    }

    /// The ids of the page of those rows that are among the `found` ones as well, which come ascending.
    pub(super) fn found(
        mut self,
        connection: &Connection,
        mut found: impl Iterator<Item = i64>,
    ) -> rusqlite::Result<Vec<i64>> {
        let first: Vec<i64> = found.by_ref().take(FEW).collect();
        if first.len() < FEW {
            self.among("id", &first);
            return self.ids(connection);
        }
        let mut found = first.into_iter().chain(found).peekable();
        let (limit, mut offset) = (
            usize::try_from(self.limit).unwrap_or(usize::MAX),
            self.offset,
        );
        (self.limit, self.offset) = (-1, 0);
        let mut statement = connection.prepare_cached(&self.statement())?;
        let mut rows = statement.query(params_from_iter(self.values()))?;
        let mut ids = Vec::new();
        while ids.len() < limit
            && let Some(row) = rows.next()?
        {
            let id = row.get(0)?;
            while found.next_if(|before| *before < id).is_some() {}
            match found.peek() {
                None => break,
                Some(next) if *next != id => {}
                Some(_) if offset > 0 => offset -= 1,
                Some(_) => ids.push(id),
            }
        }
        Ok(ids)
    }

    fn ids(self, connection: &Connection) -> rusqlite::Result<Vec<i64>> {
        connection
            .prepare_cached(&self.statement())?
            .query_map(params_from_iter(self.values()), |row| row.get(0))?
            .collect()
    }

    fn condition(&self) -> String {
        self.conditions.join(" AND ")
    }

    /// The statement that gives the ids of the page. Where the page is is among the values, so that the same list is
    /// prepared only once.
    fn statement(&self) -> String {
        format!(
            "SELECT {table}.id FROM {table} WHERE {} ORDER BY {table}.id LIMIT ? OFFSET ?",
            self.condition(),
            table = self.table,
        )
    }

    /// The values of its question marks.
    fn values(self) -> impl Iterator<Item = Sql> {
        let place = [self.limit, self.offset].map(Sql::from);
        self.values.into_iter().chain(place)
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
            self.statement(),
            table = self.table,
        );
        connection
            .prepare_cached(&sql)?
            .query_map(params_from_iter(self.values()), read)?
            .collect()
    }
}
