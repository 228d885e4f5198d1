//! `POST /api/v2/calls`: what a telephony tells of.

use serde_json::{Value, json};

use super::desk::{Answer, Desk, NOW};

const CALLS: &str = "/api/v2/calls";
const PHONE: i64 = 4_396_818;

async fn call(desk: &Desk, calls: Value) -> Answer {
    let answer = desk.post_to(CALLS, &json!({"add": calls})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer
}

/// Makes a contact with this phone.
async fn contact(desk: &Desk, name: &str, phone: &str) -> i64 {
    let values = json!([{"value": phone, "enum": "MOB"}]);
    let contact = json!({"name": name, "custom_fields": [{"id": PHONE, "values": values}]});
    desk.written(&json!({"add": [contact]})).await
}

/// The notes of a contact.
async fn notes(desk: &Desk, contact: i64) -> Vec<Value> {
    let notes = format!("/api/v2/notes?type=contact&element_id={contact}");
    desk.get(&notes).await.items()
}

fn errors(answer: &Answer) -> Value {
    answer.json()["_embedded"]["errors"].clone()
}

#[tokio::test]
async fn a_call_is_noted_with_all_its_particulars_on_whoever_has_the_phone() {
    let desk = Desk::new();
    let id = contact(&desk, "Абонент", "8 (905) 123-45-67").await;
    let answer = call(
        &desk,
        json!([{"phone_number": "+79051234567", "direction": "outbound", "uniq": "a8f3", "duration": "148",
            "source": "tele", "call_status": 4, "call_result": "Договорились", "link": "https://example.com/1.mp3",
            "created_at": NOW - 60, "created_by": 504_142, "responsible_user_id": 504_143, "request_id": 5}]),
    )
    .await;
    let item = &answer.items()[0];
    assert_eq!(
        (
            &item["element_id"],
            &item["element_type"],
            &item["request_id"]
        ),
        (&json!(id), &json!(1), &json!(5))
    );
    let notes = notes(&desk, id).await;
    assert_eq!(notes.len(), 1);
    for (key, value) in [
        ("id", item["id"].clone()),
        ("note_type", json!(11)),
        ("created_at", json!(NOW - 60)),
        ("created_by", json!(504_142)),
        ("responsible_user_id", json!(504_143)),
        (
            "params",
            json!({"UNIQ": "a8f3", "LINK": "https://example.com/1.mp3", "PHONE": "+79051234567", "DURATION": 148,
                "SRC": "tele", "call_status": 4, "call_result": "Договорились"}),
        ),
    ] {
        assert_eq!(notes[0][key], value, "{key}");
    }
}

#[tokio::test]
async fn the_addresses_in_the_answer_stand_directly_under_self() {
    let desk = Desk::new();
    contact(&desk, "Абонент", "89051234567").await;
    let answer = call(
        &desk,
        json!([{"phone_number": "89051234567", "direction": "inbound"}]),
    )
    .await;
    let told = answer.json();
    assert_eq!(told["_links"], json!({"self": CALLS, "method": "post"}));
    let item = &told["_embedded"]["items"][0];
    let href = format!("/api/v2/notes?id={}&type=contact", item["id"]);
    assert_eq!(item["_links"], json!({"self": href, "method": "get"}));
    assert!(told["_embedded"].get("errors").is_none());
    assert_eq!(desk.get(&href).await.items()[0]["note_type"], 10);
}

#[tokio::test]
async fn a_phone_is_the_same_in_any_format_and_a_longer_number_is_another() {
    let desk = Desk::new();
    let id = contact(&desk, "Абонент", "8 905 123-45-67 доб. 12").await;
    let abroad = contact(&desk, "Заграница", "+49 30 901 820 77").await;
    for (phone, whose) in [
        ("+7 (905) 123-45-67", Some(id)),
        ("9051234567", Some(id)),
        ("0049309018207 7", Some(abroad)),
        ("905123456", None),
        ("1234567", None),
        ("+7 905 123 45 68", None),
    ] {
        let answer = call(
            &desk,
            json!([{"phone_number": phone, "direction": "inbound"}]),
        )
        .await;
        let found = answer
            .items()
            .first()
            .and_then(|item| item["element_id"].as_i64());
        assert_eq!(found, whose, "{phone}");
    }
}

#[tokio::test]
async fn of_several_with_the_phone_it_is_the_one_changed_last() {
    let desk = Desk::new();
    let first = contact(&desk, "Первый", "89051234567").await;
    desk.wait(10);
    let second = contact(&desk, "Второй", "+7 905 1234567").await;
    let whose = async || {
        let answer = call(
            &desk,
            json!([{"phone_number": "89051234567", "direction": "inbound"}]),
        )
        .await;
        answer.items()[0]["element_id"].as_i64().unwrap()
    };
    assert_eq!(whose().await, second);
    desk.wait(10);
    let update = json!({"update": [{"id": first, "updated_at": NOW + 20, "name": "Первая"}]});
    desk.written(&update).await;
    assert_eq!(whose().await, first);
}

#[tokio::test]
async fn a_company_has_the_call_when_no_contact_has_the_phone() {
    let desk = Desk::new();
    let phone = json!([{"id": PHONE, "values": [{"value": "+7 495 000-11-22", "enum": "WORK"}]}]);
    let company = json!({"add": [{"name": "Контора", "custom_fields": phone}]});
    let company = desk.post_to("/api/v2/companies", &company).await.ids()[0];
    let told = json!([{"phone_number": "84950001122", "direction": "inbound", "uniq": "u-1"}]);
    let first = call(&desk, told.clone()).await.items()[0].clone();
    assert_eq!(
        (&first["element_id"], &first["element_type"]),
        (&json!(company), &json!(3))
    );
    let notes = format!("/api/v2/notes?type=company&element_id={company}");
    assert_eq!(
        desk.get(&notes).await.ids(),
        [first["id"].as_i64().unwrap()]
    );

    // What was told of once stays where it was noted; another call finds whoever came since.
    let person = contact(&desk, "Секретарь", "8 495 000 11 22").await;
    assert_eq!(call(&desk, told).await.items()[0]["id"], first["id"]);
    let other = json!([{"phone_number": "84950001122", "direction": "inbound", "uniq": "u-2"}]);
    assert_eq!(call(&desk, other).await.items()[0]["element_id"], person);
}

#[tokio::test]
async fn a_call_told_of_twice_is_noted_once() {
    let desk = Desk::new();
    let id = contact(&desk, "Абонент", "89051234567").await;
    let told = json!({"phone_number": "89051234567", "direction": "inbound", "uniq": "u-1"});
    let again = json!({"phone_number": "+7 905 123 45 67", "direction": "inbound", "uniq": "u-1"});
    let first = call(&desk, json!([told, told])).await.ids();
    let second = call(&desk, json!([again])).await.ids();
    assert_eq!((first[0], first[0]), (first[1], second[0]));
    assert_eq!(notes(&desk, id).await.len(), 1);

    // Nothing is known of a call without a name of its own, and the same name with another phone is another call.
    let nameless = json!({"phone_number": "89051234567", "direction": "inbound"});
    let other = contact(&desk, "Другой", "89057654321").await;
    let others = json!({"phone_number": "89057654321", "direction": "inbound", "uniq": "u-1"});
    call(&desk, json!([nameless, nameless, others])).await;
    assert_eq!(notes(&desk, id).await.len(), 3);
    assert_eq!(notes(&desk, other).await.len(), 1);
}

#[tokio::test]
async fn calls_that_cannot_be_noted_are_listed_and_the_others_noted() {
    let desk = Desk::new();
    contact(&desk, "Абонент", "89051234567").await;
    let nobody = json!({"phone_number": "89050000000", "direction": "inbound"});
    let nowhere = json!({"phone_number": "89051234567", "direction": "up"});
    let silent = json!({"direction": "inbound"});
    let good = json!({"phone_number": "89051234567", "direction": "inbound"});
    let strange =
        json!({"phone_number": "89051234567", "direction": "inbound", "responsible_user_id": 1});
    let answer = call(&desk, json!([nobody, nowhere, silent, good, strange])).await;
    assert_eq!(answer.items().len(), 1);
    let errors = errors(&answer);
    let told: Vec<(i64, &Value)> = errors
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["code"].as_i64().unwrap(), &error["item"]))
        .collect();
    assert_eq!(
        told,
        [
            (263, &nobody),
            (285, &nowhere),
            (285, &silent),
            (285, &strange)
        ]
    );
    assert!(errors[0]["msg"].is_string());
}

