//! `/api/v2/leads`, `/api/v2/companies`, `/api/v2/customers`: what the contacts are linked to.

use serde_json::{Value, json};

use super::desk::{Desk, NOW};

const PATHS: [&str; 3] = ["/api/v2/leads", "/api/v2/companies", "/api/v2/customers"];

async fn item(desk: &Desk, path: &str, id: i64) -> Value {
    let answer = desk.get(&format!("{path}?id={id}")).await;
    assert_eq!(
        answer.json()["_links"]["self"]["href"],
        format!("{path}?id={id}")
    );
    answer.items()[0].clone()
}

fn link(href: &str) -> Value {
    json!({"self": {"href": href, "method": "get"}})
}

#[tokio::test]
async fn a_lead_is_printed_with_every_key_in_its_order() {
    let desk = Desk::new();
    let expected = json!({
        "id": 1_090_391,
        "name": "Поставка оборудования",
        "responsible_user_id": 504_141,
        "created_by": 504_141,
        "created_at": 1_508_499_477,
        "updated_at": 1_508_499_477,
        "account_id": 13_667_499,
        "is_deleted": false,
        "main_contact": {"id": 1_099_181, "_links": link("/api/v2/contacts?id=1099181")},
        "group_id": 0,
        "company": {"id": 1_099_180, "name": "ООО Компания", "_links": link("/api/v2/companies?id=1099180")},
        "closed_at": 0,
        "closest_task_at": 0,
        "tags": [],
        "custom_fields": [],
        "contacts": {"id": [1_099_181], "_links": link("/api/v2/contacts?id=1099181")},
        "status_id": 13_670_637,
        "sale": 15_000,
        "pipeline": {"id": 10_273, "_links": link("/api/v2/pipelines?id=10273")},
        "_links": link("/api/v2/leads?id=1090391"),
    });
    let lead = item(&desk, PATHS[0], 1_090_391).await;
    assert_eq!(lead.to_string(), expected.to_string());
    let alone = item(&desk, PATHS[0], 45615).await;
    assert_eq!(
        (
            &alone["main_contact"],
            &alone["company"],
            &alone["contacts"]
        ),
        (&json!({}), &json!({}), &json!({}))
    );
}

#[tokio::test]
async fn a_company_and_a_customer_tell_of_their_contacts() {
    let desk = Desk::new();
    let company = item(&desk, PATHS[1], 1_099_180).await;
    assert_eq!(company["name"], "ООО Компания");
    assert_eq!(
        company["contacts"],
        json!({"id": [1_099_181], "_links": link("/api/v2/contacts?id=1099181")})
    );
    assert_eq!(company["leads"]["id"], json!([1_090_391]));
    let customer = item(&desk, PATHS[2], 466_791).await;
    assert_eq!(customer["main_contact"]["id"], 1_099_181);
    assert_eq!(customer["contacts"]["id"], json!([1_099_181]));
}

#[tokio::test]
async fn links_are_told_from_both_sides_as_they_come_and_go() {
    let desk = Desk::new();
    let id = desk
        .written(&json!({"add": [{"name": "x", "leads_id": [45615], "customers_id": "466791", "company_id": 30615}]}))
        .await;
    assert_eq!(
        item(&desk, PATHS[0], 45615).await["contacts"]["id"],
        json!([id])
    );
    assert_eq!(
        item(&desk, PATHS[1], 30615).await["contacts"]["id"],
        json!([id])
    );
    assert_eq!(
        item(&desk, PATHS[2], 466_791).await["contacts"]["id"],
        json!([1_099_181, id])
    );
    let unlink = json!({"leads_id": [45615], "company_id": 30615, "customers_id": [466_791]});
    desk.written(&json!({"update": [{"id": id, "updated_at": NOW, "unlink": unlink}]}))
        .await;
    assert_eq!(item(&desk, PATHS[0], 45615).await["contacts"], json!({}));
    assert_eq!(item(&desk, PATHS[1], 30615).await["contacts"], json!({}));
    assert_eq!(
        item(&desk, PATHS[2], 466_791).await["contacts"]["id"],
        json!([1_099_181])
    );
}

#[tokio::test]
async fn neighbours_are_paged_and_chosen_like_contacts() {
    let desk = Desk::with_contacts(300);
    for path in PATHS {
        let all = desk.get(&format!("{path}/")).await.items();
        let ids: Vec<i64> = all
            .iter()
            .map(|item| item["id"].as_i64().unwrap())
            .collect();
        assert!(ids.len() > 4 && ids.is_sorted_by(|a, b| a < b), "{path}");
        let page = desk
            .get(&format!("{path}?limit_rows=2&limit_offset=1"))
            .await;
        assert_eq!(page.ids(), ids[1..3], "{path}");
        let two = format!("{path}?id[]={}&id[]={}&query=никто", ids[0], ids[2]);
        assert_eq!(desk.get(&two).await.ids(), [ids[0], ids[2]]);
        let mine = desk
            .get(&format!("{path}?responsible_user_id=504141"))
            .await
            .items();
        assert!(
            mine.iter()
                .all(|item| item["responsible_user_id"] == 504_141)
                && mine.len() < ids.len()
        );
        assert_eq!(
            desk.get(&format!("{path}?query=%D0%BD%D0%B8%D0%BA%D1%82%D0%BE"))
                .await
                .status,
            204
        );
        let name = all[3]["name"].as_str().unwrap().to_uppercase();
        let query: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
        assert!(
            desk.get(&format!("{path}?query={query}"))
                .await
                .ids()
                .contains(&ids[3]),
            "{path} {name}"
        );
        let newest = all
            .iter()
            .map(|item| item["updated_at"].as_i64().unwrap())
            .max()
            .unwrap();
        let since = |at: i64| at.to_string();
        let header = since(newest - 1);
        let later = desk
            .get_with(path, &[("If-Modified-Since", &header)])
            .await
            .items();
        assert!(later.iter().all(|item| item["updated_at"] == newest) && !later.is_empty());
        let header = since(newest);
        assert_eq!(
            desk.get_with(path, &[("If-Modified-Since", &header)])
                .await
                .status,
            204
        );
    }
    let won = desk
        .get("/api/v2/leads?status[]=142&status[]=143")
        .await
        .items();
    assert!(
        won.iter()
            .all(|lead| lead["closed_at"] == lead["updated_at"])
            && !won.is_empty()
    );
}

#[tokio::test]
async fn no_neighbour_tells_of_a_contact_that_one_does_not_see() {
    let desk = Desk::with_contacts(300);
    for token in ["demo-boris", "demo-vera", "demo-gleb"] {
        let user = desk.of(token);
        let seen = user.get("/api/v2/contacts").await.ids();
        for path in PATHS {
            let mut told = 0;
            for item in user.get(path).await.items() {
                let contacts = item["contacts"]["id"]
                    .as_array()
                    .cloned()
                    .unwrap_or_default();
                told += contacts.len();
                assert!(
                    contacts
                        .iter()
                        .all(|id| seen.contains(&id.as_i64().unwrap())),
                    "{token} {item}"
                );
                if let Some(main) = item.get("main_contact") {
                    assert_eq!(main.get("id"), contacts.first(), "{token}");
                }
            }
            assert!(told > 0, "{token} {path}");
        }
    }
}
