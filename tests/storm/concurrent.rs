//! Many clients changing few contacts at once, over a real socket: what became of every write can be told afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rolo::server::{Account, Shapes, serve};
use rusqlite::Connection;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

/// The account's clock stands still at 2026-11-22 12:00 UTC: its ticks have to grow all the same.
const NOW: i64 = 1_795_348_800;
const CLIENTS: u64 = 8;
/// How many updates each client sends; together 5,000.
const UPDATES: i64 = 625;
/// «Должность» is written together with the name, so that half a write is seen.
const POSITION: i64 = 4_396_817;

/// A connection that is kept alive.
struct Line(BufReader<TcpStream>);

impl Line {
    async fn open(address: std::net::SocketAddr) -> Self {
        Self(BufReader::new(TcpStream::connect(address).await.unwrap()))
    }

    async fn ask(&mut self, method: &str, target: &str, body: &str) -> Value {
        let request = format!(
            "{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer demo-anna\r\n\
            Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.0.write_all(request.as_bytes()).await.unwrap();
        let mut length = 0;
        let mut line = String::new();
        self.0.read_line(&mut line).await.unwrap();
        assert!(line.starts_with("HTTP/1.1 200 "), "{line}");
        while line != "\r\n" {
            line.clear();
            self.0.read_line(&mut line).await.unwrap();
            if let Some(number) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = number.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await.unwrap();
        serde_json::from_slice(&body).unwrap()
    }
}

/// One update that was sent.
#[derive(Debug)]
struct Sent {
    contact: i64,
    name: String,
    updated_at: i64,
}

/// What one client sent, in its order.
#[derive(Debug, Default)]
struct Diary {
    accepted: Vec<Sent>,
    refused: Vec<Sent>,
}

/// Sends updates whose times wander about the present, so that some come too late.
async fn write(mut line: Line, client: u64, contacts: Vec<i64>) -> Diary {
    let mut random = fastrand::Rng::with_seed(client);
    let mut diary = Diary::default();
    for round in 0..UPDATES {
        let sent = Sent {
            contact: contacts[random.usize(..contacts.len())],
            name: format!("{client}/{round}"),
            updated_at: NOW + round + random.i64(-30..30),
        };
        let update = json!({"update": [{"id": sent.contact, "updated_at": sent.updated_at, "name": sent.name,
            "custom_fields": [{"id": POSITION, "values": [{"value": sent.name}]}]}]});
        let answer = line
            .ask("POST", "/api/v2/contacts", &update.to_string())
            .await;
        let embedded = &answer["_embedded"];
        let refusal = &embedded["errors"]["update"][sent.contact.to_string()];
        if embedded["items"][0]["id"] == sent.contact {
            assert!(refusal.is_null(), "{answer}");
            diary.accepted.push(sent);
        } else {
            assert_eq!(refusal, "Last modified date is older than in database");
            diary.refused.push(sent);
        }
    }
    diary
}

/// Reads all contacts until told to stop. Each is always as one write left it.
async fn read(mut line: Line, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let answer = line.ask("GET", "/api/v2/contacts", "").await;
        for contact in answer["_embedded"]["items"].as_array().unwrap() {
            assert_whole(contact);
        }
    }
}

/// Name and position are from the same write, unless the contact is still as it was seeded.
fn assert_whole(contact: &Value) {
    let name = contact["name"].as_str().unwrap();
    if name.contains('/') {
        let mut fields = contact["custom_fields"].as_array().unwrap().iter();
        let position = fields.find(|field| field["id"] == POSITION).unwrap();
        assert_eq!(position["values"][0]["value"], name);
    }
}

/// A write that the account kept.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    contact: i64,
    name: String,
    updated_at: i64,
    changed_at: i64,
}

/// The account's database, made to write down what becomes of its contacts; nothing that it answers tells that.
struct History(Connection);

impl History {
    fn begin(data: &Path) -> Self {
        let connection = Connection::open(data.join("account.sqlite3")).unwrap();
        connection
            .execute_batch(
                "CREATE TABLE history (at INTEGER PRIMARY KEY, id, name, updated_at, changed_at);
                CREATE TRIGGER told AFTER UPDATE OF body ON contact_body BEGIN
                    INSERT INTO history (id, name, updated_at, changed_at)
                    SELECT id, json_extract(NEW.body, '$.name'), updated_at, changed_at FROM contact WHERE id = NEW.id;
                END;
                INSERT INTO history (id, name, updated_at, changed_at)
                SELECT id, json_extract(body, '$.name'), updated_at, changed_at FROM contact JOIN contact_body USING (id);",
            )
            .unwrap();
        Self(connection)
    }

