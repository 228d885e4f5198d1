//! What is wrong in the config file, with its line.

use std::path::PathBuf;

use crate::{
    domain::text,
    words::{Word, Words},
};

/// Something in the config file that is passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Mistake {
    pub(super) file: PathBuf,
    pub(super) what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// The file cannot be read at all.
    Unreadable(String),
    /// It is not TOML.
    Syntax { line: usize, reason: String },
    /// Nobody knows this key.
    Unknown {
        line: usize,
        key: String,
        known: &'static str,
    },
    /// The key takes something else.
    Value {
        line: usize,
        key: String,
        wanted: &'static str,
    },
}

impl Mistake {
    /// Where it is and what to do about it.
    pub(in crate::cli) fn sentence(&self, words: &Words) -> String {
        let file = text::clean(&self.file.display().to_string());
        match &self.what {
            What::Unreadable(reason) => words.say_with(
                Word::CliConfig,
                [("file", file.into()), ("reason", reason.clone().into())],
            ),
            What::Syntax { line, reason } => words.say_with(
                Word::ConfigSyntax,
                [
                    ("file", file.into()),
                    ("line", line.to_string().into()),
                    ("reason", reason.clone().into()),
                ],
            ),
            What::Unknown { line, key, known } => words.say_with(
                Word::ConfigUnknown,
                [
                    ("file", file.into()),
                    ("line", line.to_string().into()),
                    ("key", key.clone().into()),
                    ("known", (*known).into()),
                ],
            ),
            What::Value { line, key, wanted } => words.say_with(
                Word::ConfigValue,
                [
                    ("file", file.into()),
                    ("line", line.to_string().into()),
                    ("key", key.clone().into()),
                    ("wanted", (*wanted).into()),
                ],
            ),
        }
    }
}

impl What {
    /// Where it is, counted from 1; 0 for the file as a whole.
    pub(super) fn line(&self) -> usize {
        match self {
            Self::Unreadable(_) => 0,
            Self::Syntax { line, .. } | Self::Unknown { line, .. } | Self::Value { line, .. } => {
                *line
            }
        }
    }
}
