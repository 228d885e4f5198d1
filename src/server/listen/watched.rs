//! A connection that is closed when its client neither sends what it began nor takes what it asked for.
//!
//! hyper has a time-out of its own for heads, but it also runs between two requests, where a client may rest longer.

use std::future::Future as _;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

use super::pace::Pace;
use super::patience::Patience;
use crate::server::limits::Limits;

/// Bytes and time of one connection.
pub(super) struct Watched<S> {
    inner: S,
    limits: Limits,
    pace: Arc<Pace>,
    awaited: Awaited,
    /// Runs out when what is awaited does not come.
    reading: Pin<Box<Sleep>>,
    /// With the answer that the client does not take just now.
    patience: Option<Patience>,
    writing: Pin<Box<Sleep>>,
    /// Set once our side is closed: until then what still comes is thrown away.
    lingers: Option<Pin<Box<Sleep>>>,
}

/// What the client is to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Awaited {
    /// The head of a request, or the rest of it.
    Head,
    /// Another request, if it likes. One whose head came in part with the request before it is taken for not begun.
    Another,
    /// Nothing but, perhaps, a body, which has a time of its own.
    Nothing,
}

impl<S> Watched<S> {
    pub(super) fn new(inner: S, limits: Limits, pace: Arc<Pace>) -> Self {
        Self {
            inner,
            limits,
            pace,
            awaited: Awaited::Head,
            reading: Box::pin(sleep(limits.head)),
            patience: None,
            writing: Box::pin(sleep(limits.grace)),
            lingers: None,
        }
    }

    /// Finds out what the client is to send now.
    fn look_around(&mut self) {
        let answered = self.pace.has_answered();
        if self.pace.is_busy() || self.patience.is_some() {
            self.awaited = Awaited::Nothing;
        } else if answered || self.awaited == Awaited::Nothing {
            self.awaited = Awaited::Another;
            self.reading
                .as_mut()
                .reset(Instant::now() + self.limits.idle);
        }
    }

    /// The outcome of a write: one that has to wait must move fast enough.
    fn wrote(
        &mut self,
        cx: &mut Context<'_>,
        outcome: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match (outcome, &mut self.patience) {
            (Poll::Ready(Ok(bytes)), Some(patience)) => {
                patience.moved(bytes);
                self.writing.as_mut().reset(patience.end());
                Poll::Ready(Ok(bytes))
            }
            (Poll::Pending, patience) => {
                if patience.is_none() {
                    let patience = patience.insert(Patience::with_answer(&self.limits));
                    self.writing.as_mut().reset(patience.end());
                }
                ready!(self.writing.as_mut().poll(cx));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
            (outcome, _) => outcome,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let io = self.get_mut();
        io.look_around();
        let before = into.filled().len();
        // What is here counts, even if the time is up as well: the server may have been the slow one.
        let outcome = Pin::new(&mut io.inner).poll_read(cx, into);
        match io.awaited {
            Awaited::Nothing if outcome.is_pending() => io.pace.call_when_answered(cx.waker()),
            Awaited::Head | Awaited::Another if outcome.is_pending() => {
                ready!(io.reading.as_mut().poll(cx));
                io.awaited = Awaited::Nothing;
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            Awaited::Another if into.filled().len() > before => {
                io.awaited = Awaited::Head;
                io.reading.as_mut().reset(Instant::now() + io.limits.head);
            }
            _ => {}
        }
        outcome
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let io = self.get_mut();
        let outcome = Pin::new(&mut io.inner).poll_write(cx, bytes);
        io.wrote(cx, outcome)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let io = self.get_mut();
        let outcome = Pin::new(&mut io.inner).poll_write_vectored(cx, slices);
        io.wrote(cx, outcome)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    /// hyper flushes once it has written everything, so the client took what it asked for.
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let io = self.get_mut();
        let outcome = Pin::new(&mut io.inner).poll_flush(cx);
        if let Poll::Ready(Ok(())) = outcome
            && io.patience.take().is_some()
        {
            // The time of the next request begins now.
            cx.waker().wake_by_ref();
        }
        io.wrote(cx, outcome.map_ok(|()| 0)).map_ok(drop)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let io = self.get_mut();
        if io.lingers.is_none() {
            let outcome = Pin::new(&mut io.inner).poll_shutdown(cx);
            ready!(io.wrote(cx, outcome.map_ok(|()| 0)))?;
            io.look_around();
            if !io.pace.is_unread() && io.awaited != Awaited::Head {
                return Poll::Ready(Ok(()));
            }
        }
        let until = io
            .lingers
            .get_or_insert_with(|| Box::pin(sleep(io.limits.linger)));
        let mut scrap = [0; 8 << 10];
        while until.deadline() > Instant::now() {
            let mut into = ReadBuf::new(&mut scrap);
            match Pin::new(&mut io.inner).poll_read(cx, &mut into) {
                Poll::Ready(Ok(())) if !into.filled().is_empty() => {}
                // The client has closed as well, in one way or another.
                Poll::Ready(_) => break,
                Poll::Pending => {
                    ready!(until.as_mut().poll(cx));
                    break;
                }
            }
        }
        Poll::Ready(Ok(()))
    }
}
