//! `GET /api/v2/leads`.

use rusqlite::Row;
use serde_json::{Value, json};

use super::Account;
use super::call::Call;
use super::element::Kind;
use super::neighbours::{Collection, Sight, links, main_contact};
use super::reply::{Refusal, Reply};

const LEADS: Collection = Collection {
    kind: Kind::Lead,
    path: "/api/v2/leads",
    numbers: &[("status", "status_id")],
    columns: "lead.*",
    item,
};

/// Won and lost.
const CLOSED: [i64; 2] = [142, 143];

/// Answers with a page of the leads that the user may see.
pub(super) fn list(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    LEADS.list(account, call)
}

fn item(sight: &Sight<'_>, row: &Row<'_>) -> rusqlite::Result<Value> {
    let id = row.get("id")?;
    let contacts = sight.contacts(Kind::Lead, id)?;
    let (status, updated_at): (i64, i64) = (row.get("status_id")?, row.get("updated_at")?);
    let pipeline: i64 = row.get("pipeline_id")?;
    Ok(json!({
        "id": id,
        "name": row.get::<_, String>("name")?,
        "responsible_user_id": row.get::<_, i64>("responsible_user_id")?,
        "created_by": row.get::<_, i64>("created_by")?,
        "created_at": row.get::<_, i64>("created_at")?,
        "updated_at": updated_at,
        "account_id": sight.account,
        "is_deleted": false,
        "main_contact": main_contact(&contacts),
        "group_id": row.get::<_, i64>("group_id")?,
        "company": sight.company(row.get("company_id")?)?,
        // When a lead was closed is not kept; a closed one has not been touched since.
        "closed_at": if CLOSED.contains(&status) { updated_at } else { 0 },
        "closest_task_at": sight.closest_task(Kind::Lead, id)?,
        "tags": [],
        "custom_fields": [],
        "contacts": contacts,
        "status_id": status,
        "sale": row.get::<_, i64>("sale")?,
        "pipeline": {"id": pipeline, "_links": links("/api/v2/pipelines", pipeline)},
        "_links": links(LEADS.path, id),
    }))
}
