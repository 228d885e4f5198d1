//! Every odd shape of a contact that was ever seen, and the ones that nobody has thought of.

use proptest::prelude::*;
use serde_json::json;

use super::*;

const PAGE: &str = include_str!("../../../../tests/fixtures/wire/contacts.json");

fn sample() -> Json {
    let page: Json = serde_json::from_str(PAGE).expect("the fixture is JSON");
    page["_embedded"]["items"][0].clone()
}

fn read(item: &Json) -> Contact {
    Contact::read(item).expect("a contact")
}

#[test]
fn the_sample_of_the_page_prints_as_it_was_read_key_by_key() {
    let printed = serde_json::to_string(&read(&sample())).expect("printable");
    assert_eq!(printed, sample().to_string());
}

#[test]
fn every_way_to_write_nothing_linked_prints_as_the_page_does() {
    for nothing in [json!([]), json!({}), json!(null), json!("")] {
        let mut item = sample();
        for key in ["company", "leads", "customers", "tags", "custom_fields"] {
            item[key] = nothing.clone();
        }
        let printed = serde_json::to_value(read(&item)).expect("printable");
        for key in ["company", "leads", "customers"] {
            assert_eq!(printed[key], json!({}), "{key} from {nothing}");
        }
        for key in ["tags", "custom_fields"] {
            assert_eq!(printed[key], json!([]), "{key} from {nothing}");
        }
    }
}

#[test]
fn ids_and_timestamps_may_be_strings_and_floats() {
    let item = json!({"id": "41560", "created_at": "1508965200", "updated_at": 1_508_965_200.0, "group_id": "0",
        "leads": {"id": ["45615", 43510]}, "tags": [{"id": "61881", "name": "доставка"}, "важный"]});
    let contact = read(&item);
    assert_eq!(
        (contact.id, contact.created_at, contact.updated_at),
        (41560, 1_508_965_200, 1_508_965_200)
    );
    assert_eq!(contact.leads.id, [45615, 43510]);
    assert_eq!(contact.tags[0].id, 61881);
    assert_eq!(
        contact.tags[1],
        Tag {
            id: 0,
            name: "важный".to_owned()
        }
    );
}

#[test]
fn names_may_be_missing_empty_or_null() {
    for name in [json!(null), json!("")] {
        let contact = read(
            &json!({"id": 1, "name": name, "first_name": name, "company": {"id": 2, "name": name}}),
        );
        assert_eq!(contact.name, "");
        assert_eq!(contact.company.expect("a company").name, "");
    }
    let contact = read(&json!({"id": 1, "first_name": "", "last_name": "Крылов"}));
    assert_eq!(contact.first_name.as_deref(), Some(""));
    assert_eq!(contact.last_name.as_deref(), Some("Крылов"));
    assert_eq!(read(&json!({"id": 1})).first_name, None);
}

#[test]
fn a_task_date_that_is_no_date_means_there_is_no_task() {
    for none in [json!(0), json!(-62_169_993_017_i64), json!(null), json!("")] {
        assert_eq!(
            read(&json!({"id": 1, "closest_task_at": none})).nearest_task(),
            None
        );
    }
    assert_eq!(read(&sample()).nearest_task(), Some(1_509_051_540));
}

#[test]
fn milliseconds_are_kept_as_received_and_given_as_seconds() {
    let contact = read(&json!({"id": 1, "updated_at": 1_619_342_253_000_i64}));
    assert_eq!(contact.updated_at, 1_619_342_253_000);
    assert_eq!(contact.updated_at_seconds(), 1_619_342_253);
}

#[test]
fn key_order_and_unknown_keys_do_not_matter() {
    let contact = read(&json!({"news": [1], "name": "Пётр", "id": 3, "type_id": null}));
    assert_eq!((contact.id, contact.name.as_str()), (3, "Пётр"));
}

#[test]
fn only_an_item_without_an_id_is_refused() {
    assert_eq!(Contact::read(&json!({"name": "x"})), Err(Unusable::NoId));
    assert_eq!(Contact::read(&json!({"id": {}})), Err(Unusable::NoId));
    assert_eq!(Contact::read(&json!([1])), Err(Unusable::NotAnObject));
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        ".{0,12}".prop_map(Json::from),
        "[0-9]{1,20}".prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let key = prop_oneof![
            "[0-9]{1,3}",
            "id|name|value|values|enum|subtype|_links|self",
            ".{0,4}"
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::vec((key, inner), 0..4)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_value_in_any_place_reads_or_is_refused_and_prints(value in any_json(), place in 0_usize..24) {
        let places = ["id", "name", "first_name", "last_name", "responsible_user_id", "created_by", "created_at",
            "updated_at", "account_id", "updated_by", "group_id", "company", "leads", "closest_task_at", "tags",
            "custom_fields", "customers", "_links"];
        let mut item = sample();
        match place {
            18 => item["custom_fields"][0]["values"] = value,
            19 => item["custom_fields"][1]["values"][0] = value,
            20 => item["custom_fields"][2]["values"][0]["value"] = value,
            21 => item["custom_fields"][3]["values"][0]["enum"] = value,
            22 => item["tags"][0] = value,
            23 => item["company"]["id"] = value,
            known => item[places[known]] = value,
        }
        if let Ok(contact) = Contact::read(&item) {
            let printed = serde_json::to_value(&contact).expect("printable");
            prop_assert_eq!(read(&printed).id, contact.id);
            let _ = (contact.nearest_task(), contact.updated_at_seconds(), contact.created_at_seconds());
        }
    }
}
