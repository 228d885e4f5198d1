//! What a copy of an account is made from: the questions as they are sent, and answers that must not be misunderstood.

use rolo::crm::{Crm as _, Items, Tombstone, Wanted};
use rolo::domain::failure::Failure;
use rolo::domain::id::{AccountId, ContactId, Moment};
use wiremock::matchers::{path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::support::*;

const ALL: Wanted<'_> = Wanted::List {
    since: None,
    rows: 500,
    offset: 0,
};

#[tokio::test]
async fn changes_are_asked_for_with_the_date_as_the_api_writes_it() {
    let server = MockServer::start().await;
    Mock::given(path(CONTACTS))
        .and(query_param("limit_rows", "250"))
        .and(query_param("limit_offset", "490"))
        .respond_with(json(200, PAGE).append_header("Runtime-Timestamp", "1508320306"))
        .mount(&server)
        .await;
    let wanted = Wanted::List {
        since: Some(Moment(1_501_571_243)),
        rows: 250,
        offset: 490,
    };
    let items = client(&server.uri()).items(wanted).await.expect("a page");
    let requests = server.received_requests().await.expect("recorded");
    assert_eq!(
        requests[0].headers["if-modified-since"],
        "Tue, 01 Aug 2017 07:07:23 UTC"
    );
    assert_eq!(items.clock, Some(Moment(1_508_320_306)));
    assert_eq!(items.items[0].id(), Some(ContactId(1_099_181)));
    assert!(PAGE.contains(items.items[0].raw.as_str()), "as received");
}

#[tokio::test]
async fn an_all_over_page_is_asked_for_without_a_date_and_ids_in_one_question() {
    let server = MockServer::start().await;
    let client = client(&server.uri());
    Mock::given(query_param("limit_offset", "0"))
        .and(NoDate)
        .respond_with(json(200, PAGE))
        .mount(&server)
        .await;
    assert_eq!(client.items(ALL).await.expect("a page").items.len(), 1);
    Mock::given(query_param_is_missing("limit_rows"))
        .and(NoDate)
        .respond_with(json(200, PAGE))
        .mount(&server)
        .await;
    let ids: Vec<_> = (1..=300).map(ContactId).collect();
    client.items(Wanted::Ids(&ids)).await.expect("a page");
    let requests = server.received_requests().await.expect("recorded");
    let asked: Vec<_> = requests[1].url.query_pairs().collect();
    assert_eq!(asked.len(), 250, "and no more");
    assert!(asked.iter().all(|(name, _)| name == "id[]"));
    assert!(requests[1].url.as_str().len() < 6_000);
}

struct NoDate;

impl wiremock::Match for NoDate {
    fn matches(&self, request: &wiremock::Request) -> bool {
        !request.headers.contains_key("if-modified-since")
    }
}

#[tokio::test]
async fn without_its_own_clock_the_date_of_the_answer_is_the_clock() {
    for (headers, clock) in [
        (
            &[("Date", "Tue, 01 Aug 2017 07:07:23 GMT")][..],
            Some(Moment(1_501_571_243)),
        ),
        (
            &[
                ("Date", "Tue, 01 Aug 2017 07:07:23 GMT"),
                ("Runtime-Timestamp", "1508320306"),
            ],
            Some(Moment(1_508_320_306)),
        ),
    ] {
        let mut answer = ResponseTemplate::new(204);
        for (name, value) in headers {
            answer = answer.insert_header(*name, *value);
        }
        let server = account_that_says(answer).await;
        let items = client(&server.uri()).items(ALL).await.expect("nothing");
        assert_eq!((items.items.len(), items.clock), (0, clock));
    }
}

