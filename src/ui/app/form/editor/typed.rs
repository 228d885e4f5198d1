//! One text being typed, with the value that it began as.

use tui_input::Input;

use crate::domain::{
    field::FieldValue,
    id::OptionId,
    typed::{Calendar, Reading, Wrong},
};

/// A text, how it is read, and the values that it may stand for untouched.
#[derive(Debug, Clone)]
pub struct Typed {
    /// What is typed.
    pub input: Input,
    /// How it is read.
    pub reading: Reading,
    /// What days are read by.
    pub calendar: Calendar,
    given: Vec<FieldValue>,
    /// What was put back after it had been tidied: it stays as it is.
    put_back: Option<String>,
}

impl Typed {
    /// A text over `base`, showing `now`.
    pub(super) fn new(
        base: Option<&FieldValue>,
        now: Option<&FieldValue>,
        reading: Reading,
        calendar: Calendar,
    ) -> Self {
        let raw = now.and_then(FieldValue::raw).unwrap_or_default();
        Self {
            input: Input::new(reading.shown(raw, calendar)),
            reading,
            calendar,
            given: base.into_iter().chain(now).cloned().collect(),
            put_back: None,
        }
    }

    /// The value it stands for, with this type: what was given if it is untouched, `None` if it is blank.
    pub(super) fn value(&self, option: Option<OptionId>) -> Option<FieldValue> {
        let text = self.input.value();
        if let Some(given) = self.given().filter(|given| given.option == option) {
            return Some(given.clone());
        }
        if text.trim().is_empty() {
            return None;
        }
        let read = self.reading.read(text, self.calendar);
        let read = read.unwrap_or_else(|_| text.trim().to_owned());
        Some(FieldValue::typed(read, option))
    }

    /// The value it began as, while it still says the same.
    fn given(&self) -> Option<&FieldValue> {
        let text = self.input.value();
        self.given.iter().find(|given| {
            given
                .raw()
                .is_some_and(|raw| raw == text || self.reading.shown(raw, self.calendar) == text)
        })
    }

    /// Why the account would refuse it.
    pub fn wrong(&self) -> Option<Wrong> {
        let text = self.input.value();
        if text.trim().is_empty() || self.given().is_some() {
            return None;
        }
        self.reading.read(text, self.calendar).err()
    }

    /// How it will be understood, when that is not what is written there.
    pub fn understood(&self) -> Option<String> {
        let text = self.input.value();
        let is_read = matches!(
            self.reading,
            Reading::Number | Reading::Day | Reading::Birthday | Reading::Moment
        );
        if !is_read || text.trim().is_empty() || self.wrong().is_some() {
            return None;
        }
        let tidy = self.reading.tidy(text, self.calendar);
        (tidy != text.trim()).then_some(tidy)
    }

    /// What leaving it makes of it; `None` when it stays as it is.
    pub(in crate::ui::app::form) fn tidied(&self) -> Option<String> {
        let text = self.input.value();
        if self.given().is_some() || self.put_back.as_deref() == Some(text) {
            return None;
        }
        let tidy = self.reading.tidy(text, self.calendar);
        (tidy != text.trim()).then_some(tidy)
    }

    /// From now on leaving it does not change what is written there.
    pub(in crate::ui::app::form) fn keep_as_typed(&mut self) {
        self.put_back = Some(self.input.value().to_owned());
    }
}
