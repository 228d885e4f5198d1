//! What a form changes, field by field, side by side, and the request that a save would send.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{Look, text};
use crate::{
    domain::{
        contact::Contact,
        edit::{Changes, CompanyChange, Links, Place},
        field::{Content, FieldValue},
        text::Untrusted,
    },
    ui::app::{
        Measured,
        form::{
            Form, Label,
            editor::{Choice, Editor, Target},
        },
    },
    words::Word,
};

/// Paints all differences of a form, then the request as it is known so far.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    form: &Form,
    request: Option<&str>,
    scroll: usize,
    look: &Look,
    measured: &mut Measured,
) {
    let room = body.width.saturating_sub(2);
    let mut lines = Vec::new();
    for block in form.blocks.iter().filter(|block| block.is_changed()) {
        lines.extend(sides(block.place, None, form, look, room));
    }
    lines.push(Line::default());
    let request = request.map_or_else(|| look.words.say(Word::Loading), str::to_owned);
    lines.push(Line::styled(
        look.words.say(Word::WouldBeSent),
        look.theme.accent,
    ));
    for line in request.lines() {
        // JSON is indented: its own lines stay apart, and long ones are shown whole.
        let indent = " ".repeat(line.len() - line.trim_start().len());
        let wrapped = text::wrap(&text::clean(line.trim_start()), room.saturating_sub(8));
        lines.extend(
            wrapped
                .into_iter()
                .map(|line| Line::raw(format!("{indent}{line}"))),
        );
    }
    measured.lines = lines.len();
    measured.rows = body.height.into();
    measured.top = scroll.min(lines.len().saturating_sub(measured.rows));
    for (line, row) in lines.into_iter().skip(measured.top).zip(body.rows()) {
        let row = Rect {
            x: row.x + 1,
            width: row.width.saturating_sub(1),
            ..row
        };
        frame.render_widget(line, row);
    }
}

/// One field: what it was, what I typed and, where somebody else changed it, what the account holds now.
pub(super) fn sides(
    place: Place,
    theirs: Option<String>,
    form: &Form,
    look: &Look,
    room: u16,
) -> Vec<Line<'static>> {
    let label = form
        .blocks
        .iter()
        .find(|block| block.place == place)
        .map(|block| match &block.label {
            Label::Word(word) => look.words.say(*word),
            Label::Account(name) => name.to_string(),
        })
        .unwrap_or_default();
    let was = form.base.as_ref();
    let was = was.map(|base| of_contact(base, place, form, look));
    let mine = of_changes(&form.changes(), place, form, look);
    let mut lines = vec![Line::styled(text::fit(&label, room), look.theme.accent)];
    let mut said = vec![
        (Word::ConflictWas, was.unwrap_or_default()),
        (Word::ConflictMine, mine.unwrap_or_default()),
    ];
    said.extend(theirs.map(|theirs| (Word::ConflictTheirs, theirs)));
    for (word, value) in said {
        let name = text::cell(&look.words.say(word), 12);
        let value = if value.is_empty() {
            "—".to_owned()
        } else {
            value
        };
        lines.push(Line::from(vec![
            Span::styled(format!("  {name} "), look.theme.faint),
            Span::raw(text::fit(&value, room.saturating_sub(15))),
        ]));
    }
    lines
}

/// What a contact holds in a place, in one line.
pub(super) fn of_contact(contact: &Contact, place: Place, form: &Form, look: &Look) -> String {
    let named = |target, name| named(target, name, form, look);
    let unnamed = |target| named(target, Untrusted::default());
    match place {
        Place::Name => contact.name.to_string(),
        Place::Responsible => unnamed(Target::User(contact.responsible)),
        Place::Company => {
            let company = contact.company.as_ref();
            let company =
                company.map(|company| named(Target::Company(company.id), company.name.clone()));
            company.unwrap_or_default()
        }
        Place::Tags => text::clean(&contact.tag_names().join(", ")),
        Place::Leads => {
            let leads = contact.leads.iter().copied().map(Target::Lead);
            leads.map(unnamed).collect::<Vec<_>>().join(", ")
        }
        Place::Customers => {
            let customers = contact.customers.iter().copied().map(Target::Customer);
            customers.map(unnamed).collect::<Vec<_>>().join(", ")
        }
        Place::Field(id) => values(contact.values(id)),
    }
}

/// What was typed in a place, in one line; of links what comes and goes.
fn of_changes(changes: &Changes, place: Place, form: &Form, look: &Look) -> Option<String> {
    match place {
        Place::Name => changes.name.as_deref().map(text::clean),
        Place::Responsible => {
            let user = Target::User(changes.responsible?);
            Some(named(user, Untrusted::default(), form, look))
        }
        Place::Company => Some(match changes.company.as_ref()? {
            CompanyChange::Existing(company) => named(
                Target::Company(company.id),
                company.name.clone(),
                form,
                look,
            ),
            CompanyChange::New(name) => named(Target::NewCompany, name.as_str().into(), form, look),
            CompanyChange::Unlinked(_) => look.words.say(Word::PickGoes),
        }),
        Place::Tags => {
            let tags = changes.tags.as_ref()?;
            Some(text::clean(&tags.join(", ")))
        }
        Place::Leads => Some(links(&changes.leads, Target::Lead, form, look)),
        Place::Customers => Some(links(&changes.customers, Target::Customer, form, look)),
        Place::Field(id) => changes.fields.get(&id).map(|mine| values(mine)),
    }
}

fn links<I: Copy>(links: &Links<I>, target: fn(I) -> Target, form: &Form, look: &Look) -> String {
    let said = |sign: char, id, name| {
        let named = named(target(id), name, form, look);
        format!("{sign} {named}")
    };
    let added = links.added.iter();
    let added = added.map(|link| said('+', link.id, link.name.clone()));
    let removed = links.removed.iter();
    let removed = removed.map(|id| said('−', *id, Untrusted::default()));
    added.chain(removed).collect::<Vec<_>>().join(", ")
}

/// Something linked, by the name that it is given or that the form knows.
fn named(target: Target, name: Untrusted, form: &Form, look: &Look) -> String {
    let known = form.blocks.iter().find_map(|block| match &block.editor {
        Editor::Picker(picker) => picker.known(target),
        _ => None,
    });
    match known {
        Some(choice) if name.is_blank() => super::form::named(choice, &form.links, look),
        _ => super::form::named(&Choice::new(target, name), &form.links, look),
    }
}

fn values(values: &[FieldValue]) -> String {
    let shown: Vec<String> = values
        .iter()
        .map(|value| match &value.content {
            Content::Text(text) => text.to_string(),
            Content::Structured(json) => text::clean(json),
        })
        .collect();
    shown.join(", ")
}
