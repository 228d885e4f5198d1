//! `rolo find`, `rolo who`, `rolo show`: what they print from a copy, and their exit codes.

use std::{
    io::{BufRead as _, BufReader},
    process::Stdio,
};

use rustix::process::Signal;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    asked::{ended, plain},
    desk::{NAME, OTHER, ROLO, home},
    pty::{Pty, command},
    served::Served,
};

/// Her phone.
const PHONE: &str = "+7 999 612-32-32";
/// Somebody whose name would drive a terminal.
const EVIL: &str = "Злодеев";
/// The invented contacts and him.
const ALL: usize = 61;

/// A home with copies of the demo account as these users see it. Nobody serves the account any more.
fn copied(tokens: &[&str]) -> TempDir {
    let home = home();
    let served = Served::start(&home, &["--demo", "60"]);
    let url = format!("http://{}", served.address);
    let evil = json!({"add": [{"name": format!("{EVIL}\u{1b}]52;c;cm0gLXJm\u{7} =1")}]});
    served.ask("POST", "/api/v2/contacts", "demo-anna", &evil.to_string());
    for token in tokens {
        let mut sync = plain(&home);
        sync.args(["sync", "--url", &url, "--rate", "0"]);
        sync.env("ROLO_TOKEN", token);
        assert_eq!(ended(&mut sync).0, Some(0));
    }
    served.stop(Signal::TERM);
    home
}

fn ask(home: &TempDir, line: &[&str]) -> (Option<i32>, String, String) {
    ended(plain(home).args(line))
}

#[test]
fn who_has_a_phone_is_told_in_any_format_without_the_account() {
    let home = copied(&["demo-anna"]);
    let digits: String = PHONE.chars().filter(char::is_ascii_digit).collect();
    let eight = format!("8{}", &digits[1..]);
    for phone in [PHONE, &digits, &eight, &digits[1..]] {
        let (code, out, err) = ask(&home, &["who", phone]);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{phone}");
        assert!(out.contains(&format!("{NAME}\t")), "{phone}: {out}");
        assert!(out.lines().all(|line| line.split('\t').count() == 3));
    }
    let (code, out, err) = ask(&home, &["who", "+7 111 000-00-00"]);
    assert_eq!((code, out.as_str(), err.as_str()), (Some(1), "", ""));
    let (code, _, err) = ask(&home, &["who", "Анна"]);
    assert_eq!(
        (code, err.contains("three digits")),
        (Some(2), true),
        "{err}"
    );
}

