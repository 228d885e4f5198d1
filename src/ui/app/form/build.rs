//! Which fields a form has and which editor each gets, from the account's metadata or, without it, from the values.

mod own;

use std::collections::BTreeMap;

use super::{
    Back, Block, Focus, Form, Kept, Label,
    editor::{Address, Area, Checkbox, Editor, Entity, Line, Offers, Options, Values},
    past::Past,
};
use crate::{
    domain::{
        account::Account,
        contact::Contact,
        edit::{Changes, Draft, Place, Subject},
        field::{Field, FieldDef, FieldKind, FieldRole, FieldValue},
        id::FieldId,
        typed::{Calendar, Reading},
    },
    ui::app::card,
    words::Word,
};

impl Form {
    /// A form over `base` that shows what `draft` holds, if there is one.
    pub(super) fn open(
        subject: Subject,
        base: Option<Contact>,
        account: Option<&Account>,
        draft: Option<&Draft>,
        request_id: String,
        back: Back,
        calendar: Calendar,
    ) -> Self {
        // A draft began on an older reading; what was typed is compared with that one.
        let base = draft.map_or(base, |draft| draft.base.clone());
        let changes = draft.map(|draft| draft.changes.clone()).unwrap_or_default();
        let of = Source {
            base: base.as_ref(),
            changes: &changes,
            calendar,
            account,
        };
        let mut blocks = vec![of.name()];
        match account {
            Some(account) => {
                for def in &account.fields {
                    blocks.extend(of.def(def));
                }
            }
            None => blocks.extend(of.values()),
        }
        let at = blocks
            .iter()
            .rposition(|block| block.role.is_some())
            .map_or(blocks.len(), |at| at + 1);
        blocks.splice(at..at, [of.company(), of.responsible(), of.tags()]);
        blocks.extend([of.leads(), of.customers()]);
        let carried: BTreeMap<FieldId, Vec<FieldValue>> = changes
            .fields
            .iter()
            .filter(|(id, _)| {
                blocks
                    .iter()
                    .all(|block| block.place != Place::Field(**id) || block.locked.is_some())
            })
            .map(|(id, values)| (*id, values.clone()))
            .collect();
        Self {
            subject,
            blocks,
            focus: Focus::default(),
            top: 0,
            saving: None,
            problem: None,
            kept: draft.map_or(Kept::Nothing, |draft| Kept::OnDisk(draft.typed_at)),
            request_id: draft.map_or(request_id, |draft| draft.request_id.clone()),
            carried: Changes {
                fields: carried,
                ..Changes::default()
            },
            written: Some(changes),
            base,
            back,
            is_guessed: account.is_none(),
            twins: Offers::default(),
            links: card::Reading::default(),
            past: Past::default(),
        }
    }

    /// The same form over another draft, with the cursor where it was: after a conflict was decided, or when the account
    /// has told its fields.
    pub(super) fn reopen(
        &mut self,
        draft: Option<&Draft>,
        account: Option<&Account>,
        calendar: Calendar,
    ) {
        let back = std::mem::replace(&mut self.back, Back::List);
        let focus = self.focus;
        let mut form = Self::open(
            self.subject,
            self.base.clone(),
            account,
            draft,
            self.request_id.clone(),
            back,
            calendar,
        );
        form.focus = if form.stops().any(|stop| stop == focus) {
            focus
        } else {
            Focus::default()
        };
        form.top = self.top;
        form.links = std::mem::take(&mut self.links);
        form.problem = self.problem.take();
        if !matches!(self.kept, Kept::Nothing) {
            form.kept = self.kept.clone();
        }
        *self = form;
    }
}

/// What the blocks of a form are made from.
struct Source<'a> {
    base: Option<&'a Contact>,
    changes: &'a Changes,
    calendar: Calendar,
    account: Option<&'a Account>,
}

