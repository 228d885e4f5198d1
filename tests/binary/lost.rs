//! What is typed outlives the terminal and the program.

use rustix::process::Signal;
use tempfile::TempDir;

use crate::{
    desk::{LATIN, ROLO, demo, find_and_open, home, listed},
    pty::{Pty, command},
};

/// Leaves a changed form on the screen; the name in it.
fn changed_form(pty: &mut Pty) -> &'static str {
    find_and_open(pty, &LATIN);
    pty.press("e");
    pty.wait_for("F2");
    pty.press("\t");
    pty.press("Wanderer");
    pty.wait_for("Wanderer");
    "Wanderer"
}

/// Starts again and looks for what was typed before.
fn draft_is_there(home: &TempDir, typed: &str) {
    let mut pty = listed(demo(home));
    find_and_open(&mut pty, &LATIN);
    pty.press("e");
    pty.wait_for(typed);
    pty.signal(Signal::TERM);
    pty.exit();
}

#[test]
fn a_hang_up_ends_it_and_keeps_what_was_typed() {
    let home = home();
    let mut pty = listed(demo(&home));
    let typed = changed_form(&mut pty);
    pty.hang_up();
    assert_eq!(pty.exit().exit_code(), 129);
    draft_is_there(&home, typed);
}

#[test]
fn a_hang_up_without_a_signal_ends_it_too() {
    let home = home();
    let mut command = command("sh", home.path());
    // The shell is told by signal and ignores it; rolo is not the leader and must notice by itself.
    command.args([
        "-c",
        "trap '' HUP; \"$0\" demo --contacts 10; exit $?",
        ROLO,
    ]);
    let mut pty = listed(command);
    let typed = changed_form(&mut pty);
    pty.hang_up();
    assert_eq!(pty.exit().exit_code(), 129);
    draft_is_there(&home, typed);
}

#[test]
fn what_is_typed_survives_a_signal() {
    let home = home();
    let mut pty = listed(demo(&home));
    let typed = changed_form(&mut pty);
    pty.signal(Signal::TERM);
    assert!(pty.exit().success());
    draft_is_there(&home, typed);
}

#[test]
fn a_terminal_that_takes_no_bytes_does_not_keep_it_from_ending() {
    let home = home();
    let mut pty = listed(demo(&home));
    let typed = changed_form(&mut pty);
    pty.stall();
    // Far more than a terminal holds for somebody who does not read.
    for _ in 0..200 {
        pty.press("\x0c");
        pty.wait_until_read();
    }
    pty.signal(Signal::TERM);
    assert!(pty.exit().success());
    draft_is_there(&home, typed);
}
