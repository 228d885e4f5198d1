//! A check box: set, unset, or never touched, which is not the same.

use super::{Edits, Stop, is_text};
use crate::domain::field::FieldValue;

/// A check box.
#[derive(Debug, Clone)]
pub struct Checkbox {
    /// What it says; `None` when nobody has said anything yet.
    pub state: Option<bool>,
    base: Vec<FieldValue>,
}

impl Checkbox {
    /// A check box, showing `now`.
    pub(in crate::ui::app::form) fn new(base: &[FieldValue], now: &[FieldValue]) -> Self {
        Self {
            state: read(now),
            base: base.to_vec(),
        }
    }

    /// The other answer; the first one is yes.
    pub(in crate::ui::app::form) fn toggle(&mut self) {
        self.state = Some(self.state != Some(true));
    }

    /// Through yes, no and nothing, forwards or backwards.
    pub(in crate::ui::app::form) fn turn(&mut self, forwards: bool) {
        self.state = match (self.state, forwards) {
            (None, true) | (Some(false), false) => Some(true),
            (Some(true), true) | (None, false) => Some(false),
            (Some(false), true) | (Some(true), false) => None,
        };
    }
}

/// Accounts print 1 and 0; other programs have written other words for them.
fn read(values: &[FieldValue]) -> Option<bool> {
    match values.first()?.raw()? {
        "1" | "true" | "Y" => Some(true),
        "0" | "false" | "N" => Some(false),
        _ => None,
    }
}

impl Edits for Checkbox {
    fn stop(&self, _at: usize) -> Stop {
        Stop::Options
    }

    fn is_changed(&self) -> bool {
        self.values() != self.base
    }

    fn values(&self) -> Vec<FieldValue> {
        match self.state {
            state if state == read(&self.base) => self.base.clone(),
            None => Vec::new(),
            Some(set) => vec![FieldValue::text(if set { "1" } else { "0" })],
        }
    }

    fn fits(&self, held: &[FieldValue]) -> bool {
        held.is_empty() || held.len() == 1 && held.iter().all(is_text) && read(held).is_some()
    }
}
