//! What each of the four users sees and may change.

use serde_json::json;

use super::desk::{Desk, NOW};

/// Who sees a contact of whom: Анна and Борис are in the default group, Вера and Глеб in «Опт».
const SIGHT: [(&str, [i64; 4]); 4] = [
    ("demo-anna", [504_141, 504_142, 504_143, 504_144]),
    ("demo-boris", [504_142; 4]),
    ("demo-vera", [504_143, 504_143, 504_144, 504_144]),
    ("demo-gleb", [504_141, 504_142, 504_143, 504_144]),
];

#[tokio::test]
async fn everybody_sees_what_his_rights_reach_however_he_asks() {
    let desk = Desk::with_contacts(50);
    let all = desk.get("/api/v2/contacts").await.items();
    let every: Vec<String> = all.iter().map(|item| item["id"].to_string()).collect();
    let since = [("If-Modified-Since", "1")];
    for (token, responsible) in SIGHT {
        let seen: Vec<i64> = all
            .iter()
            .filter(|item| responsible.contains(&item["responsible_user_id"].as_i64().unwrap()))
            .map(|item| item["id"].as_i64().unwrap())
            .collect();
        assert!(!seen.is_empty());
        let user = desk.of(token);
        assert_eq!(user.get("/api/v2/contacts").await.ids(), seen, "{token}");
        assert_eq!(
            user.get(&format!("/api/v2/contacts?id={}", every.join(",")))
                .await
                .ids(),
            seen,
            "{token}"
        );
        assert_eq!(
            user.get_with("/api/v2/contacts", &since).await.ids(),
            seen,
            "{token}"
        );
        let filtered =
            "/api/v2/contacts?responsible_user_id=504141,504142,504143,504144&limit_rows=500";
        assert_eq!(user.get(filtered).await.ids(), seen, "{token}");
        let found = user.get("/api/v2/contacts?query=a").await.ids();
        assert!(found.iter().all(|id| seen.contains(id)), "{token}");
    }
}

#[tokio::test]
async fn what_is_not_visible_is_answered_like_what_is_not_there() {
    let desk = Desk::new();
    let boris = desk.of("demo-boris");
    let (hidden, missing) = (
        boris.get("/api/v2/contacts?id=1099181").await,
        boris.get("/api/v2/contacts?id=77").await,
    );
    assert_eq!((hidden.status, hidden.text), (missing.status, missing.text));
    let update = |id: i64| json!({"update": [{"id": id, "updated_at": NOW, "name": "x"}]});
    let (hidden, missing) = (
        boris.post(&update(1_099_181)).await,
        boris.post(&update(77)).await,
    );
    assert_eq!(hidden.status, missing.status);
    assert_eq!(hidden.text.replace("1099181", "77"), missing.text);
    assert_eq!(
        missing.json()["_embedded"]["errors"]["update"]["77"],
        "Contact not found"
    );
    assert_eq!(
        desk.contact(1_099_181).await["name"],
        "Екатерина Долгорукова"
    );
}

#[tokio::test]
async fn who_may_only_look_changes_nothing() {
    let desk = Desk::new();
    let gleb = desk.of("demo-gleb");
    let before = desk.contact(41560).await;
    let update = gleb
        .post(&json!({"update": [{"id": 41560, "updated_at": NOW, "name": "x"}]}))
        .await;
    assert_eq!(update.status, 200);
    assert_eq!(update.json()["_embedded"]["items"], json!([]));
    assert!(
        update.json()["_embedded"]["errors"]["update"]["41560"]
            .as_str()
            .unwrap()
            .contains("no right")
    );
    assert_eq!(desk.contact(41560).await, before);
    assert_eq!(desk.account.contact_count().unwrap(), 2);
}

#[tokio::test]
async fn contacts_are_added_and_given_away_only_within_reach() {
    let desk = Desk::new();
    for (token, me, foreign) in [
        ("demo-boris", 504_142, 504_141),
        ("demo-vera", 504_144, 504_142),
    ] {
        let user = desk.of(token);
        let mine = user
            .written(&json!({"add": [{"name": "Мой", "responsible_user_id": me}]}))
            .await;
        assert_eq!(user.contact(mine).await["responsible_user_id"], me);
        let add = user.post(&json!({"add": [{"name": "Чужой", "responsible_user_id": foreign, "request_id": 5}]})).await;
        assert!(
            add.json()["_embedded"]["errors"]["add"]["5"].is_string(),
            "{token}: {}",
            add.text
        );
        let away =
            json!({"update": [{"id": mine, "updated_at": NOW, "responsible_user_id": foreign}]});
        assert!(
            user.post(&away).await.json()["_embedded"]["errors"]["update"][mine.to_string()]
                .is_string(),
            "{token}"
        );
        assert_eq!(desk.contact(mine).await["responsible_user_id"], me);
    }
}
