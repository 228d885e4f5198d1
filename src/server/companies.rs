//! `/api/v2/companies`: whom contacts work for.

use serde_json::{Value, json};

use super::body;
use super::chosen;
use super::element::Kind;
use super::fields;
use super::neighbours::record::Record;
use super::neighbours::{Codes, Collection, Sight};

/// The API's own list of errors names no companies (C): they have the codes of contacts, and the general one of who has no
/// right.
const CODES: Codes = Codes {
    body: body::Codes {
        empty: 206,
        add: 201,
        update: 208,
    },
    no_name: 205,
    no_id: 209,
    no_right: 244,
    fields: [
        fields::Codes {
            broken: 203,
            unknown: 204,
            no_values: 238,
        },
        fields::Codes {
            broken: 210,
            unknown: 211,
            no_values: 210,
        },
    ],
};

pub(super) const COMPANIES: Collection = Collection {
    kind: Kind::Company,
    path: "/api/v2/companies",
    numbers: &[],
    chosen: |query, zone| chosen::dates(query, Kind::Company.name(), zone),
    with: &["only_deleted"],
    codes: CODES,
    deletes: false,
};

/// A company as it is listed.
pub(super) fn item(sight: &Sight<'_>, record: &Record) -> rusqlite::Result<Value> {
    Ok(json!({
        "id": record.id,
        "name": record.name,
        "responsible_user_id": record.responsible,
        "created_by": record.created_by,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "account_id": sight.account,
        "updated_by": record.updated_by,
        "group_id": record.group,
        "contacts": sight.contacts(Kind::Company, record.id)?,
        "leads": sight.of_company(Kind::Lead, record.id)?,
        "closest_task_at": sight.closest_task(Kind::Company, record.id)?,
        "tags": record.tags,
        "custom_fields": record.custom_fields,
        "customers": sight.of_company(Kind::Customer, record.id)?,
        "_links": COMPANIES.links(record.id),
    }))
}
