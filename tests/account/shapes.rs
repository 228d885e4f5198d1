//! The same account shown in the page's shape and in that of accounts in use.

use std::sync::Arc;

use rolo::server::{Account, Shapes};
use rolo::wire::v2::contact::Contact;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::desk::{Answer, Desk, NOW};

/// A new demo account as the page shows it, and the same account live.
fn both() -> (Desk, Desk) {
    let page = Desk::with_contacts(60);
    let live = page.shown_in(Shapes::Live);
    (page, live)
}

fn contacts(answer: &Answer) -> Vec<Contact> {
    let items = answer.items();
    items
        .iter()
        .map(|item| Contact::read(item).unwrap())
        .collect()
}

#[tokio::test]
async fn a_live_contact_is_printed_to_the_letter() {
    let (_, live) = both();
    let id = live
        .written(&json!({"add": [{"name": "Ёж/1", "created_at": 5, "updated_at": 6, "tags": "",
            "custom_fields": [{"id": 4_396_818, "values": [{"value": "8 (999) 1", "enum": "MOB"}]}]}]}))
        .await;
    let own = format!(r"\/api\/v2\/contacts?id={id}");
    let expected = [
        r#"{"_links":{"self":{"href":"OWN","method":"get"}},"_embedded":{"items":[{"id":ID,"name":"\u0401\u0436\/1","#,
        r#""first_name":"","last_name":"","responsible_user_id":504141,"created_by":504141,"created_at":5,"#,
        r#""updated_at":6,"account_id":13667499,"updated_by":504141,"group_id":0,"company":{},"leads":{},"#,
        r#""closest_task_at":0,"tags":{},"custom_fields":[{"id":4396818,"#,
        r#""name":"\u0422\u0435\u043b\u0435\u0444\u043e\u043d","code":"PHONE","#,
        r#""values":[{"value":"8 (999) 1","enum":3685085}],"is_system":true}],"customers":{},"#,
        r#""_links":{"self":{"href":"OWN","method":"get"}}}]}}"#,
    ]
    .concat()
    .replace("OWN", &own)
    .replace("ID", &id.to_string());
    let answer = live.get(&format!("/api/v2/contacts/?id={id}")).await;
    assert_eq!(answer.text, expected);
    assert_eq!(answer.header("content-type"), Some("application/hal+json"));
    let length = answer.header("content-length");
    assert!(length.is_none_or(|length| length == expected.len().to_string()));
}

#[tokio::test]
async fn every_empty_list_of_a_live_contact_is_an_object() {
    let (_, live) = both();
    let id = live.written(&json!({"add": [{"name": "x"}]})).await;
    let contact = live.contact(id).await;
    for name in ["company", "leads", "tags", "custom_fields", "customers"] {
        assert_eq!(contact[name], json!({}), "{name}");
    }
}

#[tokio::test]
async fn both_shapes_say_the_same_and_asking_for_one_does_not_change_the_other() {
    let (page, live) = both();
    let printed = page.get("/api/v2/contacts").await;
    let mut shown = contacts(&live.get("/api/v2/contacts").await);
    assert!(shown.iter().any(|contact| {
        let coded = |code: &str| {
            let fields = &contact.custom_fields;
            fields
                .iter()
                .any(|field| field.code.as_deref() == Some(code))
        };
        coded("PHONE") && coded("EMAIL") && coded("POSITION")
    }));
    for contact in &mut shown {
        (contact.first_name, contact.last_name) = (None, None);
        for field in &mut contact.custom_fields {
            field.code = None;
        }
    }
    assert_eq!(shown, contacts(&printed));
    assert_eq!(page.get("/api/v2/contacts").await.text, printed.text);
    let facts = "/api/v2/account?with=custom_fields,users,groups,pipelines";
    assert_eq!(live.get(facts).await.json(), page.get(facts).await.json());
}

#[tokio::test]
async fn a_live_post_is_answered_with_one_spelling_of_links() {
    let (_, live) = both();
    let answer = live
        .post(&json!({
            "add": [{"name": "x", "request_id": 5}],
            "update": [{"id": 41560, "updated_at": NOW}, {"id": 1_099_181, "updated_at": 1}],
        }))
        .await
        .json();
    let own = |id: &Value| json!({"self": {"href": format!("/api/v2/contacts?id={id}"), "method": "get"}});
    let added = answer["_embedded"]["items"][0]["id"].clone();
    assert_eq!(
        answer,
        json!({
            "_links": {"self": {"href": "/api/v2/contacts", "method": "post"}},
            "_embedded": {
                "items": [
                    {"id": added, "request_id": 5, "_links": own(&added)},
                    {"id": 41560, "request_id": 41560, "updated_at": NOW, "_links": own(&json!(41560))},
                ],
                "errors": {"update": {"1099181": "Last modified date is older than in database"}},
            },
        })
    );
}

#[tokio::test]
async fn a_repeated_write_is_answered_in_the_shape_of_whoever_repeats_it() {
    let (page, live) = both();
    let write =
        json!({"add": [{"name": "x", "request_id": "6f0d2a64-3a3c-4a55-9d4e-0b0f6a1c2d3e"}]});
    let first = page.post(&write).await.json();
    let again = live.post(&write).await.json();
    let (first, again) = (
        &first["_embedded"]["items"][0],
        &again["_embedded"]["items"][0],
    );
    assert_eq!(first["id"], again["id"]);
    assert_eq!(first["_link"], again["_links"]);
    assert!(again.get("_link").is_none());
}

