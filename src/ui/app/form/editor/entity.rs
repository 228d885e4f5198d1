//! Requisites: a type, a name and numbers, inside an object whose other members stay as they are.

use serde_json::{Map, Value as Json};
use tui_input::Input;

use super::{Edits, Stop, Typed, Unfit};
use crate::domain::{
    field::{Content, FieldValue},
    typed::{Calendar, Reading},
};

/// The requisites of a company or a sole proprietor.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Whether it is a company (2) or a sole proprietor (1); 0 when nobody has said it.
    pub entity_type: i64,
    /// The texts, in the order of [`Part::ALL`].
    pub parts: [Typed; 4],
    /// The members as the form shows them, from the draft or the account.
    members: Map<String, Json>,
    base: Vec<FieldValue>,
}

/// A text of the requisites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The name; accounts ask for it.
    Name,
    /// The tax number (ИНН).
    VatId,
    /// The reason code (КПП).
    Kpp,
    /// The address.
    Address,
}

impl Part {
    /// All of them, in the order shown.
    pub const ALL: [Self; 4] = [Self::Name, Self::VatId, Self::Kpp, Self::Address];

    /// The members of the object that hold it. The reason code is asked for under the first name and was seen under the
    /// second one, so both are kept alike where both are there (C).
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["name"],
            Self::VatId => &["vat_id"],
            Self::Kpp => &["kpp", "tax_registration_reason_code"],
            Self::Address => &["address"],
        }
    }

    fn text(self, members: &Map<String, Json>) -> String {
        self.keys()
            .iter()
            .filter_map(|key| text(members.get(*key)?))
            .find(|text| !text.trim().is_empty())
            .unwrap_or_default()
    }
}

fn text(member: &Json) -> Option<String> {
    match member {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn entity_type(members: &Map<String, Json>) -> i64 {
    let said = members.get("entity_type").and_then(text);
    said.and_then(|said| said.parse().ok()).unwrap_or(0)
}

fn members(values: &[FieldValue]) -> Option<Map<String, Json>> {
    match values.first().map(|value| &value.content) {
        None => Some(Map::new()),
        Some(Content::Structured(json)) => serde_json::from_str(json).ok(),
        Some(Content::Text(_)) => None,
    }
}

impl Entity {
    /// Requisites, showing `now`.
    pub(in crate::ui::app::form) fn new(
        base: &[FieldValue],
        now: &[FieldValue],
        calendar: Calendar,
    ) -> Self {
        let members = members(now).unwrap_or_default();
        let parts = Part::ALL.map(|part| {
            let mut typed = Typed::new(None, None, Reading::Text, calendar);
            typed.input = Input::new(part.text(&members));
            typed
        });
        Self {
            entity_type: entity_type(&members),
            parts,
            members,
            base: base.to_vec(),
        }
    }

    /// The other type.
    pub(in crate::ui::app::form) fn turn(&mut self) {
        self.entity_type = if self.entity_type == 2 { 1 } else { 2 };
    }

    fn typed_parts(&self) -> impl Iterator<Item = (Part, &str)> {
        Part::ALL
            .into_iter()
            .zip(&self.parts)
            .map(|(part, typed)| (part, typed.input.value()))
    }

    /// The members with what was typed in its place.
    fn written(&self) -> Map<String, Json> {
        let mut members = self.members.clone();
        for (part, typed) in self.typed_parts() {
            if typed == part.text(&self.members) {
                continue;
            }
            let keys = part.keys();
            let known = keys.iter().filter(|key| members.contains_key(**key));
            let mut known: Vec<&str> = known.copied().collect();
            if known.is_empty() {
                known.extend(keys.first());
            }
            for key in known {
                members.insert(key.to_owned(), Json::from(typed.trim()));
            }
        }
        if self.entity_type != entity_type(&self.members) {
            members.insert("entity_type".to_owned(), Json::from(self.entity_type));
        }
        members
    }
}

impl Edits for Entity {
    fn stops(&self) -> usize {
        1 + self.parts.len()
    }

    fn stop(&self, at: usize) -> Stop {
        if at == 0 { Stop::Type } else { Stop::Text }
    }

    fn typed(&self, at: usize) -> Option<&Typed> {
        self.parts.get(at.checked_sub(1)?)
    }

    fn typed_mut(&mut self, at: usize) -> Option<&mut Typed> {
        self.parts.get_mut(at.checked_sub(1)?)
    }

    fn is_changed(&self) -> bool {
        self.values() != self.base
    }

    fn values(&self) -> Vec<FieldValue> {
        let written = self.written();
        if members(&self.base).as_ref() == Some(&written) {
            return self.base.clone();
        }
        if self.typed_parts().all(|(_, typed)| typed.trim().is_empty()) {
            return Vec::new();
        }
        vec![FieldValue {
            content: Content::Structured(Json::Object(written).to_string()),
            option: None,
            subtype: None,
        }]
    }

    fn wrong(&self) -> Option<(usize, Unfit)> {
        let is_nameless = self.parts[0].input.value().trim().is_empty();
        (is_nameless && !self.values().is_empty()).then_some((1, Unfit::EntityName))
    }

    fn fits(&self, held: &[FieldValue]) -> bool {
        held.len() < 2 && members(held).is_some()
    }
}
