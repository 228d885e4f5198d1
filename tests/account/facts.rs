//! `GET /api/v2/account`.

use serde_json::{Value, json};

use super::desk::Desk;

async fn with(parts: &str) -> Value {
    let answer = Desk::new()
        .get(&format!("/api/v2/account?with={parts}"))
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/hal+json"));
    answer.json()
}

#[tokio::test]
async fn the_account_says_who_it_is_and_who_asks() {
    let answer = Desk::new().get("/api/v2/account").await.json();
    for (key, value) in [
        ("id", json!(13_667_499)),
        ("subdomain", json!("demo")),
        ("currency", json!("RUB")),
        ("timezone", json!("Europe/Moscow")),
        ("language", json!("ru")),
        ("current_user", json!(504_141)),
        ("_embedded", json!({})),
    ] {
        assert_eq!(answer[key], value, "{key}");
    }
    for key in ["date", "time", "date_time", "time_full"] {
        assert!(answer["date_pattern"][key].is_string(), "{key}");
    }
}

#[tokio::test]
async fn only_what_was_asked_for_is_embedded() {
    for (asked, given) in [
        ("users", vec!["users"]),
        (
            "custom_fields%2Cusers,groups",
            vec!["custom_fields", "users", "groups"],
        ),
        (
            "pipelines,note_types,task_types",
            vec!["pipelines", "note_types", "task_types"],
        ),
        ("messenger,users", vec!["messenger", "users"]),
        ("unheard_of,users", vec!["users"]),
        ("", vec![]),
    ] {
        let answer = with(asked).await;
        assert_eq!(
            answer["_embedded"]
                .as_object()
                .unwrap()
                .keys()
                .collect::<Vec<_>>(),
            given,
            "{asked}"
        );
    }
}

#[tokio::test]
async fn users_and_groups_are_maps_by_id_and_the_default_group_is_not_listed() {
    let answer = with("users,groups").await;
    let users = &answer["_embedded"]["users"];
    assert_eq!(
        users.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["504141", "504142", "504143", "504144"]
    );
    assert_eq!(users["504142"]["name"], "Борис");
    assert_eq!(users["504142"]["last_name"], "Соколов");
    assert_eq!(users["504142"]["login"], "boris@demo.test");
    assert_eq!(users["504142"]["rights"]["contact_view"], "M");
    assert_eq!(users["504143"]["rights"]["contact_edit"], "G");
    assert_eq!(users["504144"]["rights"]["contact_view"], "A");
    assert_eq!(users["504144"]["rights"]["contact_edit"], "D");
    assert_eq!(users["504141"]["is_admin"], true);
    assert!(
        users["504141"]
            .as_object()
            .unwrap()
            .contains_key("phone_number")
    );
    let groups: Vec<&Value> = users
        .as_object()
        .unwrap()
        .values()
        .map(|user| &user["group_id"])
        .collect();
    assert_eq!(groups, [0, 0, 1, 1]);
    assert_eq!(
        answer["_embedded"]["groups"],
        json!({"1": {"id": 1, "name": "Опт"}})
    );
}

#[tokio::test]
async fn a_user_is_told_of_with_every_right() {
    let answer = with("users").await;
    let gleb = &answer["_embedded"]["users"]["504144"];
    for key in [
        "id",
        "name",
        "last_name",
        "login",
        "language",
        "group_id",
        "is_active",
        "is_free",
        "is_admin",
        "phone_number",
        "rights",
    ] {
        assert!(gleb.as_object().unwrap().contains_key(key), "{key}");
    }
    let rights = gleb["rights"].as_object().unwrap();
    for key in [
        "mail",
        "incoming_leads",
        "catalogs",
        "task_edit",
        "task_delete",
    ] {
        assert_eq!(rights[key], "A", "{key}");
    }
    for entity in ["lead", "contact", "company"] {
        for action in ["add", "view", "edit", "delete", "export"] {
            let letter = match (entity, action) {
                ("contact", "add" | "edit" | "delete") => "D",
                _ => "A",
            };
            assert_eq!(
                rights[&format!("{entity}_{action}")],
                letter,
                "{entity} {action}"
            );
        }
    }
    assert_eq!(
        rights["by_status"]["leads"]["10273"]["142"],
        json!({"view": "A", "edit": "A", "delete": "A", "export": "A"})
    );
}

