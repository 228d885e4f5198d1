//! `/api/v2/notes`: what was said, called and mailed.

use super::element::Kind;

mod create;
mod list;
mod write;

pub(super) use create::{NewNote, create};
pub(super) use list::list;
pub(super) use write::post;

/// The address of notes, as `_links` name it.
const NOTES: &str = "/api/v2/notes";

/// What somebody wrote; the only type whose text may be changed.
const COMMON: i64 = 4;

/// Calls, in and out.
pub(super) const CALL_IN: i64 = 10;
pub(super) const CALL_OUT: i64 = 11;

/// How to ask for a note: its number alone does not do.
pub(super) fn href(id: i64, kind: Kind) -> String {
    format!("{NOTES}?id={id}&type={}", kind.name())
}
