//! The values of one field in the form in which accounts take them, by the kind of the field.

use serde_json::Value as Json;

use crate::crm::decode::is_list;
use crate::domain::field::{Content, FieldDef, FieldKind, FieldValue, Subtype};
use crate::domain::id::OptionId;
use crate::wire::v2::contact::{Value, ValueWrite};

/// All values of a field; the field is replaced whole. An empty list clears it.
///
/// Without the definition (the account was not read yet) values go in the long form, which accounts take for every kind.
pub(super) fn encode(values: &[FieldValue], field: Option<&FieldDef>) -> Vec<ValueWrite> {
    let kind = field.map(|field| field.kind);
    values
        .iter()
        .filter(|value| says_something(value, kind))
        .map(|value| encode_one(value, kind, field))
        .collect()
}

fn encode_one(value: &FieldValue, kind: Option<FieldKind>, field: Option<&FieldDef>) -> ValueWrite {
    let chosen = chosen(value, field);
    match (kind, chosen) {
        (Some(FieldKind::Multiselect), Some(option)) => ValueWrite::Bare(option.0.into()),
        (Some(kind), Some(option)) if is_list(kind) => ValueWrite::Full(Value::plain(option.0)),
        _ => ValueWrite::Full(Value {
            value: match (kind, value.raw()) {
                // The documentation writes check boxes as numbers and reads them as texts.
                (Some(FieldKind::Checkbox), Some("1")) => Json::from(1),
                (Some(FieldKind::Checkbox), Some("0")) => Json::from(0),
                _ => content(&value.content),
            },
            variant: value.option.map(|option| code(option, field)),
            subtype: value.subtype.as_ref().map(|subtype| match subtype {
                Subtype::Part(part) => part.name().to_owned(),
                Subtype::Other(name) => name.clone(),
            }),
        }),
    }
}

/// The option of a list value: by its id, or found by its label.
fn chosen(value: &FieldValue, field: Option<&FieldDef>) -> Option<OptionId> {
    value.option.or_else(|| {
        let label = value.raw()?;
        field?
            .options
            .iter()
            .find(|option| option.label.raw() == label)
            .map(|option| option.id)
    })
}

/// What a type is called in a request: its code, such as `WORK`, where the account gives codes; its number otherwise.
fn code(option: OptionId, field: Option<&FieldDef>) -> String {
    field
        .filter(|field| field.role.is_some())
        .and_then(|field| field.option(option))
        .map(|option| option.label.raw())
        .filter(|label| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_uppercase()))
        .map_or_else(|| option.to_string(), str::to_owned)
}

fn content(content: &Content) -> Json {
    match content {
        Content::Text(text) => Json::from(text.raw()),
        // It came from an account as JSON; if it is none any more, its text is all there is.
        Content::Structured(json) => {
            serde_json::from_str(json).unwrap_or_else(|_| Json::from(json.as_str()))
        }
    }
}

/// A blank text says nothing, unless the value is an option of a list whose label is not known.
fn says_something(value: &FieldValue, kind: Option<FieldKind>) -> bool {
    let blank = value.raw().is_some_and(|text| text.trim().is_empty());
    !blank || value.option.is_some() && kind.is_none_or(is_list)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::field::{AddressPart, FieldOption, FieldRole};
    use crate::domain::id::FieldId;

    fn field(kind: FieldKind, role: Option<FieldRole>, options: &[(i64, &str)]) -> FieldDef {
        FieldDef {
            id: FieldId(1),
            name: "поле".into(),
            kind,
            role,
            sort: 0,
            is_multiple: false,
            is_system: role.is_some(),
            is_editable: true,
            is_required: false,
            options: options
                .iter()
                .map(|(id, label)| FieldOption {
                    id: OptionId(*id),
                    label: (*label).into(),
                })
                .collect(),
        }
    }

    fn encoded(values: &[FieldValue], field: Option<&FieldDef>) -> Json {
        serde_json::to_value(encode(values, field)).expect("JSON")
    }

    #[test]
    fn phones_travel_with_the_code_of_their_type() {
        let phones = field(
            FieldKind::Multitext,
            Some(FieldRole::Phone),
            &[(3_685_083, "WORK"), (3_685_089, "Дача")],
        );
        let values = [
            FieldValue::typed("89990123456", Some(OptionId(3_685_083))),
            FieldValue::typed("1", Some(OptionId(3_685_089))),
            FieldValue::typed("2", Some(OptionId(7))),
            FieldValue::text("3"),
        ];
        assert_eq!(
            encoded(&values, Some(&phones)),
            json!([
                {"value": "89990123456", "enum": "WORK"},
                {"value": "1", "enum": "3685089"},
                {"value": "2", "enum": "7"},
                {"value": "3"},
            ])
        );
    }

    #[test]
    fn lists_travel_by_the_ids_of_their_options() {
        let options = [(3_692_662, "1"), (3_692_663, "2")];
        let values = [
            FieldValue::typed("1", Some(OptionId(3_692_662))),
            FieldValue::text("2"),
        ];
        let multiselect = field(FieldKind::Multiselect, None, &options);
        assert_eq!(
            encoded(&values, Some(&multiselect)),
            json!([3_692_662, 3_692_663])
        );
        let select = field(FieldKind::Select, None, &options);
        assert_eq!(
            encoded(&values[..1], Some(&select)),
            json!([{"value": 3_692_662}])
        );
    }

    #[test]
    fn an_address_travels_with_all_its_filled_parts_by_name() {
        let address = field(FieldKind::SmartAddress, None, &[]);
        let values = [
            FieldValue::part("ул. Ленина, д. 1", AddressPart::Line1),
            FieldValue::part("", AddressPart::Line2),
            FieldValue::part("Москва", AddressPart::City),
            FieldValue {
                subtype: Some(Subtype::Other("99".into())),
                ..FieldValue::text("x")
            },
        ];
        assert_eq!(
            encoded(&values, Some(&address)),
            json!([
                {"value": "ул. Ленина, д. 1", "subtype": "address_line_1"},
                {"value": "Москва", "subtype": "city"},
                {"value": "x", "subtype": "99"},
            ])
        );
    }

    #[test]
    fn structured_content_goes_back_as_it_came() {
        let entity = field(FieldKind::LegalEntity, None, &[]);
        let value = FieldValue {
            content: Content::Structured(r#"{"name":"ООО","entity_type":2}"#.to_owned()),
            option: None,
            subtype: None,
        };
        assert_eq!(
            encoded(&[value], Some(&entity)),
            json!([{"value": {"name": "ООО", "entity_type": 2}}])
        );
    }

    #[test]
    fn without_a_definition_values_go_in_the_long_form() {
        let values = [FieldValue::typed("2", Some(OptionId(3_692_663)))];
        assert_eq!(
            encoded(&values, None),
            json!([{"value": "2", "enum": "3692663"}])
        );
    }

    #[test]
    fn nothing_clears_a_field_and_blank_rows_are_left_out() {
        let phones = field(
            FieldKind::Multitext,
            Some(FieldRole::Phone),
            &[(3_685_083, "WORK")],
        );
        let blank = FieldValue::typed(" ", Some(OptionId(3_685_083)));
        assert_eq!(encoded(&[blank], Some(&phones)), json!([]));
        let select = field(FieldKind::Select, None, &[]);
        let unlabelled = FieldValue::typed("", Some(OptionId(5)));
        assert_eq!(encoded(&[unlabelled], Some(&select)), json!([{"value": 5}]));
        assert_eq!(encoded(&[], None), json!([]));
        assert_eq!(encoded(&[FieldValue::text("")], None), json!([]));
    }
}