#[tokio::test]
async fn nobody_is_free_and_asking_for_free_users_is_no_mistake() {
    let desk = Desk::new();
    let usual = desk.get("/api/v2/account?with=users").await.json();
    let free = desk.get("/api/v2/account?with=users&free_users=Y").await;
    let free = free.json();
    assert_eq!(usual["_embedded"], free["_embedded"]);
    assert_eq!(
        free["_links"]["self"]["href"],
        "/api/v2/account?with=users&free_users=Y"
    );
}

#[tokio::test]
async fn there_are_no_messengers_and_no_notifications() {
    let answer = with("messenger,notifications").await;
    assert_eq!(
        answer["_embedded"],
        json!({"messenger": [], "notifications": []})
    );
}

#[tokio::test]
async fn an_account_without_groups_tells_of_an_empty_list() {
    let account = rolo::server::Account::in_memory(std::sync::Arc::new(|| 0)).unwrap();
    let key = account.found(&super::administration::founding()).unwrap();
    let desk = Desk::over(&account, secrecy::ExposeSecret::expose_secret(&key));
    let answer = desk.get("/api/v2/account?with=groups").await.json();
    assert_eq!(answer["_embedded"]["groups"], json!([]));
}

#[tokio::test]
async fn fields_have_the_ids_of_the_documentation_and_every_kind_is_there() {
    let answer = with("custom_fields").await;
    let fields = &answer["_embedded"]["custom_fields"];
    let contacts = fields["contacts"].as_object().unwrap();
    for (id, name, kind, code) in [
        ("4396817", "Должность", 1, "POSITION"),
        ("4396818", "Телефон", 8, "PHONE"),
        ("4396819", "Email", 8, "EMAIL"),
        ("4396821", "Мгн. сообщения", 8, "IM"),
        ("4400115", "Адрес", 13, ""),
        ("4400116", "Мультисписок", 5, ""),
        ("4400117", "День рождения", 14, ""),
        ("4400118", "Источник", 4, ""),
        ("4400119", "Комментарий", 9, ""),
    ] {
        let field = &contacts[id];
        assert_eq!(
            (&field["name"], &field["field_type"], &field["code"]),
            (&json!(name), &json!(kind), &json!(code))
        );
    }
    let mut kinds: Vec<i64> = contacts
        .values()
        .map(|field| field["field_type"].as_i64().unwrap())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    // 12 was never used; 16 and 18 belong to catalogs.
    assert_eq!(
        kinds,
        (1..=25)
            .filter(|kind| ![12, 16, 18].contains(kind))
            .collect::<Vec<_>>()
    );
    assert_eq!(contacts["4396818"]["enums"]["3685087"], "HOME");
    assert_eq!(contacts["4400116"]["enums"]["3692671"], "10");
    assert!(contacts["4396817"].get("enums").is_none());
    assert!(fields["companies"]["4396818"].is_object());
    assert_eq!(
        fields["leads"]["4400140"]["enums"]["3693021"],
        "Заявка с сайта"
    );
    assert_eq!(fields["customers"], json!([]));
}

#[tokio::test]
async fn pipelines_and_types_are_maps_by_id() {
    let answer = with("pipelines,note_types,task_types").await;
    let told = &answer["_embedded"];
    let pipeline = told["pipelines"]
        .as_object()
        .unwrap()
        .values()
        .next()
        .unwrap();
    assert_eq!(pipeline["is_main"], true);
    for status in ["142", "143"] {
        assert!(pipeline["statuses"][status]["name"].is_string(), "{status}");
    }
    assert_eq!(told["note_types"]["10"]["code"], "CALL_IN");
    assert_eq!(told["task_types"]["2"], json!({"id": 2, "name": "Встреча"}));
}
