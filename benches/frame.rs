//! What a frame costs: processor time and bytes, at three sizes of a terminal, beside painting the same cells from memory.
//!
//! `cargo bench --bench frame`. Times depend on the machine and on what else it does: the ratios are what to look at.

use anyhow::Result;
use crossterm::event::KeyCode;

#[path = "frame/desk.rs"]
mod desk;
#[path = "shared/figures.rs"]
mod figures;
#[path = "index/people.rs"]
mod people;
#[path = "frame/wide.rs"]
mod wide;

use desk::Desk;
use figures::{median, percentile};

const PEOPLE: usize = 2_000;
const SEED: u64 = 1;
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];
const ROUNDS: usize = 200;
/// What nobody notices between a key and its frame, in milliseconds.
const UNNOTICED: f64 = 5.0;

fn main() -> Result<()> {
    let people = people::invented(PEOPLE, SEED);
    println!(
        "The time of a frame, what part it is of painting the same cells from memory, and its bytes; medians"
    );
    for (width, height) in SIZES {
        println!("{width}x{height}");
        let mut desk = Desk::new(width, height, &people)?;
        let (down, up) = (KeyCode::Down, KeyCode::Up);
        measure("list: the cursor moves", &mut desk, &[down, up])?;
        let end = desk.press_many(KeyCode::Down, usize::from(height))?;
        debug_assert!(end > 0, "the cursor went to the last row");
        measure("list: a row is scrolled", &mut desk, &[down])?;
        measure(
            "list: a page",
            &mut desk,
            &[KeyCode::PageDown, KeyCode::PageUp],
        )?;
        desk.press(KeyCode::Char('/'))?;
        let letters = "ова⌫⌫⌫".chars().map(|letter| match letter {
            '⌫' => KeyCode::Backspace,
            letter => KeyCode::Char(letter),
        });
        measure("search: a letter", &mut desk, &letters.collect::<Vec<_>>())?;
        desk.press(KeyCode::Char('о'))?;
        measure("search: the cursor moves", &mut desk, &[down, up])?;
        desk.press(KeyCode::Enter)?;
        measure(
            "card: opened and closed",
            &mut desk,
            &[KeyCode::Enter, KeyCode::Esc],
        )?;
    }
    of_a_wide_contact()
}

/// The card and the form of a contact with very many fields and options.
fn of_a_wide_contact() -> Result<()> {
    println!(
        "A contact with {} fields, lists of {} options; from the key to the frame",
        wide::FIELDS,
        wide::OPTIONS
    );
    let people = [wide::contact()];
    let (tab, back) = (KeyCode::Tab, KeyCode::BackTab);
    for (width, height) in SIZES {
        println!("{width}x{height}");
        let mut desk = Desk::new(width, height, &people)?;
        desk.recall(wide::account())?;
        from_key(
            "card: opened and closed",
            &mut desk,
            &[KeyCode::Enter, KeyCode::Esc],
        )?;
        desk.press(KeyCode::Enter)?;
        from_key(
            "card: a line, a page, the end",
            &mut desk,
            &[
                KeyCode::Down,
                KeyCode::PageDown,
                KeyCode::End,
                KeyCode::Home,
            ],
        )?;
        from_key(
            "form: opened and closed",
            &mut desk,
            &[KeyCode::Char('e'), KeyCode::Esc],
        )?;
        desk.press(KeyCode::Char('e'))?;
        from_key("form: the next field and back", &mut desk, &[tab, back])?;
        from_key(
            "form: a page",
            &mut desk,
            &[KeyCode::PageDown, KeyCode::PageUp],
        )?;
        from_key(
            "form: a letter typed and removed",
            &mut desk,
            &[KeyCode::Char('ж'), KeyCode::Backspace],
        )?;
        // Past the name, the types and the texts of three phones, and the line that adds one: the long list.
        desk.press_many(tab, 8)?;
        from_key(
            "options: the cursor moves",
            &mut desk,
            &[KeyCode::Right, KeyCode::Right, KeyCode::Left],
        )?;
        from_key("options: one chosen", &mut desk, &[KeyCode::Char(' ')])?;
        from_key(
            "options: looked for",
            &mut desk,
            &[
                KeyCode::Char('4'),
                KeyCode::Char('9'),
                KeyCode::Backspace,
                KeyCode::Backspace,
            ],
        )?;
    }
    Ok(())
}

/// Presses these keys again and again, and says when a frame came late.
fn from_key(what: &str, desk: &mut Desk<'_>, keys: &[KeyCode]) -> Result<()> {
    let (mut times, mut copies) = (Vec::new(), Vec::new());
    for key in keys.iter().cycle().take(ROUNDS) {
        let frame = desk.press(*key)?;
        times.push(frame.whole);
        copies.push(frame.from_memory);
    }
    let (half, most) = (percentile(&mut times, 50), percentile(&mut times, 95));
    let copy = percentile(&mut copies, 50);
    let late = if most > UNNOTICED { "  late" } else { "" };
    println!(
        "  {what:<34}{:>10.1} us{:>10.1} us of 95 %{:>8.2}{late}",
        half * 1e3,
        most * 1e3,
        half / copy,
    );
    Ok(())
}

/// Presses these keys again and again.
fn measure(what: &str, desk: &mut Desk<'_>, keys: &[KeyCode]) -> Result<()> {
    let (mut times, mut copies, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    for key in keys.iter().cycle().take(ROUNDS) {
        let frame = desk.press(*key)?;
        times.push(frame.time);
        copies.push(frame.from_memory);
        bytes.push(f64::from(u32::try_from(frame.bytes)?));
    }
    let time = percentile(&mut times, 50);
    let copy = percentile(&mut copies, 50);
    println!(
        "  {what:<28}{:>10.1} us{:>8.2}{:>8} bytes",
        time * 1e3,
        time / copy,
        median(bytes)
    );
    Ok(())
}
