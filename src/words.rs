//! Sentences shown to people, in Russian and English, with the right plurals.
//!
//! The texts are in `assets/words/*.ftl` (Fluent); [`Word`] names every one of them, and a test holds both files to
//! that list.

mod failure;
mod table;
mod when;

use std::{collections::HashMap, fmt, sync::OnceLock};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use fluent_syntax::ast::{Entry, Pattern};
use unic_langid::LanguageIdentifier;

pub use table::Word;

const RUSSIAN: &str = include_str!("../assets/words/ru.ftl");
const ENGLISH: &str = include_str!("../assets/words/en.ftl");

/// A language that rolo speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Русский.
    Russian,
    /// English.
    #[default]
    English,
}

impl Language {
    /// Reads `ru`, `ru-RU`, `ru_RU.UTF-8`, `en` and the like; `None` for another language.
    pub fn read(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        match tag.split(['-', '_', '.']).next() {
            Some("ru") => Some(Self::Russian),
            Some("en") => Some(Self::English),
            _ => None,
        }
    }

    /// The tag that `--lang` takes.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::English => "en",
        }
    }
}

/// All sentences of one language. Each is read once in the life of a process, when it is said first: most are never said.
/// They are taken apart when the first one is: at a start there is more urgent work.
pub struct Words {
    language: Language,
}

struct Sentences {
    /// Knows how the language counts; there is nothing in it, because no sentence speaks of another one.
    bundle: FluentBundle<FluentResource>,
    by_name: HashMap<&'static str, Sentence>,
    /// How many days ago, once said: every row of a list may say it again.
    days_ago: Box<[OnceLock<String>]>,
}

struct Sentence {
    /// As it stands in the file, with its name.
    written: &'static str,
    read: OnceLock<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

/// A value that a sentence speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Decides the plural.
    Number(usize),
    /// Already safe to show.
    Text(String),
}

impl From<usize> for Given {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<String> for Given {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Given {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Words {
    /// The sentences of this language.
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    fn sentences(&self) -> &'static Sentences {
        static IN_RUSSIAN: OnceLock<Sentences> = OnceLock::new();
        static IN_ENGLISH: OnceLock<Sentences> = OnceLock::new();
        match self.language {
            Language::Russian => IN_RUSSIAN.get_or_init(|| Sentences::of("ru", RUSSIAN)),
            Language::English => IN_ENGLISH.get_or_init(|| Sentences::of("en", ENGLISH)),
        }
    }

    /// Which language this is.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A number with its thousands apart: `12 500`, in English `12,500`.
    pub fn number(&self, number: usize) -> String {
        let apart = match self.language {
            Language::Russian => ' ',
            Language::English => ',',
        };
        let digits = number.to_string();
        let mut out = String::with_capacity(digits.len() * 4 / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(apart);
            }
            out.push(digit);
        }
        out
    }

    /// A sentence without values.
    pub fn say(&self, word: Word) -> String {
        self.say_with(word, [])
    }

