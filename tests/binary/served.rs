//! Accounts served alone, and several programs on one account.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::Stdio,
};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::{
    asked::plain,
    desk::{ROLO, SHOWN, demo, home, listed},
    pty::{Pty, command},
};

/// An account served alone; ended by a signal when a test fails.
pub(crate) struct Served {
    child: std::process::Child,
    pub(crate) address: String,
}

impl Served {
    pub(crate) fn start(home: &TempDir, arguments: &[&str]) -> Self {
        let mut child = plain(home)
            .args(["serve", "--listen", "127.0.0.1:0", "--data", "account"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let mut out = BufReader::new(child.stdout.take().expect("standard output"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        child.stdout = Some(out.into_inner());
        let url = line
            .strip_prefix("listening on ")
            .unwrap_or_else(|| panic!("{line:?}"))
            .trim_end();
        let (_, address) = url.split_once("://").expect("a scheme");
        let address = address.to_owned();
        Self { child, address }
    }

    fn get(&self, target: &str) -> String {
        self.ask("GET", target, "", "")
    }

    /// The whole answer; `token` may be empty.
    pub(crate) fn ask(&self, method: &str, target: &str, token: &str, body: &str) -> String {
        let mut connection = TcpStream::connect(&self.address).expect("it listens");
        let credentials = match token {
            "" => String::new(),
            token => format!("Authorization: Bearer {token}\r\n"),
        };
        write!(
            connection,
            "{method} {target} HTTP/1.1\r\nHost: {}\r\n{credentials}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            body.len(),
        )
        .expect("a request");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).expect("an answer");
        answer
    }

    pub(crate) fn stop(mut self, signal: Signal) {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, signal).expect("it lives");
        assert_eq!(self.child.wait().expect("an end").code(), Some(0));
        let mut rest = String::new();
        let mut out = self.child.stdout.take().expect("standard output");
        out.read_to_string(&mut rest).expect("the rest");
        assert_eq!(rest, "", "one line and no more");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Waited for already when all went well; then this does nothing.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const SAMPLE: &str = "/api/v2/contacts?id=1099181&USER_LOGIN=anna@demo.test&USER_HASH=demo-anna";

#[test]
fn an_account_is_served_until_a_signal() {
    for signal in [Signal::TERM, Signal::INT] {
        let home = home();
        let served = Served::start(&home, &["--demo", "20"]);
        let answer = served.get(SAMPLE);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.contains("1099181"), "{answer}");
        served.stop(signal);

        let again = Served::start(&home, &[]);
        assert!(again.get(SAMPLE).starts_with("HTTP/1.1 200"));
        again.stop(signal);
    }
}

#[test]
fn the_shapes_of_answers_are_chosen_at_each_start() {
    let home = home();
    for (arguments, link) in [
        (
            &["--demo", "20", "--shapes", "live"][..],
            r"\/api\/v2\/contacts",
        ),
        (&["--shapes", "page"], "/api/v2/contacts"),
        (&[], "/api/v2/contacts"),
    ] {
        let served = Served::start(&home, arguments);
        let answer = served.get(SAMPLE);
        assert!(answer.contains(&format!("{link}?id=1099181\"")), "{answer}");
        served.stop(Signal::TERM);
    }
}

#[test]
fn the_interface_opens_on_a_served_account() {
    let home = home();
    let served = Served::start(&home, &["--demo", "10"]);
    let mut command = command(ROLO, home.path());
    command.args(["--url", &format!("http://{}", served.address)]);
    command.env("ROLO_TOKEN", "demo-anna");
    let mut pty = Pty::start(command);
    pty.wait_for(SHOWN);
    pty.press("q");
    assert!(pty.exit().success());
    served.stop(Signal::TERM);
    owner_only(&home.path().join(".local"));
}

#[test]
fn two_demos_at_once_share_the_account() {
    let home = home();
    let mut one = listed(demo(&home));
    let mut two = listed(demo(&home));
    let mut fresh = demo(&home);
    fresh.arg("--fresh");
    let third = Pty::start(fresh);
    assert_eq!(third.exit().exit_code(), 1);
    assert!(third.bytes().contains("Another rolo"), "{}", third.bytes());
    for pty in [&mut one, &mut two] {
        pty.press("q");
        assert!(pty.exit().success());
    }
    owner_only(&home.path().join(".local"));
}

/// Whatever the program made, nobody else can read.
pub(crate) fn owner_only(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let mode = path.metadata().expect("metadata").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: {mode:o}", path.display());
        if path.is_dir() {
            owner_only(&path);
        }
    }
}
