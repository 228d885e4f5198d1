//! Every variation of API v2 that was seen in real answers, through the client: each is read as what it means.

use rolo::crm::{Crm as _, Page};
use rolo::domain::contact::Contact;
use rolo::domain::failure::Failure;
use rolo::domain::field::{AddressPart, Content, FieldKind, Subtype};
use rolo::domain::id::{ContactId, FieldId, LeadId, Moment, OptionId, UserId};
use serde_json::{Value, json};
use wiremock::matchers::path;
use wiremock::{Mock, MockServer};

use super::support::*;

/// The page that a client of an account with these items reads.
async fn read(items: &Value) -> Page {
    let body = json!({"_embedded": {"items": items}}).to_string();
    let server = account_that_says(json(200, &body)).await;
    page(&client(&server.uri())).await.expect("a page")
}

/// A contact with these members.
async fn contact(mut members: Value) -> Contact {
    members["id"] = json!(7);
    let mut page = read(&json!([members])).await;
    assert_eq!(page.unreadable, 0, "{members}");
    page.contacts.remove(0)
}

#[tokio::test]
async fn nothing_is_written_as_a_map_or_as_a_list() {
    for nothing in [json!({}), json!([])] {
        let contact = contact(json!({
            "company": nothing, "leads": nothing, "customers": nothing, "tags": nothing, "custom_fields": nothing,
        }))
        .await;
        assert!(contact.company.is_none(), "{nothing}");
        assert!(contact.leads.is_empty() && contact.customers.is_empty());
        assert!(contact.tags.is_empty() && contact.fields.is_empty());
    }
}

#[tokio::test]
async fn a_list_with_holes_is_a_map_with_numbers() {
    let page = read(&json!({"0": {"id": 1}, "10": {"id": 3}, "2": {"id": 2}})).await;
    let ids: Vec<_> = page.contacts.iter().map(|contact| contact.id).collect();
    assert_eq!(ids, [ContactId(1), ContactId(2), ContactId(3)]);
    let field =
        json!({"3": {"id": 5, "name": "x", "values": {"1": {"value": "a"}, "4": {"value": "b"}}}});
    let contact = contact(json!({"custom_fields": field})).await;
    let texts: Vec<_> = contact
        .values(FieldId(5))
        .iter()
        .map(|value| value.raw().expect("a text"))
        .collect();
    assert_eq!(texts, ["a", "b"]);
}

#[tokio::test]
async fn numbers_come_as_strings() {
    let contact = contact(json!({
        "responsible_user_id": "504141", "created_at": "1508965200", "updated_by": 0,
        "leads": {"id": ["45615", 43510]}, "closest_task_at": "1509051540",
    }))
    .await;
    assert_eq!(contact.responsible, UserId(504_141));
    assert_eq!(contact.created_at, Moment(1_508_965_200));
    assert_eq!(contact.leads, [LeadId(45_615), LeadId(43_510)]);
    assert_eq!(contact.closest_task_at, Some(Moment(1_509_051_540)));
}

#[tokio::test]
async fn the_answer_to_a_write_says_link_or_links_or_neither_and_may_date_in_milliseconds() {
    for item in [
        json!({"id": 41560, "_link": {"self": {"href": "/api/v2/contacts?id=41560", "method": "get"}}}),
        json!({"id": "41560", "_links": {"self": "/api/v2/contacts?id=41560", "method": "get"}}),
        json!({"id": 41560, "updated_at": 1_619_342_253_000_i64, "request_id": "0"}),
    ] {
        let body = json!({"_embedded": {"items": [item], "errors": []}}).to_string();
        let server = account_that_says(json(200, &body)).await;
        let posted = rename(&client(&server.uri())).await;
        assert_eq!(posted, Ok(rolo::crm::Posted::Accepted(ContactId(41_560))));
    }
}

#[tokio::test]
async fn values_come_as_text_number_truth_and_object_with_enums_and_parts_of_every_shape() {
    let values = json!([
        {"value": "a", "enum": 3, "subtype": null},
        {"value": 5, "enum": "3"},
        {"value": true, "enum": 0},
        {"value": {"name": "ООО"}},
        {"value": "Москва", "subtype": "3"},
        {"value": "Москва", "subtype": 3},
        {"value": "Москва", "subtype": "city"},
    ]);
    let contact =
        contact(json!({"custom_fields": [{"id": 5, "name": "x", "values": values}]})).await;
    let read = contact.values(FieldId(5));
    assert_eq!(
        (read[0].raw(), read[0].option),
        (Some("a"), Some(OptionId(3)))
    );
    assert_eq!(read[1].option, Some(OptionId(3)));
    assert_eq!(read[2].option, None);
    assert!(matches!(read[3].content, Content::Structured(_)));
    for value in &read[4..] {
        assert_eq!(value.subtype, Some(Subtype::Part(AddressPart::City)));
    }
}

