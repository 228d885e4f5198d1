//! The values of custom fields as people read them, whatever their kind.

use super::super::{Look, structured, text};
use crate::{
    domain::{
        address,
        field::{Content, Field, FieldDef, FieldKind, FieldOption, FieldRole, FieldValue},
        phone,
    },
    words::Word,
};

/// Cells of the type before a phone or an e-mail.
const TYPE: u16 = 5;

/// The values of a field as people read them, one an entry.
pub(super) fn readable(field: &Field, def: Option<&FieldDef>, look: &Look) -> Vec<String> {
    let is_address = field.values.iter().any(|value| value.subtype.is_some());
    let kind = def.map(|def| def.kind);
    match kind {
        _ if is_address => vec![address::line(&field.values)],
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
        Some(FieldKind::Date | FieldKind::Birthday) => {
            dates(field, look, |raw| look.words.field_date(raw))
        }
        Some(FieldKind::DateTime) => dates(field, look, |raw| look.words.field_date_time(raw)),
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

/// Dates as they are written in the person's language; what is none stays as it is.
fn dates(field: &Field, look: &Look, written: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let values = field.values.iter();
    let values = values.map(|value| {
        let date = value.raw().and_then(&written);
        date.unwrap_or_else(|| plain(value, look))
    });
    values.collect()
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
