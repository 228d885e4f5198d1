//! `/api/v2/leads`: what is being sold.

use rusqlite::{Connection, OptionalExtension as _, named_params};
use serde_json::{Map, Value, json};

use super::body;
use super::chosen::{self, Chosen};
use super::element::Kind;
use super::fields;
use super::neighbours::record::{Lead, Record};
use super::neighbours::{Codes, Collection, Moment, Sight, main_contact};
use super::pipelines::PIPELINES;
use super::post::{Failure, item as refuse};
use crate::wire::v2::links::Links;

/// A field that is not there and a value that does not fit have one code here.
const FIELDS: fields::Codes = fields::Codes {
    broken: 240,
    unknown: 240,
    no_values: 240,
};

pub(super) const LEADS: Collection = Collection {
    kind: Kind::Lead,
    path: "/api/v2/leads",
    numbers: &[("status", "status_id")],
    chosen,
    with: &[
        "is_price_modified_by_robot",
        "loss_reason_name",
        "only_deleted",
        "catalog_elements_links",
    ],
    codes: Codes {
        body: body::Codes {
            empty: 214,
            add: 213,
            update: 216,
        },
        no_name: 217,
        no_id: 217,
        no_right: 244,
        fields: [FIELDS, FIELDS],
    },
    deletes: false,
};

/// Not won and not lost.
const OPEN: &str = "lead.status_id NOT IN (142, 143)";
/// With a task that is to be done.
const BUSY: &str =
    "EXISTS (SELECT 1 FROM task WHERE task.element_type = 2 AND task.element_id = lead.id
    AND NOT task.is_completed)";
const IDLE: &str =
    "NOT EXISTS (SELECT 1 FROM task WHERE task.element_type = 2 AND task.element_id = lead.id
    AND NOT task.is_completed)";

/// The numbers of `filter[tasks]` are documented as 1 and 2, what they mean is not beyond doubt (C): 1 leads without a task
/// to do, 2 leads with one.
fn chosen(query: &Map<String, Value>, zone: &str) -> Vec<Chosen> {
    let mut chosen = chosen::dates(query, Kind::Lead.name(), zone);
    chosen.extend(Chosen::switch(query, "filter[active]", &[(1, OPEN)]));
    chosen.extend(Chosen::switch(
        query,
        "filter[tasks]",
        &[(1, IDLE), (2, BUSY)],
    ));
    chosen.extend(chosen::pipe(query));
    chosen
}

/// A lead as it is listed.
pub(super) fn item(sight: &Sight<'_>, record: &Record, lead: &Lead) -> rusqlite::Result<Value> {
    let contacts = sight.contacts(Kind::Lead, record.id)?;
    let mut item = json!({
        "id": record.id,
        "name": record.name,
        "responsible_user_id": record.responsible,
        "created_by": record.created_by,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "account_id": sight.account,
        "is_deleted": false,
        "main_contact": main_contact(&lead.party, &contacts),
        "group_id": record.group,
        "company": sight.company(&lead.party)?,
        "closed_at": lead.closed_at,
        "closest_task_at": sight.closest_task(Kind::Lead, record.id)?,
        "tags": record.tags,
        "custom_fields": record.custom_fields,
        "contacts": contacts,
        "status_id": lead.status,
        "sale": lead.sale,
        "pipeline": {"id": lead.pipeline, "_links": Links::get(format!("{PIPELINES}?id={}", lead.pipeline))},
    });
    if lead.loss_reason != 0 || sight.asks("loss_reason_name") {
        item["loss_reason_id"] = json!(lead.loss_reason);
    }
    // Reasons have numbers only: v2 knows no way to write what they are called.
    if sight.asks("loss_reason_name") {
        item["loss_reason_name"] = json!("");
    }
    if sight.asks("is_price_modified_by_robot") {
        item["is_price_modified_by_robot"] = json!(false);
    }
    // There are no catalogs here.
    if sight.asks("catalog_elements_links") {
        item["catalog_elements"] = json!({});
    }
    item["_links"] = json!(LEADS.links(record.id));
    Ok(item)
}

/// Takes over what a write says of a lead alone.
pub(super) fn take(
    connection: &Connection,
    lead: &mut Lead,
    moment: &Moment<'_>,
) -> Result<(), Failure> {
    let write = moment.write;
    if let Some(sale) = write.sale {
        lead.sale = sale;
    }
    if let Some(reason) = write.loss_reason_id {
        lead.loss_reason = reason;
    }
    let (pipeline, status) = step(connection, lead, moment)?;
    lead.pipeline = pipeline;
    lead.move_to(status, moment.at);
    Ok(())
}

/// Where the lead goes: a status must be one of the pipeline's, and a pipeline without a status begins at its first. A
/// status alone takes the lead to its own pipeline, unless every pipeline has it (C).
fn step(connection: &Connection, lead: &Lead, moment: &Moment<'_>) -> Result<(i64, i64), Failure> {
    let named = |id: &i64| *id != 0;
    let status = moment.write.status_id.filter(named);
    let pipeline = moment.write.pipeline_id.filter(named);
    let stays = !moment.is_new && pipeline.is_none_or(|pipeline| pipeline == lead.pipeline);
    let Some(status) = status else {
        let pipeline = match pipeline {
            _ if stays => return Ok((lead.pipeline, lead.status)),
            Some(pipeline) => pipeline,
            None => main_pipeline(connection)?.unwrap_or(lead.pipeline),
        };
        return match first_status(connection, pipeline)? {
            Some(status) => Ok((pipeline, status)),
            None => refuse(format!("There is no pipeline {pipeline}")),
        };
    };
    let home = match pipeline {
        Some(pipeline) => pipeline,
        None if moment.is_new => main_pipeline(connection)?.unwrap_or(lead.pipeline),
        None => lead.pipeline,
    };
    let pipelines = pipelines_with(connection, status)?;
    if pipelines.contains(&home) {
        return Ok((home, status));
    }
    match (pipeline, pipelines.as_slice()) {
        (None, [only]) => Ok((*only, status)),
        _ => refuse(format!("There is no status {status} in pipeline {home}")),
    }
}

fn main_pipeline(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM pipeline ORDER BY is_main DESC, sort, id LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()
}

fn first_status(connection: &Connection, pipeline: i64) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT id FROM pipeline_status WHERE pipeline_id = :id ORDER BY sort, id LIMIT 1",
        )?
        .query_row(named_params! { ":id": pipeline }, |row| row.get(0))
        .optional()
}

fn pipelines_with(connection: &Connection, status: i64) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT pipeline_id FROM pipeline_status WHERE id = :id")?
        .query_map(named_params! { ":id": status }, |row| row.get(0))?
        .collect()
}
