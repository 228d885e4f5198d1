//! Tells when a query can only find what another one found, so that its search may stay within that.

use super::{Like, Query, Term, Text, Wanted, Wish};

impl Query {
    /// Whether everything that fits this query fits the other one too. It may say no where a closer look would say yes.
    pub fn is_within(&self, other: &Self) -> bool {
        other
            .terms
            .iter()
            .all(|held| self.terms.iter().any(|term| term.implies(held)))
    }
}

impl Term {
    fn implies(&self, other: &Self) -> bool {
        match (self.is_excluded, other.is_excluded) {
            (false, false) => self.wish.implies(&other.wish),
            (true, true) => other.wish.implies(&self.wish),
            _ => false,
        }
    }
}

impl Wish {
    fn implies(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(text), Self::Text(other)) => text.implies(other),
            (Self::Number { words, digits }, Self::Text(other)) => {
                other.is_in_number(digits) && words.iter().any(|word| word.implies(other))
            }
            (
                Self::Number { words, digits },
                Self::Number {
                    words: others,
                    digits: held,
                },
            ) => {
                digits.contains(held)
                    && others
                        .iter()
                        .all(|other| words.iter().any(|word| word.implies(other)))
            }
            (Self::Tag(wanted), Self::Tag(other))
            | (Self::Company(wanted), Self::Company(other)) => wanted.implies(other),
            _ => self == other,
        }
    }
}

impl Text {
    fn implies(&self, other: &Self) -> bool {
        let mut digits = self.digits.iter();
        self.folded.contains(&other.folded) && digits.all(|digits| other.is_in_number(digits))
    }

    /// Whether every phone with these digits has this text, too.
    fn is_in_number(&self, digits: &str) -> bool {
        self.number().is_some_and(|number| digits.contains(number))
    }
}

impl Wanted {
    fn implies(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Like(items), Self::Like(others)) => items
                .iter()
                .all(|item| others.iter().any(|other| item.implies(other))),
            (Self::Like(_), Self::Any) => true,
            _ => self == other,
        }
    }
}

impl Like {
    fn implies(&self, other: &Self) -> bool {
        match other {
            Self::Part(part) => self.text().contains(part),
            Self::Whole(_) => self == other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_query_is_within_the_shorter_one() {
        for (longer, shorter) in [
            ("иванов", "ива"),
            ("иванов ал", "иванов"),
            ("ал иванов", "иванов"),
            ("+7 (99", "+7"),
            ("8-999", "8-9"),
            ("8 999 61", "8 999 6"),
            ("tag:важный", "tag:важ"),
            ("tag:\"важный\"", "tag:важ"),
            ("-ив", "-иван"),
            ("tag:опт", "tag:any"),
            ("иванов", ""),
        ] {
            let [longer, shorter] = [longer, shorter].map(Query::parse);
            assert!(longer.is_within(&shorter), "{longer:?} in {shorter:?}");
        }
    }

    #[test]
    fn one_that_may_find_more_is_not() {
        for (query, other) in [
            ("ива", "иванов"),
            ("899 9a", "899 9"),
            ("иванов", "иванов -архив"),
            ("-иван", "-ив"),
            ("tag:опт,vip", "tag:опт"),
            ("task:today", "task:overdue"),
            ("tag:опт", "company:опт"),
        ] {
            let [query, other] = [query, other].map(Query::parse);
            assert!(!query.is_within(&other), "{query:?} in {other:?}");
        }
    }
}