#[tokio::test]
async fn names_are_missing_empty_or_null() {
    for name in [json!(null), json!("")] {
        let contact = contact(json!({
            "name": name, "first_name": name, "last_name": name,
            "company": {"id": 3, "name": name},
        }))
        .await;
        assert_eq!(contact.name.raw(), "");
        assert_eq!(contact.company.expect("a company").name.raw(), "");
    }
    assert_eq!(contact(json!({})).await.name.raw(), "");
}

#[tokio::test]
async fn a_task_in_the_year_zero_is_none() {
    for none in [json!(0), json!(null), json!(-62_169_993_017_i64)] {
        let contact = contact(json!({"closest_task_at": none})).await;
        assert_eq!(contact.closest_task_at, None, "{none}");
    }
}

#[tokio::test]
async fn milliseconds_are_taken_for_what_they_are() {
    let contact = contact(json!({"updated_at": 1_619_342_253_000_i64})).await;
    assert_eq!(contact.updated_at, Moment(1_619_342_253));
}

#[tokio::test]
async fn keys_come_in_any_order_and_unknown_ones_are_passed_over() {
    let contact = contact(json!({"news": {"deep": [[[]]]}, "name": "Пётр", "type_id": 1})).await;
    assert_eq!(contact.name.raw(), "Пётр");
}

#[tokio::test]
async fn the_escapes_of_php_are_read_and_an_item_with_half_a_character_costs_itself_only() {
    let body = r#"{"_embedded":{"items":[{"id":1,"name":"\u041f\u0451\u0442\u0440 \/ \ud83d\ude42"},{"id":2,"name":"\ud83d"}]}}"#;
    let server = account_that_says(json(200, body)).await;
    let page = page(&client(&server.uri())).await.expect("a page");
    assert_eq!(page.contacts[0].name.raw(), "Пётр / 🙂");
    assert_eq!(page.len(), 2);
}

#[tokio::test]
async fn a_refusal_inside_a_success_is_a_refusal() {
    let body = r#"{"response":{"error":"нет прав","error_code":"244"}}"#;
    let server = account_that_says(json(200, body)).await;
    let refused = page(&client(&server.uri())).await;
    assert!(
        matches!(
            refused,
            Err(Failure::Refused {
                code: Some(244),
                ..
            })
        ),
        "{refused:?}"
    );
}

#[tokio::test]
async fn the_facts_of_an_account_are_maps_or_lists_with_flags_of_every_kind_and_escaped_labels() {
    let as_maps = json!({
        "users": {"7": {"id": 7, "name": "Анна", "last_name": null, "group_id": "0", "is_admin": "Y", "rights": {"contact_view": "M"}}},
        "groups": [],
        "custom_fields": {"contacts": {"5": {"id": 5, "name": "Источник", "field_type": "4", "sort": 1, "is_system": "N",
            "is_editable": "1", "params": [], "enums": {"31": "A &amp; B", "30": "&quot;C&quot;"}}}},
        "task_types": {"1": {"id": 1, "name": "Звонок"}},
    });
    let as_lists = json!({
        "users": [{"id": "7", "name": "Анна", "group_id": 0, "is_admin": true, "rights": {"contact_view": "M"}}],
        "groups": {},
        "custom_fields": {"contacts": [{"id": 5, "name": "Источник", "field_type": 4, "sort": 1, "is_system": false,
            "editable": "Y", "params": {}, "enums": [{"id": 31, "value": "A &amp; B"}, {"id": "30", "value": "&quot;C&quot;"}]}]},
        "task_types": [{"id": 1, "name": "Звонок"}],
    });
    for embedded in [as_maps, as_lists] {
        let body = json!({"id": "9", "name": "x", "subdomain": "x", "timezone": "UTC", "current_user": "7",
            "_embedded": embedded})
        .to_string();
        let server = MockServer::start().await;
        Mock::given(path("/api/v2/account"))
            .respond_with(json(200, &body))
            .mount(&server)
            .await;
        let account = client(&server.uri()).account().await.expect("an account");
        assert_eq!(account.users[0].name.raw(), "Анна");
        let field = account.field(FieldId(5)).expect("the field");
        assert_eq!((field.kind, field.is_editable), (FieldKind::Select, true));
        let labels: Vec<_> = field
            .options
            .iter()
            .map(|option| (option.id.0, option.label.raw()))
            .collect();
        assert_eq!(labels, [(31, "A & B"), (30, "\"C\"")]);
    }
}
