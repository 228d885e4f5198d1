//! Ordinary answers, and the questions they belong to.

use rolo::crm::{Ask, Crm as _, Page};
use rolo::domain::failure::Failure;
use rolo::domain::field::FieldRole;
use rolo::domain::id::ContactId;
use wiremock::matchers::{header, method, path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::support::*;

#[tokio::test]
async fn a_page_is_asked_for_with_the_parameters_of_the_api() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path(CONTACTS))
        .and(query_param("limit_rows", "500"))
        .and(query_param("limit_offset", "490"))
        .and(query_param("query", "ив & co"))
        .and(header("authorization", format!("Bearer {CANARY}").as_str()))
        .respond_with(json(200, PAGE))
        .expect(1)
        .mount(&server)
        .await;
    let page = client(&server.uri())
        .page(Ask {
            query: "ив & co",
            rows: 5000,
            offset: 490,
        })
        .await
        .expect("a page");
    assert_eq!((page.len(), page.unreadable), (1, 0));
    assert_eq!(page.contacts[0].id, ContactId(1_099_181));
}

#[tokio::test]
async fn without_a_query_none_is_sent() {
    let server = MockServer::start().await;
    Mock::given(query_param_is_missing("query"))
        .respond_with(json(200, PAGE))
        .mount(&server)
        .await;
    assert_eq!(page(&client(&server.uri())).await.expect("a page").len(), 1);
}

#[tokio::test]
async fn nothing_found_is_an_empty_page_and_no_contact() {
    let server = account_that_says(ResponseTemplate::new(204)).await;
    let client = client(&server.uri());
    assert_eq!(page(&client).await, Ok(Page::default()));
    assert_eq!(client.contact(ContactId(1)).await, Ok(None));
}

#[tokio::test]
async fn one_contact_is_asked_for_by_its_id() {
    let server = MockServer::start().await;
    Mock::given(query_param("id", "1099181"))
        .respond_with(json(200, PAGE))
        .mount(&server)
        .await;
    let contact = client(&server.uri())
        .contact(ContactId(1_099_181))
        .await
        .expect("an answer")
        .expect("a contact")
        .contact;
    assert_eq!(contact.name.raw(), "Екатерина Долгорукова");
}

#[tokio::test]
async fn another_contact_than_the_one_asked_for_is_not_taken_for_it() {
    let server = account_that_says(json(200, PAGE)).await;
    assert_eq!(
        client(&server.uri()).contact(ContactId(5)).await,
        Err(Failure::Unreadable)
    );
}

#[tokio::test]
async fn one_bad_contact_costs_one_contact() {
    let items =
        r#"{"_embedded":{"items":[{"id":1},{"id":2,"x":1e999},{"name":"no id"},{"id":"4"}]}}"#;
    let server = account_that_says(json(200, items)).await;
    let page = page(&client(&server.uri())).await.expect("a page");
    assert_eq!(
        page.contacts
            .iter()
            .map(|contact| contact.id.0)
            .collect::<Vec<_>>(),
        [1, 4]
    );
    assert_eq!((page.unreadable, page.len()), (2, 4));
}

#[tokio::test]
async fn a_byte_order_mark_is_no_obstacle() {
    let server = account_that_says(json(200, &format!("\u{feff}{PAGE}"))).await;
    assert_eq!(page(&client(&server.uri())).await.expect("a page").len(), 1);
}

#[tokio::test]
async fn the_account_teaches_which_field_is_the_phone() {
    let server = MockServer::start().await;
    Mock::given(path("/api/v2/account"))
        .respond_with(json(200, ACCOUNT))
        .mount(&server)
        .await;
    let renamed = PAGE.replace("Телефон", "Мобильник");
    Mock::given(path(CONTACTS))
        .respond_with(json(200, &renamed))
        .mount(&server)
        .await;
    let client = client(&server.uri());
    let before = page(&client).await.expect("a page");
    assert!(before.contacts[0].values_of(FieldRole::Phone).is_empty());
    let account = client.account().await.expect("an account");
    assert_eq!(account.users[0].name.raw(), "Анна Крылова");
    let after = page(&client).await.expect("a page");
    assert_eq!(after.contacts[0].values_of(FieldRole::Phone).len(), 1);
}
