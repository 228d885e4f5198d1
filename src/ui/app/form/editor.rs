//! One editor per kind of field: what it holds, where the cursor can stand in it, and the values that come out.

use tui_input::Input;

use crate::domain::{
    field::{AddressPart, FieldOption, FieldValue, Subtype},
    id::OptionId,
};

/// An editor with what it was given, so that untouched values come out exactly as they went in.
#[derive(Debug)]
pub enum Editor {
    /// One line of text.
    Line(Line),
    /// Tags, separated by commas.
    Tags(Tags),
    /// Several values, each with a type: phones, e-mails, messengers.
    Values(Values),
    /// The six parts of an address.
    Address(Box<Address>),
    /// Any number of options of a list.
    Options(Options),
}

/// What the cursor stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// A text.
    Text,
    /// The type of a phone or an e-mail.
    Type,
    /// The options of a list.
    Options,
    /// The line that adds another value.
    Add,
}

/// One line of text.
#[derive(Debug)]
pub struct Line {
    /// What is typed.
    pub input: Input,
    /// The value it replaces.
    base: Vec<FieldValue>,
}

/// Tags as a line.
#[derive(Debug)]
pub struct Tags {
    /// What is typed.
    pub input: Input,
    base: Vec<String>,
}

/// Several typed values.
#[derive(Debug)]
pub struct Values {
    /// The values, in order.
    pub entries: Vec<Entry>,
    /// The types that the account offers.
    pub types: Vec<FieldOption>,
    base: Vec<FieldValue>,
}

/// One typed value.
#[derive(Debug)]
pub struct Entry {
    /// What is typed.
    pub input: Input,
    /// Its type.
    pub option: Option<OptionId>,
    /// The value it began as; `None` when it was added here.
    given: Option<FieldValue>,
}

/// An address.
#[derive(Debug)]
pub struct Address {
    /// One text a part, in the account's order.
    pub parts: [Input; 6],
    base: Vec<FieldValue>,
}

/// Options of a list.
#[derive(Debug)]
pub struct Options {
    /// All that can be chosen; options that the account no longer offers come last.
    pub offered: Vec<FieldOption>,
    /// What is chosen.
    pub chosen: Vec<OptionId>,
    /// The option under the cursor.
    pub cursor: usize,
    /// From here on options are no longer offered by the account.
    pub retired_from: usize,
    base: Vec<FieldValue>,
}

impl Editor {
    /// A line over the values of a text field, showing `now`.
    pub(super) fn of_line(base: &[FieldValue], now: &[FieldValue]) -> Self {
        let text = now.first().and_then(FieldValue::raw).unwrap_or("");
        Self::Line(Line {
            input: Input::new(text.to_owned()),
            base: base.to_vec(),
        })
    }

    /// Tags, showing `now`.
    pub(super) fn of_tags(base: &[String], now: &[String]) -> Self {
        let mut line = now.join(", ");
        if !line.is_empty() {
            // What is typed next is another tag, not the end of the last one.
            line.push_str(", ");
        }
        Self::Tags(Tags {
            input: Input::new(line),
            base: base.to_vec(),
        })
    }

    /// Typed values, showing `now`; at least one line to type into.
    pub(super) fn of_values(
        base: &[FieldValue],
        now: &[FieldValue],
        types: &[FieldOption],
    ) -> Self {
        let mut values = Values {
            entries: now
                .iter()
                .map(|value| Entry {
                    input: Input::new(value.raw().unwrap_or("").to_owned()),
                    option: value.option,
                    given: Some(value.clone()),
                })
                .collect(),
            types: types.to_vec(),
            base: base.to_vec(),
        };
        if values.entries.is_empty() {
            values.add();
        }
        Self::Values(values)
    }

    /// The parts of an address, showing `now`.
    pub(super) fn of_address(base: &[FieldValue], now: &[FieldValue]) -> Self {
        let text = |part: AddressPart| {
            let value = now
                .iter()
                .find(|value| value.subtype == Some(Subtype::Part(part)));
            Input::new(value.and_then(FieldValue::raw).unwrap_or("").to_owned())
        };
        Self::Address(Box::new(Address {
            parts: AddressPart::ALL.map(text),
            base: base.to_vec(),
        }))
    }

    /// Options of a list with `now` chosen.
    pub(super) fn of_options(
        base: &[FieldValue],
        now: &[FieldValue],
        offered: &[FieldOption],
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
        Self::Options(Options {
            chosen: now.iter().filter_map(|value| value.option).collect(),
            cursor: 0,
            retired_from: offered.len(),
            offered: all,
            base: base.to_vec(),
        })
    }

