//! The habits of clients that other people wrote, a session each: what they send, and what they need of the answers.
//!
//! These cannot be run here; `tests/foreign.rs` runs those that can.

#[path = "clients/go.rs"]
mod go;
#[path = "clients/ufee.rs"]
mod ufee;
#[path = "clients/wrap.rs"]
mod wrap;

use rolo::server::Shapes;
use serde_json::{Value, json};

use super::desk::{Answer, Desk, NOW};

const AUTH: &str = "/private/api/auth.php?type=json";
const IN_QUERY: &str = "USER_LOGIN=anna%40demo.test&USER_HASH=demo-anna";
const ACCOUNT: &str =
    "/api/v2/account?with=custom_fields%2Cusers%2Cpipelines%2Cgroups%2Cnote_types%2Ctask_types";
const FORM: &str = "application/x-www-form-urlencoded";

/// The demo as the page shows it and as accounts in use answer; what one session writes the next finds.
fn both() -> [Desk; 2] {
    let page = Desk::with_contacts(60);
    let live = page.shown_in(Shapes::Live);
    [page, live]
}

/// The cookie of an answer as curl keeps it: without its attributes.
fn cookie(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text);
    let cookie = answer.header("set-cookie").unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// The items of an answer whose only authority was a cookie or a query.
async fn items(desk: &Desk, uri: &str, headers: &[(&str, &str)]) -> Vec<Value> {
    desk.ask("GET", uri, headers, "").await.items()
}

/// linkprofit/amocrm-api keeps one cookie file and sends a JSON list as the body of every GET.
#[tokio::test]
async fn linkprofit_sends_a_body_with_every_get() {
    for desk in both() {
        let body = r#"{"USER_LOGIN":"anna@demo.test","USER_HASH":"demo-anna"}"#;
        let session = cookie(
            &desk
                .ask("POST", AUTH, &[("Content-Type", "application/json")], body)
                .await,
        );
        let headers = [
            ("Cookie", session.as_str()),
            ("Content-Type", "application/json"),
        ];
        for (uri, status) in [
            ("/api/v2/contacts?limit_rows=3&limit_offset=1", 200),
            ("/api/v2/contacts?query=nobody-is-called-so", 204),
            ("/api/v2/account?with=custom_fields", 200),
            ("/api/v2/leads?id[0]=45615&id[1]=43510", 200),
        ] {
            assert_eq!(
                desk.ask("GET", uri, &headers, "[]").await.status,
                status,
                "{uri}"
            );
        }
    }
}

/// swix/amocrm-client puts `login` and `api_key` into every address, sends an empty `add` beside its updates, and knows
/// what was written by the place in its list, for adds and for updates.
#[tokio::test]
async fn swix_finds_what_it_wrote_by_its_place() {
    for desk in both() {
        let uri = "/api/v2/contacts?login=anna@demo.test&api_key=demo-anna";
        let body = json!({"add": [], "update": [{"id": 41560, "updated_at": NOW, "request_id": 0},
            {"id": 1_099_181, "updated_at": NOW, "request_id": 1}]});
        let answer = desk
            .ask(
                "POST",
                uri,
                &[("Content-Type", "application/json")],
                &body.to_string(),
            )
            .await
            .json();
        let items = answer["_embedded"]["items"].as_array().unwrap();
        let known: Vec<_> = items
            .iter()
            .map(|item| (&item["request_id"], &item["id"]))
            .collect();
        assert_eq!(
            known,
            [(&json!(0), &json!(41560)), (&json!(1), &json!(1_099_181))]
        );
        let body = json!({"add": [{"name": "x", "request_id": 0}, {"name": "y", "request_id": 1}], "update": []});
        let answer = desk.ask("POST", uri, &[], &body.to_string()).await.json();
        assert_eq!(answer["_embedded"]["items"][1]["request_id"], 1);
    }
}

/// andrey-tech/amocrm-api-php and max-kut/amocrm bring a token, write a little into the future, send whole contacts back
/// and look for the texts of errors.
#[tokio::test]
async fn andrey_tech_sends_back_what_it_read_dated_a_little_ahead() {
    for desk in both() {
        let mut contact = desk.contact(1_099_181).await;
        contact["updated_at"] = json!(contact["updated_at"].as_i64().unwrap().max(NOW) + 5);
        contact["name"] = json!("Екатерина");
        let body = json!({"add": [{"name": "Новый", "tags": ["важный"], "company_name": "ООО Ещё"}], "update": [contact]});
        let answer = desk.post(&body).await.json();
        assert_eq!(answer["_embedded"]["items"].as_array().unwrap().len(), 2);
        assert!(answer["_embedded"].get("errors").is_none());
        assert_eq!(desk.contact(1_099_181).await, contact);

        contact["updated_at"] = json!(NOW);
        let late = desk.post(&json!({ "update": [contact] })).await;
        assert_eq!(late.status, 200);
        let errors = &late.json()["_embedded"]["errors"]["update"];
        assert_eq!(
            errors["1099181"],
            "Last modified date is older than in database"
        );

        let since = [("if-modified-since", "Sun, 22 Nov 2026 11:59:59")];
        let changed = desk
            .get_with("/api/v2/contacts?limit_rows=50", &since)
            .await;
        assert!(changed.ids().contains(&1_099_181));
    }
}
