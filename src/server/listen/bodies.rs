//! The bodies of a request and of its answer, with an eye on the time they take.

use std::future::Future as _;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::BoxError;
use axum::body::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep_until};

use super::pace::{Answering, Pace};
use super::patience::Patience;
use crate::server::limits::Limits;

/// Why a body was not waited for.
#[derive(Debug, thiserror::Error)]
#[error("the body came too slowly")]
pub(in crate::server) struct TooSlow;

/// A request's body, which must come fast enough.
pub(super) struct Arriving<B: Body<Data = Bytes> + Unpin> {
    inner: B,
    patience: Patience,
    timer: Pin<Box<Sleep>>,
    pace: Arc<Pace>,
}

impl<B: Body<Data = Bytes> + Unpin> Arriving<B> {
    pub(super) fn new(inner: B, limits: &Limits, pace: Arc<Pace>) -> Self {
        let patience = Patience::with_body(limits);
        Self {
            inner,
            timer: Box::pin(sleep_until(patience.end())),
            patience,
            pace,
        }
    }
}

impl<B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin> Body for Arriving<B> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let body = self.get_mut();
        // What is here counts, even if the time is up as well: the server may have been the slow one.
        let Poll::Ready(frame) = Pin::new(&mut body.inner).poll_frame(cx) else {
            ready!(body.timer.as_mut().poll(cx));
            return Poll::Ready(Some(Err(TooSlow.into())));
        };
        if let Some(data) = frame
            .as_ref()
            .and_then(|frame| frame.as_ref().ok()?.data_ref())
        {
            body.patience.moved(data.len());
            body.timer.as_mut().reset(body.patience.end());
        }
        Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

impl<B: Body<Data = Bytes> + Unpin> Drop for Arriving<B> {
    fn drop(&mut self) {
        if !self.inner.is_end_stream() {
            self.pace.leave_unread();
        }
    }
}

/// An answer's body; with it ends the request.
pub(super) struct Leaving {
    pub(super) inner: axum::body::Body,
    pub(super) _answering: Answering,
}

impl Body for Leaving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.get_mut().inner).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
