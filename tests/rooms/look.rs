//! Looks through one file for whatever it imports or names.

use std::collections::BTreeSet;

use syn::visit::Visit;

use super::{IMPURE, ROOMS, Room};

/// Everything that one file imports or names and should not.
pub(crate) fn complaints(file: &str, text: &str) -> Vec<String> {
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
    let manifest: toml::Table = include_str!("../../Cargo.toml")
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

/// A file that is being looked through.
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
