//! `/api/v2/notes`: what was said, called and mailed.

use serde_json::{Value, json};

use super::desk::{Desk, NOW};

const NOTES: &str = "/api/v2/notes";

async fn added(desk: &Desk, note: Value) -> i64 {
    let answer = desk.post_to(NOTES, &json!({"add": [note]})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["_embedded"]["items"][0]["id"]
        .as_i64()
        .unwrap_or_else(|| panic!("{}", answer.text))
}

async fn refused(desk: &Desk, kind: &str, element: Value) -> Value {
    let answer = desk.post_to(NOTES, &json!({kind: [element]})).await.json();
    assert_eq!(answer["_embedded"]["items"], json!([]));
    let errors = answer["_embedded"]["errors"][kind].as_object().unwrap();
    errors.values().next().unwrap().clone()
}

async fn notes(desk: &Desk, query: &str) -> Vec<Value> {
    desk.get(&format!("{NOTES}?{query}")).await.items()
}

#[tokio::test]
async fn notes_are_listed_by_type_only() {
    let desk = Desk::new();
    for query in ["", "?element_id=41560", "?id=1", "?type=", "?type=catalog"] {
        let answer = desk.get(&format!("{NOTES}{query}")).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (400, "221"),
            "{query}"
        );
    }
    assert_eq!(
        desk.get(&format!("{NOTES}/?type=contact")).await.status,
        204
    );
}

#[tokio::test]
async fn a_note_is_printed_with_every_key_in_its_order() {
    let desk = Desk::new();
    let id = added(&desk, json!({"element_id": "41560", "element_type": "1", "note_type": "4", "text": "Просил счёт"})).await;
    let answer = desk
        .get(&format!(
            "{NOTES}?type=contact&element_id=41560&note_type=4&limit_rows=2"
        ))
        .await;
    let expected = json!({
        "_links": {"self": {
            "href": "/api/v2/notes?limit_rows=2&element_id=41560&note_type=4&type=contact",
            "method": "get"
        }},
        "_embedded": {"items": [{
            "id": id,
            "responsible_user_id": 504_141,
            "created_by": 504_141,
            "created_at": NOW,
            "updated_at": NOW,
            "account_id": 13_667_499,
            "group_id": 0,
            "is_editable": true,
            "element_type": 1,
            "element_id": 41560,
            "attachment": "",
            "note_type": 4,
            "text": "Просил счёт",
            "_links": {"self": {"href": format!("/api/v2/notes?id={id}&type=contact"), "method": "get"}}
        }]}
    });
    assert_eq!(answer.text, expected.to_string());
}

#[tokio::test]
async fn calls_and_messages_have_particulars() {
    let desk = Desk::new();
    let call = json!({"UNIQ": "a1", "LINK": "", "PHONE": "89990123456", "DURATION": 60, "SRC": "asterisk", "call_status": 4});
    for (note_type, text, params, printed) in [
        (10, "", call.clone(), call.clone()),
        (11, "", call.clone(), call.clone()),
        (
            25,
            "",
            json!({"text": "Оплачен", "service": "Склад"}),
            json!({"text": "Оплачен", "service": "Склад"}),
        ),
        (
            102,
            "",
            json!({"text": "Жду", "PHONE": "1"}),
            json!({"text": "Жду", "PHONE": "1"}),
        ),
        (103, "Едем", json!({}), json!({"text": "Едем"})),
    ] {
        let note = json!({"element_id": 41560, "element_type": 1, "note_type": note_type, "text": text, "params": params});
        let id = added(&desk, note).await;
        let read = &notes(&desk, &format!("type=contact&id={id}")).await[0];
        assert_eq!(read["params"], printed, "{note_type}");
        assert_eq!(
            (&read["is_editable"], read.get("text")),
            (&json!(false), None)
        );
    }
    assert_eq!(
        notes(&desk, "type=contact&note_type[]=10&note_type[]=11")
            .await
            .len(),
        2
    );
    assert_eq!(notes(&desk, "type=lead").await.len(), 0);
}

#[tokio::test]
async fn invented_calls_and_mails_are_read() {
    let desk = Desk::with_contacts(300);
    let calls = notes(&desk, "type=contact&note_type=10,11").await;
    assert!(calls.iter().all(|note| note["params"]["PHONE"].is_string()) && !calls.is_empty());
    let mails = notes(&desk, "type=contact&note_type=7").await;
    assert!(
        mails
            .iter()
            .all(|note| note["params"]["subject"].is_string())
            && !mails.is_empty()
    );
}

