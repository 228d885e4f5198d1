//! Every action can be asked for with an ordinary keyboard: no Alt, no F-keys, no mouse, and on both layouts.

use std::collections::HashSet;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Action, Context, Lookup, lookup, rows};

/// What the keys of a keyboard send on a Latin layout, without Shift and with it.
const LATIN: &str = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./ \
                     ~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?";
/// The same keys on the Russian layout.
const RUSSIAN: &str = "ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю. \
                       Ё!\"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,";

/// Keys without a letter that every terminal sends. A lone Esc is not among them: until the next key it may be the beginning
/// of another one.
const NAMED: [KeyCode; 13] = [
    KeyCode::Enter,
    KeyCode::Tab,
    KeyCode::BackTab,
    KeyCode::Backspace,
    KeyCode::Delete,
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::PageUp,
    KeyCode::PageDown,
];

/// Ctrl with these letters is another key to a terminal (Tab, Enter, Backspace), or belongs to a multiplexer.
const TAKEN: &str = "abhijmфиршоьх";

/// Actions on a value that are a Shift+Tab away, on its type.
const BESIDE: [(Context, Action, Context); 2] = [
    (Context::FormText, Action::MoveUp, Context::FormChoice),
    (Context::FormText, Action::MoveDown, Context::FormChoice),
];

fn keyboard(layout: &str) -> Vec<KeyEvent> {
    let named = NAMED.into_iter();
    let plain = layout.chars().map(KeyCode::Char);
    let held = layout
        .chars()
        .filter(|c| c.is_alphabetic() && c.is_lowercase());
    let held = held.filter(|c| !TAKEN.contains(*c));
    let plain = named
        .chain(plain)
        .map(|code| KeyEvent::new(code, KeyModifiers::NONE));
    let held = held.map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
    plain.chain(held).collect()
}

/// Everything that these keys can ask for in a context.
fn reached(context: Context, keys: &[KeyEvent]) -> HashSet<Action> {
    let mut reached = HashSet::new();
    for first in keys {
        match lookup(context, None, *first) {
            Lookup::Action(action) => drop(reached.insert(action)),
            Lookup::Prefix(begun) => {
                let seconds = keys
                    .iter()
                    .map(|second| lookup(context, Some(begun), *second));
                reached.extend(seconds.filter_map(|found| match found {
                    Lookup::Action(action) => Some(action),
                    Lookup::Prefix(_) | Lookup::Nothing => None,
                }));
            }
            Lookup::Nothing => {}
        }
    }
    reached
}

#[test]
fn every_action_works_with_plain_keys_on_both_layouts() {
    let mut missing = Vec::new();
    for (name, layout) in [("Latin", LATIN), ("Russian", RUSSIAN)] {
        let keys = keyboard(layout);
        for context in Context::ALL {
            for row in rows(context) {
                let is_there = |context| reached(context, &keys).contains(&row.action);
                let beside = BESIDE
                    .iter()
                    .find(|(here, action, _)| (*here, *action) == (context, row.action));
                let is_beside = beside.is_some_and(|(_, _, there)| is_there(*there));
                if !is_there(context) && !is_beside {
                    missing.push(format!("{name}: {:?} in {context:?}", row.action));
                }
            }
        }
    }
    assert!(missing.is_empty(), "out of reach:\n{}", missing.join("\n"));
}

#[test]
fn a_key_that_such_a_keyboard_does_not_send_is_missed() {
    let keys = keyboard(LATIN);
    assert!(
        keys.iter()
            .all(|key| !matches!(key.code, KeyCode::F(_) | KeyCode::Esc))
    );
    assert!(!reached(Context::FormText, &keys).contains(&Action::MoveUp));
    assert!(reached(Context::FormText, &keys).contains(&Action::Save));
}
