//! `GET /api/v2/companies`.

use rusqlite::Row;
use serde_json::{Value, json};

use super::Account;
use super::call::Call;
use super::element::Kind;
use super::neighbours::{Collection, Sight, links};
use super::reply::{Refusal, Reply};

const COMPANIES: Collection = Collection {
    kind: Kind::Company,
    path: "/api/v2/companies",
    numbers: &[],
    columns: "company.*",
    item,
};

/// Answers with a page of the companies that the user may see.
pub(super) fn list(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    COMPANIES.list(account, call)
}

fn item(sight: &Sight<'_>, row: &Row<'_>) -> rusqlite::Result<Value> {
    let id = row.get("id")?;
    let created_by: i64 = row.get("created_by")?;
    Ok(json!({
        "id": id,
        "name": row.get::<_, String>("name")?,
        "responsible_user_id": row.get::<_, i64>("responsible_user_id")?,
        "created_by": created_by,
        "created_at": row.get::<_, i64>("created_at")?,
        "updated_at": row.get::<_, i64>("updated_at")?,
        "account_id": sight.account,
        // Nobody has changed a company so far.
        "updated_by": created_by,
        "group_id": row.get::<_, i64>("group_id")?,
        "contacts": sight.contacts(Kind::Company, id)?,
        "leads": sight.leads(id)?,
        "closest_task_at": sight.closest_task(Kind::Company, id)?,
        "tags": [],
        "custom_fields": [],
        // Customers are linked to contacts only.
        "customers": {},
        "_links": links(COMPANIES.path, id),
    }))
}
