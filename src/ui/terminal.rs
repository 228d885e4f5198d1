//! Owns the terminal: takes it, turns what a person does into messages, carries out the effects, draws, gives it back.

mod clipboard;
mod desk;
mod editor;
mod event_loop;
mod guard;
mod input;
mod keys;
mod screen;
mod sequence;
mod signals;
mod suspend;
mod tty;
mod writer;

use std::{
    fs::File,
    io::{self, IsTerminal as _},
    time::Duration,
};

use tokio::sync::mpsc;

use super::{app::State, view::Look};
use crate::{
    domain::id::Moment,
    letters::{Command, Event},
};

pub use editor::Editor;
pub use guard::Guard;
pub use suspend::is_possible as can_suspend;
pub use tty::size;

/// The exit code of a process whose terminal hung up: 128 and the number of SIGHUP.
pub const EXIT_HUNG_UP: i32 = 129;
/// How long after a hang-up the process may live to bring drafts to the disk; then it is ended whatever it does.
const GRACE: Duration = Duration::from_millis(1_500);

/// What the loop is told about its surroundings.
#[derive(Debug)]
pub struct Options {
    /// How long an `Esc` waits for the rest of a key that was cut between two packets; see [`escape_hold`].
    pub escape_hold: Duration,
    /// Takes what anybody writes to standard error while the interface has the screen.
    pub log: Option<File>,
    /// The wall clock.
    pub clock: fn() -> Moment,
    /// The person's own editor, if one is named.
    pub editor: Option<Editor>,
}

/// 30 ms on this machine; 100 ms over SSH, where packets come late.
pub fn escape_hold(over_ssh: bool) -> Duration {
    Duration::from_millis(if over_ssh { 100 } else { 30 })
}

/// Why the interface ended; the terminal is given back, unless it is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person quit.
    Quit,
    /// A signal asked for it.
    Stopped,
    /// The terminal is gone: the process must end within a moment, with [`EXIT_HUNG_UP`].
    HungUp,
    /// Something panicked; its message is on standard error.
    Panicked,
    /// The background ended by itself, which it never does while all is well.
    Deserted,
}

/// True when there is a terminal to draw on.
pub fn is_there() -> bool {
    io::stdout().is_terminal()
}

/// Shows the desk until it ends. The channel to the background closes with it, which tells the background to finish
/// its writes; wait for that before the process exits.
pub async fn run(
    state: State,
    look: Look,
    commands: mpsc::UnboundedSender<Command>,
    events: mpsc::UnboundedReceiver<Event>,
    options: Options,
) -> io::Result<Ended> {
    event_loop::run(state, look, commands, events, options).await
}
