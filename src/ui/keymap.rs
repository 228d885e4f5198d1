//! One table of keys: context, keys, action, hint and help. The hint line, the help and README are printed from it.

mod context;
mod key;
mod layout;
#[cfg(test)]
mod reachable;
mod shown;
mod table;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use self::table::rows;
pub use self::{
    context::Context,
    key::Key,
    layout::{Layout, latin, layout_of, twin},
    shown::{endings, help, hints, markdown},
};
use crate::domain::reach::Way;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table beside it says what each one does")]
pub enum Action {
    Up,
    Down,
    PageUp,
    PageDown,
    HalfUp,
    HalfDown,
    First,
    Last,
    Open,
    Back,
    Search,
    Accept,
    New,
    Edit,
    Reload,
    TakeSuggestion,
    Decide,
    CardBeside,
    NextContact,
    PreviousContact,
    Unfold,
    Colleagues,
    Copy(Copied),
    Reach(Way),
    AddNote,
    AddTask,
    CompleteTask,
    NextStop,
    PreviousStop,
    Save,
    AddValue,
    RemoveValue,
    MoveUp,
    MoveDown,
    NextOption,
    PreviousOption,
    Toggle,
    Undo,
    Differences,
    Discard,
    Choose(u8),
    OpenElsewhere,
    Today,
    PreviousYear,
    NextYear,
    Help,
    Redraw,
    Suspend,
    Quit,
    QuitAnyway,
}

/// What can be copied from a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Copied {
    /// A phone with the very digits that the account holds.
    Phone,
    /// An e-mail.
    Mail,
    /// The name.
    Name,
    /// An address, its parts in one line.
    Address,
    /// The number of the contact.
    Id,
    /// Where its card is in the web interface of the account.
    Link,
}

/// What a key means after the keys before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// It does this.
    Action(Action),
    /// It begins a sequence such as `g g`.
    Prefix(Key),
    /// It is not a command here.
    Nothing,
}

/// Finds what `event` means in `context`, after `pending` if a sequence has begun.
///
/// Letters are taken by key position: on a Russian layout `й` is `q`. Where letters are text only keys with Ctrl and
/// keys without a letter can be commands.
pub fn lookup(context: Context, pending: Option<Key>, event: KeyEvent) -> Lookup {
    let Some(key) = read(context, event) else {
        return Lookup::Nothing;
    };
    for row in rows(context) {
        for keys in row.keys {
            match (pending, *keys) {
                (None, [only]) if *only == key => return Lookup::Action(row.action),
                (Some(before), [first, second]) if *first == before && *second == key => {
                    return Lookup::Action(row.action);
                }
                _ => {}
            }
        }
    }
    let begins = rows(context)
        .flat_map(|row| row.keys.iter())
        .any(|keys| keys.len() > 1 && keys.first() == Some(&key));
    match (begins && pending.is_none(), pending) {
        (true, _) => Lookup::Prefix(key),
        (false, Some(_)) => lookup(context, None, event),
        (false, None) => Lookup::Nothing,
    }
}

fn read(context: Context, event: KeyEvent) -> Option<Key> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    if event.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) if ctrl => KeyCode::Char(latin(c).unwrap_or(c).to_ascii_lowercase()),
        KeyCode::Char(_) if context.takes_text() => return None,
        KeyCode::Char(c) => KeyCode::Char(latin(c).unwrap_or(c)),
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        other => other,
    };
    Some(Key { code, ctrl })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(c: char) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
    }

    #[test]
    fn a_command_works_by_key_position_on_a_russian_layout() {
        for (russian, latin) in [('й', 'q'), ('у', 'e'), ('.', '/'), ('о', 'j'), (',', '?')] {
            assert_eq!(
                lookup(Context::List, None, press(russian)),
                lookup(Context::List, None, press(latin)),
                "{russian} and {latin}"
            );
            assert_ne!(lookup(Context::List, None, press(latin)), Lookup::Nothing);
        }
    }

    #[test]
    fn control_works_by_key_position_where_letters_are_text() {
        let event = KeyEvent::new(KeyCode::Char('ы'), KeyModifiers::CONTROL);
        assert_eq!(
            lookup(Context::FormText, None, event),
            Lookup::Action(Action::Save)
        );
        assert_eq!(lookup(Context::FormText, None, press('ы')), Lookup::Nothing);
    }

    #[test]
    fn a_sequence_waits_for_its_second_key() {
        let Lookup::Prefix(g) = lookup(Context::List, None, press('п')) else {
            panic!("g begins a sequence")
        };
        assert_eq!(
            lookup(Context::List, Some(g), press('п')),
            Lookup::Action(Action::First)
        );
        assert_eq!(
            lookup(Context::List, Some(g), press('j')),
            Lookup::Action(Action::Down)
        );
    }

    #[test]
    fn every_way_on_from_a_key_that_begins_a_sequence_is_told() {
        for context in Context::ALL {
            for row in rows(context) {
                let is_sequence = row.keys.iter().any(|keys| keys.len() > 1);
                assert!(
                    !is_sequence || row.ending().is_some(),
                    "{context:?}: {row:?}"
                );
            }
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_context() {
        for context in Context::ALL {
            let mut seen: Vec<&[Key]> = Vec::new();
            for row in rows(context) {
                for keys in row.keys {
                    assert!(!seen.contains(keys), "{context:?}: {keys:?}");
                    seen.push(keys);
                }
            }
        }
    }
}
