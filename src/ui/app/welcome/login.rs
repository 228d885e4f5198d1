//! The questions of a login: an address, a way of access, and what that way wants to know.

use std::fmt;

use crossterm::event::{Event as TerminalEvent, KeyEvent};
use secrecy::SecretString;
use tui_input::{Input, backend::crossterm::EventHandler as _};

use crate::{
    letters::{Proof, Secret, Way},
    ui::app::list,
    words::Word,
};

/// Something that a login asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Which account.
    Address,
    /// Which of the [`Ways`].
    Way,
    /// Whose API key.
    User,
    /// The API key; not shown.
    Key,
    /// The token; not shown.
    Token,
}

/// The ways of access that somebody chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ways {
    /// A long-lived token.
    #[default]
    Token,
    /// A user's e-mail and API key.
    Key,
}

impl Ways {
    const ALL: [Self; 2] = [Self::Token, Self::Key];

    /// What it is called.
    pub fn title(self) -> Word {
        match self {
            Self::Token => Word::WayToken,
            Self::Key => Word::WayKey,
        }
    }

    fn questions(self) -> &'static [Question] {
        use Question::{Address, Key, Token, User, Way};
        match self {
            Self::Token => &[Address, Way, Token],
            Self::Key => &[Address, Way, User, Key],
        }
    }
}

impl Question {
    /// What stands before the answer.
    pub fn label(self) -> Word {
        match self {
            Self::Address => Word::LoginAddress,
            Self::Way => Word::LoginWay,
            Self::User => Word::LoginUser,
            Self::Key => Word::LoginKey,
            Self::Token => Word::LoginToken,
        }
    }

    /// A sentence on what is wanted and where it is found.
    pub fn advice(self) -> Word {
        match self {
            Self::Address => Word::AdviceAddressOf,
            Self::Way => Word::AdviceWay,
            Self::User => Word::AdviceUser,
            Self::Key => Word::AdviceKey,
            Self::Token => Word::AdviceToken,
        }
    }

    /// Whether nobody looking on may see the answer.
    pub fn is_hidden(self) -> bool {
        matches!(self, Self::Key | Self::Token)
    }
}

/// The answers so far.
#[derive(Default)]
pub struct Login {
    /// The way of access that is chosen.
    pub way: Ways,
    address: Input,
    user: Input,
    /// The API key and the token are typed apart: turning to the other way and back loses neither.
    key: Input,
    token: Input,
    at: usize,
}

/// Secrets are typed here.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("way", &self.way)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

impl Login {
    /// What is asked, one after another.
    pub fn questions(&self) -> &'static [Question] {
        self.way.questions()
    }

    /// The question under the cursor.
    pub fn question(&self) -> Question {
        self.questions()[self.at]
    }

    /// What may be seen of the answer to a question: a star stands for each character of a secret.
    pub fn shown(&self, question: Question) -> Input {
        let Some(input) = self.input(question) else {
            return Input::default();
        };
        if !question.is_hidden() {
            return input.clone();
        }
        let stars = "*".repeat(input.value().chars().count());
        Input::new(stars).with_cursor(input.cursor())
    }

    /// What was typed where letters are text.
    fn input(&self, question: Question) -> Option<&Input> {
        match question {
            Question::Way => None,
            Question::Address => Some(&self.address),
            Question::User => Some(&self.user),
            Question::Key => Some(&self.key),
            Question::Token => Some(&self.token),
        }
    }

    fn current(&mut self) -> Option<&mut Input> {
        match self.question() {
            Question::Way => None,
            Question::Address => Some(&mut self.address),
            Question::User => Some(&mut self.user),
            Question::Key => Some(&mut self.key),
            Question::Token => Some(&mut self.token),
        }
    }

    pub(super) fn is_last(&self) -> bool {
        self.at + 1 == self.questions().len()
    }

    pub(super) fn step(&mut self, by: isize) {
        self.at = moved(self.at, by, self.questions().len());
    }

    /// Another way of access; only where it is asked for.
    pub(super) fn turn(&mut self, by: isize) {
        let at = Ways::ALL.iter().position(|way| *way == self.way);
        self.way = Ways::ALL[moved(at.unwrap_or_default(), by, Ways::ALL.len())];
    }

    pub(super) fn type_key(&mut self, key: KeyEvent) {
        if let Some(input) = self.current() {
            input.handle_event(&TerminalEvent::Key(key));
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Some(input) = self.current() {
            list::insert(input, text);
        }
    }

    /// What was typed, once everything is; until then the cursor goes to the first answer that is missing.
    pub(super) fn proof(&mut self) -> Option<Proof> {
        let is_missing = |question: &Question| {
            let input = self.input(*question);
            input.is_some_and(|input| input.value().trim().is_empty())
        };
        if let Some(missing) = self.questions().iter().position(is_missing) {
            self.at = missing;
            return None;
        }
        let text = |input: &Input| input.value().trim().to_owned();
        let (way, secret) = match self.way {
            Ways::Token => (Way::Token, &self.token),
            Ways::Key => {
                let login = text(&self.user);
                (Way::Key { login }, &self.key)
            }
        };
        Some(Proof {
            address: text(&self.address),
            way,
            secret: Secret(SecretString::from(text(secret))),
        })
    }
}

/// So many places on, around the end.
fn moved(at: usize, by: isize, count: usize) -> usize {
    (at + count).saturating_add_signed(by) % count
}
