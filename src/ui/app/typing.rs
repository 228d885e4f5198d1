//! What comes into a text: a key that is not a command, or something pasted.

use crossterm::event::{Event as TerminalEvent, KeyEvent};
use tui_input::{Input, backend::crossterm::EventHandler as _};

/// On its way into the text under the cursor.
#[derive(Clone, Copy)]
pub(super) enum Typing<'a> {
    /// A key; what it means for a text is known to `tui_input`.
    Key(KeyEvent),
    /// A pasted text, of any number of lines.
    Paste(&'a str),
}

impl Typing<'_> {
    /// Goes into a text of one line, where its cursor is.
    pub(super) fn go_into(self, input: &mut Input) {
        match self {
            Self::Key(key) => drop(input.handle_event(&TerminalEvent::Key(key))),
            Self::Paste(text) => insert(input, text),
        }
    }
}

/// Puts pasted text where the cursor is; line ends become spaces.
fn insert(input: &mut Input, text: &str) {
    let pasted: String = text
        .replace("\r\n", " ")
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    // In one piece: a character at a time would cost the square of a long paste.
    let (before, after) = halves(input);
    let cursor = input.cursor() + pasted.chars().count();
    *input = Input::new(before + &pasted + &after).with_cursor(cursor);
}

/// The text before the cursor, and that behind it.
pub(super) fn halves(input: &Input) -> (String, String) {
    let mut text = input.value().chars();
    let before = text.by_ref().take(input.cursor()).collect();
    (before, text.collect())
}
