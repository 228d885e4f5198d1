//! Reads keys on a thread that nobody ever waits for: after a hang-up it would not come back.

use std::{io, sync::mpsc as std_mpsc, thread, time::Duration};

use crossterm::event::{self, Event};
use tokio::sync::mpsc;

/// Events taken at once, so that an endless stream of them still shows something.
const BURST: usize = 1_024;

/// What a person presses. The next keys are read only when the last ones have been dealt with, so that another program can
/// have the terminal for itself in between.
#[derive(Debug)]
pub(super) struct Keys {
    pressed: mpsc::UnboundedReceiver<io::Result<Vec<Event>>>,
    read_on: std_mpsc::Sender<()>,
}

impl Keys {
    /// Starts the thread.
    pub(super) fn read() -> io::Result<Self> {
        let (found, pressed) = mpsc::unbounded_channel();
        let (read_on, dealt_with) = std_mpsc::channel();
        thread::Builder::new()
            .name("terminal reader".into())
            .spawn(move || {
                loop {
                    let events = burst();
                    let failed = events.is_err();
                    if found.send(events).is_err() || failed || dealt_with.recv().is_err() {
                        break;
                    }
                }
            })?;
        Ok(Self { pressed, read_on })
    }

    /// Everything that was pressed since the last time, at least one event.
    pub(super) async fn pressed(&mut self) -> io::Result<Vec<Event>> {
        let gone = || Err(io::ErrorKind::UnexpectedEof.into());
        self.pressed.recv().await.unwrap_or_else(gone)
    }

    /// They have been dealt with; from now on the terminal is read again.
    pub(super) fn read_on(&self) {
        // A reader that has ended has told why.
        let _ = self.read_on.send(());
    }
}

/// Waits for an event, and takes what has come with it.
fn burst() -> io::Result<Vec<Event>> {
    let mut events = vec![event::read()?];
    while events.len() < BURST && event::poll(Duration::ZERO)? {
        events.push(event::read()?);
    }
    Ok(events)
}
