//! What lists are narrowed by in `filter[…]` beyond plain numbers: dates, and steps of pipelines.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::asked::find;
use super::fields;
use super::select::Condition;
use crate::wire::lenient;

/// Something that narrows a list.
pub(super) struct Chosen {
    /// The parameters as `_links` repeat them, their values encoded.
    pub(super) parameters: Vec<(String, String)>,
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
            parameters: vec![(name.to_owned(), given.to_string())],
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
            let value = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            chosen.push(Chosen {
                parameters: vec![(name, value)],
                condition: Condition::new(sql, [Sql::from(moment)]),
            });
        }
    }
    chosen
}

/// `filter[pipe][PIPELINE][]=STATUS`: leads at one of these steps; a pipeline without statuses is all of its steps.
pub(super) fn pipe(query: &Map<String, Value>) -> Option<Chosen> {
    let pipes = find(query, "filter[pipe]").map(lenient::entries);
    let mut parameters = Vec::new();
    let (mut ways, mut values) = (Vec::new(), Vec::new());
    for (pipeline, statuses) in pipes.unwrap_or_default() {
        let Some(pipeline) = pipeline else { continue };
        let statuses = lenient::ids(statuses);
        values.push(Sql::from(pipeline));
        if statuses.is_empty() {
            ways.push("(lead.pipeline_id = ?)");
        } else {
            ways.push(
                "(lead.pipeline_id = ? AND lead.status_id IN (SELECT value FROM json_each(?)))",
            );
            values.push(Sql::from(Value::from(statuses.as_slice()).to_string()));
        }
        let printed: Vec<String> = statuses.iter().map(ToString::to_string).collect();
        parameters.push((format!("filter[pipe][{pipeline}]"), printed.join(",")));
    }
    (!ways.is_empty()).then(|| Chosen {
        parameters,
        condition: Condition::new(ways.join(" OR "), values),
    })
}
