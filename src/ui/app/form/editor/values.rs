//! Several values, each with a type of its own: phones, e-mails, messengers.

use tui_input::Input;

use super::{Edits, Stop, Typed, is_text};
use crate::domain::{
    field::{FieldOption, FieldValue},
    id::OptionId,
    typed::{Calendar, Reading},
};

/// Several typed values.
#[derive(Debug, Clone)]
pub struct Values {
    /// The values, in order.
    pub entries: Vec<Entry>,
    /// The types that the account offers.
    pub types: Vec<FieldOption>,
    reading: Reading,
    calendar: Calendar,
    base: Vec<FieldValue>,
}

/// One typed value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What is typed.
    pub typed: Typed,
    /// Its type.
    pub option: Option<OptionId>,
}

impl Values {
    /// Typed values, showing `now`; at least one line to type into.
    pub(in crate::ui::app::form) fn new(
        base: &[FieldValue],
        now: &[FieldValue],
        types: &[FieldOption],
        reading: Reading,
        calendar: Calendar,
    ) -> Self {
        let mut values = Self {
            entries: now
                .iter()
                .map(|value| Entry {
                    typed: Typed::new(None, Some(value), reading, calendar),
                    option: value.option,
                })
                .collect(),
            types: types.to_vec(),
            reading,
            calendar,
            base: base.to_vec(),
        };
        if values.entries.is_empty() {
            values.add();
        }
        values
    }

    /// Adds an empty value of the first type that is not used yet.
    pub(in crate::ui::app::form) fn add(&mut self) {
        let free = self.types.iter().find(|option| {
            self.entries
                .iter()
                .all(|entry| entry.option != Some(option.id))
        });
        let option = free.or_else(|| self.types.first()).map(|option| option.id);
        self.entries.push(Entry {
            typed: Typed::new(None, None, self.reading, self.calendar),
            option,
        });
    }

    /// The values that stand in one line of it; empty when it is one.
    pub fn several(&self, entry: usize) -> Vec<String> {
        self.entries.get(entry).map_or_else(Vec::new, |entry| {
            self.reading.several(entry.typed.input.value())
        })
    }

    /// Makes values of the line that holds several, of its type; the first replaces it. Says which the last is.
    pub(in crate::ui::app::form) fn part(&mut self, at: usize) -> Option<usize> {
        let several = self.several(at);
        let option = self.entries.get(at)?.option;
        let parted = several.iter().map(|text| {
            let mut typed = Typed::new(None, None, self.reading, self.calendar);
            typed.input = Input::new(self.reading.tidy(text, self.calendar));
            Entry { typed, option }
        });
        let parted: Vec<Entry> = parted.collect();
        let last = (at + parted.len()).checked_sub(1)?;
        if parted.is_empty() {
            return None;
        }
        self.entries.splice(at..=at, parted);
        Some(last)
    }

    /// Goes to the next or previous type that the account offers.
    pub(in crate::ui::app::form) fn turn(&mut self, entry: usize, by: isize) {
        let Some(entry) = self.entries.get_mut(entry) else {
            return;
        };
        let count = self.types.len();
        if count == 0 {
            return;
        }
        let at = self
            .types
            .iter()
            .position(|option| Some(option.id) == entry.option);
        let next = match at {
            Some(at) => (at + count).saturating_add_signed(by) % count,
            None => 0,
        };
        entry.option = self.types.get(next).map(|option| option.id);
    }
}

impl Edits for Values {
    fn stops(&self) -> usize {
        self.entries.len() * 2 + 1
    }

    fn stop(&self, at: usize) -> Stop {
        if at == self.entries.len() * 2 {
            Stop::Add
        } else if at.is_multiple_of(2) {
            Stop::Type
        } else {
            Stop::Text
        }
    }

    fn line_of(&self, at: usize) -> usize {
        at / 2
    }

    fn typed(&self, at: usize) -> Option<&Typed> {
        let entry = self.entries.get(at / 2)?;
        (at % 2 == 1).then_some(&entry.typed)
    }

    fn typed_mut(&mut self, at: usize) -> Option<&mut Typed> {
        let entry = self.entries.get_mut(at / 2)?;
        (at % 2 == 1).then_some(&mut entry.typed)
    }

    fn is_changed(&self) -> bool {
        self.values() != self.base
    }

    fn values(&self) -> Vec<FieldValue> {
        self.entries
            .iter()
            .filter_map(|entry| entry.typed.value(entry.option))
            .collect()
    }

    fn fits(&self, held: &[FieldValue]) -> bool {
        held.iter().all(is_text)
    }
}
