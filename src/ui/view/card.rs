//! One contact with every filled field, whatever its kind.

use jiff::tz::TimeZone;
use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{Look, structured, text};
use crate::{
    domain::{
        account::Account,
        contact::Contact,
        field::{
            AddressPart, Content, Field, FieldDef, FieldKind, FieldOption, FieldRole, FieldValue,
            Subtype,
        },
        id::Moment,
        phone,
        text::Untrusted,
    },
    ui::app::{Measured, State, card::Card},
    words::Word,
};

/// Cells of the label column.
const LABEL: u16 = 13;
/// The same where there is room.
const WIDE_LABEL: u16 = 22;
const ROOMY: u16 = 70;
/// Cells of the type before a phone or an e-mail.
const TYPE: u16 = 5;

/// Paints the card in front.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    card: &Card,
    state: &State,
    look: &Look,
    measured: &mut Measured,
) {
    let lines = lines(&card.contact, Known::of(state), look, body.width);
    measured.lines = lines.len();
    measured.rows = body.height.into();
    let last = lines.len().saturating_sub(measured.rows);
    measured.top = card.scroll.min(last);
    for (line, row) in lines.into_iter().skip(measured.top).zip(body.rows()) {
        frame.render_widget(line, row);
    }
}

/// What a contact is read with.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The account, if it is known.
    pub account: Option<&'a Account>,
    /// Its time zone.
    pub zone: &'a TimeZone,
    /// The time.
    pub now: Moment,
}

impl<'a> Known<'a> {
    pub(super) fn of(state: &'a State) -> Self {
        Self {
            account: state.session.account.as_ref(),
            zone: &state.session.zone,
            now: state.now,
        }
    }
}

/// A contact as its card shows it, in lines of so many cells, its name first.
pub fn card_lines(contact: &Contact, known: Known<'_>, look: &Look, width: u16) -> Vec<String> {
    let mut told = text::wrap(&look.name(&contact.name), width);
    let lines = lines(contact, known, look, width);
    told.extend(
        lines
            .iter()
            .map(|line| line.to_string().trim_end().to_owned()),
    );
    told
}

/// All lines of a contact, for the card and for the pane beside the list.
pub(super) fn lines(
    contact: &Contact,
    known: Known<'_>,
    look: &Look,
    width: u16,
) -> Vec<Line<'static>> {
    let Known { account, zone, now } = known;
    let mut page = Page {
        lines: Vec::new(),
        width,
        look,
    };
    if let Some(company) = &contact.company {
        page.row(
            &look.words.say(Word::FieldCompany),
            &company.name.to_string(),
        );
    }
    for field in ordered(contact, account) {
        page.field(field, account);
    }
    if !contact.tags.is_empty() {
        let tags: Vec<String> = contact
            .tags
            .iter()
            .map(|tag| tag.name.to_string())
            .collect();
        page.row(&look.words.say(Word::FieldTags), &tags.join(" · "));
    }
    if let Some(at) = contact.closest_task_at {
        let due = look.words.due(at, now, zone);
        let word = if due.overdue {
            Word::TaskOverdue
        } else {
            Word::TaskDue
        };
        let exact = look.words.date_time(at, zone);
        // A day far away is a date already.
        let said = if exact.starts_with(&due.text) && due.overdue {
            look.words
                .say_with(Word::TaskOverdueSince, [("at", exact.into())])
        } else if exact.starts_with(&due.text) {
            exact
        } else {
            let given = [("due", due.text.into()), ("at", exact.into())];
            look.words.say_with(word, given)
        };
        let style = if due.overdue {
            look.theme.bad
        } else {
            ratatui::style::Style::new()
        };
        page.styled(&look.words.say(Word::FieldTask), &said, style);
    }
    if !contact.leads.is_empty() {
        page.row(&look.words.say(Word::FieldLeads), &numbers(&contact.leads));
    }
    if !contact.customers.is_empty() {
        page.row(
            &look.words.say(Word::FieldCustomers),
            &numbers(&contact.customers),
        );
    }
    page.row(
        &look.words.say(Word::FieldResponsible),
        &look.user(account, contact.responsible),
    );
    for (word, at, by) in [
        (Word::FieldCreated, contact.created_at, contact.created_by),
        (Word::FieldUpdated, contact.updated_at, contact.updated_by),
    ] {
        let when = look.words.date_time(at, zone);
        page.row(
            &look.words.say(word),
            &format!("{when}, {}", look.user(account, by)),
        );
    }
    page.row(&look.words.say(Word::FieldId), &contact.id.to_string());
    page.lines
}

/// The filled fields in the account's order; fields that the account no longer defines come last.
fn ordered<'a>(contact: &'a Contact, account: Option<&Account>) -> Vec<&'a Field> {
    let place = |field: &&Field| {
        account
            .and_then(|account| account.fields.iter().position(|def| def.id == field.id))
            .unwrap_or(usize::MAX)
    };
    let mut fields: Vec<&Field> = contact.fields.iter().collect();
    fields.sort_by_key(place);
    fields
}

