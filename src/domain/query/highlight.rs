//! Finds in a shown text what a query asked for; meant for the rows that are on the screen.

use std::{cell::OnceCell, ops::Range};

use super::{Facet, Like, Query, Text, Wanted, Wish};
use crate::domain::fold::{self, Traced};

impl Query {
    /// The bytes of a shown text of this facet that the query asks for: whole characters, in order, apart from each other.
    pub fn highlight(&self, facet: Facet, shown: &str) -> Vec<Range<usize>> {
        let looked = Looked {
            shown,
            is_ascii: shown.is_ascii(),
            traced: OnceCell::new(),
        };
        let mut found = Vec::new();
        for wish in self.wishes() {
            match wish {
                Wish::Text(text) => text.highlight(facet, &looked, &mut found),
                Wish::Number { words, digits } => {
                    for word in words {
                        word.highlight(facet, &looked, &mut found);
                    }
                    if facet == Facet::Phone {
                        in_phone(shown, digits, &mut found);
                    }
                }
                Wish::Tag(Wanted::Like(items)) if facet == Facet::Tag => {
                    found.extend(items.iter().flat_map(|item| item.highlight(&looked)));
                }
                Wish::Company(Wanted::Like(items)) if facet == Facet::Company => {
                    found.extend(items.iter().flat_map(|item| item.highlight(&looked)));
                }
                _ => {}
            }
        }
        joined(found)
    }
}

/// A shown text that is looked through.
struct Looked<'a> {
    shown: &'a str,
    is_ascii: bool,
    traced: OnceCell<Traced>,
}

impl Looked<'_> {
    fn traced(&self) -> &Traced {
        self.traced.get_or_init(|| Traced::new(self.shown))
    }

    /// Where a folded text is. What is in ASCII folds to ASCII, so a phone need not be looked at for a Russian word.
    fn find(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_ascii && !text.is_ascii() {
            return Vec::new();
        }
        fold::find(self.shown, text).unwrap_or_else(|| self.traced().find(text).collect())
    }
}

impl Text {
    fn highlight(&self, facet: Facet, looked: &Looked<'_>, found: &mut Vec<Range<usize>>) {
        found.extend(looked.find(&self.folded));
        if let (Facet::Phone, Some(digits)) = (facet, self.number()) {
            in_phone(looked.shown, digits, found);
        }
    }
}

impl Like {
    fn highlight(&self, looked: &Looked<'_>) -> impl Iterator<Item = Range<usize>> {
        let is_like = match self {
            Self::Part(_) => true,
            Self::Whole(text) => looked.traced().folded() == text,
        };
        looked
            .find(self.text())
            .into_iter()
            .filter(move |_| is_like)
    }
}

/// The part of a shown phone from the first to the last digit that is asked for. The prefix counts as either of the two
/// that it may be dialled with, and as shown when it is not.
fn in_phone(shown: &str, digits: &str, found: &mut Vec<Range<usize>>) {
    let places: Vec<Range<usize>> = shown
        .char_indices()
        .filter(|(_, c)| !fold::digits(c.encode_utf8(&mut [0; 4])).is_empty())
        .map(|(at, c)| at..at + c.len_utf8())
        .collect();
    for number in fold::phone_haystack(shown).split(' ') {
        let unshown = number.len().saturating_sub(places.len());
        for (at, _) in number.match_indices(digits) {
            let first = at.saturating_sub(unshown);
            let after = (at + digits.len()).saturating_sub(unshown);
            if let Some([first, .., last] | [first @ last]) = places.get(first..after) {
                found.push(first.start..last.end);
            }
        }
    }
}

/// Puts ranges in order and makes one of those that overlap or touch.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str, facet: Facet, text: &str) -> String {
        let mut out = text.to_owned();
        for range in Query::parse(typed).highlight(facet, text).into_iter().rev() {
            out.insert(range.end, ']');
            out.insert(range.start, '[');
        }
        out
    }

    #[test]
    fn what_was_asked_for_is_marked_as_it_is_written() {
        for (typed, facet, marked) in [
            ("елк", Facet::Name, "[Ёлк]ин Пётр"),
            ("петр елк", Facet::Name, "[Ёлк]ин [Пётр]"),
            ("ива ван", Facet::Name, "[Иван]ов [Иван]"),
            ("\"ин п\"", Facet::Name, "Ёлк[ин П]ётр"),
            ("-елк", Facet::Name, "Ёлкин Пётр"),
            ("8999612", Facet::Phone, "+[7 999 612]-32-32"),
            ("3232", Facet::Phone, "+7 999 612-[32-32]"),
            ("+7 (999) 6", Facet::Phone, "[+7 999 6]12-32-32"),
            ("89996", Facet::Phone, "[999 6]12-32-32"),
            ("саша", Facet::Phone, "+7 999 612-32-32, [Саша]"),
            ("tag:важ", Facet::Tag, "[важ]ный"),
            ("tag:\"важ\"", Facet::Tag, "важный"),
            ("tag:\"важный\"", Facet::Tag, "[Важный]"),
            ("tag:важ", Facet::Name, "важный"),
            ("комп:ромашка", Facet::Company, "ООО «[Ромашка]»"),
        ] {
            let text = marked.replace(['[', ']'], "");
            assert_eq!(shown(typed, facet, &text), marked, "{typed}");
        }
    }
}
