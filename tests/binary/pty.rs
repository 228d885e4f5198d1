//! A terminal without a window: starts a program in it, presses keys, and looks at the screen between whole frames.

use std::{
    io::{Read as _, Write},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::{
    fs::OFlags,
    process::{Pid, Signal, kill_process},
};

/// What ends every frame.
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";
/// No wait ends by itself before a machine had every chance; it only keeps a broken program from hanging the tests.
const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) const ROWS: u16 = 24;
pub(crate) const COLUMNS: u16 = 80;

/// A program under a terminal of its own.
pub(crate) struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    seen: Arc<Seen>,
    reader: Option<thread::JoinHandle<()>>,
    stop_reading: Arc<AtomicBool>,
    line_before: String,
    pid: Pid,
    ended: mpsc::Receiver<ExitStatus>,
}

#[derive(Default)]
struct Seen {
    so_far: Mutex<SoFar>,
    changed: Condvar,
}

struct SoFar {
    bytes: Vec<u8>,
    /// The screen after the last whole frame.
    screen: vt100::Screen,
    frames: usize,
    closed: bool,
}

impl Default for SoFar {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            screen: parser().screen().clone(),
            frames: 0,
            closed: false,
        }
    }
}

fn parser() -> vt100::Parser {
    vt100::Parser::new(
        ROWS.try_into().expect("rows"),
        COLUMNS.try_into().expect("columns"),
        0,
    )
}

/// The program with nothing of this process's environment but `PATH`; everything it keeps goes under `home`.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>, home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env_clear();
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command.env("HOME", home);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "en_US.UTF-8");
    command.cwd(home);
    command
}

impl Pty {
    pub(crate) fn start(command: CommandBuilder) -> Self {
        let pair = native_pty_system()
            .openpty(PtySize {
                rows: ROWS,
                cols: COLUMNS,
                pixel_width: 0,
                pixel_height: 0,
            })
            .expect("a pty");
        let line_before = line(&*pair.master);
        let mut child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let pid = child.process_id().expect("a process id");
        let pid = Pid::from_raw(pid.cast_signed()).expect("a process id is not 0");
        let (tell, ended) = mpsc::channel();
        thread::spawn(move || tell.send(child.wait().expect("an exit status")));

        let seen = Arc::new(Seen::default());
        let stop_reading = Arc::new(AtomicBool::new(false));
        let reader = pair.master.try_clone_reader().expect("a reader");
        let reader = thread::spawn({
            let (seen, stop) = (Arc::clone(&seen), Arc::clone(&stop_reading));
            move || read(reader, &seen, &stop)
        });
        Self {
            keyboard: Some(pair.master.take_writer().expect("a writer")),
            master: Some(pair.master),
            seen,
            reader: Some(reader),
            stop_reading,
            line_before,
            pid,
            ended,
        }
    }

    /// Presses keys: bytes as a terminal would send them.
    pub(crate) fn press(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().expect("not hung up");
        keyboard.write_all(keys.as_bytes()).expect("keys");
        keyboard.flush().expect("keys");
    }

    /// Waits until a whole frame shows it; the text of the screen.
    pub(crate) fn wait(&self, what: &str, shows: impl Fn(&str) -> bool) -> String {
        self.until(what, |so_far| shows(&so_far.screen.contents()))
            .screen
            .contents()
    }

    /// Waits until a whole frame shows this text.
    pub(crate) fn wait_for(&self, text: &str) -> String {
        self.wait(text, |screen| screen.contains(text))
    }

    /// Waits until these letters were written after so many bytes.
    pub(crate) fn wait_for_since(&self, count: usize, text: &str) {
        drop(self.until(text, |so_far| {
            String::from_utf8_lossy(&so_far.bytes[count..]).contains(text)
        }));
    }

    /// Waits until these letters were written, in a frame or before there are any.
    pub(crate) fn wait_for_line(&self, text: &str) {
        drop(self.until(text, |so_far| {
            String::from_utf8_lossy(&so_far.bytes).contains(text)
        }));
    }

    /// Waits for everything that was pressed to be dealt with: Ctrl+L paints a frame of its own after it.
    pub(crate) fn settle(&mut self) -> String {
        let frames = self.seen.so_far.lock().expect("seen").frames;
        self.press("\x0c");
        self.until("another frame", |so_far| so_far.frames > frames)
            .screen
            .contents()
    }

    /// Waits until the program has taken everything that was pressed.
    pub(crate) fn wait_until_read(&self) {
        let tty = self
            .master
            .as_ref()
            .and_then(|master| master.tty_name())
            .expect("a terminal");
        let tty = std::fs::OpenOptions::new()
            .read(true)
            .custom_flags(OFlags::NOCTTY.bits().cast_signed())
            .open(tty)
            .expect("the terminal");
        let end = Instant::now() + PATIENCE;
        while rustix::io::ioctl_fionread(&tty).expect("a count") > 0 {
            assert!(Instant::now() < end, "nobody reads the keys");
            thread::yield_now();
        }
    }

