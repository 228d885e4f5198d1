//! Logging in through the program itself: with a token, with a login and a key, at a terminal and from a script.

use std::{
    fs,
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Stdio},
};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::{
    asked::{ended, plain},
    desk::{ROLO, SHOWN, home},
    pty::{Pty, command},
    served::{Served, owner_only},
};

/// A secret is typed or piped, and must not be seen anywhere afterwards.
const TOKEN: &str = "demo-anna";
const KEY: &str = "demo-boris";

/// Exit code, standard output and standard error of a program that is given a line.
pub(crate) fn given(command: &mut Command, line: &str) -> (Option<i32>, String, String) {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut input = child.stdin.take().expect("standard input");
    // One that refuses before it reads has closed its end.
    let _ = writeln!(input, "{line}");
    drop(input);
    let output = child.wait_with_output().expect("an end");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// `rolo login` from a script, the secret kept in a file.
pub(crate) fn login(
    home: &TempDir,
    url: &str,
    more: &[&str],
    secret: &str,
) -> (Option<i32>, String) {
    let mut command = plain(home);
    command.env("RUST_LOG", "trace");
    command.args(["login", url, "--keep", "file"]).args(more);
    let (code, out, err) = given(&mut command, secret);
    assert_eq!(out, "");
    (code, err)
}

/// The account of a demo, with a home of its own so that its files are not taken for the client's.
pub(crate) fn served(home: &TempDir) -> (Served, String) {
    let served = Served::start(home, &["--demo", "10"]);
    let url = format!("http://{}", served.address);
    (served, url)
}

/// Every file below a folder that holds one of the secrets.
pub(crate) fn betrayed(folder: &Path) -> Vec<String> {
    holding(folder, &[TOKEN, KEY])
}

/// Every file below a folder that holds one of these texts.
pub(crate) fn holding(folder: &Path, secrets: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(holding(&path, secrets));
        } else {
            let text = String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned();
            if secrets.iter().any(|secret| text.contains(secret)) {
                found.push(path.display().to_string());
            }
        }
    }
    found.sort();
    found
}

fn opened(home: &TempDir, arguments: &[&str]) -> Pty {
    let mut command = command(ROLO, home.path());
    command.args(arguments);
    Pty::start(command)
}

