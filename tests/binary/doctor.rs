//! `rolo doctor`: what it says of a machine that is well and of one that is not, and its exit codes.

use std::{fs, os::unix::fs::PermissionsExt as _};

use rustix::process::Signal;

use crate::{
    asked::{ended, plain},
    desk::{ROLO, home},
    login::{login, served},
    pty::{Pty, command},
};

const TOKEN: &str = "demo-anna";

/// The findings of `--json` that are not fine.
fn complaints(out: &str) -> Vec<String> {
    let findings: Vec<serde_json::Value> = serde_json::from_str(out).expect("JSON");
    let bad = findings.iter().filter(|finding| finding["ok"] == false);
    bad.map(|finding| finding["check"].as_str().expect("a name").to_owned())
        .collect()
}

#[test]
fn an_account_that_is_well_is_told_line_by_line_and_what_is_wrong_by_its_line() {
    let (house, home) = (home(), home());
    let (served, url) = served(&house);
    let (code, err) = login(&home, &url, &["--account", "a", "--token-stdin"], TOKEN);
    assert_eq!(code, Some(0), "{err}");
    let (code, out, err) = ended(plain(&home).arg("doctor"));
    assert_eq!(code, Some(0), "{out}{err}");
    for said in [
        "lets in Анна",
        "clock: 0 s",
        "see all",
        "only you can read",
        "none that is complete",
    ] {
        assert!(out.contains(said), "{said}: {out}");
    }
    assert!(!out.contains(TOKEN));
    let (_, russian, _) = ended(plain(&home).args(["--lang", "ru", "doctor"]));
    assert!(russian.contains("впускает"), "{russian}");

    let open = home.path().join(".local/share/rolo");
    fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).expect("a mode");
    let config = home.path().join(".config/rolo/config.toml");
    fs::write(&config, "font = 1\n").expect("a file");
    served.stop(Signal::TERM);
    let (code, out, _) = ended(plain(&home).args(["doctor", "--json"]));
    assert_eq!(code, Some(1), "{out}");
    assert_eq!(complaints(&out), ["settings", "login", "files"]);
}

#[test]
fn a_machine_without_an_account_is_looked_at_all_the_same() {
    let home = home();
    let (code, out, err) = ended(plain(&home).arg("doctor"));
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("rolo login"), "{out}");
    let (code, out, _) = ended(plain(&home).args(["doctor", "--account", "nowhere"]));
    assert_eq!(code, Some(1), "{out}");
}

#[test]
fn a_terminal_is_judged_without_asking_it_anything() {
    let home = home();
    let mut command = command(ROLO, home.path());
    command.arg("doctor");
    command.env("LANG", "C");
    let pty = Pty::start(command);
    assert_eq!(pty.exit().exit_code(), 1);
    let out = pty.bytes();
    assert!(out.contains("80x24") && out.contains("!!  UTF-8"), "{out}");
    assert!(!out.contains('\x1b'), "{out:?}");
}
