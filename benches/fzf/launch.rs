//! One start of a program, with all keys pressed: what could be seen from outside.

use std::time::Duration;

use anyhow::{Result, ensure};
use portable_pty::CommandBuilder;

use super::{
    processes::Memory,
    script::{Key, Kind},
    terminal::{Chunk, Terminal},
};

/// What came of one start.
pub(crate) struct Launch {
    /// From the start to a list that tells how many people there are.
    pub(crate) listed: Duration,
    /// What processors worked until it was quiet.
    pub(crate) begun: Duration,
    /// What each key did.
    pub(crate) strokes: Vec<Stroke>,
    /// After the last of them.
    pub(crate) memory: Memory,
    /// What happened when nothing was pressed, if that was waited for.
    pub(crate) idle: Option<Idle>,
}

/// What a key did.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stroke {
    pub(crate) kind: Kind,
    /// From the key to the last bytes that changed the picture; `None` when none did.
    pub(crate) settled: Option<Duration>,
    /// What processors worked for it.
    pub(crate) worked: Duration,
    pub(crate) bytes: usize,
}

/// What a program does when nobody does anything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Idle {
    pub(crate) bytes: usize,
    pub(crate) worked: Duration,
}

/// Starts a program, presses `first` to open its search line, plays the keys, and waits so long at the end.
pub(crate) fn launch(
    command: CommandBuilder,
    people: usize,
    first: &str,
    keys: &[Key],
    idle: Duration,
) -> Result<Launch> {
    let mut terminal = Terminal::start(command)?;
    let listed = first_list(&mut terminal, people)?;
    let begun = terminal.processes.worked();
    if !first.is_empty() {
        terminal.press(first)?;
        let chunks = terminal.until_quiet()?;
        terminal.show(&chunks);
    }
    let mut strokes = Vec::with_capacity(keys.len());
    for key in keys {
        strokes.push(stroke(&mut terminal, key)?);
    }
    let memory = terminal.processes.memory();
    let before = terminal.processes.worked();
    let idle = (!idle.is_zero()).then(|| Idle {
        bytes: length(&terminal.during(idle)),
        worked: terminal.processes.worked().saturating_sub(before),
    });
    Ok(Launch {
        listed,
        begun,
        strokes,
        memory,
        idle,
    })
}

/// How long it took until the list was there.
fn first_list(terminal: &mut Terminal, people: usize) -> Result<Duration> {
    let mut listed = None;
    for (at, bytes) in terminal.until_quiet()? {
        terminal.picture.take(&bytes);
        if listed.is_none() && terminal.picture.lists(people) {
            listed = Some(at - terminal.started);
        }
    }
    ensure!(
        listed.is_some(),
        "no list of {people} people:\n{}",
        terminal.picture.text()
    );
    Ok(listed.unwrap_or_default())
}

/// Presses a key and takes what comes of it.
fn stroke(terminal: &mut Terminal, key: &Key) -> Result<Stroke> {
    let before = terminal.processes.worked();
    let pressed = terminal.press(&key.bytes)?;
    let chunks = terminal.until_quiet()?;
    let worked = terminal.processes.worked().saturating_sub(before);
    let changed = terminal.show(&chunks);
    Ok(Stroke {
        kind: key.kind,
        settled: changed.map(|at| at - pressed),
        worked,
        bytes: length(&chunks),
    })
}

fn length(chunks: &[Chunk]) -> usize {
    chunks.iter().map(|(_, bytes)| bytes.len()).sum()
}
