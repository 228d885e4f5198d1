//! A text of several lines, each a line that the cursor can stand in.

use tui_input::Input;

use super::{Edits, Stop, Typed, is_text};
use crate::{
    domain::{
        field::FieldValue,
        typed::{Calendar, Reading},
    },
    ui::app::typing::halves,
};

/// A text of several lines; at least one.
#[derive(Debug, Clone)]
pub struct Area {
    /// The lines.
    pub lines: Vec<Typed>,
    calendar: Calendar,
    base: Vec<FieldValue>,
}

impl Area {
    /// The lines of a text, showing `now`.
    pub(in crate::ui::app::form) fn new(
        base: &[FieldValue],
        now: &[FieldValue],
        calendar: Calendar,
    ) -> Self {
        let mut area = Self {
            lines: Vec::new(),
            calendar,
            base: base.to_vec(),
        };
        let text = now.first().and_then(FieldValue::raw).unwrap_or_default();
        area.replace(text);
        area
    }

    /// Puts another text in the place of this one, and says on which line it ends.
    pub(in crate::ui::app::form) fn replace(&mut self, text: &str) -> usize {
        self.lines = even(text).split('\n').map(|line| self.line(line)).collect();
        self.lines.len() - 1
    }

    fn line(&self, text: &str) -> Typed {
        let mut line = Typed::new(None, None, Reading::Text, self.calendar);
        line.input = Input::new(text.to_owned());
        line
    }

    /// The whole text.
    pub(in crate::ui::app::form) fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|line| line.input.value()).collect();
        lines.join("\n")
    }

    /// Puts a text of any number of lines in at the cursor of a line, and says on which line it ends.
    pub(in crate::ui::app::form) fn insert(&mut self, at: usize, text: &str) -> usize {
        let Some(line) = self.lines.get(at) else {
            return at;
        };
        let (before, after) = halves(&line.input);
        let whole = before + &even(text) + &after;
        let mut new: Vec<Typed> = whole.split('\n').map(|line| self.line(line)).collect();
        let last = at + new.len() - 1;
        if let Some(line) = new.last_mut() {
            let cursor = line.input.value().chars().count() - after.chars().count();
            line.input = line.input.clone().with_cursor(cursor);
        }
        self.lines.splice(at..=at, new);
        last
    }

    /// Joins a line with the one before it, the cursor between them; false when there is none.
    pub(in crate::ui::app::form) fn join(&mut self, at: usize) -> bool {
        if at == 0 || at >= self.lines.len() {
            return false;
        }
        let tail = self.lines.remove(at);
        let head = &mut self.lines[at - 1].input;
        let cursor = head.value().chars().count();
        *head = Input::new(format!("{}{}", head.value(), tail.input.value())).with_cursor(cursor);
        true
    }
}

/// Every line ends in the same way.
fn even(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

impl Edits for Area {
    fn stops(&self) -> usize {
        self.lines.len()
    }

    fn stop(&self, _at: usize) -> Stop {
        Stop::Text
    }

    fn typed(&self, at: usize) -> Option<&Typed> {
        self.lines.get(at)
    }

    fn typed_mut(&mut self, at: usize) -> Option<&mut Typed> {
        self.lines.get_mut(at)
    }

    fn is_changed(&self) -> bool {
        self.values() != self.base
    }

    fn values(&self) -> Vec<FieldValue> {
        let text = self.text();
        match self.base.first().and_then(FieldValue::raw) {
            Some(given) if even(given) == text => self.base.clone(),
            _ if text.trim().is_empty() => Vec::new(),
            _ => vec![FieldValue::text(text)],
        }
    }

    fn fits(&self, held: &[FieldValue]) -> bool {
        held.len() < 2 && held.iter().all(is_text)
    }
}
