//! A Go client decodes into typed structures, and its validator looks at what came out.

use serde_json::{Value, json};

use super::{ACCOUNT, AUTH, FORM, IN_QUERY, both};
use crate::desk::NOW;

/// What it decodes into: a member of another type fails the whole answer.
#[derive(Debug, Clone, Copy)]
enum Type {
    Number,
    Text,
    Flag,
    Map,
}

fn assert_types(item: &Value, members: &[(&str, Type)]) {
    for (name, kind) in members {
        let fits = match kind {
            Type::Number => item[name].is_i64(),
            Type::Text => item[name].is_string(),
            Type::Flag => item[name].is_boolean(),
            Type::Map => item[name].is_object(),
        };
        assert!(fits, "{name} is no {kind:?}: {item}");
    }
}

/// Ids are numbers.
#[tokio::test]
async fn go_decodes_a_login_into_its_types() {
    use Type::{Flag, Map, Number, Text};

    let [_, desk] = both();
    let form = [("Content-Type", FORM)];
    let told = desk.ask("POST", AUTH, &form, IN_QUERY).await.json();
    let told = &told["response"];
    assert_types(
        told,
        &[("auth", Flag), ("user", Map), ("server_time", Number)],
    );
    assert_types(&told["user"], &[("id", Number), ("language", Text)]);
    let texts = ["name", "subdomain", "language", "timezone"].map(|name| (name, Text));
    assert_types(&told["accounts"][0], &texts);
    assert_types(&told["accounts"][0], &[("id", Number)]);
}

/// Users, fields and the like are maps by id, but the fields of customers, when there are none, are an array.
#[tokio::test]
async fn go_decodes_the_account_into_its_types() {
    use Type::{Flag, Map, Number, Text};

    let [_, desk] = both();
    let account = desk.get(ACCOUNT).await.json();
    assert_types(
        &account,
        &[
            ("id", Number),
            ("timezone_offset", Text),
            ("date_pattern", Map),
            ("current_user", Number),
        ],
    );
    let parts: [(&str, &[(&str, Type)]); 5] = [
        (
            "users",
            &[
                ("name", Text),
                ("last_name", Text),
                ("login", Text),
                ("group_id", Number),
                ("is_admin", Flag),
                ("rights", Map),
            ],
        ),
        ("groups", &[("name", Text)]),
        ("note_types", &[("code", Text), ("is_editable", Flag)]),
        ("task_types", &[("name", Text)]),
        (
            "pipelines",
            &[
                ("name", Text),
                ("sort", Number),
                ("is_main", Flag),
                ("statuses", Map),
            ],
        ),
    ];
    let embedded = &account["_embedded"];
    for (part, members) in parts {
        assert!(embedded[part].get("0").is_none(), "{part}");
        for (id, item) in embedded[part].as_object().unwrap() {
            assert_eq!(item["id"].to_string(), *id, "{part}");
            assert_types(item, members);
        }
    }
    let fields = &embedded["custom_fields"];
    assert!(fields["customers"].is_array());
    for (id, field) in ["contacts", "companies"]
        .iter()
        .flat_map(|of| fields[of].as_object().unwrap())
    {
        assert_eq!(field["id"].to_string(), *id);
        let members = [
            ("name", Text),
            ("field_type", Number),
            ("sort", Number),
            ("code", Text),
            ("params", Map),
        ];
        assert_types(field, &members);
        assert_types(
            field,
            &[
                "is_multiple",
                "is_system",
                "is_editable",
                "is_required",
                "is_deletable",
                "is_visible",
            ]
            .map(|name| (name, Flag)),
        );
        for label in field
            .get("enums")
            .into_iter()
            .flat_map(|enums| enums.as_object().unwrap().values())
        {
            assert!(label.is_string(), "{field}");
        }
    }
}

/// Its validator wants a name, a responsible user and whoever made and changed it; a value is a text, its type a number.
#[tokio::test]
async fn go_decodes_contacts_into_its_types() {
    let [_, desk] = both();
    for contact in desk
        .get("/api/v2/contacts?limit_rows=250&limit_offset=0")
        .await
        .items()
    {
        for number in [
            "id",
            "responsible_user_id",
            "created_by",
            "created_at",
            "updated_at",
            "updated_by",
            "account_id",
        ] {
            assert!(
                contact[number].as_i64().is_some_and(|number| number > 0),
                "{number}: {contact}"
            );
        }
        assert_types(
            &contact,
            &[
                ("group_id", Type::Number),
                ("closest_task_at", Type::Number),
                ("customers", Type::Map),
            ],
        );
        assert_ne!(contact["name"], "");
        assert_eq!(contact["_links"]["self"]["method"], "get");
        // It does not know the types of fields whose values are objects.
        let fields = contact["custom_fields"].as_array().into_iter().flatten();
        let values = fields.flat_map(|field| field["values"].as_array().unwrap());
        for value in values.filter(|value| !value["value"].is_object()) {
            assert_types(value, &[("value", Type::Text)]);
            assert!(value.get("enum").is_none_or(Value::is_i64), "{value}");
        }
    }
    let update = json!({"update": [{"id": "41560", "updated_at": NOW.to_string(), "leads_id": "45615,43510",
        "unlink": {"company_id": 30615}}]});
    desk.written(&update).await;
    assert_eq!(
        desk.contact(41560).await["leads"]["id"],
        json!([45615, 43510])
    );
}
