//! Every valid body with every odd value at every place, and bodies that are odd as a whole.

use axum::body::Bytes;
use serde_json::Value;

use super::asked::{Asked, Weathered};
use super::documents::{ADDRESSES, DOCUMENTS, ODD, as_form, places, spoilt};

#[tokio::test]
async fn every_document_is_taken_as_it_is() {
    for (path, document) in DOCUMENTS {
        for live in [false, true] {
            let account = Weathered::new();
            let (status, answer) = account.ask(Asked::post(path, *document, live)).await;
            let answer = String::from_utf8(answer.into()).unwrap();
            assert_eq!(status, 200, "{path}: {answer}");
            let refuses = ["\"errors\"", "\"ERRORS\""]
                .iter()
                .any(|word| answer.contains(word));
            assert!(!refuses, "{path}: {answer}");
        }
    }
}

#[tokio::test]
async fn an_odd_value_at_any_place_is_refused_or_taken() {
    for (path, document) in DOCUMENTS {
        let document: Value = serde_json::from_str(document).unwrap();
        for (at, place) in places(&document).iter().enumerate() {
            // A new one, so that what was written at one place does not stand in the way of the next.
            let account = Weathered::new();
            for odd in ODD {
                let body = spoilt(&document, place, odd);
                account.ask(Asked::post(path, body, at % 2 == 1)).await;
            }
            // And as a form, in which everything is a text.
            let form = as_form(&serde_json::from_str(&spoilt(&document, place, "null")).unwrap());
            account.ask(Asked::post(path, form, at % 2 == 0)).await;
            account.still_answers().await;
        }
    }
}

#[tokio::test]
async fn a_body_that_is_odd_as_a_whole_is_refused() {
    let account = Weathered::new();
    let many = |open: &str, piece: &str, close: &str| -> Bytes {
        [open, &piece.repeat(50_000), close].concat().into()
    };
    let bodies = [
        many("{\"add\":", "[", ""),
        many("{\"add\":", "{\"0\":", "1"),
        many("", "[", ""),
        many("add", "[0]", "=1"),
        many("add", "[", "=1"),
        "add[0][name]=a&add=b&add[0]=c&add[0][name][x]=d&add[]=e".into(),
        "add[18446744073709551615]=f&add[]=g&add[-1][name]=a&add[1e9][name]=b".into(),
        "add[ 0][name]=c&add[０][name]=d&add[0][\0]=%00&=&&&=;&[]=1".into(),
        "add%5B0%5D%5Bname%5D=%ff%fe&add[0][name]=%".into(),
        Bytes::from_static(b"{\"add\":[{\"name\":\"\xff\xfe\"}]}"),
        Bytes::from_static(b"\xef\xbb\xbf{\"add\":[{\"name\":\"a\"}]}"),
        Bytes::from_static(b"\0"),
        many("{\"add\":[{\"name\":\"", "я", "\"}]}"),
        many("{\"add\":[", "{\"name\":\"a\"},", "{}]}"),
        // What takes more than its share would take minutes here.
        many("{\"add\":[{\"name\":\"a\",\"tags\":\"", "a,", "\"}]}"),
        many(
            "{\"add\":[{\"name\":\"a\",\"leads_id\":[",
            "45615,",
            "1]}]}",
        ),
        many(
            "{\"add\":[{\"name\":\"a\",\"contacts_id\":[",
            "41560,",
            "1]}]}",
        ),
        many(
            "{\"add\":[{\"name\":\"a\",\"custom_fields\":[{\"id\":4400119,\"values\":[",
            "1,",
            "1]}]}]}",
        ),
        many("{\"update\":[{\"id\":1", "0", ",\"updated_at\":1e999}]}"),
        many("ID[]=1", "&ID[]=1", ""),
    ];
    for (at, path) in ADDRESSES.iter().enumerate() {
        for body in &bodies {
            account
                .ask(Asked::post(path, body.clone(), at % 2 == 0))
                .await;
        }
    }
    account.still_answers().await;
}
