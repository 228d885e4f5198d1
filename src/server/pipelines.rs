//! `GET /api/v2/pipelines`: the ways that leads go.

use serde_json::json;

use super::asked::Asked;
use super::call::Call;
use super::reply::{Refusal, Reply};
use super::{Account, account, auth};
use crate::wire::lenient;
use crate::wire::v2::links::Links;

/// The address of pipelines, as `_links` name it.
pub(super) const PIPELINES: &str = "/api/v2/pipelines";

/// Answers with all pipelines or those asked for by id; here `items` is a map by id and no list.
pub(super) fn list(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    account.read(|connection| {
        let profile = auth::account_of(connection)?;
        let caller = auth::identify(account, connection, &profile, call)?;
        let asked = Asked::read(&call.query, None, &[]);
        let mut pipelines = account::pipelines(connection)?;
        let Some(items) = pipelines.as_object_mut() else {
            return Ok(caller.answer(Reply::nothing()));
        };
        if let Asked::Ids(ids) = &asked {
            items.retain(|_, item| {
                item.get("id")
                    .and_then(lenient::int)
                    .is_some_and(|id| ids.contains(&id))
            });
        }
        if items.is_empty() {
            return Ok(caller.answer(Reply::nothing()));
        }
        for (id, item) in items.iter_mut() {
            item["_links"] = json!(Links::get(format!("{PIPELINES}?id={id}")));
        }
        let href = match &asked {
            Asked::Ids(_) => asked.href(PIPELINES, &[]),
            Asked::Filter(_) => PIPELINES.to_owned(),
        };
        let page = json!({"_links": Links::get(href), "_embedded": {"items": pipelines}});
        Ok(caller.answer(Reply::hal(page.to_string())))
    })
}
