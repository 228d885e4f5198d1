//! The client and the embedded account, over a real socket: what is sent is understood, and what is stored is read back.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use rolo::crm::{Access, Ask, Crm as _, Post, Posted, V2};
use rolo::domain::account::{Account, Right};
use rolo::domain::contact::Contact;
use rolo::domain::edit::Changes;
use rolo::domain::failure::Failure;
use rolo::domain::field::{AddressPart, Content, FieldKind, FieldRole, FieldValue};
use rolo::domain::id::{ContactId, FieldId, Moment, OptionId, UserId};
use rolo::server::{self, Shapes};
use tokio_util::sync::CancellationToken;

use super::support::{client_with, config};

const NOW: i64 = 1_900_000_000;
const SAMPLE: ContactId = ContactId(1_099_181);
const PHONES: FieldId = FieldId(4_396_818);
const ADDRESS: FieldId = FieldId(4_400_115);
const LIST: FieldId = FieldId(4_400_116);

/// Runs every one of these in both shapes that an account may answer in.
macro_rules! in_both_shapes {
    ($($name:ident),* $(,)?) => {$(
        mod $name {
            use rolo::server::Shapes;

            #[tokio::test]
            async fn as_on_the_page() {
                super::$name(Shapes::Page).await;
            }

            #[tokio::test]
            async fn as_in_live_accounts() {
                super::$name(Shapes::Live).await;
            }
        }
    )*};
}

mod around;

in_both_shapes![
    the_account_tells_users_rights_and_fields,
    all_contacts_are_read_page_by_page_and_none_is_unreadable,
    a_search_is_answered_by_the_account,
    every_field_that_is_sent_is_read_back,
    each_kind_of_field_takes_what_it_gave,
    without_the_account_lists_travel_in_the_long_form,
    a_new_contact_is_made_once_however_often_it_is_sent,
    a_change_of_a_contact_that_is_dated_later_is_stale,
    what_a_user_may_not_do_is_refused_and_what_he_may_not_see_is_not_there,
    an_unknown_field_is_refused_with_the_code_of_the_account,
    a_login_works_and_survives_the_end_of_its_session,
    wrong_keys_are_refused,
];

/// A running demo account; ends with the test.
struct Demo {
    uri: String,
    clock: Arc<AtomicI64>,
    _stop: tokio_util::sync::DropGuard,
}

impl Demo {
    async fn start(shapes: Shapes) -> Self {
        let clock = Arc::new(AtomicI64::new(NOW));
        let hands = Arc::clone(&clock);
        let account = server::Account::in_memory(Arc::new(move || hands.load(Ordering::SeqCst)))
            .expect("an account");
        account.seed_demo(60, 1).expect("seeded");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let uri = format!("http://{}", listener.local_addr().expect("an address"));
        let stop = CancellationToken::new();
        tokio::spawn(server::serve(account, shapes, listener, stop.clone()));
        Self {
            uri,
            clock,
            _stop: stop.drop_guard(),
        }
    }

    fn client(&self, access: Access) -> V2 {
        client_with(&self.uri, access, &config())
    }

    fn anna(&self) -> V2 {
        self.client(Access::Token("demo-anna".into()))
    }
}

fn login(login: &str, key: &str) -> Access {
    Access::Login {
        login: login.to_owned(),
        hash: key.into(),
    }
}

async fn read(client: &V2, id: ContactId) -> Contact {
    client
        .contact(id)
        .await
        .expect("an answer")
        .expect("a contact")
        .contact
}

async fn save(client: &V2, account: &Account, id: ContactId, changes: &Changes) -> Contact {
    let after = read(client, id).await.updated_at;
    let posted = client
        .post(Post::Update { id, changes, after }, Some(account))
        .await;
    assert_eq!(posted, Ok(Posted::Accepted(id)));
    read(client, id).await
}

fn one(field: FieldId, values: Vec<FieldValue>) -> Changes {
    Changes {
        fields: [(field, values)].into(),
        ..Changes::default()
    }
}

async fn the_account_tells_users_rights_and_fields(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let account = demo
        .client(Access::Token("demo-boris".into()))
        .account()
        .await
        .expect("an account");
    assert_eq!(
        (account.current_user, account.timezone.as_str()),
        (UserId(504_142), "Europe/Moscow")
    );
    assert_eq!(account.rights().view, Right::Own);
    assert_eq!(
        account.field_of(FieldRole::Phone).map(|field| field.id),
        Some(PHONES)
    );
    assert_eq!(
        account.field(ADDRESS).map(|field| field.kind),
        Some(FieldKind::SmartAddress)
    );
    assert_eq!(
        account.field(LIST).map(|field| field.options.len()),
        Some(10)
    );
}

