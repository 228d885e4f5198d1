//! ufee/amoapi: forms for what is new, JSON for changes, ids of its own to tell them apart.

use serde_json::json;

use super::{ACCOUNT, FORM, IN_QUERY, both, cookie, items};
use crate::desk::NOW;

/// ufee/amoapi logs in by the query of a GET, adds by a form with random request ids, finds what was added by them, and
/// looks for e-mails in capitals and for the last ten digits of phones.
#[tokio::test]
async fn ufee_adds_by_form_and_searches_by_phone_and_email() {
    for desk in both() {
        let first = desk
            .ask("GET", &format!("{ACCOUNT}&{IN_QUERY}"), &[], "")
            .await;
        let session = cookie(&first);
        let headers = [("Cookie", session.as_str())];
        let embedded = &first.json()["_embedded"];
        for part in ["companies", "contacts", "leads", "customers"] {
            assert!(embedded["custom_fields"].get(part).is_some(), "{part}");
        }
        for user in embedded["users"].as_object().unwrap().values() {
            assert!(user.get("phone_number").is_some(), "{user}");
        }

        let form = "add%5B0%5D%5Bname%5D=%D0%9E%D0%B4%D0%B8%D0%BD&add%5B0%5D%5Brequest_id%5D=1804289383\
            &add%5B0%5D%5Bcreated_at%5D=1795348800&add%5B0%5D%5Bupdated_at%5D=1795348800\
            &add%5B0%5D%5Bcustom_fields%5D%5B0%5D%5Bid%5D=4396818\
            &add%5B0%5D%5Bcustom_fields%5D%5B0%5D%5Bvalues%5D%5B0%5D%5Bvalue%5D=%2B7+%28912%29+345-67-89\
            &add%5B0%5D%5Bcustom_fields%5D%5B0%5D%5Bvalues%5D%5B0%5D%5Benum%5D=WORK\
            &add%5B1%5D%5Bname%5D=%D0%94%D0%B2%D0%B0&add%5B1%5D%5Brequest_id%5D=846930886\
            &add%5B1%5D%5Bcustom_fields%5D%5B0%5D%5Bid%5D=4396819\
            &add%5B1%5D%5Bcustom_fields%5D%5B0%5D%5Bvalues%5D%5B0%5D%5Bvalue%5D=two%40example.com\
            &add%5B1%5D%5Bcustom_fields%5D%5B0%5D%5Bvalues%5D%5B0%5D%5Benum%5D=WORK";
        let added = [("Cookie", session.as_str()), ("Content-Type", FORM)];
        let answer = desk
            .ask("POST", "/api/v2/contacts", &added, form)
            .await
            .json();
        let id_of = |request: i64| {
            let items = answer["_embedded"]["items"].as_array().unwrap();
            items
                .iter()
                .find(|item| item["request_id"] == request)
                .unwrap()["id"]
                .clone()
        };
        let (one, two) = (id_of(1_804_289_383), id_of(846_930_886));
        for (query, id) in [("9123456789", &one), ("TWO%40EXAMPLE.COM", &two)] {
            let uri = format!("/api/v2/contacts?query={query}&limit_rows=500&limit_offset=0");
            let found = items(&desk, &uri, &headers).await;
            assert_eq!(
                found.iter().map(|item| &item["id"]).collect::<Vec<_>>(),
                [id],
                "{query}"
            );
        }

        let reset = json!({"update": [{"id": one, "updated_at": NOW, "tags": ["а", "б"],
            "custom_fields": [{"id": 4_396_818, "values": []}, {"id": 4_400_115, "values": {"1": {"value": "Ленина, 1",
            "subtype": "address_line_1"}, "3": {"value": "Москва", "subtype": "city"}}}]}]});
        let json = [
            ("Cookie", session.as_str()),
            ("Content-Type", "application/json"),
        ];
        let answer = desk
            .ask("POST", "/api/v2/contacts", &json, &reset.to_string())
            .await;
        assert_eq!(answer.json()["_embedded"]["items"][0]["id"], one);
        let read = items(
            &desk,
            &format!("/api/v2/contacts?id={one}&limit_rows=500&limit_offset=0"),
            &headers,
        )
        .await;
        assert_eq!(read[0]["custom_fields"].as_array().unwrap().len(), 1);
        assert_eq!(read[0]["custom_fields"][0]["values"][1]["value"], "Москва");
        let gone = json!({"status": "success", "message": "Удаление прошло успешно для 2"});
        let body = format!("ID[]={one}&ID[]={two}");
        let answer = desk
            .ask("POST", "/ajax/contacts/multiple/delete/", &added, &body)
            .await;
        assert_eq!(answer.json(), gone);
    }
}
