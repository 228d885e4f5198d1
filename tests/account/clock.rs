//! The account's own clock: a request moves it by one tick, however much it changes.

use serde_json::{Value, json};

use super::desk::{Desk, NOW};

const LEADS: &str = "/api/v2/leads";
const TASKS: &str = "/api/v2/tasks";
const DELETE: &str = "/ajax/contacts/multiple/delete/";

/// The ticks of all deletions, in their order.
async fn deletions(desk: &Desk) -> Vec<i64> {
    let items = desk.get("/api/v2/contacts?deleted_since=0").await.items();
    items
        .iter()
        .map(|item| item["changed_at"].as_i64().unwrap())
        .collect()
}

/// The tick that one more change gets, which is a deletion.
async fn next_tick(desk: &Desk) -> i64 {
    let id = 1_099_181;
    let answer = desk.post_form(DELETE, &format!("ID[]={id}")).await;
    assert_eq!(answer.json()["status"], "success", "{}", answer.text);
    *deletions(desk).await.last().unwrap()
}

async fn add_many(desk: &Desk, uri: &str, element: Value) -> Vec<i64> {
    let answer = desk.post_to(uri, &json!({"add": vec![element; 25]})).await;
    let ids = answer.ids();
    assert_eq!(ids.len(), 25, "{}", answer.text);
    ids
}

#[tokio::test]
async fn a_contact_with_many_leads_moves_the_clock_by_one_tick() {
    let desk = Desk::new();
    let leads = add_many(&desk, LEADS, json!({"name": "Сделка"})).await;
    desk.wait(100);
    desk.written(&json!({"add": [{"name": "Иван", "leads_id": leads, "company_name": "Новая"}]}))
        .await;
    assert_eq!(next_tick(&desk).await, NOW + 101);
}

#[tokio::test]
async fn a_batch_of_tasks_or_of_leads_moves_the_clock_by_one_tick() {
    for (uri, element) in [
        (
            TASKS,
            json!({"element_id": 41560, "element_type": 1, "text": "x"}),
        ),
        (LEADS, json!({"name": "Сделка", "contacts_id": [41560]})),
    ] {
        let desk = Desk::new();
        add_many(&desk, uri, element).await;
        assert_eq!(next_tick(&desk).await, NOW + 1, "{uri}");
    }
}

#[tokio::test]
async fn deletions_of_one_request_share_a_tick_and_those_of_two_do_not() {
    let desk = Desk::new();
    let add = json!({"add": [{"name": "Один"}, {"name": "Два"}]});
    let ids = desk.post(&add).await.ids();
    let both = format!("ID[]={}&ID[]={}", ids[0], ids[1]);
    desk.post_form(DELETE, &both).await;
    next_tick(&desk).await;
    assert_eq!(deletions(&desk).await, [NOW + 1, NOW + 1, NOW + 2]);
}
