//! «Добавление и обновление контактов», the parameters of `update`.

use serde_json::{Value, json};

use super::super::desk::{Desk, NOW};
use super::{tags, updated, values};

/// The `updated_at` of the sample contact.
const STORED: i64 = 1_509_019_136;

#[tokio::test]
async fn update_takes_one_contact_or_many() {
    let desk = Desk::new();
    for ids in [vec![41560], vec![1_099_181, 41560]] {
        let name = format!("{} сразу", ids.len());
        let change = |id: &i64| json!({"id": id, "updated_at": NOW, "name": name});
        let contacts: Vec<Value> = ids.iter().map(change).collect();
        let answer = desk.post(&json!({ "update": contacts })).await;
        assert_eq!(answer.ids(), ids);
        for id in ids {
            assert_eq!(desk.contact(id).await["name"], name);
        }
    }
}

#[tokio::test]
async fn update_id_is_required() {
    let desk = Desk::new();
    let answer = desk.post(&json!({"update": [{"updated_at": NOW}]})).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (400, "209")
    );
}

#[tokio::test]
async fn update_updated_at_is_required() {
    let desk = Desk::new();
    let answer = desk
        .post(&json!({"update": [{"id": 41560, "name": "x"}]}))
        .await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (400, "209")
    );
    assert_eq!(desk.contact(41560).await["name"], "Павел Ермолаев");
}

#[tokio::test]
async fn update_takes_every_parameter_of_add() {
    let desk = Desk::new();
    let contact = updated(&desk, 41560, json!({
        "updated_at": NOW.to_string(), "name": "Другое имя", "created_at": "5", "created_by": "504144",
        "responsible_user_id": "504143", "company_name": "ООО Новая", "tags": "доставка", "leads_id": ["45615"],
        "customers_id": "466791",
        "custom_fields": [{"id": 4_396_817, "values": [{"value": "Прораб"}]},
            {"id": 4_396_818, "values": [{"value": "1", "enum": "WORK"}]},
            {"id": 4_400_115, "values": [{"value": "Москва", "subtype": "city"}]},
            {"id": 4_400_116, "values": ["3692662"]}],
    })).await;
    for (key, value) in [
        ("name", json!("Другое имя")),
        ("created_at", json!(5)),
        ("updated_at", json!(NOW)),
        ("created_by", json!(504_144)),
        ("responsible_user_id", json!(504_143)),
    ] {
        assert_eq!(contact[key], value, "{key}");
    }
    assert_eq!(contact["company"]["name"], "ООО Новая");
    assert_eq!(tags(&contact), ["доставка"]);
    assert_eq!(contact["leads"]["id"], json!([45615]));
    assert_eq!(contact["customers"]["id"], json!([466_791]));
    for (field, expected) in [
        (4_396_817, json!([{"value": "Прораб"}])),
        (4_396_818, json!([{"value": "1", "enum": "3685083"}])),
        (
            4_396_819,
            json!([{"value": "p.ermolaev@example.com", "enum": "3685089"}]),
        ),
        (4_400_115, json!([{"value": "Москва", "subtype": "3"}])),
        (4_400_116, json!([{"value": "1", "enum": "3692662"}])),
    ] {
        assert_eq!(values(&contact, field), Some(expected), "{field}");
    }
    let contact = updated(&desk, 41560, json!({"company_id": 30615})).await;
    assert_eq!(contact["company"]["id"], 30615);
}

#[tokio::test]
async fn update_tags_replace_all_that_were_there() {
    let desk = Desk::new();
    for (written, names) in [
        (json!("важный,третий"), vec!["важный", "третий"]),
        (json!([61881]), vec!["доставка"]),
        (json!(""), vec![]),
    ] {
        let contact = updated(&desk, 1_099_181, json!({ "tags": written })).await;
        assert_eq!(tags(&contact), names, "{written}");
    }
}

#[tokio::test]
async fn update_leaves_byte_for_byte_what_it_does_not_name() {
    let desk = Desk::new();
    let uri = "/api/v2/contacts?id=1099181";
    let before = desk.get(uri).await.text;
    // What is only read is passed over: some clients send back whole contacts.
    let written = json!({"updated_at": STORED + 1, "company": {"id": 5}, "leads": [], "customers": {}, "account_id": 7,
        "group_id": 9, "closest_task_at": 9, "_links": {}});
    updated(&desk, 1_099_181, written).await;
    let expected = before.replace(&STORED.to_string(), &(STORED + 1).to_string());
    assert_ne!(expected, before);
    assert_eq!(desk.get(uri).await.text, expected);
}

