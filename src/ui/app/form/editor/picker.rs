//! The responsible user, the company, leads or customers: what is linked, and a line to look for others.

mod changes;

use tui_input::Input;

use super::{Choice, Edits, Offers, Stop, Target, Typed, Unfit};
use crate::domain::{
    field::FieldValue,
    fold::fold,
    neighbour::Kind,
    typed::{Calendar, Reading},
};

/// What a picker is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// One of these users.
    Responsible(Vec<Choice>),
    /// One company, or none.
    Company,
    /// Any number of leads.
    Leads,
    /// Any number of customers.
    Customers,
}

/// See the module.
#[derive(Debug, Clone)]
pub struct Picker {
    /// What it is for.
    pub what: Picked,
    /// What is typed to find others.
    pub typed: Typed,
    /// Whether others are being looked for.
    pub is_open: bool,
    /// What the account has found for that.
    pub offers: Offers<Choice>,
    base: Vec<Choice>,
    added: Vec<Choice>,
    removed: Vec<Target>,
}

/// One line of what is linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stays as it is.
    Stays,
    /// It comes with the next save.
    Comes,
    /// It is taken apart from the contact by the next save.
    Goes,
}

impl Picker {
    /// A picker over what a contact is linked to, with what comes and goes.
    pub(in crate::ui::app::form) fn new(
        what: Picked,
        base: Vec<Choice>,
        added: Vec<Choice>,
        removed: Vec<Target>,
        calendar: Calendar,
    ) -> Self {
        Self {
            what,
            typed: Typed::new(None, None, Reading::Text, calendar),
            is_open: false,
            offers: Offers::default(),
            base,
            added,
            removed,
        }
    }

    /// Whether there can be several.
    pub fn is_many(&self) -> bool {
        matches!(self.what, Picked::Leads | Picked::Customers)
    }

    /// What is linked, a line each.
    pub fn links(&self) -> Vec<(&Choice, Fate)> {
        let base = self.base.iter().map(|choice| {
            let goes = self.removed.contains(&choice.target);
            (choice, if goes { Fate::Goes } else { Fate::Stays })
        });
        let added = self.added.iter().map(|choice| (choice, Fate::Comes));
        if self.is_many() {
            base.chain(added).collect()
        } else {
            // Whatever comes takes the place of what was there.
            added.chain(base).take(1).collect()
        }
    }

    /// This, if it stands here or is offered, with its name.
    pub fn known(&self, target: Target) -> Option<&Choice> {
        let users = match &self.what {
            Picked::Responsible(users) => users.as_slice(),
            _ => &[],
        };
        let mut all = self.base.iter().chain(&self.added).chain(users);
        all.find(|choice| choice.target == target)
    }

    /// What is typed to find others.
    pub(in crate::ui::app::form) fn text(&self) -> &str {
        self.typed.input.value().trim()
    }

    /// At which stop others are looked for.
    pub(in crate::ui::app::form) fn text_stop(&self) -> usize {
        self.links().len()
    }

    /// Whether the line to look for others is to be seen.
    pub fn is_looking(&self) -> bool {
        self.is_open || !self.text().is_empty()
    }

    /// What can be taken instead or besides, as far as it is known.
    pub fn offered(&self) -> Vec<Choice> {
        if !self.is_looking() {
            return Vec::new();
        }
        let links = self.links();
        let is_free = |choice: &&Choice| {
            let is_linked = |(link, fate): &(&Choice, Fate)| {
                *fate != Fate::Goes && link.target == choice.target
            };
            !links.iter().any(is_linked)
        };
        let wanted = fold(self.text());
        let is_named = |choice: &Choice| fold(choice.name.raw()).contains(&wanted);
        if let Picked::Responsible(users) = &self.what {
            let users = users.iter().filter(is_free);
            return users.filter(|user| is_named(user)).cloned().collect();
        }
        if self.text().is_empty() {
            return Vec::new();
        }
        let mut offered: Vec<Choice> = self.offers.shown.iter().filter(is_free).cloned().collect();
        // An account looks into addresses and phones, too; mostly it is the name that is meant.
        offered.sort_by_key(|choice| !is_named(choice));
        if self.what == Picked::Company {
            let mut known = self.base.iter().chain(&self.offers.shown);
            if !known.any(|company| fold(company.name.raw().trim()) == wanted) {
                offered.push(Choice::new(Target::NewCompany, self.text().into()));
            }
        }
        offered
    }

