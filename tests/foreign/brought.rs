//! Programs that have to be there already: found, or missed aloud.

use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::{Command, Stdio},
};

/// The folder of the programs and of what drives them.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/foreign")
}

/// The first line that `program` prints with these arguments; `None` if it is not here or fails.
pub(crate) fn first_line(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output
        .status
        .success()
        .then(|| text.lines().next().unwrap_or_default().to_owned())
}

/// Says that a test is skipped because something is missing; fails instead when everything has to run.
pub(crate) fn missing(what: &str) {
    let line = format!("{what}; `tests/foreign/install` brings it where it can");
    assert!(
        std::env::var_os("ROLO_FOREIGN").is_none_or(|value| value != "required"),
        "{line}"
    );
    say(&format!("skipped: {line}"));
}

/// Writes a line that is seen: past the capture of the test harness, which lets only failed tests speak.
pub(crate) fn say(line: &str) {
    // One call for one line, so that tests at the same time do not mix theirs.
    let line = format!("foreign: {line}\n");
    io::stderr()
        .write_all(line.as_bytes())
        .expect("standard error takes a line");
}

/// Runs it to its end; what it printed. It must succeed and complain of nothing.
pub(crate) fn printed(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let complaints = text(output.stderr);
    assert!(output.status.success(), "{}: {complaints}", output.status);
    assert_eq!(complaints, "");
    text(output.stdout)
}
