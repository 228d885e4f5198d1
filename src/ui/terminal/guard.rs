//! Takes the terminal and gives it back exactly once, whatever happens in between.

use std::{
    fs::File,
    io::{self, IsTerminal as _},
    os::fd::OwnedFd,
    panic::{self, PanicHookInfo},
    sync::{
        Mutex, Once, PoisonError, TryLockError,
        atomic::{AtomicU8, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use tokio::sync::Notify;

use super::tty;
use crate::domain::text;

/// Alternate screen, emptied; bracketed paste; no cursor until a frame shows one.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?2004h\x1b[?25l";
/// A pending synchronized update ended, colours reset, then everything of [`ENTER`] undone.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[?1049l\x1b[?25h";
/// Ends a sequence that was cut in the middle.
const CANCEL: &[u8] = b"\x18";
/// How long a terminal that takes no bytes may keep the program from ending.
const PATIENCE: Duration = Duration::from_millis(500);

const OUTSIDE: u8 = 0;
const INSIDE: u8 = 1;
/// The terminal is gone: nothing may be written to it any more.
const LOST: u8 = 2;

static PLACE: AtomicU8 = AtomicU8::new(OUTSIDE);
static PANICKED: Notify = Notify::const_new();
/// The real standard error, while the interface has the screen.
static STDERR: Mutex<Option<OwnedFd>> = Mutex::new(None);

/// Holds the terminal: raw mode, alternate screen, bracketed paste, and standard error out of the way.
///
/// Dropping it gives everything back. So does a panic anywhere in the process, before its message is printed. When the
/// terminal itself is gone nothing is written to it. There is one terminal, so there is at most one guard.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal. Standard error goes into `log` (or nowhere), so that no stray line spoils the screen.
    pub fn enter(log: Option<&File>) -> io::Result<Self> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "standard output is not a terminal",
            ));
        }
        install_panic_hook();
        crossterm::terminal::enable_raw_mode()?;
        PLACE.store(INSIDE, Ordering::SeqCst);
        let guard = Self(());
        divert_stderr(log)?;
        tty::write_all(ENTER)?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// True while frames may be written.
pub(super) fn is_inside() -> bool {
    PLACE.load(Ordering::SeqCst) == INSIDE
}

/// The terminal is gone: from now on nothing is written to it.
pub(super) fn lose() {
    PLACE.store(LOST, Ordering::SeqCst);
}

/// Completes when any thread has panicked since the interface has the screen.
pub(super) async fn panicked() {
    PANICKED.notified().await;
}

/// Gives the terminal back, the first time that it is asked to.
fn leave() {
    if PLACE
        .compare_exchange(INSIDE, OUTSIDE, Ordering::SeqCst, Ordering::SeqCst)
        .is_err()
    {
        return;
    }
    let (lock, interrupted) = stop_writing();
    if tty::wait_for_room(Some(PATIENCE)).unwrap_or(false) {
        let mut bytes = Vec::with_capacity(64);
        if interrupted {
            bytes.extend_from_slice(CANCEL);
        }
        bytes.extend_from_slice(LEAVE);
        if let Err(error) = tty::write_all(&bytes) {
            tracing::warn!(%error, "the terminal could not be given back");
        }
    }
    drop(lock);
    if let Err(error) = crossterm::terminal::disable_raw_mode() {
        tracing::warn!(%error, "raw mode could not be left");
    }
    restore_stderr();
}

/// Waits for the frame that is being written; the second value says that it was not waited out.
fn stop_writing() -> (Option<std::sync::MutexGuard<'static, ()>>, bool) {
    let end = Instant::now() + PATIENCE;
    loop {
        match tty::WRITING.try_lock() {
            Ok(lock) => return (Some(lock), false),
            Err(TryLockError::Poisoned(poison)) => return (Some(poison.into_inner()), true),
            Err(TryLockError::WouldBlock) if Instant::now() < end => {
                thread::sleep(Duration::from_millis(5));
            }
            Err(TryLockError::WouldBlock) => return (None, true),
        }
    }
}

fn divert_stderr(log: Option<&File>) -> io::Result<()> {
    let real = rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stderr(), 3)?;
    match log {
        Some(file) => rustix::stdio::dup2_stderr(file)?,
        None => rustix::stdio::dup2_stderr(File::options().write(true).open("/dev/null")?)?,
    }
    *STDERR.lock().unwrap_or_else(PoisonError::into_inner) = Some(real);
    Ok(())
}

fn restore_stderr() {
    let real = STDERR.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(real) = real
        && let Err(error) = rustix::stdio::dup2_stderr(real)
    {
        tracing::warn!(%error, "standard error could not be put back");
    }
}

fn install_panic_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let place = PLACE.load(Ordering::SeqCst);
            leave();
            PANICKED.notify_one();
            if place == OUTSIDE {
                before(info);
            } else {
                report(info, place == INSIDE);
            }
        }));
    });
}

/// The message may quote anything, so it is cleaned; nothing here may panic again.
fn report(info: &PanicHookInfo<'_>, to_person: bool) {
    let payload = info.payload();
    let message = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    let place = info
        .location()
        .map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
    tracing::error!(place, "panicked");
    if to_person {
        let line = format!("rolo: panicked: {}{place}\n", text::clean(message));
        let _ = rustix::io::write(rustix::stdio::stderr(), line.as_bytes());
    }
}
