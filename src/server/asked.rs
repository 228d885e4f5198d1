//! What a list was asked for: the parameters that the GET of every collection knows.

use serde_json::{Map, Value};
use url::form_urlencoded;

use crate::wire::lenient;

/// The most items in one answer, and what is given when no limit is.
pub(super) const MOST: i64 = 500;

/// A list as it was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Items by id; every other parameter is void then.
    Ids(Vec<i64>),
    /// Items that fit.
    Filter(Filter),
}

/// What items must fit, and which of them are given.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) limit: Option<i64>,
    pub(super) offset: i64,
    /// Empty: everybody's.
    pub(super) responsible: Vec<i64>,
    pub(super) query: String,
    /// Only those changed later.
    pub(super) since: Option<i64>,
    /// Parameters of this collection alone, by their names as they are written (`filter[status]`), with their numbers.
    numbers: Vec<(&'static str, Vec<i64>)>,
}

impl Filter {
    /// The numbers given for a parameter of this collection alone; `None` when it was not given.
    pub(super) fn numbers(&self, name: &str) -> Option<&[i64]> {
        self.numbers
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, numbers)| numbers.as_slice())
    }
}

impl Asked {
    /// Reads the parameters; `since` comes from the header, `numbers` are those of this collection alone. What makes no
    /// sense counts as not given, except ids: a client that asks for nonsense by id gets nothing rather than everything.
    pub(super) fn read(
        query: &Map<String, Value>,
        since: Option<i64>,
        numbers: &[&'static str],
    ) -> Self {
        let ids = |name: &str| {
            find(query, name)
                .filter(|given| !lenient::is_nothing(*given))
                .map(ids)
        };
        if let Some(ids) = ids("id") {
            return Self::Ids(ids);
        }
        let number = |name: &str| query.get(name).and_then(lenient::int);
        let limited = query.contains_key("limit_rows");
        Self::Filter(Filter {
            limit: limited.then(|| {
                number("limit_rows")
                    .filter(|limit| (1..=MOST).contains(limit))
                    .unwrap_or(MOST)
            }),
            offset: if limited { offset(query) } else { 0 },
            responsible: ids("responsible_user_id").unwrap_or_default(),
            query: query
                .get("query")
                .and_then(lenient::text)
                .unwrap_or_default()
                .trim()
                .to_owned(),
            since,
            numbers: numbers
                .iter()
                .filter_map(|name| Some((*name, ids(name)?)))
                .collect(),
        })
    }

    /// The address of this list for `_links`: only parameters that the method knows, never credentials. `also` are those
    /// that the collection read itself.
    pub(super) fn href(&self, path: &str, also: &[(&str, &str)]) -> String {
        let mut parameters = Vec::new();
        match self {
            Self::Ids(ids) => parameters.push(format!("id={}", joined(ids))),
            Self::Filter(filter) => {
                if let Some(limit) = filter.limit {
                    parameters.push(format!("limit_rows={limit}"));
                }
                if filter.offset > 0 {
                    parameters.push(format!("limit_offset={}", filter.offset));
                }
                if !filter.responsible.is_empty() {
                    parameters.push(format!(
                        "responsible_user_id={}",
                        joined(&filter.responsible)
                    ));
                }
                if !filter.query.is_empty() {
                    let query: String =
                        form_urlencoded::byte_serialize(filter.query.as_bytes()).collect();
                    parameters.push(format!("query={query}"));
                }
                for (name, numbers) in &filter.numbers {
                    parameters.push(format!("{name}={}", joined(numbers)));
                }
            }
        }
        parameters.extend(also.iter().map(|(name, value)| format!("{name}={value}")));
        if parameters.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", parameters.join("&"))
        }
    }
}

/// The parameter `filter[status]` is the member `status` of `filter`.
pub(super) fn find<'a>(query: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let mut steps = name.split('[').map(|step| step.trim_end_matches(']'));
    let first = query.get(steps.next()?)?;
    steps.try_fold(first, |found, step| found.get(step))
}

/// `limit_offset`. A number that is too large is past the end: the first page again would have a client walk in circles.
fn offset(query: &Map<String, Value>) -> i64 {
    let given = query.get("limit_offset");
    let number = given.and_then(lenient::int).unwrap_or_else(|| {
        let text = given.and_then(lenient::text).unwrap_or_default();
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { i64::MAX } else { 0 }
    });
    number.max(0)
}

