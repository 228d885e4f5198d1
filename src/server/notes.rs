//! `/api/v2/notes`: what was said, called and mailed.

use super::element::Kind;

mod list;
mod write;

pub(super) use list::list;
pub(super) use write::post;

/// The address of notes, as `_links` name it.
const NOTES: &str = "/api/v2/notes";

/// What somebody wrote; the only type whose text may be changed.
const COMMON: i64 = 4;

/// How to ask for a note: its number alone does not do.
fn href(id: i64, kind: Kind) -> String {
    format!("{NOTES}?id={id}&type={}", kind.name())
}
