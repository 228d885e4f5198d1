//! The letters that rights are given by, and the rights that they make.

use std::fmt;
use std::str::FromStr;

use serde_json::{Map, Value};

use crate::server::Mistake;

/// How far one right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// `A`: everything.
    All,
    /// `G`: what the user's group is responsible for.
    Group,
    /// `M`: what the user himself is responsible for.
    Own,
    /// `D`: nothing.
    Denied,
}

impl Letter {
    /// As the account answer prints it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "A",
            Self::Group => "G",
            Self::Own => "M",
            Self::Denied => "D",
        }
    }
}

impl FromStr for Letter {
    type Err = Mistake;

    fn from_str(text: &str) -> Result<Self, Mistake> {
        [Self::All, Self::Group, Self::Own, Self::Denied]
            .into_iter()
            .find(|letter| letter.as_str().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| Mistake::Letters(text.to_owned()))
    }
}

/// A letter for each thing that is done with contacts, or with leads and companies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters {
    /// Making them.
    pub add: Letter,
    /// Reading them.
    pub view: Letter,
    /// Changing them.
    pub edit: Letter,
    /// Putting them into the bin.
    pub delete: Letter,
    /// Taking them out of the account.
    pub export: Letter,
}

impl Letters {
    /// The same letter for all.
    pub const fn all(letter: Letter) -> Self {
        Self {
            add: letter,
            view: letter,
            edit: letter,
            delete: letter,
            export: letter,
        }
    }

    /// Those that stored rights hold for an entity (`contact`); what cannot be read is denied.
    pub(in crate::server) fn stored(rights: &Map<String, Value>, entity: &str) -> Self {
        let letter = |action: &str| {
            let letter = rights.get(&format!("{entity}_{action}"));
            letter
                .and_then(Value::as_str)
                .and_then(|letter| letter.parse().ok())
                .unwrap_or(Letter::Denied)
        };
        Self {
            add: letter("add"),
            view: letter("view"),
            edit: letter("edit"),
            delete: letter("delete"),
            export: letter("export"),
        }
    }

    /// The letters by action, in the order in which the account prints them.
    fn each(self) -> [(&'static str, Letter); 5] {
        [
            ("add", self.add),
            ("view", self.view),
            ("edit", self.edit),
            ("delete", self.delete),
            ("export", self.export),
        ]
    }
}

/// `A` for all, or `view=A,edit=M`: what is not named stays with what the user himself is responsible for.
impl FromStr for Letters {
    type Err = Mistake;

    fn from_str(text: &str) -> Result<Self, Mistake> {
        if let Ok(letter) = text.parse() {
            return Ok(Self::all(letter));
        }
        let wrong = || Mistake::Letters(text.to_owned());
        let mut letters = Self::all(Letter::Own);
        for part in text.split(',') {
            let (action, letter) = part.split_once('=').ok_or_else(wrong)?;
            let place = match action.trim() {
                "add" => &mut letters.add,
                "view" => &mut letters.view,
                "edit" => &mut letters.edit,
                "delete" => &mut letters.delete,
                "export" => &mut letters.export,
                _ => return Err(wrong()),
            };
            *place = letter.parse().map_err(|_| wrong())?;
        }
        Ok(letters)
    }
}

/// As it is read again.
impl fmt::Display for Letters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::all(self.view) {
            return f.write_str(self.view.as_str());
        }
        for (place, (action, letter)) in self.each().into_iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(f, "{comma}{action}={}", letter.as_str())?;
        }
        Ok(())
    }
}

/// Everything that a user can be allowed, by key, as the account answer prints it. `others` also decide about tasks, mail,
/// catalogs and what is still unsorted.
pub(in crate::server) fn rights(contacts: Letters, others: Letters) -> Map<String, Value> {
    let mut rights = Map::new();
    let mut give = |key: String, letter: Letter| {
        rights.insert(key, Value::from(letter.as_str()));
    };
    for key in ["mail", "incoming_leads", "catalogs"] {
        give(key.to_owned(), others.view);
    }
    for (entity, letters) in [("lead", others), ("contact", contacts), ("company", others)] {
        for (action, letter) in letters.each() {
            give(format!("{entity}_{action}"), letter);
        }
    }
    give("task_edit".to_owned(), others.edit);
    give("task_delete".to_owned(), others.delete);
    rights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_is_for_all_and_actions_that_are_not_named_keep_to_ones_own() {
        let own = Letters::all(Letter::Own);
        for (text, letters) in [
            ("A", Letters::all(Letter::All)),
            ("g", Letters::all(Letter::Group)),
            (
                "view=A",
                Letters {
                    view: Letter::All,
                    ..own
                },
            ),
            (
                "view=A, edit=g,delete=D",
                Letters {
                    view: Letter::All,
                    edit: Letter::Group,
                    delete: Letter::Denied,
                    ..own
                },
            ),
        ] {
            assert_eq!(text.parse(), Ok(letters), "{text}");
            assert_eq!(letters.to_string().parse(), Ok(letters), "{letters}");
            let stored = Letters::stored(&rights(letters, own), "contact");
            assert_eq!(stored, letters);
        }
    }

    #[test]
    fn what_is_no_letter_is_named_whole() {
        for text in ["", "X", "AA", "view", "view=", "view=X", "read=A", "A,M"] {
            let wrong = Err(Mistake::Letters(text.to_owned()));
            assert_eq!(text.parse::<Letters>(), wrong, "{text}");
        }
    }
}
