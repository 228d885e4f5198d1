//! `POST /api/v2/contacts`: what is written is read back.

use serde_json::{Value, json};

use super::desk::{Desk, NOW};

const UUID: &str = "5f0c6a2e-7d0b-4c7e-9d7b-0a4f3d0c1b2a";

#[tokio::test]
async fn a_form_as_php_writes_it_is_the_same_as_json() {
    let desk = Desk::new();
    let form = "add[0][name]=%D0%98%D0%B2%D0%B0%D0%BD&add[0][request_id]=77&add[0][tags]=a,b&add[0][leads_id][]=45615\
        &add[0][custom_fields][0][id]=4396818&add[0][custom_fields][0][values][0][value]=89990123456\
        &add[0][custom_fields][0][values][0][enum]=WORK&add[0][custom_fields][7][id]=4400115\
        &add[0][custom_fields][7][values][3][value]=Moscow&add[0][custom_fields][7][values][3][subtype]=city\
        &add[0][custom_fields][8][id]=4400116&add[0][custom_fields][8][values][]=3692662\
        &add[0][custom_fields][8][values][]=3692663";
    let encoded = form.replace('[', "%5B").replace(']', "%5D");
    for (kind, body) in [
        ("application/x-www-form-urlencoded", form),
        ("application/x-www-form-urlencoded", &encoded),
        ("", form),
    ] {
        let answer = desk.post_as(kind, body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let item = &answer.json()["_embedded"]["items"][0];
        assert_eq!(item["request_id"], 77);
        let contact = desk.contact(item["id"].as_i64().unwrap()).await;
        assert_eq!(contact["name"], "Иван");
        assert_eq!(contact["leads"]["id"], json!([45615]));
        let values: Vec<&Value> = contact["custom_fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| &field["values"])
            .collect();
        assert_eq!(
            values,
            [
                &json!([{"value": "89990123456", "enum": "3685083"}]),
                &json!([{"value": "Moscow", "subtype": "3"}]),
                &json!([{"value": "1", "enum": "3692662"}, {"value": "2", "enum": "3692663"}]),
            ]
        );
    }
}

#[tokio::test]
async fn json_is_known_by_its_beginning() {
    let desk = Desk::new();
    for kind in [
        "application/x-www-form-urlencoded",
        "text/plain",
        "",
        "application/jsom",
    ] {
        let answer = desk
            .post_as(kind, "\u{feff}  {\"add\":[{\"name\":\"Иван\"}]}")
            .await;
        assert_eq!(answer.status, 200, "{kind}: {}", answer.text);
    }
}

#[tokio::test]
async fn adds_and_updates_go_in_one_call_and_are_answered_in_order() {
    let desk = Desk::new();
    let answer = desk
        .post(&json!({
            "update": [{"id": "41560", "updated_at": NOW.to_string(), "name": "Новое имя", "request_id": "u"}],
            "add": [{"name": "Первый", "request_id": 0}, {"name": "Вторая"}],
        }))
        .await
        .json();
    let items = answer["_embedded"]["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    assert_eq!(
        (&items[0]["request_id"], &items[2]["request_id"]),
        (&json!(0), &json!("u"))
    );
    assert!(items[1]["request_id"].is_i64());
    assert_eq!(
        (&items[2]["id"], &items[2]["updated_at"]),
        (&json!(41560), &json!(NOW))
    );
    assert_eq!(desk.contact(41560).await["name"], "Новое имя");
    assert_eq!(
        desk.contact(items[1]["id"].as_i64().unwrap()).await["name"],
        "Вторая"
    );
}

#[tokio::test]
async fn what_is_not_said_has_its_usual_value() {
    let desk = Desk::new();
    let contact = desk
        .contact(desk.written(&json!({"add": [{"name": "x"}]})).await)
        .await;
    for (key, value) in [
        ("responsible_user_id", 504_141),
        ("created_by", 504_141),
        ("updated_by", 504_141),
        ("created_at", NOW),
        ("updated_at", NOW),
        ("account_id", 13_667_499),
        ("group_id", 0),
    ] {
        assert_eq!(contact[key], value, "{key}");
    }
    let said = json!({"add": [{"name": "x", "created_by": 0, "created_at": 1_400_000_000, "updated_at": "1400000001",
        "responsible_user_id": "504143"}]});
    let contact = desk.contact(desk.written(&said).await).await;
    for (key, value) in [
        ("responsible_user_id", 504_143),
        ("created_by", 0),
        ("updated_by", 504_141),
        ("created_at", 1_400_000_000),
        ("updated_at", 1_400_000_001),
        ("group_id", 1),
    ] {
        assert_eq!(contact[key], value, "{key}");
    }
    assert_eq!(
        desk.contact(
            desk.written(&json!({"add": [{"first_name": "Анна", "last_name": "Ли"}]}))
                .await
        )
        .await["name"],
        "Анна Ли"
    );
}

#[tokio::test]
async fn an_update_leaves_alone_what_it_does_not_name() {
    let desk = Desk::new();
    let mut expected = desk.contact(1_099_181).await;
    let vera = desk.of("demo-anna");
    vera.written(
        &json!({"update": [{"id": 1_099_181, "updated_at": NOW, "name": "Екатерина Великая",
        "company": {"id": 5}, "account_id": 7, "closest_task_at": 9}]}),
    )
    .await;
    expected["name"] = json!("Екатерина Великая");
    expected["updated_at"] = json!(NOW);
    assert_eq!(desk.contact(1_099_181).await, expected);
}

#[tokio::test]
async fn an_update_that_is_older_than_the_stored_one_is_refused_by_itself() {
    let desk = Desk::new();
    let before = desk.contact(1_099_181).await;
    let stored = 1_509_019_136;
    let answer = desk
        .post(
            &json!({"update": [{"id": 1_099_181, "updated_at": stored - 1, "name": "x"},
            {"id": 41560, "updated_at": NOW, "name": "Другой"}]}),
        )
        .await;
    assert_eq!(answer.status, 200);
    let embedded = &answer.json()["_embedded"];
    assert_eq!(
        embedded["errors"],
        json!({"update": {"1099181": "Last modified date is older than in database"}})
    );
    assert_eq!(embedded["items"][0]["id"], 41560);
    assert_eq!(desk.contact(1_099_181).await, before);
    // The same moment passes, and one in the future is kept.
    desk.written(&json!({"update": [{"id": 1_099_181, "updated_at": stored}]}))
        .await;
    desk.written(&json!({"update": [{"id": 1_099_181, "updated_at": NOW + 10}]}))
        .await;
    assert_eq!(desk.contact(1_099_181).await["updated_at"], NOW + 10);
    let late = desk
        .post(&json!({"update": [{"id": 1_099_181, "updated_at": NOW}]}))
        .await;
    assert!(late.json()["_embedded"]["errors"]["update"]["1099181"].is_string());
}

#[tokio::test]
async fn tags_are_taken_in_every_form_and_replace_all() {
    let desk = Desk::new();
    for (written, names) in [
        (
            json!("важный, новый тег,,важный"),
            vec!["важный", "новый тег"],
        ),
        (json!(["доставка", " второй "]), vec!["доставка", "второй"]),
        (json!([61881, 61882]), vec!["доставка", "важный"]),
        (json!([{"id": 61882, "name": "важный"}]), vec!["важный"]),
        (json!(""), vec![]),
    ] {
        desk.written(&json!({"update": [{"id": 41560, "updated_at": NOW, "tags": written}]}))
            .await;
        let tags = desk.contact(41560).await["tags"]
            .as_array()
            .unwrap()
            .clone();
        assert_eq!(
            tags.iter()
                .map(|tag| tag["name"].as_str().unwrap())
                .collect::<Vec<_>>(),
            names,
            "{written}"
        );
        for tag in tags.iter().filter(|tag| tag["name"] == "важный") {
            assert_eq!(tag["id"], 61882);
        }
    }
}

#[tokio::test]
async fn links_are_added_and_only_unlink_takes_them_away() {
    let desk = Desk::new();
    let update = async |mut write: Value| {
        write["id"] = json!(41560);
        write["updated_at"] = json!(NOW);
        desk.written(&json!({"update": [write]})).await;
        let contact = desk.contact(41560).await;
        let ids = |key: &str| contact[key].get("id").cloned().unwrap_or(json!([]));
        (
            ids("leads"),
            ids("customers"),
            contact["company"].get("id").cloned().unwrap_or(Value::Null),
        )
    };
    let steps = [
        (
            json!({"leads_id": ["45615"], "customers_id": "466791"}),
            (json!([45615]), json!([466_791]), Value::Null),
        ),
        (
            json!({"leads_id": "43510,45615"}),
            (json!([45615, 43510]), json!([466_791]), Value::Null),
        ),
        (
            json!({"company_id": "30615"}),
            (json!([45615, 43510]), json!([466_791]), json!(30615)),
        ),
        (
            json!({"company_id": 1_099_180}),
            (json!([45615, 43510]), json!([466_791]), json!(1_099_180)),
        ),
        (
            json!({"unlink": {"company_id": 30615}}),
            (json!([45615, 43510]), json!([466_791]), json!(1_099_180)),
        ),
        (
            json!({"unlink": {"leads_id": [45615], "company_id": [1_099_180], "customers_id": ["466791"]}}),
            (json!([43510]), json!([]), Value::Null),
        ),
        (
            json!({"leads_id": [43510, 1_090_391], "unlink": {"leads_id": [43510]}}),
            (json!([1_090_391]), json!([]), Value::Null),
        ),
    ];
    for (write, linked) in steps {
        assert_eq!(update(write.clone()).await, linked, "{write}");
    }
}

#[tokio::test]
async fn a_company_name_makes_a_company_unless_an_id_is_given() {
    let desk = Desk::new();
    let id = desk
        .written(&json!({"add": [{"name": "x", "company_name": "ООО Новая"}]}))
        .await;
    let company = desk.contact(id).await["company"].clone();
    assert_eq!(company["name"], "ООО Новая");
    assert_eq!(
        company["_links"]["self"]["href"],
        format!("/api/v2/companies?id={}", company["id"])
    );
    let id = desk
        .written(
            &json!({"add": [{"name": "y", "company_name": "ООО Лишняя", "company_id": 30615}]}),
        )
        .await;
    assert_eq!(desk.contact(id).await["company"]["id"], 30615);
}

#[tokio::test]
async fn a_custom_field_is_replaced_whole_and_cleared_by_nothing() {
    let desk = Desk::new();
    let update = async |field: i64, values: Value| {
        let fields =
            json!([{"id": field.to_string(), "values": values, "name": "?", "is_system": true}]);
        desk.written(
            &json!({"update": [{"id": 1_099_181, "updated_at": NOW, "custom_fields": fields}]}),
        )
        .await;
        let contact = desk.contact(1_099_181).await;
        let fields = contact["custom_fields"].as_array().unwrap();
        fields
            .iter()
            .find(|found| found["id"] == field)
            .map(|found| found["values"].clone())
    };
    let phones =
        json!([{"value": "+7 1", "enum": "3685085"}, {"value": "+7 1", "enum": 3_685_085}]);
    let printed =
        json!([{"value": "+7 1", "enum": "3685085"}, {"value": "+7 1", "enum": "3685085"}]);
    assert_eq!(update(4_396_818, phones).await, Some(printed));
    // Parts of an address that are not named are gone.
    let city = json!([{"value": "Казань", "subtype": "city"}]);
    assert_eq!(
        update(4_400_115, city).await,
        Some(json!([{"value": "Казань", "subtype": "3"}]))
    );
    assert_eq!(update(4_400_116, json!([])).await, None);
    assert_eq!(update(4_396_821, json!([{"value": ""}])).await, None);
    assert_eq!(
        desk.contact(1_099_181).await["custom_fields"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test]
async fn fields_are_printed_in_the_order_of_the_account() {
    let desk = Desk::new();
    let value = |id: i64| json!({"id": id, "values": [{"value": "1"}]});
    let id = desk
        .written(&json!({"add": [{"name": "x", "custom_fields": [value(4_400_119), value(4_396_818), value(4_396_817)]}]}))
        .await;
    let contact = desk.contact(id).await;
    let order: Vec<&Value> = contact["custom_fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| &field["id"])
        .collect();
    assert_eq!(order, [4_396_817, 4_396_818, 4_400_119]);
    assert_eq!(contact["custom_fields"][0]["is_system"], true);
    assert_eq!(contact["custom_fields"][2]["is_system"], false);
}

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