#[tokio::test]
async fn ones_own_text_can_be_changed_and_nothing_else() {
    let desk = Desk::with_contacts(60);
    let boris = desk.of("demo-boris");
    let mine = boris.get("/api/v2/contacts").await.ids()[0];
    let note = |note_type: i64| json!({"element_id": mine, "element_type": 1, "note_type": note_type, "text": "x"});
    let id = added(&boris, note(4)).await;
    let before = notes(&boris, &format!("type=contact&id={id}")).await[0].clone();
    let change = |id: i64, at: i64| json!({"id": id, "updated_at": at, "text": "Новый текст", "note_type": 25});
    boris
        .post_to(NOTES, &json!({"update": [change(id, NOW + 1)]}))
        .await;
    let mut expected = before;
    expected["text"] = json!("Новый текст");
    expected["updated_at"] = json!(NOW + 1);
    assert_eq!(
        notes(&boris, &format!("type=contact&id={id}")).await[0],
        expected
    );
    assert_eq!(
        refused(&boris, "update", change(id, NOW)).await,
        "Last modified date is older than in database"
    );
    let system = added(&boris, note(25)).await;
    assert_eq!(
        refused(&boris, "update", change(system, NOW)).await,
        "Only common notes can be changed"
    );
    let annas = added(&desk, note(4)).await;
    assert_eq!(
        refused(&boris, "update", change(annas, NOW + 9)).await["code"],
        "244"
    );
    assert_eq!(
        refused(&boris, "update", change(777_777, NOW)).await["code"],
        "225"
    );
}

#[tokio::test]
async fn a_note_of_a_contact_that_one_does_not_see_is_not_there() {
    let desk = Desk::with_contacts(300);
    let all = notes(&desk, "type=contact").await;
    for token in ["demo-boris", "demo-vera", "demo-gleb"] {
        let user = desk.of(token);
        let seen = user.get("/api/v2/contacts").await.ids();
        let expected: Vec<i64> = all
            .iter()
            .filter(|note| seen.contains(&note["element_id"].as_i64().unwrap()))
            .map(|note| note["id"].as_i64().unwrap())
            .collect();
        assert!(!expected.is_empty());
        assert_eq!(
            user.get(&format!("{NOTES}?type=contact")).await.ids(),
            expected,
            "{token}"
        );
    }
    let boris = desk.of("demo-boris");
    let note = |id: i64| json!({"element_id": id, "element_type": 1, "note_type": 4, "text": "x", "created_by": 504_142});
    let hidden = added(&desk, note(41560)).await;
    let uri = format!("{NOTES}?type=contact&id={hidden}");
    assert_eq!(boris.get(&uri).await.status, 204);
    let update = json!({"id": hidden, "updated_at": NOW, "text": "y"});
    assert_eq!(refused(&boris, "update", update).await["code"], "225");
    let refusal = refused(&boris, "add", note(41560)).await;
    assert_eq!(refusal["code"], "226");
    assert_eq!(
        refusal.to_string().replace("41560", "777"),
        refused(&boris, "add", note(777)).await.to_string()
    );
}

#[tokio::test]
async fn the_result_of_a_task_is_a_note_on_it() {
    let desk = Desk::new();
    let id = added(
        &desk,
        json!({"element_id": 1, "element_type": 4, "note_type": 13, "text": "Договорились"}),
    )
    .await;
    let task = &desk.get("/api/v2/tasks?id=1").await.items()[0];
    assert_eq!(
        (&task["result"]["id"], &task["result"]["text"]),
        (&json!(id), &json!("Договорились"))
    );
    assert_eq!(notes(&desk, "type=task&element_id=1").await.len(), 1);
    assert_eq!(
        desk.of("demo-boris")
            .get(&format!("{NOTES}?type=task"))
            .await
            .status,
        204
    );
}

#[tokio::test]
async fn requests_without_sense_are_refused_with_the_codes_of_notes() {
    let desk = Desk::new();
    for (body, code) in [
        (json!({}), "222"),
        (json!({"add": []}), "218"),
        (json!({"update": []}), "224"),
    ] {
        let answer = desk.post_to(NOTES, &body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (400, code),
            "{body}"
        );
    }
    for note_type in [1, 3, 7, 12, 99, 13] {
        let note =
            json!({"element_id": 41560, "element_type": 1, "note_type": note_type, "text": "x"});
        assert!(refused(&desk, "add", note).await.is_string(), "{note_type}");
    }
    for note in [
        json!({"element_id": 41560, "element_type": 1, "note_type": 4}),
        json!({"element_id": 41560, "element_type": 1, "note_type": 10}),
        json!({"element_id": 41560, "element_type": 1, "note_type": 25}),
    ] {
        assert!(
            refused(&desk, "add", note.clone()).await.is_string(),
            "{note}"
        );
    }
    assert_eq!(desk.get(&format!("{NOTES}?type=contact")).await.status, 204);
}
