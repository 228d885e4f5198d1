//! One item of an answer: a contact or what it is linked to, or what became of one element of a POST.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::server::contacts::names::Parts;

/// What is `{}` when nothing is in it.
const EMPTIES: [&str; 7] = [
    "company",
    "leads",
    "tags",
    "custom_fields",
    "customers",
    "contacts",
    "main_contact",
];

/// `_link` stands in the documentation's sample only; live answers have `_links`.
pub(super) fn one_link(document: &mut Value) {
    if let Value::Object(members) = document
        && members.contains_key("_links")
    {
        members.shift_remove("_link");
    }
}

/// Links, empty lists and custom fields; `codes` are the codes of the fields that have one.
pub(super) fn reshape(item: &mut Value, codes: &HashMap<i64, String>) {
    one_link(item);
    let Value::Object(members) = item else { return };
    for name in EMPTIES {
        if let Some(list) = members.get_mut(name)
            && list.as_array().is_some_and(Vec::is_empty)
        {
            *list = Value::Object(Map::new());
        }
    }
    let fields = members
        .get_mut("custom_fields")
        .and_then(Value::as_array_mut);
    for field in fields.into_iter().flatten() {
        custom_field(field, codes);
    }
}

/// First and last name, behind the name: empty unless somebody wrote them.
pub(super) fn name(contact: &mut Value, names: &HashMap<i64, Parts>) {
    let id = contact["id"].as_i64();
    let Value::Object(members) = contact else {
        return;
    };
    // What became of an element of a POST has no name.
    let Some(place) = place_of(members, "name") else {
        return;
    };
    let Parts { first, last } = id
        .and_then(|id| names.get(&id))
        .cloned()
        .unwrap_or_default();
    members.shift_insert(place + 1, "first_name".to_owned(), Value::from(first));
    members.shift_insert(place + 2, "last_name".to_owned(), Value::from(last));
}

/// The code goes behind the name. Enums become numbers; the parts of an address stay texts, since nobody reports them
/// otherwise.
fn custom_field(field: &mut Value, codes: &HashMap<i64, String>) {
    let code = field["id"].as_i64().and_then(|id| codes.get(&id));
    let Value::Object(members) = field else {
        return;
    };
    if let (Some(code), Some(place)) = (code, place_of(members, "name")) {
        members.shift_insert(place + 1, "code".to_owned(), Value::from(code.as_str()));
    }
    let values = members.get_mut("values").and_then(Value::as_array_mut);
    for value in values.into_iter().flatten() {
        if let Some(variant) = value.get_mut("enum")
            && let Some(id) = variant.as_str().and_then(|id| id.parse::<i64>().ok())
        {
            *variant = Value::from(id);
        }
    }
}

fn place_of(members: &Map<String, Value>, name: &str) -> Option<usize> {
    members.keys().position(|key| key == name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn codes() -> HashMap<i64, String> {
        [(7, "PHONE".to_owned())].into()
    }

    #[test]
    fn every_empty_list_is_an_object_and_the_rest_stays() {
        let mut item = json!({"id": 1, "company": {}, "leads": {}, "tags": [], "custom_fields": [], "customers": {}});
        reshape(&mut item, &codes());
        assert_eq!(
            item,
            json!({"id": 1, "company": {}, "leads": {}, "tags": {}, "custom_fields": {}, "customers": {}})
        );
        let mut item = json!({"tags": [{"id": 1, "name": "a"}], "others": []});
        let before = item.clone();
        reshape(&mut item, &codes());
        assert_eq!(item, before);
    }

    #[test]
    fn a_field_gets_its_code_behind_the_name_and_numbers_for_enums() {
        let mut item = json!({"custom_fields": [
            {"id": 7, "name": "Телефон", "values": [{"value": "1", "enum": "9"}], "is_system": true},
            {"id": 8, "name": "Адрес", "values": [{"value": "1", "subtype": "3"}], "is_system": false},
        ]});
        reshape(&mut item, &codes());
        assert_eq!(
            item.to_string(),
            concat!(
                r#"{"custom_fields":[{"id":7,"name":"Телефон","code":"PHONE","values":[{"value":"1","enum":9}],"is_system":true},"#,
                r#"{"id":8,"name":"Адрес","values":[{"value":"1","subtype":"3"}],"is_system":false}]}"#
            )
        );
    }

    #[test]
    fn first_and_last_name_follow_the_name() {
        let parts = Parts {
            first: "Анна".to_owned(),
            last: "Крылова".to_owned(),
        };
        let names = [(2, parts)].into();
        for (id, expected) in [
            (
                1,
                r#"{"id":1,"name":"x","first_name":"","last_name":"","tags":[]}"#,
            ),
            (
                2,
                r#"{"id":2,"name":"x","first_name":"Анна","last_name":"Крылова","tags":[]}"#,
            ),
        ] {
            let mut contact = json!({"id": id, "name": "x", "tags": []});
            name(&mut contact, &names);
            assert_eq!(contact.to_string(), expected);
        }
        let mut posted = json!({"id": 2, "request_id": 2});
        name(&mut posted, &names);
        assert_eq!(posted, json!({"id": 2, "request_id": 2}));
    }
}
