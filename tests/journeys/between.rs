//! Something between a client and its account that lets requests through, or plays a fault instead, and writes down when
//! they came.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// What a request is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The login.
    Auth,
    /// Who and what the account is.
    Account,
    /// A page of contacts.
    Page,
    /// The account's own search.
    Search,
    /// One contact.
    Card,
    /// A new contact.
    Add,
    /// A change.
    Update,
}

/// What comes instead of the account's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The API's refusal with this status and code.
    Says(u16, u16),
    /// The same, once: the session has ended.
    Ended,
    /// A page of HTML with this status.
    Html(u16),
    /// 429 with so many seconds to wait.
    Wait(u64),
    /// 429 without a time, once.
    TooMany,
    /// 204.
    Empty,
    /// Half of the account's answer, whose length was told.
    Cut,
    /// The same, and its length was not told.
    CutUnsaid,
    /// The connection closes, and the account never heard of it.
    Dropped,
    /// The connection closes after the account has done it.
    DroppedAfter,
    /// Nothing at all.
    Stalled,
    /// The answer begins, and then comes a byte now and then.
    Dripping,
    /// A redirect with this status to another place, and a cookie from there.
    Redirect(u16),
    /// A few bytes that inflate to many.
    Bomb,
    /// An answer that never ends.
    Endless,
    /// A document of a hundred thousand levels.
    Deep,
}

impl Fault {
    /// Whether it happens once only.
    fn is_once(self) -> bool {
        matches!(self, Self::Ended | Self::TooMany)
    }

    /// Whether the account hears of the request.
    fn lets_through(self) -> bool {
        matches!(
            self,
            Self::Cut | Self::CutUnsaid | Self::DroppedAfter | Self::Dripping
        )
    }
}

/// The one between.
pub(crate) struct Between {
    /// Where it listens.
    pub(crate) uri: String,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    fault: Option<(Place, Fault)>,
    came: Vec<(Instant, Place)>,
    played: usize,
}

impl Between {
    /// Stands before an account, `http://ADDRESS`, and lets everything through.
    pub(crate) async fn before(account: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let uri = format!("http://{}", listener.local_addr().expect("an address"));
        let account = account.trim_start_matches("http://").to_owned();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let between = Self {
            uri,
            seen: Arc::clone(&seen),
        };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (account, seen) = (account.clone(), Arc::clone(&seen));
                tokio::spawn(async move {
                    // A client that has gone wants no answer.
                    let _ = serve(stream, &account, &seen).await;
                });
            }
        });
        between
    }

    /// From now on this is what comes at this place.
    pub(crate) fn play(&self, place: Place, fault: Fault) {
        self.seen.lock().expect("no panic").fault = Some((place, fault));
    }

    /// Everything goes through again.
    pub(crate) fn heal(&self) {
        self.seen.lock().expect("no panic").fault = None;
    }

    /// How often the fault was played.
    pub(crate) fn played(&self) -> usize {
        self.seen.lock().expect("no panic").played
    }

    /// When which request came.
    pub(crate) fn came(&self) -> Vec<(Instant, Place)> {
        self.seen.lock().expect("no panic").came.clone()
    }
}

/// Answers one request and closes.
async fn serve(mut stream: TcpStream, account: &str, seen: &Mutex<Seen>) -> std::io::Result<()> {
    let Some(request) = read(&mut stream).await? else {
        return Ok(());
    };
    let fault = {
        let mut seen = seen.lock().expect("no panic");
        let place = place(&request);
        seen.came.push((Instant::now(), place));
        let fault = seen
            .fault
            .filter(|(at, _)| *at == place)
            .map(|(_, fault)| fault);
        if let Some(fault) = fault {
            seen.played += 1;
            if fault.is_once() {
                seen.fault = None;
            }
        }
        fault
    };
    let answer = match fault {
        Some(fault) if !fault.lets_through() => Vec::new(),
        _ => pass_on(&request, account).await?,
    };
    match fault {
        None => stream.write_all(&answer).await?,
        Some(fault) => play(fault, &answer, &mut stream).await?,
    }
    // Closing over unread bytes would reset the connection.
    stream.shutdown().await?;
    tokio::io::copy(&mut stream, &mut tokio::io::sink()).await?;
    Ok(())
}