    /// How many places the cursor can stand in.
    pub fn stops(&self) -> usize {
        match self {
            Self::Line(_) | Self::Tags(_) | Self::Options(_) => 1,
            Self::Values(values) => values.entries.len() * 2 + 1,
            Self::Address(_) => AddressPart::ALL.len(),
        }
    }

    /// What stands at a place.
    pub fn stop(&self, stop: usize) -> Option<Stop> {
        if stop >= self.stops() {
            return None;
        }
        Some(match self {
            Self::Options(_) => Stop::Options,
            Self::Values(values) if stop == values.entries.len() * 2 => Stop::Add,
            Self::Values(_) if stop.is_multiple_of(2) => Stop::Type,
            Self::Values(_) | Self::Line(_) | Self::Tags(_) | Self::Address(_) => Stop::Text,
        })
    }

    /// On which line of the block a stop is.
    pub(super) fn line_of(&self, stop: usize) -> usize {
        match self {
            Self::Values(_) => stop / 2,
            Self::Line(_) | Self::Tags(_) | Self::Address(_) | Self::Options(_) => stop,
        }
    }

    /// The text under the cursor.
    pub fn input(&self, stop: usize) -> Option<&Input> {
        match self {
            Self::Line(line) => Some(&line.input),
            Self::Tags(tags) => Some(&tags.input),
            Self::Values(values) if stop % 2 == 1 => {
                values.entries.get(stop / 2).map(|entry| &entry.input)
            }
            Self::Address(address) => address.parts.get(stop),
            Self::Values(_) | Self::Options(_) => None,
        }
    }

    pub(super) fn input_mut(&mut self, stop: usize) -> Option<&mut Input> {
        match self {
            Self::Line(line) => Some(&mut line.input),
            Self::Tags(tags) => Some(&mut tags.input),
            Self::Values(values) if stop % 2 == 1 => values
                .entries
                .get_mut(stop / 2)
                .map(|entry| &mut entry.input),
            Self::Address(address) => address.parts.get_mut(stop),
            Self::Values(_) | Self::Options(_) => None,
        }
    }

    /// Whether what it holds differs from what it was given.
    pub(super) fn is_changed(&self) -> bool {
        match self {
            Self::Line(line) => self.values() != line.base,
            Self::Tags(tags) => {
                let sorted = |mut tags: Vec<String>| {
                    tags.sort();
                    tags
                };
                sorted(self.tags()) != sorted(tags.base.clone())
            }
            Self::Values(values) => self.values() != values.base,
            Self::Address(address) => {
                let sorted = |mut values: Vec<FieldValue>| {
                    values.sort_by(|a, b| a.subtype.cmp(&b.subtype));
                    values
                };
                sorted(self.values()) != sorted(address.base.clone())
            }
            Self::Options(options) => {
                let mut base: Vec<_> = options
                    .base
                    .iter()
                    .filter_map(|value| value.option)
                    .collect();
                let mut chosen = options.chosen.clone();
                base.sort();
                chosen.sort();
                base != chosen
            }
        }
    }

