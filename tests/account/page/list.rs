//! «Список контактов» and «Параметры GET».

use serde_json::json;

use super::super::desk::{Desk, NOW};
use super::added;

#[tokio::test]
async fn a_list_has_one_address_with_a_slash_at_the_end_or_without() {
    let desk = Desk::new();
    for uri in [
        "/api/v2/contacts",
        "/api/v2/contacts/",
        "/api/v2/contacts?",
        "/api/v2/contacts/?&limit_rows=5",
        "/api/v2/contacts?entity=contacts&type=contact&utm=1",
        "/api/v2/contacts?x[=1&=&&",
    ] {
        assert_eq!(desk.get(uri).await.ids(), [41560, 1_099_181], "{uri}");
    }
}

#[tokio::test]
async fn id_is_one_contact() {
    let desk = Desk::new();
    for query in [
        "id=41560",
        "id[]=41560",
        "id%5B%5D=41560",
        "id[0]=41560",
        "id=41560,",
    ] {
        let answer = desk.get(&format!("/api/v2/contacts?{query}")).await;
        assert_eq!(answer.ids(), [41560], "{query}");
    }
}

#[tokio::test]
async fn id_is_a_list_of_several_and_those_that_are_not_there_are_left_out() {
    let desk = Desk::new();
    for query in [
        "id[]=41560&id[]=1099181",
        "id[0]=41560&id[1]=1099181",
        "id[5]=1099181&id[9]=41560",
        "id=1099181,41560",
        "id=41560%2C1099181",
        "id[]=41560,1099181",
        "id=77,41560,78,1099181",
        "id[]=41560&id[]=1099181&id[]=41560",
    ] {
        let answer = desk.get(&format!("/api/v2/contacts?{query}")).await;
        assert_eq!(answer.ids(), [41560, 1_099_181], "{query}");
    }
}

#[tokio::test]
async fn id_makes_every_other_parameter_void() {
    let desk = Desk::new();
    for other in [
        "limit_rows=1",
        "limit_rows=1&limit_offset=1",
        "responsible_user_id=9",
        "query=%D0%BD%D0%B8%D0%BA%D1%82%D0%BE",
        "filter[date_create][from]=9999999999",
        "deleted_since=0",
    ] {
        let uri = format!("/api/v2/contacts?{other}&id=41560,1099181");
        let never = [("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")];
        assert_eq!(
            desk.get_with(&uri, &never).await.ids(),
            [41560, 1_099_181],
            "{other}"
        );
    }
}

#[tokio::test]
async fn id_that_is_nonsense_gets_nothing_rather_than_everything() {
    let desk = Desk::new();
    for query in [
        "id=abc",
        "id=-1",
        "id=0",
        "id[]=x",
        "id=99999999999999999999",
    ] {
        let answer = desk.get(&format!("/api/v2/contacts?{query}")).await;
        assert_eq!(answer.status, 204, "{query}");
    }
}

#[tokio::test]
async fn limit_rows_is_how_many_and_500_is_the_most() {
    let desk = Desk::with_contacts(520);
    for (query, rows) in [
        ("limit_rows=1", 1),
        ("limit_rows=15", 15),
        ("limit_rows=500", 500),
        ("limit_rows=501", 500),
        ("limit_rows=99999999999999999999", 500),
        ("limit_rows=0", 500),
        ("limit_rows=-5", 500),
        ("limit_rows=many", 500),
        ("limit_rows=", 500),
        ("", 500),
    ] {
        let answer = desk.get(&format!("/api/v2/contacts?{query}")).await;
        assert_eq!(answer.ids().len(), rows, "{query}");
    }
}