#[tokio::test]
async fn update_updated_at_that_is_older_is_refused_by_itself() {
    let desk = Desk::new();
    let before = desk.contact(1_099_181).await;
    let answer = desk
        .post(
            &json!({"update": [{"id": 1_099_181, "updated_at": STORED - 1, "name": "x"},
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
}

#[tokio::test]
async fn update_updated_at_may_be_the_same_or_in_the_future_and_is_kept() {
    let desk = Desk::new();
    for moment in [STORED, NOW + 10] {
        let contact = updated(&desk, 1_099_181, json!({ "updated_at": moment })).await;
        assert_eq!(contact["updated_at"], moment);
    }
    let late = json!({"update": [{"id": 1_099_181, "updated_at": NOW}]});
    let late = desk.post(&late).await.json();
    assert!(late["_embedded"]["errors"]["update"]["1099181"].is_string());
}

/// Takes something from the contact that is linked to these leads, this company and this customer, and gives what is left.
async fn left(unlink: Value) -> [Value; 3] {
    let desk = Desk::new();
    let linked = json!({"leads_id": [45615, 43510], "company_id": 30615, "customers_id": "466791"});
    updated(&desk, 41560, linked).await;
    let contact = updated(&desk, 41560, json!({ "unlink": unlink })).await;
    ["leads", "company", "customers"].map(|key| contact[key].get("id").cloned().unwrap_or_default())
}

#[tokio::test]
async fn update_unlink_leads_id_takes_leads_away() {
    let rest = [json!(30615), json!([466_791])];
    for (leads, expected) in [
        (json!([45615]), json!([43510])),
        (json!(["45615", "43510"]), Value::Null),
        (json!("45615"), json!([43510])),
        // One that is not linked.
        (json!([1_090_391]), json!([45615, 43510])),
    ] {
        let [left, company, customers] = left(json!({ "leads_id": leads })).await;
        assert_eq!(left, expected, "{leads}");
        assert_eq!([company, customers], rest);
    }
}

#[tokio::test]
async fn update_unlink_company_id_takes_the_company_away() {
    for (company, expected) in [
        (json!(30615), Value::Null),
        (json!("30615"), Value::Null),
        (json!([30615]), Value::Null),
        // Another company than the contact's.
        (json!(1_099_180), json!(30615)),
    ] {
        let [leads, left, customers] = left(json!({ "company_id": company })).await;
        assert_eq!(left, expected, "{company}");
        assert_eq!(
            [leads, customers],
            [json!([45615, 43510]), json!([466_791])]
        );
    }
}

#[tokio::test]
async fn update_unlink_customers_id_takes_customers_away() {
    for customers in [json!([466_791]), json!("466791")] {
        let [leads, company, left] = left(json!({ "customers_id": customers })).await;
        assert_eq!(left, Value::Null, "{customers}");
        assert_eq!([leads, company], [json!([45615, 43510]), json!(30615)]);
    }
}

#[tokio::test]
async fn leads_and_customers_are_added_and_only_unlink_takes_them_away() {
    let desk = Desk::new();
    let linked = async |parameters| {
        let contact = updated(&desk, 41560, parameters).await;
        ["leads", "customers"].map(|key| contact[key].get("id").cloned().unwrap_or_default())
    };
    let both = [json!([45615, 43510]), json!([466_791])];
    assert_eq!(
        linked(json!({"leads_id": [45615], "customers_id": "466791"})).await[0],
        json!([45615])
    );
    assert_eq!(linked(json!({"leads_id": [43510, 45615]})).await, both);
    assert_eq!(
        linked(json!({"leads_id": [], "customers_id": ""})).await,
        both
    );
    // Some clients name what they take away among what they link.
    let taken = json!({"leads_id": [45615, 43510], "unlink": {"leads_id": [45615]}});
    assert_eq!(linked(taken).await[0], json!([43510]));
}

#[tokio::test]
async fn add_and_update_go_in_one_call() {
    let desk = Desk::new();
    let answer = desk
        .post(&json!({
            "update": [{"id": "41560", "updated_at": NOW, "name": "Новое имя"}],
            "add": [{"name": "Первый"}, {"name": "Вторая"}],
        }))
        .await;
    let ids = answer.ids();
    // What was added comes first, in the order of the request.
    assert_eq!((ids.len(), ids[2]), (3, 41560));
    for (id, name) in ids.into_iter().zip(["Первый", "Вторая", "Новое имя"]) {
        assert_eq!(desk.contact(id).await["name"], name);
    }
    // An empty list beside one that is not says nothing.
    for body in [
        json!({"add": [{"name": "x"}], "update": []}),
        json!({"add": [], "update": [{"id": 41560, "updated_at": NOW}]}),
    ] {
        assert_eq!(desk.post(&body).await.ids().len(), 1, "{body}");
    }
}
