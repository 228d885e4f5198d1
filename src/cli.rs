//! The composition root: reads what was asked and where, puts the rooms together, and says in one sentence what failed.

mod accounts;
mod admission;
mod arguments;
mod config;
mod copies;
mod demo;
mod doctor;
mod drafts;
mod filling;
mod find;
mod first;
mod folders;
mod gates;
mod grant;
mod interface;
mod leave;
mod local;
mod log;
mod login;
mod occupancy;
mod output;
mod refusal;
mod secrets;
mod serve;
mod served;
mod settings;
mod show;
mod status;
mod sync;
mod url;
mod who;

use std::{
    io::{self, Write as _},
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use clap::Parser as _;

use self::{
    arguments::{Arguments, Task, access::LogTask},
    folders::Folders,
    refusal::Refusal,
    settings::{Settings, Surroundings},
};
use crate::{
    domain::id::Moment,
    ui::keymap,
    words::{Language, Words},
};

/// Does what the command line asks for; what it says and returns is for the shell.
///
/// Exit codes: 0 done, 1 failed or nothing found, 2 asked wrongly, 3 done but for a decision, 129 the terminal hung up.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let surroundings = Surroundings::read();
    // Known before the settings are, because what is wrong with those has to be said too.
    let fallback = settings::language(arguments.lang(), None, &surroundings);
    let code = match prepare(&arguments, surroundings) {
        Ok(settings) => {
            let words = Words::new(settings.language);
            let task = arguments.task();
            // `rolo config check` names them itself.
            if !matches!(task, Task::Config(_)) {
                for mistake in &settings.mistakes {
                    tell(&mistake.sentence(&words));
                }
            }
            match dispatch(task, &settings) {
                Ok(code) => code,
                Err(refusal) => refusal.tell(&words),
            }
        }
        Err(refusal) => refusal.tell(&Words::new(fallback)),
    };
    ExitCode::from(code)
}

fn prepare(arguments: &Arguments, surroundings: Surroundings) -> Result<Settings, Refusal> {
    let folders = Folders::find()?;
    let file = folders.config.join(config::FILE);
    // What others can write may name programs to run and addresses to send secrets to.
    for path in [&folders.config, &file, &accounts::file(&folders)] {
        if folders::is_open_to_others(path) {
            return Err(Refusal::Writable(path.clone()));
        }
    }
    let read = config::read(file);
    Ok(settings::settle(
        arguments.lang(),
        read,
        surroundings,
        folders,
    ))
}

fn dispatch(task: Task, settings: &Settings) -> Result<u8, Refusal> {
    match task {
        Task::Demo(demo) => demo::run(demo, settings),
        Task::Serve(serve) => serve::run(serve, settings),
        Task::Administer(asked) => serve::administer(*asked, settings),
        Task::Sync(asked) => sync::run(&asked, settings),
        Task::Find(asked) => find::run(&asked, settings),
        Task::Who(asked) => who::run(&asked, settings),
        Task::Show(asked) => show::run(&asked, settings),
        Task::Login(asked) => login::run(&asked, settings),
        Task::Logout(asked) => leave::run(&asked, settings),
        Task::Accounts => status::list(settings),
        Task::Status => status::run(settings),
        Task::Doctor(asked) => doctor::run(&asked, settings),
        Task::Config(asked) => config::command::run(asked, settings),
        Task::Log(LogTask::Path) => log::tell_path(settings),
        Task::Open(open) => url::run(&open, settings),
        Task::Keys => {
            print_keys(settings.language);
            Ok(0)
        }
    }
}

fn print_keys(language: Language) {
    let table = keymap::markdown(&Words::new(language));
    // A reader that has seen enough closes the pipe; that is no failure.
    let _ = io::stdout().lock().write_all(table.as_bytes());
}

/// One line for the person, on standard error; a closed standard error is no reason to fail.
fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// The wall clock.
fn now() -> Moment {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Moment(i64::try_from(seconds).unwrap_or(i64::MAX))
}
