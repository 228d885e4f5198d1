//! The keys that a person presses, the same for both programs but for the words that each has for them.

use super::Program;

/// What is typed into the search line, and then cleared. A backspace is `⌫`.
const TYPED: &[&str] = &[
    "иванов ал⌫⌫⌫",
    "79999",
    "@mail.ru",
    "ромашка",
    "zzqq",
    "+7 (916) 123-4",
    "4567",
    "соколова ольга⌫⌫⌫⌫⌫⌫",
    "ооо вектор",
    "семёнов",
    "smith",
];

/// Takes back all letters.
pub(crate) const CLEAR: &str = "\x15";

/// What is done with a key's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing: it only leads to the next.
    Way,
    /// A letter of a search, or one taken back.
    Letter,
    /// All letters taken back at once.
    Clear,
    /// The cursor of the list goes to the next row or the one before.
    Move,
    /// A page of the list.
    Page,
    /// The cursor goes to a row that was not on the screen.
    Scroll,
}

/// Bytes as a terminal sends them.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) kind: Kind,
    pub(crate) bytes: String,
}

/// All keys, with the search line open.
pub(crate) fn keys(program: Program, rows: u16) -> Vec<Key> {
    let ways = Ways::of(program);
    let mut keys = Vec::new();
    let mut press = |kind, bytes: &str, count: usize| {
        for _ in 0..count {
            let bytes = bytes.to_owned();
            keys.push(Key { kind, bytes });
        }
    };
    for typed in TYPED {
        for letter in typed.chars() {
            match letter {
                '⌫' => press(Kind::Letter, "\x7f", 1),
                letter => press(Kind::Letter, &letter.to_string(), 1),
            }
        }
        press(Kind::Clear, CLEAR, 1);
    }
    press(Kind::Move, ways.next, 5);
    press(Kind::Move, ways.before, 3);
    press(Kind::Page, ways.page, 3);
    press(Kind::Page, ways.page_before, 3);
    press(Kind::Way, &ways.next.repeat(rows.into()), 1);
    press(Kind::Scroll, ways.next, 6);
    keys
}

/// How one goes through a list.
struct Ways {
    next: &'static str,
    before: &'static str,
    page: &'static str,
    page_before: &'static str,
}

impl Ways {
    fn of(program: Program) -> Self {
        let down = Self {
            next: "\x1b[B",
            before: "\x1b[A",
            page: "\x1b[6~",
            page_before: "\x1b[5~",
        };
        match program {
            Program::Rolo => down,
            // Its list begins at the bottom.
            Program::Fzf => Self {
                next: down.before,
                before: down.next,
                page: down.page_before,
                page_before: down.page,
            },
        }
    }
}
