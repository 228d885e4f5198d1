//! The search among leads, companies and customers: every word of the query must be in a name, a tag or a custom field; what
//! looks like a phone may instead be in a phone, whatever either is formatted like.

use rusqlite::Connection;
use rusqlite::types::Value as Sql;

use super::record::{self, Record};
use crate::domain::fold;
use crate::server::contacts::stored;
use crate::server::element::Kind;
use crate::server::fields::Fields;
use crate::server::select::Condition;
use crate::wire::lenient;

/// So many words of a query are looked for; further ones could hardly narrow the result, and SQLite takes expressions of a
/// limited depth only.
const WORDS: usize = 32;

/// What is searched of one of them.
pub(super) struct Text {
    /// Everything filled in, folded, a line each.
    pub(super) folded: String,
    /// The digits of the phones, one number a line.
    pub(super) digits: String,
}

impl Text {
    /// `phones` is the field whose values are searched by their digits.
    pub(super) fn of(record: &Record, phones: Option<i64>) -> Self {
        let mut lines = vec![record.name.clone()];
        lines.extend(record.tags.iter().map(|tag| tag.name.clone()));
        let mut digits = Vec::new();
        for field in &record.custom_fields {
            for value in &field.values {
                stored::texts(&value.value, &mut lines);
                if phones == Some(field.id) {
                    digits.extend(
                        lenient::text(&value.value).map(|phone| fold::phone_haystack(&phone)),
                    );
                }
            }
        }
        Self {
            folded: fold::fold(&lines.join("\n")),
            digits: digits.join("\n"),
        }
    }
}

/// Which rows fit the query. Those that an earlier version of the program wrote were not folded then, so they are now.
pub(super) fn fitting(
    connection: &Connection,
    kind: Kind,
    fields: &Fields,
    query: &str,
) -> rusqlite::Result<Condition> {
    let (table, columns) = (kind.name(), record::columns(kind));
    let query = Query::read(query);
    let mut fitting: Vec<i64> = Vec::new();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {columns} FROM {table} WHERE {table}.folded IS NULL"
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let record = Record::read(kind, fields, row)?;
        if query.fits(&Text::of(&record, fields.phones())) {
            fitting.push(record.id);
        }
    }
    let Condition { sql, mut values } = query.condition(table);
    values.push(Sql::from(serde_json::Value::from(fitting).to_string()));
    let sql = format!("({sql}) OR {table}.id IN (SELECT value FROM json_each(?))");
    Ok(Condition::new(sql, values))
}

struct Query {
    /// Each word folded, and its digits if it may be a part of a phone.
    words: Vec<(String, Option<String>)>,
    /// The same of all of it.
    phone: Option<String>,
}

impl Query {
    fn read(query: &str) -> Self {
        let words = query.split_whitespace().take(WORDS);
        Self {
            words: words
                .map(|word| (fold::fold(word), fold::phone_needle(word)))
                .collect(),
            phone: fold::phone_needle(query),
        }
    }

    fn fits(&self, text: &Text) -> bool {
        let rings = |digits: &Option<String>| {
            let digits = digits.as_deref();
            digits.is_some_and(|digits| text.digits.contains(digits))
        };
        let mut words = self.words.iter();
        rings(&self.phone)
            || words.all(|(word, digits)| text.folded.contains(word) || rings(digits))
    }

    /// The same as a condition on the columns of a table.
    fn condition(self, table: &str) -> Condition {
        let (folded, digits) = (
            format!("instr({table}.folded, ?)"),
            format!("instr({table}.digits, ?)"),
        );
        let mut words = Vec::new();
        let mut values = Vec::new();
        for (word, phone) in self.words {
            values.push(Sql::from(word));
            match phone {
                Some(phone) => {
                    words.push(format!("({folded} OR {digits})"));
                    values.push(Sql::from(phone));
                }
                None => words.push(folded.clone()),
            }
        }
        let mut sql = words.join(" AND ");
        if let Some(phone) = self.phone {
            sql = format!("({sql}) OR {digits}");
            values.push(Sql::from(phone));
        }
        Condition::new(sql, values)
    }
}
