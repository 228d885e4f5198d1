//! Requests of any kind, in any order. `PROPTEST_CASES` asks for more of them.

use std::sync::LazyLock;

use axum::http::{HeaderName, HeaderValue, Method, Uri, header};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;
use tokio::runtime::Runtime;

use super::asked::{Asked, Weathered};
use super::documents::{ADDRESSES, DOCUMENTS, ODD, as_form, places, spoilt};

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
});

fn method() -> impl Strategy<Value = Method> {
    let other = select(vec![
        "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "GETT", "post",
    ]);
    prop_oneof![
        6 => Just(Method::GET),
        9 => Just(Method::POST),
        1 => other.prop_map(|name| Method::from_bytes(name.as_bytes()).unwrap()),
    ]
}

/// Parameters that some list knows, the credentials, and what nobody knows.
const PARAMETERS: &[&str] = &[
    "id",
    "id[]",
    "id[0]",
    "limit_rows",
    "limit_offset",
    "responsible_user_id",
    "responsible_user_id[]",
    "query",
    "element_id",
    "element_type",
    "type",
    "note_type",
    "with",
    "free_users",
    "filter",
    "filter[status][]",
    "filter[date_create][from]",
    "filter[date_modify][to]",
    "filter[date][type]",
    "filter[pipe][1][]",
    "filter[tasks]",
    "filter[active]",
    "filter[created_by][]",
    "filter[task_type][]",
    "status[]",
    "deleted_since",
    "USER_LOGIN",
    "USER_HASH",
    "login",
    "api_key",
    "type[",
    "]",
    "x",
];

const SCALARS: &[&str] = &[
    "",
    "0",
    "1",
    "-1",
    "500",
    "501",
    "1099181",
    "41560,1099181",
    ",,",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "1e9",
    "contact",
    "lead",
    "task",
    "json",
    "custom_fields,users,pipelines",
    "json,x",
    "Y",
    "anna@demo.test",
    "demo-anna",
    "%D0%B5%D0%BA",
    "%00",
    "%ff",
    "%",
    "%zz",
    "+",
    "''",
    "%25_%25",
    "%22",
    "%5C",
    "*",
    "2147483648",
    "1970-01-01",
    "a%20b%20c",
];

fn query() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        4 => select(SCALARS).prop_map(str::to_owned),
        1 => "[!-~]{0,12}".prop_map(|text| text.replace(['#', '<', '>', '"', '\\', '^', '`', '{', '|', '}'], "")),
    ];
    vec((select(PARAMETERS), value), 0..5).prop_map(|pairs| {
        let pairs: Vec<String> = pairs
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("&")
    })
}

fn uri(path: impl Strategy<Value = String>) -> impl Strategy<Value = Uri> {
    (path, prop_oneof![9 => Just(""), 1 => Just("/")], query())
        .prop_filter_map("an address", |(path, slash, query)| {
            format!("{path}{slash}?{query}").parse().ok()
        })
}

fn bytes(text: &'static str) -> HeaderValue {
    HeaderValue::from_bytes(text.as_bytes()).unwrap()
}

