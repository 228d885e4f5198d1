//! The answer of `POST /api/v2/contacts`: what was done, and what was refused item by item inside a 200.

use serde_json::Value as Json;

use crate::wire::lenient;
use crate::wire::v2::contact::RequestId;
use crate::wire::v2::page::Unreadable;

/// What one call did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posted {
    /// The contacts that were made or changed.
    pub items: Vec<Done>,
    /// The elements that were refused.
    pub errors: Vec<ItemError>,
}

/// One contact that was made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Its id, a new one after an add.
    pub id: i64,
    /// What the client called the element.
    pub request_id: Option<RequestId>,
    /// The moment the account stored, in Unix seconds (accounts give milliseconds here at times); only after updates.
    pub updated_at: Option<i64>,
}

/// One element that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemError {
    /// Which list it stood in.
    pub kind: Kind,
    /// The contact it was about. Of errors that are keyed by a number without saying whose, this is an id on update.
    pub id: Option<i64>,
    /// What the client called the element. Of errors that are keyed without saying by what, this is the key on add.
    pub request_id: Option<RequestId>,
    /// The account's error code, such as `"209"`.
    pub code: Option<String>,
    /// The account's own words; empty when it gave none.
    pub message: String,
}

/// Which list of the call an error belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `errors.add`.
    Add,
    /// `errors.update`.
    Update,
    /// The errors were listed without saying.
    Unnamed,
}

/// Reads the body of an answer to a write.
pub fn read(body: &[u8]) -> Result<Posted, Unreadable> {
    let answer: Json =
        serde_json::from_str(&lenient::readable(body)).map_err(|_| Unreadable::NotJson)?;
    let embedded = answer
        .get("_embedded")
        .filter(|embedded| embedded.is_object())
        .ok_or(Unreadable::NoItems)?;
    let errors = embedded.get("errors").map(errors).unwrap_or_default();
    let items = match embedded.get("items") {
        Some(items) => lenient::list(items).ok_or(Unreadable::NoItems)?,
        // With errors alone the list may be left out; with neither this is no answer to a write.
        None if errors.is_empty() => return Err(Unreadable::NoItems),
        None => Vec::new(),
    };
    Ok(Posted {
        items: items.into_iter().filter_map(Done::read).collect(),
        errors,
    })
}

impl Done {
    fn read(item: &Json) -> Option<Self> {
        Some(Self {
            id: item
                .get("id")
                .and_then(lenient::int)
                .filter(|id| *id != 0)?,
            request_id: item.get("request_id").and_then(RequestId::read),
            updated_at: item
                .get("updated_at")
                .and_then(lenient::int)
                .map(lenient::seconds),
        })
    }
}

fn errors(errors: &Json) -> Vec<ItemError> {
    let named: Vec<ItemError> = [("add", Kind::Add), ("update", Kind::Update)]
        .into_iter()
        .filter_map(|(key, kind)| Some((errors.get(key)?, kind)))
        .flat_map(|(errors, kind)| one_list(errors, kind))
        .collect();
    if named.is_empty() && errors.get("add").or_else(|| errors.get("update")).is_none() {
        return one_list(errors, Kind::Unnamed);
    }
    named
}

/// One list of errors: a map from id (or request id) to text, or a list of objects or texts.
fn one_list(errors: &Json, kind: Kind) -> Vec<ItemError> {
    match errors {
        Json::Array(errors) => errors
            .iter()
            .map(|error| ItemError::read(error, kind, None))
            .collect(),
        // One error by itself, not wrapped in a list.
        Json::Object(members)
            if ["message", "msg", "code"]
                .iter()
                .any(|key| members.contains_key(*key)) =>
        {
            vec![ItemError::read(errors, kind, None)]
        }
        Json::Object(members) => members
            .iter()
            .map(|(key, error)| ItemError::read(error, kind, Some(key)))
            .collect(),
        _ => lenient::filled(errors)
            .map(|_| ItemError::read(errors, kind, None))
            .into_iter()
            .collect(),
    }
}

