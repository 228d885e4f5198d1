//! The first start: `rolo` without an account asks what to begin with, logs in on the screen, and goes on.

use rustix::process::Signal;
use tempfile::TempDir;

use crate::{
    asked::{ended, plain},
    desk::{ROLO, SHOWN, home},
    login::betrayed,
    pty::{Pty, command},
    served::{Served, owner_only},
};

const TOKEN: &str = "demo-anna";

fn first(home: &TempDir, arguments: &[&str]) -> Pty {
    let mut command = command(ROLO, home.path());
    command.env("RUST_LOG", "trace");
    command.args(arguments);
    let pty = Pty::start(command);
    pty.wait_for("1 ");
    pty
}

/// Opens the questions and types address and token.
fn typed(pty: &mut Pty, url: &str, token: &str) {
    pty.press("1");
    pty.wait_for(">Address");
    pty.press(&format!("{url}\t\t{token}"));
    pty.wait_for(&"*".repeat(token.len()));
}

/// The kernel may keep a secret here or not; the test goes either way that the screen offers.
fn enter(pty: &mut Pty, in_file: bool) {
    let screen = pty.wait("who was let in", |screen| screen.contains("lets you in as"));
    assert!(screen.contains("Анна"), "{screen}");
    let is_asked = screen.contains("file that only you can read?");
    pty.press(if is_asked && in_file { "2" } else { "\r" });
    pty.wait_for(SHOWN);
}

#[test]
fn a_first_login_on_the_screen_opens_the_contacts_and_so_does_the_next_start() {
    let (house, home) = (home(), home());
    let served = Served::start(&house, &["--demo", "10"]);
    let url = format!("http://{}", served.address);
    let mut pty = first(&home, &[]);
    typed(&mut pty, &url, "wrong");
    pty.press("\r");
    pty.wait_for("The login was refused");
    assert!(!home.path().join(".config/rolo/accounts.toml").exists());
    pty.press(&format!("\x15{TOKEN}"));
    pty.wait("the token", |screen| {
        screen.contains(&"*".repeat(TOKEN.len())) && !screen.contains(&"*".repeat(TOKEN.len() + 1))
    });
    pty.press("\r");
    enter(&mut pty, true);
    pty.press("q");
    assert!(pty.exit().success());
    let bytes = pty.bytes();
    assert!(!bytes.contains(TOKEN) && !bytes.contains("wrong"));

    let pty = Pty::start({
        let mut command = command(ROLO, home.path());
        command.args(["--lang", "ru"]);
        command
    });
    pty.wait_for(SHOWN);
    drop(pty);
    owner_only(&home.path().join(".local"));
    owner_only(&home.path().join(".config"));
    let (_, status, _) = ended(plain(&home).arg("status"));
    let is_in_file = status.contains("in a file that only you can read");
    let secrets = betrayed(home.path());
    assert_eq!(secrets.len(), usize::from(is_in_file), "{secrets:?}");
    // Where the kernel kept it, it does not stay behind.
    let (code, _, err) = ended(plain(&home).arg("logout"));
    assert_eq!(code, Some(0), "{err}");
    served.stop(Signal::TERM);
}

#[test]
fn a_login_that_is_left_before_its_end_leaves_nothing_behind() {
    let (house, home) = (home(), home());
    let served = Served::start(&house, &["--demo", "10"]);
    let url = format!("http://{}", served.address);
    let mut pty = first(&home, &["--lang", "en"]);
    typed(&mut pty, &url, TOKEN);
    pty.press("\r");
    pty.wait_for("lets you in as");
    pty.press("q");
    assert!(pty.exit().success());
    assert_eq!(betrayed(home.path()), [""; 0]);
    assert!(!home.path().join(".config/rolo/accounts.toml").exists());
    served.stop(Signal::TERM);
}

#[test]
fn the_demo_is_one_key_away_and_works_on_a_russian_layout() {
    let home = home();
    let mut pty = first(&home, &["--lang", "ru"]);
    pty.wait_for("Попробовать на вымышленных");
    pty.press("о\r");
    pty.wait_for("2000 контактов");
    pty.press("й");
    assert!(pty.exit().success());
    // It is no account of this person's: the next start asks again.
    let mut pty = first(&home, &[]);
    pty.press("q");
    assert!(pty.exit().success());
}

#[test]
fn an_account_of_this_machine_is_made_once_and_opened_from_then_on() {
    let home = home();
    let mut pty = Pty::start(command(ROLO, home.path()));
    pty.wait_for("3 Make an account");
    pty.press("3");
    pty.wait_for("There are no contacts");
    pty.press("n");
    pty.wait_for("New contact");
    pty.press("Olga Sokolova\x13");
    pty.wait_for("Saved: Olga Sokolova");
    pty.press("q");
    assert!(pty.exit().success());

    let mut pty = Pty::start(command(ROLO, home.path()));
    pty.wait_for("Olga Sokolova");
    pty.press("q");
    assert!(pty.exit().success());
    let (_, accounts, _) = ended(plain(&home).arg("accounts"));
    assert!(accounts.contains("*\tlocal\t"), "{accounts}");
    let (code, _, err) = ended(plain(&home).arg("sync"));
    assert_eq!(code, Some(2));
    assert!(err.contains("rolo --account local"), "{err}");
    for which in [&[][..], &["--account", "local"]] {
        let (code, found, err) = ended(plain(&home).arg("find").arg("соколова").args(which));
        assert_eq!(code, Some(1), "{err}{found}");
        let (code, found, err) = ended(plain(&home).arg("find").arg("sokol").args(which));
        assert_eq!(code, Some(0), "{err}");
        assert!(found.contains("Olga Sokolova"), "{found}");
    }
    owner_only(&home.path().join(".local"));
    let log = std::fs::read_to_string(home.path().join(".local/state/rolo/rolo.log"));
    let log = log.expect("a log");
    assert!(!log.contains("Olga"), "ids only: {log}");
}

#[test]
fn an_account_of_this_machine_that_is_opened_for_reading_only_takes_nothing() {
    let home = home();
    let mut pty = Pty::start(command(ROLO, home.path()));
    pty.wait_for("3 Make an account");
    pty.press("3");
    pty.wait_for("There are no contacts");
    pty.press("q");
    assert!(pty.exit().success());

    let mut reading = command(ROLO, home.path());
    reading.arg("--read-only");
    let config = home.path().join(".config/rolo/config.toml");
    for (command, settings) in [
        (reading, ""),
        (
            command(ROLO, home.path()),
            "[accounts.local]\nread_only = true\n",
        ),
    ] {
        std::fs::write(&config, settings).expect("a config file");
        let mut pty = Pty::start(command);
        pty.wait_for("reading only");
        pty.press("n");
        pty.wait_for("The account is open for reading only");
        pty.press("q");
        assert!(pty.exit().success());
    }
}
