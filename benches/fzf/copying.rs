//! How rolo feels while it makes its first copy of an account, beside how it feels afterwards.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};

use super::{
    Program, ROWS,
    figures::percentile,
    of_account, report,
    script::{self, CLEAR, Key},
    served::Served,
    terminal::Terminal,
};

/// The account is asked so often a second, as one in use allows it.
const RATE: u32 = 7;
/// So many contacts a request.
const PAGE: u32 = 500;
/// A key is given so long: while a copy is made something is written all the time, and it is never quiet.
const WINDOW: Duration = Duration::from_millis(400);
/// What changes after the list stood still so long is news of the copy, and not what the key led to.
const PAUSE: Duration = Duration::from_millis(150);

/// Presses keys while the copy is made, and the same keys again when that is over.
pub(crate) fn compare(served: &Served, home: &Path, contacts: u32) -> Result<()> {
    let own = home.join("copying");
    fs::create_dir(&own)?;
    let rate = RATE.to_string();
    let mut terminal = Terminal::start(of_account(served, &own, &["--rate", &rate]))?;
    terminal.picture.look_at_list();
    let pages = contacts.div_ceil(PAGE);
    // It cannot be faster.
    let end = terminal.started + Duration::from_secs((pages - 1).into()) / RATE;
    let chunks = terminal.during(2 * WINDOW);
    terminal.show(&chunks);
    terminal.press("/")?;
    let keys = script::keys(Program::Rolo, ROWS);
    let mut copying = Vec::new();
    for key in keys
        .iter()
        .cycle()
        .take_while(|_| Instant::now() + WINDOW < end)
    {
        copying.push(timed(&mut terminal, key)?);
    }
    ensure!(!copying.is_empty(), "the copy is too small");
    let chunks = terminal.until_quiet()?;
    terminal.show(&chunks);
    // The last word may have been left in the middle.
    terminal.press(CLEAR)?;
    let chunks = terminal.until_quiet()?;
    terminal.show(&chunks);
    let mut idle = Vec::new();
    for key in keys.iter().cycle().take(copying.len()) {
        idle.push(timed(&mut terminal, key)?);
    }
    println!("{} keys at --rate {RATE}", copying.len());
    println!(
        "{:<34}{:>12}{:>12}{:>10}",
        "", "copying", "at rest", "ratio"
    );
    for percent in [50, 90, 99] {
        let [busy, rest] = [&copying, &idle].map(|times| {
            let mut times: Vec<_> = times.iter().copied().flatten().collect();
            percentile(&mut times, percent)
        });
        report::row(&format!("key to settled p{percent}, ms"), busy, rest);
    }
    Ok(())
}

/// From the key to the last change before the list stood still; `None` when nothing changed.
fn timed(terminal: &mut Terminal, key: &Key) -> Result<Option<Duration>> {
    let pressed = terminal.press(&key.bytes)?;
    let mut last = None;
    for (at, bytes) in terminal.during(WINDOW) {
        let is_change = terminal.picture.take(&bytes);
        if is_change && last.is_none_or(|last| at - last < PAUSE) {
            last = Some(at);
        }
    }
    Ok(last.map(|at| at - pressed))
}
