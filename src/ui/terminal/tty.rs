//! The terminal as a file: bytes out without ever waiting for ever, and the news that it is gone.

use std::{
    io,
    os::fd::AsFd,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use ratatui::layout::Size;
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};
use tokio::sync::Notify;

/// Held while bytes go to the terminal, so that restoring it does not land in the middle of a frame.
pub(super) static WRITING: Mutex<()> = Mutex::new(());

/// Writes all of it, in one call where the system takes it in one.
pub(super) fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    let tty = rustix::stdio::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(tty, bytes) {
            Ok(n) => bytes = &bytes[n..],
            Err(Errno::INTR) => {}
            // Somebody else made the shared descriptor non-blocking.
            Err(Errno::AGAIN) => {
                wait_for_room(None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// True when the terminal takes bytes within that time (`None`: waits for ever).
pub(super) fn wait_for_room(limit: Option<Duration>) -> io::Result<bool> {
    let limit = limit.map(timespec);
    let mut fds = [PollFd::from_borrowed_fd(
        rustix::stdio::stdout(),
        PollFlags::OUT,
    )];
    loop {
        match poll(&mut fds, limit.as_ref()) {
            Ok(_) => {
                let seen = fds[0].revents();
                if seen.intersects(GONE) {
                    return Err(Errno::IO.into());
                }
                return Ok(seen.contains(PollFlags::OUT));
            }
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// How often the watch looks by itself whether the terminal is still there; it is told at once where the system tells.
const WATCH: Duration = Duration::from_mins(1);
/// The same on a system that tells nobody.
const LOOK: Duration = Duration::from_secs(1);

const GONE: PollFlags = PollFlags::HUP.union(PollFlags::ERR);

/// How large the terminal is; what a terminal has that does not say.
pub fn size() -> Size {
    match rustix::termios::tcgetwinsize(rustix::stdio::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size::new(size.ws_col, size.ws_row),
        _ => Size::new(80, 24),
    }
}

/// Forgets what was typed and not read yet: it was meant for another program.
pub(super) fn forget_keys() {
    let flushed = rustix::termios::tcflush(
        rustix::stdio::stdout(),
        rustix::termios::QueueSelector::IFlush,
    );
    if let Err(error) = flushed {
        tracing::warn!(%error, "keys that were meant for another program may count");
    }
}

/// True when nobody is at the other end of the terminal any more.
pub(super) fn is_gone() -> bool {
    hung_up_within(Duration::ZERO)
        || rustix::termios::tcgetattr(rustix::stdio::stdout()).is_err_and(|e| e == Errno::IO)
}

/// Watches the terminal for as long as the process lives.
///
/// The reader of keys spins for ever when the other end is closed, without an error and without giving up its lock, so
/// nobody may rely on it to notice. When the terminal is gone the watch tells so; should nobody have ended the process
/// `grace` later, the watch does.
pub(super) fn watch(grace: Duration, exit_code: i32) -> io::Result<Arc<Notify>> {
    let gone = Arc::new(Notify::new());
    let told = Arc::clone(&gone);
    thread::Builder::new()
        .name("hang-up watch".into())
        .spawn(move || {
            while !(hung_up_within(WATCH) || is_gone()) {}
            super::guard::lose();
            told.notify_one();
            thread::sleep(grace);
            std::process::exit(exit_code);
        })?;
    Ok(gone)
}

/// Waits that long at most for the hang-up, less where it is not told.
fn hung_up_within(limit: Duration) -> bool {
    let tty = rustix::stdio::stdout();
    // Nothing is asked for: hang-up and errors are always told.
    let mut fds = [PollFd::from_borrowed_fd(tty.as_fd(), PollFlags::empty())];
    match poll(&mut fds, Some(&timespec(limit))) {
        Ok(_) if fds[0].revents().intersects(GONE) => true,
        Ok(0) => false,
        // Not a file that can be watched on this system; its attributes are asked for instead.
        Ok(_) | Err(_) => {
            thread::sleep(limit.min(LOOK));
            false
        }
    }
}

fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(duration.subsec_nanos()),
    }
}
