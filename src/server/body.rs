//! The body of a POST: JSON or a form, whatever its content type says.

use axum::http::{StatusCode, header};
use serde_json::Value;

use super::asked::MOST;
use super::call::Call;
use super::form;
use super::limits::{DEPTH, PARTS};
use super::reply::Refusal;
use crate::wire::v2::contact::Batch;

/// The error codes of one collection for a body with nothing to do in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Codes {
    /// Neither `add` nor `update` has anything.
    pub(super) empty: u16,
    /// `add` alone is there, and empty.
    pub(super) add: u16,
    /// `update` alone is there, and empty.
    pub(super) update: u16,
}

/// Reads what is to be added and updated, each element with `element`.
pub(super) fn read<W>(
    call: &Call,
    codes: Codes,
    element: impl Fn(&Value) -> W,
) -> Result<Batch<W>, Refusal> {
    batch(&document(call)?, codes, 0, element)
}

/// The same of a body that was read already and asks for so many `others` than adds and updates.
pub(super) fn batch<W>(
    body: &Value,
    codes: Codes,
    others: usize,
    element: impl Fn(&Value) -> W,
) -> Result<Batch<W>, Refusal> {
    let batch = Batch::read_with(body, element);
    let count = |list: &Option<Vec<W>>| list.as_ref().map_or(0, Vec::len);
    within_most(count(&batch.add) + count(&batch.update) + others)?;
    match (&batch.add, &batch.update) {
        _ if others > 0 => Ok(batch),
        (None, None) => Err(Refusal::code(
            codes.empty,
            "The request is empty: neither add nor update",
        )),
        (Some(add), None) if add.is_empty() => {
            Err(Refusal::code(codes.add, "add is empty or not a list"))
        }
        (None, Some(update)) if update.is_empty() => {
            Err(Refusal::code(codes.update, "update is empty or not a list"))
        }
        (add, update) if count(add) + count(update) == 0 => Err(Refusal::code(
            codes.empty,
            "The request is empty: both add and update are",
        )),
        _ => Ok(batch),
    }
}

/// Refuses a request that would write, or delete, more elements than one may.
pub(super) fn within_most(elements: usize) -> Result<(), Refusal> {
    if usize::try_from(MOST).is_ok_and(|most| elements > most) {
        return Err(Refusal::problem(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("No more than {MOST} elements can be written by one request."),
        ));
    }
    Ok(())
}

/// The whole body. One that begins like JSON is JSON: many clients send it with the content type of a form.
pub(super) fn document(call: &Call) -> Result<Value, Refusal> {
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
    if bytes.is_empty() {
        Ok(Value::Null)
    } else if is_json {
        if values(bytes) > PARTS {
            return Err(Refusal::code(
                102,
                format!("There can be {PARTS} values in JSON and no more"),
            ));
        }
        // What is very deep is no valid JSON to the parser: it never gets as far as the end of the stack.
        let document = serde_json::from_slice(bytes)
            .map_err(|_| Refusal::code(102, "The body is not valid JSON"))?;
        if is_deeper(&document, DEPTH) {
            return Err(Refusal::code(
                102,
                format!("JSON can be nested {DEPTH} deep and no deeper"),
            ));
        }
        Ok(document)
    } else {
        form::read(bytes).map(Value::Object)
    }
}

/// How many values there are in JSON, lists and objects and what is in them, before any of them takes memory: each but the
/// first stands behind a bracket or a comma. An empty list or object counts twice.
fn values(json: &[u8]) -> usize {
    let mut count = 1;
    let (mut in_text, mut is_escaped) = (false, false);
    for byte in json {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_text,
            b'"' => in_text = !in_text,
            b'[' | b'{' | b',' if !in_text => count += 1,
            _ => {}
        }
    }
    count
}

/// Whether there are more than so many levels of lists and objects.
fn is_deeper(value: &Value, levels: usize) -> bool {
    let within = |inner: &Value| is_deeper(inner, levels - 1);
    match value {
        Value::Array(_) | Value::Object(_) if levels == 0 => true,
        Value::Array(items) => items.iter().any(within),
        Value::Object(members) => members.values().any(within),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_and_what_is_in_texts_is_not() {
        let cases = [
            ("1", 1),
            (r#"[1, {"a": 2, "b": [3, 4]}]"#, 7),
            (r#"["[,{", "\"[,", "\\", 4]"#, 5),
        ];
        for (json, count) in cases {
            assert_eq!(values(json.as_bytes()), count, "{json}");
        }
    }
}
