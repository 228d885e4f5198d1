//! The plain scan: one text, `memmem` over all of it for every key, the other words where the first one is.

use memchr::memmem::Finder;
use rolo::{
    domain::{
        id::ContactId,
        order::Alphabet,
        query::{Query, Text, Wish},
    },
    index::Person,
};

/// The texts of all people in the order of names.
pub(crate) struct Scan {
    ids: Vec<ContactId>,
    texts: Texts,
    /// The phones alone, for what looks like one.
    phones: Texts,
}

#[derive(Default)]
struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Scan {
    pub(crate) fn of(people: &[Person], alphabet: Alphabet) -> Self {
        let mut people: Vec<(String, ContactId)> = people
            .iter()
            .map(|person| (person.text(), person.id()))
            .collect();
        people.sort_by(|(text, id), (other, other_id)| {
            alphabet
                .compare(name(text), name(other))
                .then(id.cmp(other_id))
        });
        let mut scan = Self {
            ids: Vec::new(),
            texts: Texts::default(),
            phones: Texts::default(),
        };
        for (text, id) in people {
            scan.ids.push(id);
            scan.texts.add(&text);
            // Phones stand after the mark 2, before values with higher marks.
            let phones = text.split_once('\u{2}').map_or("", |(_, rest)| rest);
            let phones = phones
                .split(|c: char| c.is_control() && c != '\u{2}')
                .next();
            scan.phones.add(phones.unwrap_or_default());
        }
        scan
    }

    /// How long the text is.
    pub(crate) fn len(&self) -> usize {
        self.texts.text.len()
    }

    /// Everybody who has all words, in the order of names. It knows no operators and no exclusions.
    pub(crate) fn search(&self, query: &Query) -> Vec<ContactId> {
        let mut terms = query.terms.iter().map(|term| Term::new(&term.wish));
        let places = match terms.next() {
            None => (0..self.ids.len()).collect(),
            Some(first) => {
                let rest: Vec<Term> = terms.collect();
                let mut places = first.places(self);
                places.retain(|place| rest.iter().all(|term| term.is_at(self, *place)));
                places
            }
        };
        places.into_iter().map(|place| self.ids[place]).collect()
    }
}

/// The name is the first value, after the mark 1.
fn name(text: &str) -> &str {
    text[1..].split(char::is_control).next().unwrap_or_default()
}

impl Texts {
    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
        self.ends.push(self.text.len());
    }

    fn of(&self, place: usize) -> &[u8] {
        let from = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text.as_bytes()[from..self.ends[place]]
    }

    /// All places with this text.
    fn places(&self, finder: &Finder<'_>) -> Vec<usize> {
        let mut places = Vec::new();
        let (mut place, mut from) = (0, 0);
        while let Some(at) = finder.find(&self.text.as_bytes()[from..]) {
            while self.ends[place] <= from + at {
                place += 1;
            }
            places.push(place);
            from = self.ends[place];
        }
        places
    }
}

/// Words, all of which have to be there, or digits that have to be in a phone.
struct Term {
    words: Vec<Word>,
    digits: Option<Finder<'static>>,
}

/// A word, or its digits.
struct Word {
    finder: Finder<'static>,
    digits: Option<Finder<'static>>,
}

impl Term {
    fn new(wish: &Wish) -> Self {
        match wish {
            Wish::Text(text) => Self {
                words: vec![Word::new(text)],
                digits: None,
            },
            Wish::Number { words, digits } => Self {
                words: words.iter().map(Word::new).collect(),
                digits: Some(Finder::new(digits).into_owned()),
            },
            other => panic!("no operator is asked for: {other:?}"),
        }
    }

    fn places(&self, scan: &Scan) -> Vec<usize> {
        let mut places = self.words[0].places(scan);
        places.retain(|place| self.words[1..].iter().all(|word| word.is_at(scan, *place)));
        match &self.digits {
            Some(digits) => union(places, scan.phones.places(digits)),
            None => places,
        }
    }

    fn is_at(&self, scan: &Scan, place: usize) -> bool {
        let digits = self.digits.as_ref();
        self.words.iter().all(|word| word.is_at(scan, place))
            || digits.is_some_and(|digits| digits.find(scan.phones.of(place)).is_some())
    }
}

impl Word {
    fn new(text: &Text) -> Self {
        let finder = |text: &str| Finder::new(text).into_owned();
        Self {
            finder: finder(&text.folded),
            digits: text.digits.as_deref().map(finder),
        }
    }

    fn places(&self, scan: &Scan) -> Vec<usize> {
        let places = scan.texts.places(&self.finder);
        match &self.digits {
            Some(digits) => union(places, scan.phones.places(digits)),
            None => places,
        }
    }

    fn is_at(&self, scan: &Scan, place: usize) -> bool {
        let digits = self.digits.as_ref();
        self.finder.find(scan.texts.of(place)).is_some()
            || digits.is_some_and(|digits| digits.find(scan.phones.of(place)).is_some())
    }
}

fn union(mut places: Vec<usize>, others: Vec<usize>) -> Vec<usize> {
    if !others.is_empty() {
        places.extend(others);
        places.sort_unstable();
        places.dedup();
    }
    places
}
