//! The body of a POST: JSON or a form, whatever its content type says.

use axum::http::{StatusCode, header};
use serde_json::Value;

use super::asked::MOST;
use crate::server::call::Call;
use crate::server::form;
use crate::server::reply::Refusal;
use crate::wire::v2::contact::Batch;

/// Reads what is to be added and updated. A body that begins like JSON is JSON: many clients send it with the content
/// type of a form.
pub(super) fn read(call: &Call) -> Result<Batch, Refusal> {
    let bytes = call
        .body
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(&call.body)
        .trim_ascii();
    let is_json = bytes.starts_with(b"{")
        || bytes.starts_with(b"[")
        || call
            .header(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.to_ascii_lowercase().contains("json"));
    let batch = if bytes.is_empty() {
        Batch::default()
    } else if is_json {
        let body = serde_json::from_slice(bytes)
            .map_err(|_| Refusal::code(102, "The body is not valid JSON"))?;
        Batch::read(&body)
    } else {
        Batch::read(&Value::Object(form::read(bytes)))
    };
    let count = |list: &Option<Vec<_>>| list.as_ref().map_or(0, Vec::len);
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    match (&batch.add, &batch.update) {
        (None, None) => Err(Refusal::code(
            206,
            "The request is empty: neither add nor update",
        )),
        (add, update) if count(add) + count(update) > most => Err(Refusal::problem(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("No more than {MOST} contacts can be written by one request."),
        )),
        (Some(add), None) if add.is_empty() => {
            Err(Refusal::code(201, "add is empty or not a list"))
        }
        (None, Some(update)) if update.is_empty() => {
            Err(Refusal::code(208, "update is empty or not a list"))
        }
        (add, update) if count(add) + count(update) == 0 => Err(Refusal::code(
            206,
            "The request is empty: both add and update are",
        )),
        _ => Ok(batch),
    }
}