    /// A sentence with values, by the names that the `.ftl` files use.
    pub fn say_with<const N: usize>(
        &self,
        word: Word,
        given: [(&'static str, Given); N],
    ) -> String {
        let mut args = FluentArgs::with_capacity(N);
        for (name, value) in given {
            match value {
                Given::Number(number) => args.set(name, number),
                Given::Text(text) => args.set(name, text),
            }
        }
        let sentences = self.sentences();
        let sentence = sentences.by_name.get(word.id());
        let Some(pattern) = sentence.and_then(Sentence::pattern) else {
            return word.id().to_owned();
        };
        let mut errors = Vec::new();
        let bundle = &sentences.bundle;
        bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned()
    }
}

impl Sentences {
    fn of(tag: &str, file: &'static str) -> Self {
        // An undetermined language would only lose the plurals; both tags are well-formed.
        let tag: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // The invisible isolation marks would reach the terminal.
        bundle.set_use_isolating(false);
        let sentences = entries(file).map(|(name, written)| {
            let read = OnceLock::new();
            (name, Sentence { written, read })
        });
        Self {
            bundle,
            by_name: sentences.collect(),
            days_ago: (0..when::DAYS).map(|_| OnceLock::new()).collect(),
        }
    }
}

impl Sentence {
    fn pattern(&self) -> Option<&Pattern<&str>> {
        // The files are compiled in and a test reads them without errors; what parses is used.
        let read = self.read.get_or_init(|| {
            FluentResource::try_new(self.written.to_owned()).unwrap_or_else(|(partly, _)| partly)
        });
        match read.get_entry(0)? {
            Entry::Message(message) => message.value.as_ref(),
            _ => None,
        }
    }
}

/// The sentences of a file as they are written, by name. Each begins at the left, and what belongs to it does not.
fn entries(file: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut end = 0;
    let lines = file.split_inclusive('\n').map(|line| {
        end += line.len();
        (end - line.len(), line)
    });
    let begins = lines.filter(|(_, line)| line.starts_with(|c: char| c.is_ascii_lowercase()));
    let begins: Vec<usize> = begins.map(|(begin, _)| begin).collect();
    let ends: Vec<usize> = begins.iter().skip(1).copied().chain([file.len()]).collect();
    begins.into_iter().zip(ends).filter_map(|(begin, end)| {
        let written = &file[begin..end];
        let (name, _) = written.split_once('=')?;
        Some((name.trim_end(), written))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_every_sentence_and_no_other() {
        for (name, text) in [("ru", RUSSIAN), ("en", ENGLISH)] {
            let resource = FluentResource::try_new(text.to_owned())
                .unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
            let mut read: Vec<&str> = resource
                .entries()
                .filter_map(|entry| match entry {
                    Entry::Message(message) => Some(message.id.name),
                    _ => None,
                })
                .collect();
            let mut ids: Vec<&str> = entries(text).map(|(id, _)| id).collect();
            ids.sort_unstable();
            read.sort_unstable();
            assert_eq!(ids, read, "{name}.ftl as it is taken apart");
            let mut words: Vec<&str> = Word::ALL.iter().map(|word| word.id()).collect();
            words.sort_unstable();
            assert_eq!(ids, words, "{name}.ftl against the table");
        }
    }

    #[test]
    fn every_sentence_can_be_read_by_itself_and_says_what_it_says_in_the_file() {
        for language in [Language::Russian, Language::English] {
            let (words, text) = match language {
                Language::Russian => (Words::new(language), RUSSIAN),
                Language::English => (Words::new(language), ENGLISH),
            };
            let mut whole = FluentBundle::new_concurrent(vec![
                language.tag().parse::<LanguageIdentifier>().unwrap(),
            ]);
            whole.set_use_isolating(false);
            whole.add_resource_overriding(FluentResource::try_new(text.to_owned()).unwrap());
            for word in Word::ALL {
                let pattern = whole
                    .get_message(word.id())
                    .and_then(|message| message.value());
                let said = whole.format_pattern(pattern.unwrap(), None, &mut Vec::new());
                assert_eq!(words.say(*word), said, "{}", word.id());
            }
        }
    }

    #[test]
    fn russian_plurals_are_right() {
        let words = Words::new(Language::Russian);
        for (count, said) in [
            (1, "1 контакт"),
            (3, "3 контакта"),
            (5, "5 контактов"),
            (21, "21 контакт"),
            (112, "112 контактов"),
        ] {
            assert_eq!(
                words.say_with(Word::CountContacts, [("count", count.into())]),
                said
            );
        }
    }

    #[test]
    fn thousands_stand_apart() {
        let (russian, english) = (Words::new(Language::Russian), Words::new(Language::English));
        assert_eq!(russian.number(1_234_567), "1 234 567");
        assert_eq!(english.number(100_000), "100,000");
        assert_eq!(english.number(999), "999");
    }

    #[test]
    fn a_locale_chooses_the_language() {
        assert_eq!(Language::read("ru_RU.UTF-8"), Some(Language::Russian));
        assert_eq!(Language::read("en-GB"), Some(Language::English));
        assert_eq!(Language::read("C"), None);
    }
}
