//! «Добавление и обновление контактов», `add/custom_fields` and what is in it.

use serde_json::{Value, json};

use super::super::desk::Desk;
use super::{added, in_both_shapes, updated, values};

const POSITION: i64 = 4_396_817;
const PHONE: i64 = 4_396_818;
const MESSENGER: i64 = 4_396_821;
const ADDRESS: i64 = 4_400_115;
const MULTILIST: i64 = 4_400_116;
const SOURCE: i64 = 4_400_118;
const COMMENT: i64 = 4_400_119;

/// One custom field as parameters.
fn field(id: i64, values: &Value) -> Value {
    json!({"custom_fields": [{"id": id, "values": values}]})
}

#[tokio::test]
async fn custom_fields_change_only_the_fields_that_are_named() {
    let desk = Desk::new();
    let before = desk.contact(1_099_181).await;
    let contact = updated(&desk, 1_099_181, field(COMMENT, &json!([{"value": "x"}]))).await;
    for kept in [PHONE, MESSENGER, ADDRESS, MULTILIST] {
        assert_eq!(values(&contact, kept), values(&before, kept), "{kept}");
    }
    assert_eq!(values(&contact, COMMENT), Some(json!([{"value": "x"}])));
}

#[tokio::test]
async fn custom_fields_id_is_a_number_or_a_string() {
    let desk = Desk::new();
    for id in [json!(COMMENT), json!(COMMENT.to_string())] {
        let fields =
            json!([{"id": id, "values": [{"value": "x"}], "name": "?", "is_system": true}]);
        let contact = added(&desk, json!({ "custom_fields": fields })).await;
        assert_eq!(
            values(&contact, COMMENT),
            Some(json!([{"value": "x"}])),
            "{id}"
        );
    }
}

#[tokio::test]
async fn custom_fields_values_replace_all_that_were_there_and_none_clear_the_field() {
    let desk = Desk::new();
    let change = async |id, written: Value| {
        let contact = updated(&desk, 1_099_181, field(id, &written)).await;
        values(&contact, id)
    };
    let phones =
        json!([{"value": "+7 1", "enum": "3685085"}, {"value": "+7 1", "enum": 3_685_085}]);
    let printed =
        json!([{"value": "+7 1", "enum": "3685085"}, {"value": "+7 1", "enum": "3685085"}]);
    assert_eq!(change(PHONE, phones).await, Some(printed));
    for (id, nothing) in [
        (MULTILIST, json!([])),
        (MESSENGER, json!([{"value": ""}])),
        (PHONE, json!([{"value": null}])),
    ] {
        assert_eq!(change(id, nothing).await, None, "{id}");
    }
    let left = desk.contact(1_099_181).await["custom_fields"].clone();
    assert_eq!(left.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn custom_fields_values_may_have_numbers_for_keys() {
    let desk = Desk::new();
    let sparse =
        json!({"3": {"value": "8 2", "enum": "MOB"}, "1": {"value": "8 1", "enum": "WORK"}});
    let contact = added(&desk, field(PHONE, &sparse)).await;
    assert_eq!(
        values(&contact, PHONE),
        Some(json!([{"value": "8 1", "enum": "3685083"}, {"value": "8 2", "enum": "3685085"}]))
    );
}

#[tokio::test]
async fn custom_fields_value_is_what_the_field_says() {
    let desk = Desk::new();
    let contact = added(
        &desk,
        field(POSITION, &json!([{"value": "Менеджер по продажам"}])),
    )
    .await;
    assert_eq!(
        values(&contact, POSITION),
        Some(json!([{"value": "Менеджер по продажам"}]))
    );
}

#[tokio::test]
async fn custom_fields_enum_is_a_code_or_the_id_of_an_option() {
    let printed = [
        [json!("3685085"), json!("3693001")],
        [json!(3_685_085), json!(3_693_001)],
    ];
    for (desk, [mobile, second]) in in_both_shapes().into_iter().zip(printed) {
        for written in [
            json!("MOB"),
            json!("mob"),
            json!("3685085"),
            json!(3_685_085),
        ] {
            let phone = json!([{"value": "1", "enum": written}]);
            let contact = added(&desk, field(PHONE, &phone)).await;
            assert_eq!(
                values(&contact, PHONE),
                Some(json!([{"value": "1", "enum": mobile}])),
                "{written}"
            );
        }
        for written in [json!("3693001"), json!(3_693_001)] {
            let option = json!([{"value": "?", "enum": written}]);
            let contact = added(&desk, field(SOURCE, &option)).await;
            assert_eq!(
                values(&contact, SOURCE),
                Some(json!([{"value": "Звонок", "enum": second}])),
                "{written}"
            );
        }
    }
}

#[tokio::test]
async fn custom_fields_subtype_is_a_part_of_an_address_by_name_or_number() {
    let named = [
        "address_line_1",
        "address_line_2",
        "city",
        "state",
        "zip",
        "country",
    ];
    for desk in in_both_shapes() {
        for (number, name) in (1..).zip(named) {
            for written in [json!(name), json!(number), json!(number.to_string())] {
                let part = json!([{"value": "x", "subtype": written}]);
                let contact = added(&desk, field(ADDRESS, &part)).await;
                assert_eq!(
                    values(&contact, ADDRESS),
                    Some(json!([{"value": "x", "subtype": number.to_string()}])),
                    "{written}"
                );
            }
        }
    }
}

#[tokio::test]
async fn custom_fields_subtype_that_is_not_named_is_erased() {
    let desk = Desk::new();
    let before = values(&desk.contact(1_099_181).await, ADDRESS).unwrap();
    assert_eq!(before.as_array().unwrap().len(), 2);
    let city = json!([{"value": "Казань", "subtype": "city"}]);
    let contact = updated(&desk, 1_099_181, field(ADDRESS, &city)).await;
    assert_eq!(
        values(&contact, ADDRESS),
        Some(json!([{"value": "Казань", "subtype": "3"}]))
    );
}

#[tokio::test]
async fn custom_fields_values_of_a_multiselect_are_a_bare_list() {
    let desk = Desk::new();
    let printed = json!([{"value": "1", "enum": "3692662"}, {"value": "2", "enum": "3692663"}]);
    for written in [
        json!(["3692662", "3692663"]),
        json!([3_692_662, 3_692_663]),
        json!([{"value": "1", "enum": "3692662"}, {"value": "2", "enum": 3_692_663}]),
    ] {
        let contact = added(&desk, field(MULTILIST, &written)).await;
        assert_eq!(
            values(&contact, MULTILIST),
            Some(printed.clone()),
            "{written}"
        );
    }
}
