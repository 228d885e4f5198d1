//! The page's examples of requests and answers, made valid JSON and otherwise to the letter.

use serde_json::{Value, json};

use super::super::desk::Desk;
use super::{tags, values};

const LIST: &str = include_str!("../../fixtures/wire/contacts.json");
const ADD: &str = include_str!("../../fixtures/wire/add.json");
const UPDATE: &str = include_str!("../../fixtures/wire/update.json");
const POSTED: &str = include_str!("../../fixtures/wire/posted.json");

/// Without the white space that only the fixture has; nothing else is changed, not even the order of keys.
fn compact(json: &str) -> String {
    serde_json::from_str::<Value>(json).unwrap().to_string()
}

#[tokio::test]
async fn the_sample_add_is_accepted_and_read_back_as_sent() {
    let desk = Desk::new();
    let answer = desk.post_as("application/json", ADD).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert!(answer.json()["_embedded"]["errors"].is_null());

    let contact = desk.contact(answer.ids()[0]).await;
    let keys: Vec<&String> = contact.as_object().unwrap().keys().collect();
    let sample: Value = serde_json::from_str(LIST).unwrap();
    let sample = sample["_embedded"]["items"][0].as_object().unwrap();
    assert_eq!(keys, sample.keys().collect::<Vec<_>>());
    assert_eq!(contact["name"], "Александр Крылов");
    assert_eq!(
        (&contact["responsible_user_id"], &contact["created_by"]),
        (&json!(504_141), &json!(504_141))
    );
    assert_eq!(contact["created_at"], 1_509_051_600);
    assert_eq!(contact["company"]["id"], 30615);
    assert_eq!(contact["leads"]["id"], json!([45615, 43510]));
    assert_eq!(tags(&contact), ["важный", "доставка"]);
    for (field, expected) in [
        (4_396_817, json!([{"value": "Менеджер по продажам"}])),
        (
            4_396_818,
            json!([
                {"value": "89990123456", "enum": "3685083"},
                {"value": "89997894561", "enum": "3685084"},
                {"value": "89991597532", "enum": "3685085"}
            ]),
        ),
        (
            4_396_819,
            json!([{"value": "example@example.moc", "enum": "3685089"}]),
        ),
        (
            4_396_821,
            json!([{"value": "example.example", "enum": "3685096"}]),
        ),
        (
            4_400_115,
            json!([
                {"value": "ул. Ленина, д. 1", "subtype": "1"},
                {"value": "Москва", "subtype": "3"},
                {"value": "101010", "subtype": "5"},
                {"value": "RU", "subtype": "6"}
            ]),
        ),
        (
            4_400_116,
            json!([{"value": "1", "enum": "3692662"}, {"value": "2", "enum": "3692663"}]),
        ),
    ] {
        assert_eq!(values(&contact, field), Some(expected), "{field}");
    }
    assert_eq!(contact["custom_fields"].as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn the_sample_update_is_accepted_and_changes_what_it_names() {
    let desk = Desk::new();
    let mut expected = desk.contact(41560).await;
    let answer = desk.post_as("application/json", UPDATE).await;
    assert_eq!(answer.ids(), [41560], "{}", answer.text);
    expected["updated_at"] = json!(1_508_965_200);
    expected["custom_fields"][1]["values"] =
        json!([{"value": "example@example.moc", "enum": "3685089"}]);
    assert_eq!(desk.contact(41560).await, expected);
}

#[tokio::test]
async fn the_sample_answer_to_a_write_is_part_of_what_is_answered() {
    let answer = Desk::new().post_as("application/json", ADD).await.json();
    let id = answer["_embedded"]["items"][0]["id"].to_string();
    let sample: Value = serde_json::from_str(&POSTED.replace("1099235", &id)).unwrap();
    assert_eq!(answer["_link"], sample["_link"]);
    let (item, sample) = (
        &answer["_embedded"]["items"][0],
        &sample["_embedded"]["items"][0],
    );
    for (key, value) in sample.as_object().unwrap() {
        assert_eq!(&item[key], value, "{key}");
    }
}

#[tokio::test]
async fn the_sample_answer_to_a_list_is_given_to_the_letter() {
    let answer = Desk::new().get("/api/v2/contacts?id=1099181").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.text, compact(LIST));
}

#[tokio::test]
async fn the_sample_addresses_of_lists_are_answered() {
    let desk = Desk::with_contacts(20);
    let all = desk.get("/api/v2/contacts/").await.ids();
    assert_eq!(all.len(), 20);
    for (query, rows) in [
        ("?limit_rows=15", 0..15),
        ("?limit_rows=15&limit_offset=2", 2..17),
    ] {
        let answer = desk.get(&format!("/api/v2/contacts/{query}")).await;
        assert_eq!(answer.ids(), all[rows], "{query}");
    }
}
