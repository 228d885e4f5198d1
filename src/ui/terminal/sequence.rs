//! The keys behind control sequences, for those that the reader could not put together.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// No key of any terminal has more; what is longer is noise.
pub(super) const MAX_PARAMETERS: usize = 32;

/// The key of `ESC [ parameters last` or, with `single_shift`, of `ESC O parameters last`; `None` when no key is known.
pub(super) fn key(single_shift: bool, parameters: &str, last: char) -> Option<KeyEvent> {
    if let Some(function) = function_key_of_the_linux_console(parameters, last) {
        return Some(function.into());
    }
    let mut numbers = parameters.split(';').map(|part| {
        // Newer protocols add details after a colon.
        part.split(':')
            .next()
            .and_then(|number| number.parse::<u32>().ok())
    });
    let first = numbers.next().flatten();
    let modifiers = modifiers(numbers.next().flatten());
    let code = match last {
        'A' => KeyCode::Up,
        'B' => KeyCode::Down,
        'C' => KeyCode::Right,
        'D' => KeyCode::Left,
        'H' => KeyCode::Home,
        'F' => KeyCode::End,
        'P' => KeyCode::F(1),
        'Q' => KeyCode::F(2),
        'R' => KeyCode::F(3),
        'S' => KeyCode::F(4),
        'M' if single_shift => KeyCode::Enter,
        'Z' => return Some(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        '~' => numbered(first?)?,
        'u' => by_code_point(first?)?,
        _ => return None,
    };
    Some(KeyEvent::new(code, modifiers))
}

fn function_key_of_the_linux_console(parameters: &str, last: char) -> Option<KeyCode> {
    let number = u8::try_from(last).ok()?.checked_sub(b'A')?;
    (parameters == "[" && number < 5).then_some(KeyCode::F(number + 1))
}

fn modifiers(parameter: Option<u32>) -> KeyModifiers {
    let bits = parameter.unwrap_or(1).saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
    ] {
        if bits & bit != 0 {
            modifiers |= modifier;
        }
    }
    modifiers
}

fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11 => KeyCode::F(1),
        12 => KeyCode::F(2),
        13 => KeyCode::F(3),
        14 => KeyCode::F(4),
        15 => KeyCode::F(5),
        17 => KeyCode::F(6),
        18 => KeyCode::F(7),
        19 => KeyCode::F(8),
        20 => KeyCode::F(9),
        21 => KeyCode::F(10),
        23 => KeyCode::F(11),
        24 => KeyCode::F(12),
        _ => return None,
    })
}

fn by_code_point(number: u32) -> Option<KeyCode> {
    Some(match number {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        127 => KeyCode::Backspace,
        _ => {
            let c = char::from_u32(number)?;
            if c.is_control() {
                return None;
            }
            KeyCode::Char(c)
        }
    })
}
