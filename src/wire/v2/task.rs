//! A task as the account prints it, and what it reads from a client.

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use crate::wire::lenient;
use crate::wire::v2::contact::RequestId;
use crate::wire::v2::links::Links;

/// One item of `GET /api/v2/tasks`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Task {
    /// The account's number of this task.
    pub id: i64,
    /// Who is to do it.
    pub responsible_user_id: i64,
    /// Who made it; 0 is a robot.
    pub created_by: i64,
    /// Unix seconds.
    pub created_at: i64,
    /// What the last client sent; only an older moment is refused.
    pub updated_at: i64,
    /// The account it belongs to.
    pub account_id: i64,
    /// The group of the responsible user.
    pub group_id: i64,
    /// What it is about: 1 a contact, 2 a lead, 3 a company, 12 a customer.
    pub element_type: i64,
    /// Which one.
    pub element_id: i64,
    /// Whether it is done.
    pub is_completed: bool,
    /// One of the account's `task_types`: 1 follow up, 2 meeting, 3 letter, or one of its own.
    pub task_type: i64,
    /// When it is due, Unix seconds; 23:59 of the account's day means some time that day.
    pub complete_till_at: i64,
    /// What is to be done.
    pub text: String,
    /// What came of it; `[]` when nothing was said.
    #[serde(serialize_with = "or_empty_list")]
    pub result: Option<TaskResult>,
    /// How to ask for it again.
    #[serde(rename = "_links")]
    pub links: Links,
}

/// What came of a task: a note of type 13.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TaskResult {
    /// The note's id.
    pub id: i64,
    /// What it says.
    pub text: String,
    /// How to ask for the note.
    #[serde(rename = "_links")]
    pub links: Links,
}

/// One element of `add` or `update` of `POST /api/v2/tasks`. What is `None` was not sent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TaskWrite {
    /// The task to change.
    pub id: Option<i64>,
    /// What it is about, see [`Task::element_type`].
    pub element_type: Option<i64>,
    /// Which one.
    pub element_id: Option<i64>,
    /// When it is due; the documentation's table calls it `complete_till`, its samples and clients `complete_till_at`.
    pub complete_till_at: Option<i64>,
    /// The kind of task.
    pub task_type: Option<i64>,
    /// What is to be done.
    pub text: Option<String>,
    /// Unix seconds.
    pub created_at: Option<i64>,
    /// Unix seconds; required on update.
    pub updated_at: Option<i64>,
    /// Who is to do it.
    pub responsible_user_id: Option<i64>,
    /// Who made it.
    pub created_by: Option<i64>,
    /// Whether it is done.
    pub is_completed: Option<bool>,
    /// The client's own name for this element.
    pub request_id: Option<RequestId>,
}

impl TaskWrite {
    /// Reads one element; what cannot be read counts as not sent.
    pub fn read(element: &Json) -> Self {
        let number = |key: &str| element.get(key).and_then(lenient::int);
        Self {
            id: number("id"),
            element_type: number("element_type"),
            element_id: number("element_id"),
            complete_till_at: number("complete_till_at").or_else(|| number("complete_till")),
            task_type: number("task_type"),
            text: element.get("text").and_then(lenient::text),
            created_at: number("created_at"),
            updated_at: number("updated_at"),
            responsible_user_id: number("responsible_user_id"),
            created_by: number("created_by"),
            is_completed: element.get("is_completed").and_then(lenient::flag),
            request_id: element.get("request_id").and_then(RequestId::read),
        }
    }
}

#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
fn or_empty_list<S: Serializer>(
    result: &Option<TaskResult>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match result {
        Some(result) => result.serialize(serializer),
        None => serializer.collect_seq(std::iter::empty::<()>()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_write_is_read_in_either_spelling() {
        let read = TaskWrite::read(
            &json!({"id": "7", "element_id": 1, "element_type": "1", "complete_till": 5,
            "is_completed": "1", "text": "x", "request_id": 3, "result": []}),
        );
        let expected = TaskWrite {
            id: Some(7),
            element_type: Some(1),
            element_id: Some(1),
            complete_till_at: Some(5),
            is_completed: Some(true),
            text: Some("x".to_owned()),
            request_id: Some(RequestId::Number(3)),
            ..TaskWrite::default()
        };
        assert_eq!(read, expected);
        assert_eq!(TaskWrite::read(&json!("x")), TaskWrite::default());
    }
}
