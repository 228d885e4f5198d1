//! The six parts of an address, which are saved together.

use super::{Edits, Stop, Typed, is_text};
use crate::domain::{
    field::{AddressPart, FieldValue, Subtype},
    typed::{Calendar, Reading},
};

/// An address.
#[derive(Debug, Clone)]
pub struct Address {
    /// One text a part, in the account's order.
    pub parts: [Typed; 6],
    base: Vec<FieldValue>,
}

impl Address {
    /// The parts of an address, showing `now`.
    pub(in crate::ui::app::form) fn new(
        base: &[FieldValue],
        now: &[FieldValue],
        calendar: Calendar,
    ) -> Self {
        let typed = |part| Typed::new(of(base, part), of(now, part), Reading::Text, calendar);
        Self {
            parts: AddressPart::ALL.map(typed),
            base: base.to_vec(),
        }
    }
}

fn of(values: &[FieldValue], part: AddressPart) -> Option<&FieldValue> {
    values
        .iter()
        .find(|value| value.subtype == Some(Subtype::Part(part)))
}

impl Edits for Address {
    fn stops(&self) -> usize {
        self.parts.len()
    }

    fn stop(&self, _at: usize) -> Stop {
        Stop::Text
    }

    fn typed(&self, at: usize) -> Option<&Typed> {
        self.parts.get(at)
    }

    fn typed_mut(&mut self, at: usize) -> Option<&mut Typed> {
        self.parts.get_mut(at)
    }

    fn is_changed(&self) -> bool {
        let sorted = |mut values: Vec<FieldValue>| {
            values.sort_by(|a, b| a.subtype.cmp(&b.subtype));
            values
        };
        sorted(self.values()) != sorted(self.base.clone())
    }

    fn values(&self) -> Vec<FieldValue> {
        AddressPart::ALL
            .into_iter()
            .zip(&self.parts)
            .filter_map(|(part, typed)| {
                let option = of(&self.base, part).and_then(|given| given.option);
                Some(FieldValue {
                    subtype: Some(Subtype::Part(part)),
                    ..typed.value(option)?
                })
            })
            .collect()
    }

    /// Six known parts, none of them twice.
    fn fits(&self, held: &[FieldValue]) -> bool {
        let parts: Vec<_> = held.iter().map(|value| &value.subtype).collect();
        let is_known = |part: &&Option<Subtype>| matches!(part, Some(Subtype::Part(_)));
        held.iter().all(is_text)
            && parts.iter().all(is_known)
            && (0..parts.len()).all(|at| !parts[..at].contains(&parts[at]))
    }
}
