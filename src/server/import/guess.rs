//! What kinds the custom fields of imported contacts have: contacts name fields, but only their values tell the kind.

use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;
use serde_json::Value as Json;

use crate::domain::field::FieldRole;
use crate::server::fields::{self, Field, Fields, Flags, Variant};
use crate::wire::lenient;
use crate::wire::v2::contact::{CustomField, Value};

/// What was seen of all fields so far.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    seen: HashMap<i64, Seen>,
    phones: Option<i64>,
}

#[derive(Debug)]
struct Seen {
    name: String,
    is_system: bool,
    role: Option<FieldRole>,
    /// In which order the fields were first met.
    place: i64,
    /// Labels by option. Types of phones have none: contacts only tell their ids.
    variants: BTreeMap<i64, String>,
    several: bool,
    /// `None` until there is a value.
    look: Option<Look>,
}

/// What values look like. Of two that differ the later one here covers both, and never less than plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    Day,
    Link,
    Text,
    Lines,
    Object,
    AddressPart,
}

impl Guesses {
    /// Notes what a contact's field looks like.
    pub(super) fn note(&mut self, field: &CustomField) {
        let place = i64::try_from(self.seen.len()).unwrap_or(i64::MAX);
        let seen = self.seen.entry(field.id).or_insert_with(|| {
            let code = field.code.as_deref().unwrap_or_default();
            Seen::new(
                field,
                FieldRole::recognise(code, &field.name, field.is_system),
                place,
            )
        });
        if seen.role == Some(FieldRole::Phone) {
            self.phones = Some(field.id);
        }
        seen.several |= field.values.len() > 1;
        for value in &field.values {
            seen.look_at(value);
        }
    }

    /// The field that holds phones, as soon as it was met.
    pub(super) fn phones(&self) -> Option<i64> {
        self.phones
    }

    /// Makes the fields that the account does not have yet, and adds new options to those it has.
    pub(super) fn keep(self, connection: &Connection) -> rusqlite::Result<()> {
        let known = Fields::load(connection, "contacts")?;
        let mut next: i64 = connection.query_row(
            "SELECT coalesce(max(id), 0) + 1 FROM field_enum",
            [],
            |row| row.get(0),
        )?;
        next = next.max(
            1 + self
                .seen
                .values()
                .filter_map(|seen| seen.variants.keys().max())
                .max()
                .unwrap_or(&0),
        );
        let mut seen: Vec<(i64, Seen)> = self.seen.into_iter().collect();
        seen.sort_by_key(|(_, seen)| seen.place);
        for (id, seen) in seen {
            let existing = known.get(id);
            fields::create(connection, "contacts", &seen.field(id, existing, &mut next))?;
        }
        Ok(())
    }
}

impl Seen {
    fn new(field: &CustomField, role: Option<FieldRole>, place: i64) -> Self {
        Self {
            name: field.name.clone(),
            is_system: field.is_system,
            role,
            place,
            variants: BTreeMap::new(),
            several: false,
            look: None,
        }
    }

    fn look_at(&mut self, value: &Value) {
        let text = lenient::text(&value.value).unwrap_or_default();
        let look = match &value.value {
            _ if value.subtype.is_some() => Look::AddressPart,
            Json::Object(_) | Json::Array(_) => Look::Object,
            _ if text.contains('\n') => Look::Lines,
            _ if text.starts_with("http://") || text.starts_with("https://") => Look::Link,
            _ if text.len() == 19 && text.ends_with(" 00:00:00") => Look::Day,
            _ => Look::Text,
        };
        self.look = Some(match self.look {
            Some(before) if before != look => before.max(look).max(Look::Text),
            _ => look,
        });
        if let Some(id) = value.variant.as_deref().and_then(|id| id.parse().ok()) {
            self.variants.entry(id).or_insert(text);
        }
    }

    fn field(self, id: i64, existing: Option<&Field>, next: &mut i64) -> Field {
        let variants = match self.role {
            Some(role) if existing.is_none() => types(role, self.variants.keys().copied(), next),
            // Types whose code nobody tells are known by their number.
            Some(_) => self
                .variants
                .keys()
                .map(|id| Variant {
                    id: *id,
                    value: id.to_string(),
                })
                .collect(),
            None => {
                let variants = self.variants.iter();
                variants
                    .map(|(id, value)| Variant {
                        id: *id,
                        value: value.clone(),
                    })
                    .collect()
            }
        };
        let code = match self.role {
            Some(FieldRole::Position) => "POSITION",
            Some(FieldRole::Phone) => "PHONE",
            Some(FieldRole::Email) => "EMAIL",
            Some(FieldRole::Messenger) => "IM",
            None => "",
        };
        Field {
            id,
            number: existing.map_or_else(|| self.number(), |field| field.number),
            code: code.to_owned(),
            sort: if self.role.is_some() {
                self.place
            } else {
                500 + self.place
            },
            is_system: self.is_system,
            flags: Flags::usual(self.is_system),
            name: self.name,
            variants,
        }
    }

