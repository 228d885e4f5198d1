//! Logging out: what is forgotten, what stays until somebody says otherwise, and what others may not change.

use std::{fs, os::unix::fs::PermissionsExt as _};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::{
    asked::{ended, plain},
    desk::{ROLO, SHOWN, home},
    login::{login, served},
    pty::{Pty, command},
};

const TOKEN: &str = "demo-anna";

/// How many copies there are.
fn copies(home: &TempDir) -> usize {
    let folder = home.path().join(".cache/rolo/copies");
    let files = fs::read_dir(folder).expect("copies").flatten();
    let names = files.map(|file| file.file_name());
    names
        .filter(|name| name.to_string_lossy().ends_with(".sqlite3"))
        .count()
}

fn log_in(home: &TempDir, url: &str) {
    let (code, err) = login(home, url, &["--account", "a", "--token-stdin"], TOKEN);
    assert_eq!(code, Some(0), "{err}");
}

fn log_out(home: &TempDir, more: &[&str]) -> String {
    let (code, _, err) = ended(plain(home).args(["--lang", "en", "logout"]).args(more));
    assert_eq!(code, Some(0), "{err}");
    err
}

#[test]
fn the_copy_and_the_drafts_stay_until_somebody_says_otherwise() {
    let (house, home) = (home(), home());
    let (served, url) = served(&house);
    log_in(&home, &url);
    let mut pty = Pty::start(command(ROLO, home.path()));
    pty.wait_for(SHOWN);
    pty.press("n");
    pty.wait_for("New contact");
    pty.press("Olga Draft\x1b");
    pty.wait_for("nothing typed is lost");
    pty.press("q");
    assert!(pty.exit().success());

    let err = log_out(&home, &[]);
    assert!(
        err.contains("--wipe") && err.contains("Olga Draft"),
        "{err}"
    );
    assert_eq!(copies(&home), 1);
    log_in(&home, &url);
    let err = log_out(&home, &["--wipe"]);
    assert!(err.contains("copy of the contacts is deleted"), "{err}");
    assert!(err.contains("never sent stay"), "{err}");
    assert_eq!(copies(&home), 0);
    log_in(&home, &url);
    let err = log_out(&home, &["--drop-drafts"]);
    assert!(err.contains("thrown away: Olga Draft"), "{err}");
    log_in(&home, &url);
    assert!(!log_out(&home, &[]).contains("Olga"));
    served.stop(Signal::TERM);
}

#[test]
fn at_a_terminal_it_is_asked_whether_the_copy_goes() {
    let (house, home) = (home(), home());
    let (served, url) = served(&house);
    for (answer, left) in [("\r", 1), ("y\r", 0)] {
        log_in(&home, &url);
        let (code, _, err) = ended(plain(&home).args(["sync", "--rate", "0"]));
        assert_eq!(code, Some(0), "{err}");
        let mut command = command(ROLO, home.path());
        command.arg("logout");
        let mut pty = Pty::start(command);
        pty.wait_for_line("[y/N]");
        pty.press(answer);
        assert!(pty.exit().success(), "{}", pty.bytes());
        assert_eq!(copies(&home), left);
    }
    served.stop(Signal::TERM);
}

#[test]
fn settings_that_others_can_change_are_not_followed() {
    let home = home();
    let folder = home.path().join(".config/rolo");
    fs::create_dir_all(&folder).expect("a folder");
    for name in ["config.toml", "accounts.toml"] {
        let file = folder.join(name);
        fs::write(&file, "").expect("a file");
        let mode =
            |mode| fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("a mode");
        mode(0o666);
        let (code, _, err) = ended(plain(&home).arg("accounts"));
        assert_eq!(code, Some(2), "{err}");
        assert!(err.contains(name) && err.contains("chmod o-w"), "{err}");
        mode(0o664);
        let (code, _, err) = ended(plain(&home).arg("accounts"));
        assert_eq!(code, Some(0), "{err}");
    }
}
