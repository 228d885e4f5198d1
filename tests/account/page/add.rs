//! «Добавление и обновление контактов», the parameters of `add` down to `company_id`.

use serde_json::{Value, json};

use super::super::desk::{Desk, NOW};
use super::{added, tags};

#[tokio::test]
async fn add_takes_one_contact_or_many() {
    let desk = Desk::new();
    for names in [vec!["Один"], vec!["Первый", "Вторая", "Третье"]] {
        let contacts: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
        let answer = desk.post(&json!({ "add": contacts })).await;
        let written = answer.items();
        assert_eq!(written.len(), names.len());
        for (item, name) in written.iter().zip(names) {
            let contact = desk.contact(item["id"].as_i64().unwrap()).await;
            assert_eq!(contact["name"], name);
        }
    }
}

#[tokio::test]
async fn add_name_is_required() {
    let desk = Desk::new();
    for contact in [
        json!({"tags": "a"}),
        json!({"name": ""}),
        json!({"name": "  "}),
    ] {
        let answer = desk.post(&json!({ "add": [contact] })).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (400, "205")
        );
    }
    assert_eq!(desk.account.contact_count().unwrap(), 2);
    assert_eq!(added(&desk, json!({"name": "Иван"})).await["name"], "Иван");
}

/// What is read under `key` after it was added as `written`.
async fn kept(key: &str, written: Value) -> Value {
    let mut parameters = json!({});
    parameters[key] = written;
    added(&Desk::new(), parameters).await[key].clone()
}

/// What is read under `key` when nothing was said of it.
async fn usual(key: &str) -> Value {
    added(&Desk::new(), json!({})).await[key].clone()
}

#[tokio::test]
async fn add_created_at_is_when_the_contact_was_made() {
    assert_eq!(
        kept("created_at", json!(1_400_000_000)).await,
        1_400_000_000
    );
    assert_eq!(kept("created_at", json!("1400000000")).await, 1_400_000_000);
    assert_eq!(usual("created_at").await, NOW);
}

#[tokio::test]
async fn add_updated_at_is_when_the_contact_was_changed() {
    assert_eq!(
        kept("updated_at", json!(1_400_000_001)).await,
        1_400_000_001
    );
    assert_eq!(kept("updated_at", json!("1400000001")).await, 1_400_000_001);
    assert_eq!(usual("updated_at").await, NOW);
}

#[tokio::test]
async fn add_responsible_user_id_is_who_looks_after_the_contact() {
    assert_eq!(kept("responsible_user_id", json!(504_143)).await, 504_143);
    assert_eq!(kept("responsible_user_id", json!("504143")).await, 504_143);
    assert_eq!(usual("responsible_user_id").await, 504_141);
}

#[tokio::test]
async fn add_created_by_is_who_made_the_contact() {
    assert_eq!(kept("created_by", json!("504142")).await, 504_142);
    // A robot.
    assert_eq!(kept("created_by", json!(0)).await, 0);
    assert_eq!(usual("created_by").await, 504_141);
}

#[tokio::test]
async fn add_company_name_makes_a_company_and_links_it() {
    let desk = Desk::new();
    let contact = added(&desk, json!({"company_name": "ООО Новая"})).await;
    let company = &contact["company"];
    assert_eq!(company["name"], "ООО Новая");
    let made = desk
        .get(&format!("/api/v2/companies?id={}", company["id"]))
        .await
        .items();
    assert_eq!(
        (&made[0]["name"], &made[0]["contacts"]["id"]),
        (&json!("ООО Новая"), &json!([contact["id"]]))
    );
    // The name of one that is there makes another one: `company_id` is the way to that one.
    let again = added(&desk, json!({"company_name": "ООО Новая"})).await;
    assert_ne!(again["company"]["id"], company["id"]);
    let both = json!({"company_name": "ООО Лишняя", "company_id": 30615});
    assert_eq!(added(&desk, both).await["company"]["id"], 30615);
}

#[tokio::test]
async fn add_tags_is_one_comma_string() {
    let desk = Desk::new();
    let contact = added(&desk, json!({"tags": "важный, новый тег,,важный"})).await;
    assert_eq!(tags(&contact), ["важный", "новый тег"]);
    // A tag that was there keeps its number.
    assert_eq!(contact["tags"][0]["id"], 61882);
    assert_eq!(contact["tags"][1].as_object().unwrap().len(), 2);
}

#[tokio::test]
async fn add_tags_is_also_a_list_of_names_of_ids_or_of_tags_as_they_are_read() {
    let desk = Desk::new();
    for (written, names) in [
        (json!(["доставка", " второй "]), vec!["доставка", "второй"]),
        (json!([61881, 61882]), vec!["доставка", "важный"]),
        (json!([{"id": 61882, "name": "важный"}]), vec!["важный"]),
        (json!(""), vec![]),
    ] {
        let contact = added(&desk, json!({ "tags": written })).await;
        assert_eq!(tags(&contact), names, "{written}");
    }
}

#[tokio::test]
async fn add_leads_id_is_a_list_of_leads() {
    let desk = Desk::new();
    for written in [
        json!([45615, 43510]),
        json!(["45615", "43510"]),
        json!("45615,43510"),
    ] {
        let contact = added(&desk, json!({ "leads_id": written })).await;
        assert_eq!(contact["leads"]["id"], json!([45615, 43510]), "{written}");
        let lead = desk.get("/api/v2/leads?id=45615").await.items();
        let contacts = lead[0]["contacts"]["id"].as_array().unwrap();
        assert!(contacts.contains(&contact["id"]));
    }
}

#[tokio::test]
async fn add_customers_id_is_a_comma_string() {
    let desk = Desk::with_contacts(300);
    let known = desk.get("/api/v2/customers?limit_rows=2").await.ids();
    let [one, other] = known[..] else {
        panic!("{known:?}")
    };
    for written in [
        json!(format!("{one},{other}")),
        json!(format!("{one}, {other}")),
        json!([one, other]),
        json!([one.to_string(), other.to_string()]),
    ] {
        let contact = added(&desk, json!({ "customers_id": written })).await;
        assert_eq!(contact["customers"]["id"], json!(known), "{written}");
    }
    let contact = added(&desk, json!({"customers_id": one.to_string()})).await;
    assert_eq!(contact["customers"]["id"], json!([one]));
}

#[tokio::test]
async fn add_company_id_links_a_company_that_is_there() {
    let desk = Desk::new();
    for written in [json!(30615), json!("30615")] {
        let contact = added(&desk, json!({ "company_id": written })).await;
        assert_eq!(
            (&contact["company"]["id"], &contact["company"]["name"]),
            (&json!(30615), &json!("ООО Горизонт"))
        );
    }
}

#[tokio::test]
async fn what_is_to_be_linked_has_to_be_there_and_costs_only_its_contact() {
    let desk = Desk::new();
    for (key, value) in [
        ("company_id", json!(5)),
        ("leads_id", json!([45615, 5])),
        ("customers_id", json!("5")),
        ("responsible_user_id", json!(5)),
    ] {
        let mut bad = json!({"name": "Плохой", "request_id": "b", "tags": "новый"});
        bad[key] = value;
        let answer = desk.post(&json!({"add": [bad, {"name": "Хороший"}]})).await;
        assert_eq!(answer.items().len(), 1, "{key}");
        let why = answer.json()["_embedded"]["errors"]["add"]["b"].clone();
        assert!(
            why.as_str().unwrap().contains("There is no"),
            "{key}: {why}"
        );
    }
}
