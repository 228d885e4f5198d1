//! What a contact is linked to: a user is told of the leads, companies and customers that he may see, and keeps his hands off
//! the others.

use serde_json::{Value, json};

use super::super::desk::NOW;
use super::town::{Person, Town, assert_same, deals, missing, number};

const KEYS: [&str; 2] = ["lead_view", "company_view"];

/// The contact as this user should be shown it.
fn shown(person: &Person<'_>, whole: &Value) -> Value {
    let mut contact = whole.clone();
    for kind in ["leads", "customers"] {
        let known: Vec<i64> = linked(whole, kind)
            .into_iter()
            .filter(|id| person.knows(kind, *id))
            .collect();
        let list: Vec<String> = known.iter().map(ToString::to_string).collect();
        contact[kind] = match list.as_slice() {
            [] => json!({}),
            list => {
                let href = format!("/api/v2/{kind}?id={}", list.join(","));
                json!({"id": known, "_links": {"self": {"href": href, "method": "get"}}})
            }
        };
    }
    if let Some(company) = contact["company"]["id"].as_i64()
        && !person.knows("companies", company)
    {
        contact["company"] = json!({});
    }
    contact
}

fn linked(contact: &Value, kind: &str) -> Vec<i64> {
    let ids = contact[kind]["id"].as_array();
    ids.into_iter()
        .flatten()
        .map(|id| id.as_i64().unwrap())
        .collect()
}

#[tokio::test]
async fn a_contact_is_read_with_the_links_that_one_may_see_however_it_is_asked_for() {
    let town = Town::new().await;
    for deal in deals() {
        for person in town.deal(deal, &KEYS) {
            let expected: Vec<Value> = person
                .seen()
                .into_iter()
                .map(|contact| shown(&person, &contact.item))
                .collect();
            let ids: Vec<String> = expected.iter().map(|item| item["id"].to_string()).collect();
            for query in [
                String::new(),
                "?limit_rows=50".to_owned(),
                "?query=%D0%B2%D1%81%D0%B5".to_owned(),
                "?filter[date_modify][from]=1".to_owned(),
                format!("?id=7,{}", ids.join(",")),
            ] {
                let answer = person.desk.get(&format!("/api/v2/contacts{query}")).await;
                assert_eq!(answer.items(), expected, "{person:?} {query}");
            }
            let header = [("If-Modified-Since", "1")];
            let answer = person.desk.get_with("/api/v2/contacts", &header).await;
            assert_eq!(answer.items(), expected, "{person:?}");
        }
    }
}

#[tokio::test]
async fn who_sees_all_links_is_given_the_same_bytes_as_the_administrator() {
    let town = Town::new().await;
    let whole = town.anna.get("/api/v2/contacts").await.text;
    for person in town.deal([('A', 'A'); 4], &KEYS) {
        assert_eq!(person.desk.get("/api/v2/contacts").await.text, whole);
    }
}

#[tokio::test]
async fn an_update_keeps_the_links_that_its_user_does_not_see() {
    let town = Town::new().await;
    for deal in deals() {
        for person in town.deal(deal, &KEYS) {
            for contact in person.seen().into_iter().step_by(7) {
                let before = town.anna.contact(contact.id).await;
                // All that he sees is sent back, as some clients do.
                let mut write = person.desk.contact(contact.id).await;
                write["tags"] = json!("x");
                write["leads_id"] = write["leads"]["id"].clone();
                write["updated_at"] = json!(NOW);
                person.desk.written(&json!({ "update": [write] })).await;
                let after = town.anna.contact(contact.id).await;
                for kind in ["company", "leads", "customers"] {
                    assert_eq!(after[kind], before[kind], "{person:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn to_unlink_what_one_does_not_see_does_as_little_as_to_unlink_what_is_not_there() {
    let town = Town::new().await;
    for deal in deals() {
        for person in town.deal(deal, &KEYS) {
            for contact in person.seen().into_iter().step_by(7) {
                let before = town.anna.contact(contact.id).await;
                let unlink = json!({
                    "leads_id": linked(&before, "leads"),
                    "company_id": number(&before["company"], "id"),
                    "customers_id": linked(&before, "customers"),
                });
                let write = |unlink: &Value| json!({"update": [{"id": contact.id, "updated_at": NOW, "unlink": unlink}]});
                let answer = person.desk.post(&write(&unlink)).await;
                let nothing = json!({"leads_id": [5], "company_id": 5, "customers_id": [5]});
                let none = person.desk.post(&write(&nothing)).await;
                assert_same(
                    (contact.id, &answer),
                    (contact.id, &none),
                    &format!("{person:?}"),
                );

                let after = town.anna.contact(contact.id).await;
                for kind in ["leads", "customers"] {
                    let kept = linked(&before, kind);
                    let kept: Vec<i64> = kept
                        .into_iter()
                        .filter(|id| !person.knows(kind, *id))
                        .collect();
                    assert_eq!(linked(&after, kind), kept, "{person:?}");
                }
                let company = number(&before["company"], "id");
                let kept = (!person.knows("companies", company)).then_some(company);
                assert_eq!(after["company"]["id"].as_i64(), kept, "{person:?}");
                let restored = json!({"id": contact.id, "updated_at": NOW, "company_id": company,
                    "leads_id": unlink["leads_id"], "customers_id": unlink["customers_id"]});
                town.anna.written(&json!({ "update": [restored] })).await;
            }
        }
    }
}

#[tokio::test]
async fn to_link_what_one_does_not_see_is_answered_as_if_it_were_not_there() {
    let town = Town::new().await;
    for deal in deals() {
        for person in town.deal(deal, &KEYS) {
            let Some(contact) = person.seen().into_iter().next() else {
                continue;
            };
            let before = town.anna.contact(contact.id).await;
            for (kind, key) in [
                ("companies", "company_id"),
                ("leads", "leads_id"),
                ("customers", "customers_id"),
            ] {
                for id in town.linked(kind) {
                    let link = async |id: i64| {
                        let mut write = json!({"id": contact.id, "updated_at": NOW});
                        write[key] = json!(id);
                        let added = json!({"name": "x", "request_id": "r", key: id});
                        [
                            person.desk.post(&json!({"update": [write]})).await,
                            person.desk.post(&json!({"add": [added]})).await,
                        ]
                    };
                    if person.knows(kind, id) {
                        continue;
                    }
                    let other = missing(id);
                    for (hidden, none) in link(id).await.iter().zip(&link(other).await) {
                        assert_same((id, hidden), (other, none), &format!("{person:?} {kind}"));
                    }
                }
            }
            assert_eq!(town.anna.contact(contact.id).await, before, "{person:?}");
        }
    }
    assert_eq!(town.now().await.len(), 50);
}

#[tokio::test]
async fn what_one_sees_is_linked() {
    let town = Town::new().await;
    for person in town.deal([('A', 'G'); 4], &KEYS) {
        for (kind, key, read) in [
            ("companies", "company_id", "company"),
            ("leads", "leads_id", "leads"),
            ("customers", "customers_id", "customers"),
        ] {
            let mut known = town.linked(kind);
            known.retain(|id| person.knows(kind, *id));
            for id in known.into_iter().take(3) {
                let id_of_new = person
                    .desk
                    .written(&json!({"add": [{"name": "x", key: id}]}))
                    .await;
                let contact = person.desk.contact(id_of_new).await;
                let linked = &contact[read]["id"];
                assert!(linked == id || linked[0] == id, "{person:?}: {contact}");
            }
        }
    }
}
