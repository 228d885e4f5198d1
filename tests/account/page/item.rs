//! «Описание параметров ответа» and the headers of a list: the page's sample contact, field by field, in both shapes.

use serde_json::{Value, json};

use super::super::desk::NOW;
use super::{added, in_both_shapes, updated, values};

/// The sample contact as each shape prints it.
async fn sample() -> [Value; 2] {
    let [page, live] = in_both_shapes();
    [page.contact(1_099_181).await, live.contact(1_099_181).await]
}

fn link(href: &str) -> Value {
    json!({"self": {"href": href, "method": "get"}})
}

#[tokio::test]
async fn id_is_a_number_of_the_contacts_own() {
    for contact in sample().await {
        assert_eq!(contact["id"], 1_099_181);
    }
}

#[tokio::test]
async fn name_is_one_text() {
    for contact in sample().await {
        assert_eq!(contact["name"], "Екатерина Долгорукова");
    }
}

#[tokio::test]
async fn first_name_and_last_name_are_there_only_live() {
    let [page, live] = sample().await;
    assert!(page.get("first_name").is_none() && page.get("last_name").is_none());
    assert_eq!(
        (&live["first_name"], &live["last_name"]),
        (&json!(""), &json!(""))
    );
}

#[tokio::test]
async fn responsible_user_id_is_who_looks_after_the_contact() {
    for desk in in_both_shapes() {
        let contact = updated(&desk, 1_099_181, json!({"responsible_user_id": 504_144})).await;
        assert_eq!(contact["responsible_user_id"], 504_144);
    }
}

#[tokio::test]
async fn created_by_is_who_made_the_contact_and_stays() {
    for desk in in_both_shapes() {
        let id = added(&desk.of("demo-boris"), json!({})).await["id"]
            .as_i64()
            .unwrap();
        let contact = updated(&desk, id, json!({"name": "x"})).await;
        assert_eq!(contact["created_by"], 504_142);
    }
}

#[tokio::test]
async fn created_at_is_when_the_contact_was_made() {
    for contact in sample().await {
        assert_eq!(contact["created_at"], 1_508_499_477);
    }
}

#[tokio::test]
async fn updated_at_is_when_the_contact_was_changed() {
    for desk in in_both_shapes() {
        let contact = updated(&desk, 1_099_181, json!({"updated_at": NOW})).await;
        assert_eq!(contact["updated_at"], NOW);
    }
}

#[tokio::test]
async fn account_id_is_that_of_the_account() {
    for contact in sample().await {
        assert_eq!(contact["account_id"], 13_667_499);
    }
}

#[tokio::test]
async fn updated_by_is_who_wrote_last_whatever_he_says() {
    for desk in in_both_shapes() {
        let id = added(
            &desk,
            json!({"responsible_user_id": 504_142, "updated_by": 7}),
        )
        .await["id"]
            .as_i64()
            .unwrap();
        assert_eq!(desk.contact(id).await["updated_by"], 504_141);
        let contact = updated(&desk.of("demo-boris"), id, json!({"updated_by": 7})).await;
        assert_eq!(contact["updated_by"], 504_142);
    }
}

#[tokio::test]
async fn group_id_is_the_group_of_the_responsible_user() {
    for desk in in_both_shapes() {
        for (user, group) in [(504_141, 0), (504_142, 0), (504_143, 1), (504_144, 1)] {
            let contact = added(&desk, json!({"responsible_user_id": user})).await;
            assert_eq!(contact["group_id"], group);
        }
    }
}

#[tokio::test]
async fn company_has_an_id_a_name_and_an_address() {
    for contact in sample().await {
        assert_eq!(
            contact["company"],
            json!({"id": 1_099_180, "name": "ООО Компания", "_links": link("/api/v2/companies?id=1099180")})
        );
    }
}

