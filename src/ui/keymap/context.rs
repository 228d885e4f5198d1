//! Where keys are pressed.

use crate::words::Word;

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