#[test]
fn a_token_and_a_key_log_in_and_no_secret_is_seen_but_in_its_file() {
    let (house, home) = (home(), home());
    let (served, url) = served(&house);
    let (code, err) = login(&home, &url, &["--account", "anna", "--token-stdin"], TOKEN);
    assert_eq!(code, Some(0), "{err}");
    assert!(
        err.contains("Анна") && err.contains("only you can read"),
        "{err}"
    );
    let boris = [
        "--account",
        "boris",
        "--login",
        "boris@demo.test",
        "--key-stdin",
    ];
    let (code, err) = login(&home, &url, &boris, KEY);
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("Борис"), "{err}");

    let (_, out, _) = ended(plain(&home).arg("accounts"));
    let rows: Vec<&str> = out.lines().skip(1).collect();
    assert!(rows[0].starts_with(&format!("*\tanna\t{url}\t")), "{out}");
    assert!(rows[1].starts_with(&format!("\tboris\t{url}\t")), "{out}");

    // The next start asks for nothing: the usual account, and the one that is named.
    for (arguments, name, shown) in [
        (&[][..], "anna", SHOWN),
        (&["--account", "boris"], "boris", "Контакты"),
    ] {
        let mut command = command(ROLO, home.path());
        command.env("RUST_LOG", "trace");
        command.args(["--lang", "ru"]);
        command.args(arguments);
        let mut pty = Pty::start(command);
        pty.wait_for(shown);
        // Nobody takes one account for the other, in the list and on a card.
        pty.wait_for(&format!("rolo · {name} · Контакты"));
        pty.press("\r");
        pty.wait_for(&format!(" {name} · "));
        pty.press("q");
        assert!(pty.exit().success());
        let bytes = pty.bytes();
        assert!(!bytes.contains(TOKEN) && !bytes.contains(KEY));
    }

    for account in ["anna", "boris"] {
        let (code, out, err) =
            ended(plain(&home).args(["sync", "--account", account, "--rate", "0"]));
        assert_eq!(code, Some(0), "{err}");
        assert!(out.contains("up to date"), "{out}");
    }
    let count = |account| {
        let mut find = plain(&home);
        find.args([
            "find",
            "--format",
            "jsonl",
            "--account",
            account,
            "--",
            "-ъъъ",
        ]);
        ended(&mut find).1.lines().count()
    };
    assert!(
        count("anna") > count("boris"),
        "Boris sees his own contacts only"
    );
    let (_, status, _) = ended(plain(&home).arg("status"));
    assert!(
        status.contains("anna *\n") && status.contains("copy of the contacts: as of"),
        "{status}"
    );
    assert!(status.contains("only you can read"), "{status}");

    let secrets = home.path().join(".local/share/rolo/secrets");
    assert_eq!(
        betrayed(home.path()),
        ["anna", "boris"].map(|name| secrets.join(name).display().to_string())
    );
    owner_only(&home.path().join(".local"));
    owner_only(&home.path().join(".config"));

    let (code, _, err) = ended(plain(&home).args(["logout", "anna"]));
    assert_eq!(code, Some(0), "{err}");
    assert!(!secrets.join("anna").exists() && secrets.join("boris").exists());
    let (_, out, _) = ended(plain(&home).arg("accounts"));
    assert!(out.contains("*\tboris") && !out.contains("anna"), "{out}");
    served.stop(Signal::TERM);
}

#[test]
fn a_login_that_is_refused_leaves_nothing_behind() {
    let (house, home) = (home(), home());
    let (served, url) = served(&house);
    for (more, secret) in [
        (&["--token-stdin"][..], "wrong"),
        (&["--login", "anna@demo.test", "--key-stdin"], "wrong"),
        (&["--token-stdin"], ""),
    ] {
        let (code, err) = login(&home, &url, more, secret);
        assert_ne!(code, Some(0), "{err}");
        assert_eq!(err.lines().count(), 1, "{err}");
    }
    served.stop(Signal::TERM);
    let (code, err) = login(&home, &url, &["--token-stdin"], TOKEN);
    assert_eq!(code, Some(1), "{err}");
    assert_eq!(betrayed(home.path()), [""; 0]);
    assert!(!home.path().join(".config/rolo/accounts.toml").exists());
}

#[test]
fn at_a_terminal_everything_is_asked_for_and_the_secret_is_not_shown() {
    let (house, home) = (home(), home());
    let (served, url) = served(&house);
    let mut pty = opened(&home, &["login", "--account", "demo", "--keep", "ask"]);
    pty.wait_for_line("Address of the account");
    pty.press(&format!("{url}\r"));
    pty.wait_for_line("just Enter for a token");
    pty.press("\r");
    pty.wait_for_line("(not shown)");
    pty.press(&format!("{TOKEN}\r"));
    assert!(pty.exit().success(), "{}", pty.bytes());
    assert!(
        pty.bytes().contains("asked for at each start"),
        "{}",
        pty.bytes()
    );
    assert!(!pty.bytes().contains(TOKEN));
    assert_eq!(
        pty.line(),
        pty.line_before(),
        "the terminal shows again what is typed"
    );

    let mut pty = opened(&home, &[]);
    pty.wait_for_line("(not shown)");
    pty.press("half\x03");
    assert_eq!(pty.exit().exit_code(), 2);
    assert!(pty.bytes().contains("nothing was done"), "{}", pty.bytes());
    assert_eq!(pty.line(), pty.line_before());

    let mut pty = opened(&home, &[]);
    pty.wait_for_line("(not shown)");
    pty.press(&format!("{TOKEN}\r"));
    pty.wait_for(SHOWN);
    pty.press("q");
    assert!(pty.exit().success());
    assert!(!pty.bytes().contains(TOKEN));
    assert_eq!(betrayed(home.path()), [""; 0]);

    // Where nobody can be asked, that is said; a script brings the token along.
    let (code, _, err) = ended(plain(&home).arg("sync"));
    assert_eq!(code, Some(2));
    assert!(err.contains("ROLO_TOKEN"), "{err}");
    let (code, _, err) = ended(plain(&home).env("ROLO_TOKEN", TOKEN).arg("sync"));
    assert_eq!(code, Some(0), "{err}");
    let credentials = home.path().join("credentials");
    fs::create_dir(&credentials).expect("a folder");
    fs::write(credentials.join("rolo-token"), format!("{TOKEN}\n")).expect("a file");
    let (code, _, err) = ended(
        plain(&home)
            .env("CREDENTIALS_DIRECTORY", &credentials)
            .arg("sync"),
    );
    assert_eq!(code, Some(0), "{err}");
    served.stop(Signal::TERM);
}

