//! The scan: reads every contact for every query and sorts what it finds.

use crate::{
    domain::{
        contact::Contact,
        fold,
        id::{ContactId, Moment},
        order::Alphabet,
        query::{Due, Facet, Like, Query, Term, Text, Wanted, Who, Wish, searched},
    },
    index::{Circumstances, rank::Rank},
};

/// Everybody who fits, in order.
pub(super) fn search<'a>(
    contacts: impl Iterator<Item = &'a Contact>,
    query: &Query,
    circumstances: &Circumstances,
    alphabet: Alphabet,
) -> Vec<ContactId> {
    let mut found: Vec<(Rank, String, ContactId)> = contacts
        .filter_map(|contact| {
            let scan = Scan {
                contact,
                values: values(contact),
                circumstances,
            };
            Some((
                scan.rank(query)?,
                fold::line(contact.name.raw()),
                contact.id,
            ))
        })
        .collect();
    found.sort_by(|(rank, name, id), (other_rank, other, other_id)| {
        rank.cmp(other_rank)
            .then_with(|| alphabet.compare(name, other))
            .then(id.cmp(other_id))
    });
    found.into_iter().map(|(_, _, id)| id).collect()
}

/// Everything that is filled in, folded.
fn values(contact: &Contact) -> Vec<(Facet, String)> {
    let mut values = Vec::new();
    for searched in searched(contact) {
        if searched.facet == Facet::Phone {
            for number in fold::phone_haystack(&searched.text).split(' ') {
                values.push((Facet::Phone, number.to_owned()));
            }
            if searched.text.chars().any(char::is_alphabetic) {
                values.push((Facet::Other, fold::line(&searched.text)));
            }
        } else {
            values.push((searched.facet, fold::line(&searched.text)));
        }
    }
    values
}

struct Scan<'a> {
    contact: &'a Contact,
    values: Vec<(Facet, String)>,
    circumstances: &'a Circumstances,
}

impl Scan<'_> {
    fn rank(&self, query: &Query) -> Option<Rank> {
        let ranks: Option<Vec<Rank>> = query.terms.iter().map(|term| self.term(term)).collect();
        let worst = ranks?.into_iter().max();
        let (wanted, name) = (query.name(), fold::line(self.contact.name.raw()));
        Some(match worst {
            _ if wanted.is_empty() => Rank::Other,
            _ if name == wanted => Rank::Exact,
            _ if name.starts_with(&wanted) => Rank::Start,
            worst => worst.expect("there is a word"),
        })
    }

    /// The rank by one term; the best one when the term says nothing about it.
    fn term(&self, term: &Term) -> Option<Rank> {
        let rank = self.wish(&term.wish);
        if term.is_excluded {
            rank.is_none().then_some(Rank::Exact)
        } else {
            rank
        }
    }

    fn wish(&self, wish: &Wish) -> Option<Rank> {
        let holds = |holds: bool| holds.then_some(Rank::Exact);
        match wish {
            Wish::Text(text) => self.text(text),
            Wish::Number { words, digits } => {
                let words: Option<Vec<Rank>> = words.iter().map(|word| self.text(word)).collect();
                let words = words.and_then(|ranks| ranks.into_iter().max());
                words.into_iter().chain(self.number(digits)).min()
            }
            Wish::Tag(wanted) => holds(self.wanted(Facet::Tag, wanted)),
            Wish::Company(wanted) => holds(self.wanted(Facet::Company, wanted)),
            Wish::Responsible(who) => holds(who.iter().any(|who| self.is_responsible(who))),
            Wish::Task(dues) => holds(dues.iter().any(|due| self.is_due(*due))),
        }
    }

    fn text(&self, text: &Text) -> Option<Rank> {
        let ranks = self.values.iter().flat_map(|(facet, value)| {
            let places = (0..value.len())
                .filter(|at| value.as_bytes()[*at..].starts_with(text.folded.as_bytes()));
            places.map(move |at| match facet {
                Facet::Name if !value[..at].ends_with(char::is_alphanumeric) => Rank::Word,
                Facet::Phone => Rank::Phone,
                _ => Rank::Other,
            })
        });
        let digits = text.digits.as_ref().and_then(|digits| self.number(digits));
        ranks.chain(digits).min()
    }

    fn number(&self, digits: &str) -> Option<Rank> {
        let mut values = self.values.iter();
        let found = values.any(|(facet, value)| *facet == Facet::Phone && value.contains(digits));
        found.then_some(Rank::Phone)
    }

    fn wanted(&self, facet: Facet, wanted: &Wanted) -> bool {
        let mut values = self
            .values
            .iter()
            .filter(|(of, value)| *of == facet && !value.is_empty());
        match wanted {
            Wanted::None => values.next().is_none(),
            Wanted::Any => values.next().is_some(),
            Wanted::Like(items) => values.any(|(_, value)| {
                items.iter().any(|item| match item {
                    Like::Part(part) => value.contains(part),
                    Like::Whole(whole) => value == whole,
                })
            }),
        }
    }

    fn is_responsible(&self, who: &Who) -> bool {
        let responsible = self.contact.responsible;
        match who {
            Who::Me => responsible == self.circumstances.me,
            Who::User(id) => responsible == *id,
            Who::Named(part) => {
                let mut users = self.circumstances.users.iter();
                users.any(|(id, name)| *id == responsible && name.contains(part))
            }
        }
    }

    fn is_due(&self, due: Due) -> bool {
        let at = self.contact.closest_task_at;
        let within = |from: Moment, to: Moment| at.is_some_and(|at| from <= at && at < to);
        let Circumstances {
            now,
            today,
            week_end,
            ..
        } = self.circumstances;
        match due {
            Due::Overdue => at.is_some_and(|at| at < *now),
            Due::Today => within(today.start, today.end),
            Due::Week => within(today.start, *week_end),
            Due::None => at.is_none(),
            Due::Any => at.is_some(),
        }
    }
}
