//! JSON as the readers of this room see it, however it is held.

use serde_json::{Number, Value};

/// A value, which may have others in it: [`Value`], and [`Parsed`](super::Parsed) where an answer is only looked through.
pub trait Node<'a>: Copy {
    /// What it is.
    fn shape(self) -> Shape<'a>;

    /// The member of an object with this name.
    fn get(self, name: &str) -> Option<Self>;

    /// The elements of a list; none of anything else.
    fn elements(self) -> impl Iterator<Item = Self>;

    /// The members of an object, each name once, in the order in which they were printed; none of anything else.
    fn members(self) -> impl Iterator<Item = (&'a str, Self)>;

    /// A copy that can be kept.
    fn kept(self) -> Value;
}

/// What a [`Node`] is.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each is named as JSON names it")]
pub enum Shape<'a> {
    Null,
    Bool(bool),
    Number(&'a Number),
    Text(&'a str),
    List,
    Object,
}

impl<'a> Node<'a> for &'a Value {
    fn shape(self) -> Shape<'a> {
        match self {
            Value::Null => Shape::Null,
            Value::Bool(flag) => Shape::Bool(*flag),
            Value::Number(number) => Shape::Number(number),
            Value::String(text) => Shape::Text(text),
            Value::Array(_) => Shape::List,
            Value::Object(_) => Shape::Object,
        }
    }

    fn get(self, name: &str) -> Option<Self> {
        Value::get(self, name)
    }

    fn elements(self) -> impl Iterator<Item = Self> {
        self.as_array().into_iter().flatten()
    }

    fn members(self) -> impl Iterator<Item = (&'a str, Self)> {
        let members = self.as_object().into_iter().flatten();
        members.map(|(name, member)| (name.as_str(), member))
    }

    fn kept(self) -> Value {
        self.clone()
    }
}
