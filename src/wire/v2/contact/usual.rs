//! A contact in the very shape that accounts print, read straight from its text: a list is full of those.

use std::{fmt, marker::PhantomData};

use serde::de::{
    Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor, value::MapAccessDeserializer,
};
use serde_json::Value as Json;

use super::{CompanyRef, Contact, CustomField, LinkedIds, Tag, Value, field::chosen};

/// Reads a contact, without its links; `None` for anything that takes the forgiving reader to understand, or to refuse.
///
/// What is read here is read there alike. A member that is not known here may be one that has to be refused there.
pub(super) fn read(text: &str) -> Option<Contact> {
    let Object(usual) = serde_json::from_str::<Object<Usual>>(text).ok()?;
    Some(usual.into())
}

/// A JSON object: derived readers take a list for one as well.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Read<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Object)
            }
        }
        deserializer.deserialize_map(Read(PhantomData))
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Usual {
    id: i64,
    name: String,
    first_name: Option<String>,
    last_name: Option<String>,
    responsible_user_id: i64,
    created_by: i64,
    created_at: i64,
    updated_at: i64,
    account_id: i64,
    updated_by: i64,
    group_id: i64,
    company: Object<UsualCompany>,
    leads: Object<UsualIds>,
    closest_task_at: i64,
    tags: Vec<Object<UsualTag>>,
    custom_fields: Vec<Object<UsualField>>,
    customers: Object<UsualIds>,
    #[serde(rename = "_links")]
    _links: Option<IgnoredAny>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct UsualCompany {
    id: Option<i64>,
    name: Option<String>,
    #[serde(rename = "_links")]
    _links: Option<IgnoredAny>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct UsualIds {
    #[serde(default)]
    id: Vec<i64>,
    #[serde(rename = "_links")]
    _links: Option<IgnoredAny>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct UsualTag {
    id: i64,
    name: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct UsualField {
    id: i64,
    name: String,
    code: Option<String>,
    values: Vec<Object<UsualValue>>,
    is_system: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct UsualValue {
    value: Json,
    #[serde(rename = "enum")]
    variant: Option<String>,
    subtype: Option<String>,
}

impl From<Usual> for Contact {
    fn from(usual: Usual) -> Self {
        let tags = usual.tags.into_iter();
        let fields = usual.custom_fields.into_iter();
        Self {
            id: usual.id,
            name: usual.name,
            first_name: usual.first_name,
            last_name: usual.last_name,
            responsible_user_id: usual.responsible_user_id,
            created_by: usual.created_by,
            created_at: usual.created_at,
            updated_at: usual.updated_at,
            account_id: usual.account_id,
            updated_by: usual.updated_by,
            group_id: usual.group_id,
            company: usual.company.into(),
            leads: usual.leads.into(),
            closest_task_at: usual.closest_task_at,
            tags: tags.map(Tag::from).collect(),
            custom_fields: fields.map(CustomField::from).collect(),
            customers: usual.customers.into(),
            links: None,
        }
    }
}

impl From<Object<UsualCompany>> for Option<CompanyRef> {
    fn from(Object(company): Object<UsualCompany>) -> Self {
        let id = company.id.filter(|id| *id != 0)?;
        Some(CompanyRef {
            id,
            name: company.name.unwrap_or_default(),
            links: None,
        })
    }
}

impl From<Object<UsualIds>> for LinkedIds {
    fn from(Object(UsualIds { id, .. }): Object<UsualIds>) -> Self {
        Self { id, links: None }
    }
}

impl From<Object<UsualTag>> for Tag {
    fn from(Object(UsualTag { id, name }): Object<UsualTag>) -> Self {
        Self { id, name }
    }
}

impl From<Object<UsualField>> for CustomField {
    fn from(Object(field): Object<UsualField>) -> Self {
        Self {
            id: field.id,
            name: field.name,
            code: field.code.filter(|code| !code.is_empty()),
            values: field.values.into_iter().map(Value::from).collect(),
            is_system: field.is_system,
        }
    }
}

impl From<Object<UsualValue>> for Value {
    fn from(Object(value): Object<UsualValue>) -> Self {
        Self {
            value: value.value,
            variant: value.variant.and_then(chosen),
            subtype: value.subtype.and_then(chosen),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::wire::{lenient::Parsed, v2::contact::PASSED};

    fn contact() -> Json {
        json!({
            "id": 7, "name": "Анна \"Ан\"", "responsible_user_id": 1, "created_by": 0, "created_at": 1_509_051_540,
            "updated_at": 1_509_051_540_000_i64, "account_id": 3, "updated_by": 2, "group_id": 0,
            "company": {"id": 5, "name": "ООО", "_links": {"self": {"href": "/", "method": "get"}}},
            "leads": {"id": [1, 2], "_links": {}},
            "closest_task_at": -62_169_993_017_i64,
            "tags": [{"id": 1, "name": "важный"}, {"id": 2, "name": ""}],
            "custom_fields": [
                {"id": 8, "name": "Телефон", "code": "PHONE", "is_system": true,
                    "values": [{"value": "8999", "enum": "3685086"}, {"value": "7", "enum": "0"}]},
                {"id": 9, "name": "Адрес", "code": "", "is_system": false,
                    "values": [{"value": "Москва", "subtype": "3"}, {"value": {"a": [1, {}], "b": null}}]},
            ],
            "customers": {}, "_links": {"self": {"href": "/", "method": "get"}},
        })
    }

    /// Where every value in it is, as JSON pointers.
    fn places(json: &Json, at: &str, found: &mut Vec<String>) {
        match json {
            Json::Array(list) => {
                for (nth, one) in list.iter().enumerate() {
                    let at = format!("{at}/{nth}");
                    found.push(at.clone());
                    places(one, &at, found);
                }
            }
            Json::Object(members) => {
                for (name, one) in members {
                    let at = format!("{at}/{name}");
                    found.push(at.clone());
                    places(one, &at, found);
                }
            }
            _ => {}
        }
    }

    fn forgiving(text: &str) -> Option<Contact> {
        Contact::read(&Parsed::without(text, PASSED).ok()?).ok()
    }

    /// The contact with something odd at that place, or with nothing there.
    fn with(place: &str, odd: Option<&Json>) -> Json {
        let mut contact = contact();
        let (above, name) = place.rsplit_once('/').expect("it lies in something");
        match contact.pointer_mut(above).expect("it is there") {
            Json::Object(members) => match odd {
                Some(odd) => members[name] = odd.clone(),
                None => drop(members.shift_remove(name)),
            },
            Json::Array(list) => {
                let nth: usize = name.parse().expect("a place in a list");
                match odd {
                    Some(odd) => list[nth] = odd.clone(),
                    None => drop(list.remove(nth)),
                }
            }
            _ => unreachable!("only lists and objects have places"),
        }
        contact
    }

    #[test]
    fn what_accounts_print_is_read_straight() {
        let text = contact().to_string();
        assert_eq!(read(&text), forgiving(&text));
        assert!(read(&text).is_some());
    }

    #[test]
    fn what_has_to_be_refused_or_understood_is_left_to_the_forgiving_reader() {
        let text = contact().to_string();
        for (written, odd) in [
            (r#""id":7"#, r#""id":7,"id":8"#),
            (r#""id":7"#, r#""id":7,"x":1e400"#),
            (r#""id":7"#, r#""id":7,"x":"\ud800""#),
            (r#""id":7"#, r#""id":"7""#),
            (r#""8999""#, r#""\ud800""#),
            (r#""8999""#, "1e400"),
        ] {
            let text = text.replacen(written, odd, 1);
            assert_eq!(read(&text), None, "{odd}");
        }
        assert_eq!(read(&format!("{text} x")), None);
    }

    #[test]
    fn what_is_read_straight_is_what_the_forgiving_reader_reads() {
        let odd = [
            json!(null),
            json!(true),
            json!(0),
            json!(-3),
            json!(2.0),
            json!(u64::MAX),
            json!(""),
            json!(" 0 "),
            json!("N"),
            json!([]),
            json!({}),
            json!([5, "x"]),
            json!({"0": 4}),
            json!({"id": 6}),
            json!({"value": "x", "enum": " 5 "}),
        ];
        let mut all = Vec::new();
        places(&contact(), "", &mut all);
        let mut straight = 0;
        for place in all {
            for odd in odd.iter().map(Some).chain([None]) {
                let text = with(&place, odd).to_string();
                if let Some(read) = read(&text) {
                    straight += 1;
                    assert_eq!(Some(read), forgiving(&text), "{text}");
                }
            }
        }
        assert!(straight > 100, "{straight}");
    }
}
