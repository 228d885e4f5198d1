//! Bad clients on connections without a network, in time that only passes when everybody waits.

use std::sync::Arc;
use std::time::Duration;

#[cfg(unix)]
use rustix::io::Errno;
use tokio::io::{
    AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, ReadHalf, WriteHalf, duplex, split,
};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

use super::*;

/// A client, and the connection that is attended to on the other side.
struct Line {
    from: ReadHalf<DuplexStream>,
    to: WriteHalf<DuplexStream>,
    attended: JoinHandle<()>,
    stop: CancellationToken,
    begun: Instant,
}

const NOBODY: &str = "GET /api/v2/account HTTP/1.1\r\nHost: localhost\r\n\r\n";
const EVERYBODY: &str =
    "GET /api/v2/contacts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer demo-anna\r\n\r\n";
const POST: &str =
    "POST /api/v2/contacts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n";
const SECOND: Duration = Duration::from_secs(1);

impl Line {
    /// As many bytes can be on their way in each direction as in a small buffer of a system.
    fn open() -> Self {
        Self::of(1 << 16)
    }

    fn of(room: usize) -> Self {
        let account = Account::in_memory(Arc::new(|| 0)).unwrap();
        account.seed_demo(100, 1).unwrap();
        let peer = Peer {
            address: [127, 0, 0, 1].into(),
            asked: [127, 0, 0, 1].into(),
            is_secure: false,
        };
        let (client, server) = duplex(room);
        let stop = CancellationToken::new();
        let (router, limits) = (account.router(), Limits::default());
        let attended = connection::attend(server, peer, router, limits, stop.clone());
        let (from, to) = split(client);
        Self {
            from,
            to,
            attended: tokio::spawn(attended),
            stop,
            begun: Instant::now(),
        }
    }

    async fn send(&mut self, text: &str) {
        self.to.write_all(text.as_bytes()).await.unwrap();
    }

    /// Reads until what was read ends so.
    async fn answer(&mut self, end: &str) -> String {
        answer(&mut self.from, end).await
    }

    /// Asks and is answered that nobody is logged in.
    async fn ask(&mut self) {
        self.send(NOBODY).await;
        self.answer("}}").await;
    }

    /// Everything until the server closes, and after how many seconds that was.
    async fn rest(mut self) -> (String, u64) {
        let mut text = String::new();
        self.from.read_to_string(&mut text).await.unwrap();
        self.attended.await.unwrap();
        (text, self.begun.elapsed().as_secs())
    }
}

async fn answer(from: &mut ReadHalf<DuplexStream>, end: &str) -> String {
    let mut text = Vec::new();
    while !text.ends_with(end.as_bytes()) {
        let length = from.read_buf(&mut text).await.unwrap();
        assert!(length > 0, "closed: {}", String::from_utf8_lossy(&text));
    }
    String::from_utf8(text).unwrap()
}

