//! The examples of the API's documentation, on the demo account as it is seeded.

use serde_json::{Value, json};

use super::desk::Desk;

/// The sample answer of the documentation, made valid JSON: same keys, same order, same values.
const SAMPLE: &str = include_str!("../fixtures/wire/contacts.json");
const ADD: &str = include_str!("../fixtures/wire/add.json");
const UPDATE: &str = include_str!("../fixtures/wire/update.json");

/// Without the white space that only the fixture has; nothing else is changed, not even the order of keys.
fn compact(json: &str) -> String {
    serde_json::from_str::<Value>(json).unwrap().to_string()
}

#[tokio::test]
async fn the_sample_answer_is_given_to_the_letter() {
    let credentials = "USER_LOGIN=anna@demo.test&USER_HASH=demo-anna";
    let desk = Desk::new();
    let answer = desk
        .ask(
            "GET",
            &format!("/api/v2/contacts?id=1099181&{credentials}"),
            &[],
            "",
        )
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.text, compact(SAMPLE));
    assert_eq!(answer.header("content-type"), Some("application/hal+json"));
    assert_eq!(answer.header("runtime-timestamp"), Some("1795348800"));
}

#[tokio::test]
async fn the_add_example_is_accepted_and_read_back_as_sent() {
    let desk = Desk::new();
    let answer = desk.post_as("application/json", ADD).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let answer = answer.json();
    let id = answer["_embedded"]["items"][0]["id"].as_i64().unwrap();
    let own = json!({"self": {"href": format!("/api/v2/contacts?id={id}"), "method": "get"}});
    assert_eq!(
        answer["_link"],
        json!({"self": {"href": "/api/v2/contacts", "method": "post"}})
    );
    assert_eq!(answer["_links"], answer["_link"]);
    assert_eq!(answer["_embedded"]["items"][0]["_link"], own);
    assert_eq!(answer["_embedded"]["items"][0]["_links"], own);
    assert!(answer["_embedded"]["errors"].is_null());

    let contact = desk.contact(id).await;
    let keys: Vec<&String> = contact.as_object().unwrap().keys().collect();
    let sample: Value = serde_json::from_str(SAMPLE).unwrap();
    assert_eq!(
        keys,
        sample["_embedded"]["items"][0]
            .as_object()
            .unwrap()
            .keys()
            .collect::<Vec<_>>()
    );
    assert_eq!(contact["name"], "Александр Крылов");
    assert_eq!(
        (&contact["responsible_user_id"], &contact["created_by"]),
        (&json!(504_141), &json!(504_141))
    );
    assert_eq!(contact["created_at"], 1_509_051_600);
    assert_eq!(contact["company"]["id"], 30615);
    assert_eq!(contact["leads"]["id"], json!([45615, 43510]));
    assert_eq!(
        contact["leads"]["_links"]["self"]["href"],
        "/api/v2/leads?id=45615,43510"
    );
    assert_eq!(
        contact["tags"],
        json!([{"id": 61882, "name": "важный"}, {"id": 61881, "name": "доставка"}])
    );
    let fields: Vec<(i64, Value)> = contact["custom_fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| (field["id"].as_i64().unwrap(), field["values"].clone()))
        .collect();
    assert_eq!(
        fields,
        [
            (4_396_817, json!([{"value": "Менеджер по продажам"}])),
            (
                4_396_818,
                json!([
                    {"value": "89990123456", "enum": "3685083"},
                    {"value": "89997894561", "enum": "3685084"},
                    {"value": "89991597532", "enum": "3685085"}
                ])
            ),
            (
                4_396_819,
                json!([{"value": "example@example.moc", "enum": "3685089"}])
            ),
            (
                4_396_821,
                json!([{"value": "example.example", "enum": "3685096"}])
            ),
            (
                4_400_115,
                json!([
                    {"value": "ул. Ленина, д. 1", "subtype": "1"},
                    {"value": "Москва", "subtype": "3"},
                    {"value": "101010", "subtype": "5"},
                    {"value": "RU", "subtype": "6"}
                ])
            ),
            (
                4_400_116,
                json!([{"value": "1", "enum": "3692662"}, {"value": "2", "enum": "3692663"}])
            ),
        ]
    );
}

#[tokio::test]
async fn the_update_example_is_accepted_and_changes_what_it_names() {
    let desk = Desk::new();
    let before = desk.contact(41560).await;
    let answer = desk.post_as("application/json", UPDATE).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.json()["_embedded"]["items"][0]["id"], 41560);
    assert_eq!(
        answer.json()["_embedded"]["items"][0]["updated_at"],
        1_508_965_200
    );

    let mut expected = before;
    expected["updated_at"] = json!(1_508_965_200);
    expected["custom_fields"][1]["values"] =
        json!([{"value": "example@example.moc", "enum": "3685089"}]);
    assert_eq!(desk.contact(41560).await, expected);
}