    /// What has to be asked of the account before everything can be offered.
    pub(in crate::ui::app::form) fn lacks(&self) -> Option<(Kind, String)> {
        let kind = match self.what {
            Picked::Responsible(_) => return None,
            Picked::Company => Kind::Company,
            Picked::Leads => Kind::Lead,
            Picked::Customers => Kind::Customer,
        };
        let text = self.text();
        (!text.is_empty() && self.offers.lacks(text)).then(|| (kind, text.to_owned()))
    }

    /// Looks for others, or no more.
    pub(in crate::ui::app::form) fn open(&mut self, is_open: bool) {
        self.is_open = is_open;
        self.typed.input = Input::default();
        self.offers.clear();
    }

    /// Takes something that is offered, and ends the search.
    pub(in crate::ui::app::form) fn choose(&mut self, offer: usize) {
        let Some(choice) = self.offered().into_iter().nth(offer) else {
            return;
        };
        let is_base = self.base.iter().any(|base| base.target == choice.target);
        if !self.is_many() {
            self.added.clear();
            self.removed.clear();
        }
        self.removed.retain(|target| *target != choice.target);
        if !is_base {
            self.added.push(choice);
        }
        self.open(false);
    }

    /// Takes something apart from the contact, or leaves it linked after all; what has only just come goes at once.
    pub(in crate::ui::app::form) fn unlink(&mut self, at: usize) {
        let links = self.links();
        let Some((target, fate)) = links.get(at).map(|(choice, fate)| (choice.target, *fate))
        else {
            return;
        };
        match fate {
            Fate::Comes => self.added.retain(|choice| choice.target != target),
            Fate::Goes => self.removed.retain(|removed| *removed != target),
            // Somebody is always responsible.
            Fate::Stays if matches!(target, Target::User(_)) => {}
            Fate::Stays => self.removed.push(target),
        }
    }

    /// Whether both hold the same and look for the same.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        (&self.added, &self.removed, self.typed.input.value())
            == (&other.added, &other.removed, other.typed.input.value())
    }
}

impl Edits for Picker {
    fn stops(&self) -> usize {
        let links = self.links().len();
        if self.is_looking() {
            links + 1 + self.offered().len()
        } else {
            links + usize::from(self.is_many() || links == 0)
        }
    }

    fn stop(&self, at: usize) -> Stop {
        let text = self.text_stop();
        if at < text {
            Stop::Link
        } else if !self.is_looking() {
            Stop::Add
        } else if at == text {
            Stop::Text
        } else {
            Stop::Offer
        }
    }

    fn typed(&self, at: usize) -> Option<&Typed> {
        (self.stop(at) == Stop::Text).then_some(&self.typed)
    }

    fn typed_mut(&mut self, at: usize) -> Option<&mut Typed> {
        (self.stop(at) == Stop::Text).then_some(&mut self.typed)
    }

    fn is_changed(&self) -> bool {
        !self.added.is_empty() || !self.removed.is_empty()
    }

    /// Links are no custom field: they are read one by one.
    fn values(&self) -> Vec<FieldValue> {
        Vec::new()
    }

    /// Whoever types a name and goes on may think that it is taken.
    fn wrong(&self) -> Option<(usize, Unfit)> {
        (!self.text().is_empty()).then(|| (self.text_stop(), Unfit::NotPicked))
    }

    fn fits(&self, _held: &[FieldValue]) -> bool {
        true
    }
}
