//! How an account says no to a whole request, in each of its dialects.

use serde_json::Value as Json;

use crate::wire::lenient;

/// A request that was refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The account's error code (110, 209, 330, …); of the newer documents the `status`, which may be such a code or
    /// merely the HTTP status again.
    pub code: Option<i64>,
    /// The account's own words; empty when it gave none.
    pub text: String,
}

/// Finds a refusal in a body, whatever the HTTP status was: `{"response":{"error","error_code"}}` (also inside a 200),
/// `{"title","status","detail"}`, or `error` at the top. `None` when the body says nothing of the kind, or is no JSON.
pub fn read(body: &[u8]) -> Option<Refusal> {
    let text = lenient::readable(body);
    // An answer that works has none of these members; a page of contacts is not read whole only to learn that.
    let answer = lenient::members(&text).ok()?;
    let member = |name: &str| {
        answer
            .get(name)
            .and_then(|raw| serde_json::from_str::<Json>(raw).ok())
    };
    let response = member("response").and_then(|response| in_response(&response));
    response.or_else(|| {
        let detail = member("detail").and_then(|detail| lenient::filled(&detail));
        let title = member("title").and_then(|title| lenient::filled(&title));
        let status = member("status").and_then(|status| lenient::int(&status));
        let error = member("error").and_then(|error| words(&error));
        let code = member("error_code").and_then(|code| lenient::int(&code));
        let said = detail.or(error).or(title)?;
        Some(Refusal {
            code: code.or(status),
            text: said,
        })
    })
}

fn in_response(response: &Json) -> Option<Refusal> {
    let error = response.get("error").and_then(words);
    let code = response.get("error_code").and_then(lenient::int);
    let denied = response.get("auth").and_then(lenient::flag) == Some(false);
    (error.is_some() || code.is_some() || denied).then(|| Refusal {
        code,
        text: error.unwrap_or_default(),
    })
}

/// The words of an `error` member: a text, or an object that holds one.
fn words(error: &Json) -> Option<String> {
    lenient::filled(error).or_else(|| {
        ["message", "detail", "title"]
            .iter()
            .find_map(|name| error.get(*name).and_then(lenient::filled))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_found_in_every_dialect() {
        let cases = [
            (
                r#"{"response":{"error":"Неверный логин","error_code":"110","auth":false,"server_time":1}}"#,
                Some(110),
                "Неверный логин",
            ),
            (
                r#"{"response":{"error":"x","error_code":222}}"#,
                Some(222),
                "x",
            ),
            (r#"{"response":{"auth":false}}"#, None, ""),
            (
                r#"{"title":"Unauthorized","type":"https://httpstatus.es/401","status":401,"detail":"Invalid"}"#,
                Some(401),
                "Invalid",
            ),
            (r#"{"title":"Error","status":330}"#, Some(330), "Error"),
            (r#"{"error":"expired"}"#, None, "expired"),
            (
                r#"{"error":{"message":"expired"},"error_code":"101"}"#,
                Some(101),
                "expired",
            ),
        ];
        for (body, code, text) in cases {
            assert_eq!(
                read(body.as_bytes()),
                Some(Refusal {
                    code,
                    text: text.to_owned()
                }),
                "{body}"
            );
        }
    }

    #[test]
    fn an_answer_that_works_is_no_refusal() {
        for body in [
            r#"{"response":{"auth":true,"user":{"id":1}}}"#,
            r#"{"_embedded":{"items":[]}}"#,
            r#"{"id":1,"name":"x"}"#,
            "[]",
            "",
            "<html>",
        ] {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
    }
}