#[test]
fn a_program_may_give_the_secret_and_the_config_file_may_forbid_writing() {
    let (house, home) = (home(), home());
    let (served, url) = served(&house);
    let folder = home.path().join(".config/rolo");
    fs::create_dir_all(&folder).expect("a folder");
    let secret = home.path().join("secret");
    fs::write(&secret, KEY).expect("a file");
    let config = format!(
        "[accounts.mine]\naddress = \"{url}\"\nlogin = \"boris@demo.test\"\nread_only = true\ncredential_command = [\"cat\", \"{}\"]\n",
        secret.display()
    );
    fs::write(folder.join("config.toml"), &config).expect("a file");
    let (code, out, err) = ended(plain(&home).args(["sync"]));
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("up to date"), "{out}");
    let (_, status, _) = ended(plain(&home).arg("status"));
    assert!(
        status.contains("credential_command") && status.contains("reading only"),
        "{status}"
    );
    let (code, _, err) = ended(plain(&home).args(["login", "--account", "mine"]));
    assert_eq!(code, Some(0), "{err}");
    assert!(
        err.contains("Борис") && err.contains("credential_command"),
        "{err}"
    );
    assert_eq!(
        fs::read_to_string(folder.join("config.toml")).expect("a file"),
        config
    );
    assert_eq!(betrayed(home.path()), [secret.display().to_string()]);
    served.stop(Signal::TERM);
}

#[test]
fn a_certificate_is_trusted_only_when_somebody_said_so() {
    let (house, home) = (home(), home());
    let pair = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a pair");
    for (name, text) in [
        ("cert.pem", pair.cert.pem()),
        ("key.pem", pair.signing_key.serialize_pem()),
    ] {
        let path = house.path().join(name);
        fs::write(&path, text).expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("a mode");
    }
    let tls = [
        "--demo",
        "5",
        "--tls-cert",
        "cert.pem",
        "--tls-key",
        "key.pem",
    ];
    let served = Served::start(&house, &tls);
    let url = format!("https://{}", served.address);
    let (code, err) = login(&home, &url, &["--account", "a", "--token-stdin"], TOKEN);
    assert_eq!(code, Some(1), "{err}");
    assert_eq!(betrayed(home.path()), [""; 0]);
    let cert = house.path().join("cert.pem");
    let trusting = [
        "--account",
        "a",
        "--token-stdin",
        "--ca-file",
        cert.to_str().expect("UTF-8"),
    ];
    let (code, err) = login(&home, &url, &trusting, TOKEN);
    assert_eq!(code, Some(0), "{err}");
    let (code, out, err) = ended(plain(&home).arg("sync"));
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("up to date"), "{out}");
    served.stop(Signal::TERM);
}
