//! `/api/v2/contacts`: the list, the writes, and the bin.

mod deleted;
mod list;
pub(super) mod names;
mod post;
mod remove;
mod shown;
pub(super) mod stored;
pub(super) mod tie;
mod write;

pub(super) use list::list;
pub(super) use post::post;
pub(super) use remove::discard;
