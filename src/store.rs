//! What rolo keeps on this machine for itself: drafts of edits that no account has yet.

mod drafts;

pub use drafts::{Drafts, Owner};

/// Why something could not be kept or read back; nothing that was kept before is lost by it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database could not be opened.
    #[error(transparent)]
    Open(#[from] crate::sqlite::Error),
    /// The disk has no room left; nothing was written.
    #[error("no room left on the disk")]
    Full,
    /// Anything else that SQLite says.
    #[error("the database of drafts refused")]
    Sql(#[source] rusqlite::Error),
    /// A draft could not be written down as JSON.
    #[error("a draft could not be written down")]
    Encode(#[from] serde_json::Error),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            _ => Self::Sql(error),
        }
    }
}
