//! Speaks to an account over API v2; what other rooms see of it is the trait [`Crm`].

mod around;
mod aside;
mod copy;
mod decode;
mod encode;
mod error;
mod gate;
mod http;
mod line;
pub mod oauth;
mod origin;
mod outcome;
mod session;
mod v2;

use std::future::Future;

use crate::domain::{
    account::Account,
    contact::Contact,
    edit::Changes,
    failure::Failure,
    id::{ContactId, Moment},
};

pub use around::{Around, Notes};
pub use copy::{Bad, Described, Item, Items, MOST_IDS, Received, Tombstone, Wanted};
pub use decode::Decoder;
pub use gate::{Rate, standstill};
pub use origin::{BadOrigin, Origin};
pub use session::Access;
pub use v2::{Config, Unusable, V2};

/// An account, as the background task uses it.
///
/// Failures are kinds to decide by; their causes are already in the log. Whether a write reached the account is told by
/// the kind: [`Failure::Unknown`] means that it may have.
pub trait Crm: Around {
    /// Reads users, groups, custom fields of contacts and who is logged in.
    fn account(&self) -> impl Future<Output = Result<Account, Failure>> + Send;

    /// Reads one page of contacts; at most `rows` (500), from `offset`, in the account's stable order.
    fn page(&self, ask: Ask<'_>) -> impl Future<Output = Result<Page, Failure>> + Send;

    /// Reads one contact; `None` when it is not there or not visible, which the account does not tell apart.
    fn contact(
        &self,
        id: ContactId,
    ) -> impl Future<Output = Result<Option<Received>, Failure>> + Send;

    /// Reads the account like [`account`](Self::account), with the text of the answer.
    fn described(&self) -> impl Future<Output = Result<Described, Failure>> + Send;

    /// Reads contacts as they were received, for a copy. An answer that is not one whole page is a failure, and nothing of
    /// it is given.
    fn items(&self, wanted: Wanted<'_>) -> impl Future<Output = Result<Items, Failure>> + Send;

    /// Reads a page of what was deleted after a tick of the account's own count (0: ever), the oldest first; none may also
    /// mean that the account has no contacts at all. `None`: this account does not tell of deletions.
    fn deleted(
        &self,
        after: i64,
        rows: usize,
        offset: usize,
    ) -> impl Future<Output = Result<Option<Vec<Tombstone>>, Failure>> + Send;

    /// Sends one new contact or one change. The account's metadata, where known, decides the shape of values.
    fn post(
        &self,
        post: Post<'_>,
        account: Option<&Account>,
    ) -> impl Future<Output = Result<Posted, Failure>> + Send;

    /// The request that [`post`](Self::post) would send now, for people to read: method and address in the first line, then
    /// the body as JSON in lines. Credentials are not in it.
    fn written(&self, post: Post<'_>, account: Option<&Account>) -> String {
        encode::printed(post, account, None)
    }
}

/// Which contacts to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask<'a> {
    /// The account's free-text search; empty for all.
    pub query: &'a str,
    /// `limit_rows`.
    pub rows: usize,
    /// `limit_offset`.
    pub offset: usize,
}

/// One page of contacts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The contacts that could be read.
    pub contacts: Vec<Contact>,
    /// How many items of the page could not be read.
    pub unreadable: usize,
}

impl Page {
    /// How many items the account sent, readable or not.
    pub fn len(&self) -> usize {
        self.contacts.len() + self.unreadable
    }

    /// True when the account has nothing (more).
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post<'a> {
    /// A new contact.
    Add {
        /// What it holds.
        changes: &'a Changes,
        /// A UUID; the same one sent twice adds one contact where the account honours it.
        request_id: &'a str,
    },
    /// A change of a contact that was just read.
    Update {
        /// Which one.
        id: ContactId,
        /// Whole fields.
        changes: &'a Changes,
        /// Its `updated_at` as just read; the change is dated later.
        after: Moment,
    },
}

/// What the account said to a write that it understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// Accepted; a new contact gets this id.
    Accepted(ContactId),
    /// Refused as older than what the account holds: read again and repeat.
    Stale,
}