#[tokio::test]
async fn leads_have_their_ids_and_one_address() {
    for contact in sample().await {
        assert_eq!(
            contact["leads"],
            json!({"id": [1_090_391], "_links": link("/api/v2/leads?id=1090391")})
        );
    }
    for desk in in_both_shapes() {
        let contact = added(&desk, json!({"leads_id": [45615, 43510]})).await;
        assert_eq!(
            contact["leads"],
            json!({"id": [45615, 43510], "_links": link("/api/v2/leads?id=45615,43510")})
        );
    }
}

#[tokio::test]
async fn closest_task_at_is_when_the_nearest_open_task_is_due() {
    for desk in in_both_shapes() {
        assert_eq!(
            desk.contact(1_099_181).await["closest_task_at"],
            1_509_051_540
        );
        assert_eq!(desk.contact(41560).await["closest_task_at"], 0);
        for (due, closest) in [
            (NOW + 90, NOW + 90),
            (NOW + 60, NOW + 60),
            (NOW + 70, NOW + 60),
        ] {
            let task = json!({"add": [{"element_id": 41560, "element_type": 1, "text": "x", "complete_till_at": due}]});
            assert_eq!(desk.post_to("/api/v2/tasks", &task).await.status, 200);
            assert_eq!(desk.contact(41560).await["closest_task_at"], closest);
        }
    }
}

#[tokio::test]
async fn tags_have_ids_and_names() {
    for contact in sample().await {
        assert_eq!(
            contact["tags"],
            json!([{"id": 61881, "name": "доставка"}, {"id": 61882, "name": "важный"}])
        );
    }
}

#[tokio::test]
async fn custom_fields_are_the_filled_ones_in_the_order_of_the_account() {
    for desk in in_both_shapes() {
        let value = |id: i64| json!({"id": id, "values": [{"value": "1"}]});
        let fields = json!([value(4_400_119), value(4_396_818), value(4_396_817)]);
        let contact = added(&desk, json!({ "custom_fields": fields })).await;
        let ids: Vec<&Value> = contact["custom_fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| &field["id"])
            .collect();
        assert_eq!(ids, [4_396_817, 4_396_818, 4_400_119]);
    }
}

#[tokio::test]
async fn custom_fields_id_and_name_are_those_of_the_field() {
    for contact in sample().await {
        let named: Vec<(i64, &str)> = contact["custom_fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| {
                (
                    field["id"].as_i64().unwrap(),
                    field["name"].as_str().unwrap(),
                )
            })
            .collect();
        assert_eq!(
            named,
            [
                (4_396_818, "Телефон"),
                (4_396_821, "Мгн. сообщения"),
                (4_400_115, "Адрес"),
                (4_400_116, "Мультисписок")
            ]
        );
    }
}

#[tokio::test]
async fn custom_fields_code_is_there_only_live() {
    let [page, live] = sample().await;
    assert!(page["custom_fields"][0].get("code").is_none());
    assert_eq!(live["custom_fields"][0]["code"], "PHONE");
    assert!(live["custom_fields"][2].get("code").is_none());
}

#[tokio::test]
async fn custom_fields_values_value_is_a_text() {
    for desk in in_both_shapes() {
        assert_eq!(
            values(&desk.contact(1_099_181).await, 4_396_818).unwrap()[0]["value"],
            "89996123232"
        );
        let number = json!({"custom_fields": [{"id": 4_400_120, "values": [{"value": 15}]}]});
        let contact = updated(&desk, 1_099_181, number).await;
        assert_eq!(values(&contact, 4_400_120), Some(json!([{"value": "15"}])));
    }
}

#[tokio::test]
async fn custom_fields_values_enum_is_the_id_of_the_option() {
    for (contact, [home, two, three]) in sample().await.into_iter().zip([
        [json!("3685087"), json!("3692663"), json!("3692664")],
        [json!(3_685_087), json!(3_692_663), json!(3_692_664)],
    ]) {
        assert_eq!(values(&contact, 4_396_818).unwrap()[0]["enum"], home);
        assert_eq!(
            values(&contact, 4_400_116),
            Some(json!([{"value": "2", "enum": two}, {"value": "3", "enum": three}]))
        );
    }
}