    /// Every state of every contact, oldest first, beginning with what was seeded.
    fn told(&self) -> Vec<Kept> {
        let mut rows = self
            .0
            .prepare("SELECT id, name, updated_at, changed_at FROM history ORDER BY at")
            .unwrap();
        let rows = rows.query_map([], |row| {
            Ok(Kept {
                contact: row.get(0)?,
                name: row.get(1)?,
                updated_at: row.get(2)?,
                changed_at: row.get(3)?,
            })
        });
        rows.unwrap().map(Result::unwrap).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn five_thousand_updates_at_once_leave_a_history_that_can_be_explained() {
    let home = tempfile::tempdir().unwrap();
    let account = Account::open(home.path(), Arc::new(|| NOW)).unwrap();
    account.seed_demo(4, 1).unwrap();
    let history = History::begin(home.path());
    let seeded = history.told();
    let contacts: Vec<i64> = seeded.iter().map(|kept| kept.contact).collect();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    let served = tokio::spawn(serve(account, Shapes::Page, listener, stop.clone()));

    let enough = CancellationToken::new();
    let reader = tokio::spawn(read(Line::open(address).await, enough.clone()));
    let mut writers = Vec::new();
    for client in 0..CLIENTS {
        writers.push(tokio::spawn(write(
            Line::open(address).await,
            client,
            contacts.clone(),
        )));
    }
    let mut diaries = Vec::new();
    for writer in writers {
        diaries.push(writer.await.unwrap());
    }
    enough.cancel();
    reader.await.unwrap();
    let left = Line::open(address)
        .await
        .ask("GET", "/api/v2/contacts", "")
        .await;
    stop.cancel();
    served.await.unwrap().unwrap();

    let told = history.told();
    let written = &told[seeded.len()..];
    assert_each_is_told_once(&diaries, written);
    assert_times_grow(&told);
    assert_refusals_were_late(&diaries, &told);
    for contact in left["_embedded"]["items"].as_array().unwrap() {
        assert_whole(contact);
        let last = told
            .iter()
            .rfind(|kept| contact["id"] == kept.contact)
            .unwrap();
        assert_eq!(
            (&contact["name"], &contact["updated_at"]),
            (&json!(last.name), &json!(last.updated_at))
        );
    }
}

/// What was accepted is what was kept, once, and each client's in its order.
fn assert_each_is_told_once(diaries: &[Diary], written: &[Kept]) {
    let mut sent = 0;
    for (client, diary) in diaries.iter().enumerate() {
        sent += diary.accepted.len() + diary.refused.len();
        assert!(
            !diary.accepted.is_empty() && !diary.refused.is_empty(),
            "client {client} tried nothing"
        );
        let own = format!("{client}/");
        let kept = written.iter().filter(|kept| kept.name.starts_with(&own));
        let kept: Vec<_> = kept
            .map(|kept| (kept.contact, &kept.name, kept.updated_at))
            .collect();
        let accepted: Vec<_> = diary
            .accepted
            .iter()
            .map(|sent| (sent.contact, &sent.name, sent.updated_at))
            .collect();
        assert_eq!(kept, accepted);
    }
    assert_eq!(sent, 5000);
    let accepted: usize = diaries.iter().map(|diary| diary.accepted.len()).sum();
    assert_eq!(written.len(), accepted);
}

/// No contact was ever set back, and the account's own clock never stood still.
fn assert_times_grow(told: &[Kept]) {
    let mut ticks = BTreeSet::new();
    let mut latest: BTreeMap<i64, &Kept> = BTreeMap::new();
    for kept in told {
        if let Some(before) = latest.insert(kept.contact, kept) {
            assert!(kept.updated_at >= before.updated_at, "{before:?} {kept:?}");
            assert!(
                ticks.last().is_none_or(|tick| kept.changed_at > *tick),
                "{kept:?}"
            );
        }
        ticks.insert(kept.changed_at);
    }
}

/// What was refused was older than something that the contact was at some time.
fn assert_refusals_were_late(diaries: &[Diary], told: &[Kept]) {
    let mut latest: BTreeMap<i64, i64> = BTreeMap::new();
    for kept in told {
        latest.insert(kept.contact, kept.updated_at);
    }
    for sent in diaries.iter().flat_map(|diary| &diary.refused) {
        assert!(sent.updated_at < latest[&sent.contact], "{sent:?}");
    }
}
