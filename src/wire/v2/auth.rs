//! The answer of `POST /private/api/auth.php?type=json`.

use serde_json::Value as Json;

use crate::wire::lenient;

/// What a login answered. The session itself travels in a cookie, not here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Auth {
    /// Whether the login holds.
    pub granted: bool,
    /// Who logged in; old answers do not say.
    pub user_id: Option<i64>,
    /// The accounts that the login opens.
    pub accounts: Vec<AccountRef>,
    /// The account's clock, in Unix seconds.
    pub server_time: Option<i64>,
}

/// One account that a login opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRef {
    /// The account's id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The first part of its host name.
    pub subdomain: String,
}

/// Reads the body of a login answer; `None` when it is not one.
pub fn read(body: &[u8]) -> Option<Auth> {
    let answer: Json = serde_json::from_str(&lenient::readable(body)).ok()?;
    let response = answer.get("response")?;
    let text = |of: &Json, key: &str| of.get(key).and_then(lenient::text).unwrap_or_default();
    Some(Auth {
        granted: response.get("auth").and_then(lenient::flag)?,
        user_id: response
            .get("user")
            .and_then(|user| user.get("id"))
            .and_then(lenient::int),
        accounts: response
            .get("accounts")
            .and_then(lenient::list)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|account| {
                Some(AccountRef {
                    id: account.get("id").and_then(lenient::int)?,
                    name: text(account, "name"),
                    subdomain: text(account, "subdomain"),
                })
            })
            .collect(),
        server_time: response.get("server_time").and_then(lenient::int),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_answer_reads_with_numbers_strings_and_success() {
        let new = br#"{"response":{"auth":true,"accounts":[{"id":13667499,"name":"x","subdomain":"test"}],"user":{"id":504141},"server_time":1474464887}}"#;
        let auth = read(new).expect("a login answer");
        assert_eq!(
            (auth.granted, auth.user_id, auth.server_time),
            (true, Some(504_141), Some(1_474_464_887))
        );
        assert_eq!(
            (auth.accounts[0].id, auth.accounts[0].subdomain.as_str()),
            (13_667_499, "test")
        );
        let old = br#"{"response":{"auth":"success","accounts":{"0":{"id":"13667499"}},"server_time":"1"}}"#;
        let auth = read(old).expect("a login answer");
        assert_eq!(
            (auth.granted, auth.user_id, auth.accounts[0].id),
            (true, None, 13_667_499)
        );
    }

    #[test]
    fn a_refused_login_and_a_foreign_answer_are_told_apart() {
        assert_eq!(
            read(br#"{"response":{"auth":false,"error":"x"}}"#).map(|auth| auth.granted),
            Some(false)
        );
        assert_eq!(read(br#"{"response":{}}"#), None);
        assert_eq!(read(b"<root><auth>true</auth></root>"), None);
    }
}
