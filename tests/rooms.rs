//! Keeps the picture of the rooms true: who may look into whom, and which crates each may use.
//!
//! The table is also the documentation. A room may list only rooms above it, so a circle cannot be written down.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use syn::visit::Visit;

struct Room {
    name: &'static str,
    /// The other rooms that it may import from.
    sees: &'static [&'static str],
    /// The crates that it may use outside its tests, or a part of one (`crossterm::event`).
    crates: &'static [&'static str],
    /// Whether it keeps away from files, sockets, threads, the environment and the clock.
    is_pure: bool,
}

const fn pure(
    name: &'static str,
    sees: &'static [&'static str],
    crates: &'static [&'static str],
) -> Room {
    Room {
        name,
        sees,
        crates,
        is_pure: true,
    }
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

/// Everything that one file imports or names and should not.
fn complaints(file: &str, text: &str) -> Vec<String> {
    if file == "src/lib.rs" {
        return Vec::new();
    }
    let module: Vec<String> = file
        .trim_start_matches("src/")
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    let Some(room) = room_of(&module) else {
        return vec![format!("{file} is in no room that is listed here")];
    };
    let mut look = Look {
        file,
        room,
        is_test: module.iter().any(|part| part == "tests"),
        module,
        dependencies: dependencies(),
        complaints: BTreeSet::new(),
    };
    match syn::parse_file(text) {
        Ok(syntax) => look.visit_file(&syntax),
        Err(error) => drop(look.complaints.insert(format!("{file}: {error}"))),
    }
    look.complaints.into_iter().collect()
}

/// The room that a module belongs to; the innermost one counts.
fn room_of(module: &[String]) -> Option<&'static Room> {
    let module = module.join("::");
    ROOMS
        .iter()
        .filter(|room| is_within(&module, room.name))
        .max_by_key(|room| room.name.len())
}

fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The crates that the package depends on, as code names them.
fn dependencies() -> BTreeSet<String> {
    let manifest: toml::Table = include_str!("../Cargo.toml")
        .parse()
        .expect("the manifest is TOML");
    let targets = manifest["target"].as_table().expect("targets");
    let targets = targets.values().map(|target| &target["dependencies"]);
    ["dependencies", "dev-dependencies"]
        .iter()
        .map(|name| &manifest[*name])
        .chain(targets)
        .filter_map(toml::Value::as_table)
        .flat_map(|table| table.keys().map(|name| name.replace('-', "_")))
        .collect()
}

struct Look<'a> {
    file: &'a str,
    room: &'static Room,
    is_test: bool,
    /// The path of the module that is being read, inline ones too.
    module: Vec<String>,
    dependencies: BTreeSet<String>,
    complaints: BTreeSet<String>,
}

