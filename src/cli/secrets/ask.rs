//! Asking the person at the terminal, without showing what is typed where that is a secret.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};
use secrecy::{ExposeSecret as _, SecretString};

use super::command::first_line;

/// Whether somebody can be asked.
pub(in crate::cli) fn is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// The byte of Ctrl+C.
const GIVEN_UP: u8 = 3;

/// A terminal that does not show what is typed, until this is dropped.
struct Quiet {
    before: Termios,
}

impl Quiet {
    fn begin() -> io::Result<Self> {
        let before = tcgetattr(io::stdin())?;
        let mut quiet = before.clone();
        // Ctrl+C as a signal would end the program and leave the terminal like this: it ends the line instead.
        quiet.local_modes -= LocalModes::ECHO | LocalModes::ISIG;
        quiet.special_codes[SpecialCodeIndex::VEOL] = GIVEN_UP;
        // What was typed before anybody asked is forgotten: it was shown.
        tcsetattr(io::stdin(), OptionalActions::Flush, &quiet)?;
        Ok(Self { before })
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.before);
        let _ = writeln!(io::stderr());
    }
}

/// A secret, which is not shown while it is typed; empty for whoever gave up with Ctrl+C.
pub(in crate::cli) fn hidden(label: &str) -> io::Result<SecretString> {
    let quiet = Quiet::begin()?;
    let mut out = io::stderr();
    write!(out, "{label} ")?;
    out.flush()?;
    let mut typed = Vec::new();
    let mut input = io::stdin().lock();
    while !typed.ends_with(b"\n") && !typed.contains(&GIVEN_UP) {
        let more = input.fill_buf()?;
        if more.is_empty() {
            break;
        }
        let count = more.len();
        typed.extend_from_slice(more);
        input.consume(count);
    }
    drop(quiet);
    if typed.contains(&GIVEN_UP) {
        typed.clear();
    }
    let typed = SecretString::from(String::from_utf8(typed).unwrap_or_default());
    Ok(SecretString::from(typed.expose_secret().trim()))
}

/// A line, which is shown while it is typed.
pub(in crate::cli) fn question(label: &str) -> io::Result<String> {
    let mut out = io::stderr();
    write!(out, "{label} ")?;
    out.flush()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

/// A secret on the first line of standard input, where a script puts it.
pub(in crate::cli) fn said() -> SecretString {
    SecretString::from(first_line(io::stdin().lock()).trim())
}

/// Yes and да, in full or by their first letters, on whichever layout they were typed.
pub(in crate::cli) fn is_yes(answer: &str) -> bool {
    let answer = answer.to_lowercase();
    ["y", "yes", "д", "да", "н", "l"].contains(&answer.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_is_understood_on_either_layout_and_nothing_else_is() {
        for yes in ["y", "Y", "yes", "да", "Д", "н"] {
            assert!(is_yes(yes), "{yes}");
        }
        for no in ["", "n", "no", "нет", "yep"] {
            assert!(!is_yes(no), "{no}");
        }
    }
}
