//! `/api/v2/contacts`: the list and the writes.

mod list;
mod post;
pub(super) mod stored;
mod write;

pub(super) use list::list;
pub(super) use post::post;
