//! The slate at an account's gate: a small file from which all rolo processes of a machine read when the next request may go.
//!
//! No process serves it. Each reads it, decides and writes within one turn; a lock that the system takes back from whoever
//! dies keeps the turns apart. It is written in one piece, so a process that is killed leaves the old text or the new one.

use std::{
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    io::{self, Read as _},
    os::unix::fs::{DirBuilderExt as _, FileExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};

/// How long a turn is waited for. It takes microseconds, so whoever has it longer is stopped or has no disk.
const TURN: Duration = Duration::from_secs(1);
/// How long to rest before looking again whether it is free.
const REST: Duration = Duration::from_millis(2);
/// The text is always so long, so that a shorter one leaves nothing of a longer one behind.
const LENGTH: usize = 128;

/// What is written on it: moments of the machine's clock, in milliseconds since 1970; 0 for never.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Times {
    /// Until then the last request keeps the next one waiting.
    pub(super) next: u64,
    /// Until then the account asked for quiet.
    pub(super) closed: u64,
    /// Until then nobody knocks, because the account blocks everything.
    pub(super) stopped: u64,
}

/// The file, which need not be there yet.
#[derive(Debug, Clone)]
pub(super) struct Slate {
    path: PathBuf,
}

impl Slate {
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Begins a turn. Waits for it, so this belongs on a thread that may.
    pub(super) fn turn(&self) -> io::Result<Turn> {
        let file = open(&self.path)?;
        lock(&file)?;
        let before = read(&file)?;
        Ok(Turn { file, before })
    }

    /// What is written on it now.
    pub(super) fn look(&self) -> io::Result<Times> {
        read(&File::open(&self.path)?)
    }
}

/// Nobody else reads or writes until it ends or is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    file: File,
    /// What was written before.
    pub(super) before: Times,
}

impl Turn {
    /// Leaves this behind.
    pub(super) fn end(self, after: Times) -> io::Result<()> {
        if after == self.before {
            return Ok(());
        }
        let text = serde_json::to_string(&after)?;
        let text = format!("{text:<width$}\n", width = LENGTH - 1);
        self.file.write_all_at(text.as_bytes(), 0)
    }
}

/// Opens the file, made when it is missing, and its folder too: for its owner only, and never through a symbolic link.
fn open(path: &Path) -> io::Result<File> {
    let open = || {
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
            .open(path)
    };
    match (open(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(folder)?;
            open()
        }
        (opened, _) => opened,
    }
}

fn lock(file: &File) -> io::Result<()> {
    let give_up = Instant::now() + TURN;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if Instant::now() < give_up => thread::sleep(REST),
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::TimedOut.into()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// A text that is none, after a power cut or by somebody's hand, says nothing.
fn read(mut file: &File) -> io::Result<Times> {
    let mut text = Vec::with_capacity(LENGTH);
    file.by_ref().take(LENGTH as u64).read_to_end(&mut text)?;
    Ok(serde_json::from_slice(&text).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt as _};

    use super::*;

    const TIMES: Times = Times {
        next: 1_900_000_000_200,
        closed: 1_900_000_042_000,
        stopped: u64::MAX,
    };

    fn leave(slate: &Slate, times: Times) {
        slate
            .turn()
            .and_then(|turn| turn.end(times))
            .expect("a turn");
    }

    #[test]
    fn what_one_writes_the_next_one_reads() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("new/gates/account");
        let slate = Slate::at(path.clone());
        leave(&slate, TIMES);
        assert_eq!(
            Slate::at(path.clone()).turn().expect("a turn").before,
            TIMES
        );
        // Less text leaves nothing of more behind.
        leave(&slate, Times::default());
        assert_eq!(slate.look().expect("a text"), Times::default());
        let mode = |path: &Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().expect("a folder")), 0o700);
    }

    #[test]
    fn a_text_that_is_none_says_nothing_and_is_replaced() {
        let home = tempfile::tempdir().expect("a folder");
        let slate = Slate::at(home.path().join("account"));
        for odd in ["", "{\"next\":19000", "nonsense", &"x".repeat(5_000)] {
            fs::write(&slate.path, odd).expect("a file");
            assert_eq!(slate.turn().expect("a turn").before, Times::default());
            leave(&slate, TIMES);
            assert_eq!(slate.look().expect("a text"), TIMES, "{odd}");
        }
    }

    #[test]
    fn a_link_in_its_place_is_refused() {
        let home = tempfile::tempdir().expect("a folder");
        let elsewhere = home.path().join("elsewhere");
        fs::write(&elsewhere, "somebody's").expect("a file");
        let path = home.path().join("account");
        std::os::unix::fs::symlink(&elsewhere, &path).expect("a link");
        assert!(Slate::at(path).turn().is_err());
        assert_eq!(fs::read(&elsewhere).expect("a file"), b"somebody's");
    }

    #[test]
    fn turns_of_many_come_one_after_the_other() {
        let home = tempfile::tempdir().expect("a folder");
        let slate = Slate::at(home.path().join("account"));
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        let turn = slate.turn().expect("a turn");
                        let next = turn.before.next + 1;
                        turn.end(Times { next, ..TIMES }).expect("written");
                    }
                });
            }
        });
        assert_eq!(slate.look().expect("a text").next, 400);
    }

    #[test]
    fn somebody_who_keeps_the_turn_is_not_waited_for_for_ever() {
        let home = tempfile::tempdir().expect("a folder");
        let slate = Slate::at(home.path().join("account"));
        let kept = slate.turn().expect("a turn");
        let other = slate.turn().map_err(|error| error.kind());
        assert_eq!(other.err(), Some(io::ErrorKind::TimedOut));
        drop(kept);
        assert!(slate.turn().is_ok());
    }
}
