//! The page as a program would read it that trusts it to have one shape.

#![expect(dead_code, reason = "reading it is all that is wanted")]

use serde::Deserialize;

/// A page.
#[derive(Deserialize)]
pub(crate) struct Plain {
    _embedded: Embedded,
}

#[derive(Deserialize)]
struct Embedded {
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    id: i64,
    name: String,
    responsible_user_id: i64,
    created_by: i64,
    created_at: i64,
    updated_at: i64,
    account_id: i64,
    updated_by: i64,
    group_id: i64,
    company: Company,
    closest_task_at: i64,
    tags: Vec<Named>,
    custom_fields: Vec<Field>,
}

#[derive(Deserialize)]
struct Company {
    id: Option<i64>,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    id: i64,
    name: String,
}

#[derive(Deserialize)]
struct Field {
    id: i64,
    name: String,
    values: Vec<serde_json::Value>,
}
