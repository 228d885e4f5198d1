//! Deletion and its tombstones: they reach what the letters reach.

use super::super::desk::{Answer, Desk};
use super::town::{Town, assert_same, deals, ids, missing};

async fn delete(desk: &Desk, ids: &[i64]) -> Answer {
    let form: Vec<String> = ids.iter().map(|id| format!("ID[]={id}")).collect();
    let uri = "/ajax/contacts/multiple/delete/";
    desk.post_form(uri, &form.join("&")).await
}

#[tokio::test]
async fn one_deletes_what_one_sees_and_may_delete_and_hears_of_what_one_saw() {
    for deal in deals() {
        let town = Town::new().await;
        let people = town.deal(deal, &["contact_delete"]);
        let mut gone: Vec<i64> = Vec::new();
        // The administrator last: nothing is left then.
        for person in people.iter().rev() {
            let all = town.anna.get("/api/v2/contacts").await.ids();
            for contact in person.hidden() {
                let (id, other) = (contact.id, missing(contact.id));
                let (hidden, none) = (
                    delete(&person.desk, &[id]).await,
                    delete(&person.desk, &[other]).await,
                );
                assert_same((id, &hidden), (other, &none), &format!("{person:?}"));
            }
            delete(&person.desk, &all).await;
            let left = town.anna.get("/api/v2/contacts").await.ids();
            let (taken, kept): (Vec<_>, Vec<_>) = town
                .contacts
                .iter()
                .filter(|contact| all.contains(&contact.id))
                .partition(|contact| person.handles(contact.responsible));
            assert_eq!(left, ids(&kept), "{person:?}");
            gone.extend(ids(&taken));
            for other in &people {
                let mut told = ids(&other.seen());
                told.retain(|id| gone.contains(id));
                let mut heard = Vec::new();
                for offset in (0..=told.len()).step_by(20) {
                    let page = format!(
                        "/api/v2/contacts?deleted_since=0&limit_rows=20&limit_offset={offset}"
                    );
                    heard.extend(other.desk.get(&page).await.ids());
                }
                heard.sort_unstable();
                assert_eq!(heard, told, "{person:?} deleted, {other:?} is told");
            }
        }
        assert_eq!(gone.len(), 50);
    }
}
