//! What every cell was sent as last, in eight bytes: most of a frame is told to be the same by comparing these.

use std::num::NonZeroU16;

use ratatui::{
    buffer::{Buffer, Cell, CellDiffOption},
    layout::Rect,
    style::{Color, Modifier},
};

use crate::domain::text::is_plain;

/// The signs of the last frame. Of rows in which some sign may take more or less than one cell nothing is known.
#[derive(Debug, Default)]
pub(super) struct Signs {
    area: Rect,
    sent: Vec<Sign>,
    /// The row that is looked at.
    row: Vec<Sign>,
    looks: Looks,
}

/// A character and the number of its [look](Looks).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sign {
    c: char,
    look: u32,
}

/// Stands in every cell of a row of which nothing is known.
const UNKNOWN: Sign = Sign { c: '\0', look: 0 };
/// What a cleared screen is full of.
const BLANK: Sign = Sign { c: ' ', look: 0 };

/// How cells look, each way once, that of a [`BLANK`] first: there are as many as the program has.
#[derive(Debug)]
struct Looks {
    known: Vec<Look>,
}

impl Default for Looks {
    fn default() -> Self {
        let known = vec![Look::default()];
        Self { known }
    }
}

/// Foreground, background and the modifiers.
type Look = ([u32; 2], Modifier);

impl Signs {
    /// Takes in a new frame, and says of its cells which are as they were sent. Tells of each row whether all its signs take
    /// one cell; in the others, and in those that were so before, cells are left to be compared.
    pub(super) fn follow(&mut self, frame: &mut Buffer) -> Vec<bool> {
        if self.area != frame.area {
            // Another size begins with a cleared screen.
            self.area = frame.area;
            self.sent = vec![BLANK; frame.content.len()];
        }
        let width = usize::from(frame.area.width).max(1);
        let Self {
            sent, row, looks, ..
        } = self;
        row.resize(width, UNKNOWN);
        let rows = frame.content.chunks_mut(width).zip(sent.chunks_mut(width));
        rows.map(|(cells, sent)| {
            if looks.read(cells, row).is_none() {
                sent.fill(UNKNOWN);
                return false;
            }
            if sent.first() != Some(&UNKNOWN) {
                for (cell, (now, before)) in cells.iter_mut().zip(row.iter().zip(&*sent)) {
                    cell.diff_option = if now == before {
                        CellDiffOption::Skip
                    } else {
                        CellDiffOption::ForcedWidth(NonZeroU16::MIN)
                    };
                }
            }
            sent.copy_from_slice(row);
            true
        })
        .collect()
    }
}

impl Looks {
    /// Writes down what is in the cells of a row; `None` when one of them holds anything but a character that takes one cell
    /// for certain.
    fn read(&mut self, cells: &[Cell], row: &mut [Sign]) -> Option<()> {
        // Cells beside each other mostly look alike.
        let mut last = (Look::default(), BLANK.look);
        for (cell, sign) in cells.iter().zip(row) {
            let c = one(cell.symbol())?;
            let colours = [cell.fg, cell.bg].map(number);
            let look = (colours, cell.modifier);
            if look != last.0 {
                last = (look, self.place(look));
            }
            *sign = Sign { c, look: last.1 };
        }
        Some(())
    }

    fn place(&mut self, look: Look) -> u32 {
        let found = self.known.iter().position(|known| *known == look);
        let place = found.unwrap_or_else(|| {
            self.known.push(look);
            self.known.len() - 1
        });
        u32::try_from(place).expect("a program has no four billion looks")
    }
}

/// Another number for every colour: they are compared faster.
fn number(colour: Color) -> u32 {
    match colour {
        Color::Reset => 0,
        Color::Black => 1,
        Color::Red => 2,
        Color::Green => 3,
        Color::Yellow => 4,
        Color::Blue => 5,
        Color::Magenta => 6,
        Color::Cyan => 7,
        Color::Gray => 8,
        Color::DarkGray => 9,
        Color::LightRed => 10,
        Color::LightGreen => 11,
        Color::LightYellow => 12,
        Color::LightBlue => 13,
        Color::LightMagenta => 14,
        Color::LightCyan => 15,
        Color::White => 16,
        Color::Indexed(of) => u32::from_be_bytes([0, 0, 1, of]),
        Color::Rgb(red, green, blue) => u32::from_be_bytes([1, red, green, blue]),
    }
}

/// The character that a symbol is, when it takes one cell for certain.
fn one(symbol: &str) -> Option<char> {
    let mut chars = symbol.chars();
    let c = chars.next()?;
    (chars.as_str().is_empty() && is_plain(c)).then_some(c)
}