#[tokio::test]
async fn one_bad_item_among_good_ones_is_given_with_what_can_be_said_of_it() {
    for (bad, id) in [
        (r#"{"id":2,"x":1e999}"#, Some(ContactId(2))),
        (r#"{"id":2,"name":"\ud800"}"#, Some(ContactId(2))),
        (r#"{"name":"no id"}"#, None),
        ("null", None),
        ("[[]]", None),
    ] {
        let good = |id: i64| format!(r#"{{"id":{id},"name":"Анна"}}"#);
        let mut items: Vec<_> = (10..509).map(good).collect();
        items.insert(250, bad.to_owned());
        let body = format!(r#"{{"_embedded":{{"items":[{}]}}}}"#, items.join(","));
        let server = account_that_says(json(200, &body)).await;
        let page = client(&server.uri()).items(ALL).await.expect("a page");
        let read = page.items.iter().filter(|item| item.contact.is_ok());
        assert_eq!((page.items.len(), read.count()), (500, 499), "{bad}");
        assert_eq!(
            (page.items[250].id(), page.items[250].raw.as_str()),
            (id, bad)
        );
    }
}

#[tokio::test]
async fn what_is_not_one_whole_page_gives_nothing_at_all() {
    let cut = &PAGE[..PAGE.len() - 20];
    let twice = format!("{PAGE}{PAGE}");
    for body in [
        cut,
        &twice,
        "{}",
        "[]",
        "null",
        "",
        "<html></html>",
        r#"{"_embedded":{"items":7}}"#,
        r#"{"_embedded":{"items":{"a":{"id":1}}}}"#,
    ] {
        let server = account_that_says(json(200, body)).await;
        let client = client(&server.uri());
        assert_eq!(client.items(ALL).await, Err(Failure::Unreadable), "{body}");
        let deleted = client.deleted(0, 500, 0).await;
        assert_eq!(deleted, Err(Failure::Unreadable), "{body}");
    }
}

#[tokio::test]
async fn a_question_that_is_too_long_for_somebody_on_the_way_can_be_made_shorter() {
    for status in [413, 414] {
        let server = account_that_says(html(status)).await;
        let refused = client(&server.uri()).items(ALL).await;
        assert_eq!(refused, Err(Failure::TooLarge));
    }
}

#[tokio::test]
async fn deletions_are_asked_for_by_their_tick() {
    let server = MockServer::start().await;
    let told = r#"{"_embedded":{"items":[{"id":7,"is_deleted":true,"updated_at":5,"updated_by":1,"changed_at":41}]}}"#;
    Mock::given(path(CONTACTS))
        .and(query_param("deleted_since", "40"))
        .and(query_param("limit_rows", "500"))
        .and(query_param("limit_offset", "3"))
        .respond_with(json(200, told))
        .mount(&server)
        .await;
    let expected = Tombstone {
        id: ContactId(7),
        tick: 41,
    };
    let client = client(&server.uri());
    assert_eq!(client.deleted(40, 500, 3).await, Ok(Some(vec![expected])));
    let nothing = account_that_says(ResponseTemplate::new(204)).await;
    let client = super::support::client(&nothing.uri());
    assert_eq!(client.deleted(40, 500, 0).await, Ok(Some(Vec::new())));
    assert_eq!(
        client.items(ALL).await.map(|items| items.items),
        Ok(Items::default().items)
    );
}

#[tokio::test]
async fn an_account_that_does_not_know_the_question_has_deleted_nothing() {
    let server = account_that_says(json(200, PAGE)).await;
    assert_eq!(client(&server.uri()).deleted(0, 1, 0).await, Ok(None));
}

#[tokio::test]
async fn an_account_is_kept_as_it_was_received_and_recalled_without_it() {
    let server = MockServer::start().await;
    Mock::given(path("/api/v2/account"))
        .respond_with(json(200, ACCOUNT))
        .mount(&server)
        .await;
    let described = client(&server.uri()).described().await.expect("an account");
    assert_eq!(described.raw, ACCOUNT);
    assert_eq!(described.account.id, AccountId(13_667_499));
    let decoder = client("http://127.0.0.1:1").decoder();
    assert_eq!(decoder.recall(&described.raw), Some(described.account));
}
