//! Reads a query from what was typed; no text is refused.

use super::{Due, Like, Query, Term, Text, Wanted, Who, Wish};
use crate::domain::{fold, id::UserId};

/// The kinds of operator.
#[derive(Clone, Copy)]
enum Operator {
    Tag,
    Company,
    Responsible,
    Task,
}

/// The operators by their folded names.
const OPERATORS: &[(&str, Operator)] = &[
    ("tag", Operator::Tag),
    ("тег", Operator::Tag),
    ("company", Operator::Company),
    ("компания", Operator::Company),
    ("комп", Operator::Company),
    ("resp", Operator::Responsible),
    ("отв", Operator::Responsible),
    ("task", Operator::Task),
    ("задача", Operator::Task),
];

const NONE: &[&str] = &["none", "нет"];
const ANY: &[&str] = &["any", "есть"];
const ME: &[&str] = &["me", "я"];

/// The items of `task:` by their folded names.
const DUES: &[(&str, Due)] = &[
    ("overdue", Due::Overdue),
    ("просрочена", Due::Overdue),
    ("today", Due::Today),
    ("сегодня", Due::Today),
    ("week", Due::Week),
    ("неделя", Due::Week),
    ("none", Due::None),
    ("нет", Due::None),
    ("any", Due::Any),
    ("есть", Due::Any),
];

impl Query {
    /// Reads what was typed.
    pub fn parse(typed: &str) -> Self {
        let mut terms = Terms::default();
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            let (is_excluded, after_sign) = match rest.strip_prefix('-') {
                Some(after) if !after.starts_with(char::is_whitespace) => (true, after),
                _ => (false, rest),
            };
            let after = if let Some((wish, after)) = operator(after_sign) {
                terms.add(is_excluded, wish);
                after
            } else if let Some((phrase, after)) = quoted(after_sign) {
                terms.add(is_excluded, Text::new(phrase).map(Wish::Text));
                after
            } else {
                let (word, after) = until(after_sign, char::is_whitespace);
                terms.add_word(is_excluded, word);
                after
            };
            rest = after.trim_start();
        }
        Self {
            terms: terms.finish(),
        }
    }
}

/// The terms so far, and the words at their end that may go on as one phone.
#[derive(Default)]
struct Terms {
    read: Vec<Term>,
    number: Vec<Text>,
}

impl Terms {
    fn add_word(&mut self, is_excluded: bool, word: &str) {
        match Text::new(word) {
            // A bracket or a dash between the groups of a phone does not end it.
            None => {}
            Some(text) if !is_excluded && text.number().is_some() => self.number.push(text),
            Some(text) => self.add(is_excluded, Some(Wish::Text(text))),
        }
    }

    fn add(&mut self, is_excluded: bool, wish: Option<Wish>) {
        self.end_number();
        self.read
            .extend(wish.map(|wish| Term { is_excluded, wish }));
    }

    fn end_number(&mut self) {
        let mut words = std::mem::take(&mut self.number);
        let wish = if words.len() > 1 {
            let digits = words.iter().filter_map(Text::number).collect();
            // Of `+7 (9`, the groups one by one would be in nearly every phone.
            for word in &mut words {
                word.digits = None;
            }
            Some(Wish::Number { words, digits })
        } else {
            words.pop().map(Wish::Text)
        };
        self.read.extend(wish.map(|wish| Term {
            is_excluded: false,
            wish,
        }));
    }

    fn finish(mut self) -> Vec<Term> {
        self.end_number();
        self.read
    }
}

/// An operator at the beginning of a text and what follows it. One without items asks for nothing yet. `None` when there
/// is none, or when it does not know its items: a word then.
fn operator(text: &str) -> Option<(Option<Wish>, &str)> {
    let (name, items) = text.split_once(':')?;
    let name = fold::fold(name);
    let (_, operator) = OPERATORS.iter().find(|(known, _)| *known == name)?;
    let (items, after) = list(items);
    let wish = if items.is_empty() {
        None
    } else {
        Some(match operator {
            Operator::Tag => Wish::Tag(wanted(items)),
            Operator::Company => Wish::Company(wanted(items)),
            Operator::Responsible => Wish::Responsible(items.into_iter().map(who).collect()),
            Operator::Task => Wish::Task(items.into_iter().map(due).collect::<Option<Vec<Due>>>()?),
        })
    };
    Some((wish, after))
}

/// Items with commas between them, up to a space, and what follows.
fn list(text: &str) -> (Vec<Like>, &str) {
    let mut items = Vec::new();
    let mut rest = text;
    loop {
        let (item, after) = if let Some((whole, after)) = quoted(rest) {
            (Like::Whole(fold::line(whole)), after)
        } else {
            let (part, after) = until(rest, |c| c == ',' || c.is_whitespace());
            (Like::Part(fold::line(part)), after)
        };
        if !item.text().is_empty() {
            items.push(item);
        }
        match after.strip_prefix(',') {
            Some(after) => rest = after,
            None => return (items, after),
        }
    }
}

