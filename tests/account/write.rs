//! What the page does not say of writes: that they may be repeated, and that texts stay as they are.

use serde_json::json;

use super::desk::{Desk, NOW};

const UUID: &str = "5f0c6a2e-7d0b-4c7e-9d7b-0a4f3d0c1b2a";

#[tokio::test]
async fn a_request_repeated_under_its_uuid_changes_nothing_again() {
    let desk = Desk::new();
    let add = json!({"add": [{"name": "Однажды", "request_id": UUID}]});
    let first = desk.post(&add).await;
    assert_eq!(first.json()["_embedded"]["items"][0]["request_id"], UUID);
    assert_eq!(desk.post(&add).await.text, first.text);
    assert_eq!(desk.account.contact_count().unwrap(), 3);
    // Another user's request is another request.
    desk.of("demo-boris").written(&add).await;
    assert_eq!(desk.account.contact_count().unwrap(), 4);

    let other = UUID.replace('5', "6");
    let update =
        json!({"update": [{"id": 41560, "updated_at": NOW, "name": "Мой", "request_id": other}]});
    desk.written(&update).await;
    desk.written(&json!({"update": [{"id": 41560, "updated_at": NOW, "name": "Чужой"}]}))
        .await;
    desk.written(&update).await;
    assert_eq!(desk.contact(41560).await["name"], "Чужой");
}

#[tokio::test]
async fn a_client_that_calls_a_thing_by_one_uuid_for_good_loses_no_change() {
    let desk = Desk::new();
    let add = json!({"add": [{"name": "Энтити", "request_id": UUID}]});
    let id = desk.written(&add).await;
    for name in ["Раз", "Два", "Раз"] {
        let update =
            json!({"update": [{"id": id, "updated_at": NOW, "name": name, "request_id": UUID}]});
        assert_eq!(desk.written(&update).await, id);
        if name == "Два" {
            assert_eq!(desk.contact(id).await["name"], "Два");
        }
    }
    let other =
        json!({"update": [{"id": 41560, "updated_at": NOW, "name": "Иной", "request_id": UUID}]});
    assert_eq!(desk.written(&other).await, 41560);
    assert_eq!(desk.contact(41560).await["name"], "Иной");
}

#[tokio::test]
async fn a_contact_is_no_way_to_fill_pages() {
    let desk = Desk::new();
    let name = "x".repeat(5 << 10);
    let refused = desk.post(&json!({"add": [{"name": name}]})).await;
    assert_eq!(refused.items().len(), 0, "{}", refused.text);
    let text = "x".repeat(50 << 10);
    let field = json!([{"id": 4396817, "values": [{"value": text}]}]);
    let refused = desk
        .post(&json!({"add": [{"name": "y", "custom_fields": field}]}))
        .await;
    assert_eq!(
        (refused.status.as_u16(), refused.code().as_str()),
        (400, "203")
    );
}

#[tokio::test]
async fn other_request_ids_are_only_echoed() {
    let desk = Desk::new();
    for id in [json!(0), json!(17), json!("x")] {
        let add = json!({"add": [{"name": "x", "request_id": id}]});
        let (one, two) = (desk.written(&add).await, desk.written(&add).await);
        assert_ne!(one, two, "{id}");
        assert_eq!(
            desk.post(&add).await.json()["_embedded"]["items"][0]["request_id"],
            id
        );
    }
}

#[tokio::test]
async fn texts_come_back_byte_for_byte() {
    let desk = Desk::new();
    let name = "\u{1b}]52;c;AAAA\u{7}</b>\"\\ \u{202e}ё\u{308}👩\u{200d}💻\r\n\u{0}";
    let id = desk.written(&json!({"add": [{"name": name, "custom_fields": [{"id": 4_400_119, "values": [{"value": name}]}]}]})).await;
    let contact = desk.contact(id).await;
    assert_eq!(contact["name"], name);
    assert_eq!(contact["custom_fields"][0]["values"][0]["value"], name);
}

#[tokio::test]
async fn of_refused_adds_that_are_called_the_same_each_is_told() {
    let desk = Desk::new();
    let refused = json!({"name": "x", "responsible_user_id": 5, "request_id": 0});
    let other = json!({"name": "x", "responsible_user_id": 6});
    let add = json!({"add": [refused, refused, other, {"name": "x", "request_id": 0}]});
    let answer = desk.post(&add).await.json();
    assert_eq!(
        answer["_embedded"]["errors"]["add"],
        json!({"0": "There is no user 5", "1": "There is no user 5", "2": "There is no user 6"})
    );
    assert_eq!(answer["_embedded"]["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_element_with_too_many_tags_is_refused_alone() {
    let desk = Desk::new();
    let tags = |count: usize| (0..count).map(|tag| tag.to_string()).collect::<Vec<_>>();
    let elements = json!({"add": [
        {"name": "x", "tags": tags(1_001), "request_id": 7, "company_name": "Не будет"},
        {"name": "x", "tags": tags(1_000)},
    ]});
    for uri in ["/api/v2/contacts", "/api/v2/leads"] {
        let answer = desk.post_to(uri, &elements).await.json();
        let embedded = &answer["_embedded"];
        assert_eq!(
            embedded["errors"]["add"],
            json!({"7": "There can be 1000 tags and no more"}),
            "{uri}"
        );
        assert_eq!(embedded["items"].as_array().unwrap().len(), 1, "{uri}");
    }
    let made = desk
        .get("/api/v2/companies?query=%D0%9D%D0%B5%20%D0%B1")
        .await;
    assert_eq!(made.status, 204, "{}", made.text);
}

#[tokio::test]
async fn json_has_no_more_values_than_a_form_has_parts() {
    let desk = Desk::new();
    let add = |values: usize| json!({"add": [{"name": "x", "what": vec![1; values]}]});
    assert_eq!(desk.post(&add(99_000)).await.status, 200);
    assert_eq!(desk.post(&add(100_000)).await.code(), "102");
}

#[tokio::test]
async fn what_is_linked_half_a_million_times_is_linked_once() {
    let desk = Desk::new();
    let many = "45615,".repeat(500_000);
    let id = desk
        .written(
            &json!({"add": [{"name": "x", "leads_id": many, "unlink": {"customers_id": many}}]}),
        )
        .await;
    assert_eq!(desk.contact(id).await["leads"]["id"], json!([45615]));
}
