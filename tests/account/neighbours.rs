//! `/api/v2/leads`, `/api/v2/companies`, `/api/v2/customers`: what the contacts are linked to.

use serde_json::{Value, json};

use super::desk::{Desk, NOW};
use rolo::server::Shapes;

const PATHS: [&str; 3] = ["/api/v2/leads", "/api/v2/companies", "/api/v2/customers"];

/// Makes one; it must succeed.
pub(super) async fn make(desk: &Desk, path: &str, element: Value) -> i64 {
    let answer = desk.post_to(path, &json!({"add": [element]})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["_embedded"]["items"][0]["id"]
        .as_i64()
        .unwrap_or_else(|| panic!("{}", answer.text))
}

/// Changes one; it must succeed.
pub(super) async fn change(desk: &Desk, path: &str, element: Value) {
    let answer = desk.post_to(path, &json!({"update": [element]})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let embedded = &answer.json()["_embedded"];
    assert!(embedded.get("errors").is_none(), "{}", answer.text);
}

/// Why the only element of a request was not written.
pub(super) async fn refusal(desk: &Desk, path: &str, kind: &str, element: Value) -> Value {
    let answer = desk.post_to(path, &json!({kind: [element]})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let embedded = answer.json()["_embedded"].clone();
    assert_eq!(embedded["items"], json!([]), "{}", answer.text);
    let errors = embedded["errors"][kind].as_object().unwrap();
    errors.values().next().unwrap().clone()
}

/// One as it is read.
pub(super) async fn item(desk: &Desk, path: &str, id: i64) -> Value {
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

#[tokio::test]
async fn a_form_makes_the_same_as_json() {
    let desk = Desk::new();
    let bearer = [
        ("Authorization", "Bearer demo-anna"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ];
    for path in PATHS {
        let json = json!({"name": "Имя", "tags": "a,b", "contacts_id": ["41560"], "created_at": "5", "request_id": 9});
        let expected = item(&desk, path, make(&desk, path, json).await).await;
        let form = "add[7][name]=%D0%98%D0%BC%D1%8F&add[7][tags]=a,b&add[7][contacts_id][]=41560&add[7][created_at]=5\
            &add[7][request_id]=9";
        let answer = desk.ask("POST", path, &bearer, form).await.json();
        let done = &answer["_embedded"]["items"][0];
        assert_eq!(done["request_id"], 9);
        let id = done["id"].as_i64().unwrap();
        let mut made = item(&desk, path, id).await;
        made["id"] = expected["id"].clone();
        made["_links"] = expected["_links"].clone();
        assert_eq!(made["name"], "Имя");
        if path != PATHS[1] {
            assert_eq!(made, expected, "{path}");
        }
    }
}

#[tokio::test]
async fn an_update_leaves_alone_what_it_does_not_name_and_an_older_one_is_refused_by_itself() {
    let desk = Desk::with_contacts(120);
    for path in PATHS {
        for before in desk.get(path).await.items().into_iter().take(20) {
            let id = before["id"].as_i64().unwrap();
            let update = |at: i64, name: &str| json!({"id": id.to_string(), "updated_at": at.to_string(), "name": name});
            change(&desk, path, update(NOW + 1, "Другое")).await;
            let mut expected = before;
            expected["name"] = json!("Другое");
            expected["updated_at"] = json!(NOW + 1);
            if expected.get("updated_by").is_some() {
                expected["updated_by"] = json!(504_141);
            }
            assert_eq!(item(&desk, path, id).await, expected);
            let why = refusal(&desk, path, "update", update(NOW, "Поздно")).await;
            assert_eq!(why, "Last modified date is older than in database");
            assert_eq!(item(&desk, path, id).await, expected);
        }
    }
}

#[tokio::test]
async fn a_repeated_add_under_a_uuid_makes_one() {
    let desk = Desk::new();
    let add = json!({"name": "Однажды", "request_id": "5f0c6a2e-7d0b-4c7e-9d7b-0a4f3d0c1b2a"});
    for path in PATHS {
        let id = make(&desk, path, add.clone()).await;
        assert_eq!(make(&desk, path, add.clone()).await, id, "{path}");
        let other = make(&desk, path, json!({"name": "x", "request_id": 0})).await;
        assert_eq!(other, id + 1);
    }
    desk.written(&json!({ "add": [add] })).await;
}

#[tokio::test]
async fn tags_are_taken_in_every_form_and_replace_all() {
    let desk = Desk::new();
    for path in PATHS {
        let id = make(&desk, path, json!({"name": "x"})).await;
        for (written, names) in [
            (
                json!("важный, новый тег,,важный"),
                vec!["важный", "новый тег"],
            ),
            (json!([61881, 61882]), vec!["доставка", "важный"]),
            (json!([{"id": 61882, "name": "важный"}]), vec!["важный"]),
            (json!(""), vec![]),
        ] {
            change(
                &desk,
                path,
                json!({"id": id, "updated_at": NOW, "tags": written}),
            )
            .await;
            let tags = item(&desk, path, id).await["tags"]
                .as_array()
                .unwrap()
                .clone();
            let read: Vec<_> = tags
                .iter()
                .map(|tag| tag["name"].as_str().unwrap())
                .collect();
            assert_eq!(read, names, "{path} {written}");
        }
    }
}

#[tokio::test]
async fn linking_changes_both_ends_but_refuses_nobodys_edit() {
    let desk = Desk::new();
    let before = desk.contact(41560).await;
    for (path, key) in [
        (PATHS[0], "leads"),
        (PATHS[1], "company"),
        (PATHS[2], "customers"),
    ] {
        let id = make(&desk, path, json!({"name": "x"})).await;
        desk.wait(60);
        let changed = async |path: &str| {
            let since = (NOW + 30).to_string();
            desk.get_with(path, &[("If-Modified-Since", &since)])
                .await
                .ids()
        };
        let link = json!({"id": id, "updated_at": NOW, "contacts_id": [41560]});
        change(&desk, path, link).await;
        let contact = desk.contact(41560).await;
        let linked = contact[key]["id"].clone();
        assert!(
            linked == json!(id) || linked == json!([id]),
            "{path} {linked}"
        );
        assert_eq!(contact["updated_at"], before["updated_at"]);
        assert!(changed("/api/v2/contacts").await.contains(&41560), "{path}");
        assert!(changed(path).await.contains(&id), "{path}");
        let part = json!({"id": id, "updated_at": NOW, "unlink": {"contacts_id": [41560, 77]}});
        change(&desk, path, part).await;
        assert_eq!(desk.contact(41560).await, before, "{path}");
        desk.wait(-60);
    }
    desk.wait(120);
    let link = json!({"id": 41560, "updated_at": before["updated_at"], "leads_id": [45615], "company_id": 30615,
        "customers_id": [466_791]});
    desk.written(&json!({ "update": [link] })).await;
    let since = (NOW + 110).to_string();
    for (path, id) in [(PATHS[0], 45615), (PATHS[1], 30615), (PATHS[2], 466_791)] {
        let changed = desk.get_with(path, &[("If-Modified-Since", &since)]).await;
        assert_eq!(changed.ids(), [id], "{path}");
    }
}

#[tokio::test]
async fn a_task_of_a_neighbour_is_told_of_by_it_and_counts_as_its_change() {
    let desk = Desk::new();
    desk.wait(60);
    let since = NOW.to_string();
    for (path, id, number) in [
        (PATHS[0], 45615, 2),
        (PATHS[1], 30615, 3),
        (PATHS[2], 466_791, 12),
    ] {
        let task = json!({"add": [{"element_id": id, "element_type": number, "text": "x", "complete_till_at": NOW + 99}]});
        desk.post_to("/api/v2/tasks", &task).await;
        assert_eq!(item(&desk, path, id).await["closest_task_at"], NOW + 99);
        let changed = desk.get_with(path, &[("If-Modified-Since", &since)]).await;
        assert_eq!(changed.ids(), [id], "{path}");
    }
}

#[tokio::test]
async fn live_neighbours_have_numbers_for_enums_and_objects_for_nothing() {
    let desk = Desk::new();
    let live = desk.shown_in(Shapes::Live);
    let contact = json!({"update": [{"id": 41560, "updated_at": NOW, "company_id": 30615}]});
    desk.post(&contact).await;
    let phone =
        json!([{"id": 4_396_818, "values": [{"value": 79_990_001_122_i64, "enum": "WORK"}]}]);
    change(
        &desk,
        PATHS[1],
        json!({"id": 30615, "updated_at": NOW, "custom_fields": phone}),
    )
    .await;
    let company = item(&live, PATHS[1], 30615).await;
    assert_eq!(
        company["custom_fields"],
        json!([{"id": 4_396_818, "name": "Телефон", "code": "PHONE",
            "values": [{"value": "79990001122", "enum": 3_685_083}], "is_system": true}])
    );
    let empties: [&[&str]; 3] = [
        &[
            "main_contact",
            "company",
            "tags",
            "custom_fields",
            "contacts",
        ],
        &["contacts", "leads", "tags", "custom_fields", "customers"],
        &[
            "main_contact",
            "company",
            "tags",
            "custom_fields",
            "contacts",
        ],
    ];
    for (path, empties) in PATHS.into_iter().zip(empties) {
        let id = make(&live, path, json!({"name": "x"})).await;
        let shown = item(&live, path, id).await;
        for key in empties {
            assert_eq!(shown[key], json!({}), "{path} {key}");
        }
        let keys = |item: &Value| {
            item.as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(keys(&shown), keys(&item(&desk, path, id).await), "{path}");
    }
    let pipelines = live.get("/api/v2/pipelines").await.json();
    assert_eq!(pipelines, desk.get("/api/v2/pipelines").await.json());
}
