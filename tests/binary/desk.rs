//! What every run begins with: a home of its own, a demo account, keys, a contact that is always there.

use portable_pty::CommandBuilder;
use tempfile::TempDir;

use crate::pty::{Pty, command};

/// The program.
pub(crate) const ROLO: &str = env!("CARGO_BIN_EXE_rolo");
/// The contact of the API's documentation, which every demo account holds.
pub(crate) const NAME: &str = "Екатерина Долгорукова";
/// As much of her name as fits into a narrow list.
pub(crate) const SHOWN: &str = "Екатерина Д";
/// Somebody else in the list.
pub(crate) const OTHER: &str = "Павел Ермолаев";
pub(crate) const PHONE: &str = "+7 900 000-00-01";
pub(crate) const F2: &str = "\x1bOQ";
pub(crate) const CTRL_T: &str = "\x14";
/// Ctrl with е and ы, the keys of T and S, as terminals with the newer protocol send them.
pub(crate) const CTRL_IE: &str = "\x1b[1077;5u";
pub(crate) const CTRL_YERU: &str = "\x1b[1099;5u";

pub(crate) fn home() -> TempDir {
    tempfile::tempdir().expect("a directory")
}

pub(crate) fn demo(home: &TempDir) -> CommandBuilder {
    let mut command = command(ROLO, home.path());
    // So few that a screen shows them all.
    command.args(["demo", "--contacts", "10"]);
    command
}

/// A demo that shows its list.
pub(crate) fn listed(command: CommandBuilder) -> Pty {
    let pty = Pty::start(command);
    pty.wait_for(SHOWN);
    pty.wait_for(OTHER);
    pty
}

/// The keys of a keyboard whose layout is Latin or Russian.
pub(crate) struct Keys {
    pub(crate) search: &'static str,
    pub(crate) edit: &'static str,
    pub(crate) add: &'static str,
    pub(crate) save: &'static str,
    pub(crate) quit: &'static str,
}

pub(crate) const LATIN: Keys = Keys {
    search: "/",
    edit: "e",
    add: CTRL_T,
    save: F2,
    quit: "q",
};

pub(crate) const RUSSIAN: Keys = Keys {
    search: ".",
    edit: "у",
    add: CTRL_IE,
    save: CTRL_YERU,
    quit: "й",
};

pub(crate) fn find_and_open(pty: &mut Pty, keys: &Keys) {
    pty.press(keys.search);
    pty.press(NAME);
    pty.wait("what was found", |screen| {
        screen.contains(&format!("/ {NAME}")) && screen.contains(SHOWN) && !screen.contains(OTHER)
    });
    pty.press("\r\r");
    pty.wait_for("[1 ");
}