    /// The `field_type` that fits what was seen.
    fn number(&self) -> i64 {
        let name = self.name.to_lowercase();
        match (self.role, self.look) {
            (Some(FieldRole::Position), _) => 1,
            (Some(_), _) => 8,
            (None, Some(Look::AddressPart)) => 13,
            (None, Some(Look::Object)) => 15,
            (None, _) if !self.variants.is_empty() && self.several => 5,
            (None, _) if !self.variants.is_empty() => 4,
            (None, Some(Look::Day)) if name.contains("рожд") || name.contains("birth") => 14,
            (None, Some(Look::Day)) => 6,
            (None, Some(Look::Link)) => 7,
            (None, Some(Look::Lines)) => 9,
            (None, Some(Look::Text) | None) => 1,
        }
    }
}

/// The types of phones and the like. Which id is which nobody tells, but accounts number them in this order; types that
/// no contact has get numbers of their own, so that they can be written by their code.
fn types(role: FieldRole, seen: impl Iterator<Item = i64>, next: &mut i64) -> Vec<Variant> {
    let codes: &[&str] = match role {
        FieldRole::Position => &[],
        FieldRole::Phone => &["WORK", "WORKDD", "MOB", "FAX", "HOME", "OTHER"],
        FieldRole::Email => &["WORK", "PRIV", "OTHER"],
        FieldRole::Messenger => &["ICQ", "JABBER", "GTALK", "MSN", "SKYPE", "OTHER"],
    };
    let mut seen: Vec<i64> = seen.collect();
    let mut variants = Vec::new();
    // The ids are neighbours; with fewer seen than there are codes the lowest is taken for the first.
    let first = seen.first().copied().unwrap_or(i64::MAX);
    for (place, code) in (0_i64..).zip(codes) {
        let usual = first.checked_add(place).filter(|id| seen.contains(id));
        let id = usual.unwrap_or_else(|| {
            *next += 1;
            *next - 1
        });
        seen.retain(|other| *other != id);
        variants.push(Variant {
            id,
            value: (*code).to_owned(),
        });
    }
    variants.extend(seen.into_iter().map(|id| Variant {
        id,
        value: id.to_string(),
    }));
    variants
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::wire::v2::contact::Contact;

    fn number(name: &str, is_system: bool, values: &Json) -> i64 {
        let contact = json!({"id": 1, "custom_fields":
            [{"id": 7, "name": name, "values": values, "is_system": is_system}]});
        let contact = Contact::read(&contact).unwrap();
        let mut guesses = Guesses::default();
        guesses.note(&contact.custom_fields[0]);
        guesses
            .seen
            .remove(&7)
            .unwrap()
            .field(7, None, &mut 1000)
            .number
    }

    #[test]
    fn the_values_tell_the_kind() {
        for (name, is_system, values, kind) in [
            ("Телефон", true, json!([{"value": "1", "enum": "5"}]), 8),
            ("Должность", true, json!([{"value": "Директор"}]), 1),
            ("Адрес", false, json!([{"value": "x", "subtype": "1"}]), 13),
            ("Список", false, json!([{"value": "x", "enum": "1"}]), 4),
            (
                "Список",
                false,
                json!([{"value": "x", "enum": "1"}, {"value": "y", "enum": "2"}]),
                5,
            ),
            (
                "День рождения",
                false,
                json!([{"value": "1980-01-02 00:00:00"}]),
                14,
            ),
            (
                "Договор",
                false,
                json!([{"value": "1980-01-02 00:00:00"}]),
                6,
            ),
            ("Сайт", false, json!([{"value": "https://example.com"}]), 7),
            ("Заметка", false, json!([{"value": "a\nb"}]), 9),
            ("Реквизиты", false, json!([{"value": {"name": "x"}}]), 15),
            ("Прочее", false, json!([{"value": "x"}]), 1),
        ] {
            assert_eq!(number(name, is_system, &values), kind, "{name}");
        }
    }

    #[test]
    fn types_that_were_not_seen_can_still_be_written() {
        let types = types(FieldRole::Email, [10, 12, 99].into_iter(), &mut 1000);
        let told: Vec<(i64, &str)> = types
            .iter()
            .map(|variant| (variant.id, variant.value.as_str()))
            .collect();
        assert_eq!(
            told,
            [(10, "WORK"), (1000, "PRIV"), (12, "OTHER"), (99, "99")]
        );
    }
}
