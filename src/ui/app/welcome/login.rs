//! The questions of a login: an address, a way of access, and what that way wants to know.

use std::fmt;

use secrecy::SecretString;
use tui_input::Input;

use crate::{
    letters::{Proof, Secret, Way},
    ui::app::typing::Typing,
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
    /// The id of an integration.
    Client,
    /// Its key; not shown.
    ClientKey,
    /// The address to which the account sends browsers.
    Redirect,
    /// What the account showed; not shown here.
    Code,
}

/// The ways of access that somebody chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ways {
    /// A long-lived token.
    #[default]
    Token,
    /// A user's e-mail and API key.
    Key,
    /// A code of OAuth, for an integration.
    Code,
}

impl Ways {
    const ALL: [Self; 3] = [Self::Token, Self::Key, Self::Code];

    /// What it is called.
    pub fn title(self) -> Word {
        match self {
            Self::Token => Word::WayToken,
            Self::Key => Word::WayKey,
            Self::Code => Word::WayCode,
        }
    }

    fn questions(self) -> &'static [Question] {
        use Question::{Address, Client, ClientKey, Code, Key, Redirect, Token, User, Way};
        match self {
            Self::Token => &[Address, Way, Token],
            Self::Key => &[Address, Way, User, Key],
            Self::Code => &[Address, Way, Client, ClientKey, Redirect, Code],
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
            Self::Client => Word::LoginClient,
            Self::ClientKey => Word::LoginClientKey,
            Self::Redirect => Word::LoginRedirect,
            Self::Code => Word::LoginCode,
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
            Self::Client => Word::AdviceClient,
            Self::ClientKey => Word::AdviceClientKey,
            Self::Redirect => Word::AdviceRedirect,
            Self::Code => Word::AdviceCode,
        }
    }

    /// Whether nobody looking on may see the answer.
    pub fn is_hidden(self) -> bool {
        matches!(self, Self::Key | Self::Token | Self::ClientKey | Self::Code)
    }
}

/// How many there are.
const QUESTIONS: usize = Question::Code as usize + 1;

/// The answers so far.
#[derive(Default)]
pub struct Login {
    /// The way of access that is chosen.
    pub way: Ways,
    /// What was typed, by question: turning to another way and back loses nothing.
    typed: [Input; QUESTIONS],
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
        let input = self.input(question);
        if !question.is_hidden() {
            return input.clone();
        }
        let stars = "*".repeat(input.value().chars().count());
        Input::new(stars).with_cursor(input.cursor())
    }

    fn input(&self, question: Question) -> &Input {
        &self.typed[question as usize]
    }

    fn text(&self, question: Question) -> String {
        self.input(question).value().trim().to_owned()
    }

    fn secret(&self, question: Question) -> Secret {
        Secret(SecretString::from(self.text(question)))
    }

    /// What is typed into, where letters are text.
    fn current(&mut self) -> Option<&mut Input> {
        let question = self.question();
        (question != Question::Way).then(|| &mut self.typed[question as usize])
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

    pub(super) fn type_in(&mut self, typing: Typing<'_>) {
        if let Some(input) = self.current() {
            typing.go_into(input);
        }
    }

    /// What was typed, once everything is; until then the cursor goes to the first answer that is missing.
    pub(super) fn proof(&mut self) -> Option<Proof> {
        let is_missing =
            |question: &Question| *question != Question::Way && self.text(*question).is_empty();
        if let Some(missing) = self.questions().iter().position(is_missing) {
            self.at = missing;
            return None;
        }
        let (way, secret) = match self.way {
            Ways::Token => (Way::Token, Question::Token),
            Ways::Key => {
                let login = self.text(Question::User);
                (Way::Key { login }, Question::Key)
            }
            Ways::Code => {
                let way = Way::Code {
                    client_id: self.text(Question::Client),
                    redirect_uri: self.text(Question::Redirect),
                    code: self.secret(Question::Code),
                };
                (way, Question::ClientKey)
            }
        };
        Some(Proof {
            address: self.text(Question::Address),
            way,
            secret: self.secret(secret),
        })
    }
}

/// So many places on, around the end.
fn moved(at: usize, by: isize, count: usize) -> usize {
    (at + count).saturating_add_signed(by) % count
}