/// Sends a piece every second, as long as it is taken.
async fn drip(to: &mut WriteHalf<DuplexStream>, piece: &[u8]) {
    while to.write_all(piece).await.is_ok() {
        sleep(SECOND).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_head_is_waited_for_ten_seconds() {
    let silent = Line::open();
    assert_eq!(silent.rest().await, (String::new(), 10));

    let mut halting = Line::open();
    halting.send("GET /api/v2/account HTTP/1.1\r\nX: ").await;
    drip(&mut halting.to, b"x").await;
    let (said, seconds) = halting.rest().await;
    assert_eq!(said, "");
    // A piece a second: it may have noticed one later.
    assert!(matches!(seconds, 10 | 11), "{seconds}");
}

#[tokio::test(start_paused = true)]
async fn a_connection_may_rest_for_a_minute_but_not_within_a_head() {
    let mut line = Line::open();
    for _ in 0..3 {
        line.ask().await;
        sleep(59 * SECOND).await;
    }
    line.ask().await;
    line.begun = Instant::now();
    assert_eq!(line.rest().await, (String::new(), 60));

    let mut line = Line::open();
    line.ask().await;
    sleep(30 * SECOND).await;
    line.send("GET /").await;
    assert_eq!(line.rest().await, (String::new(), 40));
}

#[tokio::test(start_paused = true)]
async fn a_body_may_take_half_a_minute_when_it_moves_and_ten_seconds_when_it_does_not() {
    for (piece, seconds) in [(&[b'x'; 1][..], 10), (&[b'x'; 1500], 30)] {
        let mut line = Line::open();
        line.send(POST).await;
        let said = tokio::select! {
            () = drip(&mut line.to, piece) => panic!("closed without an answer"),
            said = answer(&mut line.from, "}") => said,
        };
        assert!(said.starts_with("HTTP/1.1 408 "), "{said}");
        assert_eq!(line.begun.elapsed().as_secs(), seconds);
        // What it still sends is thrown away for a moment.
        assert_eq!(line.rest().await, (String::new(), seconds + 2));
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_nobody_wants_does_not_cost_the_answer() {
    let mut line = Line::open();
    line.send(&POST.replace("localhost", "evil.example")).await;
    drip(&mut line.to, b"x").await;
    let (said, _) = line.rest().await;
    assert!(said.starts_with("HTTP/1.1 403 "), "{said}");
    assert!(said.ends_with('}'), "{said}");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_nobody_takes_is_waited_with_for_ten_seconds() {
    let mut line = Line::of(1 << 10);
    line.send(EVERYBODY).await;
    (&mut line.attended).await.unwrap();
    assert_eq!(line.begun.elapsed().as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_taken_slowly_is_given_whole() {
    let mut line = Line::of(1 << 10);
    line.send(EVERYBODY).await;
    let mut text = Vec::new();
    while !text.ends_with(b"]}}") {
        let mut part = [0; 1500];
        line.from.read_exact(&mut part[..1]).await.unwrap();
        let length = 1 + line.from.read(&mut part[1..]).await.unwrap();
        text.extend_from_slice(&part[..length]);
        sleep(SECOND).await;
    }
    assert!(text.len() > 50_000, "{}", text.len());
    line.ask().await;
}

#[tokio::test(start_paused = true)]
async fn requests_that_come_together_are_answered_in_their_order() {
    let mut line = Line::open();
    let missing = |number| format!("GET /{number} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let all: String = (0..20).map(missing).collect();
    line.send(&all).await;
    let said = line.answer("GET /19.\"}").await;
    let told: Vec<&str> = said
        .split("There is no GET /")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('.')?.0))
        .collect();
    let asked: Vec<String> = (0..20).map(|number: u8| number.to_string()).collect();
    assert_eq!(told, asked);
    assert_eq!(line.rest().await, (String::new(), 60));
}

#[tokio::test(start_paused = true)]
async fn told_to_stop_it_answers_what_was_asked_and_no_more() {
    let mut resting = Line::open();
    resting.ask().await;
    resting.stop.cancel();
    assert_eq!(resting.rest().await, (String::new(), 0));

    let mut asking = Line::of(1 << 10);
    asking.send(EVERYBODY).await;
    asking.from.read_exact(&mut [0; 100]).await.unwrap();
    asking.stop.cancel();
    let (said, seconds) = asking.rest().await;
    assert!(said.ends_with("]}}"), "{said}");
    assert_eq!(seconds, 0);
}

#[cfg(unix)]
#[test]
fn without_files_to_open_it_takes_a_breath() {
    assert!(concerns_one(
        io::Error::from(io::ErrorKind::ConnectionAborted).kind()
    ));
    for name in [Errno::MFILE, Errno::NFILE, Errno::NOBUFS, Errno::NOMEM] {
        assert!(!concerns_one(io::Error::from(name).kind()), "{name}");
    }
}
