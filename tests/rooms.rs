//! Keeps the picture of the rooms true: who may look into whom, and which crates each may use.
//!
//! The table is also the documentation. A room may list only rooms above it, so a circle cannot be written down.

#[path = "rooms/look.rs"]
mod look;

use std::{
    fs,
    path::{Path, PathBuf},
};

use look::complaints;

struct Room {
    name: &'static str,
    /// The other rooms that it may import from.
    sees: &'static [&'static str],
    /// The crates that it may use outside its tests, or a part of one (`crossterm::event`).
    crates: &'static [&'static str],
    /// Whether it keeps away from files, sockets, threads, the environment and the clock.
    is_pure: bool,
}

const fn room(
    name: &'static str,
    sees: &'static [&'static str],
    crates: &'static [&'static str],
) -> Room {
    Room {
        name,
        sees,
        crates,
        is_pure: false,
    }
}

const fn pure(
    name: &'static str,
    sees: &'static [&'static str],
    crates: &'static [&'static str],
) -> Room {
    Room {
        is_pure: true,
        ..room(name, sees, crates)
    }
}

const EVERYTHING: &[&str] = &["*"];

#[rustfmt::skip]
const ROOMS: &[Room] = &[
    pure("domain",       &[], &["jiff", "serde", "serde_json", "thiserror", "unicode_normalization"]),
    pure("wire",         &[], &["serde", "serde_json"]),
    room("sqlite",       &[], &["rusqlite", "rustix", "thiserror"]),
    pure("words",        &["domain"], &["fluent_bundle", "fluent_syntax", "unic_langid", "jiff", "thiserror"]),
    pure("letters",      &["domain"], &["secrecy"]),
    room("crm",          &["domain", "wire"],
                         &["futures_util", "hyper", "jiff", "reqwest", "ring", "rustix", "rustls", "secrecy", "serde",
                           "serde_json", "thiserror", "tokio", "tokio_util", "tracing", "url", "uuid"]),
    room("store",        &["domain", "sqlite"], &["rusqlite", "serde", "serde_json", "thiserror", "tracing"]),
    pure("index",        &["domain"], &["memchr", "thiserror"]),
    room("server",       &["domain", "wire", "sqlite"],
                         &["axum", "fastrand", "futures_util", "hyper", "hyper_util", "jiff", "memchr", "ring", "rusqlite",
                           "rustls", "secrecy", "serde", "serde_json", "thiserror", "tokio", "tokio_rustls", "tokio_util",
                           "tracing", "url", "uuid"]),
    room("worker",       &["domain", "letters", "crm", "store", "index"],
                         &["fastrand", "jiff", "tokio", "tokio_util", "tracing"]),
    pure("ui::keymap",   &["domain", "words"], &["crossterm::event"]),
    pure("ui::app",      &["domain", "letters", "words", "ui::keymap"],
                         &["crossterm::event", "jiff", "secrecy", "serde_json", "tui_input", "unicode_segmentation",
                           "unicode_width"]),
    pure("ui::view",     &["domain", "words", "ui::keymap", "ui::app"],
                         &["jiff", "ratatui", "serde_json", "tui_input", "unicode_segmentation",
                           "unicode_width"]),
    room("ui::terminal", &["domain", "letters", "words", "ui::keymap", "ui::app", "ui::view"], EVERYTHING),
    room("ui",           &["ui::keymap", "ui::app", "ui::view", "ui::terminal"], &[]),
    room("cli",          &["domain", "wire", "sqlite", "words", "letters", "crm", "store", "index", "server", "worker",
                           "ui::keymap", "ui::app", "ui::view", "ui::terminal", "ui"], EVERYTHING),
    room("main",         &["cli"], &[]),
];

/// What a pure room must not touch: everything is passed in to it.
const IMPURE: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io::pipe",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::net",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
];

#[test]
fn no_room_looks_into_one_that_it_should_not_know() {
    let complaints: Vec<String> = sources()
        .iter()
        .flat_map(|(file, text)| complaints(file, text))
        .collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn a_room_lists_only_rooms_above_it() {
    for (at, room) in ROOMS.iter().enumerate() {
        for seen in room.sees {
            let is_above = ROOMS[..at].iter().any(|above| above.name == *seen);
            assert!(
                is_above,
                "{} lists {seen}, which is not above it",
                room.name
            );
        }
    }
}

#[test]
fn every_file_says_in_its_first_line_what_it_is_for() {
    for (file, text) in sources() {
        assert!(text.starts_with("//! "), "{file} does not open with //!");
        assert!(!file.ends_with("/mod.rs"), "{file}: write foo.rs and foo/");
    }
}

#[test]
fn what_should_be_complained_about_is() {
    let bad = [
        ("src/ui/app/list.rs", "use crate::worker::run;"),
        ("src/ui/app/list.rs", "use crate::{domain, crm as c};"),
        (
            "src/ui/app/list.rs",
            "fn f() { let _ = std::time::Instant::now(); }",
        ),
        ("src/ui/app/list.rs", "use std::time;"),
        ("src/ui/app/list.rs", "use crossterm::terminal;"),
        ("src/ui/app.rs", "use super::view::draw;"),
        ("src/ui/app/list.rs", "use super::super::terminal;"),
        ("src/ui/view/list.rs", "fn f(x: crate::letters::Command) {}"),
        (
            "src/ui/view/list.rs",
            "fn f() { log!(\"{}\", crate::letters::x()); }",
        ),
        ("src/domain/edit.rs", "#[derive(rusqlite::Row)] struct A;"),
        ("src/domain.rs", "use super::wire;"),
        (
            "src/worker/save.rs",
            "#[cfg(test)] mod tests { use crate::wire::v2; }",
        ),
        ("src/main.rs", "fn main() { rolo::worker::run() }"),
        ("src/nowhere.rs", ""),
    ];
    for (file, text) in bad {
        assert_eq!(complaints(file, text).len(), 1, "{file}: {text}");
    }
    let good = [
        (
            "src/ui/app/list.rs",
            "use crossterm::event::{KeyCode, KeyEvent};",
        ),
        (
            "src/ui/app/list.rs",
            "use std::time::Duration; use super::State;",
        ),
        (
            "src/ui/view/list.rs",
            "fn f() { log!('\"', r#\"a \" crate::crm \"#, \"\\\" crate::crm\"); }",
        ),
        (
            "src/domain/edit.rs",
            "#[cfg(test)] mod tests { use std::fs; use super::super::id; use proptest::prelude; }",
        ),
        ("src/worker/save/tests.rs", "use proptest::prelude;"),
        ("src/main.rs", "fn main() { rolo::cli::main() }"),
        ("src/lib.rs", "pub mod domain;"),
    ];
    for (file, text) in good {
        assert_eq!(complaints(file, text), [""; 0], "{file}: {text}");
    }
}

/// Every source file by its path from the package's root, with its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting = vec![root.join("src")];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(directory) = waiting.pop() {
        for entry in fs::read_dir(directory).expect("src can be listed") {
            let path = entry.expect("src can be listed").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source is text");
            let path = path.strip_prefix(root).expect("it lies below the root");
            (path.to_string_lossy().replace('\\', "/"), text)
        })
        .collect()
}
