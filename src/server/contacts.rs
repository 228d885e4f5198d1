//! `/api/v2/contacts`: the list and the writes.

mod asked;
mod body;
mod list;
pub(super) mod names;
mod post;
pub(super) mod stored;
mod write;

pub(super) use list::list;
pub(super) use post::post;