impl Source<'_> {
    /// What the account holds of a field, and what is typed.
    fn held_and_now(&self, field: FieldId) -> (&[FieldValue], &[FieldValue]) {
        let held = self.base.map_or(&[][..], |base| base.values(field));
        let now = self.changes.fields.get(&field).map_or(held, Vec::as_slice);
        (held, now)
    }

    /// The block of a custom field; `None` for an empty one of a kind that is only shown.
    fn def(&self, def: &FieldDef) -> Option<Block> {
        let (held, now) = self.held_and_now(def.id);
        let editor = self.of_kind(def, held, now);
        let (editor, locked) = match editor {
            _ if !def.is_editable && held.is_empty() => return None,
            None if held.is_empty() => return None,
            None => (Editor::Shown(held.to_vec()), Some(Word::LockedByKind)),
            // A draft may hold what another editor of the field made.
            Some(editor) if !editor.fits(held) || !editor.fits(now) => {
                (Editor::Shown(held.to_vec()), Some(Word::LockedByShape))
            }
            Some(editor) if !def.is_editable => (editor, Some(Word::LockedByAccount)),
            Some(editor) => (editor, None),
        };
        Some(Block {
            place: Place::Field(def.id),
            label: Label::Account(def.name.clone()),
            role: def.role,
            editor,
            locked,
            required: def.is_required,
        })
    }

    /// The editor of a kind of field; `None` for kinds that are only shown.
    fn of_kind(&self, def: &FieldDef, held: &[FieldValue], now: &[FieldValue]) -> Option<Editor> {
        Some(match def.kind {
            FieldKind::Text | FieldKind::StreetAddress | FieldKind::TrackingData
                if held.len() > 1 || now.len() > 1 =>
            {
                self.of_values(held, now, def)
            }
            FieldKind::Text | FieldKind::StreetAddress | FieldKind::TrackingData => {
                self.of_text(held, now)
            }
            FieldKind::Textarea => Editor::Area(Area::new(held, now, self.calendar)),
            FieldKind::Url => self.of_line(held, now, Reading::Url),
            FieldKind::Numeric | FieldKind::Price | FieldKind::Monetary => {
                self.of_line(held, now, Reading::Number)
            }
            FieldKind::Date => self.of_line(held, now, Reading::Day),
            FieldKind::Birthday => self.of_line(held, now, Reading::Birthday),
            FieldKind::DateTime => self.of_line(held, now, Reading::Moment),
            FieldKind::Multitext => self.of_values(held, now, def),
            FieldKind::SmartAddress => {
                Editor::Address(Box::new(Address::new(held, now, self.calendar)))
            }
            FieldKind::Select | FieldKind::Radiobutton | FieldKind::Multiselect => {
                let is_many = def.kind == FieldKind::Multiselect;
                let options = Options::new(held, now, &def.options, is_many);
                Editor::Options(Box::new(options))
            }
            FieldKind::Checkbox => Editor::Checkbox(Checkbox::new(held, now)),
            FieldKind::LegalEntity => {
                Editor::Entity(Box::new(Entity::new(held, now, self.calendar)))
            }
            FieldKind::Items
            | FieldKind::OrgLegalName
            | FieldKind::Category
            | FieldKind::LinkedEntity
            | FieldKind::ChainedList
            | FieldKind::File
            | FieldKind::Unknown(_) => return None,
        })
    }

    fn of_line(&self, held: &[FieldValue], now: &[FieldValue], reading: Reading) -> Editor {
        Editor::Line(Box::new(Line::new(held, now, reading, self.calendar)))
    }

    /// A text in one line, or in several when it has them already.
    fn of_text(&self, held: &[FieldValue], now: &[FieldValue]) -> Editor {
        let mut texts = held.iter().chain(now).filter_map(FieldValue::raw);
        if texts.any(|text| text.contains('\n')) {
            Editor::Area(Area::new(held, now, self.calendar))
        } else {
            self.of_line(held, now, Reading::Text)
        }
    }

    fn of_values(&self, held: &[FieldValue], now: &[FieldValue], def: &FieldDef) -> Editor {
        let reading = reading_of(def.role);
        Editor::Values(Values::new(held, now, &def.options, reading, self.calendar))
    }

    /// Blocks without metadata, by what the values look like.
    fn values(&self) -> Vec<Block> {
        let fields = self.base.map_or(&[][..], |base| &base.fields);
        let block = |field: &Field| {
            let (held, now) = self.held_and_now(field.id);
            let editor = self.of_shape(field.role, held, now);
            let (editor, locked) = match editor {
                Some(editor) if editor.fits(held) && editor.fits(now) => (editor, None),
                _ => (Editor::Shown(held.to_vec()), Some(Word::LockedByShape)),
            };
            Block {
                place: Place::Field(field.id),
                label: Label::Account(field.name.clone()),
                role: field.role,
                editor,
                locked,
                required: false,
            }
        };
        fields.iter().map(block).collect()
    }

    /// The editor that values tell by their shape; `None` when they leave it open, as options of a list do: one cannot choose
    /// among what one does not know.
    fn of_shape(
        &self,
        role: Option<FieldRole>,
        held: &[FieldValue],
        now: &[FieldValue],
    ) -> Option<Editor> {
        let all = |is: fn(&FieldValue) -> bool| held.iter().all(is);
        match role {
            Some(FieldRole::Position) => Some(self.of_text(held, now)),
            Some(FieldRole::Phone | FieldRole::Email | FieldRole::Messenger) => {
                let values = Values::new(held, now, &[], reading_of(role), self.calendar);
                Some(Editor::Values(values))
            }
            None if all(|value| value.subtype.is_some()) => Some(Editor::Address(Box::new(
                Address::new(held, now, self.calendar),
            ))),
            None if all(|value| value.option.is_none() && is_midnight(value)) => {
                Some(self.of_line(held, now, Reading::Day))
            }
            None if all(|value| value.option.is_none() && value.raw().is_some()) => {
                Some(self.of_text(held, now))
            }
            None => None,
        }
    }
}

fn reading_of(role: Option<FieldRole>) -> Reading {
    match role {
        Some(FieldRole::Phone) => Reading::Phone,
        Some(FieldRole::Email) => Reading::Email,
        Some(FieldRole::Position | FieldRole::Messenger) | None => Reading::Text,
    }
}

/// A day as accounts print it: nobody types it so.
fn is_midnight(value: &FieldValue) -> bool {
    value.raw().is_some_and(|raw| {
        let shape: String = raw
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        shape == "0000-00-00 00:00:00" && raw.ends_with(" 00:00:00")
    })
}
