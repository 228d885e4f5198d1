//! `_links`: where an answer, or a part of it, can be asked for again.

use serde::Serialize;

use crate::wire::lenient::{self, Node, Shape};

/// `{"self":{"href":"/api/v2/contacts?id=1","method":"get"}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Links {
    /// The request that gives the thing these links belong to.
    #[serde(rename = "self")]
    pub own: Link,
}

/// One request, relative to the account's address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Path and query, never with credentials in it.
    pub href: String,
    /// The method in small letters: `get` or `post`.
    pub method: String,
}

impl Links {
    /// The link to something that can be read.
    pub fn get(href: impl Into<String>) -> Self {
        Self::new(href, "get")
    }

    /// The link that an answer to a write carries.
    pub fn post(href: impl Into<String>) -> Self {
        Self::new(href, "post")
    }

    fn new(href: impl Into<String>, method: &str) -> Self {
        Self {
            own: Link {
                href: href.into(),
                method: method.to_owned(),
            },
        }
    }

    /// The links of an object, under `_links` or, as some answers print it, `_link`; also with `href` written directly
    /// as the value of `self`. `None` when there are none.
    pub fn of<'a>(object: impl Node<'a>) -> Option<Self> {
        let links = object.get("_links").or_else(|| object.get("_link"))?;
        let own = links.get("self")?;
        let (href, method) = match own.shape() {
            Shape::Text(href) => (Some(href.to_owned()), links.get("method")),
            _ => (own.get("href").and_then(lenient::text), own.get("method")),
        };
        Some(Self::new(
            href?,
            &method
                .and_then(lenient::text)
                .unwrap_or_else(|| "get".to_owned()),
        ))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Links;

    #[test]
    fn links_read_in_all_the_ways_they_are_written() {
        let own = json!({"href": "/api/v2/contacts?id=1", "method": "get"});
        for written in [
            json!({"_links": {"self": own}}),
            json!({"_link": {"self": own}}),
            json!({"_links": {"self": "/api/v2/contacts?id=1", "method": "get"}}),
            json!({"_links": {"self": {"href": "/api/v2/contacts?id=1"}}}),
        ] {
            assert_eq!(
                Links::of(&written),
                Some(Links::get("/api/v2/contacts?id=1")),
                "{written}"
            );
        }
        assert_eq!(Links::of(&json!({"_links": []})), None);
        assert_eq!(Links::of(&json!([])), None);
    }
}
