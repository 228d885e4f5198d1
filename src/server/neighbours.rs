//! What leads, companies and customers have in common: their lists, their writes and their bin.

mod bin;
mod ends;
mod list;
mod own;
pub(super) mod record;
mod search;
mod sight;
mod ties;
mod write;

use rusqlite::Connection;
use serde_json::{Map, Value};

pub(super) use bin::discard;
pub(super) use sight::{Sight, main_contact};
pub(super) use ties::{has_room, may_make_company, new_company};

use super::body;
use super::chosen::Chosen;
use super::element::Kind;
use super::fields::{self, Fields};
use super::post::{Failure, item};
use crate::wire::v2::links::Links;
use crate::wire::v2::neighbour::NeighbourWrite;

/// One of these collections.
pub(super) struct Collection {
    pub(super) kind: Kind,
    pub(super) path: &'static str,
    /// Its parameters of its own that are numbers, and the columns they choose by.
    pub(super) numbers: &'static [(&'static str, &'static str)],
    /// What else its list is narrowed by; the text is the account's time zone.
    pub(super) chosen: fn(&Map<String, Value>, &str) -> Vec<Chosen>,
    /// What `with` may ask for.
    pub(super) with: &'static [&'static str],
    pub(super) codes: Codes,
    /// Whether `delete` is understood beside `add` and `update`.
    pub(super) deletes: bool,
}

/// The error codes of one of these collections.
#[derive(Clone, Copy)]
pub(super) struct Codes {
    /// A body with nothing to do in it.
    pub(super) body: body::Codes,
    /// An add without a name.
    pub(super) no_name: u16,
    /// An update without id or `updated_at`.
    pub(super) no_id: u16,
    /// The user may not do it.
    pub(super) no_right: u16,
    /// Custom fields of adds and of updates.
    pub(super) fields: [fields::Codes; 2],
}

/// A write, and when what it says happened.
pub(super) struct Moment<'a> {
    pub(super) write: &'a NeighbourWrite,
    /// Unix seconds.
    pub(super) at: i64,
    /// Whether it makes something new.
    pub(super) is_new: bool,
}

impl Collection {
    /// How to ask for one again.
    pub(super) fn href(&self, id: i64) -> String {
        format!("{}?id={id}", self.path)
    }

    /// The same as `_links`.
    pub(super) fn links(&self, id: i64) -> Links {
        Links::get(self.href(id))
    }

    fn fields(&self, connection: &Connection) -> rusqlite::Result<Fields> {
        Fields::load(connection, self.kind.plural())
    }
}

/// What an update or a deletion of something that is not there is answered with, or of what the user does not see.
fn not_found(kind: Kind) -> &'static str {
    match kind {
        Kind::Lead => "Lead not found",
        Kind::Company => "Company not found",
        Kind::Customer => "Customer not found",
        Kind::Contact => "Contact not found",
        Kind::Task => "Task not found",
    }
}

/// Refuses an element because there is nothing of this kind with that id, or nothing that the user sees.
fn missing<T>(kind: Kind, id: i64) -> Result<T, Failure> {
    item(format!("There is no {} {id}", kind.name()))
}
