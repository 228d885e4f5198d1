//! What a terminal shows, made of bytes long after they came.

use super::{COLUMNS, ROWS};

/// A terminal's picture.
pub(crate) struct Picture(vt100::Parser);

impl Picture {
    pub(crate) fn new() -> Self {
        let rows = ROWS.try_into().expect("there are rows");
        let columns = COLUMNS.try_into().expect("there are columns");
        Self(vt100::Parser::new(rows, columns, 0))
    }

    /// Takes bytes in; whether that changed anything to be seen.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> bool {
        let before = self.seen();
        self.0.process(bytes);
        before != self.seen()
    }

    /// Where the cursor is, as a terminal reports it.
    pub(crate) fn cursor(&self) -> (u16, u16) {
        let (row, column) = self.0.screen().cursor_position();
        (row + 1, column + 1)
    }

    /// Whether it tells of so many people and shows a screenful of them.
    pub(crate) fn lists(&self, people: usize) -> bool {
        let text = self.0.screen().contents();
        let people = people.to_string();
        let rows = text.lines().filter(|line| !line.trim().is_empty()).count();
        rows > usize::from(ROWS) / 2 && text.lines().any(|line| joined(line).contains(&people))
    }

    pub(crate) fn text(&self) -> String {
        self.0.screen().contents()
    }

    fn seen(&self) -> String {
        let screen = self.0.screen();
        screen.contents_formatted()
    }
}

/// The line without what groups the digits of a number.
fn joined(line: &str) -> String {
    line.replace([' ', '\u{a0}', '\u{202f}', ','], "")
}
