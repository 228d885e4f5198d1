//! One editor per kind of field: what it holds, where the cursor can stand in it, and the values that come out.

mod address;
mod area;
mod checkbox;
mod choice;
mod entity;
mod line;
mod offers;
mod options;
mod picker;
mod tags;
mod typed;
mod values;

use tui_input::Input;

pub use self::{
    address::Address,
    area::Area,
    checkbox::Checkbox,
    choice::{Choice, Target},
    entity::{Entity, Part},
    line::Line,
    offers::Offers,
    options::Options,
    picker::{Fate, Picked, Picker},
    tags::Tags,
    typed::Typed,
    values::{Entry, Values},
};
use crate::domain::{
    field::{Content, FieldValue},
    typed::Wrong,
};

/// An editor with what it was given, so that untouched values come out exactly as they went in.
#[derive(Debug, Clone)]
pub enum Editor {
    /// One line of text: also numbers, days and addresses on the web.
    Line(Box<Line>),
    /// A text of several lines.
    Area(Area),
    /// Tags, one after another.
    Tags(Box<Tags>),
    /// Several values, each with a type: phones, e-mails, messengers.
    Values(Values),
    /// The six parts of an address.
    Address(Box<Address>),
    /// One option of a list, or any number of them.
    Options(Box<Options>),
    /// The responsible user, the company, leads or customers.
    Picker(Box<Picker>),
    /// Yes, no, or never said.
    Checkbox(Checkbox),
    /// The requisites of a company or a sole proprietor.
    Entity(Box<Entity>),
    /// Values that are only shown.
    Shown(Vec<FieldValue>),
}

/// What the cursor stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// A text.
    Text,
    /// The type of a phone, an e-mail or a legal entity.
    Type,
    /// The options of a list, or a check box.
    Options,
    /// The line that adds another value.
    Add,
    /// Something that the contact is linked to.
    Link,
    /// Something that is offered for the text above it.
    Offer,
    /// Nothing that could be changed.
    Shown,
}

/// What all editors can do.
trait Edits {
    /// How many places the cursor can stand in.
    fn stops(&self) -> usize {
        1
    }

    /// What stands at a place, which is one of them.
    fn stop(&self, at: usize) -> Stop;

    /// On which line of the block a place is.
    fn line_of(&self, at: usize) -> usize {
        at
    }

    /// The text at a place.
    fn typed(&self, _at: usize) -> Option<&Typed> {
        None
    }

    fn typed_mut(&mut self, _at: usize) -> Option<&mut Typed> {
        None
    }

    /// Whether what it holds differs from what it was given.
    fn is_changed(&self) -> bool;

    /// All values of the field as they are to be saved; a value that was not touched is exactly what was given.
    fn values(&self) -> Vec<FieldValue>;

    /// Where something stands that the account would refuse, and what is wrong with it.
    fn wrong(&self) -> Option<(usize, Unfit)> {
        (0..self.stops()).find_map(|at| Some((at, Unfit::Text(self.typed(at)?.wrong()?))))
    }

    /// Whether it can give back these values whole: nobody's data is dropped by an editor that is too simple.
    fn fits(&self, held: &[FieldValue]) -> bool;
}

/// What an account would refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// A text that cannot be read as what the field holds.
    Text(Wrong),
    /// Requisites without a name.
    EntityName,
    /// The name of something to be linked, of which nothing was taken.
    NotPicked,
}

impl Editor {
    fn edits(&self) -> &dyn Edits {
        match self {
            Self::Line(line) => &**line,
            Self::Area(area) => area,
            Self::Tags(tags) => &**tags,
            Self::Values(values) => values,
            Self::Address(address) => &**address,
            Self::Options(options) => &**options,
            Self::Picker(picker) => &**picker,
            Self::Checkbox(checkbox) => checkbox,
            Self::Entity(entity) => &**entity,
            Self::Shown(values) => values,
        }
    }

    fn edits_mut(&mut self) -> &mut dyn Edits {
        match self {
            Self::Line(line) => &mut **line,
            Self::Area(area) => area,
            Self::Tags(tags) => &mut **tags,
            Self::Values(values) => values,
            Self::Address(address) => &mut **address,
            Self::Options(options) => &mut **options,
            Self::Picker(picker) => &mut **picker,
            Self::Checkbox(checkbox) => checkbox,
            Self::Entity(entity) => &mut **entity,
            Self::Shown(values) => values,
        }
    }

    /// How many places the cursor can stand in.
    pub fn stops(&self) -> usize {
        self.edits().stops()
    }

    /// What stands at a place.
    pub fn stop(&self, at: usize) -> Option<Stop> {
        (at < self.stops()).then(|| self.edits().stop(at))
    }

    /// On which line of the block a stop is.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.edits().line_of(at)
    }

    /// Whether Tab comes to a place; it passes over the further lines of a text, and over links and what is offered.
    pub(super) fn is_tab_stop(&self, at: usize) -> bool {
        at == 0 || !matches!(self, Self::Area(_) | Self::Picker(_) | Self::Tags(_))
    }

    /// The text at a place, and how it is read.
    pub fn typed(&self, at: usize) -> Option<&Typed> {
        self.edits().typed(at)
    }

    pub(super) fn typed_mut(&mut self, at: usize) -> Option<&mut Typed> {
        self.edits_mut().typed_mut(at)
    }

    pub(super) fn input_mut(&mut self, at: usize) -> Option<&mut Input> {
        self.typed_mut(at).map(|typed| &mut typed.input)
    }

    /// Whether what it holds differs from what it was given.
    pub(super) fn is_changed(&self) -> bool {
        self.edits().is_changed()
    }

    /// All values of the field as they are to be saved; a value that was not touched is exactly what was given.
    pub(super) fn values(&self) -> Vec<FieldValue> {
        self.edits().values()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Tags(tags) => tags.names().is_empty(),
            _ => self.values().is_empty(),
        }
    }

    /// The first place that the account would refuse, and why.
    pub(super) fn wrong(&self) -> Option<(usize, Unfit)> {
        // What was looked for and not taken is no change yet.
        if self.is_changed() || matches!(self, Self::Picker(_)) {
            self.edits().wrong()
        } else {
            None
        }
    }

    /// Whether it can give back these values whole.
    pub(super) fn fits(&self, held: &[FieldValue]) -> bool {
        self.edits().fits(held)
    }

    /// What was asked for its sake may have been answered when it looked otherwise.
    pub(super) fn forget_question(&mut self) {
        match self {
            Self::Picker(picker) => picker.offers.forget_question(),
            Self::Tags(tags) => tags.offers.forget_question(),
            _ => {}
        }
    }

    /// Whether both hold the same, down to what was typed and cannot be read yet.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Picker(one), Self::Picker(other)) => return one.is_like(other),
            (Self::Tags(one), Self::Tags(other)) if one.chips != other.chips => return false,
            _ => {}
        }
        let text = |editor: &Self, at| {
            let typed = editor.typed(at)?;
            Some(typed.input.value().to_owned())
        };
        self.stops() == other.stops()
            && self.values() == other.values()
            && (0..self.stops()).all(|at| text(self, at) == text(other, at))
    }
}

impl Edits for Vec<FieldValue> {
    fn stop(&self, _at: usize) -> Stop {
        Stop::Shown
    }

    fn is_changed(&self) -> bool {
        false
    }

    fn values(&self) -> Vec<FieldValue> {
        self.clone()
    }

    fn fits(&self, _held: &[FieldValue]) -> bool {
        true
    }
}

fn is_text(value: &FieldValue) -> bool {
    matches!(value.content, Content::Text(_))
}

#[cfg(test)]
mod tests;
