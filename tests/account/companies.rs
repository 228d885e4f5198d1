//! `/api/v2/companies`: what is made, changed and asked of companies alone.

use serde_json::{Value, json};

use super::desk::{Desk, NOW};
use super::neighbours::{change, item, make, refusal};

const COMPANIES: &str = "/api/v2/companies";

#[tokio::test]
async fn a_company_is_made_with_everything_that_it_can_have() {
    let desk = Desk::new();
    let id = make(
        &desk,
        COMPANIES,
        json!({"name": "ООО Новая", "tags": ["опт"], "contacts_id": "41560", "leads_id": [45615, "43510"],
            "customers_id": "466791", "custom_fields": [
                {"id": 4_396_818, "values": [{"value": "+7 (999) 000-11-22", "enum": "WORK"}]},
                {"id": 4_396_820, "values": [{"value": "https://new.example"}]},
            ]}),
    )
    .await;
    let company = item(&desk, COMPANIES, id).await;
    let link = |href: &str| json!({"self": {"href": href, "method": "get"}});
    assert_eq!(
        company.to_string(),
        json!({
            "id": id,
            "name": "ООО Новая",
            "responsible_user_id": 504_141,
            "created_by": 504_141,
            "created_at": NOW,
            "updated_at": NOW,
            "account_id": 13_667_499,
            "updated_by": 504_141,
            "group_id": 0,
            "contacts": {"id": [41560], "_links": link("/api/v2/contacts?id=41560")},
            "leads": {"id": [43510, 45615], "_links": link("/api/v2/leads?id=43510,45615")},
            "closest_task_at": 0,
            "tags": [{"id": company["tags"][0]["id"], "name": "опт"}],
            "custom_fields": [
                {"id": 4_396_818, "name": "Телефон", "values": [{"value": "+7 (999) 000-11-22", "enum": "3685083"}],
                    "is_system": true},
                {"id": 4_396_820, "name": "Web", "values": [{"value": "https://new.example"}], "is_system": true},
            ],
            "customers": {"id": [466_791], "_links": link("/api/v2/customers?id=466791")},
            "_links": link(&format!("{COMPANIES}?id={id}")),
        })
        .to_string()
    );
    let named =
        json!({"id": id, "name": "ООО Новая", "_links": link(&format!("{COMPANIES}?id={id}"))});
    assert_eq!(desk.contact(41560).await["company"], named);
    assert_eq!(item(&desk, "/api/v2/leads", 45615).await["company"], named);
    assert_eq!(
        item(&desk, "/api/v2/customers", 466_791).await["company"],
        named
    );
    for query in ["999000-11-22", "89990001122", "NEW.example", "новая", "опт"] {
        let encoded: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let found = desk
            .get(&format!("{COMPANIES}?query={encoded}"))
            .await
            .ids();
        assert_eq!(found, [id], "{query}");
    }
}

#[tokio::test]
async fn a_company_takes_contacts_leads_and_customers_from_another_and_lets_them_go() {
    let desk = Desk::new();
    let update = |id: i64, write: Value| {
        let mut update = write;
        update["id"] = json!(id);
        update["updated_at"] = json!(NOW);
        update
    };
    let take =
        json!({"contacts_id": [1_099_181], "leads_id": [1_090_391], "customers_id": [466_791]});
    change(&desk, COMPANIES, update(30615, take.clone())).await;
    let empty = item(&desk, COMPANIES, 1_099_180).await;
    assert_eq!(
        (&empty["contacts"], &empty["leads"]),
        (&json!({}), &json!({}))
    );
    assert_eq!(
        desk.contact(1_099_181).await["company"]["name"],
        "ООО Горизонт"
    );
    // What is not linked to this one is not taken from the other.
    change(&desk, COMPANIES, update(1_099_180, json!({"unlink": take}))).await;
    assert_eq!(
        item(&desk, COMPANIES, 30615).await["contacts"]["id"],
        json!([1_099_181])
    );
    change(&desk, COMPANIES, update(30615, json!({"unlink": take}))).await;
    let left = item(&desk, COMPANIES, 30615).await;
    for key in ["contacts", "leads", "customers"] {
        assert_eq!(left[key], json!({}), "{key}");
    }
    assert_eq!(desk.contact(1_099_181).await["company"], json!({}));
    assert_eq!(
        item(&desk, "/api/v2/leads", 1_090_391).await["company"],
        json!({})
    );
}

