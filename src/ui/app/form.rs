//! A contact being edited: one editor per field, what differs from the account, and how it is kept and saved.

pub mod editor;

mod acting;
mod asking;
mod build;
mod changing;
mod differences;
mod elsewhere;
mod keeping;
mod opening;
mod past;
mod picking;
mod saving;
#[cfg(test)]
mod tests;
mod typing;

use self::{
    editor::{Editor, Offers, Stop, Target, Unfit},
    past::Past,
};
use super::{
    Measured,
    card::{Links, Reading},
};
use crate::{
    domain::{
        contact::Contact,
        edit::{Changes, Draft, Place, Subject},
        failure::Failure,
        field::FieldRole,
        id::Moment,
        text::Untrusted,
    },
    letters::Ticket,
    ui::keymap::Context,
    words::Word,
};

pub(super) use acting::act;
pub(super) use asking::{links_named, looked_up, tags_suggested, twins_found};
pub(super) use changing::editable;
pub(super) use differences::previewed;
pub(super) use elsewhere::write;
pub(super) use keeping::draft_kept;
pub(super) use opening::{connected, discard, edit, leave_anyway, new};
pub(super) use saving::{conflict, failed, give_way, insist, saved, superseded};
pub(super) use typing::type_in;

/// The form.
#[derive(Debug)]
pub struct Form {
    /// Which contact.
    pub subject: Subject,
    /// The contact as it was when editing began.
    pub base: Option<Contact>,
    /// One block a field, in the order shown.
    pub blocks: Vec<Block>,
    /// Where the cursor is.
    pub focus: Focus,
    /// The first line shown, as the last drawing left it.
    pub top: usize,
    /// The save that is on its way; nothing can be typed meanwhile, and nothing discarded.
    pub saving: Option<Ticket>,
    /// Why the last save did not happen.
    pub problem: Option<Problem>,
    /// How safe what was typed is.
    pub kept: Kept,
    request_id: String,
    /// Changes of fields that have no editor here or a locked one, from an older draft.
    carried: Changes,
    /// What was handed to the disk last; `None` when it has to be handed over anew, whatever the values are.
    written: Option<Changes>,
    back: Back,
    /// Whether the kinds of the fields are told by their values, because the account has not told them.
    pub is_guessed: bool,
    /// Who else has the phone or the e-mail under the cursor.
    pub twins: Offers<Contact>,
    /// What the contact's leads and customers are called.
    pub links: Reading<Links>,
    past: Past,
}

/// One field of the form.
#[derive(Debug)]
pub struct Block {
    /// What it changes.
    pub place: Place,
    /// Its name.
    pub label: Label,
    /// What system field it is.
    pub role: Option<FieldRole>,
    /// How it is edited.
    pub editor: Editor,
    /// Why it cannot be edited, if so.
    pub locked: Option<Word>,
    /// Whether a contact must have it.
    pub required: bool,
}

/// The name of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// One of rolo's own words.
    Word(Word),
    /// As the account calls it.
    Account(Untrusted),
}

/// Where the cursor is: a block and a stop within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Focus {
    /// Index into the blocks.
    pub block: usize,
    /// Index into the block's stops.
    pub stop: usize,
}

/// Why a save did not happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A contact needs a name.
    NameMissing,
    /// A value that the account would refuse.
    Unfit(Unfit),
    /// The account or the way to it.
    Failed(Failure),
}

/// How safe what was typed is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// Nothing differs from the account.
    Nothing,
    /// On its way to the disk.
    Writing(Ticket),
    /// On disk since then.
    OnDisk(Moment),
    /// The disk refused.
    Failed(Failure),
}

/// What was in front before.
#[derive(Debug)]
enum Back {
    List,
    Card,
}

impl Form {
    /// Where the next key will be looked up.
    pub(super) fn context(&self) -> Context {
        match self.stop() {
            Some(Stop::Text | Stop::Add | Stop::Link | Stop::Offer | Stop::Shown) | None => {
                Context::FormText
            }
            Some(Stop::Type) => Context::FormChoice,
            Some(Stop::Options) => Context::FormOptions,
        }
    }

    /// The block under the cursor.
    pub fn block(&self) -> Option<&Block> {
        self.blocks.get(self.focus.block)
    }

    fn block_mut(&mut self) -> Option<&mut Block> {
        self.blocks.get_mut(self.focus.block)
    }

