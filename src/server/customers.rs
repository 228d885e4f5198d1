//! `GET /api/v2/customers`.

use rusqlite::Row;
use serde_json::{Value, json};

use super::Account;
use super::call::Call;
use super::element::Kind;
use super::neighbours::{Collection, Sight, links, main_contact};
use super::reply::{Refusal, Reply};

const CUSTOMERS: Collection = Collection {
    kind: Kind::Customer,
    path: "/api/v2/customers",
    numbers: &[],
    columns: "customer.*",
    item,
};

/// Answers with a page of the customers that the user may see.
pub(super) fn list(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    CUSTOMERS.list(account, call)
}

fn item(sight: &Sight<'_>, row: &Row<'_>) -> rusqlite::Result<Value> {
    let id = row.get("id")?;
    let contacts = sight.contacts(Kind::Customer, id)?;
    // Who made a customer is not kept: the one who looks after it, then.
    let responsible: i64 = row.get("responsible_user_id")?;
    Ok(json!({
        "id": id,
        "name": row.get::<_, String>("name")?,
        "responsible_user_id": responsible,
        "created_by": responsible,
        "created_at": row.get::<_, i64>("created_at")?,
        "updated_at": row.get::<_, i64>("updated_at")?,
        "account_id": sight.account,
        "updated_by": responsible,
        "group_id": row.get::<_, i64>("group_id")?,
        "is_deleted": false,
        "main_contact": main_contact(&contacts),
        "tags": [],
        "custom_fields": [],
        "contacts": contacts,
        "company": {},
        "closest_task_at": sight.closest_task(Kind::Customer, id)?,
        "period_id": 0,
        "periodicity": 0,
        "next_price": row.get::<_, i64>("next_price")?,
        "next_date": row.get::<_, i64>("next_date")?,
        "_links": links(CUSTOMERS.path, id),
    }))
}