#[tokio::test]
async fn a_new_name_of_a_company_is_read_and_found_in_its_contacts() {
    let desk = Desk::new();
    let before = desk.contact(1_099_181).await;
    desk.wait(60);
    let rename = json!({"id": 1_099_180, "updated_at": NOW + 60, "name": "ООО Переименованная"});
    change(&desk, COMPANIES, rename).await;
    let mut expected = before;
    expected["company"]["name"] = json!("ООО Переименованная");
    assert_eq!(desk.contact(1_099_181).await, expected);
    assert_eq!(
        item(&desk, "/api/v2/leads", 1_090_391).await["company"]["name"],
        "ООО Переименованная"
    );
    let since = NOW.to_string();
    let since = [("If-Modified-Since", since.as_str())];
    assert_eq!(
        desk.get_with("/api/v2/contacts", &since).await.ids(),
        [1_099_181]
    );
    assert_eq!(
        desk.get_with("/api/v2/leads", &since).await.ids(),
        [1_090_391]
    );
    let name: String = url::form_urlencoded::byte_serialize("переименованная".as_bytes()).collect();
    assert_eq!(
        desk.get(&format!("/api/v2/contacts?query={name}"))
            .await
            .ids(),
        [1_099_181]
    );
}

#[tokio::test]
async fn mistakes_have_the_codes_of_contacts() {
    let desk = Desk::new();
    let field = |id: i64, values: Value| json!([{"id": id, "values": values}]);
    let update = |fields: Value| json!({"update": [{"id": 30615, "updated_at": NOW, "custom_fields": fields}]});
    let add = |fields: Value| json!({"add": [{"name": "x", "custom_fields": fields}]});
    for (body, code) in [
        (json!({}), "206"),
        (json!({"add": []}), "201"),
        (json!({"update": []}), "208"),
        (json!({"add": [{"tags": "a"}]}), "205"),
        (json!({"update": [{"id": 30615}]}), "209"),
        (add(field(4_400_115, json!([1]))), "204"),
        (add(json!([{"id": 4_396_818}])), "238"),
        (
            update(field(4_396_818, json!([{"value": "1", "enum": "PAGER"}]))),
            "210",
        ),
        (update(field(1, json!([1]))), "211"),
    ] {
        let answer = desk.post_to(COMPANIES, &body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (400, code),
            "{body}"
        );
    }
    for (key, value, why) in [
        ("contacts_id", json!([77]), "There is no contact 77"),
        ("leads_id", json!("77"), "There is no lead 77"),
        ("customers_id", json!(77), "There is no customer 77"),
    ] {
        let write = json!({"id": 30615, "updated_at": NOW, key: value});
        assert_eq!(refusal(&desk, COMPANIES, "update", write).await, why);
    }
}

#[tokio::test]
async fn nobody_moves_a_contact_to_a_company_who_may_not_change_the_contact() {
    let desk = Desk::with_contacts(30);
    let gleb = desk.of("demo-gleb");
    let write = |link: Value| json!({"id": 30615, "updated_at": NOW, "contacts_id": link});
    let why = refusal(&gleb, COMPANIES, "update", write(json!([41560]))).await;
    assert_eq!(why["code"], "244");
    assert_eq!(desk.contact(41560).await["company"], json!({}));
    change(&desk, COMPANIES, write(json!([41560]))).await;
    // Naming one that is there already moves nobody.
    change(&gleb, COMPANIES, write(json!([41560]))).await;
    let part = json!({"id": 30615, "updated_at": NOW, "unlink": {"contacts_id": [41560]}});
    assert_eq!(
        refusal(&gleb, COMPANIES, "update", part.clone()).await["code"],
        "244"
    );
    // To Борис the contact is not there at all.
    change(&desk.of("demo-boris"), COMPANIES, part).await;
    assert_eq!(desk.contact(41560).await["company"]["id"], 30615);
}
