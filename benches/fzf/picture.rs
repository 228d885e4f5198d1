//! What a terminal shows, made of bytes long after they came.

use std::ops::Range;

use super::{COLUMNS, ROWS};

/// Of rolo: the search line and the list. How the copy does is told above and below.
const LIST: Range<usize> = 1..ROWS as usize - 2;

/// A terminal's picture.
pub(crate) struct Picture {
    parser: vt100::Parser,
    /// The rows in which changes count.
    rows: Range<usize>,
}

impl Picture {
    pub(crate) fn new() -> Self {
        let rows = ROWS.try_into().expect("there are rows");
        let columns = COLUMNS.try_into().expect("there are columns");
        Self {
            parser: vt100::Parser::new(rows, columns, 0),
            rows: 0..ROWS.into(),
        }
    }

    /// From now on only what changes in the search line and the list counts.
    pub(crate) fn look_at_list(&mut self) {
        self.rows = LIST;
    }

    /// Takes bytes in; whether that changed anything to be seen.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> bool {
        let before = self.seen();
        self.parser.process(bytes);
        before != self.seen()
    }

    /// Where the cursor is, as a terminal reports it.
    pub(crate) fn cursor(&self) -> (u16, u16) {
        let (row, column) = self.parser.screen().cursor_position();
        (row + 1, column + 1)
    }

    /// Whether it tells of so many people and shows a screenful of them.
    pub(crate) fn lists(&self, people: usize) -> bool {
        let text = self.parser.screen().contents();
        let people = people.to_string();
        let rows = text.lines().filter(|line| !line.trim().is_empty()).count();
        rows > usize::from(ROWS) / 2 && text.lines().any(|line| joined(line).contains(&people))
    }

    pub(crate) fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// The rows as a terminal would have to be told to show them, and the cursor.
    fn seen(&self) -> (Vec<String>, (u16, u16)) {
        let screen = self.parser.screen();
        let rows = screen.rows_formatted(0, COLUMNS);
        let rows = rows.skip(self.rows.start).take(self.rows.len());
        (rows.collect(), screen.cursor_position())
    }
}

/// The line without what groups the digits of a number.
fn joined(line: &str) -> String {
    line.replace([' ', '\u{a0}', '\u{202f}', ','], "")
}
