//! The options of a list: one is chosen, or any number of them, and typing finds them in a long list.

use super::{Edits, Stop};
use crate::domain::{
    field::{FieldOption, FieldValue},
    fold::fold,
    id::OptionId,
};

/// Options of a list.
#[derive(Debug, Clone)]
pub struct Options {
    /// All that can be chosen; options that the account no longer offers come last.
    pub offered: Vec<FieldOption>,
    /// What is chosen.
    pub chosen: Vec<OptionId>,
    /// The option under the cursor.
    pub cursor: usize,
    /// From here on options are no longer offered by the account.
    pub retired_from: usize,
    /// Whether several can be chosen.
    pub is_many: bool,
    /// What was typed to find an option; empty shows all.
    pub filter: String,
    base: Vec<FieldValue>,
}

impl Options {
    /// Options of a list with `now` chosen.
    pub(in crate::ui::app::form) fn new(
        base: &[FieldValue],
        now: &[FieldValue],
        offered: &[FieldOption],
        is_many: bool,
    ) -> Self {
        let mut all = offered.to_vec();
        for value in base.iter().chain(now) {
            if let Some(id) = value.option
                && all.iter().all(|option| option.id != id)
            {
                all.push(FieldOption {
                    id,
                    label: value.raw().unwrap_or("").into(),
                });
            }
        }
        let chosen: Vec<OptionId> = now.iter().filter_map(|value| value.option).collect();
        let first = all.iter().position(|option| chosen.contains(&option.id));
        Self {
            // In a list of which one is chosen that one is looked for; in the other the first option.
            cursor: first.filter(|_| !is_many).unwrap_or(0),
            chosen,
            retired_from: offered.len(),
            offered: all,
            is_many,
            filter: String::new(),
            base: base.to_vec(),
        }
    }

    /// The options that what was typed leaves, by their places.
    pub fn found(&self) -> Vec<usize> {
        let wanted = fold(self.filter.trim());
        let is_found =
            |option: &FieldOption| wanted.is_empty() || fold(option.label.raw()).contains(&wanted);
        (0..self.offered.len())
            .filter(|at| is_found(&self.offered[*at]))
            .collect()
    }

    pub(in crate::ui::app::form) fn toggle(&mut self) {
        let Some(option) = self.offered.get(self.cursor) else {
            return;
        };
        if !self.found().contains(&self.cursor) {
            return;
        }
        if let Some(at) = self.chosen.iter().position(|id| *id == option.id) {
            self.chosen.remove(at);
        } else {
            if !self.is_many {
                self.chosen.clear();
            }
            self.chosen.push(option.id);
        }
    }

    pub(in crate::ui::app::form) fn step(&mut self, by: isize) {
        let found = self.found();
        let at = found.iter().position(|at| *at == self.cursor).unwrap_or(0);
        let to = at
            .saturating_add_signed(by)
            .min(found.len().saturating_sub(1));
        self.cursor = found.get(to).copied().unwrap_or(self.cursor);
    }

    /// Looks for other options, with the cursor on the first that is found.
    pub(in crate::ui::app::form) fn look_for(&mut self, filter: String) {
        self.filter = filter;
        let found = self.found();
        if !found.contains(&self.cursor) {
            self.cursor = found.first().copied().unwrap_or(self.cursor);
        }
    }
}

impl Edits for Options {
    fn stop(&self, _at: usize) -> Stop {
        Stop::Options
    }

    fn is_changed(&self) -> bool {
        let sorted = |mut ids: Vec<OptionId>| {
            ids.sort();
            ids
        };
        let base = self.base.iter().filter_map(|value| value.option).collect();
        sorted(base) != sorted(self.chosen.clone())
    }

    fn values(&self) -> Vec<FieldValue> {
        self.offered
            .iter()
            .filter(|option| self.chosen.contains(&option.id))
            .map(|option| {
                let given = self
                    .base
                    .iter()
                    .find(|value| value.option == Some(option.id));
                given
                    .cloned()
                    .unwrap_or_else(|| FieldValue::typed(option.label.raw(), Some(option.id)))
            })
            .collect()
    }

    fn fits(&self, held: &[FieldValue]) -> bool {
        let is_few = self.is_many || held.len() < 2;
        is_few && held.iter().all(|value| value.option.is_some())
    }
}
