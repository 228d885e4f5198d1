//! Work that may wait for the disk, away from the threads that must not.

use tokio::task::spawn_blocking;

/// Waits for work on a thread of its own; a panic there is a panic here.
pub(super) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The program ends, and nothing is sent any more.
            Err(_) => std::future::pending().await,
        },
    }
}