impl ItemError {
    fn read(error: &Json, kind: Kind, key: Option<&str>) -> Self {
        let item = error.get("item").unwrap_or(&Json::Null);
        let id = error
            .get("id")
            .or_else(|| item.get("id"))
            .and_then(lenient::int);
        let request_id = error
            .get("request_id")
            .or_else(|| item.get("request_id"))
            .and_then(RequestId::read);
        let message = ["message", "msg", "error", "detail"]
            .iter()
            .find_map(|name| error.get(*name).and_then(lenient::filled))
            .or_else(|| lenient::text(error))
            .unwrap_or_default();
        Self {
            kind,
            id: id.or_else(|| key.filter(|_| kind != Kind::Add)?.parse().ok()),
            request_id: request_id
                .or_else(|| RequestId::read(&Json::from(key.filter(|_| kind == Kind::Add)?))),
            code: ["code", "error_code"]
                .iter()
                .find_map(|name| error.get(*name).and_then(lenient::filled)),
            message,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(errors: &Json) -> Vec<ItemError> {
        read(
            json!({"_embedded": {"items": [], "errors": errors}})
                .to_string()
                .as_bytes(),
        )
        .expect("an answer")
        .errors
    }

    #[test]
    fn the_answer_of_the_page_is_read() {
        let posted =
            read(include_bytes!("../../../tests/fixtures/wire/posted.json")).expect("an answer");
        assert_eq!(
            posted.items,
            [Done {
                id: 1_099_235,
                request_id: None,
                updated_at: None
            }]
        );
        assert!(posted.errors.is_empty());
    }

    #[test]
    fn milliseconds_and_strings_in_an_answer_are_understood() {
        let body = r#"{"_embedded":{"items":[{"id":"5","request_id":"17","updated_at":1619342253000,"_link":{}}]}}"#;
        let posted = read(body.as_bytes()).expect("an answer");
        assert_eq!(
            posted.items,
            [Done {
                id: 5,
                request_id: Some(RequestId::Number(17)),
                updated_at: Some(1_619_342_253)
            }]
        );
    }

    #[test]
    fn errors_by_id_are_read() {
        let errors =
            of(&json!({"update": {"59144296": "Last modified date is older than in database"}}));
        assert_eq!(
            errors,
            [ItemError {
                kind: Kind::Update,
                id: Some(59_144_296),
                request_id: None,
                code: None,
                message: "Last modified date is older than in database".into(),
            }]
        );
        let errors = of(&json!({"add": {"6f0d": "no rights"}}));
        assert_eq!((errors[0].kind, errors[0].id), (Kind::Add, None));
        assert_eq!(errors[0].request_id, Some(RequestId::Text("6f0d".into())));
    }

    #[test]
    fn errors_in_a_list_are_read() {
        let errors = of(
            &json!({"add": [{"code": 202, "message": "no rights", "request_id": 3}], "update": [{"id": "7", "msg": "x"}]}),
        );
        assert_eq!(
            (errors[0].code.as_deref(), &errors[0].request_id),
            (Some("202"), &Some(RequestId::Number(3)))
        );
        assert_eq!(
            (errors[1].kind, errors[1].id, errors[1].message.as_str()),
            (Kind::Update, Some(7), "x")
        );
        let errors = of(&json!([{"msg": "bad", "code": "400", "item": {"id": 9}}]));
        assert_eq!((errors[0].kind, errors[0].id), (Kind::Unnamed, Some(9)));
        assert_eq!(
            of(&json!({"update": {"code": 212, "message": "not updated"}}))[0]
                .code
                .as_deref(),
            Some("212")
        );
        assert_eq!(
            of(&json!({"update": "not updated"}))[0].message,
            "not updated"
        );
    }

    #[test]
    fn no_errors_may_be_written_in_every_way() {
        for none in [
            json!([]),
            json!({}),
            json!(null),
            json!({"update": [], "add": {}}),
            json!(""),
        ] {
            assert!(of(&none).is_empty(), "{none}");
        }
    }

    #[test]
    fn errors_alone_are_an_answer_but_nothing_is_not() {
        let posted = read(br#"{"_embedded":{"errors":{"update":{"1":"x"}}}}"#).expect("an answer");
        assert_eq!(posted.errors[0].id, Some(1));
        assert_eq!(read(br#"{"_embedded":{}}"#), Err(Unreadable::NoItems));
        assert_eq!(read(b"<html>"), Err(Unreadable::NotJson));
    }
}
