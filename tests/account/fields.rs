//! `POST /api/v2/fields`: fields made and deleted.

use serde_json::{Value, json};

use super::desk::{Answer, Desk};

const FIELDS: &str = "/api/v2/fields";

async fn post(desk: &Desk, body: &Value) -> Answer {
    desk.post_to(FIELDS, body).await
}

/// Makes a field and gives its number.
async fn made(desk: &Desk, field: &Value) -> i64 {
    let answer = post(desk, &json!({"add": [field]})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.ids()[0]
}

/// The fields of one kind of thing as the account tells them.
async fn told(desk: &Desk, entity: &str) -> Value {
    let answer = desk.get("/api/v2/account?with=custom_fields").await;
    answer.json()["_embedded"]["custom_fields"][entity].clone()
}

#[tokio::test]
async fn a_new_field_is_told_of_as_it_was_asked_for() {
    let desk = Desk::new();
    for (number, entity) in [
        (1, "contacts"),
        (2, "leads"),
        (3, "companies"),
        (12, "customers"),
    ] {
        let field = json!({"name": "Размер", "field_type": 4, "element_type": number, "origin": "a_test",
            "is_editable": 0, "is_required": "1", "is_deletable": true, "is_visible": false, "enums": ["S", "M", "S"]});
        let id = made(&desk, &field).await;
        let told = &told(&desk, entity).await[id.to_string()];
        for (key, value) in [
            ("name", json!("Размер")),
            ("field_type", json!(4)),
            ("code", json!("")),
            ("is_system", json!(false)),
            ("is_editable", json!(false)),
            ("is_required", json!(true)),
            ("is_deletable", json!(true)),
            ("is_visible", json!(false)),
        ] {
            assert_eq!(told[key], value, "{entity} {key}");
        }
        let labels: Vec<&Value> = told["enums"].as_object().unwrap().values().collect();
        assert_eq!(labels, ["S", "M"]);
    }
}

#[tokio::test]
async fn a_field_made_with_the_least_is_an_ordinary_one() {
    let desk = Desk::new();
    let field = json!({"name": "Рост", "type": "numeric", "element_type": 1, "origin": "a_test"});
    let id = made(&desk, &field).await;
    let told = &told(&desk, "contacts").await[id.to_string()];
    assert_eq!(told["field_type"], 2);
    for (key, value) in [
        ("is_editable", true),
        ("is_required", false),
        ("is_deletable", true),
        ("is_visible", true),
    ] {
        assert_eq!(told[key], value, "{key}");
    }
}

#[tokio::test]
async fn a_field_may_be_made_by_a_form_and_its_request_id_comes_back() {
    let desk = Desk::new();
    let body = "add[0][name]=Цвет&add[0][type]=4&add[0][element_type]=1&add[0][origin]=a_test\
        &add[0][enums][]=красный&add[0][enums][]=синий&add[0][request_id]=77";
    let headers = [
        ("Authorization", "Bearer demo-anna"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ];
    let answer = desk.ask("POST", FIELDS, &headers, body).await;
    let item = &answer.items()[0];
    assert_eq!(item["request_id"], 77);
    assert_eq!(
        item["_links"]["self"]["href"],
        format!("{FIELDS}?id={}", item["id"])
    );
    let told = &told(&desk, "contacts").await[item["id"].to_string()];
    assert_eq!(told["enums"].as_object().unwrap().len(), 2);
}

#[tokio::test]
async fn a_new_field_takes_values_that_are_found_even_if_it_is_not_editable() {
    let desk = Desk::new();
    let field = json!({"name": "Прозвище", "field_type": 1, "element_type": 1, "origin": "a_test", "is_editable": false});
    let id = made(&desk, &field).await;
    let update = json!({"update": [{"id": 1_099_181, "updated_at": super::desk::NOW,
        "custom_fields": [{"id": id, "values": [{"value": "Жаворонок"}]}]}]});
    desk.written(&update).await;
    let found = desk.get("/api/v2/contacts?query=жаворонок").await;
    assert_eq!(found.ids(), [1_099_181]);
}

#[tokio::test]
async fn a_deleted_field_takes_its_values_with_it_and_nothing_else() {
    let desk = Desk::with_contacts(60);
    let before = desk.contact(1_099_181).await;
    let field = json!({"name": "Прозвище", "field_type": 1, "element_type": 1, "origin": "a_test"});
    let id = made(&desk, &field).await;
    let value = json!([{"id": id, "values": [{"value": "Жаворонок"}]}]);
    let updated_at = super::desk::NOW;
    let update =
        json!({"update": [{"id": 1_099_181, "updated_at": updated_at, "custom_fields": value}]});
    desk.written(&update).await;
    desk.wait(100);
    let since = [("If-Modified-Since", "Sun, 22 Nov 2026 12:01:00 GMT")];

    let answer = post(&desk, &json!({"delete": [{"id": id, "origin": "a_test"}]})).await;
    assert_eq!(answer.ids(), [id]);
    assert!(told(&desk, "contacts").await.get(id.to_string()).is_none());
    assert_eq!(
        desk.get("/api/v2/contacts?query=жаворонок").await.status,
        204
    );
    let after = desk.contact(1_099_181).await;
    assert_eq!(after["custom_fields"], before["custom_fields"]);
    // Whoever keeps a copy hears of it; whoever edits the contact at this moment is not refused.
    let changed = desk.get_with("/api/v2/contacts", &since).await;
    assert_eq!(changed.ids(), [1_099_181]);
    assert_eq!(after["updated_at"], updated_at);
    let unknown = desk.post(&update).await;
    assert_eq!(
        (unknown.status.as_u16(), unknown.code().as_str()),
        (400, "211")
    );
}

#[tokio::test]
async fn leads_companies_and_customers_lose_the_values_of_a_deleted_field_too() {
    let desk = Desk::new();
    let since = [("If-Modified-Since", "Sun, 22 Nov 2026 12:01:00 GMT")];
    for (number, path) in [
        (2, "/api/v2/leads"),
        (3, "/api/v2/companies"),
        (12, "/api/v2/customers"),
    ] {
        let field = |name: &str| json!({"name": name, "field_type": 1, "element_type": number, "origin": "a_test"});
        let gone = made(&desk, &field("Уйдёт")).await;
        let stays = made(&desk, &field("Останется")).await;
        let values = |text: &str| json!([{"value": text}]);
        let new = json!({"add": [{"name": "Новое",
            "custom_fields": [{"id": gone, "values": values("прежнее")}, {"id": stays, "values": values("b")}]}]});
        let id = desk.post_to(path, &new).await.ids()[0];
        let query = format!("{path}?query=%D0%BF%D1%80%D0%B5%D0%B6%D0%BD%D0%B5%D0%B5");
        assert_eq!(desk.get(&query).await.ids(), [id], "{path}");
        desk.wait(3600);
        post(
            &desk,
            &json!({"delete": [{"id": gone, "origin": "a_test"}]}),
        )
        .await;
        assert_eq!(desk.get(&query).await.status, 204, "{path}");
        let changed = desk.get_with(path, &since).await.items();
        let item = changed.iter().find(|item| item["id"] == id).unwrap();
        let left = item["custom_fields"].as_array().unwrap();
        assert_eq!((left.len(), &left[0]["id"]), (1, &json!(stays)), "{path}");
        assert!(!item.to_string().contains("Уйдёт"));
    }
}

#[tokio::test]
async fn the_number_of_a_deleted_field_is_not_given_again() {
    let desk = Desk::new();
    let field = json!({"name": "Список", "field_type": 4, "element_type": 2, "origin": "a_test", "enums": ["a"]});
    let first = made(&desk, &field).await;
    post(
        &desk,
        &json!({"delete": [{"id": first, "origin": "a_test"}]}),
    )
    .await;
    let left = told(&desk, "leads").await;
    assert!(left.get(first.to_string()).is_none());
    let second = made(&desk, &field).await;
    assert!(second > first + 1, "the option had {}", first + 1);
}

#[tokio::test]
async fn what_cannot_be_deleted_is_said_and_stays() {
    let desk = Desk::new();
    let mine = json!({"name": "Моё", "field_type": 1, "element_type": 1, "origin": "a_test"});
    let fixed = json!({"name": "Навсегда", "field_type": 1, "element_type": 1, "origin": "a_test", "is_deletable": 0});
    let (mine, fixed) = (made(&desk, &mine).await, made(&desk, &fixed).await);
    let phone = 4_396_818;
    for (deletion, code) in [
        (json!({"id": phone, "origin": "a_test"}), "281"),
        (json!({"id": fixed, "origin": "a_test"}), "281"),
        (json!({"id": mine, "origin": "another"}), "281"),
        (json!({"id": mine}), "281"),
        (json!({"id": 1, "origin": "a_test"}), "282"),
    ] {
        let before = told(&desk, "contacts").await;
        let answer = post(&desk, &json!({"delete": [deletion]})).await;
        let errors = &answer.json()["_embedded"]["errors"]["delete"];
        assert_eq!(
            errors[deletion["id"].to_string()]["code"],
            code,
            "{deletion}: {}",
            answer.text
        );
        assert_eq!(answer.items(), Vec::<Value>::new());
        assert_eq!(told(&desk, "contacts").await, before);
    }
}

#[tokio::test]
async fn a_field_that_lacks_something_is_refused_alone() {
    let desk = Desk::new();
    let good = json!({"name": "Хорошее", "field_type": 1, "element_type": 1, "origin": "a_test"});
    let bad = |key: &str, value: Value| {
        let mut bad = good.clone();
        bad[key] = value;
        bad
    };
    let wrong = [
        bad("name", json!("")),
        bad("field_type", json!(12)),
        bad("field_type", json!(null)),
        bad("element_type", json!(7)),
        bad("origin", json!(null)),
        bad("enums", json!(["a"])),
    ];
    let mut all = wrong.to_vec();
    all.push(good);
    let answer = post(&desk, &json!({"add": all})).await;
    assert_eq!(answer.items().len(), 1);
    let errors = answer.json()["_embedded"]["errors"]["add"].clone();
    assert_eq!(errors.as_object().unwrap().len(), wrong.len(), "{errors}");
}

#[tokio::test]
async fn only_administrators_make_and_delete_fields() {
    let desk = Desk::new();
    let field = json!({"name": "Рост", "field_type": 2, "element_type": 1, "origin": "a_test"});
    let id = made(&desk, &field).await;
    let before = told(&desk, "contacts").await;
    for token in ["demo-boris", "demo-vera", "demo-gleb"] {
        for body in [
            json!({"add": [field]}),
            json!({"delete": [{"id": id, "origin": "a_test"}]}),
        ] {
            let answer = post(&desk.of(token), &body).await;
            assert_eq!(
                (answer.status.as_u16(), answer.code().as_str()),
                (400, "244")
            );
        }
    }
    assert_eq!(told(&desk, "contacts").await, before);
}

#[tokio::test]
async fn a_request_about_no_field_is_refused() {
    let desk = Desk::new();
    for (body, code) in [
        (json!({}), "222"),
        (json!({"delete": []}), "222"),
        (json!({"add": []}), "283"),
    ] {
        let answer = post(&desk, &body).await;
        assert_eq!(answer.code(), code, "{body}");
    }
    let many: Vec<Value> = (0..501).map(|id| json!({"id": id})).collect();
    assert_eq!(post(&desk, &json!({"delete": many})).await.status, 413);
}