/// `1`, `1,2`, or a list of either.
fn ids(given: &Value) -> Vec<i64> {
    match lenient::list(given) {
        Some(items) => items.into_iter().flat_map(lenient::ids).collect(),
        None => lenient::ids(given),
    }
}

fn joined(ids: &[i64]) -> String {
    ids.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::form;

    fn asked(query: &str) -> Asked {
        Asked::read(
            &form::read(query.as_bytes()).unwrap(),
            None,
            &["element_id", "filter[status]"],
        )
    }

    fn filter(query: &str) -> Filter {
        match asked(query) {
            Asked::Filter(filter) => filter,
            Asked::Ids(ids) => panic!("{ids:?}"),
        }
    }

    #[test]
    fn ids_are_read_in_every_form_and_void_the_rest() {
        for query in [
            "id[]=1&id[]=2",
            "id%5B%5D=1&id%5B%5D=2",
            "id[0]=1&id[1]=2",
            "id=1,2",
            "id=1%2C2",
            "id[]=1,2",
        ] {
            assert_eq!(
                asked(&format!("{query}&query=x&limit_rows=1")),
                Asked::Ids(vec![1, 2]),
                "{query}"
            );
        }
        assert_eq!(asked("id=7"), Asked::Ids(vec![7]));
        assert_eq!(asked("id=abc"), Asked::Ids(vec![]));
        assert_eq!(asked("id=&limit_rows=5"), asked("limit_rows=5"));
    }

    #[test]
    fn limits_out_of_range_are_the_most() {
        for (query, limit) in [
            ("", None),
            ("limit_rows=15", Some(15)),
            ("limit_rows=500", Some(500)),
            ("limit_rows=501", Some(500)),
            ("limit_rows=0", Some(500)),
            ("limit_rows=-5", Some(500)),
            ("limit_rows=many", Some(500)),
            ("limit_rows=99999999999999999999", Some(500)),
        ] {
            assert_eq!(filter(query).limit, limit, "{query}");
        }
    }

    #[test]
    fn an_offset_needs_a_limit() {
        assert_eq!(filter("limit_offset=20").offset, 0);
        assert_eq!(filter("limit_rows=15&limit_offset=20").offset, 20);
        assert_eq!(filter("limit_rows=15&limit_offset=-1").offset, 0);
    }

    #[test]
    fn responsible_users_are_read_in_every_form() {
        for query in [
            "responsible_user_id=1,2",
            "responsible_user_id[]=1&responsible_user_id[]=2",
            "responsible_user_id[0]=1&responsible_user_id[5]=2",
        ] {
            assert_eq!(filter(query).responsible, [1, 2], "{query}");
        }
    }

    #[test]
    fn the_address_repeats_what_is_known_and_no_credentials() {
        for (query, href) in [
            (
                "id=1099181&USER_LOGIN=a@b.c&USER_HASH=secret",
                "/api/v2/contacts?id=1099181",
            ),
            ("id[]=1&id[]=2", "/api/v2/contacts?id=1,2"),
            ("", "/api/v2/contacts"),
            ("login=x&api_key=y&type=contact", "/api/v2/contacts"),
            (
                "query=a%26b+c&limit_rows=15&limit_offset=2",
                "/api/v2/contacts?limit_rows=15&limit_offset=2&query=a%26b+c",
            ),
            (
                "responsible_user_id[]=5",
                "/api/v2/contacts?responsible_user_id=5",
            ),
        ] {
            assert_eq!(asked(query).href("/api/v2/contacts", &[]), href, "{query}");
        }
    }

    #[test]
    fn a_collection_has_parameters_of_its_own() {
        let asked = asked("filter[status][]=0&filter[status][]=1&filter[other]=3&element_id=7");
        assert_eq!(
            asked.href("/api/v2/tasks", &[("type", "contact")]),
            "/api/v2/tasks?element_id=7&filter[status]=0,1&type=contact"
        );
        let Asked::Filter(filter) = asked else {
            panic!("no ids were given")
        };
        assert_eq!(filter.numbers("filter[status]"), Some(&[0, 1][..]));
        assert_eq!(filter.numbers("filter[other]"), None);
        assert_eq!(filter.numbers("limit_rows"), None);
    }
}