async fn all_contacts_are_read_page_by_page_and_none_is_unreadable(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let client = demo.anna();
    let mut ids = Vec::new();
    loop {
        let page = client
            .page(Ask {
                query: "",
                rows: 25,
                offset: ids.len(),
            })
            .await
            .expect("a page");
        assert_eq!(page.unreadable, 0);
        if page.is_empty() {
            break;
        }
        ids.extend(page.contacts.iter().map(|contact| contact.id));
    }
    assert_eq!(ids.len(), 60);
    assert!(ids.is_sorted_by(|a, b| a < b) && ids.contains(&SAMPLE));
}

async fn a_search_is_answered_by_the_account(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let page = demo
        .anna()
        .page(Ask {
            query: "ДОЛГОРУКОВА Екат",
            rows: 50,
            offset: 0,
        })
        .await
        .expect("a page");
    assert!(page.contacts.iter().any(|contact| contact.id == SAMPLE));
    let none = demo
        .anna()
        .page(Ask {
            query: "нет такого человека",
            rows: 50,
            offset: 0,
        })
        .await
        .expect("a page");
    assert!(none.is_empty());
}

async fn every_field_that_is_sent_is_read_back(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let client = demo.anna();
    let account = client.account().await.expect("an account");
    let changes = Changes {
        name: Some("Пётр \u{1b}[31m «Ёж»".to_owned()),
        tags: Some(vec!["важный".to_owned(), "2024".to_owned()]),
        fields: [
            (
                PHONES,
                vec![
                    FieldValue::typed("8 (999) 012-34-56", Some(OptionId(3_685_083))),
                    FieldValue::typed("8 (999) 012-34-56", Some(OptionId(3_685_083))),
                    FieldValue::typed("+7 999", Some(OptionId(3_685_087))),
                ],
            ),
            (
                ADDRESS,
                vec![
                    FieldValue::part("ул. Ленина, д. 1", AddressPart::Line1),
                    FieldValue::part("Москва", AddressPart::City),
                    FieldValue::part("RU", AddressPart::Country),
                ],
            ),
            (
                LIST,
                vec![
                    FieldValue::typed("1", Some(OptionId(3_692_662))),
                    FieldValue::typed("10", Some(OptionId(3_692_671))),
                ],
            ),
        ]
        .into(),
        ..Changes::default()
    };
    let contact = save(&client, &account, SAMPLE, &changes).await;
    assert_eq!(Some(contact.name.raw()), changes.name.as_deref());
    let mut tags = contact.tag_names();
    tags.sort();
    assert_eq!(tags, ["2024", "важный"]);
    for (field, values) in &changes.fields {
        assert_eq!(contact.values(*field), values, "{field}");
    }
    assert_eq!(
        (contact.updated_by, contact.updated_at >= Moment(NOW)),
        (UserId(504_141), true)
    );
    assert_eq!(contact.leads.len(), 1, "what was not named stays");
}

async fn each_kind_of_field_takes_what_it_gave(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let client = demo.anna();
    let account = client.account().await.expect("an account");
    let mut tried = Vec::new();
    for field in &account.fields {
        let values = match field.kind {
            FieldKind::Numeric | FieldKind::Price | FieldKind::Monetary => {
                vec![FieldValue::text("42")]
            }
            FieldKind::Checkbox => vec![FieldValue::text("1")],
            FieldKind::Select | FieldKind::Multiselect | FieldKind::Radiobutton => {
                let option = field.options.last().expect("an option");
                vec![FieldValue::typed(option.label.raw(), Some(option.id))]
            }
            FieldKind::Multitext => vec![FieldValue::typed(
                "anna@example.com",
                field.options.last().map(|option| option.id),
            )],
            FieldKind::Date | FieldKind::Birthday | FieldKind::DateTime => {
                vec![FieldValue::text("2017-10-26 00:00:00")]
            }
            FieldKind::SmartAddress => vec![FieldValue::part("101010", AddressPart::Zip)],
            FieldKind::LegalEntity => vec![FieldValue {
                content: Content::Structured(
                    r#"{"name":"ООО «Ромашка»","entity_type":2,"vat_id":"7700000000"}"#.to_owned(),
                ),
                ..FieldValue::text("")
            }],
            FieldKind::Text
            | FieldKind::Textarea
            | FieldKind::Url
            | FieldKind::StreetAddress
            | FieldKind::TrackingData => {
                vec![FieldValue::text("https://example.com/?a=1&b=2")]
            }
            // Not fields of a contact, or of kinds whose values only the account can make.
            _ => continue,
        };
        let contact = save(&client, &account, SAMPLE, &one(field.id, values.clone())).await;
        let held = contact.values(field.id);
        match &values[0].content {
            Content::Structured(_) => assert!(
                matches!(&held[0].content, Content::Structured(json) if json.contains("Ромашка"))
            ),
            Content::Text(_) => assert_eq!(held, values, "{:?}", field.kind),
        }
        tried.push(field.kind);
        let cleared = save(&client, &account, SAMPLE, &one(field.id, vec![])).await;
        assert!(cleared.values(field.id).is_empty(), "{:?}", field.kind);
    }
    assert!(tried.len() >= 15, "{tried:?}");
}

