//! Writes frames on a thread of its own, so that a slow terminal never stops the loop.

use std::{io, sync::PoisonError, sync::mpsc as std_mpsc, thread};

use tokio::sync::mpsc;

use super::{guard, tty};

/// The way to the terminal: takes one frame at a time.
#[derive(Debug)]
pub(super) struct Writer {
    frames: std_mpsc::Sender<Vec<u8>>,
    written: mpsc::UnboundedReceiver<io::Result<()>>,
    busy: bool,
}

impl Writer {
    /// Starts the thread; it ends when the writer is dropped.
    pub(super) fn start() -> io::Result<Self> {
        let (frames, to_write) = std_mpsc::channel::<Vec<u8>>();
        let (done, written) = mpsc::unbounded_channel();
        thread::Builder::new()
            .name("terminal writer".into())
            .spawn(move || {
                for frame in to_write {
                    let lock = tty::WRITING.lock().unwrap_or_else(PoisonError::into_inner);
                    // After the terminal was given back or lost a late frame would only spoil it.
                    let result = if guard::is_inside() {
                        tty::write_all(&frame)
                    } else {
                        Ok(())
                    };
                    drop(lock);
                    if done.send(result).is_err() {
                        break;
                    }
                }
            })?;
        Ok(Self {
            frames,
            written,
            busy: false,
        })
    }

    /// True when the last frame is wholly with the terminal.
    pub(super) fn is_idle(&self) -> bool {
        !self.busy
    }

    /// Hands over one frame; only when idle, or frames would pile up.
    pub(super) fn write(&mut self, frame: Vec<u8>) {
        debug_assert!(
            self.is_idle(),
            "the next frame is drawn when the last is written"
        );
        // A writer that ended has told why; `idle` passes it on.
        self.busy = self.frames.send(frame).is_ok();
    }

    /// Completes when the frame under way is written; never, when there is none.
    pub(super) async fn idle(&mut self) -> io::Result<()> {
        if !self.busy {
            std::future::pending::<()>().await;
        }
        let result = self.written.recv().await;
        self.busy = false;
        result.unwrap_or_else(|| Err(io::ErrorKind::BrokenPipe.into()))
    }
}
