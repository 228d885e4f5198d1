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
