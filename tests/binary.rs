//! The program itself, started as a person starts it: keys in, screen out, exit codes, and the terminal given back.

#[path = "binary/pty.rs"]
mod pty;

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Command, Output, Stdio},
};

use portable_pty::CommandBuilder;
use pty::{Pty, command};
use rolo::ui::terminal::Guard;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

const ROLO: &str = env!("CARGO_BIN_EXE_rolo");
/// The contact of the API's documentation, which every demo account holds.
const NAME: &str = "Екатерина Долгорукова";
const PHONE: &str = "+7 900 000-00-01";
const DOWN: &str = "\x1b[B";
const F2: &str = "\x1bOQ";
const CTRL_T: &str = "\x14";
/// Ctrl with е and ы, the keys of T and S, as terminals with the newer protocol send them.
const CTRL_IE: &str = "\x1b[1077;5u";
const CTRL_YERU: &str = "\x1b[1099;5u";

fn home() -> TempDir {
    tempfile::tempdir().expect("a directory")
}

fn demo(home: &TempDir) -> CommandBuilder {
    let mut command = command(ROLO, home.path());
    command.args(["demo", "--contacts", "60"]);
    command
}

/// A demo that shows its list.
fn listed(command: CommandBuilder) -> Pty {
    let pty = Pty::start(command);
    pty.wait_for(NAME);
    pty
}

/// The keys of a keyboard whose layout is Latin or Russian.
struct Keys {
    search: &'static str,
    edit: &'static str,
    add: &'static str,
    save: &'static str,
    quit: &'static str,
}

const LATIN: Keys = Keys {
    search: "/",
    edit: "e",
    add: CTRL_T,
    save: F2,
    quit: "q",
};

const RUSSIAN: Keys = Keys {
    search: ".",
    edit: "у",
    add: CTRL_IE,
    save: CTRL_YERU,
    quit: "й",
};

fn find_and_open(pty: &mut Pty, keys: &Keys) {
    pty.press(keys.search);
    pty.press(NAME);
    pty.wait("what was found", |screen| {
        screen.contains(&format!("/ {NAME}")) && screen.contains(" 1 ")
    });
    pty.press("\r\r");
    pty.wait_for("1099181");
}

fn adds_a_phone_and_finds_it_again(language: &str, keys: &Keys) {
    let home = home();
    let start = || {
        let mut command = demo(&home);
        command.env("LANG", language);
        listed(command)
    };
    let as_shown = format!("{PHONE}  (");

    let mut pty = start();
    find_and_open(&mut pty, keys);
    let before = pty.settle();
    assert!(!before.contains(&as_shown), "{before}");
    pty.press(keys.edit);
    pty.wait_for("F2");
    pty.press("\t\t");
    pty.press(keys.add);
    pty.press(PHONE);
    pty.wait_for(PHONE);
    pty.press(keys.save);
    let saved = pty.wait_for(&as_shown);
    pty.press("\x1b");
    pty.wait("the list", |screen| screen != saved);
    pty.settle();
    pty.press("\x1b");
    pty.settle();
    pty.press(keys.quit);
    assert!(pty.exit().success());

    let mut pty = start();
    find_and_open(&mut pty, keys);
    let again = pty.wait_for(&as_shown);
    let first = phones(&before);
    assert_eq!(first.len() + 1, phones(&again).len(), "{again}");
    assert!(first.iter().all(|phone| again.contains(phone)), "{again}");
    pty.press("\x03\x03");
    pty.exit();
}

/// The phones of a card: what stands before their type.
fn phones(card: &str) -> Vec<String> {
    card.lines()
        .filter_map(|line| line.split_once("  (")?.0.split_once('+'))
        .map(|(_, digits)| format!("+{digits}"))
        .collect()
}

#[test]
fn a_second_phone_is_added_saved_and_found_again() {
    adds_a_phone_and_finds_it_again("en_US.UTF-8", &LATIN);
}

#[test]
fn the_same_keys_do_the_same_on_a_russian_layout() {
    adds_a_phone_and_finds_it_again("ru_RU.UTF-8", &RUSSIAN);
}
