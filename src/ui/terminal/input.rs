//! Makes of what the terminal sends what a person meant: joins split keys, drops what nobody typed.
//!
//! The reader reports a lone `Esc` at once, so that an arrow key cut between two packets arrives as `Esc`, `[`, `A`. The filter
//! therefore holds an `Esc` for a moment. It is a plain state machine: events go in, a timer that its owner keeps says
//! when the moment is over, and keys and pastes come out.

#[cfg(test)]
mod tests;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::sequence;
use crate::ui::keymap;

/// What a person did at the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// Pressed a key.
    Key(KeyEvent),
    /// Pasted a text; line ends are `\n`, other control characters are gone.
    Paste(String),
}

/// The filter between the reader of the terminal and the application.
#[derive(Debug, Default)]
pub(super) struct Filter {
    held: Held,
}

#[derive(Debug, Default)]
enum Held {
    #[default]
    Nothing,
    /// An `Esc`; the rest of a split key may follow.
    Escape(KeyEvent),
    /// `Esc`, `[` or `O`, and some of the parameters of a split key.
    Sequence { start: [KeyEvent; 2], text: String },
    /// What may be the beginning of an answer of the terminal (`Alt+]`, `Alt+P` …), and whether more of it came.
    Reply {
        start: Vec<KeyEvent>,
        more: bool,
        escape: bool,
    },
    /// A paste whose beginning was split; its end is not reported, only silence tells it.
    Paste(String),
}

impl Filter {
    /// Takes one event; what is certain comes out.
    pub(super) fn push(&mut self, event: Event) -> Vec<Input> {
        let mut out = Vec::new();
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => self.key(
                KeyEvent {
                    kind: KeyEventKind::Press,
                    ..key
                },
                &mut out,
            ),
            Event::Paste(text) => {
                self.silence_into(&mut out);
                out.push(Input::Paste(pasted(&text)));
            }
            // Releases; focus and mouse are never asked for; the size goes its own way.
            Event::Key(_)
            | Event::FocusGained
            | Event::FocusLost
            | Event::Mouse(_)
            | Event::Resize(..) => {}
        }
        out
    }

    /// True while something is held back: the owner must call [`silence`](Self::silence) when no event came for a moment.
    pub(super) fn is_holding(&self) -> bool {
        !matches!(self.held, Held::Nothing)
    }

    /// No event came for a moment: what was held back is what it is.
    pub(super) fn silence(&mut self) -> Vec<Input> {
        let mut out = Vec::new();
        self.silence_into(&mut out);
        out
    }

    fn silence_into(&mut self, out: &mut Vec<Input>) {
        match std::mem::take(&mut self.held) {
            Held::Nothing => {}
            Held::Escape(key) => emit(key, out),
            Held::Sequence { start, text } => {
                // With parameters it cannot be typing: the rest of the key is lost, and so is the key.
                if text.is_empty() {
                    for key in start {
                        emit(key, out);
                    }
                }
            }
            Held::Reply { start, more, .. } => {
                if !more {
                    for key in start {
                        emit(key, out);
                    }
                }
            }
            Held::Paste(text) => out.push(Input::Paste(pasted(&text))),
        }
    }

    fn key(&mut self, key: KeyEvent, out: &mut Vec<Input>) {
        match std::mem::take(&mut self.held) {
            Held::Nothing => self.fresh(key, out),
            Held::Escape(escape) => match plain(key) {
                Some('[' | 'O') => {
                    self.held = Held::Sequence {
                        start: [escape, key],
                        text: String::new(),
                    };
                }
                Some(c) if opens_reply(c) => {
                    self.held = Held::Reply {
                        start: vec![escape, key],
                        more: false,
                        escape: false,
                    };
                }
                _ => {
                    emit(escape, out);
                    self.fresh(key, out);
                }
            },
            Held::Sequence { start, text } => self.sequence(start, text, key, out),
            Held::Reply { start, escape, .. } => {
                let ends =
                    is_bell(key) || is_string_end(key) || (escape && plain(key) == Some('\\'));
                if !ends {
                    self.held = Held::Reply {
                        start,
                        more: true,
                        escape: key.code == KeyCode::Esc,
                    };
                }
            }
            Held::Paste(mut text) => {
                match key.code {
                    KeyCode::Enter => text.push('\n'),
                    KeyCode::Tab => text.push('\t'),
                    KeyCode::Char('j') if key.modifiers == KeyModifiers::CONTROL => text.push('\n'),
                    KeyCode::Char(c) if !key.modifiers.intersects(COMMAND) => text.push(c),
                    _ => {}
                }
                self.held = Held::Paste(text);
            }
        }
    }

    /// A key with nothing held before it.
    fn fresh(&mut self, key: KeyEvent, out: &mut Vec<Input>) {
        match key.code {
            KeyCode::Esc if key.modifiers.is_empty() => self.held = Held::Escape(key),
            KeyCode::Char(c)
                if opens_reply(c)
                    && key.modifiers.contains(KeyModifiers::ALT)
                    && !key.modifiers.contains(KeyModifiers::CONTROL) =>
            {
                self.held = Held::Reply {
                    start: vec![key],
                    more: false,
                    escape: false,
                };
            }
            _ => emit(key, out),
        }
    }

    fn sequence(
        &mut self,
        start: [KeyEvent; 2],
        mut text: String,
        key: KeyEvent,
        out: &mut Vec<Input>,
    ) {
        let linux_console = text.is_empty() && key.code == KeyCode::Char('[');
        match plain(key) {
            Some(c @ ' '..='?') if text.len() < sequence::MAX_PARAMETERS => {
                text.push(c);
                self.held = Held::Sequence { start, text };
            }
            Some(c) if linux_console => {
                text.push(c);
                self.held = Held::Sequence { start, text };
            }
            Some(last @ '@'..='~') => {
                let opener = start[1].code;
                if opener == KeyCode::Char('[') && last == '~' && text == "200" {
                    self.held = Held::Paste(String::new());
                } else if let Some(key) = sequence::key(opener == KeyCode::Char('O'), &text, last) {
                    emit(key, out);
                }
            }
            // Not a sequence after all.
            _ => self.fresh(key, out),
        }
    }
}

const COMMAND: KeyModifiers = KeyModifiers::CONTROL
    .union(KeyModifiers::ALT)
    .union(KeyModifiers::SUPER)
    .union(KeyModifiers::HYPER)
    .union(KeyModifiers::META);

/// Terminals with newer protocols report Ctrl+С as the letter that the layout has there, others as Ctrl+C: with Ctrl or
/// Alt a key is always the Latin one of its position.
fn emit(mut key: KeyEvent, out: &mut Vec<Input>) {
    if let KeyCode::Char(c) = key.code
        && key.modifiers.intersects(COMMAND)
        && let Some(latin) = keymap::latin(c)
    {
        key.code = KeyCode::Char(latin);
    }
    out.push(Input::Key(key));
}

/// The character of a key without Ctrl or Alt.
fn plain(key: KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(c) if !key.modifiers.intersects(COMMAND) => Some(c),
        _ => None,
    }
}

/// Operating system command, device control string, application and privacy strings, start of string.
fn opens_reply(c: char) -> bool {
    matches!(c, ']' | 'P' | '_' | '^' | 'X')
}

fn is_bell(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('g') && key.modifiers == KeyModifiers::CONTROL
}

fn is_string_end(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('\\') && key.modifiers == KeyModifiers::ALT
}

/// A pasted text as a form may take it.
fn pasted(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\r' => Some('\n'),
            '\t' => Some(' '),
            '\n' => Some(c),
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}
