//! The documentation's page of contacts, row by row and in its order: whoever holds the page beside these files finds every
//! sentence and every parameter as a test that names it.
//!
//! The files, as the page goes: what a contact is (`intro`); what `add` takes (`add`, `custom_fields`) and `update`
//! (`update`); the examples as they stand (`samples`); how a request may be written (`bodies`) and what it is answered
//! (`answer`); what a list is asked for (`list`, `since`) and what is told of each contact (`item`); the codes of mistakes
//! (`errors`).

#[path = "page/add.rs"]
mod add;
#[path = "page/answer.rs"]
mod answer;
#[path = "page/bodies.rs"]
mod bodies;
#[path = "page/custom_fields.rs"]
mod custom_fields;
#[path = "page/errors.rs"]
mod errors;
#[path = "page/intro.rs"]
mod intro;
#[path = "page/item.rs"]
mod item;
#[path = "page/list.rs"]
mod list;
#[path = "page/samples.rs"]
mod samples;
#[path = "page/since.rs"]
mod since;
#[path = "page/update.rs"]
mod update;

use rolo::server::Shapes;
use serde_json::{Value, json};

use super::desk::Desk;

/// Two demo accounts, one as the page prints answers and one as accounts in use do.
fn in_both_shapes() -> [Desk; 2] {
    [Shapes::Page, Shapes::Live].map(|shapes| Desk::new().shown_in(shapes))
}

/// A contact that was made with these parameters besides its name, as it is read back.
async fn added(desk: &Desk, parameters: Value) -> Value {
    let mut contact = json!({"name": "Новый"});
    merge(&mut contact, parameters);
    let id = desk.written(&json!({"add": [contact]})).await;
    desk.contact(id).await
}

/// A contact that was changed in these parameters, as it is read back. It keeps its `updated_at` if they do not say otherwise.
async fn updated(desk: &Desk, id: i64, parameters: Value) -> Value {
    let updated_at = desk.contact(id).await["updated_at"].clone();
    let mut contact = json!({"id": id, "updated_at": updated_at});
    merge(&mut contact, parameters);
    desk.written(&json!({"update": [contact]})).await;
    desk.contact(id).await
}

fn merge(contact: &mut Value, parameters: Value) {
    let Value::Object(parameters) = parameters else {
        panic!("parameters are an object: {parameters}")
    };
    contact.as_object_mut().unwrap().extend(parameters);
}

/// The values of one custom field of a contact; `None` when the contact does not list it.
fn values(contact: &Value, field: i64) -> Option<Value> {
    let fields = contact["custom_fields"].as_array();
    let found = fields?.iter().find(|found| found["id"] == field)?;
    Some(found["values"].clone())
}

/// The names of a contact's tags.
fn tags(contact: &Value) -> Vec<&str> {
    let tags = contact["tags"].as_array().map(Vec::as_slice);
    tags.unwrap_or_default()
        .iter()
        .map(|tag| tag["name"].as_str().unwrap())
        .collect()
}
