//! An account that means harm: the screen answers keys, memory stays bounded, and the token goes nowhere else.

use std::{
    io::{self, BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use crate::{
    desk::{ROLO, home},
    login::holding,
    pty::{Pty, command},
};

const ACCOUNT: &str = include_str!("../fixtures/wire/account.json");
const TOKEN: &str = "canary-9e02";
/// More than this no answer may cost.
const MOST: u64 = 200 << 20;

/// What comes instead of a page of contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Harm {
    /// A body that never ends, packed so that a byte becomes 158.
    Bomb,
    /// A body that never ends.
    Endless,
    /// Headers that never end.
    Headers,
    /// A byte now and then.
    Drip,
    /// As much as is taken, in contacts that can be read, and in a list that never stands still.
    Heavy,
    /// Go there instead, with this cookie.
    Redirect(u16),
}

/// An account and the place that it would like the token to be sent to, both at work until the test ends.
struct Hostile {
    url: String,
    /// How many connections were made to that other place.
    elsewhere: Arc<AtomicUsize>,
}

impl Hostile {
    fn start(harm: Harm) -> Self {
        let other = TcpListener::bind("127.0.0.1:0").expect("a port");
        let target = format!("http://{}", other.local_addr().expect("an address"));
        let elsewhere = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&elsewhere);
        thread::spawn(move || {
            for _ in other.incoming() {
                count.fetch_add(1, Ordering::SeqCst);
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let target = target.clone();
                // Whoever hangs up on it has done well.
                thread::spawn(move || answer(&stream.expect("a connection"), harm, &target));
            }
        });
        Self { url, elsewhere }
    }
}

fn answer(stream: &TcpStream, harm: Harm, target: &str) -> io::Result<()> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let _ = lines.find(String::is_empty);
    let mut out = stream;
    if first.contains("/account") {
        let length = ACCOUNT.len();
        return write!(
            out,
            "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{ACCOUNT}"
        );
    }
    match harm {
        Harm::Bomb => {
            write!(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")?;
            let (begin, more) = bomb();
            out.write_all(&begin)?;
            let more = more.repeat(5_000);
            loop {
                out.write_all(&more)?;
            }
        }
        Harm::Endless => {
            write!(out, "HTTP/1.1 200 OK\r\n\r\n{{\"_embedded\":{{\"items\":[")?;
            loop {
                out.write_all(&[b'['; 8_192])?;
            }
        }
        Harm::Headers => {
            write!(out, "HTTP/1.1 200 OK\r\n")?;
            loop {
                write!(out, "X-More: {}\r\n", "more ".repeat(1_000))?;
            }
        }
        Harm::Drip => {
            write!(out, "HTTP/1.1 200 OK\r\n\r\n")?;
            loop {
                out.write_all(b" ")?;
                thread::sleep(Duration::from_millis(100));
            }
        }
        Harm::Heavy if first.contains("limit_offset=0") && !first.contains("deleted") => {
            let item = |id: u32| format!(r#"{{"id":{id},"name":"{}"}}"#, "Ж".repeat(15_800));
            let items: Vec<String> = (1..=500).map(item).collect();
            let body = format!(r#"{{"_embedded":{{"items":[{}]}}}}"#, items.join(","));
            let length = body.len();
            assert!((15 << 20..16 << 20).contains(&length), "{length}");
            write!(
                out,
                "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
        }
        Harm::Heavy => write!(out, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"),
        Harm::Redirect(status) => write!(
            out,
            "HTTP/1.1 {status} Elsewhere\r\nLocation: {target}/api/v2/contacts\r\nSet-Cookie: session_id=planted; path=/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        ),
    }
}

/// The begin of a gzip file, and what may follow it for ever: a blank, and again and again 258 bytes like the one before.
fn bomb() -> (Vec<u8>, Vec<u8>) {
    let mut bits = Vec::new();
    // One last block in the fixed code, whose symbols go with their highest bit first.
    bits.extend([true, true, false]);
    let mut put = |symbol: u32, length: u32| {
        bits.extend((0..length).rev().map(|at| symbol >> at & 1 == 1));
    };
    put(0x30 + 0x20, 8);
    for _ in 0..16 {
        // A length of 258 (symbol 285), and a distance of one (symbol 0).
        put(0b1100_0000 + 285 - 280, 8);
        put(0, 5);
    }
    let bytes: Vec<u8> = bits
        .chunks_exact(8)
        .map(|bits| (0..8).fold(0, |byte, at| byte | u8::from(bits[at]) << at))
        .collect();
    let mut begin = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    // Eight times 13 bits are 13 bytes, wherever they begin.
    begin.extend(&bytes[..2]);
    (begin, bytes[2..15].to_vec())
}

#[test]
fn an_account_that_means_harm_gets_no_more_than_its_question() {
    for (harm, said) in [
        (Harm::Bomb, "larger than rolo takes"),
        (Harm::Endless, "larger than rolo takes"),
        (Harm::Headers, "not an account's"),
        (Harm::Drip, ""),
        (Harm::Heavy, "500 contacts"),
        (Harm::Redirect(302), "not an account's"),
        (Harm::Redirect(308), "not an account's"),
    ] {
        let (home, account) = (home(), Hostile::start(harm));
        let mut command = command(ROLO, home.path());
        command.args(["--url", &account.url]);
        command.env("ROLO_TOKEN", TOKEN);
        command.env("RUST_LOG", "trace");
        let mut pty = Pty::start(command);
        // Said by the account, so the next thing it says is the harm.
        pty.wait_for("· Contacts");
        pty.press("/abc");
        pty.wait_for("/ abc");
        pty.press("\x1b\x1b");
        pty.wait(said, |screen| {
            screen.contains(said) && !screen.contains("/ abc")
        });
        if let Some(most) = pty.most_memory() {
            println!("{harm:?}: {} MiB", most >> 20);
            assert!(most < MOST, "{harm:?}: {most} bytes");
        }
        pty.press("q");
        assert!(pty.exit().success(), "{harm:?}");
        assert_eq!(account.elsewhere.load(Ordering::SeqCst), 0, "{harm:?}");
        assert!(!pty.bytes().contains(TOKEN), "{harm:?}");
        assert_eq!(
            holding(home.path(), &[TOKEN, "planted"]),
            [""; 0],
            "{harm:?}"
        );
    }
}
