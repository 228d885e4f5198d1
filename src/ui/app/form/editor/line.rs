//! A text of one line, a number, a day or an address on the web.

use super::{Edits, Stop, Typed, is_text};
use crate::domain::{
    field::FieldValue,
    typed::{Calendar, Reading},
};

/// One line.
#[derive(Debug, Clone)]
pub struct Line {
    /// What is typed.
    pub typed: Typed,
    base: Vec<FieldValue>,
}

impl Line {
    /// A line over the value of a field, showing `now`.
    pub(in crate::ui::app::form) fn new(
        base: &[FieldValue],
        now: &[FieldValue],
        reading: Reading,
        calendar: Calendar,
    ) -> Self {
        Self {
            typed: Typed::new(base.first(), now.first(), reading, calendar),
            base: base.to_vec(),
        }
    }

    /// The text without white space around it.
    pub(in crate::ui::app::form) fn text(&self) -> &str {
        self.typed.input.value().trim()
    }
}

impl Edits for Line {
    fn stop(&self, _at: usize) -> Stop {
        Stop::Text
    }

    fn typed(&self, _at: usize) -> Option<&Typed> {
        Some(&self.typed)
    }

    fn typed_mut(&mut self, _at: usize) -> Option<&mut Typed> {
        Some(&mut self.typed)
    }

    fn is_changed(&self) -> bool {
        self.values() != self.base
    }

    fn values(&self) -> Vec<FieldValue> {
        let option = self.base.first().and_then(|given| given.option);
        self.typed.value(option).into_iter().collect()
    }

    fn fits(&self, held: &[FieldValue]) -> bool {
        held.len() < 2 && held.iter().all(is_text)
    }
}