/// A quoted text, with or without its end, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('"')?;
    Some(inner.split_once('"').unwrap_or((inner, "")))
}

fn until(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

fn wanted(items: Vec<Like>) -> Wanted {
    match items.as_slice() {
        [Like::Part(word)] if NONE.contains(&word.as_str()) => Wanted::None,
        [Like::Part(word)] if ANY.contains(&word.as_str()) => Wanted::Any,
        _ => Wanted::Like(items),
    }
}

fn who(item: Like) -> Who {
    let text = item.into_text();
    if ME.contains(&text.as_str()) {
        Who::Me
    } else {
        text.parse()
            .map_or(Who::Named(text), |id| Who::User(UserId(id)))
    }
}

/// The first known time that begins like this, so that the result is there before the word is.
fn due(item: Like) -> Option<Due> {
    let text = item.into_text();
    let known = DUES.iter().find(|(name, _)| name.starts_with(&text))?;
    Some(known.1)
}

impl Like {
    /// The text itself.
    pub fn text(&self) -> &str {
        match self {
            Self::Part(text) | Self::Whole(text) => text,
        }
    }

    fn into_text(self) -> String {
        match self {
            Self::Part(text) | Self::Whole(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Wish {
        Wish::Text(Text::new(text).unwrap())
    }

    /// What is asked for, with `-` before what is excluded, in a short form.
    fn read(typed: &str) -> Vec<(bool, Wish)> {
        let terms = Query::parse(typed).terms;
        terms
            .into_iter()
            .map(|term| (term.is_excluded, term.wish))
            .collect()
    }

    fn part(text: &str) -> Like {
        Like::Part(text.to_owned())
    }

    #[test]
    fn words_phrases_and_exclusions() {
        assert_eq!(
            read(r#" Ёлкин  "ООО  Ромашка" -архив -"не звонить"#),
            [
                (false, text("елкин")),
                (false, text("ооо ромашка")),
                (true, text("архив")),
                (true, text("не звонить")),
            ]
        );
    }

    #[test]
    fn operators_in_both_languages() {
        for typed in ["tag:важный,vip", "Тег:Важный,VIP", "тег:важный,vip,"]
        {
            let wanted = Wanted::Like(vec![part("важныи"), part("vip")]);
            assert_eq!(read(typed), [(false, Wish::Tag(wanted))], "{typed}");
        }
        assert_eq!(
            read(r#"-тег:"выставка 2017",опт компания:нет"#),
            [
                (
                    true,
                    Wish::Tag(Wanted::Like(vec![
                        Like::Whole("выставка 2017".to_owned()),
                        part("опт")
                    ]))
                ),
                (false, Wish::Company(Wanted::None)),
            ]
        );
        assert_eq!(
            read("отв:я,504141,Анна"),
            [(
                false,
                Wish::Responsible(vec![
                    Who::Me,
                    Who::User(UserId(504_141)),
                    Who::Named("анна".to_owned())
                ])
            )]
        );
        assert_eq!(
            read("задача:просрочена task:today,none"),
            [
                (false, Wish::Task(vec![Due::Overdue])),
                (false, Wish::Task(vec![Due::Today, Due::None])),
            ]
        );
    }

    #[test]
    fn an_unfinished_operator_asks_for_as_much_as_it_says() {
        assert_eq!(read("tag: иван"), [(false, text("иван"))]);
        assert_eq!(read("task:ov"), [(false, Wish::Task(vec![Due::Overdue]))]);
        assert_eq!(read("-"), []);
        assert_eq!(read("+"), []);
        assert_eq!(read("\""), []);
    }

    #[test]
    fn what_is_no_operator_is_a_word() {
        for typed in ["http://romashka.ru", "task:xyz", "a:b", ":", "тел:"] {
            assert_eq!(read(typed), [(false, text(typed))], "{typed}");
        }
    }

    #[test]
    fn a_phone_may_be_written_with_spaces() {
        assert_eq!(
            read("+7 ( 999 ) 612-32-32"),
            [(
                false,
                Wish::Number {
                    words: ["+7", "999", "612-32-32"]
                        .map(|word| Text {
                            folded: word.to_owned(),
                            digits: None
                        })
                        .into(),
                    digits: "79996123232".to_owned()
                }
            )]
        );
        assert_eq!(
            read("иванов 3232"),
            [(false, text("иванов")), (false, text("3232"))]
        );
        assert_eq!(read("999 9a"), [(false, text("999")), (false, text("9a"))]);
    }

    proptest! {
        #[test]
        fn every_text_is_a_query(typed in any::<String>()) {
            Query::parse(&typed);
        }

        #[test]
        fn every_sequence_of_signs_is_a_query(typed in r#"(tag|тег|task|отв|:|"|-|,| |8|a|\+|ё){0,12}"#) {
            for term in Query::parse(&typed).terms {
                if let Wish::Text(text) = term.wish {
                    prop_assert!(!text.folded.is_empty());
                }
            }
        }
    }
}
