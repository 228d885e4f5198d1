//! What lists are narrowed by in `filter[…]` beyond plain numbers: dates, and steps of pipelines.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::asked::find;
use super::fields;
use super::select::Condition;
use crate::wire::lenient;

/// A parameter that narrows a list.
pub(super) struct Chosen {
    /// The parameter as `_links` repeat it.
    pub(super) name: String,
    /// Its value, encoded.
    pub(super) value: String,
    /// Which rows fit.
    pub(super) condition: Condition,
}

impl Chosen {
    /// A parameter that is a switch: it chooses when it has one of these numbers.
    pub(super) fn switch(
        query: &Map<String, Value>,
        name: &str,
        conditions: &[(i64, &str)],
    ) -> Option<Self> {
        let given = find(query, name).and_then(lenient::int)?;
        let (_, sql) = conditions.iter().find(|(number, _)| *number == given)?;
        Some(Self {
            name: name.to_owned(),
            value: given.to_string(),
            condition: Condition::new(*sql, []),
        })
    }
}

/// `filter[date_create]` and `filter[date_modify]` with `from` and `to`, which count themselves. A moment is Unix seconds or
/// a date in the account's `zone`; what is neither counts as not given.
pub(super) fn dates(query: &Map<String, Value>, table: &str, zone: &str) -> Vec<Chosen> {
    let mut chosen = between(query, "filter[date_create]", table, "created_at", zone);
    chosen.extend(between(
        query,
        "filter[date_modify]",
        table,
        "updated_at",
        zone,
    ));
    chosen
}

/// `from` and `to` of one date.
pub(super) fn between(
    query: &Map<String, Value>,
    name: &str,
    table: &str,
    column: &str,
    zone: &str,
) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    for (end, sign) in [("from", ">="), ("to", "<=")] {
        let name = format!("{name}[{end}]");
        let Some(text) = find(query, &name).and_then(lenient::filled) else {
            continue;
        };
        if let Some(moment) = fields::moment(&text, zone) {
            let sql = format!("{table}.{column} {sign} ?");
            chosen.push(Chosen {
                name,
                value: form_urlencoded::byte_serialize(text.as_bytes()).collect(),
                condition: Condition::new(sql, [Sql::from(moment)]),
            });
        }
    }
    chosen
}

/// `filter[pipe][PIPELINE][]=STATUS`: leads at one of these steps; a pipeline without statuses is all of its steps.
pub(super) fn pipe(query: &Map<String, Value>) -> Vec<Chosen> {
    let pipes = find(query, "filter[pipe]").map(lenient::entries);
    let mut chosen = Vec::new();
    let (mut ways, mut values) = (Vec::new(), Vec::new());
    for (pipeline, statuses) in pipes.unwrap_or_default() {
        let Some(pipeline) = pipeline else { continue };
        let statuses = lenient::ids(statuses);
        values.push(Sql::from(pipeline));
        if statuses.is_empty() {
            ways.push("lead.pipeline_id = ?");
        } else {
            ways.push(
                "lead.pipeline_id = ? AND lead.status_id IN (SELECT value FROM json_each(?))",
            );
            values.push(Sql::from(Value::from(statuses.as_slice()).to_string()));
        }
        let printed: Vec<String> = statuses.iter().map(ToString::to_string).collect();
        chosen.push((format!("filter[pipe][{pipeline}]"), printed.join(",")));
    }
    // All of them are one condition, which the first one carries.
    let mut condition = Condition::new(format!("({})", ways.join(") OR (")), values);
    chosen
        .into_iter()
        .map(|(name, value)| Chosen {
            name,
            value,
            condition: std::mem::replace(&mut condition, Condition::new("TRUE", [])),
        })
        .collect()
}
