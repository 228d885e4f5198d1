//! A program of the person's that prints a secret, such as `pass show crm/rolo`: run without a shell.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use secrecy::SecretString;

use super::Trouble;

/// Long enough to unlock something by hand.
const PATIENCE: Duration = Duration::from_mins(1);
/// No secret is longer.
const MOST: u64 = 64 << 10;

/// The first line that the program prints.
pub(in crate::cli) fn run(argv: &[String]) -> Result<SecretString, Trouble> {
    let failed = |error: std::io::Error| Trouble(error.to_string());
    let (program, arguments) = argv
        .split_first()
        .ok_or_else(|| Trouble("no program is named".to_owned()))?;
    let mut child = Command::new(program)
        .args(arguments)
        .env_remove("ROLO_TOKEN")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let out = child.stdout.take();
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let read = out.map(|out| first_line(BufReader::new(out)));
        let _ = tell.send(read.unwrap_or_default());
    });
    let Ok(line) = told.recv_timeout(PATIENCE) else {
        // It may end by itself meanwhile, which is as good.
        let _ = child.kill();
        let _ = child.wait();
        return Err(Trouble("the program did not end".to_owned()));
    };
    // Whoever prints more than a line may be stopped by our not reading it; what counts then is the line.
    let status = child.wait().map_err(failed)?;
    match line {
        _ if status.code().is_some_and(|code| code != 0) => Err(Trouble(status.to_string())),
        line if line.is_empty() => Err(Trouble("the program printed nothing".to_owned())),
        line => Ok(SecretString::from(line)),
    }
}

/// The first line without its end; empty for none, and for what is no text.
pub(super) fn first_line(from: impl BufRead) -> String {
    let mut line = String::new();
    let mut from = from.take(MOST);
    if from.read_line(&mut line).is_err() {
        line.clear();
    }
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    fn shell(script: &str) -> Result<String, Trouble> {
        let argv = ["sh", "-c", script].map(str::to_owned);
        run(&argv).map(|secret| secret.expose_secret().to_owned())
    }

    #[test]
    fn the_first_line_is_the_secret() {
        assert_eq!(
            shell("printf 'canary\\r\\nmore\\n'"),
            Ok("canary".to_owned())
        );
        assert_eq!(shell("printf canary"), Ok("canary".to_owned()));
    }

    #[test]
    fn a_program_that_fails_or_says_nothing_gives_no_secret() {
        assert!(shell("echo canary; exit 3").is_err());
        assert!(shell(":").is_err());
        assert!(run(&["/nonexistent/program".to_owned()]).is_err());
        assert!(run(&[]).is_err());
    }
}
