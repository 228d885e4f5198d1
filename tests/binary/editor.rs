//! An editor of the person's own has the terminal as it was found, and gives a text back.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use tempfile::TempDir;

use crate::{
    desk::{LATIN, demo, find_and_open, home, listed},
    pty::Pty,
};

const CTRL_O: &str = "\x0f";

/// A note with a word in it, and this script as the editor.
fn noting(home: &TempDir, script: &str) -> Pty {
    let editor = home.path().join("editor");
    fs::write(&editor, format!("#!/bin/sh\n{script}\n")).expect("a script");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).expect("a program");
    let mut command = demo(home);
    command.env("EDITOR", format!("{} --wait", editor.display()));
    let mut pty = listed(command);
    find_and_open(&mut pty, &LATIN);
    pty.press("anwanderer");
    pty.wait_for("wanderer");
    pty
}

fn is_left_behind(home: &Path) -> bool {
    let folder = home.join(".local/state/rolo/editor");
    fs::read_dir(folder).is_ok_and(|mut texts| texts.next().is_some())
}

fn quit(pty: &mut Pty) {
    pty.press("\x03\x03");
    assert!(pty.exit().success());
    assert_eq!(pty.line(), pty.line_before());
}

#[test]
fn an_editor_has_the_terminal_and_its_text_comes_back() {
    let home = home();
    let script =
        "stty -a >\"$HOME/line\"; ls -l \"$2\" >\"$HOME/mode\"; echo It is mine; read -r line
        printf 'and %s' \"$line\" >>\"$2\"";
    let mut pty = noting(&home, script);
    pty.press(CTRL_O);
    pty.wait_for_line("It is mine");
    pty.press("wonderer\n");
    pty.wait_for("and wonderer");
    pty.settle();
    assert!(!is_left_behind(home.path()));
    let line = fs::read_to_string(home.path().join("line")).expect("line settings");
    assert!(
        line.contains(" icanon") && line.contains(" echo "),
        "{line}"
    );
    let mode = fs::read_to_string(home.path().join("mode")).expect("a mode");
    assert!(mode.starts_with("-rw-------"), "{mode}");
    pty.press(" again");
    pty.wait_for("wonderer again");
    quit(&mut pty);
}

#[test]
fn an_editor_that_fails_or_is_interrupted_leaves_the_text_as_it_was() {
    for script in ["echo other >\"$2\"; exit 3", "kill -INT $$"] {
        let home = home();
        let mut pty = noting(&home, script);
        pty.press(CTRL_O);
        pty.wait("what is wrong", |screen| {
            screen.contains("Your editor did not work") && screen.contains("wanderer")
        });
        assert!(!is_left_behind(home.path()));
        quit(&mut pty);
    }
}

#[test]
fn ctrl_c_in_an_editor_is_not_the_end_of_rolo() {
    let home = home();
    let mut pty = noting(
        &home,
        "trap 'exit 0' INT; echo It is mine; while :; do read -r line; done",
    );
    pty.press(CTRL_O);
    pty.wait_for_line("It is mine");
    pty.press("\x03");
    let frame = pty.byte_count();
    pty.wait("the note", |screen| screen.contains("wanderer"));
    pty.settle();
    assert!(pty.byte_count() > frame);
    quit(&mut pty);
}

#[test]
fn what_an_editor_saved_is_kept_when_the_program_is_ended_meanwhile() {
    let home = home();
    let mut pty = noting(
        &home,
        "echo saved there >\"$2\"; echo It is mine; read -r line",
    );
    pty.press(CTRL_O);
    pty.wait_for_line("It is mine");
    pty.signal(rustix::process::Signal::TERM);
    pty.exit();
    assert!(!is_left_behind(home.path()));
    let mut pty = listed(demo(&home));
    find_and_open(&mut pty, &LATIN);
    pty.press("an");
    pty.wait_for("saved there");
    // Nothing is named that could edit it.
    pty.press(CTRL_O);
    pty.wait_for("Name your editor");
    quit(&mut pty);
}
