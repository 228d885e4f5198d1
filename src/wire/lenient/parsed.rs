//! JSON that points into its text, for answers of which little is kept.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Number, Value};

use super::node::{Node, Shape};

/// In so few names one is found faster by looking at each of them.
const FEW: usize = 16;

/// What a text says, read as [`Value`] reads it and refused where that refuses it, at a part of the cost: names and texts
/// without escapes are not copied, and objects are not indexed.
#[derive(Debug)]
pub enum Parsed<'a> {
    /// `null`.
    Null,
    /// A yes or no.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Self>),
    /// An object, as it was printed: of a name written twice the last one counts.
    Object(Vec<(Cow<'a, str>, Self)>),
}

impl<'a> Node<'a> for &'a Parsed<'a> {
    fn shape(self) -> Shape<'a> {
        match self {
            Parsed::Null => Shape::Null,
            Parsed::Bool(flag) => Shape::Bool(*flag),
            Parsed::Number(number) => Shape::Number(number),
            Parsed::Text(text) => Shape::Text(text),
            Parsed::List(_) => Shape::List,
            Parsed::Object(_) => Shape::Object,
        }
    }

    fn get(self, name: &str) -> Option<Self> {
        let Parsed::Object(members) = self else {
            return None;
        };
        let found = members.iter().rev().find(|(known, _)| known == name);
        found.map(|(_, member)| member)
    }

    fn elements(self) -> impl Iterator<Item = Self> {
        match self {
            Parsed::List(elements) => elements.iter(),
            _ => [].iter(),
        }
    }

    fn members(self) -> impl Iterator<Item = (&'a str, Self)> {
        let members = match self {
            Parsed::Object(members) => members.as_slice(),
            _ => &[],
        };
        // A name stands where it was first, with what it was given last.
        let is_many = members.len() > FEW;
        let mut places = HashMap::with_capacity(if is_many { members.len() } else { 0 });
        let mut once: Vec<(&str, Self)> = Vec::with_capacity(members.len());
        for (name, member) in members {
            let place = if is_many {
                Some(*places.entry(name.as_ref()).or_insert(once.len()))
            } else {
                once.iter().position(|(known, _)| known == name)
            };
            match place.and_then(|place| once.get_mut(place)) {
                Some((_, earlier)) => *earlier = member,
                None => once.push((name, member)),
            }
        }
        once.into_iter()
    }

    fn kept(self) -> Value {
        match self {
            Parsed::Null => Value::Null,
            Parsed::Bool(flag) => Value::Bool(*flag),
            Parsed::Number(number) => Value::Number(number.clone()),
            Parsed::Text(text) => Value::String(text.as_ref().to_owned()),
            Parsed::List(elements) => elements.iter().map(Self::kept).collect(),
            Parsed::Object(members) => members
                .iter()
                .map(|(name, member)| (name.as_ref().to_owned(), member.kept()))
                .collect(),
        }
    }
}

impl<'a> Parsed<'a> {
    /// Reads a text of which not everything is looked at: members with these names are passed over, each down to so many
    /// levels of objects and lists, of which the outermost is the first.
    pub fn without(
        text: &'a str,
        unread: &'static [(&'static str, usize)],
    ) -> serde_json::Result<Self> {
        let mut text = serde_json::Deserializer::from_str(text);
        let parsed = Read { unread, level: 1 }.deserialize(&mut text)?;
        text.end()?;
        Ok(parsed)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Parsed<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = Read {
            unread: &[],
            level: 1,
        };
        all.deserialize(deserializer)
    }
}

/// Reads a value.
#[derive(Clone, Copy)]
struct Read {
    /// See [`Parsed::without`].
    unread: &'static [(&'static str, usize)],
    level: usize,
}

impl Read {
    fn below(self) -> Self {
        Self {
            level: self.level + 1,
            ..self
        }
    }

    fn passes_over(self, name: &str) -> bool {
        let mut unread = self.unread.iter();
        unread.any(|(unread, levels)| self.level <= *levels && name == *unread)
    }
}

impl<'de> DeserializeSeed<'de> for Read {
    type Value = Parsed<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Parsed<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Read {
    type Value = Parsed<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Parsed::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Parsed::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Parsed::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Parsed::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Number::from_f64(number).map_or(Parsed::Null, Parsed::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Parsed::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Parsed::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = list.next_element_seed(self.below())? {
            elements.push(element);
        }
        Ok(Parsed::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            if self.passes_over(&name) {
                let IgnoredAny = map.next_value()?;
            } else {
                members.push((name, map.next_value_seed(self.below())?));
            }
        }
        Ok(Parsed::Object(members))
    }
}

/// The name of a member.
struct Name<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(Read)
    }
}

#[cfg(test)]
mod tests {
    use super::super::list;
    use super::*;

    #[test]
    fn a_text_is_read_and_refused_as_a_value_reads_and_refuses_it() {
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        let texts = [
            r#"{"a":[1,-2,3.5,18446744073709551615,-0,1e3],"b":{"c":null,"d":true},"":"x"}"#,
            r#"{"b":1,"a":2,"b":{"x":1,"x":2}}"#,
            r#""\u0418\n \"он\"""#,
            r#"{"\u0061":1}"#,
            "[]",
            "",
            "[1,",
            "{} x",
            "1e400",
            r#"{"x":"\ud800"}"#,
            &deep,
        ];
        for text in texts {
            let parsed = serde_json::from_str::<Parsed<'_>>(text);
            let value = serde_json::from_str::<Value>(text);
            let kept = parsed.as_ref().ok().map(|parsed| parsed.kept().to_string());
            assert_eq!(kept, value.ok().map(|value| value.to_string()), "{text}");
        }
    }

    #[test]
    fn what_nobody_looks_at_is_passed_over_down_to_its_level_and_nowhere_else() {
        let unread = &[("_links", 2), ("x", 1)];
        let text = r#"{"id":1,"_links":{"self":[1e999]},"leads":{"id":[2],"_links":{},"x":5},"x":{},
            "fields":[{"_links":3}]}"#;
        let parsed = Parsed::without(text, unread).expect("an object");
        let kept = parsed.kept().to_string();
        assert_eq!(
            kept,
            r#"{"id":1,"leads":{"id":[2],"x":5},"fields":[{"_links":3}]}"#
        );
        assert!(Parsed::without("{} x", unread).is_err());
        assert!(Parsed::without(r#"{"_links":{]}"#, unread).is_err());
    }

    #[test]
    fn of_a_name_written_twice_the_first_place_and_the_last_value_count() {
        let text = r#"{"1":"a","01":"b","1":"c"}"#;
        let parsed: Parsed<'_> = serde_json::from_str(text).expect("an object");
        assert_eq!(parsed.get("1").map(Node::kept), Some(Value::from("c")));
        let value: Value = serde_json::from_str(text).expect("an object");
        let listed = list(&parsed).map(|list| list.into_iter().map(Node::kept).collect());
        let expected = list(&value).map(|list| list.into_iter().cloned().collect::<Vec<_>>());
        assert_eq!(listed, expected);
        assert_eq!(expected, Some(vec![Value::from("c"), Value::from("b")]));
    }
}
