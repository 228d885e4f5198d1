//! `/api/v2/tasks`: what is to be done about the contacts.

use rolo::server::{Letter, Letters, NewUser};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::desk::{Desk, NOW};

const TASKS: &str = "/api/v2/tasks";

/// The task of the documentation's contact, which is Анна's.
const FIRST: i64 = 1;

async fn task(desk: &Desk, id: i64) -> Value {
    desk.get(&format!("{TASKS}?id={id}")).await.items()[0].clone()
}

async fn added(desk: &Desk, task: Value) -> i64 {
    let answer = desk.post_to(TASKS, &json!({"add": [task]})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["_embedded"]["items"][0]["id"]
        .as_i64()
        .unwrap_or_else(|| panic!("{}", answer.text))
}

#[tokio::test]
async fn a_task_is_printed_with_every_key_in_its_order() {
    let desk = Desk::new();
    let answer = desk
        .get("/api/v2/tasks/?type=contact&element_id=1099181")
        .await;
    assert_eq!(
        answer.json(),
        json!({
            "_links": {"self": {"href": "/api/v2/tasks?element_id=1099181&type=contact", "method": "get"}},
            "_embedded": {"items": [{
                "id": FIRST,
                "responsible_user_id": 504_141,
                "created_by": 504_141,
                "created_at": 1_509_019_136,
                "updated_at": 1_509_019_136,
                "account_id": 13_667_499,
                "group_id": 0,
                "element_type": 1,
                "element_id": 1_099_181,
                "is_completed": false,
                "task_type": 1,
                "complete_till_at": 1_509_051_540,
                "text": "Уточнить адрес доставки",
                "result": [],
                "_links": {"self": {"href": "/api/v2/tasks?id=1", "method": "get"}}
            }]}
        })
    );
}

#[tokio::test]
async fn tasks_are_chosen_by_every_parameter() {
    let desk = Desk::with_contacts(300);
    let all = desk.get(TASKS).await.items();
    assert!(all.len() > 50);
    let ids = |fits: &dyn Fn(&Value) -> bool| -> Vec<i64> {
        all.iter()
            .filter(|task| fits(task))
            .map(|task| task["id"].as_i64().unwrap())
            .collect()
    };
    let some = all[7]["element_id"].as_i64().unwrap();
    let cases = [
        ("type=contact".to_owned(), ids(&|_| true)),
        ("type=lead".to_owned(), vec![]),
        (
            format!("element_id={some}"),
            ids(&|task| task["element_id"] == some),
        ),
        (
            "responsible_user_id[]=504142&responsible_user_id[]=504143".to_owned(),
            ids(&|task| {
                ["504142", "504143"].contains(&task["responsible_user_id"].to_string().as_str())
            }),
        ),
        (
            "filter[status][]=1".to_owned(),
            ids(&|task| task["is_completed"] == true),
        ),
        (
            "filter[status][]=0&filter[task_type][]=2".to_owned(),
            ids(&|task| task["is_completed"] == false && task["task_type"] == 2),
        ),
        (
            "limit_rows=5&limit_offset=3".to_owned(),
            ids(&|_| true)[3..8].to_vec(),
        ),
        ("id=1,2&type=lead&filter[status]=1".to_owned(), vec![1, 2]),
        ("id=777777".to_owned(), vec![]),
    ];
    for (query, expected) in cases {
        assert_eq!(
            desk.get(&format!("{TASKS}?{query}")).await.ids(),
            expected,
            "{query}"
        );
    }
}

#[tokio::test]
async fn the_nearest_open_task_is_the_contacts_and_the_contact_counts_as_changed() {
    let desk = Desk::new();
    let before = desk.contact(41560).await;
    assert_eq!(before["closest_task_at"], 0);
    let changed = || async {
        let since = [("If-Modified-Since", (NOW - 1).to_string())];
        let since = [(since[0].0, since[0].1.as_str())];
        desk.get_with("/api/v2/contacts", &since).await.ids()
    };
    let task = |due: i64| json!({"element_id": "41560", "element_type": 1, "task_type": 2, "complete_till_at": due, "text": "x"});
    let later = added(&desk, task(NOW + 500)).await;
    assert_eq!(changed().await, [41560]);
    let sooner = added(&desk, task(NOW + 100)).await;
    assert_eq!(desk.contact(41560).await["closest_task_at"], NOW + 100);
    for (id, closest) in [(sooner, NOW + 500), (later, 0)] {
        let done = json!({"update": [{"id": id, "updated_at": NOW, "is_completed": 1}]});
        let answer = desk.post_to(TASKS, &done).await.json();
        assert_eq!(answer["_embedded"]["items"][0]["updated_at"], NOW);
        assert_eq!(desk.contact(41560).await["closest_task_at"], closest);
    }
    assert_eq!(desk.contact(41560).await, before);
}

#[tokio::test]
async fn a_change_touches_what_it_names_only() {
    let desk = Desk::new();
    let id = added(
        &desk,
        json!({"element_id": 41560, "element_type": 1, "complete_till": NOW + 60, "text": "Позвонить",
            "responsible_user_id": 504_143, "request_id": 9}),
    )
    .await;
    let before = task(&desk, id).await;
    assert_eq!(before["group_id"], 1);
    desk.post_to(
        TASKS,
        &json!({"update": [{"id": id, "updated_at": NOW + 1, "text": "Написать"}]}),
    )
    .await;
    let mut expected = before;
    expected["text"] = json!("Написать");
    expected["updated_at"] = json!(NOW + 1);
    assert_eq!(task(&desk, id).await, expected);
    let stale = json!({"update": [{"id": id, "updated_at": NOW, "text": "Поздно"}]});
    let answer = desk.post_to(TASKS, &stale).await.json();
    assert_eq!(
        answer["_embedded"],
        json!({"items": [], "errors": {"update": {id.to_string(): "Last modified date is older than in database"}}})
    );
    assert_eq!(task(&desk, id).await, expected);
}

#[tokio::test]
async fn a_task_of_a_contact_that_one_does_not_see_is_not_there() {
    let desk = Desk::with_contacts(200);
    for token in ["demo-boris", "demo-vera", "demo-gleb"] {
        let user = desk.of(token);
        let seen = user.get("/api/v2/contacts").await.ids();
        let mut expected = Vec::new();
        for task in desk.get(TASKS).await.items() {
            if seen.contains(&task["element_id"].as_i64().unwrap()) {
                expected.push(task["id"].as_i64().unwrap());
            }
        }
        assert_eq!(user.get(TASKS).await.ids(), expected, "{token}");
    }
    let boris = desk.of("demo-boris");
    // Even his own: it would tell him of the contact.
    let his = added(
        &desk,
        json!({"element_id": 41560, "element_type": 1, "text": "x", "responsible_user_id": 504_142}),
    )
    .await;
    assert_eq!(boris.get(&format!("{TASKS}?id={his}")).await.status, 204);
    let update = |id: i64| json!({"update": [{"id": id, "updated_at": NOW, "is_completed": true}]});
    let hidden = boris.post_to(TASKS, &update(his)).await;
    let missing = boris.post_to(TASKS, &update(777)).await;
    assert_eq!(
        hidden.text.replace(&format!("\"{his}\""), "\"777\""),
        missing.text
    );
    assert_eq!(
        missing.json()["_embedded"]["errors"]["update"]["777"]["code"],
        "231"
    );
    assert_eq!(task(&desk, his).await["is_completed"], false);
    let add = |id: i64| json!({"add": [{"element_id": id, "element_type": 1, "text": "x", "request_id": 5}]});
    let hidden = boris.post_to(TASKS, &add(41560)).await;
    let missing = boris.post_to(TASKS, &add(777)).await;
    assert_eq!(hidden.text.replace("41560", "777"), missing.text);
    assert_eq!(
        missing.json()["_embedded"]["errors"]["add"]["5"]["code"],
        "236"
    );
}

#[tokio::test]
async fn requests_without_sense_are_refused_with_the_codes_of_tasks() {
    let desk = Desk::new();
    for (body, code) in [
        (json!({}), "228"),
        (json!({"add": [], "update": []}), "228"),
        (json!({"add": []}), "227"),
        (json!({"update": []}), "230"),
        (json!({"add": [{"text": "x"}]}), "232"),
        (json!({"add": [{"text": "x", "element_id": 41560}]}), "235"),
        (
            json!({"add": [{"text": "x", "element_id": 41560, "element_type": 5}]}),
            "232",
        ),
        (
            json!({"add": [{"text": "x", "element_id": 0, "element_type": 1}]}),
            "232",
        ),
    ] {
        let answer = desk.post_to(TASKS, &body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (400, code),
            "{body}"
        );
    }
    assert_eq!(desk.get(TASKS).await.ids(), [FIRST]);
}

#[tokio::test]
async fn a_repeated_add_under_a_uuid_makes_one_task_and_no_contact_of_that_name_is_in_its_way() {
    let desk = Desk::new();
    let uuid = "5f0c6a2e-7d0b-4c7e-9d7b-0a4f3d0c1b2a";
    desk.written(&json!({"add": [{"name": "x", "request_id": uuid}]}))
        .await;
    let task = json!({"element_id": 41560, "element_type": 1, "text": "x", "request_id": uuid});
    let id = added(&desk, task.clone()).await;
    assert_eq!(added(&desk, task).await, id);
    assert_eq!(desk.get(TASKS).await.ids(), [FIRST, id]);
}

#[tokio::test]
async fn tasks_are_chosen_by_date_and_by_the_step_of_their_lead() {
    let desk = Desk::with_contacts(100);
    let lead = |status: i64| json!({"add": [{"name": "x", "status_id": status}]});
    let mut of_leads = Vec::new();
    for status in [142, 143, 13_670_637] {
        let made = desk.post_to("/api/v2/leads", &lead(status)).await.json();
        let lead = &made["_embedded"]["items"][0]["id"];
        of_leads.push(
            added(
                &desk,
                json!({"element_id": lead, "element_type": 2, "text": "x"}),
            )
            .await,
        );
    }
    let all = desk.get(TASKS).await.items();
    let ids = |fits: &dyn Fn(&Value) -> bool| -> Vec<i64> {
        let fitting = all.iter().filter(|task| fits(task));
        fitting.map(|task| task["id"].as_i64().unwrap()).collect()
    };
    let at = |task: &Value, key: &str| task[key].as_i64().unwrap();
    let middle = at(&all[all.len() / 2], "created_at");
    for (query, expected) in [
        (
            format!("filter[date_create][from]={middle}"),
            ids(&|task| at(task, "created_at") >= middle),
        ),
        (
            format!("filter[date_modify][to]={middle}"),
            ids(&|task| at(task, "updated_at") <= middle),
        ),
        (
            "filter[pipe][10273][]=142&filter[pipe][10273][]=143".to_owned(),
            of_leads[..2].to_vec(),
        ),
        (
            "filter[pipe][10273]=&type=lead".to_owned(),
            of_leads.clone(),
        ),
        ("filter[pipe][10273]=&type=contact".to_owned(), vec![]),
    ] {
        let answer = desk.get(&format!("{TASKS}?{query}")).await;
        assert!(!expected.is_empty() || answer.status == 204);
        assert_eq!(answer.ids(), expected, "{query}");
    }
}

#[tokio::test]
async fn a_task_is_given_only_to_those_whose_tasks_one_may_change() {
    let desk = Desk::new();
    let petr = NewUser {
        login: "petr@demo.test".to_owned(),
        name: "Пётр".to_owned(),
        last_name: String::new(),
        is_admin: false,
        group: None,
        contacts: Letters::all(Letter::Own),
        others: Letters::all(Letter::Own),
    };
    let key = desk.account.add_user(&petr).unwrap();
    let petr = desk.of(key.expose_secret());
    let himself = petr.get("/api/v2/account").await.json()["current_user"].clone();
    let contact = petr.written(&json!({"add": [{"name": "Его"}]})).await;
    let his = added(
        &petr,
        json!({"element_id": contact, "element_type": 1, "text": "x"}),
    )
    .await;
    let give = |user: &Value| json!({"update": [{"id": his, "updated_at": NOW, "text": "y", "responsible_user_id": user}]});
    let anna = json!(504_141);
    let answer = petr.post_to(TASKS, &give(&anna)).await.json();
    assert_eq!(
        answer["_embedded"]["errors"]["update"][his.to_string()],
        json!({"code": "244", "message": "You have no right to give this task to that user"})
    );
    assert_eq!(task(&desk, his).await["text"], "x");
    // Naming oneself again gives nothing away.
    petr.post_to(TASKS, &give(&himself)).await;
    assert_eq!(task(&desk, his).await["text"], "y");
    desk.post_to(TASKS, &give(&anna)).await;
    assert_eq!(task(&desk, his).await["responsible_user_id"], anna);
}
