//! The account on a network: too slow, too many, too large, too deep; and those who behave are answered meanwhile.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rolo::server::{Account, Limits, Serving, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::desk::NOW;

const LIST: &str = "GET /api/v2/contacts?limit_rows=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n";
const ANNA: &str = "Authorization: Bearer demo-anna\r\n";
const WRITE: &str =
    "POST /api/v2/contacts HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer demo-anna\r\n";

/// A demo account at work.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    stop: CancellationToken,
    task: JoinHandle<std::io::Result<()>>,
}

impl Served {
    pub(crate) async fn with(serving: Serving) -> Self {
        let account = Account::in_memory(Arc::new(|| NOW)).unwrap();
        account.seed_demo(2, 1).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let task = tokio::spawn(serve(account, serving, listener, stop.clone()));
        Self {
            address,
            stop,
            task,
        }
    }

    async fn limited(limits: Limits) -> Self {
        Self::with(Serving {
            limits,
            ..Serving::default()
        })
        .await
    }

    /// A connection from one of the many loopback addresses.
    async fn connect_from(&self, source: &str) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        socket
            .bind(SocketAddr::new(source.parse().unwrap(), 0))
            .unwrap();
        socket.connect(self.address).await.unwrap()
    }

    async fn connect(&self) -> TcpStream {
        self.connect_from("127.0.0.1").await
    }

    /// Ends without a complaint of its own.
    pub(crate) async fn stop(self) {
        self.stop.cancel();
        self.task.await.unwrap().unwrap();
    }
}

