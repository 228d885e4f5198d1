//! «Параметры ответа» and the headers of an answer to a POST.

use serde_json::{Value, json};

use super::super::desk::{Desk, NOW};
use super::in_both_shapes;

/// What is answered to an add and an update in one call.
async fn answer(desk: &Desk) -> Value {
    let written = json!({
        "add": [{"name": "Первый", "request_id": 0}],
        "update": [{"id": 41560, "updated_at": NOW, "request_id": "u"}],
    });
    desk.post(&written).await.json()
}

fn link(href: &str, method: &str) -> Value {
    json!({"self": {"href": href, "method": method}})
}

#[tokio::test]
async fn id_is_that_of_the_new_contact_or_of_the_changed_one() {
    for desk in in_both_shapes() {
        let answer = answer(&desk).await;
        let items = &answer["_embedded"]["items"];
        let id = items[0]["id"].as_i64().unwrap();
        assert_eq!(desk.contact(id).await["name"], "Первый");
        assert_eq!(items[1]["id"], 41560);
    }
}

#[tokio::test]
async fn request_id_is_that_of_the_client_as_it_was_sent() {
    for desk in in_both_shapes() {
        for (sent, back) in [
            (json!(0), json!(0)),
            (json!(17), json!(17)),
            (json!("17"), json!(17)),
            (json!("abc"), json!("abc")),
        ] {
            for write in [
                json!({"add": [{"name": "x", "request_id": sent}]}),
                json!({"update": [{"id": 41560, "updated_at": NOW, "request_id": sent}]}),
            ] {
                let answer = desk.post(&write).await;
                assert_eq!(answer.items()[0]["request_id"], back, "{write}");
            }
        }
    }
}

#[tokio::test]
async fn request_id_is_made_when_the_client_sent_none() {
    for desk in in_both_shapes() {
        let write = json!({"add": [{"name": "a"}, {"name": "b"}], "update": [{"id": 41560, "updated_at": NOW}]});
        let made: Vec<i64> = desk
            .post(&write)
            .await
            .items()
            .iter()
            .map(|item| item["request_id"].as_i64().unwrap())
            .collect();
        assert!(made[0] != made[1] && made[1] != made[2], "{made:?}");
    }
}

#[tokio::test]
async fn updated_at_is_told_of_updates() {
    for desk in in_both_shapes() {
        let answer = answer(&desk).await;
        let items = &answer["_embedded"]["items"];
        assert_eq!(items[1]["updated_at"], NOW);
        assert!(items[0].get("updated_at").is_none());
    }
}

#[tokio::test]
async fn links_self_href_and_method_are_those_of_the_request() {
    for desk in in_both_shapes() {
        let answer = answer(&desk).await;
        assert_eq!(answer["_links"], link("/api/v2/contacts", "post"));
    }
}

#[tokio::test]
async fn links_self_href_of_an_item_is_how_to_ask_for_it() {
    for desk in in_both_shapes() {
        for item in answer(&desk).await["_embedded"]["items"]
            .as_array()
            .unwrap()
        {
            let href = format!("/api/v2/contacts?id={}", item["id"]);
            assert_eq!(item["_links"], link(&href, "get"));
            assert_eq!(desk.get(&href).await.items()[0]["id"], item["id"]);
        }
    }
}

#[tokio::test]
async fn links_are_spelt_link_as_well_where_the_sample_does_so() {
    let [page, live] = in_both_shapes();
    let (page, live) = (answer(&page).await, answer(&live).await);
    assert_eq!(page["_link"], page["_links"]);
    assert!(live.get("_link").is_none());
    for place in 0..2 {
        let item = |answer: &Value| answer["_embedded"]["items"][place].clone();
        assert_eq!(item(&page)["_link"], item(&page)["_links"]);
        assert!(item(&live).get("_link").is_none());
    }
}

#[tokio::test]
async fn embedded_items_are_what_was_written_and_errors_are_there_only_when_there_are_some() {
    for desk in in_both_shapes() {
        let answer = answer(&desk).await;
        let keys: Vec<&String> = answer["_embedded"].as_object().unwrap().keys().collect();
        assert_eq!(keys, ["items"]);
        let none = desk
            .post(&json!({"update": [{"id": 41560, "updated_at": 5}]}))
            .await
            .json();
        assert_eq!(
            none["_embedded"],
            json!({"items": [], "errors": {"update": {"41560": "Last modified date is older than in database"}}})
        );
    }
}

#[tokio::test]
async fn header_content_type_is_hal_json() {
    for desk in in_both_shapes() {
        let answer = desk.post(&json!({"add": [{"name": "x"}]})).await;
        assert_eq!(answer.header("content-type"), Some("application/hal+json"));
    }
}

#[tokio::test]
async fn header_runtime_timestamp_is_the_clock_of_the_account() {
    for desk in in_both_shapes() {
        for moment in [NOW, NOW + 5] {
            let answer = desk.post(&json!({"add": [{"name": "x"}]})).await;
            assert_eq!(
                answer.header("runtime-timestamp"),
                Some(moment.to_string().as_str())
            );
            desk.wait(5);
        }
    }
}
