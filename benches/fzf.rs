//! How rolo feels beside fzf: both in a terminal of 200x60, over the same people, with the same keys, started in turns.
//!
//! `cargo bench --bench fzf` invents 100,000 contacts; `-- --help` tells what else can be asked for. fzf is looked for on
//! `PATH` or where `FZF` says. A terminal is read and nothing else while a key is measured: what the screen showed is made of
//! the bytes afterwards. Times depend on the machine and on what else it does: the ratios are what to look at.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Result, ensure};
use clap::Parser;
use portable_pty::CommandBuilder;

#[path = "fzf/copying.rs"]
mod copying;
#[path = "shared/figures.rs"]
mod figures;
#[path = "fzf/launch.rs"]
mod launch;
#[path = "fzf/people.rs"]
mod people;
#[path = "fzf/picture.rs"]
mod picture;
#[path = "shared/processes.rs"]
mod processes;
#[path = "fzf/report.rs"]
mod report;
#[path = "fzf/script.rs"]
mod script;
#[path = "shared/served.rs"]
mod served;
#[path = "fzf/terminal.rs"]
mod terminal;

use launch::{Launch, launch};
use served::{ROLO, Served};

const COLUMNS: u16 = 200;
const ROWS: u16 = 60;
/// After so long without a key everything that a start leads to is done.
const AT_REST: Duration = Duration::from_secs(5);

/// Measures rolo beside fzf.
#[derive(Debug, Parser)]
struct Options {
    /// How many contacts to invent
    #[arg(default_value_t = 100_000)]
    contacts: u32,
    /// Contacts to take instead: one JSON object a line, as the account lists them
    #[arg(long, value_name = "FILE")]
    import: Option<PathBuf>,
    /// How often each program is started
    #[arg(long, value_name = "N", default_value_t = 3)]
    launches: usize,
    /// How long to watch each program do nothing after its keys
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    idle: u64,
    /// Measure keys while a first copy is made, beside keys afterwards, instead of fzf
    #[arg(long)]
    while_copying: bool,
    /// What cargo adds
    #[arg(long, hide = true)]
    bench: bool,
}

/// Which program is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Program {
    Rolo,
    Fzf,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let fzf = env::var("FZF").unwrap_or_else(|_| "fzf".to_owned());
    if !options.while_copying && !runs(&fzf) {
        println!("{fzf} does not run: there is nothing to compare with");
        return Ok(());
    }
    let home = tempfile::tempdir()?;
    let home = home.path();
    let served = Served::start(home, options.contacts, options.import.as_deref())?;
    if options.while_copying {
        return copying::compare(&served, home, options.contacts);
    }
    let people = served.copy(home, 0)?;
    let lines = home.join("people.tsv");
    people::write(home, &lines)?;
    println!(
        "{people} contacts, {COLUMNS}x{ROWS}, {} launches of each",
        options.launches
    );

    let fzf = under_shell(home, &format!("exec {fzf} --exact < {}", lines.display()));
    let rolo = of_account(&served, home, &[]);
    let idle = Duration::from_secs(options.idle);
    let start = |program, idle| -> Result<Launch> {
        let keys = script::keys(program, ROWS);
        match program {
            Program::Rolo => launch(rolo.clone(), people, "/", &keys, idle),
            Program::Fzf => launch(fzf.clone(), people, "", &keys, idle),
        }
    };
    // What a first start leaves behind for later ones is written when it has come to rest, and is not measured.
    launch(rolo.clone(), people, "", &[], AT_REST)?;
    launch(fzf.clone(), people, "", &[], Duration::ZERO)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for turn in 1..=options.launches {
        // Doing nothing is watched once.
        let idle = if turn == options.launches {
            idle
        } else {
            Duration::ZERO
        };
        ours.push(start(Program::Rolo, idle)?);
        theirs.push(start(Program::Fzf, idle)?);
    }
    ensure!(!ours.is_empty(), "nothing was measured");
    report::print(&ours, &theirs);
    Ok(())
}

fn runs(program: &str) -> bool {
    let mut command = Command::new(program);
    command.arg("--version").stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// rolo on an account; what it keeps goes under `home`.
fn of_account(served: &Served, home: &Path, more: &[&str]) -> CommandBuilder {
    let more = more.join(" ");
    let line = format!("exec {ROLO} --url {} {more}", served.url);
    let mut command = under_shell(home, &line);
    command.env("ROLO_TOKEN", &served.token);
    command
}

/// A shell's line, with nothing of this process's environment but `PATH`.
fn under_shell(home: &Path, line: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", line]);
    command.env_clear();
    if let Some(path) = env::var_os("PATH") {
        command.env("PATH", path);
    }
    command.env("HOME", home);
    command.env("TERM", "xterm-256color");
    command.env("COLORTERM", "truecolor");
    command.env("LANG", "en_US.UTF-8");
    command.cwd(home);
    command
}
