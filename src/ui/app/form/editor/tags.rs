//! Tags as one line, separated by commas: no tag can hold one.

use tui_input::Input;

use super::{Edits, Stop, Typed};
use crate::domain::{
    field::FieldValue,
    typed::{Calendar, Reading},
};

/// Tags as a line.
#[derive(Debug, Clone)]
pub struct Tags {
    /// What is typed.
    pub typed: Typed,
    base: Vec<String>,
}

impl Tags {
    /// Tags, showing `now`.
    pub(in crate::ui::app::form) fn new(
        base: &[String],
        now: &[String],
        calendar: Calendar,
    ) -> Self {
        let mut line = now.join(", ");
        if !line.is_empty() {
            // What is typed next is another tag, not the end of the last one.
            line.push_str(", ");
        }
        let mut typed = Typed::new(None, None, Reading::Text, calendar);
        typed.input = Input::new(line);
        Self {
            typed,
            base: base.to_vec(),
        }
    }

    /// The tags: trimmed, without empty and repeated ones.
    pub(in crate::ui::app::form) fn names(&self) -> Vec<String> {
        let line = self.typed.input.value();
        let typed = line.trim_end_matches([',', ' ']);
        if typed == self.base.join(", ").trim_end_matches([',', ' ']) {
            return self.base.clone();
        }
        let mut names: Vec<String> = Vec::new();
        for name in line.split(',').map(str::trim) {
            if !name.is_empty() && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }
}

impl Edits for Tags {
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
        let sorted = |mut tags: Vec<String>| {
            tags.sort();
            tags
        };
        sorted(self.names()) != sorted(self.base.clone())
    }

    /// Tags are no custom field: they are read by [`Tags::names`].
    fn values(&self) -> Vec<FieldValue> {
        Vec::new()
    }

    fn fits(&self, _held: &[FieldValue]) -> bool {
        true
    }
}
