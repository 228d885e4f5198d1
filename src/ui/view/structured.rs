//! Values that are objects (requisites, a file, a linked contact) as lines that people read.

use serde_json::Value;

use super::{Look, text::clean};
use crate::words::Word;

/// `Name: …` lines; keys that mean nothing to people are left out, unknown ones stay as they are called. A value that is
/// no JSON is shown as it came.
pub(super) fn lines(json: &str, look: &Look) -> Vec<String> {
    let mut out = Vec::new();
    match serde_json::from_str(json) {
        Ok(value) => flatten("", &value, look, &mut out),
        Err(_) => out.push(clean(json)),
    }
    out
}

fn flatten(key: &str, value: &Value, look: &Look, out: &mut Vec<String>) {
    let shown = match value {
        Value::Null => return,
        Value::Object(parts) => {
            for (key, value) in parts {
                flatten(key, value, look, out);
            }
            return;
        }
        Value::Array(items) => {
            for value in items {
                flatten(key, value, look, out);
            }
            return;
        }
        Value::String(text) if text.trim().is_empty() => return,
        Value::String(text) => clean(text),
        other => other.to_string(),
    };
    match named(key) {
        Named::Nobody => {}
        Named::Word(word) => out.push(format!("{}: {shown}", look.words.say(word))),
        Named::Plain => out.push(shown),
        Named::Unknown => out.push(format!("{}: {shown}", clean(key))),
    }
}

enum Named {
    /// Of no use to people.
    Nobody,
    /// Speaks for itself.
    Plain,
    Word(Word),
    Unknown,
}

/// The keys of `legal_entity`, `org_legal_name`, `file` and `linked_entity` values.
fn named(key: &str) -> Named {
    match key {
        "name" | "file_name" | "description" => Named::Plain,
        "vat_id" | "inn" => Named::Word(Word::PartVatId),
        "kpp" | "tax_registration_reason_code" => Named::Word(Word::PartKpp),
        "address" | "real_address" | "line1" => Named::Word(Word::FieldAddress),
        "line2" => Named::Word(Word::PartLine2),
        "city" => Named::Word(Word::PartCity),
        "state" => Named::Word(Word::PartState),
        "zip" => Named::Word(Word::PartZip),
        "country" => Named::Word(Word::PartCountry),
        "file_uuid" | "version_uuid" | "file_size" | "is_deleted" | "entity_type" | "entity_id"
        | "external_uid" | "external_id" => Named::Nobody,
        _ => Named::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ui::view::Theme,
        words::{Language, Words},
    };

    fn shown(json: &str) -> Vec<String> {
        let look = Look {
            words: Words::new(Language::Russian),
            theme: Theme::new(false),
        };
        lines(json, &look)
    }

    #[test]
    fn requisites_are_named_in_the_persons_language() {
        let json = r#"{"name":"ООО \u001b[31mМост","entity_type":2,"vat_id":"7701","kpp":"","new_key":[1,"б"]}"#;
        assert_eq!(
            shown(json),
            ["ООО ␛[31mМост", "ИНН: 7701", "new_key: 1", "new_key: б"]
        );
    }

    #[test]
    fn what_is_no_json_is_shown_as_it_came() {
        assert_eq!(shown("{half"), ["{half"]);
    }
}