/// The head of an answer and as much of the body as belongs to it; nothing when the connection was closed.
async fn answer(stream: &mut TcpStream) -> Option<String> {
    let mut text = Vec::new();
    loop {
        let seen = String::from_utf8_lossy(&text);
        if let Some((head, body)) = seen.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse().unwrap());
            if body.len() >= length {
                return Some(seen.into_owned());
            }
        }
        match stream.read_buf(&mut text).await {
            Ok(0) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// Whether a connection lists contacts.
async fn is_answered(stream: &mut TcpStream) -> bool {
    let request = format!("{LIST}{ANNA}\r\n");
    stream.write_all(request.as_bytes()).await.is_ok()
        && answer(stream)
            .await
            .is_some_and(|said| said.starts_with("HTTP/1.1 200"))
}

/// Sends all of it, as far as it is taken, and gives the answer.
async fn told(stream: &mut TcpStream, request: &[u8]) -> String {
    let (mut from, mut to) = stream.split();
    let mut said = Vec::new();
    let send = async {
        // Whoever answers before he has heard everything may stop listening.
        let _ = to.write_all(request).await;
    };
    let read = async {
        from.read_to_end(&mut said).await.unwrap();
    };
    tokio::join!(send, read);
    String::from_utf8(said).unwrap()
}

#[tokio::test]
async fn slow_clients_are_left_and_the_others_do_not_notice() {
    let soon = Duration::from_secs(1);
    let served = Served::limited(Limits {
        head: soon,
        body: soon,
        grace: soon,
        idle: soon,
        ..Limits::default()
    })
    .await;
    let mut silent = served.connect().await;
    let mut halting = served.connect().await;
    halting.write_all(LIST.as_bytes()).await.unwrap();
    let mut stuck = served.connect().await;
    let post = format!("{WRITE}Content-Length: 100\r\n\r\n{{\"add\":");
    stuck.write_all(post.as_bytes()).await.unwrap();
    let mut idle = served.connect().await;
    assert!(is_answered(&mut idle).await);

    let slow = async {
        assert_eq!(answer(&mut silent).await, None);
        assert_eq!(answer(&mut halting).await, None);
        let said = answer(&mut stuck).await.unwrap();
        assert!(said.starts_with("HTTP/1.1 408 "), "{said}");
        assert_eq!(answer(&mut stuck).await, None);
        assert_eq!(answer(&mut idle).await, None);
    };
    let mut good = served.connect().await;
    let busy = async {
        while is_answered(&mut good).await {}
        panic!("somebody who behaved was not answered");
    };
    tokio::select! {
        () = slow => {}
        () = busy => {}
    }
    served.stop().await;
}

#[tokio::test]
async fn one_address_has_so_many_connections_and_others_have_their_own() {
    let served = Served::limited(Limits {
        per_loopback: Limits::default().per_address,
        ..Limits::default()
    })
    .await;
    let mut held = Vec::new();
    for _ in 0..16 {
        let mut stream = served.connect_from("127.0.0.2").await;
        assert!(is_answered(&mut stream).await);
        held.push(stream);
    }
    assert!(!is_answered(&mut served.connect_from("127.0.0.2").await).await);
    assert!(is_answered(&mut served.connect_from("127.0.0.3").await).await);
    // Those that are open stay so, and one that ends makes room, as soon as the server hears of it.
    assert!(is_answered(&mut held[0]).await);
    held.pop();
    while !is_answered(&mut served.connect_from("127.0.0.2").await).await {}
    served.stop().await;
}

#[tokio::test]
async fn there_are_so_many_connections_in_all() {
    let served = Served::limited(Limits {
        connections: 3,
        ..Limits::default()
    })
    .await;
    let mut held = Vec::new();
    for source in ["127.0.0.2", "127.0.0.3", "127.0.0.4"] {
        let mut stream = served.connect_from(source).await;
        assert!(is_answered(&mut stream).await);
        held.push(stream);
    }
    assert!(!is_answered(&mut served.connect_from("127.0.0.5").await).await);
    held.pop();
    while !is_answered(&mut served.connect_from("127.0.0.5").await).await {}
    served.stop().await;
}

#[tokio::test]
async fn what_is_too_large_is_said_to_be() {
    let served = Served::limited(Limits::default()).await;
    let long = format!("{LIST}X: {}\r\n\r\n", "x".repeat(70 << 10));
    let many = format!("{LIST}{}\r\n", "X: x\r\n".repeat(200));
    let size = 9 << 20;
    let body = "x".repeat(size);
    let sized = format!("{WRITE}Content-Length: {size}\r\n\r\n{body}");
    let chunked =
        format!("{WRITE}Transfer-Encoding: chunked\r\n\r\n{size:x}\r\n{body}\r\n0\r\n\r\n");
    let sign_in = format!(
        "POST /private/api/auth.php HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n{}",
        &body[..100_000]
    );
    for (what, request, status) in [
        ("a long header", long, 431),
        ("many headers", many, 431),
        ("a large body", sized, 413),
        ("a large body in chunks", chunked, 413),
        ("a large login", sign_in, 413),
    ] {
        let said = told(&mut served.connect().await, request.as_bytes()).await;
        assert!(
            said.starts_with(&format!("HTTP/1.1 {status} ")),
            "{what}: {said}"
        );
        assert!(is_answered(&mut served.connect().await).await, "{what}");
    }
    served.stop().await;
}

#[tokio::test]
async fn what_is_nested_too_deep_is_refused_with_a_code() {
    let served = Served::limited(Limits::default()).await;
    for (kind, body) in [
        ("application/json", "[".repeat(1 << 20)),
        ("application/json", "{\"add\":".repeat(100_000)),
        (
            "application/json",
            format!("{}{}", "[".repeat(33), "]".repeat(33)),
        ),
        (
            "application/x-www-form-urlencoded",
            format!("add{}=1", "[0]".repeat(100_000)),
        ),
    ] {
        let request = format!(
            "{WRITE}Connection: close\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let said = told(&mut served.connect().await, request.as_bytes()).await;
        assert!(said.starts_with("HTTP/1.1 400 "), "{kind}: {said}");
        assert!(said.contains(r#""error_code":"102""#), "{kind}: {said}");
    }
    let brackets = "%5Ba%5D".repeat(40);
    let deep = format!(
        "GET /api/v2/contacts?a{brackets}=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{ANNA}\r\n"
    );
    let said = told(&mut served.connect().await, deep.as_bytes()).await;
    assert!(said.starts_with("HTTP/1.1 400 "), "{said}");
    assert!(is_answered(&mut served.connect().await).await);
    served.stop().await;
}

#[tokio::test]
async fn requests_that_come_at_once_are_all_answered() {
    let served = Served::limited(Limits::default()).await;
    let ten =
        format!("{LIST}{ANNA}\r\n").repeat(9) + &format!("{LIST}{ANNA}Connection: close\r\n\r\n");
    let said = told(&mut served.connect().await, ten.as_bytes()).await;
    assert_eq!(said.matches("HTTP/1.1 200 OK").count(), 10, "{said}");
    served.stop().await;
}

#[tokio::test]
async fn who_guesses_locks_his_own_address_only() {
    let served = Served::limited(Limits::default()).await;
    let asked = |key: &str| {
        format!(
            "GET /api/v2/account?USER_LOGIN=anna@demo.test&USER_HASH={key} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        )
    };
    let mut bad = served.connect_from("127.0.0.2").await;
    for number in 0..12 {
        let code = if number < 10 { "110" } else { "111" };
        let wrong = asked(&format!("wrong{number}"));
        bad.write_all(wrong.as_bytes()).await.unwrap();
        let said = answer(&mut bad).await.unwrap();
        assert!(said.starts_with("HTTP/1.1 401 "), "{said}");
        assert!(
            said.contains(&format!(r#""error_code":"{code}""#)),
            "{said}"
        );
    }
    for (source, status) in [("127.0.0.2", 401), ("127.0.0.3", 200)] {
        let mut stream = served.connect_from(source).await;
        stream
            .write_all(asked("demo-anna").as_bytes())
            .await
            .unwrap();
        let said = answer(&mut stream).await.unwrap();
        assert!(said.starts_with(&format!("HTTP/1.1 {status} ")), "{said}");
    }
    served.stop().await;
}