#[tokio::test]
async fn limit_offset_is_the_row_to_begin_with() {
    let desk = Desk::with_contacts(1203);
    let mut ids = Vec::new();
    for offset in [0, 500, 1000, 1500] {
        let page = format!("/api/v2/contacts?limit_rows=500&limit_offset={offset}");
        ids.extend(desk.get(&page).await.ids());
    }
    assert_eq!(ids.len(), 1203);
    // Pages fit together because the order is always the same.
    assert!(ids.is_sorted_by(|a, b| a < b));
    for (query, rows) in [
        ("limit_rows=15&limit_offset=2", 2..17),
        ("limit_offset=2&limit_rows=15", 2..17),
        ("limit_rows=15&limit_offset=-1", 0..15),
        ("limit_rows=500&limit_offset=1200", 1200..1203),
        ("limit_rows=500&limit_offset=9223372036854775808", 0..0),
    ] {
        let answer = desk.get(&format!("/api/v2/contacts?{query}")).await;
        assert_eq!(answer.ids(), ids[rows], "{query}");
    }
}

#[tokio::test]
async fn limit_offset_counts_only_beside_limit_rows() {
    let desk = Desk::with_contacts(20);
    let all = desk.get("/api/v2/contacts").await.ids();
    assert_eq!(desk.get("/api/v2/contacts?limit_offset=7").await.ids(), all);
}

#[tokio::test]
async fn responsible_user_id_is_one_user_or_several() {
    let desk = Desk::with_contacts(60);
    let all = desk.get("/api/v2/contacts").await.items();
    let of = |users: &[i64]| -> Vec<i64> {
        let wanted = all
            .iter()
            .filter(|item| users.contains(&item["responsible_user_id"].as_i64().unwrap()));
        wanted.map(|item| item["id"].as_i64().unwrap()).collect()
    };
    for (query, users) in [
        ("responsible_user_id=504142", vec![504_142]),
        (
            "responsible_user_id[]=504142&responsible_user_id[]=504143",
            vec![504_142, 504_143],
        ),
        (
            "responsible_user_id[0]=504142&responsible_user_id[1]=504144",
            vec![504_142, 504_144],
        ),
        ("responsible_user_id=504143,504144", vec![504_143, 504_144]),
        ("responsible_user_id=504142,9", vec![504_142]),
    ] {
        assert!(!of(&users).is_empty());
        let answer = desk.get(&format!("/api/v2/contacts?{query}")).await;
        assert_eq!(answer.ids(), of(&users), "{query}");
    }
}

#[tokio::test]
async fn query_looks_through_every_filled_field() {
    let desk = Desk::new();
    // The address of the field and what it is found by; how texts are compared is told in `search`.
    let contact = json!({
        "name": "Фёдор ЩУКИН", "company_name": "ООО «Тёплый кирпич»", "tags": "оптовик", "custom_fields": [
            {"id": 4_396_817, "values": [{"value": "Прораб"}]},
            {"id": 4_396_818, "values": [{"value": "+7 (912) 345-67-89", "enum": "WORK"}]},
            {"id": 4_396_819, "values": [{"value": "F.Sh@Example.com", "enum": "WORK"}]},
            {"id": 4_396_821, "values": [{"value": "fish.skype", "enum": "SKYPE"}]},
            {"id": 4_400_115, "values": [{"value": "Орёл", "subtype": "city"}]},
            {"id": 4_400_116, "values": [3_692_671]},
            {"id": 4_400_118, "values": [{"value": "Выставка"}]},
            {"id": 4_400_119, "values": [{"value": "длинная\nзаметка"}]},
            {"id": 4_400_120, "values": [{"value": 777}]},
            {"id": 4_400_126, "values": [{"value": {"name": "ИП", "vat_id": "771234567890"}}]}
        ]
    });
    let id = added(&desk, contact).await["id"].as_i64().unwrap();
    for word in [
        "щукин",
        "КИРПИЧ",
        "оптовик",
        "прораб",
        "9123456789",
        "F.SH@EXAMPLE.COM",
        "fish",
        "орел",
        "выставка",
        "заметка",
        "777",
        "771234567890",
    ] {
        let query: String = url::form_urlencoded::byte_serialize(word.as_bytes()).collect();
        let answer = desk.get(&format!("/api/v2/contacts?query={query}")).await;
        assert_eq!(answer.ids(), [id], "{word}");
    }
}

