//! `POST /api/v2/contacts`: the ways in which the page's programs and other clients write one and the same request.

use std::sync::Arc;

use rolo::server::{Account, Shapes, serve};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use super::super::desk::{Desk, NOW};
use super::values;

const FORM: &str = "application/x-www-form-urlencoded";

/// The contact that this body adds, as it is read back.
async fn sent(desk: &Desk, kind: &str, body: &str) -> Value {
    let answer = desk.post_as(kind, body).await;
    assert_eq!(answer.ids().len(), 1, "{kind}: {}", answer.text);
    desk.contact(answer.ids()[0]).await
}

#[tokio::test]
async fn a_body_is_json() {
    let desk = Desk::new();
    for kind in [
        "application/json",
        "application/json; charset=utf-8",
        "application/hal+json",
    ] {
        let contact = sent(&desk, kind, r#"{"add":[{"name":"Иван"}]}"#).await;
        assert_eq!(contact["name"], "Иван", "{kind}");
    }
}

#[tokio::test]
async fn a_body_is_json_whatever_its_content_type_says() {
    let desk = Desk::new();
    for kind in [
        FORM,
        "text/plain",
        "application/jsom",
        "multipart/form-data",
        "",
    ] {
        let body = "\u{feff}  {\"add\":[{\"name\":\"Иван\"}]}";
        assert_eq!(sent(&desk, kind, body).await["name"], "Иван", "{kind}");
    }
}

#[tokio::test]
async fn a_body_needs_no_content_type() {
    let desk = Desk::new();
    for body in [r#"{"add":[{"name":"x"}]}"#, "add[0][name]=x"] {
        let headers = [("Authorization", "Bearer demo-anna")];
        let answer = desk.ask("POST", "/api/v2/contacts", &headers, body).await;
        assert_eq!(answer.ids().len(), 1, "{body}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_body_is_a_form_as_php_writes_it() {
    let desk = Desk::new();
    let form = "add[0][name]=%D0%98%D0%B2%D0%B0%D0%BD&add[0][tags]=a,b&add[0][leads_id][]=45615\
        &add[0][custom_fields][0][id]=4396818&add[0][custom_fields][0][values][0][value]=89990123456\
        &add[0][custom_fields][0][values][0][enum]=WORK&add[0][custom_fields][1][id]=4400116\
        &add[0][custom_fields][1][values][]=3692662&add[0][custom_fields][1][values][]=3692663";
    let encoded = form.replace('[', "%5B").replace(']', "%5D");
    for body in [form, &encoded] {
        let contact = sent(&desk, FORM, body).await;
        assert_eq!(contact["name"], "Иван");
        assert_eq!(contact["leads"]["id"], json!([45615]));
        assert_eq!(
            values(&contact, 4_396_818),
            Some(json!([{"value": "89990123456", "enum": "3685083"}]))
        );
        assert_eq!(
            values(&contact, 4_400_116),
            Some(json!([{"value": "1", "enum": "3692662"}, {"value": "2", "enum": "3692663"}]))
        );
    }
    let update = format!(
        "update[0][id]=41560&update[0][updated_at]={NOW}&update[0][unlink][leads_id][]=5&update[0][name]=b"
    );
    assert_eq!(sent(&desk, FORM, &update).await["name"], "b");
}

#[tokio::test]
async fn a_form_may_have_holes_in_its_indexes() {
    let desk = Desk::new();
    let form = "add[7][name]=x&add[7][custom_fields][9][id]=4400115\
        &add[7][custom_fields][9][values][3][value]=Moscow&add[7][custom_fields][9][values][3][subtype]=city\
        &add[7][custom_fields][9][values][1][value]=Lenina&add[7][custom_fields][9][values][1][subtype]=1";
    assert_eq!(
        values(&sent(&desk, FORM, form).await, 4_400_115),
        Some(json!([{"value": "Lenina", "subtype": "1"}, {"value": "Moscow", "subtype": "3"}]))
    );
}

#[tokio::test]
async fn a_form_may_leave_out_its_indexes() {
    let desk = Desk::new();
    let answer = desk.post_as(FORM, "add[][name]=a&add[][name]=b").await;
    let ids = answer.ids();
    assert_eq!(ids.len(), 2, "{}", answer.text);
    for (id, name) in ids.into_iter().zip(["a", "b"]) {
        assert_eq!(desk.contact(id).await["name"], name);
    }
}

#[tokio::test]
async fn a_body_may_come_in_chunks_without_a_length() {
    let account = Account::in_memory(Arc::new(|| NOW)).unwrap();
    account.seed_demo(2, 1).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut stream = TcpStream::connect(listener.local_addr().unwrap())
        .await
        .unwrap();
    let stop = CancellationToken::new();
    let served = tokio::spawn(serve(account.clone(), Shapes::Page, listener, stop.clone()));
    // The break is inside of a letter.
    let request = b"POST /api/v2/contacts HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer demo-anna\r\n\
        Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n12\r\n{\"add\":[{\"name\":\"\xD0\r\n5\r\n\x98\"}]}\r\n0\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    stop.cancel();
    served.await.unwrap().unwrap();
    let desk = Desk::over(&account, "demo-anna");
    assert_eq!(
        desk.names("/api/v2/contacts?query=%D0%98")
            .await
            .last()
            .unwrap(),
        "И"
    );
}

#[tokio::test]
async fn a_get_may_have_a_body_that_nobody_needs() {
    let desk = Desk::new();
    for (kind, body) in [
        ("application/json", "[]"),
        (FORM, "id=5"),
        ("application/json", "{]"),
    ] {
        let headers = [
            ("Authorization", "Bearer demo-anna"),
            ("Content-Type", kind),
        ];
        let answer = desk.ask("GET", "/api/v2/contacts", &headers, body).await;
        assert_eq!(answer.ids(), [41560, 1_099_181], "{body}");
    }
}

#[tokio::test]
async fn both_addresses_take_writes_with_a_slash_at_the_end_or_without() {
    let desk = Desk::new();
    for uri in ["/api/v2/contacts", "/api/v2/contacts/"] {
        let answer = desk.post_to(uri, &json!({"add": [{"name": "x"}]})).await;
        assert_eq!(answer.ids().len(), 1, "{uri}");
    }
}
