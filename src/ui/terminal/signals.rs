//! The signals that ask the program to end, to stop for a while or to go on.

use std::io;

use futures_util::FutureExt as _;
use rustix::process::Signal as Number;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::suspend;

/// SIGTERM, SIGINT and SIGTSTP (in raw mode Ctrl+C and Ctrl+Z are keys, so only `kill` sends them), SIGHUP and SIGCONT.
#[derive(Debug)]
pub(super) struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
    stop: Signal,
    go_on: Signal,
}

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// To end.
    End,
    /// To leave the terminal to the shell.
    Suspend,
    /// To take it again: the program was stopped, and whoever had the terminal meanwhile left it in any state.
    Resume,
}

impl Signals {
    /// From now on these signals no longer end or stop the process by themselves.
    pub(super) fn catch() -> io::Result<Self> {
        let numbered = |number: Number| signal(SignalKind::from_raw(number.as_raw()));
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
            stop: numbered(Number::TSTP)?,
            go_on: numbered(Number::CONT)?,
        })
    }

    /// Completes when one of them has come.
    pub(super) async fn any(&mut self) -> Asked {
        tokio::select! {
            _ = self.terminate.recv() => Asked::End,
            _ = self.interrupt.recv() => Asked::End,
            _ = self.hang_up.recv() => Asked::End,
            _ = self.stop.recv() => Asked::Suspend,
            _ = self.go_on.recv() => Asked::Resume,
        }
    }

    /// Completes when the program is asked to end and the terminal is another one's, so that Ctrl+C is meant for that. When
    /// that is stopped, so is the program.
    pub(super) async fn end(&mut self) {
        loop {
            tokio::select! {
                _ = self.terminate.recv() => return,
                _ = self.hang_up.recv() => return,
                _ = self.stop.recv() => suspend::stop(),
            }
        }
    }

    /// What came meanwhile and was meant for whoever had the terminal does not count.
    pub(super) fn forget_others(&mut self) {
        let _ = self.interrupt.recv().now_or_never();
        let _ = self.go_on.recv().now_or_never();
    }
}
