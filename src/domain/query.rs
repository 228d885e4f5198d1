//! What a person types into the search line, as a value: words, phrases, exclusions and operators.
//!
//! ```text
//! query    := term*                                  all of them must hold
//! term     := ["-"] ( operator | "phrase" | word )
//! operator := name ":" item ("," item)*              one of the items must hold
//! item     := "exactly this" | the beginning, middle or end of it
//! ```
//!
//! | Operator | Items |
//! |---|---|
//! | `tag:` `тег:` | tags; `none` `нет`, `any` `есть` |
//! | `company:` `компания:` `комп:` | names of companies; `none` `нет`, `any` `есть` |
//! | `resp:` `отв:` | responsible users by name or id; `me` `я` |
//! | `task:` `задача:` | `overdue` `просрочена`, `today` `сегодня`, `week` `неделя`, `none` `нет`, `any` `есть` |
//!
//! No query is wrong: what is no operator is a word, and what is not finished yet asks for as much as it says.

mod highlight;
mod imply;
mod marks;
mod read;
mod spot;

pub use marks::{Mark, marks};
pub use spot::Spot;
pub(crate) use spot::searched;

use super::{fold, id::UserId};

/// A query, read. The empty one asks for all contacts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What has to hold, all of it, in the order it was typed.
    pub terms: Vec<Term>,
}

/// One thing that has to hold, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether a `-` stands before it.
    pub is_excluded: bool,
    /// What.
    pub wish: Wish,
}

/// What a contact has to be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// The text is in one of its values.
    Text(Text),
    /// Several words in a row that may be one phone written with spaces: the number is in one of its phones, or every word
    /// somewhere.
    Number {
        /// The words one by one, as they are written.
        words: Vec<Text>,
        /// The digits of all of them in a row.
        digits: String,
    },
    /// It has such a tag.
    Tag(Wanted),
    /// It has such a company.
    Company(Wanted),
    /// One of these is responsible for it.
    Responsible(Vec<Who>),
    /// Its nearest open task is due at one of these times.
    Task(Vec<Due>),
}

/// A word or a phrase that is looked for within one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// A [`line`](fold::line()); never empty.
    pub folded: String,
    /// What it asks of phones if it may be one and is written with more than digits: `612-32-32` is also `6123232`.
    pub digits: Option<String>,
}

impl Text {
    /// Folds a word or a phrase; `None` when nothing in it can be looked for: blanks, or the punctuation that a phone
    /// begins with.
    pub fn new(text: &str) -> Option<Self> {
        let folded = fold::line(text);
        let is_punctuation = folded.chars().all(|c| "+-()./ ".contains(c));
        let digits = fold::phone_part(&folded).filter(|digits| *digits != folded);
        (!is_punctuation).then_some(Self { folded, digits })
    }

    /// The digits that it asks of phones, when it may be a phone.
    pub fn number(&self) -> Option<&str> {
        let is_plain = self.folded.bytes().all(|b| b.is_ascii_digit());
        self.digits
            .as_deref()
            .or_else(|| is_plain.then_some(&*self.folded))
    }
}

/// What an operator asks of the texts of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// There is none.
    None,
    /// There is one.
    Any,
    /// One of them is like one of these.
    Like(Vec<Like>),
}

/// How a text is compared; both hold a [`line`](fold::line()).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Like {
    /// It has this in it.
    Part(String),
    /// It is exactly this: what was typed in quotes.
    Whole(String),
}

/// A responsible user as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Whoever is logged in.
    Me,
    /// The user with this id.
    User(UserId),
    /// Users with this in their folded name.
    Named(String),
}

/// When the nearest open task is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Before now.
    Overdue,
    /// On the account's present day, the overdue part of it too.
    Today,
    /// On the present day or the six days after it.
    Week,
    /// Never: there is no open task.
    None,
    /// At any time.
    Any,
}

/// The sides of a contact that are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Its name.
    Name,
    /// The digits of its phones, as in a [`phone_haystack`](fold::phone_haystack).
    Phone,
    /// The name of its company.
    Company,
    /// Its e-mails.
    Email,
    /// Its tags.
    Tag,
    /// Everything else that is filled in, and the words that people write beside a phone.
    Other,
}

impl Query {
    /// Whether it asks for all contacts.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The words and phrases that are asked for, folded, as if they were one name; exclusions and operators left out.
    pub fn name(&self) -> String {
        let texts = self.wishes().flat_map(|wish| match wish {
            Wish::Text(text) => std::slice::from_ref(text),
            Wish::Number { words, .. } => words,
            _ => &[],
        });
        let words: Vec<&str> = texts.map(|text| text.folded.as_str()).collect();
        words.join(" ")
    }

    /// What is asked for, exclusions left out.
    fn wishes(&self) -> impl Iterator<Item = &Wish> {
        self.terms
            .iter()
            .filter(|term| !term.is_excluded)
            .map(|term| &term.wish)
    }
}