    /// What kind of thing the cursor stands on.
    pub fn stop(&self) -> Option<Stop> {
        self.block()?.editor.stop(self.focus.stop)
    }

    /// What differs from the contact as it was when editing began.
    pub fn changes(&self) -> Changes {
        let mut changes = self.carried.clone();
        for block in self.blocks.iter().filter(|block| block.is_changed()) {
            block.tell(&mut changes);
        }
        changes
    }

    /// What was typed, ready to be kept or saved.
    pub(super) fn draft(&self, now: Moment) -> Draft {
        Draft {
            subject: self.subject,
            base: self.base.clone(),
            changes: self.changes(),
            request_id: self.request_id.clone(),
            typed_at: now,
        }
    }

    /// Moves the cursor by so many stops, over locked blocks too, so that their reason can be read.
    fn step(&mut self, by: isize) {
        let stops: Vec<Focus> = self
            .stops()
            .filter(|focus| self.blocks[focus.block].editor.is_tab_stop(focus.stop))
            .collect();
        let is_at = |stop: &Focus| stop.block == self.focus.block && stop.stop <= self.focus.stop;
        let at = stops.iter().rposition(is_at).unwrap_or(0);
        let to = at
            .saturating_add_signed(by)
            .min(stops.len().saturating_sub(1));
        if let Some(focus) = stops.get(to) {
            self.focus = *focus;
        }
    }

    /// Moves the cursor to the nearest stop of another line, in the same column where there is one.
    fn step_line(&mut self, by: isize) {
        let kind = self.stop();
        let line = |focus: Focus| {
            (
                focus.block,
                self.blocks[focus.block].editor.line_of(focus.stop),
            )
        };
        let here = line(self.focus);
        let mut lines: Vec<(usize, usize)> = self.stops().map(line).collect();
        lines.dedup();
        let at = lines.iter().position(|other| *other == here).unwrap_or(0);
        let to = at
            .saturating_add_signed(by)
            .min(lines.len().saturating_sub(1));
        let Some(target) = lines.get(to).copied() else {
            return;
        };
        if target == here {
            return;
        }
        let on_line: Vec<Focus> = self
            .stops()
            .filter(|focus| line(*focus) == target)
            .collect();
        let same = on_line
            .iter()
            .find(|focus| self.blocks[focus.block].editor.stop(focus.stop) == kind);
        if let Some(focus) = same.or_else(|| on_line.last()) {
            self.focus = *focus;
        }
    }

    fn stops(&self) -> impl Iterator<Item = Focus> + '_ {
        self.blocks.iter().enumerate().flat_map(|(block, content)| {
            (0..content.editor.stops()).map(move |stop| Focus { block, stop })
        })
    }

    fn page(measured: Measured) -> isize {
        isize::try_from(measured.rows.max(2) - 1).unwrap_or(1)
    }
}

impl Block {
    /// Whether it differs from the contact as it was when editing began.
    pub fn is_changed(&self) -> bool {
        self.locked.is_none() && self.editor.is_changed()
    }

    /// The text of its line, without white space around it.
    fn text(&self) -> &str {
        match &self.editor {
            Editor::Line(line) => line.text(),
            _ => "",
        }
    }

    /// Puts its new values among the changes.
    fn tell(&self, changes: &mut Changes) {
        match (self.place, &self.editor) {
            (Place::Name, _) => changes.name = Some(self.text().to_owned()),
            (Place::Responsible, Editor::Picker(picker)) => changes.responsible = picker.user(),
            (Place::Company, Editor::Picker(picker)) => changes.company = picker.company(),
            (Place::Tags, Editor::Tags(tags)) => changes.tags = Some(tags.names()),
            (Place::Leads, Editor::Picker(picker)) => {
                changes.leads = picker.changed_links(|target| match target {
                    Target::Lead(id) => Some(id),
                    _ => None,
                });
            }
            (Place::Customers, Editor::Picker(picker)) => {
                changes.customers = picker.changed_links(|target| match target {
                    Target::Customer(id) => Some(id),
                    _ => None,
                });
            }
            (Place::Field(id), editor) => {
                changes.fields.insert(id, editor.values());
            }
            // No other editor stands in these places.
            (
                Place::Responsible | Place::Company | Place::Tags | Place::Leads | Place::Customers,
                _,
            ) => {}
        }
    }
}