async fn without_the_account_lists_travel_in_the_long_form(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let client = demo.anna();
    let after = read(&client, SAMPLE).await.updated_at;
    let values = vec![FieldValue::typed("5", Some(OptionId(3_692_666)))];
    let changes = one(LIST, values.clone());
    let posted = client
        .post(
            Post::Update {
                id: SAMPLE,
                changes: &changes,
                after,
            },
            None,
        )
        .await;
    assert_eq!(posted, Ok(Posted::Accepted(SAMPLE)));
    assert_eq!(read(&client, SAMPLE).await.values(LIST), values);
}

async fn a_new_contact_is_made_once_however_often_it_is_sent(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let client = demo.anna();
    let changes = Changes {
        name: Some("Новый Контакт".to_owned()),
        ..Changes::default()
    };
    let request_id = "6f0d2a64-3a3c-4a55-9d4e-0b0f6a1c2d3e";
    let first = client
        .post(
            Post::Add {
                changes: &changes,
                request_id,
            },
            None,
        )
        .await
        .expect("accepted");
    let again = client
        .post(
            Post::Add {
                changes: &changes,
                request_id,
            },
            None,
        )
        .await
        .expect("accepted");
    assert_eq!(first, again);
    let Posted::Accepted(id) = first else {
        panic!("stale");
    };
    assert_eq!(read(&client, id).await.name.raw(), "Новый Контакт");
}

async fn a_change_of_a_contact_that_is_dated_later_is_stale(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let client = demo.anna();
    let account = client.account().await.expect("an account");
    let ahead = Changes {
        name: Some("из будущего".to_owned()),
        ..Changes::default()
    };
    let post = Post::Update {
        id: SAMPLE,
        changes: &ahead,
        after: Moment(NOW + 10_000),
    };
    assert_eq!(
        client.post(post, Some(&account)).await,
        Ok(Posted::Accepted(SAMPLE))
    );
    let late = Post::Update {
        id: SAMPLE,
        changes: &ahead,
        after: Moment(0),
    };
    assert_eq!(client.post(late, Some(&account)).await, Ok(Posted::Stale));
    // With the date that was read the same change is accepted, although it lies ahead of the account's clock.
    let contact = save(&client, &account, SAMPLE, &ahead).await;
    assert_eq!(contact.updated_at, Moment(NOW + 10_002));
}

async fn what_a_user_may_not_do_is_refused_and_what_he_may_not_see_is_not_there(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let changes = Changes {
        name: Some("x".to_owned()),
        ..Changes::default()
    };
    let post = Post::Update {
        id: SAMPLE,
        changes: &changes,
        after: Moment(NOW),
    };
    let gleb = demo.client(Access::Token("demo-gleb".into()));
    assert_eq!(read(&gleb, SAMPLE).await.id, SAMPLE);
    assert!(matches!(
        gleb.post(post, None).await,
        Err(Failure::Refused { .. })
    ));
    let boris = demo.client(Access::Token("demo-boris".into()));
    assert_eq!(boris.contact(SAMPLE).await, Ok(None));
    assert!(matches!(
        boris.post(post, None).await,
        Err(Failure::Refused { .. })
    ));
}

async fn an_unknown_field_is_refused_with_the_code_of_the_account(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let client = demo.anna();
    let changes = one(FieldId(1), vec![FieldValue::text("x")]);
    let post = Post::Update {
        id: SAMPLE,
        changes: &changes,
        after: Moment(NOW),
    };
    assert!(matches!(
        client.post(post, None).await,
        Err(Failure::Refused {
            code: Some(211),
            ..
        })
    ));
    let post = Post::Add {
        changes: &changes,
        request_id: "6f0d2a64-3a3c-4a55-9d4e-0b0f6a1c2d3f",
    };
    assert!(matches!(
        client.post(post, None).await,
        Err(Failure::Refused { .. })
    ));
}

async fn a_login_works_and_survives_the_end_of_its_session(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let client = demo.client(login("anna@demo.test", "demo-anna"));
    assert_eq!(read(&client, SAMPLE).await.id, SAMPLE);
    demo.clock.fetch_add(16 * 60, Ordering::SeqCst);
    assert_eq!(read(&client, SAMPLE).await.id, SAMPLE);
}

async fn wrong_keys_are_refused(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    for access in [
        login("anna@demo.test", "demo-boris"),
        login("nobody@demo.test", "x"),
        Access::Token("x".into()),
    ] {
        assert_eq!(demo.client(access).account().await, Err(Failure::SignedOut));
    }
}
