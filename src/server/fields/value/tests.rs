//! Each kind of field: what clients write, and what they get back.

use serde_json::json;

use super::*;
use crate::wire::v2::contact::Write;

fn field(number: i64, variants: &[(i64, &str)]) -> Field {
    let variants = variants
        .iter()
        .map(|(id, value)| Variant {
            id: *id,
            value: (*value).to_owned(),
        })
        .collect();
    Field {
        id: 1,
        name: "x".into(),
        number,
        code: String::new(),
        sort: 0,
        is_system: false,
        flags: super::super::Flags::usual(false),
        variants,
    }
}

/// What the account prints after a client wrote `values`, or why it did not take them.
fn kept(field: &Field, values: &Json) -> Result<Json, Wrong> {
    let write = Write::read(&json!({"custom_fields": [{"id": 1, "values": values}]}));
    let values = write.custom_fields.unwrap().remove(0).values.unwrap();
    store(field, &values, "UTC").map(|values| json!(values))
}

fn check(number: i64, variants: &[(i64, &str)], written: &Json, read: &Json) {
    let kept = kept(&field(number, variants), written);
    assert_eq!(kept.as_ref(), Ok(read), "{number}: {written}");
}

#[test]
fn plain_kinds_come_back_as_they_are_read() {
    for (number, written, read) in [
        (1, json!("Директор"), json!("Директор")),
        (2, json!(123), json!("123")),
        (2, json!(" 12,5 "), json!("12.5")),
        (3, json!(1), json!("1")),
        (3, json!(false), json!("0")),
        (6, json!("26.10.2017"), json!("2017-10-26 00:00:00")),
        (
            7,
            json!("https://example.com"),
            json!("https://example.com"),
        ),
        (9, json!("a\nb"), json!("a\nb")),
        (11, json!("ул. Мира, 1"), json!("ул. Мира, 1")),
        (
            14,
            json!("1980-05-01 10:00:00"),
            json!("1980-05-01 00:00:00"),
        ),
        (19, json!(1_509_021_000), json!("2017-10-26 12:30:00")),
        (20, json!(10.5), json!("10.5")),
        (21, json!("utm"), json!("utm")),
        (23, json!("100"), json!("100")),
        (99, json!("what comes"), json!("what comes")),
    ] {
        check(
            number,
            &[],
            &json!([{"value": written}]),
            &json!([{"value": read}]),
        );
        check(number, &[], &json!([written]), &json!([{"value": read}]));
    }
}

#[test]
fn options_are_named_by_id_or_label_and_come_back_with_both() {
    const LIST: &[(i64, &str)] = &[(3_692_662, "1"), (3_692_663, "2"), (3_692_664, "Опт")];
    let wholesale = json!([{"value": "Опт", "enum": "3692664"}]);
    for kind in [4, 5, 10] {
        for written in [
            json!(3_692_664),
            json!("3692664"),
            json!({"value": "опт"}),
            json!({"value": "Опт", "enum": 3_692_664}),
            json!({"value": "?", "enum": "3692664"}),
        ] {
            check(kind, LIST, &json!([written]), &wholesale);
        }
    }
    let both = json!([{"value": "1", "enum": "3692662"}, {"value": "2", "enum": "3692663"}]);
    check(5, LIST, &json!(["3692662", 3_692_663, "3692662"]), &both);
}

#[test]
fn phones_keep_order_and_repetition_and_get_a_type() {
    const TYPES: &[(i64, &str)] = &[(83, "WORK"), (85, "MOB"), (88, "OTHER")];
    check(
        8,
        TYPES,
        &json!([{"value": "1", "enum": "work"}, {"value": "1", "enum": "85"}, {"value": "1", "enum": 85},
            {"value": "2", "enum": 0}, {"value": "", "enum": "WORK"}]),
        &json!([{"value": "1", "enum": "83"}, {"value": "1", "enum": "85"}, {"value": "1", "enum": "85"},
            {"value": "2", "enum": "88"}]),
    );
}

#[test]
fn parts_of_an_address_are_named_or_numbered_and_there_once() {
    check(
        13,
        &[],
        &json!([{"value": "Москва", "subtype": "city"}, {"value": "RU", "subtype": 6}, {"value": "x"}]),
        &json!([{"value": "Москва", "subtype": "3"}, {"value": "RU", "subtype": "6"},
            {"value": "x", "subtype": "1"}]),
    );
    check(
        13,
        &[],
        &json!({"1": {"value": "a", "subtype": "city"}, "3": {"value": "b", "subtype": "3"}}),
        &json!([{"value": "b", "subtype": "3"}]),
    );
}

#[test]
fn objects_come_back_as_they_came() {
    for (number, object) in [
        (15, json!({"name": "ООО", "entity_type": 2})),
        (17, json!({"name": "АО", "city": "Казань"})),
        (22, json!({"entity_id": 1})),
        (24, json!({"catalog_id": 1, "catalog_element_id": 2})),
        (25, json!({"file_uuid": "x"})),
    ] {
        check(
            number,
            &[],
            &json!([{"value": object}]),
            &json!([{"value": object}]),
        );
    }
}

#[test]
fn nothing_clears_a_field_of_any_kind() {
    for number in 1..=25 {
        for nothing in [
            json!([]),
            json!([""]),
            json!([{"value": ""}]),
            json!([{"value": null}]),
        ] {
            check(number, &[], &nothing, &json!([]));
        }
    }
}

#[test]
fn what_a_field_cannot_hold_is_refused() {
    for (number, written) in [
        (2, json!([{"value": "двенадцать"}])),
        (2, json!([{"value": "NaN"}])),
        (3, json!([{"value": "может быть"}])),
        (4, json!([{"value": 7}])),
        (6, json!([{"value": "вчера"}])),
        (8, json!([{"value": "1", "enum": "PAGER"}])),
        (13, json!([{"value": "x", "subtype": "planet"}])),
        (15, json!([{"value": {"vat_id": "1"}}])),
        (15, json!([{"value": "ООО"}])),
        (1, json!([{"value": {"a": 1}}])),
    ] {
        assert!(
            kept(&field(number, &[(1, "WORK")]), &written).is_err(),
            "{number}: {written}"
        );
    }
}