fn headers() -> impl Strategy<Value = Vec<(HeaderName, HeaderValue)>> {
    let signed_in = prop_oneof![
        9 => Just(Some("Bearer demo-anna")),
        1 => Just(Some("Bearer demo-gleb")),
        1 => select(vec!["Bearer wrong", "Bearer ", "Basic YTpi", "bearer  x y", "Bearer é"]).prop_map(Some),
        1 => Just(None),
    ];
    let signed_in = signed_in.prop_map(|key| key.map(|key| (header::AUTHORIZATION, bytes(key))));
    let known = prop_oneof![
        select(vec![
            "Mon, 01 Aug 2017 07:07:23 UTC",
            "Mon, 01 Aug 2013 07:07:23",
            "Tue, 01 Aug 2017 07:07:23 +0000",
            "1501571243",
            "9223372036854775807",
            "-9223372036854775808",
            "Mon, 99 Aug 2017 99:99:99 UTC",
            "1 Jan 9999 23:59:59 +9959",
            "1 Jan -9999 00:00:00 -9959",
            "1 Jan 99999999999 0:0:0",
            ",",
            "1 é 1 1",
            "Mon, 01 Aug 2017 07:07:23 +0é",
        ])
        .prop_map(|text| (header::IF_MODIFIED_SINCE, bytes(text))),
        select(vec![
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/é",
            ""
        ])
        .prop_map(|text| (header::CONTENT_TYPE, bytes(text))),
        select(vec![
            "session_id=",
            "session_id=aaaa; path=/",
            ";;=;session_id",
            "session_id=é",
            "a=b, session_id=c"
        ])
        .prop_map(|text| (header::COOKIE, bytes(text))),
        select(vec![
            "127.0.0.1",
            "[::1]:80",
            "localhost:é",
            "evil.example",
            "",
            ":",
            "[",
            "127.0.0.1:"
        ])
        .prop_map(|text| (header::HOST, bytes(text))),
        select(vec!["http://127.0.0.1", "null", "", "é"])
            .prop_map(|text| (header::ORIGIN, bytes(text))),
        Just((
            HeaderName::from_static("x-requested-with"),
            bytes("XMLHttpRequest")
        )),
    ];
    let random = ("[a-z][a-z-]{0,12}", vec(32..=255_u8, 0..20)).prop_filter_map(
        "a header",
        |(name, value)| {
            let value = HeaderValue::from_bytes(&value).ok()?;
            Some((HeaderName::from_bytes(name.as_bytes()).ok()?, value))
        },
    );
    (signed_in, vec(prop_oneof![5 => known, 1 => random], 0..4)).prop_map(
        |(signed_in, mut others)| {
            others.extend(signed_in);
            others
        },
    )
}

/// A valid document with odd values at some places, as JSON or as a form.
fn document(valid: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let value = prop_oneof![4 => select(ODD).prop_map(str::to_owned), 1 => "[ -~]{0,8}"];
    (vec((any::<Index>(), value), 0..4), any::<bool>()).prop_map(move |(changes, form)| {
        let mut document: Value = serde_json::from_str(valid).unwrap();
        let mut text = document.to_string();
        for (place, value) in changes {
            text = spoilt(&document, place.get::<String>(&places(&document)), &value);
            match serde_json::from_str(&text) {
                Ok(read) => document = read,
                Err(_) => break,
            }
        }
        if form {
            as_form(&document).into()
        } else {
            text.into()
        }
    })
}

/// The same with bytes cut out and put in.
fn body(valid: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        select(vec![
            "[",
            "]",
            "{",
            "}",
            "[]",
            "[0]",
            "&",
            "=",
            "%",
            "\"",
            "\\",
            ",",
            ":",
            "\0",
            "[[",
            "%5B",
            "-",
            "9999999999"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        vec(any::<u8>(), 0..4),
    ];
    let cuts = prop_oneof![3 => Just(0..1), 1 => Just(0..4)]
        .prop_flat_map(move |count| vec((any::<Index>(), 0..6_usize, piece.clone()), count));
    (document(valid), cuts).prop_map(|(mut body, cuts)| {
        for (at, length, piece) in cuts {
            let start = at.index(body.len() + 1);
            let end = (start + length).min(body.len());
            body.splice(start..end, piece);
        }
        body
    })
}

fn asked() -> impl Strategy<Value = Asked> {
    let fitting =
        select(DOCUMENTS).prop_flat_map(|(path, valid)| (Just(path.to_owned()), body(valid)));
    let any_path =
        prop_oneof![3 => select(ADDRESSES).prop_map(str::to_owned), 1 => "(/[a-z0-9.%]{0,8}){1,4}"];
    let any_body = prop_oneof![
        1 => Just(Vec::new()),
        1 => vec(any::<u8>(), 0..100),
        1 => select(DOCUMENTS).prop_flat_map(|(_, valid)| body(valid)),
    ];
    let target = prop_oneof![3 => fitting.boxed(), 2 => (any_path, any_body).boxed()];
    target
        .prop_flat_map(|(path, body)| {
            (
                method(),
                uri(Just(path)),
                headers(),
                Just(body),
                any::<bool>(),
            )
        })
        .prop_map(|(method, uri, headers, body, live)| Asked {
            method,
            uri,
            headers,
            body: body.into(),
            live,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_request_breaks_the_account(requests in vec(asked(), 1..12)) {
        RUNTIME.block_on(async {
            let account = Weathered::new();
            for request in requests {
                account.ask(request).await;
            }
            account.still_answers().await;
        });
    }
}