#[test]
fn what_is_found_is_printed_in_every_format() {
    let home = copied(&["demo-anna"]);
    let words: Vec<&str> = NAME.split(' ').collect();
    let find = |more: &[&str]| ask(&home, &[&["find"], &*words, more].concat());

    let (code, out, err) = find(&[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.starts_with("Name ") && out.contains(NAME), "{out}");
    assert!(!out.contains(OTHER), "{out}");

    let (_, raw, _) = ask(&home, &["show", "1099181", "--json"]);
    let (_, json, _) = find(&["--format", "json"]);
    assert!(json.contains(raw.trim_end()), "{json}");
    let list: Value = serde_json::from_str(&json).expect("JSON");
    let (_, lines, _) = find(&["--format", "jsonl"]);
    assert!(lines.lines().any(|line| line == raw.trim_end()), "{lines}");
    assert_eq!(list.as_array().map(Vec::len), Some(lines.lines().count()));

    let (_, csv, _) = find(&["--format", "csv"]);
    assert!(csv.starts_with("id,name,company,"), "{csv}");
    assert!(csv.contains(&format!("\r\n1099181,{NAME},")), "{csv}");
    let (_, tsv, _) = find(&["--format", "tsv"]);
    assert!(tsv.contains(&format!("\n1099181\t{NAME}\t")), "{tsv}");
}

#[test]
fn operators_and_a_limit_choose_and_nothing_found_exits_with_1() {
    let home = copied(&["demo-anna"]);
    let count = |line: &[&str]| {
        let line = [&["find", "--format", "jsonl"], line].concat();
        ask(&home, &line).1.lines().count()
    };
    let all = count(&[""]);
    assert_eq!(all, ALL);
    let overdue = count(&["task:overdue"]);
    assert!((1..all).contains(&overdue), "{overdue}");
    assert_eq!(count(&["--", "-task:overdue"]), all - overdue);
    assert_eq!(count(&["resp:me"]) + count(&["--", "-resp:me"]), all);
    assert_eq!(count(&["--limit", "7", ""]), 7);
    for (format, empty) in [("table", ""), ("json", "[]\n"), ("jsonl", "")] {
        let (code, out, err) = ask(&home, &["find", "ъъъъъ", "--format", format]);
        assert_eq!((code, out.as_str(), err.as_str()), (Some(1), empty, ""));
    }
}

#[test]
fn a_contact_is_shown_as_its_card() {
    let home = copied(&["demo-anna"]);
    let (code, out, err) = ask(&home, &["--lang", "ru", "show", "1099181"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.starts_with(&format!("{NAME}\n")), "{out}");
    for told in ["Телефон", PHONE, "Ответственный", "1099181"] {
        assert!(out.contains(told), "{told}: {out}");
    }
    let (code, out, err) = ask(&home, &["show", "5"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert_eq!(err, "Contact 5 is not in the copy.\n");
    assert_eq!(ask(&home, &["show", "Анна"]).0, Some(2));
}

#[test]
fn without_a_copy_one_hears_how_to_make_one_and_of_several_one_is_chosen() {
    let empty = home();
    for line in [&["find", "Анна"][..], &["who", "123"], &["show", "1"]] {
        let (code, out, err) = ask(&empty, line);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{line:?}");
        assert!(
            err.contains("rolo sync") && err.lines().count() == 1,
            "{err}"
        );
    }
    assert!(!empty.path().join(".cache").exists());

    let home = copied(&["demo-anna", "demo-boris"]);
    let (code, out, err) = ask(&home, &["find", ""]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(
        err.contains("--account") && err.lines().count() == 1,
        "{err}"
    );
    let copies: Vec<&str> = err
        .split_whitespace()
        .filter(|word| word.contains('-') && word.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    assert_eq!(copies.len(), 2, "{err}");
    let sizes = copies.iter().map(|copy| {
        let (code, out, err) = ask(&home, &["find", "", "--account", copy, "--format", "jsonl"]);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        out.lines().count()
    });
    let sizes: Vec<usize> = sizes.collect();
    assert!(
        sizes.contains(&ALL) && sizes.iter().min() < Some(&ALL),
        "{sizes:?}"
    );
    let account = copies[0].split('-').next().expect("an id");
    assert_eq!(ask(&home, &["find", "", "--account", account]).0, Some(2));
    let (code, _, err) = ask(&home, &["find", "", "--account", "7"]);
    assert_eq!(code, Some(2));
    assert!(copies.iter().all(|copy| err.contains(copy)), "{err}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let home = copied(&["demo-anna"]);
    let mut find = plain(&home);
    find.args(["find", "", "--format", "json"]);
    let mut child = find
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut out = BufReader::with_capacity(16, child.stdout.take().expect("standard output"));
    out.read_line(&mut String::new()).expect("a line");
    drop(out);
    let ended = child.wait_with_output().expect("an end");
    assert_eq!((ended.status.code(), ended.stderr), (Some(0), Vec::new()));
}

#[test]
fn texts_from_outside_do_not_drive_the_terminal_in_any_format() {
    let home = copied(&["demo-anna"]);
    for (format, width) in [
        ("table", 80),
        ("json", 0),
        ("jsonl", 0),
        ("csv", 0),
        ("tsv", 0),
    ] {
        let bytes = on_a_terminal(&home, &["find", EVIL, "--format", format]);
        assert!(bytes.contains(EVIL), "{format}: {bytes:?}");
        assert!(!bytes.contains(['\u{1b}', '\u{7}']), "{format}: {bytes:?}");
        if width > 0 {
            let longest = bytes.lines().map(|line| line.chars().count()).max();
            assert!(longest <= Some(width), "{bytes}");
        }
    }
    let (_, out, _) = ask(&home, &["find", EVIL, "--format", "tsv"]);
    let id = out.lines().nth(1).and_then(|row| row.split('\t').next());
    let bytes = on_a_terminal(&home, &["show", id.expect("an id")]);
    assert!(
        bytes.contains(EVIL) && !bytes.contains('\u{1b}'),
        "{bytes:?}"
    );
    let bytes = on_a_terminal(&home, &["find", "ъъъъъ"]);
    assert_eq!(bytes, "Nothing found in the copy.\r\n");
}

/// Everything that the program writes to a terminal.
fn on_a_terminal(home: &TempDir, line: &[&str]) -> String {
    let mut command = command(ROLO, home.path());
    command.args(line);
    let pty = Pty::start(command);
    pty.exit();
    pty.bytes()
}
