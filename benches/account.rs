//! How fast the account answers: pages of 500 at any offset, and `query` while a person types.
//!
//! `cargo bench --bench account` prints the tables for an account of 100,000 invented contacts on the disk, asked over
//! loopback; `-- N` takes another number of contacts. Read the ratios: what they compare was measured in turns in the same run,
//! by the same client, which takes its share of the same processor.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::body::Bytes;
use axum::routing::get;
use rolo::server::{Account, Shapes, serve};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;

#[path = "account/client.rs"]
mod client;
#[path = "shared/figures.rs"]
mod figures;
#[path = "account/memory.rs"]
mod memory;
#[path = "shared/processor.rs"]
mod processor;

use client::Client;
use figures::{median, percentile};
use memory::memory;
use processor::processor;

/// 2026-11-22 12:00 UTC.
const NOW: i64 = 1_795_348_800;
const CONTACTS: u32 = 100_000;
const PAGE: u32 = 500;
/// As many clients at once.
const CONNECTIONS: usize = 4;
/// Every kind of page is asked for in this many turns…
const TURNS: usize = 9;
/// …each this long.
const TURN: Duration = Duration::from_millis(400);
/// Processor time of this process: in user mode, and in the kernel.
const OWN: usize = 11;
/// How often each query is asked.
const ASKED: usize = 10;

/// What a person types, letter by letter, and what it is an example of.
const TYPED: &[(&str, &str)] = &[
    ("a name", "Соколова"),
    ("a name with ё", "Семёнов Пётр"),
    ("a name and a company", "иванов гранит"),
    ("a company", "ООО «Вектор»"),
    ("three words", "ан ов ооо"),
    ("digits of a phone", "9161234"),
    ("a phone as written", "+7 (916) 123"),
    ("an e-mail", "sokolova@example.com"),
    ("Latin letters", "Zenit"),
    ("a miss", "ъъщщъ"),
    ("a late miss", "алексеевичюс"),
];

fn main() -> Result<()> {
    let contacts = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(CONTACTS);
    let runtime = Runtime::new()?;
    let home = tempfile::tempdir()?;
    let account = Account::open(home.path(), Arc::new(|| NOW))?;
    let begun = Instant::now();
    account.seed_demo(contacts, 1)?;
    println!(
        "{contacts} contacts, made in {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    let address = runtime.block_on(listen(&account))?;
    pages(&runtime, address, contacts)?;
    queries(address, contacts)?;
    Ok(())
}

/// Serves the account on a free port until the process ends.
async fn listen(account: &Account) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(serve(
        account.clone(),
        Shapes::Page,
        listener,
        CancellationToken::new(),
    ));
    Ok(address)
}

