//! `GET /api/v2/account`: the account, and as much about it as `with` asks for.

use jiff::{Timestamp, tz::TimeZone};
use rusqlite::{Connection, named_params};
use serde_json::{Map, Value, json};
use url::form_urlencoded;

use super::call::Call;
use super::fields::{ENTITIES, Fields};
use super::profile::Profile;
use super::reply::{Refusal, Reply};
use super::{Account, auth, users};
use crate::wire::lenient;

const PATH: &str = "/api/v2/account";

/// Answers with the account's facts, and in `_embedded` only with what was asked for.
pub(super) fn show(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    account.read(|connection| {
        let profile = auth::account_of(connection)?;
        let caller = auth::identify(account, connection, &profile, call)?;
        let with = with(call);
        let has_free_users = call
            .query
            .get("free_users")
            .is_some_and(|asked| lenient::flag(asked) == Some(true));
        let mut embedded = Map::new();
        for part in &with {
            let told = match part.as_str() {
                "users" => all_users(connection)?,
                "groups" => groups(connection)?,
                "custom_fields" => custom_fields(connection)?,
                "pipelines" => pipelines(connection)?,
                "note_types" => note_types(),
                "task_types" => task_types(connection)?,
                // There are no messengers and no notifications here. Some clients ask for both; what is in them is told
                // nowhere (C).
                "messenger" | "notifications" => json!([]),
                _ => continue,
            };
            embedded.insert(part.clone(), told);
        }
        let href = href(&with, has_free_users);
        let mut shown = facts(&profile, caller.user.id, account.now(), &href);
        shown["_embedded"] = Value::Object(embedded);
        Ok(caller.answer(Reply::hal(shown.to_string())))
    })
}

/// `with=a,b`, also as a list.
pub(super) fn with(call: &Call) -> Vec<String> {
    let Some(given) = call.query.get("with") else {
        return Vec::new();
    };
    let parts = match lenient::list(given) {
        Some(parts) => parts.into_iter().filter_map(lenient::text).collect(),
        None => lenient::text(given).into_iter().collect::<Vec<_>>(),
    };
    parts
        .iter()
        .flat_map(|part| part.split(','))
        .map(|part| part.trim().to_owned())
        .collect()
}

/// The parameters that this method knows. `free_users=Y` adds those users who take no seat; here nobody pays for seats,
/// so there are none and it only comes back in the address.
fn href(with: &[String], has_free_users: bool) -> String {
    let mut parameters = Vec::new();
    if !with.is_empty() {
        let with: String = form_urlencoded::byte_serialize(with.join(",").as_bytes()).collect();
        parameters.push(format!("with={with}"));
    }
    if has_free_users {
        parameters.push("free_users=Y".to_owned());
    }
    match parameters.as_slice() {
        [] => PATH.to_owned(),
        some => format!("{PATH}?{}", some.join("&")),
    }
}

fn facts(profile: &Profile, user: i64, now: i64, href: &str) -> Value {
    json!({
        "_links": {"self": {"href": href, "method": "get"}},
        "id": profile.id,
        "name": profile.name,
        "subdomain": profile.subdomain,
        "currency": profile.currency,
        "timezone": profile.timezone,
        "timezone_offset": offset(&profile.timezone, now),
        "language": profile.language,
        // PHP's letters for dates, as the interface of the account shows them.
        "date_pattern": {
            "date": "d.m.Y",
            "time": "H:i",
            "date_time": "d.m.Y H:i",
            "time_full": "H:i:s",
        },
        "current_user": user,
    })
}

