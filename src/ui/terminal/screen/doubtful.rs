//! Rows with signs that terminals do not agree on the width of: painted whole, and each such sign's neighbour placed anew.
//!
//! Where a terminal gives a vowel sign of Devanagari or a flag more or fewer cells than was counted, everything behind it in
//! the row shifts, and a frame that sends only what changed would leave the rest of the row as it was.

use std::{collections::BTreeMap, iter};

use ratatui::buffer::{Buffer, Cell};
use unicode_width::UnicodeWidthStr as _;

/// The rows of the last frame that held such signs.
#[derive(Debug, Default)]
pub(super) struct Doubtful {
    rows: BTreeMap<u16, Row>,
}

/// One row of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    y: u16,
    cells: Vec<Cell>,
}

impl Doubtful {
    /// The rows of this frame that hold such signs, or did in the last one, and are not what they were. Those that are known
    /// to hold none are told.
    pub(super) fn follow(&mut self, frame: &Buffer, are_certain: &[bool]) -> Vec<Row> {
        let width = usize::from(frame.area.width).max(1);
        let mut now = BTreeMap::new();
        let mut changed = Vec::new();
        let rows = frame.content.chunks(width).zip(are_certain);
        for (y, (cells, are_certain)) in (frame.area.y..).zip(rows) {
            let is_doubtful = !are_certain && cells.iter().any(|cell| !is_certain(cell.symbol()));
            let before = self.rows.get(&y);
            if !is_doubtful && before.is_none() {
                continue;
            }
            let cells = cells.to_vec();
            let row = Row { y, cells };
            if before != Some(&row) {
                changed.push(row.clone());
            }
            if is_doubtful {
                now.insert(y, row);
            }
        }
        self.rows = now;
        changed
    }
}

impl Row {
    /// Its cells in pieces that each begin at a place of their own; a doubtful sign ends one, and one of several cells.
    pub(super) fn runs(&self) -> impl Iterator<Item = impl Iterator<Item = (u16, u16, &Cell)>> {
        let mut from = 0;
        iter::from_fn(move || {
            let rest = self.cells.get(from..).filter(|rest| !rest.is_empty())?;
            let is_one = |sign: &str| is_certain(sign) && sign.width() <= 1;
            let certain = rest.iter().take_while(|cell| is_one(cell.symbol()));
            let certain = certain.count();
            let (here, length) = match rest.get(certain) {
                // The cells that it covers have nothing of their own.
                Some(cell) => (certain + 1, certain + cell.symbol().width().max(1)),
                None => (certain, certain),
            };
            let x = u16::try_from(from).unwrap_or(u16::MAX);
            from += length;
            let run = (x..).zip(&rest[..here]);
            Some(run.map(|(x, cell)| (x, self.y, cell)))
        })
    }
}

/// Whether terminals agree on the width of a sign: not where it is put together of several, and not of pictures.
fn is_certain(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let is_picture = |c| matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}');
    // So short a sign is a letter.
    symbol.len() <= 2 || (!chars.next().is_some_and(is_picture) && chars.next().is_none())
}
