//! Stands between a client and an account and notes when requests pass.

use std::{
    io::{self, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Instant,
};

use anyhow::{Context as _, Result};

/// What ends the head of a request. Nothing but questions passes here, and those have no body.
const END: &[u8] = b"\r\n\r\n";

/// Listens until the process ends.
pub(crate) struct Relay {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Instant>>>,
}

impl Relay {
    /// To the account at this address.
    pub(crate) fn start(url: &str) -> Result<Self> {
        let account = url.strip_prefix("http://").context("no plain address")?;
        let account: SocketAddr = account.parse()?;
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let url = format!("http://{}", listener.local_addr()?);
        let asked = Arc::default();
        let noted = Arc::clone(&asked);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let noted = Arc::clone(&noted);
                // An end that closes ends the connection, and the client sees that.
                thread::spawn(move || relay(client, account, &noted));
            }
        });
        Ok(Self { url, asked })
    }

    /// When the account was asked, in that order.
    pub(crate) fn asked(&self) -> Vec<Instant> {
        let asked = self.asked.lock();
        asked.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn relay(
    mut client: TcpStream,
    account: SocketAddr,
    asked: &Mutex<Vec<Instant>>,
) -> io::Result<()> {
    let mut account = TcpStream::connect(account)?;
    client.set_nodelay(true)?;
    account.set_nodelay(true)?;
    let (mut answers, mut back) = (account.try_clone()?, client.try_clone()?);
    thread::spawn(move || io::copy(&mut answers, &mut back));
    let mut head = Vec::new();
    let mut buffer = [0; 8 << 10];
    loop {
        let count = client.read(&mut buffer)?;
        if count == 0 {
            return Ok(());
        }
        let now = Instant::now();
        head.extend_from_slice(&buffer[..count]);
        while let Some(at) = head.windows(END.len()).position(|end| end == END) {
            head.drain(..at + END.len());
            let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
            asked.push(now);
        }
        account.write_all(&buffer[..count])?;
    }
}
