//! Stops the program for the shell that started it, until that brings it back.

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};

/// Whether there is a shell that could bring it back: only one that controls its jobs gives each a group of its own.
pub fn is_possible() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops this job, whoever else belongs to it; returns when it goes on.
pub(super) fn stop() {
    if !is_possible() {
        return;
    }
    if let Err(error) = kill_current_process_group(Signal::STOP) {
        tracing::warn!(%error, "the program could not be stopped");
    }
}
