//! «Контакты»: the sentences with which the page begins.

use serde_json::{Value, json};

use super::super::desk::{Desk, NOW};
use super::{added, updated, values};

/// A phone, which is preset, and a comment, which this account's administrator made.
const PHONE: i64 = 4_396_818;
const COMMENT: i64 = 4_400_119;

#[tokio::test]
async fn a_contact_has_preset_fields_and_fields_that_the_administrator_made() {
    let desk = Desk::new();
    let facts = desk.get("/api/v2/account?with=custom_fields").await.json();
    let defined = &facts["_embedded"]["custom_fields"]["contacts"];
    for (field, is_system) in [(PHONE, true), (COMMENT, false)] {
        assert_eq!(defined[field.to_string()]["is_system"], is_system);
        let fields = json!([{"id": field, "values": [{"value": "200"}]}]);
        let contact = added(&desk, json!({ "custom_fields": fields })).await;
        assert_eq!(contact["custom_fields"][0]["is_system"], is_system);
        assert_eq!(values(&contact, field).unwrap()[0]["value"], "200");
    }
}

#[tokio::test]
async fn a_contact_takes_part_in_one_lead_or_more_or_in_none() {
    let desk = Desk::new();
    for leads in [json!([45615]), json!([45615, 43510])] {
        let contact = added(&desk, json!({ "leads_id": leads })).await;
        assert_eq!(contact["leads"]["id"], leads);
    }
    assert_eq!(added(&desk, json!({})).await["leads"], json!({}));
}

#[tokio::test]
async fn a_contact_is_linked_to_many_customers_or_to_none() {
    let desk = Desk::with_contacts(300);
    let some = desk.get("/api/v2/customers?limit_rows=3").await.ids();
    assert_eq!(some.len(), 3);
    let contact = added(&desk, json!({ "customers_id": some })).await;
    assert_eq!(contact["customers"]["id"], json!(some));
    assert_eq!(added(&desk, json!({})).await["customers"], json!({}));
}

#[tokio::test]
async fn a_contact_is_attached_to_one_company() {
    let desk = Desk::new();
    let contact = added(&desk, json!({"company_id": 30615})).await;
    assert_eq!(contact["company"]["id"], 30615);
    let id = contact["id"].as_i64().unwrap();
    let contact = updated(&desk, id, json!({"company_id": 1_099_180})).await;
    assert_eq!(contact["company"]["id"], 1_099_180);
    assert_eq!(
        desk.get("/api/v2/companies?id=30615").await.items()[0]["contacts"],
        json!({})
    );
}

#[tokio::test]
async fn mail_and_phone_are_what_other_systems_find_a_contact_by() {
    let desk = Desk::new();
    let fields = json!([
        {"id": PHONE, "values": [{"value": "+7 (912) 345-67-89", "enum": "WORK"}]},
        {"id": 4_396_819, "values": [{"value": "One.Of@Example.com", "enum": "WORK"}]},
    ]);
    let id = added(&desk, json!({ "custom_fields": fields })).await["id"].clone();
    for query in [
        "9123456789",
        "89123456789",
        "one.of@example.com",
        "ONE.OF@EXAMPLE.COM",
    ] {
        let found = desk.get(&format!("/api/v2/contacts?query={query}")).await;
        assert_eq!(json!(found.ids()), json!([id]), "{query}");
    }
}

#[tokio::test]
async fn calls_and_mails_are_events_of_the_contact() {
    let desk = Desk::with_contacts(60);
    let call = json!({"add": [{"element_id": 41560, "element_type": 1, "note_type": 10,
        "params": {"UNIQ": "u1", "LINK": "", "PHONE": "89994561230", "DURATION": 65, "SRC": "ats"}}]});
    assert_eq!(desk.post_to("/api/v2/notes", &call).await.status, 200);
    let calls = "/api/v2/notes?type=contact&element_id=41560&note_type=10";
    let notes = desk.get(calls).await.items();
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0]["params"]["PHONE"], "89994561230");
    // Mails come from the mail servers and not through this interface; those of the demo were there before.
    let mails = desk
        .get("/api/v2/notes?type=contact&note_type=7")
        .await
        .items();
    let known = desk.get("/api/v2/contacts").await.ids();
    assert!(!mails.is_empty());
    for mail in mails {
        assert!(
            known.contains(&mail["element_id"].as_i64().unwrap()),
            "{mail}"
        );
        assert!(mail["params"]["subject"].is_string());
    }
}

#[tokio::test]
async fn the_responsible_user_decides_who_sees_and_changes_the_contact() {
    let desk = Desk::new();
    let boris = desk.of("demo-boris");
    let contact = added(&desk, json!({"responsible_user_id": 504_142})).await;
    let id = contact["id"].as_i64().unwrap();
    let update = |name: &str| json!({"update": [{"id": id, "updated_at": NOW, "name": name}]});
    boris.written(&update("Бориса")).await;
    assert_eq!(boris.contact(id).await["name"], "Бориса");

    updated(&desk, id, json!({"responsible_user_id": 504_141})).await;
    assert_eq!(
        boris.get(&format!("/api/v2/contacts?id={id}")).await.status,
        204
    );
    let refused = boris.post(&update("Чужой")).await.json();
    assert_eq!(
        refused["_embedded"]["errors"]["update"][id.to_string()],
        "Contact not found"
    );
    assert_eq!(desk.contact(id).await["name"], "Бориса");
}

#[tokio::test]
async fn group_id_follows_the_responsible_user() {
    let desk = Desk::new();
    let contact = added(&desk, json!({})).await;
    assert_eq!(contact["group_id"], 0);
    let id = contact["id"].as_i64().unwrap();
    let given = json!({"responsible_user_id": 504_143, "group_id": 9});
    let contact: Value = updated(&desk, id, given).await;
    assert_eq!(
        (&contact["responsible_user_id"], &contact["group_id"]),
        (&json!(504_143), &json!(1))
    );
    assert_eq!(desk.of("demo-vera").contact(id).await["id"], id);
}
