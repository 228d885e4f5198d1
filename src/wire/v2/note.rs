//! A note, a call or a mail as the account prints it, and what it reads from a client.

use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::wire::lenient;
use crate::wire::v2::contact::RequestId;
use crate::wire::v2::links::Links;

/// One item of `GET /api/v2/notes`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Note {
    /// The account's number of this note.
    pub id: i64,
    /// Who looks after it.
    pub responsible_user_id: i64,
    /// Who wrote it; 0 is a robot.
    pub created_by: i64,
    /// Unix seconds.
    pub created_at: i64,
    /// What the last client sent; only an older moment is refused.
    pub updated_at: i64,
    /// The account it belongs to.
    pub account_id: i64,
    /// The group of the responsible user.
    pub group_id: i64,
    /// Whether its text may be changed: only that of common notes.
    pub is_editable: bool,
    /// What it is about: 1 a contact, 2 a lead, 3 a company, 4 a task, 12 a customer.
    pub element_type: i64,
    /// Which one.
    pub element_id: i64,
    /// A file; always empty here.
    pub attachment: String,
    /// What it is: 4 a common note, 10 and 11 calls in and out, 7 a mail, 25 a system note, 102 and 103 short messages.
    pub note_type: i64,
    /// What it says; calls and mails have only [`Note::params`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The particulars of everything but a common note; which keys depends on the type, and their case varies.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub params: Map<String, Json>,
    /// How to ask for it again.
    #[serde(rename = "_links")]
    pub links: Links,
}

/// One element of `add` or `update` of `POST /api/v2/notes`. What is `None` was not sent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NoteWrite {
    /// The note to change.
    pub id: Option<i64>,
    /// What it is about, see [`Note::element_type`].
    pub element_type: Option<i64>,
    /// Which one.
    pub element_id: Option<i64>,
    /// See [`Note::note_type`].
    pub note_type: Option<i64>,
    /// What it says.
    pub text: Option<String>,
    /// The particulars; empty when there are none.
    pub params: Map<String, Json>,
    /// Unix seconds.
    pub created_at: Option<i64>,
    /// Unix seconds; required on update.
    pub updated_at: Option<i64>,
    /// Who looks after it.
    pub responsible_user_id: Option<i64>,
    /// Who wrote it.
    pub created_by: Option<i64>,
    /// The client's own name for this element.
    pub request_id: Option<RequestId>,
}

impl NoteWrite {
    /// Reads one element; what cannot be read counts as not sent.
    pub fn read(element: &Json) -> Self {
        let number = |key: &str| element.get(key).and_then(lenient::int);
        let params = element.get("params").and_then(Json::as_object);
        Self {
            id: number("id"),
            element_type: number("element_type"),
            element_id: number("element_id"),
            note_type: number("note_type"),
            text: element.get("text").and_then(lenient::filled),
            params: params.cloned().unwrap_or_default(),
            created_at: number("created_at"),
            updated_at: number("updated_at"),
            responsible_user_id: number("responsible_user_id"),
            created_by: number("created_by"),
            request_id: element.get("request_id").and_then(RequestId::read),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_write_is_read_from_strings_and_without_params() {
        let read = NoteWrite::read(
            &json!({"element_id": "1", "element_type": "1", "note_type": "4", "text": "x", "params": []}),
        );
        let expected = NoteWrite {
            element_type: Some(1),
            element_id: Some(1),
            note_type: Some(4),
            text: Some("x".to_owned()),
            ..NoteWrite::default()
        };
        assert_eq!(read, expected);
    }
}
