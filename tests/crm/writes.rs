//! Writes: what travels, and what the account can say to it.

use rolo::crm::{Crm as _, Posted};
use rolo::domain::edit::Changes;
use rolo::domain::failure::Failure;
use rolo::domain::field::{AddressPart, FieldRole, FieldValue};
use rolo::domain::id::{ContactId, FieldId, OptionId};
use serde_json::json;
use wiremock::matchers::{body_json, header, method, path};
use wiremock::{Mock, MockServer};

use super::support::{self, *};

#[tokio::test]
async fn a_change_travels_in_the_shape_of_the_page_and_dated_by_the_account() {
    let server = MockServer::start().await;
    let account = support::json(200, ACCOUNT).append_header("Runtime-Timestamp", "1900000000");
    Mock::given(path("/api/v2/account"))
        .respond_with(account)
        .mount(&server)
        .await;
    Mock::given(method("POST"))
        .and(path(CONTACTS))
        .and(header("content-type", "application/json"))
        .respond_with(support::json(
            200,
            r#"{"_embedded":{"items":[{"id":41560,"updated_at":1900000000}]}}"#,
        ))
        .mount(&server)
        .await;
    let client = client(&server.uri());
    let account = client.account().await.expect("an account");
    let phone = account.field_of(FieldRole::Phone).expect("phones");
    let changes = Changes {
        tags: Some(vec!["важный".into(), "доставка".into()]),
        fields: [
            (
                phone.id,
                vec![FieldValue::typed("89990123456", Some(OptionId(3_685_083)))],
            ),
            (
                FieldId(4_400_115),
                vec![FieldValue::part("Москва", AddressPart::City)],
            ),
            (
                FieldId(4_400_116),
                vec![FieldValue::typed("1", Some(OptionId(3_692_662)))],
            ),
        ]
        .into(),
        ..Changes::default()
    };
    assert_eq!(
        update(&client, &changes, Some(&account)).await,
        Ok(Posted::Accepted(ContactId(41560)))
    );
    let requests = server.received_requests().await.expect("recorded");
    let mut sent: serde_json::Value = requests[1].body_json().expect("JSON");
    let date = sent["update"][0]["updated_at"].take();
    // The account's clock goes on between the two requests.
    assert!(
        date.as_i64().is_some_and(|date| date >= 1_900_000_000),
        "{date}"
    );
    assert_eq!(
        sent,
        json!({"update": [{
            "id": 41560,
            "updated_at": null,
            "tags": "важный,доставка",
            "custom_fields": [
                {"id": 4_396_818, "values": [{"value": "89990123456", "enum": "WORK"}]},
                {"id": 4_400_115, "values": [{"value": "Москва", "subtype": "city"}]},
                {"id": 4_400_116, "values": [3_692_662]},
            ],
        }]})
    );
}

#[tokio::test]
async fn a_new_contact_gets_the_id_of_the_answer() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path(CONTACTS))
        .and(body_json(
            json!({"add": [{"name": "Пётр", "request_id": "6f0d-4c1e"}]}),
        ))
        .respond_with(support::json(
            200,
            include_str!("../fixtures/wire/posted.json"),
        ))
        .mount(&server)
        .await;
    assert_eq!(
        add(&client(&server.uri())).await,
        Ok(Posted::Accepted(ContactId(1_099_235)))
    );
}

#[tokio::test]
async fn errors_inside_a_success_are_understood_in_both_shapes() {
    let stale = "Last modified date is older than in database";
    let refused = |code, text: &str| {
        Err(Failure::Refused {
            code,
            text: text.into(),
        })
    };
    let cases = [
        (json!({"update": {"41560": stale}}), Ok(Posted::Stale)),
        (
            json!({"update": [{"id": 41560, "code": 212, "message": stale}]}),
            Ok(Posted::Stale),
        ),
        (
            json!({"update": {"41560": "нет прав"}}),
            refused(None, "нет прав"),
        ),
        (
            json!({"update": [{"code": "244", "msg": "нет прав"}]}),
            refused(Some(244), "нет прав"),
        ),
        (json!([]), Err(Failure::Unknown)),
    ];
    for (errors, outcome) in cases {
        let body = json!({"_embedded": {"items": [], "errors": errors}}).to_string();
        let server = account_that_says(support::json(200, &body)).await;
        assert_eq!(rename(&client(&server.uri())).await, outcome, "{errors}");
    }
}

#[tokio::test]
async fn a_contact_that_is_named_neither_as_done_nor_as_refused_is_unknown() {
    let server =
        account_that_says(support::json(200, r#"{"_embedded":{"items":[{"id":7}]}}"#)).await;
    assert_eq!(rename(&client(&server.uri())).await, Err(Failure::Unknown));
    assert_eq!(
        add(&client(&server.uri())).await,
        Ok(Posted::Accepted(ContactId(7)))
    );
}

#[tokio::test]
async fn a_client_for_reading_only_sends_no_write() {
    let server = account_that_says(json(200, PAGE)).await;
    let config = rolo::crm::Config {
        read_only: true,
        ..config()
    };
    let client = client_with(&server.uri(), token(), &config);
    assert!(page(&client).await.is_ok());
    assert_eq!(add(&client).await, Err(Failure::ReadOnly));
    assert_eq!(rename(&client).await, Err(Failure::ReadOnly));
    let requests = server.received_requests().await.expect("recorded");
    assert!(requests.iter().all(|request| request.method == "GET"));
}
