//! Updates and transfers: they reach what the letters reach, and what is hidden is refused like what is not there.

use serde_json::{Value, json};

use super::super::desk::NOW;
use super::town::{PEOPLE, Town, assert_same, deals, missing, number};

#[tokio::test]
async fn an_update_changes_what_one_sees_and_may_change_and_nothing_else() {
    let town = Town::new().await;
    for (turn, deal) in deals().enumerate() {
        for person in town.deal(deal, &["contact_edit"]) {
            let before = town.now().await;
            let mark = format!("{turn} {person:?}").replace(',', "");
            let ids: Vec<i64> = town.contacts.iter().map(|contact| contact.id).collect();
            let update = |id: &i64| json!({"id": id, "updated_at": NOW, "tags": mark});
            let nobody = [missing(41560), missing(1_099_181)];
            let writes: Vec<Value> = ids.iter().chain(&nobody).map(update).collect();
            let answer = person.desk.post(&json!({ "update": writes })).await;

            let (mut written, mut refused) = (Vec::new(), serde_json::Map::new());
            for contact in &town.contacts {
                if person.handles(contact.responsible) {
                    written.push(contact.id);
                } else if person.looks_at(contact.responsible) {
                    let why = "You have no right to change this contact";
                    refused.insert(contact.id.to_string(), json!(why));
                } else {
                    refused.insert(contact.id.to_string(), json!("Contact not found"));
                }
            }
            for id in nobody {
                refused.insert(id.to_string(), json!("Contact not found"));
            }
            assert_eq!(answer.ids(), written, "{person:?}");
            assert_eq!(
                answer.json()["_embedded"]["errors"]["update"],
                Value::Object(refused),
                "{person:?}"
            );
            for (id, now) in town.now().await {
                if written.contains(&id) {
                    assert_eq!(now["tags"][0]["name"], mark, "{person:?}");
                } else {
                    assert_eq!(now, before[&id], "{person:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn whatever_is_written_to_a_hidden_contact_is_answered_as_if_it_were_not_there() {
    let town = Town::new().await;
    let before = town.now().await;
    let writes = [
        json!({"updated_at": NOW, "name": "x"}),
        json!({"updated_at": 1, "name": "x"}),
        json!({"updated_at": NOW, "responsible_user_id": 504_142}),
        json!({"updated_at": NOW, "responsible_user_id": 5}),
        json!({"updated_at": NOW, "leads_id": [45615], "company_id": 30615}),
        json!({"updated_at": NOW, "leads_id": [5], "company_id": 5}),
        json!({"updated_at": NOW, "unlink": {"leads_id": [45615], "company_id": 30615, "customers_id": [466_791]}}),
        json!({"updated_at": NOW, "custom_fields": [{"id": 1, "values": []}]}),
        json!({"updated_at": NOW, "request_id": "r"}),
        json!({"name": "x"}),
    ];
    for deal in deals() {
        for person in town.deal(deal, &["contact_edit"]) {
            for (place, contact) in person.hidden().into_iter().enumerate() {
                let write = async |id: i64| {
                    let mut write = writes[place % writes.len()].clone();
                    write["id"] = json!(id);
                    person.desk.post(&json!({"update": [write]})).await
                };
                let (id, other) = (contact.id, missing(contact.id));
                assert_same(
                    (id, &write(id).await),
                    (other, &write(other).await),
                    &format!("{person:?} {id} {}", writes[place % writes.len()]),
                );
            }
        }
    }
    assert_eq!(town.now().await, before);
}

#[tokio::test]
async fn a_contact_is_given_away_only_within_reach() {
    let town = Town::new().await;
    for deal in deals() {
        for person in town.deal(deal, &["contact_edit"]) {
            let seen = person.seen();
            let Some(mine) = seen.iter().find(|one| person.handles(one.responsible)) else {
                continue;
            };
            for (user, _, _) in PEOPLE {
                let give = |user: i64| json!({"update": [{"id": mine.id, "updated_at": NOW, "responsible_user_id": user}]});
                let answer = person.desk.post(&give(user)).await;
                let given = if person.handles(user) {
                    assert_eq!(answer.ids(), [mine.id], "{person:?}");
                    user
                } else {
                    let why = &answer.json()["_embedded"]["errors"]["update"][mine.id.to_string()];
                    assert!(why.is_string(), "{person:?}: {}", answer.text);
                    mine.responsible
                };
                let contact = town.anna.contact(mine.id).await;
                assert_eq!(number(&contact, "responsible_user_id"), given, "{person:?}");
                town.anna.written(&give(mine.responsible)).await;
            }
        }
    }
}

#[tokio::test]
async fn a_contact_is_added_only_within_reach() {
    let town = Town::new().await;
    for deal in deals() {
        for person in town.deal(deal, &["contact_add"]) {
            for (user, _, _) in PEOPLE {
                let add =
                    json!({"add": [{"name": "x", "responsible_user_id": user, "request_id": "r"}]});
                let answer = person.desk.post(&add).await;
                let all = town.now().await;
                if person.adds(user) {
                    assert_eq!(
                        all[&answer.ids()[0]]["responsible_user_id"],
                        user,
                        "{person:?}"
                    );
                } else if answer.status == 400 {
                    assert_eq!(answer.code(), "202", "{person:?}");
                } else {
                    assert!(answer.items().is_empty(), "{person:?}");
                    let errors = &answer.json()["_embedded"]["errors"]["add"];
                    assert!(errors["r"].is_string(), "{person:?}");
                }
            }
        }
    }
}