impl Look<'_> {
    fn complain(&mut self, path: &[String], why: &str) {
        let (file, path) = (self.file, path.join("::"));
        self.complaints.insert(format!("{file}: {path}: {why}"));
    }

    fn judge(&mut self, path: &[String], is_import: bool) {
        let Some(first) = path.first() else { return };
        match first.as_str() {
            "crate" => self.judge_room(path, &path[1..]),
            "rolo" if self.room.name == "main" => self.judge_room(path, &path[1..]),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                let mut target = self.module.clone();
                target.truncate(target.len().saturating_sub(ups));
                target.extend_from_slice(&path[ups..]);
                if target.first() == self.module.first() {
                    self.judge_room(path, &target);
                } else {
                    self.complain(path, "across rooms one writes crate::room");
                }
            }
            "std" if self.room.is_pure && !self.is_test => {
                let joined = path.join("::");
                let touches = |impure: &&str| {
                    is_within(&joined, impure) || is_import && is_within(impure, &joined)
                };
                if IMPURE.iter().any(touches) {
                    self.complain(path, "this room is pure, such things are passed in");
                }
            }
            first if self.dependencies.contains(first) && !self.is_test => {
                let joined = path.join("::");
                let may = |allowed: &&str| *allowed == "*" || is_within(&joined, allowed);
                if !self.room.crates.iter().any(may) {
                    self.complain(path, "this room does not use that crate");
                }
            }
            _ => {}
        }
    }

    fn judge_room(&mut self, path: &[String], target: &[String]) {
        match room_of(target) {
            Some(room) if room.name == self.room.name || self.room.sees.contains(&room.name) => {}
            Some(room) => {
                let why = format!("{} may not look into {}", self.room.name, room.name);
                self.complain(path, &why);
            }
            None => self.complain(path, "that is no room"),
        }
    }

    fn judge_use(&mut self, tree: &syn::UseTree, path: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(step) => {
                path.push(step.ident.to_string());
                self.judge_use(&step.tree, path);
                path.pop();
            }
            syn::UseTree::Name(syn::UseName { ident })
            | syn::UseTree::Rename(syn::UseRename { ident, .. }) => {
                let mut path = path.clone();
                if ident != "self" {
                    path.push(ident.to_string());
                }
                self.judge(&path, true);
            }
            syn::UseTree::Glob(_) => self.judge(path, true),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.judge_use(tree, path);
                }
            }
        }
    }

    /// Paths in what a macro or an attribute is given, which nobody has parsed yet.
    fn judge_tokens(&mut self, tokens: &str) {
        for path in paths(tokens) {
            // Where `super` leads depends on what the macro makes of it.
            if path[0] != "super" && path.len() > 1 {
                self.judge(&path, false);
            }
        }
    }

    fn within_test(&mut self, attributes: &[syn::Attribute], visit: impl FnOnce(&mut Self)) {
        let was = self.is_test;
        self.is_test |= attributes.iter().any(|attribute| {
            attribute.path().is_ident("test")
                || matches!(&attribute.meta, syn::Meta::List(list)
                    if list.path.is_ident("cfg") && is_for_tests(&list.tokens.to_string()))
        });
        visit(self);
        self.is_test = was;
    }
}

impl<'ast> Visit<'ast> for Look<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.within_test(&item.attrs, |look| {
            look.judge_use(&item.tree, &mut Vec::new());
        });
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        self.within_test(&item.attrs, |look| syn::visit::visit_item_mod(look, item));
        self.module.pop();
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.within_test(&item.attrs, |look| syn::visit::visit_item_fn(look, item));
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        self.within_test(&item.attrs, |look| syn::visit::visit_item_impl(look, item));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts = path.segments.iter().map(|part| part.ident.to_string());
        let parts: Vec<String> = parts.collect();
        if parts.len() > 1 {
            self.judge(&parts, false);
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, makro: &'ast syn::Macro) {
        self.judge_tokens(&makro.tokens.to_string());
        syn::visit::visit_macro(self, makro);
    }

    fn visit_meta_list(&mut self, list: &'ast syn::MetaList) {
        self.judge_tokens(&list.tokens.to_string());
        syn::visit::visit_meta_list(self, list);
    }
}

fn is_for_tests(condition: &str) -> bool {
    condition == "test" || condition.starts_with("all (test")
}

/// Everything of the shape `a::b` in printed tokens, texts left out.
fn paths(tokens: &str) -> Vec<Vec<String>> {
    let code = without_texts(tokens).replace(" :: ", "::");
    code.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .filter(|word| word.contains("::"))
        .map(|word| word.trim_matches(':').split("::").map(str::to_owned))
        .map(Iterator::collect)
        .collect()
}

/// Replaces every string literal by a space.
fn without_texts(tokens: &str) -> String {
    let mut code = String::new();
    let mut rest = tokens;
    while let Some(quote) = rest.find('"') {
        let (before, text) = rest.split_at(quote);
        let hashes = before.len() - before.trim_end_matches('#').len();
        let is_raw = before.trim_end_matches('#').ends_with('r');
        code.push_str(before);
        code.push(' ');
        let text = &text[1..];
        if before.ends_with('\'') && text.starts_with('\'') {
            // The character '"'.
            rest = text;
            continue;
        }
        let end = if is_raw {
            let close = format!("\"{}", "#".repeat(hashes));
            text.find(&close).map(|at| at + close.len())
        } else {
            let mut is_escaped = false;
            let close = |c: char| {
                let ends = c == '"' && !is_escaped;
                is_escaped = c == '\\' && !is_escaped;
                ends
            };
            text.find(close).map(|at| at + 1)
        };
        rest = end.map_or("", |end| &text[end..]);
    }
    code + rest
}
