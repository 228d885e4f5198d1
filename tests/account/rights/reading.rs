//! Lists: by every filter, every page, every id and every word, a user is given what he sees and nothing else.

use super::super::desk::NOW;
use super::town::{PEOPLE, Town, assert_same, ids, looks, missing, number};

#[tokio::test]
async fn every_filter_gives_what_one_sees_of_what_fits() {
    let town = Town::new().await;
    let made = number(&town.contacts[25].item, "created_at");
    let since = (NOW + 1_000_000).to_string();
    for deal in looks() {
        for person in town.deal(deal, &[]) {
            let seen = person.seen();
            let mut cases = vec![
                (String::new(), ids(&seen)),
                ("query=%D0%B2%D1%81%D0%B5".to_owned(), ids(&seen)),
                ("filter[date_modify][from]=1".to_owned(), ids(&seen)),
                ("limit_rows=500".to_owned(), ids(&seen)),
            ];
            for (user, _, _) in PEOPLE {
                let mut of = seen.clone();
                of.retain(|contact| contact.responsible == user);
                cases.push((format!("responsible_user_id={user}"), ids(&of)));
                cases.push((
                    format!("responsible_user_id[]={user}&responsible_user_id[]=7"),
                    ids(&of),
                ));
            }
            let everybody = "responsible_user_id=504141,504142,504143,504144";
            cases.push((everybody.to_owned(), ids(&seen)));
            let mut older = seen.clone();
            older.retain(|contact| number(&contact.item, "created_at") <= made);
            cases.push((format!("filter[date_create][to]={made}"), ids(&older)));
            for (query, expected) in cases {
                let answer = person.desk.get(&format!("/api/v2/contacts?{query}")).await;
                assert_eq!(answer.ids(), expected, "{person:?} {query}");
                if !query.contains("limit_rows") {
                    let mut walked = Vec::new();
                    for offset in (0..=expected.len()).step_by(7) {
                        let page =
                            format!("/api/v2/contacts?{query}&limit_rows=7&limit_offset={offset}");
                        walked.extend(person.desk.get(&page).await.ids());
                    }
                    assert_eq!(walked, expected, "{person:?} {query}");
                }
            }
            let header = [("If-Modified-Since", since.as_str())];
            let later = person.desk.get_with("/api/v2/contacts", &header).await;
            assert_eq!(later.status, 204);
        }
    }
}

#[tokio::test]
async fn every_page_of_every_size_is_a_page_of_what_one_sees() {
    let town = Town::new().await;
    for person in town.deal(looks().next().unwrap(), &[]) {
        let seen = ids(&person.seen());
        for rows in 1..=seen.len() + 1 {
            for offset in 0..=seen.len() + 1 {
                let uri = format!("/api/v2/contacts?limit_rows={rows}&limit_offset={offset}");
                let expected: Vec<i64> = seen.iter().copied().skip(offset).take(rows).collect();
                let answer = person.desk.get(&uri).await;
                assert_eq!(answer.ids(), expected, "{person:?} {uri}");
            }
        }
    }
}

#[tokio::test]
async fn every_id_in_every_form_is_answered_by_who_sees_it_and_else_as_if_it_were_not_there() {
    let town = Town::new().await;
    let every = town.contacts.iter().map(|contact| contact.id);
    let list: Vec<String> = every.map(|id| id.to_string()).collect();
    for deal in looks() {
        for person in town.deal(deal, &[]) {
            let forms = [
                format!("id={}", list.join(",")),
                format!("id[]={}", list.join("&id[]=")),
                format!("id={}&query=x&limit_rows=1", list.join("%2C")),
            ];
            for form in forms {
                let answer = person.desk.get(&format!("/api/v2/contacts?{form}")).await;
                assert_eq!(answer.ids(), ids(&person.seen()), "{person:?}");
            }
            for contact in &town.contacts {
                let id = contact.id;
                for form in ["id", "id[]", "id[3]"] {
                    let ask = async |id| {
                        person
                            .desk
                            .get(&format!("/api/v2/contacts?{form}={id}"))
                            .await
                    };
                    let answer = ask(id).await;
                    if person.looks_at(contact.responsible) {
                        assert_eq!(answer.items(), std::slice::from_ref(&contact.item));
                    } else {
                        let none = (missing(id), &ask(missing(id)).await);
                        assert_same((id, &answer), none, &format!("{person:?} {id}"));
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn every_secret_word_finds_its_contact_for_those_only_who_see_it() {
    let town = Town::new().await;
    for deal in looks() {
        for person in town.deal(deal, &[]) {
            for contact in &town.contacts {
                let word: String =
                    url::form_urlencoded::byte_serialize(contact.word.as_bytes()).collect();
                let found = person
                    .desk
                    .get(&format!("/api/v2/contacts?query={word}"))
                    .await;
                let expected = person.looks_at(contact.responsible).then_some(contact.id);
                assert_eq!(found.ids(), Vec::from_iter(expected), "{person:?}");
            }
        }
    }
}

#[tokio::test]
async fn every_change_is_told_to_those_only_who_see_the_contact() {
    let town = Town::new().await;
    // One write after another, so that each contact has a tick of its own.
    for contact in &town.contacts {
        let touch = serde_json::json!({"update": [{"id": contact.id, "updated_at": NOW}]});
        town.anna.written(&touch).await;
    }
    let last = town.contacts.len() - 1;
    for deal in looks() {
        for person in town.deal(deal, &[]) {
            // The clock stands still, so the ticks of these writes followed each other without a gap.
            let newest = newest(&town).await;
            for place in 0..=last {
                let since = (newest - i64::try_from(last - place).unwrap()).to_string();
                let header = [("If-Modified-Since", since.as_str())];
                let answer = person.desk.get_with("/api/v2/contacts", &header).await;
                let later: Vec<i64> = town.contacts[place + 1..]
                    .iter()
                    .filter(|contact| person.looks_at(contact.responsible))
                    .map(|contact| contact.id)
                    .collect();
                assert_eq!(answer.ids(), later, "{person:?}");
            }
        }
    }
}

/// The tick of the last write: the first moment since which nothing changed.
async fn newest(town: &Town) -> i64 {
    let mut at = NOW;
    loop {
        let since = at.to_string();
        let header = [("If-Modified-Since", since.as_str())];
        if town.anna.get_with("/api/v2/contacts", &header).await.status == 204 {
            return at;
        }
        at += 1;
    }
}
