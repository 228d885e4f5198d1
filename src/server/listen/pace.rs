//! What a connection and the requests on it tell each other: whether the client is waiting for us or we for the client.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::task::Waker;

use futures_util::task::AtomicWaker;

/// The state of one connection. Everything about a connection happens in one task, one thing after the other; the atomics
/// only let it move between threads.
#[derive(Debug, Default)]
pub(super) struct Pace {
    busy: AtomicBool,
    answered: AtomicBool,
    unread: AtomicBool,
    reader: AtomicWaker,
}

/// A request that is being answered, until its answer is written.
#[derive(Debug)]
pub(super) struct Answering(Arc<Pace>);

impl Pace {
    /// The head of a request is here.
    pub(super) fn begin(self: &Arc<Self>) -> Answering {
        self.busy.store(true, Relaxed);
        self.unread.store(false, Relaxed);
        Answering(Arc::clone(self))
    }

    /// Whether a request is being answered: the client need not send anything.
    pub(super) fn is_busy(&self) -> bool {
        self.busy.load(Relaxed)
    }

    /// Wakes this task when the request is answered: hyper does not look at a connection again that had nothing to read, and
    /// the time of the next request would not begin.
    pub(super) fn call_when_answered(&self, reader: &Waker) {
        self.reader.register(reader);
    }

    /// Whether a request was answered since this was last asked.
    pub(super) fn has_answered(&self) -> bool {
        self.answered.swap(false, Relaxed)
    }

    /// Nobody wanted the body of this request to its end.
    pub(super) fn leave_unread(&self) {
        self.unread.store(true, Relaxed);
    }

    /// Whether the client may still be sending a body that nobody wants.
    pub(super) fn is_unread(&self) -> bool {
        self.unread.load(Relaxed)
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.busy.store(false, Relaxed);
        self.0.answered.store(true, Relaxed);
        self.0.reader.wake();
    }
}
