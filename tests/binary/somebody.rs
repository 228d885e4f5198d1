//! Logging in as root and as an ordinary user of a machine without a desktop, once for all later sessions.

use std::{
    fs,
    os::unix::{
        fs::{PermissionsExt as _, chown},
        process::CommandExt as _,
    },
    path::{Path, PathBuf},
    process::Command,
};

use rustix::process::{Signal, getuid};

use crate::{
    asked::ended,
    desk::{ROLO, home},
    login::{given, served},
};

/// Who owns nothing.
const ORDINARY: u32 = 65_534;

/// Somebody of this machine, with a home.
struct Somebody {
    /// `None` for whoever runs the tests.
    number: Option<u32>,
    home: PathBuf,
    program: PathBuf,
}

impl Somebody {
    /// rolo as a new session starts it: with nothing that an earlier one may have left in its environment.
    fn rolo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.env_clear().env("HOME", &self.home);
        command.env("LANG", "en_US.UTF-8").current_dir(&self.home);
        command.args(arguments).process_group(0);
        if let Some(number) = self.number {
            command.uid(number).gid(number);
        }
        command
    }

    fn logs_in_once(&self, url: &str, keep: &str) {
        for (name, login, secret) in [
            ("token", &["--token-stdin"][..], "demo-anna"),
            (
                "key",
                &["--login", "boris@demo.test", "--key-stdin"],
                "demo-boris",
            ),
        ] {
            let mut arguments = vec!["login", url, "--account", name, "--keep", keep];
            arguments.extend(login);
            let (code, _, err) = given(&mut self.rolo(&arguments), secret);
            if keep == "kernel" && code != Some(0) {
                println!("skipped: this machine gives {name} no keyring: {err}");
                return;
            }
            assert_eq!(code, Some(0), "{err}");
            // Two later sessions are let in without being asked for anything.
            for _ in 0..2 {
                let (code, out, err) =
                    ended(&mut self.rolo(&["sync", "--rate", "0", "--account", name]));
                assert_eq!(code, Some(0), "{err}");
                assert!(out.contains("up to date"), "{out}");
            }
            let (code, _, err) = ended(&mut self.rolo(&["logout", name, "--wipe"]));
            assert_eq!(code, Some(0), "{err}");
            let (code, ..) = ended(&mut self.rolo(&["sync", "--rate", "0", "--account", name]));
            assert_ne!(code, Some(0), "nobody is let in after logging out");
        }
    }
}

/// The program where everybody can run it.
fn lent(folder: &Path) -> PathBuf {
    let program = folder.join("rolo");
    fs::copy(ROLO, &program).expect("a copy");
    for path in [folder, &program] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("permissions");
    }
    program
}

#[test]
fn root_and_an_ordinary_user_log_in_once_for_all_later_sessions() {
    let (house, own, common) = (home(), home(), home());
    let (served, url) = served(&house);
    let mut people = vec![Somebody {
        number: None,
        home: own.path().to_owned(),
        program: ROLO.into(),
    }];
    if getuid().is_root() {
        let theirs = common.path().join("home");
        fs::create_dir(&theirs).expect("a folder");
        chown(&theirs, Some(ORDINARY), Some(ORDINARY)).expect("its owner");
        people.push(Somebody {
            number: Some(ORDINARY),
            home: theirs,
            program: lent(common.path()),
        });
    }
    for somebody in &people {
        for keep in ["file", "kernel"] {
            somebody.logs_in_once(&url, keep);
        }
    }
    served.stop(Signal::TERM);
}
