//! Tags, one after another, and a text for the next one: no tag can hold a comma.

use tui_input::Input;

use super::{Edits, Offers, Stop, Typed};
use crate::domain::{
    field::FieldValue,
    fold::fold,
    text::Untrusted,
    typed::{Calendar, Reading},
};

/// Tags.
#[derive(Debug, Clone)]
pub struct Tags {
    /// The tags that are finished, in order.
    pub chips: Vec<String>,
    /// What is typed of the next one.
    pub typed: Typed,
    pub(in crate::ui::app::form) offers: Offers<Untrusted>,
    base: Vec<String>,
}

impl Tags {
    /// Tags, showing `now`.
    pub(in crate::ui::app::form) fn new(
        base: &[String],
        now: &[String],
        calendar: Calendar,
    ) -> Self {
        Self {
            chips: now.to_vec(),
            typed: Typed::new(None, None, Reading::Text, calendar),
            offers: Offers::default(),
            base: base.to_vec(),
        }
    }

    /// All tags, with the one that is being typed.
    pub(in crate::ui::app::form) fn names(&self) -> Vec<String> {
        let mut ended = self.clone();
        ended.end();
        ended.chips
    }

    /// What is typed of the next tag.
    pub(in crate::ui::app::form) fn text(&self) -> &str {
        self.typed.input.value().trim()
    }

    /// The tags that may be meant, without those that are there.
    pub fn offered(&self) -> Vec<&Untrusted> {
        let text = fold(self.text());
        let offered = self.offers.shown.iter().filter(|name| {
            let is_meant = !text.is_empty() && fold(name.raw()).contains(&text);
            is_meant && !self.has(name.raw())
        });
        offered.collect()
    }

    /// Makes tags of what stands before commas.
    pub(in crate::ui::app::form) fn part(&mut self) {
        let text = self.typed.input.value().to_owned();
        let Some((ended, rest)) = text.rsplit_once(',') else {
            return;
        };
        ended.split(',').for_each(|name| self.add(name));
        self.typed.input = Input::new(rest.trim_start().to_owned());
    }

    /// Makes tags of all that is typed.
    pub(in crate::ui::app::form) fn end(&mut self) {
        let text = std::mem::take(&mut self.typed.input);
        text.value().split(',').for_each(|name| self.add(name));
    }

    /// Takes a tag that is offered in the place of what is typed.
    pub(in crate::ui::app::form) fn choose(&mut self, offer: usize) {
        let name = self.offered().get(offer).map(|name| name.raw().to_owned());
        if let Some(name) = name {
            self.typed.input = Input::default();
            self.add(&name);
        }
    }

    /// Accounts know a tag again whatever its case.
    fn has(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.chips.iter().any(|chip| chip.to_lowercase() == name)
    }

    fn add(&mut self, name: &str) {
        let name = name.trim();
        if !name.is_empty() && !self.has(name) {
            self.chips.push(name.to_owned());
        }
    }
}

impl Edits for Tags {
    fn stops(&self) -> usize {
        1 + self.offered().len()
    }

    fn stop(&self, at: usize) -> Stop {
        if at == 0 { Stop::Text } else { Stop::Offer }
    }

    fn typed(&self, at: usize) -> Option<&Typed> {
        (at == 0).then_some(&self.typed)
    }

    fn typed_mut(&mut self, at: usize) -> Option<&mut Typed> {
        (at == 0).then_some(&mut self.typed)
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
