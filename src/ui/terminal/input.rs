//! Makes of what the terminal sends what a person meant: joins split keys, drops what nobody typed.
//!
//! The reader reports a lone `Esc` at once, so that an arrow key cut between two packets arrives as `Esc`, `[`, `A`. The filter
//! therefore holds an `Esc` for a moment. It is a plain state machine: events go in, a timer that its owner keeps says
//! when the moment is over, and keys and pastes come out.

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

#[cfg(test)]
mod tests {
    use super::*;

    fn press(c: char) -> Event {
        let modifiers = if c.is_uppercase() {
            KeyModifiers::SHIFT
        } else {
            KeyModifiers::NONE
        };
        Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
    }

    fn with(c: char, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
    }

    fn esc() -> Event {
        Event::Key(KeyCode::Esc.into())
    }

    fn typed(text: &str) -> Vec<Event> {
        text.chars()
            .map(|c| if c == '\u{1b}' { esc() } else { press(c) })
            .collect()
    }

    /// Events that come without a pause, then silence.
    fn burst(events: impl IntoIterator<Item = Event>) -> Vec<Input> {
        let mut filter = Filter::default();
        let mut out: Vec<_> = events.into_iter().flat_map(|e| filter.push(e)).collect();
        out.extend(filter.silence());
        assert!(!filter.is_holding());
        out
    }

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
        Input::Key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn a_split_key_is_joined() {
        const NONE: KeyModifiers = KeyModifiers::NONE;
        for (sent, code, modifiers) in [
            ("\u{1b}[A", KeyCode::Up, NONE),
            ("\u{1b}OB", KeyCode::Down, NONE),
            ("\u{1b}[H", KeyCode::Home, NONE),
            ("\u{1b}[4~", KeyCode::End, NONE),
            ("\u{1b}[5~", KeyCode::PageUp, NONE),
            ("\u{1b}[6~", KeyCode::PageDown, NONE),
            ("\u{1b}[3~", KeyCode::Delete, NONE),
            ("\u{1b}[1;5C", KeyCode::Right, KeyModifiers::CONTROL),
            ("\u{1b}[3;2~", KeyCode::Delete, KeyModifiers::SHIFT),
            ("\u{1b}[Z", KeyCode::BackTab, KeyModifiers::SHIFT),
            ("\u{1b}OQ", KeyCode::F(2), NONE),
            ("\u{1b}[[B", KeyCode::F(2), NONE),
            ("\u{1b}[12~", KeyCode::F(2), NONE),
            ("\u{1b}[115;5u", KeyCode::Char('s'), KeyModifiers::CONTROL),
        ] {
            assert_eq!(burst(typed(sent)), [key(code, modifiers)], "{sent:?}");
        }
    }

    #[test]
    fn a_split_key_that_nobody_knows_is_swallowed() {
        for sent in [
            "\u{1b}[99~",
            "\u{1b}[?1;2c",
            "\u{1b}[I",
            "\u{1b}[1;5",
            "\u{1b}Oz",
        ] {
            assert_eq!(burst(typed(sent)), [], "{sent:?}");
        }
    }

    #[test]
    fn esc_alone_comes_after_the_silence() {
        let mut filter = Filter::default();
        assert_eq!(filter.push(esc()), []);
        assert!(filter.is_holding());
        assert_eq!(filter.silence(), [key(KeyCode::Esc, KeyModifiers::NONE)]);
        assert!(!filter.is_holding());
    }

    #[test]
    fn a_bracket_typed_after_the_silence_is_a_bracket() {
        let mut filter = Filter::default();
        filter.push(esc());
        filter.silence();
        assert_eq!(
            filter.push(press('[')),
            [key(KeyCode::Char('['), KeyModifiers::NONE)]
        );
    }

    #[test]
    fn esc_and_another_key_in_one_packet_are_two_keys() {
        assert_eq!(
            burst([esc(), press('q')]),
            [
                key(KeyCode::Esc, KeyModifiers::NONE),
                key(KeyCode::Char('q'), KeyModifiers::NONE)
            ]
        );
        assert_eq!(burst([esc(), esc()]).len(), 2);
    }

    #[test]
    fn an_escaped_arrow_of_old_terminals_is_esc_and_an_arrow() {
        assert_eq!(
            burst(typed("\u{1b}\u{1b}[A")),
            [
                key(KeyCode::Esc, KeyModifiers::NONE),
                key(KeyCode::Up, KeyModifiers::NONE)
            ]
        );
    }

    #[test]
    fn a_reply_that_nobody_asked_for_is_swallowed_up_to_its_end() {
        let bell = with('g', KeyModifiers::CONTROL);
        let end = with('\\', KeyModifiers::ALT);
        for (open, close) in [
            (with(']', KeyModifiers::ALT), bell),
            (
                with('P', KeyModifiers::ALT | KeyModifiers::SHIFT),
                end.clone(),
            ),
            (with('_', KeyModifiers::ALT), end),
        ] {
            let mut events = vec![open];
            events.extend(typed("11;rgb:0000/q"));
            events.push(close);
            events.push(press('j'));
            assert_eq!(burst(events), [key(KeyCode::Char('j'), KeyModifiers::NONE)]);
        }
    }

    #[test]
    fn a_reply_with_split_ends_is_swallowed_too() {
        let mut events = typed("\u{1b}]52;c;cm0\u{1b}\\");
        events.push(press('j'));
        assert_eq!(burst(events), [key(KeyCode::Char('j'), KeyModifiers::NONE)]);
    }

    #[test]
    fn alt_with_a_bracket_alone_is_a_key() {
        assert_eq!(
            burst([with(']', KeyModifiers::ALT)]),
            [key(KeyCode::Char(']'), KeyModifiers::ALT)]
        );
    }

    #[test]
    fn ctrl_with_a_cyrillic_letter_is_ctrl_with_the_latin_one_of_that_key() {
        for (cyrillic, latin) in [('ы', 's'), ('с', 'c'), ('Е', 'T'), ('і', 's')] {
            assert_eq!(
                burst([with(cyrillic, KeyModifiers::CONTROL)]),
                [key(KeyCode::Char(latin), KeyModifiers::CONTROL)]
            );
        }
        assert_eq!(
            burst([press('ы')]),
            [key(KeyCode::Char('ы'), KeyModifiers::NONE)],
            "without Ctrl it is text"
        );
    }

    #[test]
    fn releases_are_dropped_and_repeats_are_presses() {
        let kind = |kind| {
            Event::Key(KeyEvent::new_with_kind(
                KeyCode::Down,
                KeyModifiers::NONE,
                kind,
            ))
        };
        assert_eq!(burst([kind(KeyEventKind::Release)]), []);
        assert_eq!(
            burst([kind(KeyEventKind::Repeat)]),
            [key(KeyCode::Down, KeyModifiers::NONE)]
        );
    }

    #[test]
    fn a_paste_holds_no_control_characters_but_line_ends() {
        assert_eq!(
            burst([Event::Paste("a\r\nb\rc\td\u{1b}]0;x\u{7}\u{9b}e".into())]),
            [Input::Paste("a\nb\nc d]0;xe".into())]
        );
    }

    #[test]
    fn a_paste_whose_beginning_was_split_is_still_a_paste() {
        let mut events = typed("\u{1b}[200~q");
        events.push(Event::Key(KeyCode::Enter.into()));
        events.extend(typed("Иван"));
        assert_eq!(burst(events), [Input::Paste("q\nИван".into())]);
    }
}