#[tokio::test]
async fn whom_the_caller_may_not_see_has_no_phone_for_him() {
    let desk = Desk::new();
    let annas = contact(&desk, "Анны", "89051234567").await;
    let boris = desk.of("demo-boris");
    let told = json!([{"phone_number": "89051234567", "direction": "inbound", "uniq": "u-1"}]);
    let hidden = call(&boris, told.clone()).await;
    let nobody = json!([{"phone_number": "89051234568", "direction": "inbound", "uniq": "u-1"}]);
    let absent = call(&boris, nobody).await;
    assert_eq!(errors(&hidden)[0]["msg"], errors(&absent)[0]["msg"]);
    assert_eq!(errors(&hidden)[0]["code"], errors(&absent)[0]["code"]);

    // Not even that it was told of before.
    call(&desk, told.clone()).await;
    assert_eq!(errors(&call(&boris, told.clone()).await)[0]["code"], 263);
    let own = contact(&boris, "Бориса", "89051234567").await;
    assert_eq!(call(&boris, told).await.items()[0]["element_id"], own);
    assert_eq!(notes(&desk, annas).await.len(), 1);
}

#[tokio::test]
async fn a_request_about_no_call_is_refused() {
    let desk = Desk::new();
    for (body, code) in [(json!({}), "222"), (json!({"add": []}), "218")] {
        assert_eq!(desk.post_to(CALLS, &body).await.code(), code, "{body}");
    }
    let answer = desk.ask("POST", CALLS, &[], "{}").await;
    assert_eq!(answer.status, 401);
}
