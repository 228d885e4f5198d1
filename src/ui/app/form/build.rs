//! Which fields a form has and which editor each gets, from the account's metadata or, without it, from the values.

use std::collections::BTreeMap;

use super::{Back, Block, Focus, Form, Kept, Label, editor::Editor};
use crate::{
    domain::{
        account::Account,
        contact::Contact,
        edit::{Changes, Draft, Place, Subject},
        field::{Content, FieldDef, FieldKind, FieldRole, FieldValue, Subtype},
        id::FieldId,
    },
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
    ) -> Self {
        // A draft began on an older reading; what was typed is compared with that one.
        let base = draft.map_or(base, |draft| draft.base.clone());
        let changes = draft.map(|draft| draft.changes.clone()).unwrap_or_default();
        let mut blocks = vec![name(base.as_ref(), &changes)];
        match account {
            Some(account) => {
                for def in &account.fields {
                    blocks.extend(of_def(def, base.as_ref(), &changes));
                }
            }
            None => blocks.extend(of_values(base.as_ref(), &changes)),
        }
        let at = blocks
            .iter()
            .rposition(|block| block.role.is_some())
            .map_or(blocks.len(), |at| at + 1);
        blocks.insert(at, tags(base.as_ref(), &changes));
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
        }
    }

    /// The same form over another draft, with the cursor where it was: after a conflict was decided, or when the account
    /// has told its fields.
    pub(super) fn reopen(&mut self, draft: Option<&Draft>, account: Option<&Account>) {
        let back = std::mem::replace(&mut self.back, Back::List);
        let focus = self.focus;
        let mut form = Self::open(
            self.subject,
            self.base.clone(),
            account,
            draft,
            self.request_id.clone(),
            back,
        );
        form.focus = if form.stops().any(|stop| stop == focus) {
            focus
        } else {
            Focus::default()
        };
        form.top = self.top;
        form.problem = self.problem.take();
        if !matches!(self.kept, Kept::Nothing) {
            form.kept = self.kept.clone();
        }
        *self = form;
    }
}

fn name(base: Option<&Contact>, changes: &Changes) -> Block {
    let held = base.map(|base| base.name.raw().to_owned());
    let value = |text: Option<&String>| -> Vec<FieldValue> {
        text.map(FieldValue::text).into_iter().collect()
    };
    let base_values = value(held.as_ref());
    let now = changes
        .name
        .as_ref()
        .map_or_else(|| base_values.clone(), |name| value(Some(name)));
    Block {
        place: Place::Name,
        label: Label::Word(Word::FieldName),
        role: None,
        editor: Editor::of_line(&base_values, &now),
        locked: None,
        required: true,
    }
}

fn tags(base: Option<&Contact>, changes: &Changes) -> Block {
    let held = base.map(Contact::tag_names).unwrap_or_default();
    let now = changes.tags.clone().unwrap_or_else(|| held.clone());
    Block {
        place: Place::Tags,
        label: Label::Word(Word::FieldTags),
        role: None,
        editor: Editor::of_tags(&held, &now),
        locked: None,
        required: false,
    }
}

/// The block of a custom field; `None` for kinds that are only shown in the card.
fn of_def(def: &FieldDef, base: Option<&Contact>, changes: &Changes) -> Option<Block> {
    let held = base.map_or(&[][..], |base| base.values(def.id));
    let now = changes.fields.get(&def.id).map_or(held, Vec::as_slice);
    let editor = match def.kind {
        FieldKind::Text => Editor::of_line(held, now),
        FieldKind::Multitext => Editor::of_values(held, now, &def.options),
        FieldKind::SmartAddress => Editor::of_address(held, now),
        FieldKind::Multiselect => Editor::of_options(held, now, &def.options),
        FieldKind::Numeric
        | FieldKind::Checkbox
        | FieldKind::Select
        | FieldKind::Date
        | FieldKind::Url
        | FieldKind::Textarea
        | FieldKind::Radiobutton
        | FieldKind::StreetAddress
        | FieldKind::Birthday
        | FieldKind::LegalEntity
        | FieldKind::Items
        | FieldKind::OrgLegalName
        | FieldKind::Category
        | FieldKind::DateTime
        | FieldKind::Price
        | FieldKind::TrackingData
        | FieldKind::LinkedEntity
        | FieldKind::Monetary
        | FieldKind::ChainedList
        | FieldKind::File
        | FieldKind::Unknown(_) => return None,
    };
    let locked = if def.is_editable {
        unfit(&editor, held)
    } else {
        Some(Word::LockedByAccount)
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

/// Blocks without metadata: only for fields whose shape leaves no doubt.
fn of_values(base: Option<&Contact>, changes: &Changes) -> Vec<Block> {
    let Some(base) = base else {
        return Vec::new();
    };
    base.fields
        .iter()
        .filter_map(|field| {
            let held = field.values.as_slice();
            let now = changes.fields.get(&field.id).map_or(held, Vec::as_slice);
            let editor = match field.role {
                Some(FieldRole::Position) => Editor::of_line(held, now),
                Some(FieldRole::Phone | FieldRole::Email | FieldRole::Messenger) => {
                    Editor::of_values(held, now, &[])
                }
                None if held.iter().all(|value| value.subtype.is_some()) => {
                    Editor::of_address(held, now)
                }
                None => return None,
            };
            let locked = unfit(&editor, held);
            Some(Block {
                place: Place::Field(field.id),
                label: Label::Account(field.name.clone()),
                role: field.role,
                editor,
                locked,
                required: false,
            })
        })
        .collect()
}

/// Values that this editor could not give back whole lock it: nobody's data is dropped by an editor that is too simple.
fn unfit(editor: &Editor, held: &[FieldValue]) -> Option<Word> {
    let structured = held
        .iter()
        .any(|value| matches!(value.content, Content::Structured(_)));
    let unfit = match editor {
        Editor::Line(_) => structured || held.len() > 1,
        Editor::Values(_) => structured,
        Editor::Options(_) => held.iter().any(|value| value.option.is_none()),
        Editor::Address(_) => {
            let parts: Vec<_> = held.iter().map(|value| &value.subtype).collect();
            structured
                || parts
                    .iter()
                    .any(|part| !matches!(part, Some(Subtype::Part(_))))
                || parts
                    .iter()
                    .enumerate()
                    .any(|(n, part)| parts[..n].contains(part))
        }
        Editor::Tags(_) => false,
    };
    unfit.then_some(Word::LockedByShape)
}
