//! An account on a network: what has to be said for it, what is refused, and what is warned of.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    os::unix::fs::PermissionsExt as _,
    process::Stdio,
    sync::Arc,
};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::{
    asked::{ended, plain},
    desk::home,
    served::Served,
};

/// An account that somebody brought along, so its keys are his own.
const PEOPLE: &str = r#"{"id":7,"name":"Игорь","responsible_user_id":1,"created_by":1,"created_at":1,"updated_at":1,"account_id":5}"#;

/// A home with `people.jsonl`, and `cert.pem` with its `key.pem`.
fn furnished() -> TempDir {
    let home = home();
    let pair = rcgen::generate_simple_self_signed(["crm.example".to_owned()]).expect("a pair");
    for (name, text) in [
        ("people.jsonl", PEOPLE.to_owned()),
        ("cert.pem", pair.cert.pem()),
        ("key.pem", pair.signing_key.serialize_pem()),
    ] {
        let path = home.path().join(name);
        fs::write(&path, text).expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("a mode");
    }
    home
}

const IMPORT: [&str; 5] = ["serve", "--data", "account", "--import", "people.jsonl"];

#[test]
fn what_is_missing_for_a_network_is_said_in_one_sentence() {
    let home = furnished();
    let demo = home.path().join("demo");
    let account = rolo::server::Account::open(&demo, Arc::new(|| 0)).expect("an account");
    account.seed_demo(2, 1).expect("a demo");
    drop(account);
    let open = home.path().join("open.pem");
    fs::copy(home.path().join("key.pem"), &open).expect("a copy");
    fs::set_permissions(&open, fs::Permissions::from_mode(0o644)).expect("a mode");

    let listen = ["--listen", "0.0.0.0:0"];
    let tls = |cert, key| ["--lan", "--tls-cert", cert, "--tls-key", key];
    let clear = ["--lan", "--cleartext"];
    let seeded = ["serve", "--data", "new", "--demo", "5"];
    for (begin, end, said) in [
        (&IMPORT[..], &[][..], ["--lan", "0.0.0.0:0"]),
        (&IMPORT, &["--lan"], ["--tls-cert", "--cleartext"]),
        (&IMPORT, &tls("none.pem", "key.pem"), ["none.pem", ""]),
        (&IMPORT, &tls("cert.pem", "none.pem"), ["none.pem", ""]),
        (&IMPORT, &tls("key.pem", "key.pem"), ["key.pem", "PEM"]),
        (&IMPORT, &tls("cert.pem", "cert.pem"), ["cert.pem", ""]),
        (
            &IMPORT,
            &tls("cert.pem", "open.pem"),
            ["open.pem", "chmod 600"],
        ),
        (&["serve", "--data", "demo"], &clear, ["demo", ""]),
        (&seeded, &clear, ["new", ""]),
        (&seeded, &tls("cert.pem", "key.pem"), ["new", ""]),
    ] {
        for language in ["ru", "en"] {
            let mut command = plain(&home);
            command.args(["--lang", language]);
            let (code, out, err) = ended(command.args(begin).args(listen).args(end));
            assert_eq!(code, Some(2), "{begin:?} {end:?}: {err}");
            assert!(said.iter().all(|said| err.contains(said)), "{end:?}: {err}");
            assert_eq!(err.lines().count(), 1, "{end:?}: {err}");
            assert_eq!(out, "");
        }
    }
    assert!(!home.path().join("new").exists());
    assert!(!home.path().join("account").exists());
}

#[test]
fn other_machines_are_served_over_tls_or_with_a_warning_at_each_start() {
    let home = furnished();
    let first = [
        &IMPORT[..],
        &["--lan", "--tls-cert", "cert.pem", "--tls-key", "key.pem"],
    ]
    .concat();
    let again = [
        "serve",
        "--data",
        "account",
        "--lan",
        "--cleartext",
        "--host",
        "crm.example",
    ];
    for (language, arguments, scheme, warning) in [
        ("en", &first[..], "https", None),
        ("en", &again, "http", Some("Warning")),
        ("ru", &again, "http", Some("Внимание")),
    ] {
        let mut child = plain(&home)
            .args(["--lang", language])
            .args(arguments)
            .args(["--listen", "0.0.0.0:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut line = String::new();
        let out = child.stdout.take().expect("standard output");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let port = line
            .trim_end()
            .strip_prefix(&format!("listening on {scheme}://0.0.0.0:"))
            .unwrap_or_else(|| panic!("{line:?}"));
        if scheme == "http" {
            for (host, status) in [
                ("crm.example", 401),
                ("127.0.0.1", 401),
                ("evil.example", 403),
            ] {
                let said = asked(port, host);
                assert!(said.starts_with(&format!("HTTP/1.1 {status} ")), "{said}");
            }
        }
        kill_process(Pid::from_child(&child), Signal::TERM).expect("it lives");
        let ended = child.wait_with_output().expect("an end");
        assert_eq!(ended.status.code(), Some(0));
        let said = String::from_utf8(ended.stderr).expect("UTF-8");
        match warning {
            Some(warning) => assert!(said.contains(warning), "{said}"),
            None => assert!(!said.contains("--cleartext"), "{said}"),
        }
    }
}

#[test]
fn behind_a_proxy_on_this_machine_the_account_has_another_name_and_needs_no_network() {
    let home = home();
    let served = Served::start(&home, &["--demo", "2", "--host", "crm.example"]);
    let (_, port) = served.address.rsplit_once(':').expect("a port");
    for (host, status) in [("crm.example", 401), ("evil.example", 403)] {
        let said = asked(port, host);
        assert!(said.starts_with(&format!("HTTP/1.1 {status} ")), "{said}");
    }
    served.stop(Signal::TERM);
}

/// What the account answers when it is asked for under this name.
fn asked(port: &str, host: &str) -> String {
    let mut connection = TcpStream::connect(format!("127.0.0.1:{port}")).expect("it listens");
    write!(
        connection,
        "GET /api/v2/account HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .expect("a request");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("an answer");
    answer
}