/// Serves one body of so many bytes, with nothing to be done for it.
async fn prebuilt(length: usize) -> io::Result<SocketAddr> {
    let body = Bytes::from(vec![b'x'; length]);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/", get(move || std::future::ready(body.clone())));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

fn page(offset: u32) -> String {
    format!("/api/v2/contacts?limit_rows={PAGE}&limit_offset={offset}")
}

/// Pages against each other and against a body of the same length that is only sent.
fn pages(runtime: &Runtime, address: SocketAddr, contacts: u32) -> Result<()> {
    let deepest = contacts.saturating_sub(PAGE);
    let mut client = Client::connect(address)?;
    let length = client.ask(&client::get(&page(0)))?.length;
    let body = runtime.block_on(prebuilt(length))?;
    let all = (0..=deepest).step_by(PAGE as usize);
    let anywhere = (0..1000).map(|_| fastrand::u32(0..=deepest));
    let mut kinds = [
        Kind::new("a prebuilt body", body, vec!["/".to_owned()]),
        Kind::new("offset 0", address, vec![page(0)]),
        Kind::new("the deepest offset", address, vec![page(deepest)]),
        Kind::new("one page after another", address, all.map(page).collect()),
        Kind::new("any offset", address, anywhere.map(page).collect()),
    ];
    for _ in 0..TURNS {
        for kind in &mut kinds {
            kind.turn()?;
        }
    }
    println!(
        "\nPages of {PAGE} contacts, {} KiB, {CONNECTIONS} connections",
        length / 1024
    );
    println!(
        "{:<26}{:>12}{:>12}{:>12}{:>14}",
        "", "requests/s", "/ prebuilt", "/ offset 0", "processor, ms"
    );
    for kind in &kinds {
        println!(
            "{:<26}{:>12.0}{:>12.2}{:>12.2}{:>14.3}",
            kind.name,
            median(kind.rates.clone()),
            kind.beside(&kinds[0]),
            kind.beside(&kinds[1]),
            median(kind.costs.clone()),
        );
    }
    println!("(processor: of account and client together, for one request)");
    for (what, offset) in [("offset 0", 0), ("the deepest offset", deepest)] {
        let request = client::get(&page(offset));
        let mut times = Vec::new();
        for _ in 0..20 * ASKED {
            write(&mut client)?;
            times.push(timed(&mut client, &request)?);
        }
        println!(
            "{what} after a contact was changed: p50 {:.2} ms, p99 {:.2} ms",
            percentile(&mut times, 50),
            percentile(&mut times, 99)
        );
    }
    Ok(())
}

/// Requests of one kind, and what came of them in each turn.
struct Kind {
    name: &'static str,
    address: SocketAddr,
    targets: Vec<String>,
    /// Requests a second.
    rates: Vec<f64>,
    /// Processor time of a request in milliseconds.
    costs: Vec<f64>,
}

impl Kind {
    fn new(name: &'static str, address: SocketAddr, targets: Vec<String>) -> Self {
        Self {
            name,
            address,
            targets,
            rates: Vec::new(),
            costs: Vec::new(),
        }
    }

    fn turn(&mut self) -> io::Result<()> {
        let before = processor(OWN);
        let load = client::load(self.address, &self.targets, CONNECTIONS, TURN)?;
        self.rates.push(load.answers / load.seconds);
        if let (Some(before), Some(after)) = (before, processor(OWN)) {
            self.costs.push((after - before) * 1e3 / load.answers);
        }
        Ok(())
    }

    /// The middle of the ratios of what was measured one after the other.
    fn beside(&self, other: &Self) -> f64 {
        let ratios = self.rates.iter().zip(&other.rates);
        median(ratios.map(|(own, other)| own / other).collect())
    }
}

/// Queries as they are typed: quiet, and with somebody writing before each.
fn queries(address: SocketAddr, contacts: u32) -> Result<()> {
    let mut client = Client::connect(address)?;
    let before = memory();
    let begun = Instant::now();
    let first = client.ask(&search("ъыъ"))?;
    ensure!(
        first.status == 204,
        "the first query was answered with {}",
        first.status
    );
    let first = begun.elapsed();
    println!("\nQueries among {contacts} contacts, answered with up to {PAGE}, in ms");
    if let (Some(before), Some(after)) = (before, memory()) {
        println!(
            "the first: {:.0} ms, and {:.0} MiB more memory",
            first.as_secs_f64() * 1e3,
            after - before
        );
    }
    println!(
        "{:<26}{:>8}{:>8}{:>8}   {:>8}{:>8}{:>8}",
        "", "p50", "p99", "most", "p50", "p99", "most"
    );
    let (mut quiet, mut written) = (Vec::new(), Vec::new());
    for (what, text) in TYPED {
        let mut own = (Vec::new(), Vec::new());
        for _ in 0..ASKED {
            for end in text
                .char_indices()
                .skip(1)
                .map(|(end, _)| end)
                .chain([text.len()])
            {
                let request = search(&text[..end]);
                own.0.push(timed(&mut client, &request)?);
                write(&mut client)?;
                own.1.push(timed(&mut client, &request)?);
            }
        }
        print(&format!("{what}: {text}"), &mut own.0, &mut own.1);
        quiet.append(&mut own.0);
        written.append(&mut own.1);
    }
    print("all", &mut quiet, &mut written);
    println!("(right: each after a contact was changed)");
    Ok(())
}

fn search(text: &str) -> Vec<u8> {
    let query: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    client::get(&format!("/api/v2/contacts?query={query}"))
}

/// Changes one of the documentation's contacts.
fn write(client: &mut Client) -> Result<()> {
    let name = format!("Изменённый {}", fastrand::u32(..));
    let body = format!(r#"{{"update":[{{"id":41560,"updated_at":{NOW},"name":"{name}"}}]}}"#);
    let answer = client.ask(&client::post("/api/v2/contacts", &body))?;
    ensure!(
        answer.status == 200,
        "a write was answered with {}",
        answer.status
    );
    Ok(())
}

fn timed(client: &mut Client, request: &[u8]) -> Result<Duration> {
    let begun = Instant::now();
    let answer = client.ask(request).context("a query was not answered")?;
    ensure!(
        matches!(answer.status, 200 | 204),
        "a query was answered with {}",
        answer.status
    );
    Ok(begun.elapsed())
}

fn print(what: &str, quiet: &mut [Duration], written: &mut [Duration]) {
    print!("{what:<42}");
    for times in [quiet, written] {
        for percent in [50, 99, 100] {
            print!("{:>8.2}", percentile(times, percent));
        }
        print!("   ");
    }
    println!();
}
