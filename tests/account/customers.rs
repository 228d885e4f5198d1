//! `/api/v2/customers`: what is made, changed, deleted and asked of customers alone.

use serde_json::{Value, json};

use super::desk::{Desk, NOW};
use super::neighbours::{change, item, make, refusal};

const CUSTOMERS: &str = "/api/v2/customers";

#[tokio::test]
async fn a_customer_is_made_with_everything_that_it_can_have() {
    let desk = Desk::new();
    let id = make(
        &desk,
        CUSTOMERS,
        json!({"name": "Постоянный", "next_price": "1500", "next_date": NOW + 5, "period_id": 3, "periodicity": "30",
            "tags": "vip", "company_id": 30615, "contacts_id": [41560, "1099181"], "main_contact_id": 1_099_181}),
    )
    .await;
    let customer = item(&desk, CUSTOMERS, id).await;
    let link = |href: &str| json!({"self": {"href": href, "method": "get"}});
    assert_eq!(
        customer.to_string(),
        json!({
            "id": id,
            "name": "Постоянный",
            "responsible_user_id": 504_141,
            "created_by": 504_141,
            "created_at": NOW,
            "updated_at": NOW,
            "account_id": 13_667_499,
            "updated_by": 504_141,
            "group_id": 0,
            "is_deleted": false,
            "main_contact": {"id": 1_099_181, "_links": link("/api/v2/contacts?id=1099181")},
            "tags": [{"id": customer["tags"][0]["id"], "name": "vip"}],
            "custom_fields": [],
            "contacts": {"id": [41560, 1_099_181], "_links": link("/api/v2/contacts?id=41560,1099181")},
            "company": {"id": 30615, "name": "ООО Горизонт", "_links": link("/api/v2/companies?id=30615")},
            "closest_task_at": 0,
            "period_id": 3,
            "periodicity": 30,
            "next_price": 1500,
            "next_date": NOW + 5,
            "_links": link(&format!("{CUSTOMERS}?id={id}")),
        })
        .to_string()
    );
    assert_eq!(desk.contact(41560).await["customers"]["id"], json!([id]));
    assert_eq!(
        item(&desk, "/api/v2/companies", 30615).await["customers"]["id"],
        json!([id])
    );
}

#[tokio::test]
async fn the_main_contact_is_somebody_linked_or_the_first() {
    let desk = Desk::new();
    let both = json!({"name": "x", "contacts_id": [41560, 1_099_181]});
    let id = make(&desk, CUSTOMERS, both).await;
    for (write, main) in [
        (json!({}), json!(41560)),
        (json!({"main_contact_id": 1_099_181}), json!(1_099_181)),
        (json!({"name": "y"}), json!(1_099_181)),
        (json!({"main_contact_id": 0}), json!(41560)),
        (json!({"main_contact_id": "1099181"}), json!(1_099_181)),
        (
            json!({"unlink": {"contacts_id": [1_099_181]}}),
            json!(41560),
        ),
        (json!({"contacts_id": [1_099_181]}), json!(41560)),
    ] {
        let mut update = write.clone();
        update["id"] = json!(id);
        update["updated_at"] = json!(NOW);
        change(&desk, CUSTOMERS, update).await;
        assert_eq!(
            item(&desk, CUSTOMERS, id).await["main_contact"]["id"],
            main,
            "{write}"
        );
    }
}

#[tokio::test]
async fn customers_are_chosen_by_the_day_when_they_were_made_or_changed() {
    let desk = Desk::with_contacts(200);
    let old = desk.get(CUSTOMERS).await.ids();
    let new = make(&desk, CUSTOMERS, json!({"name": "Сегодня"})).await;
    change(
        &desk,
        CUSTOMERS,
        json!({"id": old[0], "updated_at": NOW, "name": "Изменён"}),
    )
    .await;
    // The account's day began three hours before that of Greenwich.
    for (query, expected) in [
        (
            "filter[date][type]=create&filter[date][from]=22.11.2026",
            vec![new],
        ),
        (
            "filter[date][from]=2026-11-22&filter[date][to]=2026-11-23",
            vec![new],
        ),
        (
            "filter[date][type]=modify&filter[date][from]=22.11.2026",
            vec![old[0], new],
        ),
        (
            "filter[date][type]=create&filter[date][from]=23.11.2026",
            vec![],
        ),
    ] {
        let answer = desk.get(&format!("{CUSTOMERS}?{query}")).await;
        assert_eq!(answer.ids(), expected, "{query}");
    }
    let query =
        "filter[date][type]=modify&filter[date][from]=22.11.2026&filter[date][to]=1795400000";
    let answer = desk.get(&format!("{CUSTOMERS}?{query}")).await.json();
    let again = answer["_links"]["self"]["href"].as_str().unwrap();
    assert_eq!(desk.get(again).await.json(), answer);
}

#[tokio::test]
async fn customers_are_deleted_by_the_api_itself() {
    let desk = Desk::new();
    let id = make(
        &desk,
        CUSTOMERS,
        json!({"name": "x", "contacts_id": [41560]}),
    )
    .await;
    let answer = desk
        .post_to(
            CUSTOMERS,
            &json!({"delete": [id, "77"], "add": [{"name": "y", "request_id": 3}]}),
        )
        .await
        .json();
    let embedded = &answer["_embedded"];
    assert_eq!(embedded["items"][0]["request_id"], 3);
    assert_eq!(embedded["items"][1]["id"], id);
    assert_eq!(
        embedded["errors"],
        json!({"delete": {"77": "Customer not found"}})
    );
    assert_eq!(desk.get(&format!("{CUSTOMERS}?id={id}")).await.status, 204);
    assert_eq!(desk.contact(41560).await["customers"], json!({}));
    assert_eq!(
        desk.post_to(CUSTOMERS, &json!({"delete": format!("{}", id + 1)}))
            .await
            .status,
        200
    );
    let deleted = desk.get(&format!("{CUSTOMERS}?with=only_deleted")).await;
    assert_eq!(deleted.ids(), [id, id + 1]);
    // Leads have no such list: it is passed over, and the request is empty then.
    let leads = desk
        .post_to("/api/v2/leads", &json!({"delete": [45615]}))
        .await;
    assert_eq!(leads.code(), "214");
}

#[tokio::test]
async fn mistakes_have_the_codes_of_customers() {
    let desk = Desk::new();
    for body in [
        json!({}),
        json!({"add": []}),
        json!({"delete": []}),
        json!({"add": [{"next_price": 5}]}),
        json!({"update": [{"id": 466_791}]}),
        json!({"add": [{"name": "x", "custom_fields": [{"id": 1, "values": [1]}]}]}),
    ] {
        let answer = desk.post_to(CUSTOMERS, &body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (400, "400"),
            "{body}"
        );
    }
    let many: Vec<i64> = (1..=501).collect();
    assert_eq!(
        desk.post_to(CUSTOMERS, &json!({"delete": many}))
            .await
            .status,
        413
    );
    let write = |key: &str, value: Value| json!({"name": "x", key: value});
    for (key, value) in [("contacts_id", json!([5])), ("company_id", json!(5))] {
        let why = refusal(&desk, CUSTOMERS, "add", write(key, value)).await;
        assert!(why.as_str().unwrap().starts_with("There is no"), "{key}");
    }
}
