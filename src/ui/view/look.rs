//! How things look: the language, the colours, and the small conversions that every pane needs.

use ratatui::style::{Color, Modifier, Style};

use crate::{
    domain::{
        account::Account,
        field::{FieldOption, FieldRole},
        id::UserId,
        text::Untrusted,
    },
    words::{Word, Words},
};

/// Language and colours of a run.
#[derive(Debug)]
pub struct Look {
    /// The sentences.
    pub words: Words,
    /// The colours.
    pub theme: Theme,
}

/// Styles by meaning. Only the sixteen colours of the terminal's own palette, and no background, so that light and dark
/// terminals both work.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    pub(super) title: Style,
    pub(super) faint: Style,
    pub(super) accent: Style,
    pub(super) key: Style,
    pub(super) good: Style,
    pub(super) bad: Style,
    pub(super) label: Style,
    pub(super) cursor: Style,
    pub(super) selected: Style,
    pub(super) found: Style,
}

impl Theme {
    /// Colours, or without them bold, dim and reverse video alone.
    pub fn new(colour: bool) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let ink = |style: Style, ink: Color| if colour { style.fg(ink) } else { style };
        Self {
            title: bold,
            faint: if colour {
                plain.fg(Color::DarkGray)
            } else {
                plain.add_modifier(Modifier::DIM)
            },
            accent: ink(bold, Color::Cyan),
            key: ink(bold, Color::LightBlue),
            good: ink(plain, Color::Green),
            bad: ink(bold, Color::LightRed),
            label: ink(plain, Color::LightBlue),
            cursor: ink(bold, Color::Cyan).add_modifier(Modifier::REVERSED),
            selected: ink(bold, Color::Cyan),
            found: bold.add_modifier(Modifier::UNDERLINED),
        }
    }
}

impl Look {
    /// A contact's name, or words for not having one.
    pub(super) fn name(&self, name: &Untrusted) -> String {
        if name.is_blank() {
            self.words.say(Word::NoName)
        } else {
            name.cleaned()
        }
    }

    /// A user by name; by number when the account does not tell.
    pub(super) fn user(&self, account: Option<&Account>, id: UserId) -> String {
        match account.and_then(|account| account.user(id)) {
            Some(user) => user.name.to_string(),
            None if id == UserId(0) => self.words.say(Word::Robot),
            None => format!("#{id}"),
        }
    }

    /// The type of a phone or an e-mail in a few letters.
    pub(super) fn short_option(&self, role: Option<FieldRole>, option: &FieldOption) -> String {
        let word = match (role, option.label.raw()) {
            (Some(FieldRole::Phone | FieldRole::Email), "WORK") => Word::ShortWork,
            (Some(FieldRole::Phone), "WORKDD") => Word::ShortWorkDirect,
            (Some(FieldRole::Phone), "MOB") => Word::ShortMobile,
            (Some(FieldRole::Phone), "FAX") => Word::ShortFax,
            (Some(FieldRole::Phone), "HOME") => Word::ShortHome,
            (Some(FieldRole::Email), "PRIV") => Word::ShortPrivate,
            (Some(_), "OTHER") => Word::ShortOther,
            _ => return option.label.to_string(),
        };
        self.words.say(word)
    }

    /// The type of a phone or an e-mail in words; other options as the account calls them.
    pub(super) fn option(&self, role: Option<FieldRole>, option: &FieldOption) -> String {
        let word = match (role, option.label.raw()) {
            (Some(FieldRole::Phone | FieldRole::Email), "WORK") => Word::TypeWork,
            (Some(FieldRole::Phone), "WORKDD") => Word::TypeWorkDirect,
            (Some(FieldRole::Phone), "MOB") => Word::TypeMobile,
            (Some(FieldRole::Phone), "FAX") => Word::TypeFax,
            (Some(FieldRole::Phone), "HOME") => Word::TypeHome,
            (Some(FieldRole::Email), "PRIV") => Word::TypePrivate,
            (Some(_), "OTHER") => Word::TypeOther,
            _ => return option.label.to_string(),
        };
        self.words.say(word)
    }
}
