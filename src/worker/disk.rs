//! Failures of this machine's disk, for whoever asked for what could not be done.

use std::{error::Error as _, sync::Arc};

use crate::{
    domain::failure::Failure,
    store::{self, Mirror},
};

/// What the copy is called in the log.
const COPY: &str = "the copy";

/// Has the copy work on a thread that may wait for the disk.
pub(super) async fn on_copy<T: Send + 'static>(
    mirror: &Arc<Mirror>,
    work: impl FnOnce(&Mirror) -> Result<T, store::Error> + Send + 'static,
) -> Result<T, Failure> {
    let mirror = Arc::clone(mirror);
    blocking(move || work(&mirror)).await
}

/// Has something done with copies on a thread that may wait for the disk.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, store::Error> + Send + 'static,
) -> Result<T, Failure> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(|error| of_copy(&error)),
        Err(error) => {
            tracing::error!(%error, "a task that uses the copy ended badly");
            Err(Failure::Disk {
                text: "writing was interrupted".to_owned(),
            })
        }
    }
}

/// [`in_words`] for what was done with a copy.
pub(super) fn of_copy(error: &store::Error) -> Failure {
    in_words(error, COPY)
}

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
