//! One line of news at the foot of the screen; the next key clears it.

use crate::{
    domain::failure::Failure,
    words::{Given, Word},
};

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It went well, or is merely worth knowing.
    Info,
    /// Something needs attention.
    Problem,
}

/// A line of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// The sentence.
    pub word: Word,
    /// A value the sentence speaks of, by its name in the sentence.
    pub given: Option<(&'static str, Given)>,
    /// Why, when it is about something that failed.
    pub failure: Option<Failure>,
}

impl Notice {
    /// Good or neutral news.
    pub fn info(word: Word) -> Self {
        Self {
            tone: Tone::Info,
            word,
            given: None,
            failure: None,
        }
    }

    /// News that need attention.
    pub fn problem(word: Word) -> Self {
        Self {
            tone: Tone::Problem,
            ..Self::info(word)
        }
    }

    /// Something failed.
    pub fn failed(word: Word, failure: Failure) -> Self {
        Self {
            failure: Some(failure),
            ..Self::problem(word)
        }
    }

    /// With a value for the sentence.
    #[must_use]
    pub fn of(self, name: &'static str, value: impl Into<Given>) -> Self {
        Self {
            given: Some((name, value.into())),
            ..self
        }
    }
}
