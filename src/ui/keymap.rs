//! One table of keys: context, keys, action, hint and help. The hint line, the help and README are printed from it.

mod layout;
#[cfg(test)]
mod reachable;
mod table;

use std::fmt::Write as _;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub use layout::{Layout, latin, layout_of, twin};

use self::table::rows;
use crate::{
    domain::reach::Way,
    words::{Word, Words},
};

/// Where keys are pressed; decides which rows of the table count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// What to begin with, while there is no account.
    Welcome,
    /// A text that a login asks for; letters are text.
    Login,
    /// A choice about the login.
    LoginChoice,
    /// The list of contacts.
    List,
    /// The search line; letters are text.
    Search,
    /// One contact.
    Card,
    /// A text in a form; letters are text.
    FormText,
    /// A choice in a form, such as the type of a phone; letters are commands.
    FormChoice,
    /// The options of a list in a form; letters look for one, and only Space is a command.
    FormOptions,
    /// A note or a task being written; letters are text.
    Jot,
    /// A choice about it, or whether a task is done.
    JotChoice,
    /// A month to choose a day from.
    Month,
    /// A question with numbered answers.
    Dialog,
    /// The help.
    Help,
}

impl Context {
    /// Whether letters are text here.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Login | Self::Search | Self::FormText | Self::Jot
        )
    }

    /// What README and the help call it.
    pub fn title(self) -> Word {
        match self {
            Self::Welcome => Word::ContextWelcome,
            Self::Login => Word::ContextLogin,
            Self::LoginChoice => Word::ContextLoginChoice,
            Self::List => Word::ContextList,
            Self::Search => Word::ContextSearch,
            Self::Card => Word::ContextCard,
            Self::FormText => Word::ContextFormText,
            Self::FormChoice => Word::ContextFormChoice,
            Self::FormOptions => Word::ContextFormOptions,
            Self::Jot => Word::ContextJot,
            Self::JotChoice => Word::ContextJotChoice,
            Self::Month => Word::ContextMonth,
            Self::Dialog => Word::ContextDialog,
            Self::Help => Word::ContextHelp,
        }
    }

    /// All of them, in the order of the help.
    pub const ALL: [Self; 14] = [
        Self::List,
        Self::Search,
        Self::Card,
        Self::FormText,
        Self::FormChoice,
        Self::FormOptions,
        Self::Jot,
        Self::JotChoice,
        Self::Month,
        Self::Dialog,
        Self::Help,
        Self::Welcome,
        Self::Login,
        Self::LoginChoice,
    ];
}

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

/// One key with its modifiers, as the table writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    code: KeyCode,
    ctrl: bool,
}

impl Key {
    pub(super) const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false }
    }

    pub(super) const fn letter(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    pub(super) const fn ctrl(c: char) -> Self {
        Self {
            code: KeyCode::Char(c),
            ctrl: true,
        }
    }

    pub(super) const fn ctrl_code(code: KeyCode) -> Self {
        Self { code, ctrl: true }
    }

    /// How the key is written for people: `Ctrl+S`, `PgDn`, `e`.
    pub fn name(self) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) if self.ctrl => c.to_ascii_uppercase().to_string(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::F(n) => format!("F{n}"),
            KeyCode::Up => "↑".to_owned(),
            KeyCode::Down => "↓".to_owned(),
            KeyCode::Left => "←".to_owned(),
            KeyCode::Right => "→".to_owned(),
            KeyCode::PageUp => "PgUp".to_owned(),
            KeyCode::PageDown => "PgDn".to_owned(),
            KeyCode::BackTab => "Shift+Tab".to_owned(),
            other => other.to_string(),
        };
        if self.ctrl {
            format!("Ctrl+{name}")
        } else {
            name
        }
    }

    /// The letter that the same key sends on a Russian layout, for letters that are commands.
    pub fn twin(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl => twin(c),
            _ => None,
        }
    }
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

/// The hint line of a context: `Enter card  e/у edit  …`, most useful first.
///
/// What the person may not do is not offered.
pub fn hints(
    context: Context,
    words: &Words,
    layout: Layout,
    may: impl Fn(Action) -> bool,
) -> impl Iterator<Item = (String, String)> {
    rows(context)
        .filter(move |row| may(row.action))
        .filter_map(move |row| {
            let hint = words.say(row.hint?);
            let keys = row.keys.first()?;
            Some((written(keys, layout == Layout::Cyrillic), hint))
        })
}

/// What may follow the key that has begun a sequence: `p/з phone  m/ь e-mail  …`.
pub fn endings(
    context: Context,
    begun: Key,
    words: &Words,
    layout: Layout,
    may: impl Fn(Action) -> bool,
) -> impl Iterator<Item = (String, String)> {
    rows(context)
        .filter(move |row| may(row.action))
        .filter_map(move |row| {
            let end = row.keys.iter().find_map(|keys| match keys {
                [first, end @ ..] if *first == begun && !end.is_empty() => Some(end),
                _ => None,
            })?;
            let end = written(end, layout == Layout::Cyrillic);
            Some((end, words.say(row.ending()?)))
        })
}

/// Keys as people read them, with the Russian twin of a letter when wanted: `e/у`, `g g`.
fn written(keys: &[Key], with_twin: bool) -> String {
    let latin: Vec<String> = keys.iter().map(|key| key.name()).collect();
    let twins: Option<Vec<String>> = keys
        .iter()
        .map(|key| key.twin().map(|c| c.to_string()))
        .collect();
    match twins {
        Some(twins) if with_twin => format!("{}/{}", latin.join(" "), twins.join(" ")),
        _ => latin.join(" "),
    }
}

/// The rows of the help for one context: all keys of each action and what it does.
pub fn help(context: Context, words: &Words) -> Vec<(String, String)> {
    rows(context)
        .map(|row| {
            let keys: Vec<String> = row.keys.iter().map(|keys| written(keys, true)).collect();
            (keys.join("  "), words.say(row.help))
        })
        .collect()
}

/// README's table of keys, in Markdown.
pub fn markdown(words: &Words) -> String {
    let mut out = String::new();
    for context in Context::ALL {
        let titles =
            [context.title(), Word::HelpKeys, Word::HelpMeaning].map(|word| words.say(word));
        let [title, keys, meaning] = titles;
        let _ = writeln!(out, "\n**{title}**\n\n| {keys} | {meaning} |\n|---|---|");
        for row in rows(context) {
            let keys: Vec<String> = row
                .keys
                .iter()
                .map(|keys| format!("`{}`", written(keys, true)))
                .collect();
            let _ = writeln!(out, "| {} | {} |", keys.join(" "), words.say(row.help));
        }
    }
    out
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
