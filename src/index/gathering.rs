//! People on their way into an index, in the order in which they come and in little room.

use super::{
    columns::{Columns, Entry},
    person::Person,
};

/// Everybody who came, also those of whom a newer state came later.
#[derive(Debug)]
pub struct Gathering {
    people: Columns,
}

impl Gathering {
    /// Nobody yet, with room for so many.
    pub fn with_room(people: usize) -> Self {
        Self {
            people: Columns::with_room(people, 0),
        }
    }

    /// Adds somebody, or the newer state of somebody.
    pub fn add(&mut self, person: &Person) {
        self.people.push(&Entry::from(person));
    }

    pub(super) fn people(&self) -> &Columns {
        &self.people
    }

    /// The places of everybody's newest state, in the order of ids.
    pub(super) fn newest(&self) -> Vec<u32> {
        let mut places = self.people.by_id();
        places.reverse();
        places.dedup_by_key(|place| self.people.id(*place as usize));
        places.reverse();
        places
    }
}

impl FromIterator<Person> for Gathering {
    fn from_iter<I: IntoIterator<Item = Person>>(people: I) -> Self {
        let people = people.into_iter();
        let mut gathering = Self::with_room(people.size_hint().0);
        people.for_each(|person| gathering.add(&person));
        gathering
    }
}
