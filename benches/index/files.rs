//! People and sessions from files.

use std::{fs, path::Path};

use rolo::domain::{
    contact::{Company, Contact, Tag},
    field::{Field, FieldRole, FieldValue},
    id::{CompanyId, ContactId, FieldId, Moment, TagId, UserId},
};
use serde_json::Value;

/// A contact a line, as API v2 lists them.
pub(crate) fn people(path: &Path) -> Vec<Contact> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| contact(&serde_json::from_str(line).unwrap()))
        .collect()
}

/// The texts of the search line after each key, for each session.
pub(crate) fn sessions(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let sessions: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut all = Vec::new();
    for session in &sessions {
        all.push(list(&session["steps"]).iter().map(text_of).collect());
    }
    all
}

fn contact(item: &Value) -> Contact {
    let number = |key: &str| item[key].as_i64().unwrap_or_default();
    Contact {
        name: text_of(&item["name"]).as_str().into(),
        closest_task_at: Some(number("closest_task_at"))
            .filter(|at| *at != 0)
            .map(Moment),
        company: item["company"]["id"].as_i64().map(|id| Company {
            id: CompanyId(id),
            name: text_of(&item["company"]["name"]).as_str().into(),
        }),
        tags: list(&item["tags"])
            .iter()
            .map(|tag| Tag {
                id: TagId(tag["id"].as_i64().unwrap_or_default()),
                name: text_of(&tag["name"]).as_str().into(),
            })
            .collect(),
        fields: list(&item["custom_fields"]).iter().map(field).collect(),
        ..Contact::bare(
            ContactId(number("id")),
            UserId(number("responsible_user_id")),
            Moment(number("updated_at")),
        )
    }
}

fn field(field: &Value) -> Field {
    let name = text_of(&field["name"]);
    let is_system = field["is_system"].as_bool().unwrap_or_default();
    Field {
        id: FieldId(field["id"].as_i64().unwrap_or_default()),
        role: FieldRole::recognise("", &name, is_system),
        name: name.as_str().into(),
        values: list(&field["values"])
            .iter()
            .map(|value| FieldValue::text(text_of(&value["value"])))
            .collect(),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
