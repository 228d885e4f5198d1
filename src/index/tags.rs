//! The tags that people have, as far as somebody has typed one.

use std::collections::HashMap;

use super::{
    Index, code,
    columns::Entry,
    record::{self, Record},
};
use crate::domain::{fold, id::ContactId, query::Facet};

/// A tag and how many have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// The tag, folded: tags that differ by case are one.
    pub folded: String,
    /// How many people have it.
    pub people: usize,
    /// One of them, whose contact tells how it is written.
    pub one: ContactId,
}

impl Index {
    /// The tags of which a word begins with this text, at most so many: those that begin with it themselves before the others, and what
    /// more people have first. Reads everybody's text once.
    pub fn tags(&self, beginning: &str, most: usize) -> Vec<Tagged> {
        let wanted = code::encode(&fold::line(beginning));
        let mut known: HashMap<&[u8], (usize, ContactId)> = HashMap::new();
        let base = self.base.entries().enumerate();
        let base = base.filter(|(place, _)| !self.gone.contains(*place));
        let all = base.map(|(_, entry)| entry).chain(self.changed.entries());
        for Entry { id, record, .. } in all {
            for tag in tags_of(record).filter(|tag| begins_word(tag, &wanted)) {
                known.entry(tag).or_insert((0, id)).0 += 1;
            }
        }
        let mut found: Vec<(&[u8], (usize, ContactId))> = known.into_iter().collect();
        found.sort_unstable_by_key(|(tag, (people, _))| {
            (!tag.starts_with(&wanted), usize::MAX - people, *tag)
        });
        let found = found.into_iter().take(most);
        found
            .map(|(tag, (people, one))| Tagged {
                folded: code::chars(tag).collect(),
                people,
                one,
            })
            .collect()
    }
}

/// The tags of a contact; they come after the phones.
fn tags_of(record: Record<'_>) -> impl Iterator<Item = &[u8]> {
    let mut rest = record.rest();
    std::iter::from_fn(move || {
        let (mark, value) = rest.split_first()?;
        let end = value.iter().position(|byte| record::facet(*byte).is_some());
        let (value, after) = value.split_at(end.unwrap_or(value.len()));
        rest = after;
        Some((record::facet(*mark), value))
    })
    .filter_map(|(facet, value)| (facet == Some(Facet::Tag)).then_some(value))
}

fn begins_word(tag: &[u8], wanted: &[u8]) -> bool {
    let mut places = memchr::memmem::find_iter(tag, wanted);
    places.any(|at| !code::ends_in_word(&tag[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            contact::{Contact, Tag},
            id::TagId,
            order::Alphabet,
        },
        index::{Person, tests::people::contact},
    };

    fn tagged(id: i64, tags: &[&str]) -> Contact {
        let tag = |name: &&str| Tag {
            id: TagId(1),
            name: (*name).into(),
        };
        Contact {
            tags: tags.iter().map(tag).collect(),
            ..contact(id, "важный человек")
        }
    }

    fn known(index: &Index, beginning: &str) -> Vec<(String, usize, i64)> {
        let tags = index.tags(beginning, 3).into_iter();
        tags.map(|tag| (tag.folded, tag.people, tag.one.0))
            .collect()
    }

    #[test]
    fn tags_are_known_by_the_beginning_of_a_word_and_by_how_many_have_them() {
        let people = [
            tagged(1, &["Не важно", "опт"]),
            tagged(2, &["VIP", "Важный"]),
            tagged(3, &["ВАЖНЫЙ", "неважно"]),
            tagged(4, &["важнейший"]),
        ];
        let mut index = Index::build(people.iter().map(Person::of), Alphabet::Cyrillic);
        let tag = |tag: &str, people, one| (tag.to_owned(), people, one);
        let wanted = [
            tag("важныи", 2, 2),
            tag("важнеишии", 1, 4),
            tag("не важно", 1, 1),
        ];
        assert_eq!(known(&index, " Важ"), wanted);
        index.apply([Person::of(&tagged(2, &["vip 2"]))], [ContactId(4)]);
        let wanted = [tag("важныи", 1, 3), tag("не важно", 1, 1)];
        assert_eq!(known(&index, "важ"), wanted);
        assert_eq!(known(&index, "vip"), [tag("vip 2", 1, 2)]);
    }
}
