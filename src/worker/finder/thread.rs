//! A thread that owns something and does what is asked of it, one thing after another.

use std::{io, sync::mpsc, thread};

use tokio::sync::oneshot;

type Job<T> = Box<dyn FnOnce(&mut T) + Send>;

/// The way to the thread; it ends when this is dropped and everything asked for is done.
pub(super) struct Thread<T> {
    jobs: mpsc::Sender<Job<T>>,
}

impl<T: Send + 'static> Thread<T> {
    /// Starts a thread of this name that owns `owned`.
    pub(super) fn start(name: &str, mut owned: T) -> io::Result<Self> {
        let (jobs, asked) = mpsc::channel::<Job<T>>();
        thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                while let Ok(job) = asked.recv() {
                    job(&mut owned);
                }
            })?;
        Ok(Self { jobs })
    }

    /// Has the thread do something, and waits for what comes of it; `None` when it panicked, now or earlier.
    pub(super) async fn run<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut T) -> R + Send + 'static,
    ) -> Option<R> {
        let (done, result) = oneshot::channel();
        let job: Job<T> = Box::new(move |owned| {
            // Who asked may not wait any more.
            let _ = done.send(work(owned));
        });
        self.jobs.send(job).ok()?;
        wait(result).await
    }
}

/// What a thread tells; `None` when it ended without a word.
#[cfg(not(test))]
pub(in crate::worker) async fn wait<R>(result: oneshot::Receiver<R>) -> Option<R> {
    result.await.ok()
}

/// The clocks of tests stand still while nothing can happen, and a thread is nothing to them unless the runtime waits for it.
#[cfg(test)]
pub(in crate::worker) async fn wait<R: Send + 'static>(result: oneshot::Receiver<R>) -> Option<R> {
    let waited = tokio::task::spawn_blocking(|| result.blocking_recv().ok());
    waited.await.ok().flatten()
}
