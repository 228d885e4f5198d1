//! Requests that nobody in his right mind sends: they break nothing.

use serde_json::{Value, json};

use super::desk::Desk;

#[tokio::test]
async fn nothing_that_is_asked_or_written_breaks_the_account() {
    let desk = Desk::new();
    let (many, far) = (vec!["41560"; 10_000].join(","), i64::MAX);
    for query in [
        format!("id={many}"),
        "id[]=41560&".repeat(5_000),
        format!("id={far},-{far},0"),
        format!("responsible_user_id={many}"),
        format!("limit_rows=500&limit_offset={far}"),
        format!("limit_rows={far}&limit_offset=-{far}"),
        format!("query={}", "%00%22*%25_".repeat(5_000)),
        format!("query={}", "x".repeat(60_000)),
        format!("query={}", "7".repeat(60_000)),
        format!("query[]={}", "x&query[]=".repeat(5_000)),
        "%FF%FE=%FF&id%5B%FF%5D=%FF".to_owned(),
    ] {
        let answer = desk.get(&format!("/api/v2/contacts?{query}")).await;
        assert!(answer.status.as_u16() < 500, "{query:.40}");
    }
    for since in [
        &far.to_string(),
        "-9223372036854775808",
        "Tue, 01 Aug 2017 07:07:23 +009223372036854775807",
        "Sat, 01 Jan 32767 00:00:00 -9999",
    ] {
        let headers = [("If-Modified-Since", since)];
        let answer = desk.get_with("/api/v2/contacts", &headers).await;
        assert!(answer.status.as_u16() < 500, "{since}");
    }
    let field = |id: i64, value: Value| json!([{"id": id, "values": [{"value": value}]}]);
    let tags: Vec<String> = (0..20_000).map(|tag| format!("t{tag}")).collect();
    let nested = (0..100).fold(json!("x"), |inner, _| json!({"name": "x", "in": inner}));
    for written in [
        json!({"name": "\u{0}".repeat(1_000), "tags": tags}),
        json!({"name": "x".repeat(1 << 20)}),
        json!({"name": "x", "id": far, "created_at": far, "updated_at": -far}),
        json!({"name": "x", "updated_at": i64::MIN, "created_by": far}),
        json!({"name": "x", "responsible_user_id": far, "company_id": -far}),
        json!({"name": "x", "leads_id": vec![1_090_391; 10_000], "customers_id": [far]}),
        json!({"name": "x", "unlink": {"leads_id": vec![far; 10_000]}}),
        json!({"name": "x", "custom_fields": field(4_400_126, nested)}),
        json!({"name": "x", "custom_fields": vec![field(4_396_818, json!("7"))[0].clone(); 2_000]}),
    ] {
        for body in [
            json!({"add": [written]}),
            json!({"update": [{"id": 41560, "updated_at": far}, written]}),
        ] {
            let answer = desk.post(&body).await;
            assert!(
                answer.status.as_u16() < 500,
                "{:.80} {}",
                body.to_string(),
                answer.text
            );
        }
    }
    assert_eq!(desk.get("/api/v2/contacts").await.status, 200);
    desk.written(&json!({"add": [{"name": "Следующий"}]})).await;
}

#[tokio::test]
async fn nonsense_never_breaks_the_account() {
    let desk = Desk::new();
    let deep = format!("{{\"add\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let bodies = [
        deep.as_str(),
        "[]",
        "null",
        "add[0][name]=%FF%FE",
        "add[9999999999999999999999][name]=x",
        r#"{"add":[null,1,"x",[],{}]}"#,
        r#"{"add":[{"name":{"a":1},"custom_fields":"x","tags":{"a":"b"},"unlink":5}]}"#,
        r#"{"add":[{"name":"x","created_at":1e400}]}"#,
        r#"{"add":[{"name":"x","created_at":99999999999999999999,"leads_id":{"a":[]},"request_id":{}}]}"#,
        r#"{"add":[{"name":"x","custom_fields":[{"id":4396818,"values":[[[]],{"value":{"a":[]}},null,true]}]}]}"#,
        r#"{"update":[{"id":-1,"updated_at":9223372036854775807}]}"#,
        r#"{"update":[{"id":41560,"updated_at":-9223372036854775808}]}"#,
        "\u{0}\u{1}",
    ];
    for body in bodies {
        for kind in ["application/json", "application/x-www-form-urlencoded"] {
            let answer = desk.post_as(kind, body).await;
            assert!(answer.status.as_u16() < 500, "{body}: {}", answer.text);
        }
    }
    for uri in [
        "/api/v2/contacts?limit_rows=1&limit_offset=9223372036854775807",
        "/api/v2/contacts?id[][]=1&id[a]=2",
        "/api/v2/contacts?query=%FF%00",
        "/api/v2/account?with[]=users&with[a][b]=1",
    ] {
        assert!(desk.get(uri).await.status.as_u16() < 500, "{uri}");
    }
}
