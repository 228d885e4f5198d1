//! A thread for one task: whatever the task does, however long, the rest of the background does not wait for it.

use std::{io, thread};

use tokio::{runtime::Builder, sync::oneshot};

/// The task's thread, to be waited for.
pub(in crate::worker) struct Thread {
    ended: oneshot::Receiver<()>,
}

impl Thread {
    /// Starts a thread of this name that does this.
    pub(super) fn start(
        name: &str,
        work: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<Self> {
        let (end, ended) = oneshot::channel();
        let work = async {
            work.await;
            // Nobody may wait for it.
            let _ = end.send(());
        };
        if cfg!(test) {
            // The clocks of tests stand still while nothing can happen; only what their runtime does itself is something.
            tokio::spawn(work);
        } else {
            // It waits for letters and for times, never for the network.
            let runtime = Builder::new_current_thread().enable_time().build()?;
            thread::Builder::new()
                .name(name.to_owned())
                .spawn(move || runtime.block_on(work))?;
        }
        Ok(Self { ended })
    }

    /// Waits until the task has ended, well or badly.
    pub(in crate::worker) async fn ended(self) {
        if self.ended.await.is_err() {
            tracing::error!("a thread of the background ended badly");
        }
    }
}