/// One request, with what is behind its head; nothing when the client has changed its mind.
async fn read(stream: &mut TcpStream) -> std::io::Result<Option<Vec<u8>>> {
    let mut request = Vec::new();
    loop {
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(None);
        }
        let Some(end) = request.windows(4).position(|at| at == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"))
            .map_or(0, |length| length.trim().parse().expect("a length"));
        if request.len() >= end + 4 + length {
            return Ok(Some(request));
        }
    }
}

/// What the account says, from its status line to its end.
async fn pass_on(request: &[u8], account: &str) -> std::io::Result<Vec<u8>> {
    let mut connection = TcpStream::connect(account).await?;
    let end = request
        .windows(2)
        .position(|at| at == b"\r\n")
        .expect("a line");
    connection.write_all(&request[..end]).await?;
    connection.write_all(b"\r\nConnection: close").await?;
    connection.write_all(&request[end..]).await?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await?;
    Ok(answer)
}

fn place(request: &[u8]) -> Place {
    let text = String::from_utf8_lossy(request);
    let line = text.lines().next().unwrap_or_default();
    let has = |part: &str| line.contains(part);
    if has("/private/api/auth.php") {
        Place::Auth
    } else if has("/api/v2/account") {
        Place::Account
    } else if line.starts_with("POST") && text.contains("{\"add\":") {
        Place::Add
    } else if line.starts_with("POST") {
        Place::Update
    } else if has("query=") {
        Place::Search
    } else if has("?id=") {
        Place::Card
    } else {
        Place::Page
    }
}

async fn play(fault: Fault, answer: &[u8], stream: &mut TcpStream) -> std::io::Result<()> {
    let refused = |code: u16| {
        format!(
            r#"{{"response":{{"error":"no","error_code":"{code}","auth":false,"ip":"192.0.2.1"}}}}"#
        )
    };
    let page = "<html><body>nginx</body></html>";
    // An answer without a body cannot be cut.
    let stand_in = whole(200, "", "{\"_embedded\":{\"items\":[]}}");
    let answer = match head_end(answer) {
        body if body < answer.len() => answer,
        _ => &stand_in,
    };
    let body = head_end(answer);
    let half = &answer[..body + (answer.len() - body) / 2];
    match fault {
        Fault::Says(status, code) => stream.write_all(&whole(status, "", &refused(code))).await,
        Fault::Ended => stream.write_all(&whole(401, "", &refused(110))).await,
        Fault::Html(status) => stream.write_all(&whole(status, "", page)).await,
        Fault::Wait(seconds) => {
            let after = format!("Retry-After: {seconds}\r\n");
            stream.write_all(&whole(429, &after, page)).await
        }
        Fault::TooMany => stream.write_all(&whole(429, "", page)).await,
        Fault::Empty => stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await,
        Fault::Cut => stream.write_all(half).await,
        Fault::CutUnsaid => {
            let unsaid = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
            stream.write_all(unsaid).await?;
            stream.write_all(&half[body..]).await
        }
        Fault::Dropped | Fault::DroppedAfter => Ok(()),
        Fault::Stalled => std::future::pending().await,
        Fault::Dripping => {
            for byte in answer {
                stream.write_all(&[*byte]).await?;
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            Ok(())
        }
        Fault::Redirect(status) => {
            let more = "Location: http://127.0.0.2:9/api/v2/contacts\r\nSet-Cookie: session_id=planted; path=/\r\n";
            stream.write_all(&whole(status, more, "")).await
        }
        Fault::Bomb => {
            let bomb = include_bytes!("../fixtures/wire/spaces.gz");
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                bomb.len()
            );
            stream.write_all(head.as_bytes()).await?;
            stream.write_all(bomb).await
        }
        Fault::Endless => {
            stream
                .write_all(b"HTTP/1.1 200 OK\r\n\r\n{\"_embedded\":{\"items\":[")
                .await?;
            loop {
                stream.write_all(&[b' '; 8_192]).await?;
            }
        }
        Fault::Deep => {
            stream
                .write_all(&whole(200, "", &"[".repeat(100_000)))
                .await
        }
    }
}

fn head_end(answer: &[u8]) -> usize {
    let end = answer.windows(4).position(|at| at == b"\r\n\r\n");
    end.map_or(0, |end| end + 4)
}

/// A whole answer.
fn whole(status: u16, headers: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status} X\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