#[tokio::test]
async fn names_written_in_parts_are_given_back_live_and_the_page_knows_one() {
    let (page, live) = both();
    let parts = async |id| {
        let contact = live.contact(id).await;
        ["name", "first_name", "last_name"]
            .map(|key| contact[key].as_str().unwrap_or("none").to_owned())
    };
    let id = live
        .written(&json!({"add": [{"first_name": "Пётр", "last_name": "Ёлкин"}]}))
        .await;
    assert_eq!(parts(id).await, ["Пётр Ёлкин", "Пётр", "Ёлкин"]);
    assert!(page.contact(id).await.get("first_name").is_none());
    for (change, expected) in [
        (json!({"tags": "a"}), ["Пётр Ёлкин", "Пётр", "Ёлкин"]),
        (
            json!({"name": "Петя", "first_name": "Пётр", "last_name": "Елкин"}),
            ["Петя", "Пётр", "Елкин"],
        ),
        // A part that is not named stays, and so do both while the whole stays the same.
        (
            json!({"last_name": "Иванов"}),
            ["Пётр Иванов", "Пётр", "Иванов"],
        ),
        (
            json!({"first_name": "Яков"}),
            ["Яков Иванов", "Яков", "Иванов"],
        ),
        (
            json!({"name": "Яков Иванов"}),
            ["Яков Иванов", "Яков", "Иванов"],
        ),
        (json!({"name": "Новый"}), ["Новый", "", ""]),
    ] {
        let mut update = json!({"id": id, "updated_at": NOW});
        for (key, value) in change.as_object().unwrap() {
            update[key] = value.clone();
        }
        live.written(&json!({ "update": [update] })).await;
        assert_eq!(parts(id).await, expected, "{change}");
    }
}

#[tokio::test]
async fn every_live_document_is_escaped_as_php_does_it() {
    let (_, live) = both();
    let mut answers = vec![
        live.get("/api/v2/account?with=users,custom_fields").await,
        live.get("/api/v2/contacts?query=%D0%B5").await,
        live.post(&json!({"update": [{"id": 41560, "updated_at": NOW, "request_id": "/ё"}]}))
            .await,
        live.post_as("", "{]").await,
        live.get("/api/v2/nothing").await,
        live.ask("PUT", "/api/v2/contacts", &[], "").await,
        live.ask("GET", "/api/v2/contacts", &[], "").await,
        live.ask("GET", "/", &[("Host", "example.com")], "").await,
    ];
    let login = "/private/api/auth.php?type=json&USER_LOGIN=anna@demo.test&USER_HASH=demo-anna";
    answers.push(live.ask("POST", login, &[], "").await);
    assert!(answers.iter().any(|answer| answer.text.contains("\\u04")));
    for answer in answers {
        assert!(answer.text.is_ascii(), "{}", answer.text);
        assert!(
            !answer.text.replace("\\/", "").contains('/'),
            "{}",
            answer.text
        );
        assert!(answer.json().is_object());
    }
}

#[tokio::test]
async fn what_is_no_json_passes_as_it_is() {
    let (page, live) = both();
    let none = "/api/v2/contacts?query=nobody-is-called-so";
    assert_eq!(live.get(none).await.status, 204);
    assert_eq!(live.get(none).await.text, "");
    let login = "/private/api/auth.php?USER_LOGIN=anna@demo.test&USER_HASH=demo-anna";
    let (page, live) = (
        page.ask("POST", login, &[], "").await,
        live.ask("POST", login, &[], "").await,
    );
    assert!(live.header("set-cookie").is_some());
    assert_eq!(live.text, page.text);
}

#[tokio::test]
async fn an_imported_contact_keeps_its_first_and_last_name() {
    let account = Account::in_memory(Arc::new(|| NOW)).unwrap();
    let line =
        r#"{"id":7,"name":"Анна К.","first_name":"Анна","last_name":"К.","responsible_user_id":5}"#;
    assert_eq!(account.import(line.as_bytes()).unwrap().contacts, 1);
    let key = account.owner().unwrap().key;
    let page = Desk::over(&account, key.expose_secret());
    let contact = page.shown_in(Shapes::Live).contact(7).await;
    assert_eq!(
        (&contact["first_name"], &contact["last_name"]),
        (&json!("Анна"), &json!("К."))
    );
    assert!(page.contact(7).await.get("first_name").is_none());
}

#[tokio::test]
async fn the_parts_of_a_name_are_searched() {
    let (_, live) = both();
    let add =
        json!({"add": [{"name": "Полное Имя", "first_name": "Зинаида", "last_name": "Ковригина"}]});
    let id = live.written(&add).await;
    let query = "/api/v2/contacts?query=зинаида";
    assert_eq!(live.get(query).await.ids(), [id]);
    let rename = json!({"update": [{"id": id, "updated_at": NOW, "name": "Другое Имя"}]});
    live.written(&rename).await;
    assert_eq!(live.get(query).await.status, 204);
}