fn numbers<T: ToString>(ids: &[T]) -> String {
    let ids: Vec<String> = ids
        .iter()
        .map(|id| format!("#{}", id.to_string()))
        .collect();
    ids.join(", ")
}

struct Page<'a> {
    lines: Vec<Line<'static>>,
    width: u16,
    look: &'a Look,
}

impl Page<'_> {
    fn row(&mut self, label: &str, value: &str) {
        self.styled(label, value, ratatui::style::Style::new());
    }

    fn styled(&mut self, label: &str, value: &str, style: ratatui::style::Style) {
        let wanted = if self.width >= ROOMY {
            WIDE_LABEL
        } else {
            LABEL
        };
        let label_width = wanted.min(self.width / 3);
        let room = self.width.saturating_sub(label_width + 3);
        let mut label = text::cell(label, label_width);
        for line in text::wrap(value, room) {
            self.lines.push(Line::from(vec![
                Span::styled(format!(" {label} "), self.look.theme.label),
                Span::styled(line, style),
            ]));
            label = " ".repeat(label_width.into());
        }
    }

    fn field(&mut self, field: &Field, account: Option<&Account>) {
        let def = account.and_then(|account| account.field(field.id));
        let mut label = field.name.to_string();
        for value in readable(field, def, self.look) {
            self.row(&label, &value);
            label.clear();
        }
    }
}

/// The values of a field as people read them, one an entry.
fn readable(field: &Field, def: Option<&FieldDef>, look: &Look) -> Vec<String> {
    let is_address = field.values.iter().any(|value| value.subtype.is_some());
    let kind = def.map(|def| def.kind);
    match kind {
        _ if is_address => vec![address(&field.values)],
        Some(FieldKind::Multiselect) => {
            let labels: Vec<String> = field
                .values
                .iter()
                .map(|value| plain(value, look))
                .collect();
            vec![labels.join(", ")]
        }
        Some(FieldKind::Checkbox) => field
            .values
            .iter()
            .map(|value| {
                look.words.say(match value.raw() {
                    Some("1" | "true" | "Y") => Word::Yes,
                    _ => Word::No,
                })
            })
            .collect(),
        Some(FieldKind::Date | FieldKind::Birthday) => field
            .values
            .iter()
            .map(|value| {
                value
                    .raw()
                    .and_then(|raw| look.words.field_date(raw))
                    .unwrap_or_else(|| plain(value, look))
            })
            .collect(),
        Some(FieldKind::DateTime) => field
            .values
            .iter()
            .map(|value| {
                value
                    .raw()
                    .and_then(|raw| look.words.field_date_time(raw))
                    .unwrap_or_else(|| plain(value, look))
            })
            .collect(),
        Some(FieldKind::Textarea) => field
            .values
            .iter()
            .flat_map(|value| paragraphs(value, look))
            .collect(),
        _ => field
            .values
            .iter()
            .flat_map(|value| typed(field, def, value, look))
            .collect(),
    }
}

/// A phone, an e-mail or a messenger with its type; a structured value part by part; anything else as it is.
fn typed(field: &Field, def: Option<&FieldDef>, value: &FieldValue, look: &Look) -> Vec<String> {
    let shown = match (&value.content, field.role) {
        (Content::Structured(json), _) => return structured::lines(json, look),
        (Content::Text(text), Some(FieldRole::Phone)) => phone::readable(text),
        (Content::Text(text), _) => text.to_string(),
    };
    let is_multitext = field.role.is_some_and(|role| role != FieldRole::Position)
        || def.is_some_and(|def| def.kind == FieldKind::Multitext);
    let option: Option<&FieldOption> = def
        .zip(value.option)
        .and_then(|(def, id)| def.option(id))
        .filter(|_| is_multitext);
    match option {
        Some(option) => vec![format!(
            "{} {shown}",
            text::cell(&look.short_option(field.role, option), TYPE)
        )],
        None => vec![shown],
    }
}

fn plain(value: &FieldValue, look: &Look) -> String {
    match &value.content {
        Content::Text(text) => text.to_string(),
        Content::Structured(json) => structured::lines(json, look).join("; "),
    }
}

fn paragraphs(value: &FieldValue, look: &Look) -> Vec<String> {
    match &value.content {
        Content::Text(text) => text.lines().collect(),
        Content::Structured(json) => structured::lines(json, look),
    }
}

/// An address as it is written on an envelope, in one line; parts that rolo does not know come last.
fn address(values: &[FieldValue]) -> String {
    let part = |wanted: AddressPart| {
        values
            .iter()
            .filter(move |value| value.subtype == Some(Subtype::Part(wanted)))
    };
    let others = values
        .iter()
        .filter(|value| !matches!(value.subtype, Some(Subtype::Part(_))));
    AddressPart::ALL
        .into_iter()
        .flat_map(part)
        .chain(others)
        .filter_map(FieldValue::raw)
        .map(|raw| Untrusted::from(raw).to_string())
        .filter(|shown| !shown.trim().is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
