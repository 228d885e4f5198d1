//! `deleted_since`: what a client that keeps a copy is told of deleted contacts.

use rolo::server::Shapes;
use serde_json::{Value, json};

use super::desk::{Desk, NOW};

async fn delete(desk: &Desk, id: i64) {
    let uri = "/ajax/contacts/multiple/delete/";
    let answer = desk.post_form(uri, &format!("ID[]={id}")).await;
    assert_eq!(answer.json()["status"], "success", "{}", answer.text);
}

async fn added(desk: &Desk) -> i64 {
    desk.written(&json!({"add": [{"name": "Уходящий", "tags": "важный"}]}))
        .await
}

/// A client that remembers the greatest tick that it was given.
struct Copy<'a> {
    desk: &'a Desk,
    tick: i64,
}

impl Copy<'_> {
    /// What it is told of since it asked before, two at a time.
    async fn hear(&mut self) -> Vec<i64> {
        let (since, mut heard) = (self.tick, Vec::new());
        loop {
            let page = format!(
                "/api/v2/contacts?deleted_since={since}&limit_rows=2&limit_offset={}",
                heard.len()
            );
            let items = self.desk.get(&page).await.items();
            for item in &items {
                self.tick = self.tick.max(item["changed_at"].as_i64().unwrap());
                heard.push(item["id"].as_i64().unwrap());
            }
            if items.len() < 2 {
                return heard;
            }
        }
    }
}

#[tokio::test]
async fn a_tombstone_says_who_deleted_what_when_and_nothing_of_the_contact() {
    let desk = Desk::new();
    desk.wait(5);
    delete(&desk, 41560).await;
    let expected = json!({
        "_links": {"self": {"href": "/api/v2/contacts?deleted_since=7", "method": "get"}},
        "_embedded": {"items": [
            {"id": 41560, "is_deleted": true, "updated_at": NOW + 5, "updated_by": 504_141, "changed_at": NOW + 5}
        ]},
    });
    let uri = "/api/v2/contacts?deleted_since=7";
    let answer = desk.get(uri).await;
    assert_eq!(answer.text, expected.to_string());
    assert_eq!(answer.header("content-type"), Some("application/hal+json"));
    let live = desk.shown_in(Shapes::Live).get(uri).await;
    assert_eq!(live.json(), expected);
}

#[tokio::test]
async fn nothing_is_told_when_nothing_was_deleted_later() {
    let desk = Desk::new();
    assert_eq!(
        desk.get("/api/v2/contacts?deleted_since=0").await.status,
        204
    );
    delete(&desk, 41560).await;
    for (tick, told) in [(NOW - 1, &[41560][..]), (NOW, &[])] {
        let answer = desk
            .get(&format!("/api/v2/contacts?deleted_since={tick}"))
            .await;
        assert_eq!(answer.ids(), told);
    }
    // A tick that is none: living contacts would be taken for dead ones.
    for nonsense in ["", "x", "-", "1.5"] {
        let answer = desk
            .get(&format!("/api/v2/contacts?deleted_since={nonsense}"))
            .await;
        assert_eq!(answer.status, 204, "{nonsense}");
    }
}

#[tokio::test]
async fn whoever_remembers_the_greatest_tick_misses_nothing() {
    let desk = Desk::new();
    let mut copy = Copy {
        desk: &desk,
        tick: 0,
    };
    assert_eq!(copy.hear().await, [0; 0]);
    // In the second in which it asked, in none that passes, and with a clock that is set back.
    for step in [0, 0, 1, -3_600, 0, 7_200] {
        desk.wait(step);
        let ids = [added(&desk).await, added(&desk).await, added(&desk).await];
        for id in ids {
            delete(&desk, id).await;
        }
        assert_eq!(copy.hear().await, ids);
        assert_eq!(copy.hear().await, [0; 0]);
    }
}

#[tokio::test]
async fn pages_stay_as_they_are_while_more_is_deleted() {
    let desk = Desk::new();
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(added(&desk).await);
    }
    let page = |offset: usize| {
        format!("/api/v2/contacts?deleted_since=0&limit_rows=2&limit_offset={offset}")
    };
    // The younger contact goes first: the order is that of the deletions.
    delete(&desk, ids[4]).await;
    delete(&desk, ids[0]).await;
    assert_eq!(desk.get(&page(0)).await.ids(), [ids[4], ids[0]]);
    delete(&desk, ids[2]).await;
    delete(&desk, ids[1]).await;
    assert_eq!(desk.get(&page(0)).await.ids(), [ids[4], ids[0]]);
    assert_eq!(desk.get(&page(2)).await.ids(), [ids[2], ids[1]]);
    assert_eq!(desk.get(&page(4)).await.status, 204);
}

#[tokio::test]
async fn a_contact_that_was_given_away_before_is_no_news_to_who_had_it() {
    let desk = Desk::new();
    let boris = desk.of("demo-boris");
    let id = added(&boris).await;
    desk.written(
        &json!({"update": [{"id": id, "updated_at": NOW, "responsible_user_id": 504_141}]}),
    )
    .await;
    delete(&desk, id).await;
    let uri = "/api/v2/contacts?deleted_since=0";
    assert_eq!(desk.get(uri).await.ids(), [id]);
    assert_eq!(boris.get(uri).await.status, 204);
    let mine = added(&boris).await;
    delete(&boris, mine).await;
    let told: Vec<Value> = boris.get(uri).await.items();
    assert_eq!((told.len(), &told[0]["updated_by"]), (1, &json!(504_142)));
}
