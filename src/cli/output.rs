//! Standard output for whatever may be much: a reader that has seen enough closes the pipe, and that is no failure.

use std::io::{self, BufWriter, IsTerminal as _, Write};

use super::refusal::Refusal;
use crate::ui::terminal;

/// So much is written at once.
const PORTION: usize = 64 << 10;

/// Has it written.
pub(super) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Refusal> {
    let mut out = BufWriter::with_capacity(PORTION, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(Refusal::System),
    }
}

/// How many cells a line has on the terminal; `None` when the output goes elsewhere.
pub(super) fn width() -> Option<u16> {
    let is_terminal = io::stdout().is_terminal();
    is_terminal.then(|| terminal::size().width)
}
