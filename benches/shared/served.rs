//! An account in a process of its own, and commands that ask it.

use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use rolo::server::DEMO_KEY;

/// The program as it is used.
pub(crate) const ROLO: &str = env!("CARGO_BIN_EXE_rolo");

/// An account that is served until this goes out of scope.
pub(crate) struct Served {
    child: Child,
    pub(crate) url: String,
    /// The key of somebody who sees everything.
    pub(crate) token: String,
}

impl Served {
    /// Invents so many contacts, or takes those of a file, and serves them. What the account keeps goes under `home`.
    pub(crate) fn start(home: &Path, contacts: u32, import: Option<&Path>) -> Result<Self> {
        let said = home.join("account.txt");
        let mut command = plain(home);
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--data", "account"])
            .stdout(Stdio::piped())
            .stderr(File::create(&said)?);
        match import {
            Some(file) => command.arg("--import").arg(file),
            None => command.arg("--demo").arg(contacts.to_string()),
        };
        let mut child = command.spawn()?;
        let mut line = String::new();
        let out = child.stdout.take().context("no standard output")?;
        BufReader::new(out).read_line(&mut line)?;
        let url = line.trim_end().strip_prefix("listening on ");
        let url = url.context("the account was not served")?.to_owned();
        // An imported account tells its keys once, the first user's first: two spaces, the login, two spaces, the key.
        let said = fs::read_to_string(said)?;
        let told = said.lines().find_map(|line| line.strip_prefix("  "));
        let key = told.and_then(|told| told.split_once("  "));
        let token = key.map_or(DEMO_KEY, |(_, key)| key).to_owned();
        Ok(Self { child, url, token })
    }

    /// A copy under `home`; how many contacts the account has, as `rolo sync` says it.
    pub(crate) fn copy(&self, home: &Path, rate: u8) -> Result<usize> {
        let output = plain(home)
            .env("ROLO_TOKEN", &self.token)
            .args(["sync", "--url", &self.url, "--rate", &rate.to_string()])
            .output()?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let said = String::from_utf8(output.stdout)?;
        let count = said
            .strip_prefix("Read ")
            .and_then(|said| said.split_once(' '));
        let (count, _) = count.context("the copy is not new")?;
        Ok(count.replace(',', "").parse()?)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself, which showed elsewhere.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// rolo without a terminal and with nothing of this process's environment; everything it keeps goes under `home`.
pub(crate) fn plain(home: &Path) -> Command {
    let mut command = Command::new(ROLO);
    command
        .env_clear()
        .env("HOME", home)
        .env("LANG", "en_US.UTF-8")
        .current_dir(home)
        .stdin(Stdio::null());
    command
}
