//! Failures of this machine's disk, for whoever asked for what could not be done.

use std::error::Error as _;

use crate::{domain::failure::Failure, store};

/// What the person is told; the whole chain of causes goes to the log, with what was being done.
pub(super) fn in_words(error: &store::Error, what: &'static str) -> Failure {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    tracing::error!(error = text, what, "the disk refused");
    match error {
        store::Error::Full => Failure::DiskFull,
        store::Error::Open(_)
        | store::Error::Sql(_)
        | store::Error::Encode(_)
        | store::Error::Damaged
        | store::Error::Lock(_)
        | store::Error::File(_) => Failure::Disk { text },
    }
}
