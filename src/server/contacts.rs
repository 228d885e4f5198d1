//! `/api/v2/contacts`: the list, the writes, and the deletion beside the API.

mod deleted;
mod list;
pub(super) mod names;
mod post;
mod remove;
mod shown;
pub(super) mod stored;
mod write;

pub(super) use list::list;
pub(super) use post::post;
pub(super) use remove::{delete, multiactions};
