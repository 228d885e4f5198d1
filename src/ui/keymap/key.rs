//! A key, as the table writes it and as people read it.

use crossterm::event::KeyCode;

use super::layout::twin;

/// One key with its modifiers, as the table writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub(super) code: KeyCode,
    pub(super) ctrl: bool,
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
