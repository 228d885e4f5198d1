//! Tasks and notes: whoever sees the contact sees them, and for the others they are not there.

use serde_json::json;

use super::super::desk::NOW;
use super::town::{Town, assert_same, ids, looks, missing, number};

const PATHS: [&str; 2] = ["/api/v2/tasks", "/api/v2/notes"];

#[tokio::test]
async fn tasks_and_notes_are_listed_for_those_who_see_the_contact() {
    let town = Town::new().await;
    for deal in looks() {
        for person in town.deal(deal, &[]) {
            let seen = ids(&person.seen());
            for path in PATHS {
                let all = town.anna.get(&format!("{path}?type=contact")).await.items();
                let mut expected = all.clone();
                expected.retain(|item| seen.contains(&number(item, "element_id")));
                let told = person
                    .desk
                    .get(&format!("{path}?type=contact"))
                    .await
                    .items();
                assert_eq!(told, expected, "{person:?} {path}");
                for contact in &town.contacts {
                    let of = async |id| {
                        person
                            .desk
                            .get(&format!("{path}?type=contact&element_id={id}"))
                            .await
                    };
                    let answer = of(contact.id).await;
                    if person.looks_at(contact.responsible) {
                        let mut own = all.clone();
                        own.retain(|item| item["element_id"] == contact.id);
                        assert!(!own.is_empty());
                        assert_eq!(answer.items(), own, "{person:?} {path}");
                    } else {
                        let other = missing(contact.id);
                        assert_same((contact.id, &answer), (other, &of(other).await), path);
                    }
                }
                for hidden in all.iter().filter(|item| !expected.contains(item)) {
                    let id = number(hidden, "id");
                    let by_id = async |id| {
                        person
                            .desk
                            .get(&format!("{path}?type=contact&id={id}"))
                            .await
                    };
                    let other = missing(id);
                    assert_same((id, &by_id(id).await), (other, &by_id(other).await), path);
                }
            }
        }
    }
}

#[tokio::test]
async fn tasks_and_notes_are_not_written_to_a_contact_that_one_does_not_see() {
    let town = Town::new().await;
    for deal in looks() {
        for person in town.deal(deal, &[]) {
            for path in PATHS {
                for contact in person.hidden() {
                    let add = async |id: i64| {
                        let element = json!({"element_id": id, "element_type": 1, "text": "x", "task_type": 1,
                            "note_type": 4, "complete_till_at": NOW, "request_id": "r"});
                        person
                            .desk
                            .post_to(path, &json!({ "add": [element] }))
                            .await
                    };
                    let (id, other) = (contact.id, missing(contact.id));
                    assert_same((id, &add(id).await), (other, &add(other).await), path);
                }
            }
            let uri = "/api/v2/tasks?type=contact&limit_rows=500";
            for task in town.anna.get(uri).await.items() {
                let id = number(&task, "id");
                let known = town
                    .contacts
                    .iter()
                    .find(|contact| task["element_id"] == contact.id)
                    .unwrap();
                if person.looks_at(known.responsible) {
                    continue;
                }
                let complete = async |id: i64| {
                    let update = json!({"id": id, "updated_at": NOW + 1, "is_completed": true});
                    person
                        .desk
                        .post_to("/api/v2/tasks", &json!({ "update": [update] }))
                        .await
                };
                let other = missing(id);
                assert_same(
                    (id, &complete(id).await),
                    (other, &complete(other).await),
                    "completing",
                );
            }
        }
    }
    for contact in &town.contacts {
        assert_eq!(town.anna.contact(contact.id).await, contact.item);
    }
}
