//! Every valid body with every odd value at every place, and bodies that are odd as a whole.

use serde_json::Value;

use super::asked::{Asked, Weathered};
use super::documents::{ADDRESSES, DOCUMENTS, ODD, as_form, places, spoilt};

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
            // The same with the place gone, and as a form.
            let form = as_form(&serde_json::from_str(&spoilt(&document, place, "null")).unwrap());
            account.ask(Asked::post(path, form, at % 2 == 0)).await;
            account.still_answers().await;
        }
    }
}

#[tokio::test]
async fn a_body_that_is_odd_as_a_whole_is_refused() {
    let account = Weathered::new();
    let deep = |open: &str, close: &str| {
        format!(
            "{{\"add\":{}{}}}",
            open.repeat(100_000),
            close.repeat(100_000)
        )
    };
    let bodies: Vec<Vec<u8>> = vec![
        deep("[", "]").into(),
        deep("{\"0\":", "}").into(),
        "[".repeat(1_000_000).into(),
        format!("add{}=1", "[0]".repeat(100_000)).into(),
        format!("add{}=1", "[".repeat(1_000_000)).into(),
        format!("add{}=1", "[]".repeat(31)).into(),
        "add[0][name]=a&add=b&add[0]=c&add[0][name][x]=d&add[]=e&add[18446744073709551615]=f&add[]=g".into(),
        "add[-1][name]=a&add[1e9][name]=b&add[ 0][name]=c&add[０][name]=d".into(),
        "add%5B0%5D%5Bname%5D=%ff%fe&add[0][\0]=%00&=&&&=;".into(),
        b"{\"add\":[{\"name\":\"\xff\xfe\"}]}".to_vec(),
        b"\xef\xbb\xbf{\"add\":[{\"name\":\"a\"}]}".to_vec(),
        b"\0".to_vec(),
        format!("{{\"add\":[{{\"name\":\"{}\"}}]}}", "я".repeat(1_000_000)).into(),
        format!("{{\"add\":[{}{{}}]}}", "{\"name\":\"a\"},".repeat(499)).into(),
        format!("{{\"add\":[{}{{}}]}}", "{\"name\":\"a\"},".repeat(501)).into(),
format!("{{\"add\":[{{\"name\":\"a\",\"tags\":\"{}\"}}]}}", "a,".repeat(100_000)).into(),
        format!("{{\"add\":[{{\"name\":\"a\",\"leads_id\":[{}1]}}]}}", "45615,".repeat(100_000)).into(),
        // What grows faster than the body would take minutes here.
        format!("{{\"add\":[{{\"name\":\"a\",\"custom_fields\":[{{\"id\":4400119,\"values\":[{}1]}}]}}]}}", "1,".repeat(100_000)).into(),
        format!("ID[]={}", "1&ID[]=".repeat(100_000)).into(),
        format!("{{\"update\":[{{\"id\":1{},\"updated_at\":1{}}}]}}", "0".repeat(1000), "0".repeat(1000)).into(),
    ];
    for path in ADDRESSES {
        for body in &bodies {
            for live in [false, true] {
                account.ask(Asked::post(path, body.clone(), live)).await;
            }
        }
    }
    account.still_answers().await;
}