/// `+03:00`; a zone that this machine does not know is taken for UTC.
fn offset(zone: &str, now: i64) -> String {
    let seconds = TimeZone::get(zone)
        .ok()
        .zip(Timestamp::from_second(now).ok())
        .map_or(0, |(zone, now)| zone.to_offset(now).seconds());
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn all_users(connection: &Connection) -> rusqlite::Result<Value> {
    let statuses = statuses(connection)?;
    let users = users::all(connection)?.into_iter().map(|found| {
        let mut rights = found.user.rights;
        rights.insert("by_status".to_owned(), by_status(&rights, &statuses));
        let told = json!({
            "id": found.user.id,
            "name": found.name,
            "last_name": found.last_name,
            "login": found.login,
            "language": found.language,
            "group_id": found.user.group_id,
            "is_active": found.is_active,
            "is_free": false,
            "is_admin": found.user.is_admin,
            "phone_number": found.phone_number,
            "rights": rights,
        });
        (found.user.id, told)
    });
    Ok(by_id(users))
}

/// Every status with its pipeline.
fn statuses(connection: &Connection) -> rusqlite::Result<Vec<(i64, i64)>> {
    connection
        .prepare_cached("SELECT pipeline_id, id FROM pipeline_status ORDER BY pipeline_id, sort")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// The rights to leads of each status. Nobody can give other letters for one status here, so they are those for all leads.
fn by_status(rights: &Map<String, Value>, statuses: &[(i64, i64)]) -> Value {
    let letters: Map<String, Value> = ["view", "edit", "delete", "export"]
        .into_iter()
        .filter_map(|action| {
            let letter = rights.get(&format!("lead_{action}"))?;
            Some((action.to_owned(), letter.clone()))
        })
        .collect();
    let mut leads = json!({});
    for (pipeline, status) in statuses {
        leads[pipeline.to_string()][status.to_string()] = Value::Object(letters.clone());
    }
    json!({"leads": leads})
}

fn groups(connection: &Connection) -> rusqlite::Result<Value> {
    let groups = users::groups(connection)?;
    Ok(by_id(
        groups
            .into_iter()
            .map(|(id, name)| (id, json!({"id": id, "name": name}))),
    ))
}

fn custom_fields(connection: &Connection) -> rusqlite::Result<Value> {
    let mut told = Map::new();
    for entity in ENTITIES {
        let fields = Fields::load(connection, entity)?;
        told.insert(
            entity.to_owned(),
            by_id(fields.iter().map(|field| (field.id, field.describe()))),
        );
    }
    Ok(Value::Object(told))
}

/// The pipelines with their statuses, by id.
pub(super) fn pipelines(connection: &Connection) -> rusqlite::Result<Value> {
    let mut statuses = connection.prepare_cached(
        "SELECT id, name, color, sort, is_editable FROM pipeline_status WHERE pipeline_id = :id ORDER BY sort",
    )?;
    let pipelines = connection
        .prepare_cached("SELECT id, name, sort, is_main FROM pipeline ORDER BY sort")?
        .query_map([], |row| {
            let id: i64 = row.get("id")?;
            let steps = statuses
                .query_map(named_params! { ":id": id }, |row| {
                    let id: i64 = row.get("id")?;
                    let (name, color): (String, String) = (row.get("name")?, row.get("color")?);
                    let (sort, is_editable): (i64, bool) = (row.get("sort")?, row.get("is_editable")?);
                    Ok((id, json!({"id": id, "name": name, "color": color, "sort": sort, "is_editable": is_editable})))
                })?
                .collect::<Result<Vec<_>, _>>()?;
            let (name, sort, is_main): (String, i64, bool) = (row.get("name")?, row.get("sort")?, row.get("is_main")?);
            Ok((id, json!({"id": id, "name": name, "sort": sort, "is_main": is_main, "statuses": by_id(steps)})))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(by_id(pipelines))
}

fn task_types(connection: &Connection) -> rusqlite::Result<Value> {
    let types = connection
        .prepare_cached("SELECT id, name FROM task_type ORDER BY id")?
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?
        .collect::<Result<Vec<(i64, _)>, _>>()?;
    Ok(by_id(
        types
            .into_iter()
            .map(|(id, name)| (id, json!({"id": id, "name": name}))),
    ))
}

/// The kinds of notes are the same in every account. The misspelt ones are spelt as the API spells them.
fn note_types() -> Value {
    const KINDS: [(i64, &str, bool); 19] = [
        (1, "DEAL_CREATED", false),
        (2, "CONTACT_CREATED", false),
        (3, "DEAL_STATUS_CHANGED", false),
        (4, "COMMON", true),
        (5, "ATTACHEMENT", false),
        (6, "CALL", false),
        (7, "MAIL_MESSAGE", false),
        (8, "MAIL_MESSAGE_ATTACHMENT", false),
        (9, "EXTERNAL_ATTACH", false),
        (10, "CALL_IN", false),
        (11, "CALL_OUT", false),
        (12, "COMPANY_CREATED", false),
        (13, "TASK_RESULT", false),
        (17, "CHAT", false),
        (25, "SYSTEM", false),
        (99, "MAX_SYSTEM", false),
        (101, "DROPBOX", false),
        (102, "SMS_IN", false),
        (103, "SMS_OUT", false),
    ];
    by_id(KINDS.map(|(id, code, is_editable)| {
        (
            id,
            json!({"id": id, "code": code, "is_editable": is_editable}),
        )
    }))
}

/// A map keyed by id as PHP prints it: an empty one is a list.
fn by_id(entries: impl IntoIterator<Item = (i64, Value)>) -> Value {
    let map: Map<String, Value> = entries
        .into_iter()
        .map(|(id, entry)| (id.to_string(), entry))
        .collect();
    if map.is_empty() {
        json!([])
    } else {
        Value::Object(map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_map_is_a_list_as_php_prints_it() {
        assert_eq!(by_id([]), json!([]));
        assert_eq!(by_id([(7, json!(1))]), json!({"7": 1}));
    }

    #[test]
    fn an_offset_is_printed_with_its_sign() {
        assert_eq!(offset("UTC", 0), "+00:00");
        assert_eq!(offset("No/Where", 0), "+00:00");
    }
}