    /// The text of a line, without white space around it.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Line(line) => line.input.value().trim().to_owned(),
            Self::Tags(_) | Self::Values(_) | Self::Address(_) | Self::Options(_) => String::new(),
        }
    }

    /// The tags: trimmed, without empty and repeated ones.
    pub(super) fn tags(&self) -> Vec<String> {
        let Self::Tags(tags) = self else {
            return Vec::new();
        };
        let typed = tags.input.value().trim_end_matches([',', ' ']);
        if typed == tags.base.join(", ").trim_end_matches([',', ' ']) {
            return tags.base.clone();
        }
        let mut names: Vec<String> = Vec::new();
        for name in tags.input.value().split(',').map(str::trim) {
            if !name.is_empty() && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    /// All values of the field as they are to be saved; a value that was not touched is exactly what was given.
    pub(super) fn values(&self) -> Vec<FieldValue> {
        match self {
            Self::Line(line) => match line.base.first() {
                Some(given) if given.raw() == Some(line.input.value()) => line.base.clone(),
                _ if self.line().is_empty() => Vec::new(),
                given => vec![FieldValue::typed(
                    self.line(),
                    given.and_then(|given| given.option),
                )],
            },
            Self::Values(values) => values.entries.iter().filter_map(Entry::value).collect(),
            Self::Address(address) => AddressPart::ALL
                .iter()
                .zip(&address.parts)
                .filter_map(|(part, input)| {
                    let given = address
                        .base
                        .iter()
                        .find(|value| value.subtype == Some(Subtype::Part(*part)));
                    match given {
                        Some(given) if given.raw() == Some(input.value()) => Some(given.clone()),
                        _ if input.value().trim().is_empty() => None,
                        _ => Some(FieldValue::part(input.value().trim(), *part)),
                    }
                })
                .collect(),
            Self::Options(options) => options
                .offered
                .iter()
                .filter(|option| options.chosen.contains(&option.id))
                .map(|option| {
                    let given = options
                        .base
                        .iter()
                        .find(|value| value.option == Some(option.id));
                    given
                        .cloned()
                        .unwrap_or_else(|| FieldValue::typed(option.label.raw(), Some(option.id)))
                })
                .collect(),
            Self::Tags(_) => Vec::new(),
        }
    }
}

impl Entry {
    fn value(&self) -> Option<FieldValue> {
        let text = self.input.value();
        match &self.given {
            Some(given) if given.raw() == Some(text) && given.option == self.option => {
                Some(given.clone())
            }
            _ if text.trim().is_empty() => None,
            _ => Some(FieldValue::typed(text.trim(), self.option)),
        }
    }
}

impl Values {
    /// Adds an empty value of the first type that is not used yet.
    pub(super) fn add(&mut self) {
        let free = self.types.iter().find(|option| {
            self.entries
                .iter()
                .all(|entry| entry.option != Some(option.id))
        });
        let option = free.or_else(|| self.types.first()).map(|option| option.id);
        self.entries.push(Entry {
            input: Input::default(),
            option,
            given: None,
        });
    }

    /// Goes to the next or previous type that the account offers.
    pub(super) fn turn(&mut self, entry: usize, by: isize) {
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

impl Options {
    pub(super) fn toggle(&mut self) {
        let Some(option) = self.offered.get(self.cursor) else {
            return;
        };
        if let Some(at) = self.chosen.iter().position(|id| *id == option.id) {
            self.chosen.remove(at);
        } else {
            self.chosen.push(option.id);
        }
    }

    pub(super) fn step(&mut self, by: isize) {
        let last = self.offered.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(text: &str, option: i64) -> FieldValue {
        FieldValue::typed(text, Some(OptionId(option)))
    }

    #[test]
    fn what_is_not_touched_comes_out_as_it_went_in() {
        let odd = vec![phone(" 8 (999) ", 77), phone("", 1), phone(" 8 (999) ", 77)];
        assert!(!Editor::of_values(&odd, &odd, &[]).is_changed());
        let line = vec![FieldValue::text("  two  spaces ")];
        assert!(!Editor::of_line(&line, &line).is_changed());
        let address = vec![
            FieldValue::part(" RU", AddressPart::Country),
            FieldValue::part("Москва", AddressPart::City),
        ];
        assert!(!Editor::of_address(&address, &address).is_changed());
        let tags = [" a ".into(), "b".into(), "b".into()];
        assert!(!Editor::of_tags(&tags, &tags).is_changed());
        assert!(
            !Editor::of_tags(&["b".into(), "a".into()], &["a".into(), "b".into()]).is_changed()
        );
    }

    #[test]
    fn an_empty_line_that_was_added_is_not_a_value() {
        let base = vec![phone("1", 1)];
        let mut editor = Editor::of_values(&base, &base, &[]);
        if let Editor::Values(values) = &mut editor {
            values.add();
        }
        assert!(!editor.is_changed());
    }

    #[test]
    fn only_the_value_that_was_edited_changes() {
        let base = vec![phone("  1", 1), phone("2", 2)];
        let mut editor = Editor::of_values(&base, &base, &[]);
        *editor.input_mut(3).expect("the second text") = Input::new(" 22 ".to_owned());
        assert_eq!(editor.values(), vec![phone("  1", 1), phone("22", 2)]);
    }

    #[test]
    fn an_option_no_longer_offered_is_kept() {
        let base = vec![phone("old", 9)];
        let offered = [FieldOption {
            id: OptionId(1),
            label: "new".into(),
        }];
        let mut editor = Editor::of_options(&base, &base, &offered);
        if let Editor::Options(options) = &mut editor {
            options.toggle();
        }
        assert_eq!(editor.values(), vec![phone("new", 1), phone("old", 9)]);
    }
}
