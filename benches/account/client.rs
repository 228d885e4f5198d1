//! A client that costs little itself: a connection that is kept, a request that is written once, an answer that is only counted.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How much is read at a time, as `wrk` does: what clients cost is part of what they can get.
const BUFFER: usize = 8 << 10;

/// A connection that is kept between requests.
pub(crate) struct Client {
    stream: TcpStream,
    held: Vec<u8>,
}

/// What came back: the status, and how many bytes the body had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) length: usize,
}

impl Client {
    pub(crate) fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            held: vec![0; BUFFER],
        })
    }

    /// Sends a prepared request and reads the answer to its end.
    pub(crate) fn ask(&mut self, request: &[u8]) -> io::Result<Answer> {
        self.stream.write_all(request)?;
        let mut filled = 0;
        let (answer, head) = loop {
            filled += self.read(filled)?;
            if let Some(found) = head(&self.held[..filled]) {
                break found;
            }
        };
        let mut missing = (head + answer.length).saturating_sub(filled);
        while missing > 0 {
            // The body is not kept: only its end matters.
            missing = missing.saturating_sub(self.read(0)?);
        }
        Ok(answer)
    }

    fn read(&mut self, at: usize) -> io::Result<usize> {
        match self.stream.read(&mut self.held[at..])? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            count => Ok(count),
        }
    }
}

/// The status and the length of the body, and how long the head is; `None` while the head is not complete.
fn head(held: &[u8]) -> Option<(Answer, usize)> {
    let end = held.windows(4).position(|window| window == b"\r\n\r\n")?;
    let text = std::str::from_utf8(&held[..end]).ok()?;
    let mut lines = text.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let length = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, length)| length.trim().parse().ok())
        .unwrap_or(0);
    Some((Answer { status, length }, end + 4))
}

/// A GET as it travels. The key is that of the demo's administrator.
pub(crate) fn get(target: &str) -> Vec<u8> {
    format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer demo-anna\r\n\r\n")
        .into_bytes()
}

/// A POST of JSON.
pub(crate) fn post(target: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer demo-anna\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// How many requests were answered in which time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load {
    pub(crate) answers: f64,
    pub(crate) seconds: f64,
}

/// What `connections` clients get answered in about `time`, each asking for the `targets` in turn.
pub(crate) fn load(
    address: SocketAddr,
    targets: &[String],
    connections: usize,
    time: Duration,
) -> io::Result<Load> {
    let requests: Vec<Vec<u8>> = targets.iter().map(|target| get(target)).collect();
    let stop = AtomicBool::new(false);
    let begun = Instant::now();
    let counts = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..connections)
            .map(|first| {
                let (requests, stop) = (&requests, &stop);
                scope.spawn(move || {
                    let mut client = Client::connect(address)?;
                    let mut count = 0_u32;
                    for request in requests
                        .iter()
                        .cycle()
                        .skip(first * requests.len() / connections)
                    {
                        if stop.load(Ordering::Relaxed) {
                            break;
                        }
                        let answer = client.ask(request)?;
                        if answer.status != 200 {
                            return Err(io::Error::other(format!("status {}", answer.status)));
                        }
                        count += 1;
                    }
                    Ok(count)
                })
            })
            .collect();
        std::thread::sleep(time);
        stop.store(true, Ordering::Relaxed);
        clients
            .into_iter()
            .map(|client| {
                client
                    .join()
                    .unwrap_or_else(|_| Err(io::Error::other("a client panicked")))
            })
            .collect::<io::Result<Vec<_>>>()
    })?;
    Ok(Load {
        answers: f64::from(counts.iter().sum::<u32>()),
        seconds: begun.elapsed().as_secs_f64(),
    })
}
