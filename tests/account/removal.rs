//! Deletion by the addresses of the web interface.

use serde_json::json;

use super::desk::{Answer, Desk, NOW};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

async fn delete(desk: &Desk, token: &str, uri: &str, body: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [
        ("Authorization", bearer.as_str()),
        ("X-Requested-With", "XMLHttpRequest"),
        FORM,
    ];
    desk.ask("POST", uri, &headers, body).await
}

/// Both ways to delete one contact.
fn ways(id: i64) -> [(&'static str, String); 2] {
    let action = "request[multiactions][add][0]";
    [
        (
            "/ajax/contacts/multiple/delete/",
            format!("ACTION=DELETE&ID[]={id}"),
        ),
        (
            "/ajax/v1/multiactions/set",
            format!(
                "{action}[entity_type]=17&{action}[multiaction_type]=4&{action}[data][data][ACTION]=DELETE&{action}[ids][0]={id}"
            ),
        ),
    ]
}

#[tokio::test]
async fn a_deleted_contact_is_nowhere_any_more_and_its_number_stays_taken() {
    for way in 0..2 {
        let desk = Desk::new();
        let id = desk
            .written(
                &json!({"add": [{"name": "Уходящий", "leads_id": [45615], "company_id": 30615}]}),
            )
            .await;
        let task = json!({"add": [{"element_id": id, "element_type": 1, "text": "x"}]});
        desk.post_to("/api/v2/tasks", &task).await;
        let note =
            json!({"add": [{"element_id": id, "element_type": 1, "note_type": 4, "text": "x"}]});
        desk.post_to("/api/v2/notes", &note).await;
        let (uri, body) = &ways(id)[way];
        let answer = delete(&desk, "demo-anna", uri, body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let expected = [
            json!({"status": "success", "message": "Удаление прошло успешно для 1"}),
            json!({"response": {"multiactions": {"set": {"add": [{"status": "success", "count": 1}]}}}}),
        ];
        assert_eq!(answer.json(), expected[way]);
        for uri in [
            format!("/api/v2/contacts?id={id}"),
            "/api/v2/contacts?query=%D0%A3%D1%85%D0%BE%D0%B4%D1%8F%D1%89%D0%B8%D0%B9".to_owned(),
            format!("/api/v2/tasks?element_id={id}"),
            format!("/api/v2/notes?type=contact&element_id={id}"),
        ] {
            assert_eq!(desk.get(&uri).await.status, 204, "{uri}");
        }
        assert_eq!(desk.get("/api/v2/contacts").await.ids(), [41560, 1_099_181]);
        assert_eq!(
            desk.get("/api/v2/leads?id=45615").await.items()[0]["contacts"],
            json!({})
        );
        assert_eq!(
            desk.get("/api/v2/companies?id=30615").await.items()[0]["contacts"],
            json!({})
        );
        let update = json!({"update": [{"id": id, "updated_at": NOW + 5, "name": "x"}]});
        assert_eq!(
            desk.post(&update).await.json()["_embedded"]["errors"]["update"][id.to_string()],
            "Contact not found"
        );
        assert_eq!(
            desk.written(&json!({"add": [{"name": "Новый"}]})).await,
            id + 1
        );
        assert_eq!(desk.account.contact_count().unwrap(), 3);
    }
}

#[tokio::test]
async fn only_those_who_may_delete() {
    let desk = Desk::new();
    for (uri, body) in ways(41560) {
        for (token, word) in [
            ("demo-gleb", "no right"),
            ("demo-boris", "not found"),
            ("demo-vera", "not found"),
        ] {
            let answer = delete(&desk, token, uri, &body).await.json();
            let errors = answer
                .get("ERRORS")
                .unwrap_or_else(|| &answer["response"]["multiactions"]["set"]["errors"]);
            assert!(
                errors[0].as_str().unwrap().contains(word),
                "{token}: {answer}"
            );
        }
        assert_eq!(delete(&desk, "nobody", uri, &body).await.status, 401);
    }
    assert_eq!(desk.contact(41560).await["id"], 41560);
    let boris = desk
        .written(&json!({"add": [{"name": "x", "responsible_user_id": 504_142}]}))
        .await;
    let (uri, body) = &ways(boris)[0];
    assert_eq!(
        delete(&desk, "demo-boris", uri, body).await.json()["status"],
        "success"
    );
}

#[tokio::test]
async fn one_that_cannot_be_deleted_does_not_keep_the_others() {
    let desk = Desk::new();
    let uri = "/ajax/contacts/multiple/delete";
    let answer = delete(&desk, "demo-anna", uri, "ID[]=41560&ID[]=777&ID[]=41560")
        .await
        .json();
    assert_eq!(answer["ERRORS"], json!(["777: Contact not found"]));
    assert_eq!(desk.get("/api/v2/contacts").await.ids(), [1_099_181]);
}

#[tokio::test]
async fn nothing_else_is_done_there() {
    let desk = Desk::new();
    let (uri, deletion) = &ways(41560)[1];
    for body in [
        String::new(),
        "x=1".to_owned(),
        deletion.replace("DELETE", "TAG"),
        deletion.replace("=17", "=4"),
        deletion.replace("_type]=4", "_type]=1"),
        deletion.replace("41560", "all"),
    ] {
        assert_eq!(
            delete(&desk, "demo-anna", uri, &body).await.status,
            400,
            "{body}"
        );
    }
    assert_eq!(desk.get("/api/v2/contacts").await.ids().len(), 2);
}

#[tokio::test]
async fn deleted_leads_and_companies_are_in_the_bin_and_nobody_is_linked_to_them() {
    let desk = Desk::new();
    desk.wait(60);
    let action = |number: i64, id: i64| {
        let action = "request[multiactions][add][0]";
        format!(
            "{action}[entity_type]={number}&{action}[multiaction_type]=4&{action}[data][data][ACTION]=DELETE&{action}[ids]={id}"
        )
    };
    let cases = [
        (
            "leads",
            1_090_391,
            "ID[]=1090391".to_owned(),
            "/ajax/leads/multiple/delete/",
        ),
        (
            "companies",
            1_099_180,
            action(3, 1_099_180),
            "/ajax/v1/multiactions/set",
        ),
        (
            "leads",
            45615,
            action(2, 45615),
            "/ajax/v1/multiactions/set",
        ),
        (
            "companies",
            30615,
            "ID[]=30615".to_owned(),
            "/ajax/companies/multiple/delete",
        ),
    ];
    for (collection, id, body, uri) in cases {
        let path = format!("/api/v2/{collection}");
        let gone = async |desk: &Desk| desk.get(&format!("{path}?with=only_deleted")).await.items();
        let before = gone(&desk).await.len();
        let task = json!({"add": [{"element_id": id, "element_type": if collection == "leads" {2} else {3}, "text": "x"}]});
        desk.post_to("/api/v2/tasks", &task).await;
        let answer = delete(&desk, "demo-anna", uri, &body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert!(
            !answer.text.to_lowercase().contains("error"),
            "{}",
            answer.text
        );
        assert_eq!(desk.get(&format!("{path}?id={id}")).await.status, 204);
        assert_eq!(
            desk.get(&format!("/api/v2/tasks?element_id={id}"))
                .await
                .status,
            204
        );
        let deleted = gone(&desk).await;
        assert_eq!(deleted.len(), before + 1);
        let told = deleted.iter().find(|one| one["id"] == id).unwrap();
        assert_eq!(
            *told,
            json!({"id": id, "is_deleted": true, "updated_at": NOW + 60, "updated_by": 504_141})
        );
        let update = json!({"update": [{"id": id, "updated_at": NOW + 99, "name": "x"}]});
        let why =
            desk.post_to(&path, &update).await.json()["_embedded"]["errors"]["update"].clone();
        assert!(
            why[id.to_string()].as_str().unwrap().ends_with("not found"),
            "{why}"
        );
    }
    let contact = desk.contact(1_099_181).await;
    assert_eq!(
        (&contact["leads"], &contact["company"]),
        (&json!({}), &json!({}))
    );
    assert_eq!(contact["updated_at"], 1_509_019_136);
    let since = (NOW + 30).to_string();
    let changed = desk
        .get_with("/api/v2/contacts", &[("If-Modified-Since", &since)])
        .await;
    assert_eq!(changed.ids(), [1_099_181]);
    // Numbers of the bin are not given again.
    let made = desk
        .post_to("/api/v2/leads", &json!({"add": [{"name": "x"}]}))
        .await
        .json();
    assert_eq!(made["_embedded"]["items"][0]["id"], 1_090_392);
}

#[tokio::test]
async fn a_deleted_company_leaves_its_leads_and_customers() {
    let desk = Desk::new();
    let tie = json!({"update": [{"id": 1_099_180, "updated_at": NOW, "customers_id": [466_791]}]});
    desk.post_to("/api/v2/companies", &tie).await;
    delete(
        &desk,
        "demo-anna",
        "/ajax/companies/multiple/delete",
        "ID=1099180",
    )
    .await;
    for (path, id) in [("/api/v2/leads", 1_090_391), ("/api/v2/customers", 466_791)] {
        let item = &desk.get(&format!("{path}?id={id}")).await.items()[0];
        assert_eq!(item["company"], json!({}), "{path}");
        assert_eq!(item["contacts"]["id"], json!([1_099_181]), "{path}");
    }
}

#[tokio::test]
async fn no_more_is_deleted_by_one_request_than_is_written_by_one() {
    let desk = Desk::new();
    let action = "request[multiactions][add][0]";
    let set = format!(
        "{action}[entity_type]=17&{action}[multiaction_type]=4&{action}[data][data][ACTION]=DELETE"
    );
    for (uri, start, name) in [
        ("/ajax/contacts/multiple/delete/", "ACTION=DELETE", "ID"),
        (
            "/ajax/v1/multiactions/set",
            set.as_str(),
            "request[multiactions][add][0][ids]",
        ),
    ] {
        let body = |ids: std::ops::Range<i64>| {
            ids.fold(start.to_owned(), |body, id| {
                format!("{body}&{name}[]={id}&{name}[]={id}")
            })
        };
        let refused = delete(&desk, "demo-anna", uri, &body(41_560..42_061)).await;
        assert_eq!(refused.status, 413, "{}", refused.text);
        assert_eq!(desk.contact(41560).await["id"], 41560);
        // The same one again does not count.
        let answer = delete(&desk, "demo-anna", uri, &body(41_561..42_061)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
}