#[tokio::test]
async fn filters_narrow_each_other() {
    let desk = Desk::with_contacts(60);
    for user in 504_141..=504_144 {
        let mine = added(
            &desk,
            json!({"name": "Редкое имя", "responsible_user_id": user}),
        )
        .await;
        let uri = format!(
            "/api/v2/contacts?responsible_user_id={user}&query=%D0%A0%D0%B5%D0%B4%D0%BA%D0%BE%D0%B5&limit_rows=5"
        );
        let since = (NOW - 1).to_string();
        let answer = desk.get_with(&uri, &[("If-Modified-Since", &since)]).await;
        assert_eq!(json!(answer.ids()), json!([mine["id"]]));
        assert_eq!(desk.get(&format!("{uri}&limit_offset=1")).await.status, 204);
    }
}

/// The page has no filters by date; other pages do, and clients send them here too.
#[tokio::test]
async fn filter_date_create_and_date_modify_are_moments_from_and_to() {
    let desk = Desk::new();
    // The two contacts were made at 1506844800 and 1508499477 and changed at 1508499477 and 1509019136.
    added(
        &desk,
        json!({"created_at": 1_619_342_253_000_i64, "updated_at": 1_619_342_254_000_i64}),
    )
    .await;
    for (query, ids) in [
        (
            "filter[date_create][from]=1506844800",
            &[41560, 1_099_181, 1_099_182][..],
        ),
        (
            "filter[date_create][from]=1506844801",
            &[1_099_181, 1_099_182],
        ),
        ("filter[date_create][to]=1508499477", &[41560, 1_099_181]),
        ("filter[date_create][to]=1508499476", &[41560]),
        (
            "filter[date_create][from]=1506844801&filter[date_create][to]=1508499477",
            &[1_099_181],
        ),
        ("filter%5Bdate_create%5D%5Bfrom%5D=1619342253", &[1_099_182]),
        ("filter[date_create][from]=1619342254", &[]),
        (
            "filter[date_modify][from]=1509019136",
            &[1_099_181, 1_099_182],
        ),
        ("filter[date_modify][from]=1619342255", &[]),
        ("filter[date_modify][to]=1509019136", &[41560, 1_099_181]),
        ("filter[date_modify][to]=1509019135", &[41560]),
        (
            "filter[date_modify][from]=1508499478&filter[date_create][to]=1508499477",
            &[1_099_181],
        ),
        (
            "filter[date_create][from]=yesterday&filter[date_modify]=5",
            &[41560, 1_099_181, 1_099_182],
        ),
    ] {
        let answer = desk.get(&format!("/api/v2/contacts?{query}")).await;
        assert_eq!(answer.ids(), ids, "{query}");
    }
    let uri = "/api/v2/contacts?filter[date_create][to]=1508499477&limit_rows=1&limit_offset=1";
    let answer = desk.get(uri).await;
    assert_eq!(answer.ids(), [1_099_181]);
    assert_eq!(
        answer.json()["_links"]["self"]["href"],
        "/api/v2/contacts?limit_rows=1&limit_offset=1&filter[date_create][to]=1508499477"
    );
}

#[tokio::test]
async fn nothing_found_is_204_without_a_body_but_with_the_headers() {
    let desk = Desk::new();
    for uri in [
        "/api/v2/contacts?id=5",
        "/api/v2/contacts?query=никтонигде",
        "/api/v2/contacts?limit_rows=5&limit_offset=100",
        "/api/v2/contacts?responsible_user_id=1",
    ] {
        let answer = desk.get(uri).await;
        assert_eq!(
            (answer.status.as_u16(), answer.text.as_str()),
            (204, ""),
            "{uri}"
        );
        assert_eq!(answer.header("content-type"), Some("application/hal+json"));
        assert_eq!(
            answer.header("runtime-timestamp"),
            Some(NOW.to_string().as_str())
        );
    }
}
