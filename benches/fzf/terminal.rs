//! A terminal without a window: notes when bytes came, and answers what a program asks a terminal.

use std::{
    io::{Read as _, Write},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::{COLUMNS, ROWS, picture::Picture, processes::Processes};

/// Nothing happens any more when nothing was written for so long…
const QUIET: Duration = Duration::from_millis(250);
/// …and processors worked less than this part of the time.
const BUSY: u32 = 10;
/// No program takes longer than this for a key.
const PATIENCE: Duration = Duration::from_mins(1);
/// What programs ask terminals, and what xterm says.
const ANSWERS: &[(&[u8], &str)] = &[
    (b"\x1b[5n", "\x1b[0n"),
    (b"\x1b[c", "\x1b[?62;22c"),
    (b"\x1b[0c", "\x1b[?62;22c"),
    (b"\x1b[>c", "\x1b[>41;354;0c"),
    (b"\x1b]10;?\x07", "\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
    (b"\x1b]11;?\x07", "\x1b]11;rgb:0000/0000/0000\x1b\\"),
    (b"\x1b]10;?\x1b\\", "\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
    (b"\x1b]11;?\x1b\\", "\x1b]11;rgb:0000/0000/0000\x1b\\"),
];
const WHERE_IS_THE_CURSOR: &[u8] = b"\x1b[6n";

/// Bytes, and when they came.
pub(crate) type Chunk = (Instant, Vec<u8>);

/// A program under a terminal of its own; ended when this goes out of scope.
pub(crate) struct Terminal {
    keyboard: Box<dyn Write + Send>,
    chunks: Receiver<Chunk>,
    child: Box<dyn Child + Send + Sync>,
    pub(crate) processes: Processes,
    pub(crate) picture: Picture,
    /// Right before the program was started.
    pub(crate) started: Instant,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts what a shell makes of a line.
    pub(crate) fn start(command: CommandBuilder) -> Result<Self> {
        let pair = native_pty_system().openpty(PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        })?;
        let mut reader = pair.master.try_clone_reader()?;
        let (tell, chunks) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            // At its end Linux says that there is no such terminal.
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let chunk = (Instant::now(), buffer[..count].to_vec());
                if tell.send(chunk).is_err() {
                    break;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        let id = child.process_id().context("no process id")?;
        Ok(Self {
            keyboard: pair.master.take_writer()?,
            chunks,
            child,
            processes: Processes::of(id),
            picture: Picture::new(),
            started,
            _master: pair.master,
        })
    }

    /// Presses a key; when that was.
    pub(crate) fn press(&mut self, bytes: &str) -> Result<Instant> {
        let pressed = Instant::now();
        self.keyboard.write_all(bytes.as_bytes())?;
        self.keyboard.flush()?;
        Ok(pressed)
    }

    /// What is written until nothing happens any more.
    pub(crate) fn until_quiet(&mut self) -> Result<Vec<Chunk>> {
        let mut chunks: Vec<Chunk> = Vec::new();
        let end = Instant::now() + PATIENCE;
        let mut since = (Instant::now(), self.processes.worked());
        while Instant::now() < end {
            match self.chunks.recv_timeout(QUIET) {
                Ok(chunk) => {
                    self.answer(&chunks, &chunk.1)?;
                    chunks.push(chunk);
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            let now = (Instant::now(), self.processes.worked());
            if now.1.saturating_sub(since.1) * BUSY < now.0 - since.0 {
                break;
            }
            since = now;
        }
        Ok(chunks)
    }

    /// What is written in this time.
    pub(crate) fn during(&mut self, time: Duration) -> Vec<Chunk> {
        let end = Instant::now() + time;
        let mut chunks = Vec::new();
        while let Ok(chunk) = self
            .chunks
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            chunks.push(chunk);
        }
        chunks
    }

    /// Shows chunks on the picture; when it was changed last.
    pub(crate) fn show(&mut self, chunks: &[Chunk]) -> Option<Instant> {
        let mut changed = None;
        for (at, bytes) in chunks {
            if self.picture.take(bytes) {
                changed = Some(*at);
            }
        }
        changed
    }

    /// Answers what these bytes ask, in their order.
    fn answer(&mut self, before: &[Chunk], bytes: &[u8]) -> Result<()> {
        for at in memchr::memchr_iter(0x1b, bytes) {
            let asked = &bytes[at..];
            if asked.starts_with(WHERE_IS_THE_CURSOR) {
                let mut picture = Picture::new();
                for (_, bytes) in before {
                    picture.take(bytes);
                }
                picture.take(&bytes[..at]);
                let (row, column) = picture.cursor();
                self.press(&format!("\x1b[{row};{column}R"))?;
            }
            for (question, answer) in ANSWERS {
                if asked.starts_with(question) {
                    self.press(answer)?;
                }
            }
        }
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended by itself, which showed elsewhere.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
