//! What rolo keeps on this machine for itself: drafts of edits that no account has yet, and a copy of the account.

mod copies;
mod damage;
mod drafts;
mod lock;
pub mod mirror;
mod owner;
mod whole;

pub use copies::Copies;
pub use drafts::Drafts;
pub use mirror::Mirror;
pub use owner::{NoOwner, Owner};

/// Why something could not be kept or read back; nothing that was kept before is lost by it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database could not be opened.
    #[error(transparent)]
    Open(#[from] crate::sqlite::Error),
    /// The disk has no room left; nothing was written.
    #[error("no room left on the disk")]
    Full,
    /// The database turned out to be damaged while it was used.
    #[error("the database is damaged")]
    Damaged,
    /// Anything else that SQLite says.
    #[error("the database refused")]
    Sql(#[source] rusqlite::Error),
    /// A draft, or how far a copy has come, could not be written down as JSON.
    #[error("something could not be written down")]
    Encode(#[from] serde_json::Error),
    /// A file that tells who is at work could not be used.
    #[error("cannot use the lock of a file")]
    Lock(#[source] std::io::Error),
    /// A file beside the databases could not be written.
    #[error("a file could not be written")]
    File(#[source] std::io::Error),
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full,
            _ => Self::File(error),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => {
                Self::Damaged
            }
            _ => Self::Sql(error),
        }
    }
}
