//! The terminal is given back, once and whole, however the program ends.

use rolo::{
    domain::{id::Moment, reach::Commands},
    ui::{
        app::{self, State},
        terminal::{self, Ended, Guard, Options},
        view::{Look, Theme},
    },
    words::{Language, Words},
};
use rustix::process::Signal;
use tokio::sync::mpsc;

use crate::{
    desk::{OTHER, ROLO, demo, home},
    pty::{Pty, command},
};

const LEFT: [&str; 4] = ["\x1b[?2026l", "\x1b[?2004l", "\x1b[?1049l", "\x1b[?25h"];

/// Everything that was taken was given back, once.
fn given_back(bytes: &str) {
    assert_eq!(bytes.matches("\x1b[?1049l").count(), 1, "{bytes:?}");
    let end = &bytes[bytes.rfind("\x1b[?1049l").unwrap_or_default()..];
    for code in &LEFT[2..] {
        assert!(end.contains(code), "{end:?}");
    }
    for (taken, back) in [("\x1b[?2004h", LEFT[1]), ("\x1b[?2026h", LEFT[0])] {
        assert!(bytes.rfind(taken) < bytes.rfind(back), "{taken:?}");
    }
    for unasked in ["\x1b[6n", "\x1b[c", "\x1b[?1000h", "\x1b[>1u", "\x1b]"] {
        assert!(!bytes.contains(unasked), "{unasked:?}");
    }
}

#[test]
fn the_terminal_is_given_back_after_quitting() {
    let home = home();
    let mut pty = Pty::start(demo(&home));
    pty.wait_for(OTHER);
    assert_ne!(pty.line(), pty.line_before(), "raw mode");
    pty.press("q");
    assert!(pty.exit().success());
    assert_eq!(pty.line(), pty.line_before());
    given_back(&pty.bytes());
}

#[test]
fn the_terminal_is_given_back_after_a_signal() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let home = home();
        let mut pty = Pty::start(demo(&home));
        pty.wait_for(OTHER);
        pty.settle();
        pty.signal(signal);
        assert!(pty.exit().success(), "{signal:?}");
        assert_eq!(pty.line(), pty.line_before(), "{signal:?}");
        given_back(&pty.bytes());
    }
}

#[test]
fn the_terminal_is_given_back_after_a_panic() {
    let home = home();
    let this = std::env::current_exe().expect("this program");
    let mut command = command(this, home.path());
    command.args([
        "--exact",
        "given_back::panics_with_the_terminal",
        "--ignored",
        "--nocapture",
    ]);
    let pty = Pty::start(command);
    assert!(!pty.exit().success());
    assert_eq!(pty.line(), pty.line_before());
    let bytes = pty.bytes();
    given_back(&bytes);
    let (_, after) = bytes.split_once("\x1b[?1049l").expect("left");
    assert!(after.contains("on purpose ␛]0;title␇"), "{after:?}");
}

#[test]
#[ignore = "run by another test, in a terminal of its own"]
fn panics_with_the_terminal() {
    let _guard = Guard::enter(None).expect("a terminal");
    panic!("on purpose \x1b]0;title\x07");
}

#[test]
fn a_panic_in_the_background_ends_the_interface() {
    let home = home();
    let this = std::env::current_exe().expect("this program");
    let mut command = command(this, home.path());
    command.args([
        "--exact",
        "given_back::shows_a_desk_whose_background_panics",
        "--ignored",
        "--nocapture",
    ]);
    let pty = Pty::start(command);
    let status = pty.exit();
    let bytes = pty.bytes();
    assert!(status.success(), "{bytes:?}");
    assert_eq!(pty.line(), pty.line_before());
    given_back(&bytes);
    let (_, after) = bytes.split_once("\x1b[?1049l").expect("left");
    assert!(after.contains("in the background"), "{after:?}");
}

#[test]
#[ignore = "run by another test, in a terminal of its own"]
fn shows_a_desk_whose_background_panics() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let ended = runtime.block_on(async {
        let (commands, mut to_do) = mpsc::unbounded_channel();
        // Stays open, so that only the panic can end the loop.
        let (_done, events) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            to_do.recv().await;
            panic!("in the background");
        });
        let state = State::new(app::Settings {
            new_request_id: String::new,
            commands: Commands::default(),
            has_shell: true,
        });
        let look = Look {
            words: Words::new(Language::English),
            theme: Theme::new(false),
        };
        let options = Options {
            escape_hold: terminal::escape_hold(false),
            log: None,
            clock: || Moment(0),
            editor: None,
        };
        terminal::run(state, look, commands, events, options).await
    });
    assert_eq!(ended.expect("a terminal"), Ended::Panicked);
}

#[test]
fn the_shell_has_the_terminal_after_ctrl_z_until_fg() {
    const PROMPT: &str = "the shell> ";
    let home = home();
    let mut shell = command("/bin/sh", home.path());
    shell.arg("-i");
    shell.env("PS1", PROMPT);
    let mut pty = Pty::start(shell);
    pty.press(&format!("'{ROLO}' demo --contacts 10\r"));
    pty.wait_for(OTHER);
    assert_ne!(pty.line(), pty.line_before(), "raw mode");
    pty.press("\x1a");
    pty.wait_for_line("Stopped");
    assert_eq!(pty.line(), pty.line_before());
    let stopped = pty.byte_count();
    pty.press("fg\r");
    pty.wait_for_since(stopped, "\x1b[?1049h");
    pty.press("?");
    pty.wait_for("half a page down");
    assert_ne!(pty.line(), pty.line_before(), "raw mode");
    pty.press("\x1b");
    pty.wait_for(OTHER);
    let shown = pty.byte_count();
    pty.press("q");
    pty.wait_for_since(shown, PROMPT);
    pty.press("exit\r");
    assert!(pty.exit().success());
}
