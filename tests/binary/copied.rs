//! `rolo sync`: what it says, its exit codes, and the files it leaves.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::{
    asked::{ended, plain},
    desk::home,
    served::{Served, owner_only},
};

/// Exit code, standard output, standard error.
fn sync(home: &TempDir, url: &str, token: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let mut command = plain(home);
    command
        .args(["sync", "--url", url, "--rate", "0"])
        .args(more);
    if !token.is_empty() {
        command.env("ROLO_TOKEN", token);
    }
    ended(&mut command)
}

#[test]
fn a_copy_is_made_once_and_then_only_brought_up_to_date() {
    let home = home();
    let served = Served::start(&home, &["--demo", "60"]);
    let url = format!("http://{}", served.address);
    let (code, out, err) = sync(&home, &url, "demo-anna", &[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.starts_with("Read 60 contacts, "), "{out}");
    assert!(
        out.ends_with("up to date: 60 contacts (60 new, 0 changed, 0 gone).\n"),
        "{out}"
    );
    let (code, out, _) = sync(&home, &url, "demo-anna", &["--lang", "ru", "--sweep"]);
    assert_eq!(code, Some(0));
    assert!(
        out.ends_with("Копия обновлена: 60 контактов (новых 0, изменено 0, исчезло 0).\n"),
        "{out}"
    );
    // Another user of the same account has a copy of his own.
    let (code, out, _) = sync(&home, &url, "demo-boris", &[]);
    assert_eq!(code, Some(0));
    assert!(!out.contains("60 contacts"), "{out}");
    served.stop(Signal::TERM);
    owner_only(&home.path().join(".cache"));
    let copies = home.path().join(".cache/rolo/copies");
    let copies = std::fs::read_dir(copies).expect("a folder");
    let names = copies.map(|entry| entry.expect("an entry").file_name());
    let names = names.filter(|name| name.to_string_lossy().ends_with(".sqlite3"));
    assert_eq!(names.count(), 2);
}

#[test]
fn what_stands_in_the_way_of_a_copy_is_said_in_one_sentence() {
    let home = home();
    let served = Served::start(&home, &["--demo", "20"]);
    let url = format!("http://{}", served.address);
    for (url, token, code, said) in [
        (url.as_str(), "", 2, "ROLO_TOKEN"),
        (url.as_str(), "wrong", 1, ""),
        ("http://127.0.0.1:1", "demo-anna", 1, ""),
        ("https://demo.amocrm.ru", "demo-anna", 2, "--rate 0"),
        ("http://demo.amocrm.ru", "demo-anna", 2, "this very machine"),
        ("nonsense", "demo-anna", 2, "http://127.0.0.1:8099"),
    ] {
        let (exit, out, err) = sync(&home, url, token, &[]);
        assert_eq!((exit, out.as_str()), (Some(code), ""), "{url}");
        assert!(err.contains(said) && err.lines().count() == 1, "{err}");
    }
    served.stop(Signal::TERM);
}

#[test]
fn a_damaged_copy_is_moved_aside_and_made_anew() {
    let home = home();
    let served = Served::start(&home, &["--demo", "20"]);
    let url = format!("http://{}", served.address);
    assert_eq!(sync(&home, &url, "demo-anna", &[]).0, Some(0));
    let copies = home.path().join(".cache/rolo/copies");
    let find = |ending: &str| {
        let entries = std::fs::read_dir(&copies).expect("a folder");
        let mut paths = entries.map(|entry| entry.expect("an entry").path());
        paths.find(|path| path.to_string_lossy().ends_with(ending))
    };
    let copy = find(".sqlite3").expect("a copy");
    std::fs::write(&copy, "damage ".repeat(4_000)).expect("written");
    let (code, out, err) = sync(&home, &url, "demo-anna", &[]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("20 new"), "{out}");
    assert!(err.contains("damaged-1.sqlite3"), "{err}");
    assert!(find("damaged-1.sqlite3").is_some());
    served.stop(Signal::TERM);
}

#[test]
fn damage_that_shows_only_at_work_is_moved_aside_too() {
    let home = home();
    let served = Served::start(&home, &["--demo", "300"]);
    let url = format!("http://{}", served.address);
    assert_eq!(sync(&home, &url, "demo-anna", &[]).0, Some(0));
    let copies = home.path().join(".cache/rolo/copies");
    let entries = std::fs::read_dir(&copies).expect("a folder");
    let mut paths = entries.map(|entry| entry.expect("an entry").path());
    let copy = paths
        .find(|path| path.extension().is_some_and(|end| end == "sqlite3"))
        .expect("a copy");
    // The first page, which says what there is, is whole.
    let mut bytes = std::fs::read(&copy).expect("it reads");
    bytes[4_096..].fill(0x5a);
    std::fs::write(&copy, bytes).expect("written");
    let (code, _, err) = sync(&home, &url, "demo-anna", &[]);
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("damaged-1.sqlite3"), "{err}");
    let (code, out, err) = sync(&home, &url, "demo-anna", &[]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("300 new"), "{out}");
    served.stop(Signal::TERM);
}

#[test]
fn one_bad_answer_to_the_first_question_ends_nothing() {
    let home = home();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let account = std::thread::spawn(move || {
        for status in ["502 Bad Gateway", "402 Payment Required"] {
            let (mut connection, _) = listener.accept().expect("a question");
            let mut head = BufReader::new(connection.try_clone().expect("two ends")).lines();
            while head
                .next()
                .is_some_and(|line| !line.expect("a line").is_empty())
            {}
            let end = "Content-Length: 0\r\nConnection: close\r\n\r\n";
            write!(connection, "HTTP/1.1 {status}\r\n{end}").expect("an answer");
        }
    });
    let (code, _, err) = sync(&home, &url, "demo-anna", &[]);
    assert_eq!(code, Some(1), "{err}");
    account.join().expect("asked twice");
    assert!(!err.contains("502"), "{err}");
}
