//! The search among leads, companies and customers: every word of the query must be in a name, a tag or a custom field.
//!
//! They are folded here and not kept folded: there are few of them beside the contacts.

use rusqlite::params_from_iter;

use super::record::{self, Record};
use super::sight::Sight;
use crate::domain::fold;
use crate::server::contacts::stored;
use crate::server::element::Kind;
use crate::server::fields::Fields;
use crate::wire::lenient;

/// The ids of those that the user sees and that fit the query.
pub(super) fn fitting(sight: &Sight<'_>, kind: Kind, query: &str) -> rusqlite::Result<Vec<i64>> {
    let words: Vec<(String, Option<String>)> = query
        .split_whitespace()
        .map(|word| (fold::fold(word), fold::phone_needle(word)))
        .collect();
    let number = fold::phone_needle(query);
    let visible = kind.rows(sight.user);
    let (table, columns) = (kind.name(), record::columns(kind));
    let mut statement = sight.connection.prepare_cached(&format!(
        "SELECT {columns} FROM {table} WHERE {} ORDER BY id",
        visible.sql
    ))?;
    let mut rows = statement.query(params_from_iter(visible.values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let record = Record::read(kind, sight.fields, row)?;
        let (text, phones) = searched(&record, sight.fields);
        let in_phones = |digits: &Option<String>| {
            digits
                .as_ref()
                .is_some_and(|digits| phones.contains(digits.as_str()))
        };
        let fits = words
            .iter()
            .all(|(word, digits)| text.contains(word.as_str()) || in_phones(digits));
        if fits || in_phones(&number) {
            found.push(record.id);
        }
    }
    Ok(found)
}

/// Everything filled in, folded; and the digits of the phones, a line each.
fn searched(record: &Record, fields: &Fields) -> (String, String) {
    let mut lines = vec![record.name.clone()];
    lines.extend(record.tags.iter().map(|tag| tag.name.clone()));
    let mut phones = Vec::new();
    for field in &record.custom_fields {
        for value in &field.values {
            stored::texts(&value.value, &mut lines);
            if fields.phones() == Some(field.id) {
                phones
                    .extend(lenient::text(&value.value).map(|phone| fold::phone_haystack(&phone)));
            }
        }
    }
    (fold::fold(&lines.join("\n")), phones.join("\n"))
}
