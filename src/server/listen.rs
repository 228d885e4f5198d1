//! Serves an account to a network: takes connections, but not more than it can look after, and lets them end in order.

mod bodies;
mod connection;
mod pace;
mod patience;
mod places;
mod tls;
mod watched;

#[cfg(test)]
mod tests;

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

pub(super) use bodies::TooSlow;
use places::{Place, Places};
pub use tls::{BadTls, Tls};

use super::limits::Limits;
use super::peer::Peer;
use super::{Account, Shapes};

/// How long nothing is accepted once the system has no more to give: connections that end give some back.
const BREATH: Duration = Duration::from_secs(1);

/// How an account is served; [`Shapes`] alone are that over plain HTTP with the usual limits.
#[derive(Debug, Clone, Default)]
pub struct Serving {
    /// What answers look like.
    pub shapes: Shapes,
    /// Names, without a port, under which the account may be asked for besides those of loopback and the very address that
    /// was connected to.
    pub hosts: Vec<String>,
    /// Plain HTTP without it.
    pub tls: Option<Tls>,
    /// What is asked of clients.
    pub limits: Limits,
}

impl From<Shapes> for Serving {
    fn from(shapes: Shapes) -> Self {
        Self {
            shapes,
            ..Self::default()
        }
    }
}

/// Answers requests until `stop`, then lets those under way finish, but no longer than ten seconds. Fails only when the
/// listener is none.
pub async fn serve(
    account: Account,
    serving: impl Into<Serving>,
    listener: TcpListener,
    stop: CancellationToken,
) -> io::Result<()> {
    let serving = serving.into();
    let limits = serving.limits;
    let entrance = Entrance {
        router: account.router_for(&serving),
        tls: serving.tls.as_ref().map(Tls::acceptor),
        limits,
        stop: stop.clone(),
    };
    tracing::debug!(address = %listener.local_addr()?, "serving");
    let places = Places::default();
    let mut open = JoinSet::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            Some(ended) = open.join_next() => note(ended),
            (stream, address) = accept(&listener) => {
                let address = address.ip().to_canonical();
                let Some(place) = places.take(address, &limits) else {
                    // Without a word: it could not be read anyway where TLS is spoken, nor once a request has arrived.
                    tracing::debug!(%address, "one connection too many");
                    continue;
                };
                open.spawn(entrance.clone().admit(stream, place));
            }
        }
    }
    drop(listener);
    let drained = timeout(limits.drain, async {
        while let Some(ended) = open.join_next().await {
            note(ended);
        }
    });
    if drained.await.is_err() {
        tracing::warn!(left = open.len(), "requests were broken off");
    }
    Ok(())
}

/// A panic while a connection was attended to costs that connection.
fn note(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a connection was not attended to");
    }
}

/// The next connection. What fails about one that is gone already does not concern the others; anything else means that the
/// system has no more files or memory, and would fail again at once.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if concerns_one(error.kind()) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted just now");
                sleep(BREATH).await;
            }
        }
    }
}

fn concerns_one(kind: io::ErrorKind) -> bool {
    matches!(
        kind,
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::Interrupted
    )
}

/// What every connection gets along.
#[derive(Clone)]
struct Entrance {
    router: Router,
    tls: Option<TlsAcceptor>,
    limits: Limits,
    stop: CancellationToken,
}

impl Entrance {
    /// Attends to one connection, behind TLS when that is spoken here.
    async fn admit(self, stream: TcpStream, place: Place) {
        let Ok(asked) = stream.local_addr() else {
            return;
        };
        let peer = Peer {
            address: place.address(),
            asked: asked.ip().to_canonical(),
            is_secure: self.tls.is_some(),
        };
        // An answer is written whole, so there is nothing to collect small pieces for.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "answers may wait a little");
        }
        let Self {
            router,
            tls,
            limits,
            stop,
        } = self;
        match tls {
            None => connection::attend(stream, peer, router, limits, stop).await,
            Some(tls) => {
                let accepted = tokio::select! {
                    accepted = timeout(limits.head, tls.accept(stream)) => accepted,
                    () = stop.cancelled() => return,
                };
                match accepted {
                    Ok(Ok(stream)) => connection::attend(stream, peer, router, limits, stop).await,
                    Ok(Err(error)) => tracing::debug!(%error, "no TLS came about"),
                    Err(_) => tracing::debug!("TLS was begun too slowly"),
                }
            }
        }
    }
}