    /// How many bytes were written so far.
    pub(crate) fn byte_count(&self) -> usize {
        self.seen.so_far.lock().expect("seen").bytes.len()
    }

    /// What was written after so many bytes.
    pub(crate) fn bytes_since(&self, count: usize) -> String {
        let so_far = self.seen.so_far.lock().expect("seen");
        String::from_utf8_lossy(&so_far.bytes[count..]).into_owned()
    }

    fn until(&self, what: &str, done: impl Fn(&SoFar) -> bool) -> std::sync::MutexGuard<'_, SoFar> {
        let end = Instant::now() + PATIENCE;
        let mut so_far = self.seen.so_far.lock().expect("seen");
        loop {
            if done(&so_far) {
                return so_far;
            }
            let left = end.saturating_duration_since(Instant::now());
            if so_far.closed || left.is_zero() {
                let how = if so_far.closed { "ended" } else { "waited" };
                let screen = so_far.screen.contents();
                let last = so_far.bytes.len().saturating_sub(400);
                let last = String::from_utf8_lossy(&so_far.bytes[last..]).into_owned();
                drop(so_far);
                panic!("{how} without {what:?}; the screen:\n{screen}\nlast bytes: {last:?}");
            }
            so_far = self
                .seen
                .changed
                .wait_timeout(so_far, left)
                .expect("seen")
                .0;
        }
    }

    /// Takes no more bytes from the program, as a connection that stalls.
    pub(crate) fn stall(&mut self) {
        self.stop_reading.store(true, Ordering::SeqCst);
        // The answer wakes the reader, which then lets go of its end.
        self.press("\x0c");
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader");
        }
    }

    /// Closes the other end of the terminal, as a lost connection does.
    pub(crate) fn hang_up(&mut self) {
        self.stall();
        self.keyboard = None;
        self.master = None;
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).expect("the program lives");
    }

    /// The most memory that the program has held so far, in bytes, where the system tells.
    pub(crate) fn most_memory(&self) -> Option<u64> {
        let status = format!("/proc/{}/status", self.pid.as_raw_nonzero());
        let status = std::fs::read_to_string(status).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))?;
        let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
        Some(kilobytes * 1_024)
    }

    /// Waits for the program to end.
    pub(crate) fn exit(&self) -> ExitStatus {
        let Ok(status) = self.ended.recv_timeout(PATIENCE) else {
            let screen = self.seen.so_far.lock().expect("seen").screen.contents();
            panic!("it does not end; the screen:\n{screen}")
        };
        status
    }

    /// Everything that was written, once the program has ended.
    pub(crate) fn bytes(&self) -> String {
        let mut so_far = self.seen.so_far.lock().expect("seen");
        while !so_far.closed {
            let (next, timeout) = self
                .seen
                .changed
                .wait_timeout(so_far, PATIENCE)
                .expect("seen");
            assert!(!timeout.timed_out(), "the terminal stays open");
            so_far = next;
        }
        String::from_utf8_lossy(&so_far.bytes).into_owned()
    }

    /// The line settings of the terminal, to be compared.
    pub(crate) fn line(&self) -> String {
        line(self.master.as_deref().expect("not hung up"))
    }

    /// The line settings before the program was started.
    pub(crate) fn line_before(&self) -> &str {
        &self.line_before
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // A failed test leaves nothing running. Once it was waited for, its number may be somebody else's.
        if let Err(mpsc::TryRecvError::Empty) = self.ended.try_recv() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

fn line(master: &(dyn MasterPty + Send)) -> String {
    let termios = master.get_termios().expect("line settings");
    format!(
        "{:?} {:?} {:?} {:?}",
        termios.input_flags, termios.output_flags, termios.control_flags, termios.local_flags
    )
}

fn read(mut reader: Box<dyn std::io::Read + Send>, seen: &Seen, stop: &AtomicBool) {
    let mut parser = parser();
    let mut frame = Vec::new();
    let mut buffer = [0; 8_192];
    loop {
        let read = match reader.read(&mut buffer) {
            // The other end is closed: Linux says so with an error.
            Ok(0) | Err(_) => break,
            Ok(read) => read,
        };
        let mut so_far = seen.so_far.lock().expect("seen");
        so_far.bytes.extend_from_slice(&buffer[..read]);
        frame.extend_from_slice(&buffer[..read]);
        while let Some(at) = find(&frame, END_OF_FRAME) {
            let rest = frame.split_off(at + END_OF_FRAME.len());
            parser.process(&frame);
            frame = rest;
            so_far.frames += 1;
            so_far.screen = parser.screen().clone();
        }
        seen.changed.notify_all();
        drop(so_far);
        if stop.load(Ordering::SeqCst) {
            break;
        }
    }
    drop(reader);
    seen.so_far.lock().expect("seen").closed = true;
    seen.changed.notify_all();
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|at| at == wanted)
}
