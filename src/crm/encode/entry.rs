//! Notes and tasks as the account is told of them.

use serde_json::{Value as Json, json};

use crate::crm::decode::around::CONTACT;
use crate::domain::activity::Entry;
use crate::domain::id::ContactId;

/// A common note.
const COMMON: i64 = 4;

/// The body of one write. A change is dated as those of contacts are.
pub(in crate::crm) fn body(
    contact: ContactId,
    entry: &Entry,
    request_id: &str,
    server_now: Option<i64>,
) -> Json {
    match entry {
        Entry::Note { text } => json!({"add": [{
            "element_id": contact.0,
            "element_type": CONTACT,
            "note_type": COMMON,
            "text": text,
            "request_id": request_id,
        }]}),
        Entry::Task { kind, text, due } => json!({"add": [{
            "element_id": contact.0,
            "element_type": CONTACT,
            "task_type": kind.0,
            "text": text,
            "complete_till_at": due.0,
            "request_id": request_id,
        }]}),
        // The documentation asks for the text in every update, although it does not change.
        Entry::Done(task) => json!({"update": [{
            "id": task.id.0,
            "updated_at": super::dated(task.updated_at, server_now),
            "text": task.text.raw(),
            "is_completed": true,
        }]}),
    }
}
