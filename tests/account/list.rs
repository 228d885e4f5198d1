//! `GET /api/v2/contacts`: paging, filters, emptiness.

use serde_json::json;

use super::desk::{Desk, NOW};

#[tokio::test]
async fn both_addresses_answer_and_odd_queries_do_no_harm() {
    let desk = Desk::new();
    for uri in [
        "/api/v2/contacts",
        "/api/v2/contacts/",
        "/api/v2/contacts/?&limit_rows=5",
        "/api/v2/contacts?x[=1&=&&",
    ] {
        assert_eq!(desk.get(uri).await.ids(), [41560, 1_099_181], "{uri}");
    }
}

#[tokio::test]
async fn a_list_is_paged_by_ascending_id_without_gaps() {
    let desk = Desk::with_contacts(1203);
    let mut ids = Vec::new();
    for offset in [0, 500, 1000, 1500] {
        let answer = desk
            .get(&format!(
                "/api/v2/contacts?limit_rows=500&limit_offset={offset}"
            ))
            .await;
        ids.extend(answer.ids());
    }
    assert_eq!(ids.len(), 1203);
    assert!(ids.is_sorted_by(|a, b| a < b));
    assert_eq!(desk.get("/api/v2/contacts").await.ids(), ids[..500]);
    assert_eq!(
        desk.get("/api/v2/contacts?limit_offset=7").await.ids(),
        ids[..500]
    );
    assert_eq!(
        desk.get("/api/v2/contacts?limit_rows=900").await.ids(),
        ids[..500]
    );
    assert_eq!(
        desk.get("/api/v2/contacts?limit_rows=15&limit_offset=2")
            .await
            .ids(),
        ids[2..17]
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
        "/api/v2/contacts?id=abc",
    ] {
        let answer = desk.get(uri).await;
        assert_eq!(
            (answer.status.as_u16(), answer.text.as_str()),
            (204, ""),
            "{uri}"
        );
        assert_eq!(
            answer.header("content-type"),
            Some("application/hal+json"),
            "{uri}"
        );
        assert_eq!(
            answer.header("runtime-timestamp"),
            Some(NOW.to_string().as_str()),
            "{uri}"
        );
    }
}

#[tokio::test]
async fn ids_void_every_other_filter_and_unknown_ones_are_left_out() {
    let desk = Desk::new();
    for query in [
        "id[]=41560&id[]=1099181",
        "id=1099181,41560,77",
        "id%5B0%5D=41560&id%5B1%5D=1099181",
    ] {
        let uri =
            format!("/api/v2/contacts?{query}&query=никто&limit_rows=1&responsible_user_id=9");
        let answer = desk
            .get_with(
                &uri,
                &[("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")],
            )
            .await;
        assert_eq!(answer.ids(), [41560, 1_099_181], "{query}");
    }
}

#[tokio::test]
async fn the_responsible_user_is_given_in_every_form() {
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
    ] {
        assert!(!of(&users).is_empty());
        assert_eq!(
            desk.get(&format!("/api/v2/contacts?{query}")).await.ids(),
            of(&users),
            "{query}"
        );
    }
}

#[tokio::test]
async fn only_what_changed_later_is_given() {
    let desk = Desk::new();
    // The two contacts changed on Fri 20 Oct 2017 11:37:57 and on Thu 26 Oct 2017 11:58:56 UTC.
    for (since, ids) in [
        ("Thu, 26 Oct 2017 11:58:55 UTC", vec![1_099_181]),
        ("Thu, 26 Oct 2017 11:58:56 UTC", vec![]),
        ("Mon, 26 Oct 2017 11:58:55", vec![1_099_181]),
        ("Thu, 26 Oct 2017 14:58:55 +0300", vec![1_099_181]),
        ("Thu, 26 Oct 2017 11:58:56 GMT", vec![]),
        ("1509019135", vec![1_099_181]),
        ("1509019136", vec![]),
        ("Fri, 20 Oct 2017 11:37:56 GMT", vec![41560, 1_099_181]),
        ("not a date", vec![41560, 1_099_181]),
    ] {
        let answer = desk
            .get_with("/api/v2/contacts", &[("IF-MODIFIED-SINCE", since)])
            .await;
        assert_eq!(answer.ids(), ids, "{since}");
    }
}

#[tokio::test]
async fn a_change_is_seen_by_the_accounts_clock_whatever_updated_at_says() {
    let desk = Desk::new();
    desk.written(&json!({"update": [{"id": 41560, "updated_at": 1_508_965_200}]}))
        .await;
    let since = (NOW - 1).to_string();
    assert_eq!(
        desk.get_with("/api/v2/contacts", &[("If-Modified-Since", &since)])
            .await
            .ids(),
        [41560]
    );
    // A second write in the same second is later than the first.
    desk.written(&json!({"update": [{"id": 1_099_181, "updated_at": NOW}]}))
        .await;
    let since = NOW.to_string();
    assert_eq!(
        desk.get_with("/api/v2/contacts", &[("If-Modified-Since", &since)])
            .await
            .ids(),
        [1_099_181]
    );
}

#[tokio::test]
async fn links_repeat_what_was_asked_and_never_credentials() {
    let desk = Desk::new();
    let uri = "/api/v2/contacts/?USER_LOGIN=anna@demo.test&USER_HASH=demo-anna&limit_rows=2&query=%D0%BE&utm=1";
    let answer = desk.ask("GET", uri, &[], "").await.json();
    assert_eq!(
        answer["_links"]["self"]["href"],
        "/api/v2/contacts?limit_rows=2&query=%D0%BE"
    );
    assert_eq!(answer["_links"]["self"]["method"], "get");
}

#[tokio::test]
async fn what_is_empty_is_printed_as_the_page_prints_it() {
    let desk = Desk::new();
    let id = desk.written(&json!({"add": [{"name": "Один"}]})).await;
    let contact = desk.contact(id).await;
    for key in ["company", "leads", "customers"] {
        assert_eq!(contact[key], json!({}), "{key}");
    }
    for key in ["tags", "custom_fields"] {
        assert_eq!(contact[key], json!([]), "{key}");
    }
    assert_eq!(contact["closest_task_at"], 0);
}