#[tokio::test]
async fn custom_fields_values_subtype_is_the_number_of_the_part() {
    for contact in sample().await {
        assert_eq!(
            values(&contact, 4_400_115),
            Some(
                json!([{"value": "ул. Ленина, д. 1, г. Москва", "subtype": "1"}, {"value": "RU", "subtype": "6"}])
            )
        );
    }
}

#[tokio::test]
async fn custom_fields_is_system_tells_preset_fields() {
    for contact in sample().await {
        let system: Vec<bool> = contact["custom_fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["is_system"].as_bool().unwrap())
            .collect();
        assert_eq!(system, [true, true, false, false]);
    }
}

#[tokio::test]
async fn customers_have_their_ids_and_one_address() {
    for contact in sample().await {
        assert_eq!(
            contact["customers"],
            json!({"id": [466_791], "_links": link("/api/v2/customers?id=466791")})
        );
    }
}

#[tokio::test]
async fn what_is_empty_is_an_object_or_a_list_as_the_shape_has_it() {
    for (desk, list) in in_both_shapes().into_iter().zip([json!([]), json!({})]) {
        let contact = added(&desk, json!({})).await;
        for key in ["company", "leads", "customers"] {
            assert_eq!(contact[key], json!({}), "{key}");
        }
        for key in ["tags", "custom_fields"] {
            assert_eq!(contact[key], list, "{key}");
        }
        assert_eq!(contact["closest_task_at"], 0);
    }
}

#[tokio::test]
async fn links_self_of_an_item_is_how_to_ask_for_it() {
    for contact in sample().await {
        assert_eq!(contact["_links"], link("/api/v2/contacts?id=1099181"));
    }
}

#[tokio::test]
async fn links_self_href_repeats_what_was_asked_and_never_credentials() {
    let credentials = "USER_LOGIN=anna@demo.test&USER_HASH=demo-anna";
    for desk in in_both_shapes() {
        for (asked, href) in [
            ("", ""),
            ("id=41560", "?id=41560"),
            ("id[]=41560&id[]=1099181", "?id=41560,1099181"),
            (
                "limit_rows=2&query=%D0%BE&utm=1",
                "?limit_rows=2&query=%D0%BE",
            ),
            (
                "limit_offset=0&limit_rows=15&responsible_user_id[]=504141",
                "?limit_rows=15&responsible_user_id=504141",
            ),
        ] {
            let uri = format!("/api/v2/contacts/?{credentials}&{asked}");
            let answer = desk.ask("GET", &uri, &[], "").await.json();
            assert_eq!(
                answer["_links"],
                link(&format!("/api/v2/contacts{href}")),
                "{asked}"
            );
        }
    }
}

#[tokio::test]
async fn embedded_items_are_the_contacts() {
    for desk in in_both_shapes() {
        let answer = desk.get("/api/v2/contacts").await.json();
        let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["_links", "_embedded"]);
        let items = answer["_embedded"]["items"].as_array().unwrap();
        for item in items {
            assert_eq!(&desk.contact(item["id"].as_i64().unwrap()).await, item);
        }
        assert_eq!(items.len(), 2);
    }
}

#[tokio::test]
async fn header_content_type_is_hal_json() {
    for desk in in_both_shapes() {
        let answer = desk.get("/api/v2/contacts").await;
        assert_eq!(answer.header("content-type"), Some("application/hal+json"));
    }
}

#[tokio::test]
async fn header_runtime_timestamp_is_the_clock_of_the_account() {
    for desk in in_both_shapes() {
        for moment in [NOW, NOW + 5] {
            let answer = desk.get("/api/v2/contacts").await;
            assert_eq!(
                answer.header("runtime-timestamp"),
                Some(moment.to_string().as_str())
            );
            desk.wait(5);
        }
    }
}
