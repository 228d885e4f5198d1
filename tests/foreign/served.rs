//! `rolo serve --demo` for one test, and what the account holds when a program is through with it.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// How many contacts the account begins with.
pub(crate) const CONTACTS: usize = 20;
/// Both ways in which an account answers.
pub(crate) const SHAPES: [&str; 2] = ["page", "live"];

/// A demo account, gone with the test.
pub(crate) struct Served {
    /// Host and port.
    pub(crate) address: String,
    child: Child,
    _home: TempDir,
}

impl Served {
    pub(crate) fn start(shapes: &str) -> Self {
        let home = tempfile::tempdir().expect("a directory");
        let mut child = Command::new(env!("CARGO_BIN_EXE_rolo"))
            .env_clear()
            .env("HOME", home.path())
            .current_dir(home.path())
            .args(["serve", "--listen", "127.0.0.1:0", "--data", "account"])
            .args(["--demo", &CONTACTS.to_string(), "--shapes", shapes])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("standard output"))
            .read_line(&mut line)
            .expect("a line");
        let address = line.trim_end().strip_prefix("listening on http://");
        Self {
            address: address.unwrap_or_else(|| panic!("{line:?}")).to_owned(),
            child,
            _home: home,
        }
    }

    /// The items of a list of the account; none for 204.
    pub(crate) fn items(&self, target: &str) -> Vec<Value> {
        let mut connection = TcpStream::connect(&self.address).expect("it listens");
        write!(
            connection,
            "GET {target} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer demo-anna\r\nConnection: close\r\n\r\n",
            self.address
        )
        .expect("a request");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        if head.starts_with("HTTP/1.1 204") {
            return Vec::new();
        }
        assert!(head.starts_with("HTTP/1.1 200"), "{answer}");
        let body: Value = serde_json::from_str(body).expect("JSON");
        let items = body["_embedded"]["items"].as_array().expect("items");
        items.clone()
    }

    /// A contact as the account holds it.
    pub(crate) fn contact(&self, id: &Value) -> Value {
        let mut found = self.items(&format!("/api/v2/contacts?id={id}"));
        assert_eq!(found.len(), 1, "{id}");
        found.remove(0)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It can only have ended by itself, which the test has noticed then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Ids and names, as lists are compared.
pub(crate) fn names(items: &[Value]) -> Value {
    let item = |item: &Value| serde_json::json!({"id": item["id"], "name": item["name"]});
    items.iter().map(item).collect()
}
