//! `drillcoder/AmoCRM_Wrap`: knows fields by their names, and sends everything with every save.

use serde_json::json;

use super::{AUTH, FORM, IN_QUERY, both, items};
use crate::desk::NOW;

/// `AmoCRM_Wrap` gives its key twice, begins queries with `&`, sends back nulls and an `updated_by`, and reads a contact
/// again after every save.
#[tokio::test]
async fn amocrm_wrap_saves_and_reads_again() {
    for desk in both() {
        let body = r#"{"USER_LOGIN":"anna@demo.test","USER_HASH":"demo-anna"}"#;
        let answer = desk
            .ask(
                "POST",
                &format!("{AUTH}&{IN_QUERY}"),
                &[("Content-Type", "application/json")],
                body,
            )
            .await;
        assert_eq!(answer.json()["response"]["auth"], true);
        let account = desk
            .ask(
                "GET",
                &format!(
                    "/api/v2/account?with=custom_fields,users,pipelines,task_types&{IN_QUERY}"
                ),
                &[],
                "",
            )
            .await;
        let fields = account.json()["_embedded"]["custom_fields"]["contacts"].clone();
        let named = |name: &str| {
            let fields = fields.as_object().unwrap();
            let field = fields
                .values()
                .find(|field| field["name"] == name && field["is_system"] == true)
                .unwrap();
            (
                field["id"].clone(),
                field["enums"].as_object().unwrap().clone(),
            )
        };
        let (phone, types) = named("Телефон");
        let other = types.iter().find(|(_, code)| *code == "OTHER").unwrap().0;
        assert_eq!(named("Email").0, 4_396_819);

        let add = json!({"add": [{"name": "Пётр", "tags": "", "created_by": 0,
            "custom_fields": [{"id": phone, "values": [{"enum": other, "value": "8 912 000", "subtype": null}]}]}]});
        let uri = format!("/api/v2/contacts?{IN_QUERY}");
        let json_body = [("Content-Type", "application/json")];
        let answer = desk.ask("POST", &uri, &json_body, &add.to_string()).await;
        let id = answer.json()["_embedded"]["items"][0]["id"].clone();
        let again = format!("/api/v2/contacts?id={id}&{IN_QUERY}");
        let read = items(&desk, &again, &[]).await.remove(0);
        assert_eq!(
            (&read["created_by"], &read["created_at"]),
            (&json!(0), &json!(NOW))
        );

        let update = json!({"update": [{"id": id, "name": "Пётр", "responsible_user_id": 504_141, "tags": "клиент",
            "leads_id": [45615], "unlink": {"leads_id": [43510]}, "updated_at": NOW.to_string(), "updated_by": 0,
            "custom_fields": [{"id": 4_400_116, "values": [{"enum": 3_692_662, "value": "1", "subtype": null}]},
                {"id": 4_400_119, "values": [{"enum": null, "value": "заметка", "subtype": null}]}]}]});
        let answer = desk
            .ask("POST", &uri, &json_body, &update.to_string())
            .await;
        assert_eq!(answer.json()["_embedded"]["items"][0]["id"], id);
        let read = items(&desk, &again, &[]).await.remove(0);
        assert_eq!(read["leads"]["id"], json!([45615]));
        assert_eq!(read["tags"][0]["name"], "клиент");
        assert_eq!(read["custom_fields"].as_array().unwrap().len(), 3);

        let search =
            format!("/api/v2/contacts/?{IN_QUERY}&limit_rows=500&limit_offset=0&&query=8912000");
        let since = [("IF-MODIFIED-SINCE", "Sun, 01 Nov 2026 00:00:00 +0000")];
        assert_eq!(items(&desk, &search, &since).await[0]["id"], id);
        let headers = [
            ("Content-Type", FORM),
            ("X-Requested-With", "XMLHttpRequest"),
        ];
        let uri = format!("/ajax/contacts/multiple/delete/?{IN_QUERY}");
        let gone = desk
            .ask(
                "POST",
                &uri,
                &headers,
                &format!("ACTION=DELETE&ID%5B%5D={id}"),
            )
            .await;
        assert_eq!(gone.json()["status"], "success");
        assert_eq!(desk.ask("GET", &again, &[], "").await.status, 204);
    }
}
