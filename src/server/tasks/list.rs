//! `GET /api/v2/tasks`.

use axum::http::header;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row};

use super::TASKS;
use crate::server::asked::Asked;
use crate::server::call::Call;
use crate::server::chosen::{self, Chosen};
use crate::server::element::Kind;
use crate::server::reply::{Refusal, Reply};
use crate::server::rights::User;
use crate::server::select::{Condition, Select};
use crate::server::{Account, auth, since};
use crate::wire::v2::links::Links;
use crate::wire::v2::task::{Task, TaskResult};

/// The parameters of tasks alone, and the columns they choose by.
const NUMBERS: [(&str, &str); 4] = [
    ("element_id", "element_id"),
    ("filter[status]", "is_completed"),
    ("filter[created_by]", "created_by"),
    ("filter[task_type]", "task_type"),
];

/// Answers with a page of the tasks of what the user may see, or 204 when nothing fits.
pub(in crate::server) fn list(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    account.read(|connection| {
        let profile = auth::account_of(connection)?;
        let caller = auth::identify(account, connection, &profile, call)?;
        let since = call.header(header::IF_MODIFIED_SINCE).and_then(since::read);
        let asked = Asked::read(&call.query, since, &NUMBERS.map(|(name, _)| name));
        let kind = call.param("type").and_then(Kind::named);
        let chosen = match asked {
            Asked::Filter(_) => chosen(call, kind, &profile.timezone),
            Asked::Ids(_) => Vec::new(),
        };
        let also: Vec<_> = chosen
            .iter()
            .flat_map(|chosen| &chosen.parameters)
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let href = asked.href(TASKS, &also);
        let tasks = tasks(connection, profile.id, &caller.user, &asked, chosen)?;
        Ok(caller.answer(Reply::page(&href, &tasks)?))
    })
}

/// What the list is narrowed by in words and dates, and by the steps at which leads are that tasks belong to.
fn chosen(call: &Call, kind: Option<Kind>, zone: &str) -> Vec<Chosen> {
    let mut chosen: Vec<Chosen> = kind
        .map(|kind| Chosen {
            parameters: vec![("type".to_owned(), kind.name().to_owned())],
            condition: Condition::new("task.element_type = ?", [Sql::from(kind.number())]),
        })
        .into_iter()
        .collect();
    chosen.extend(chosen::dates(&call.query, "task", zone));
    chosen.extend(chosen::pipe(&call.query).map(|mut pipe| {
        pipe.condition.sql = format!(
            "task.element_type = 2 AND EXISTS (SELECT 1 FROM lead WHERE lead.id = task.element_id AND ({}))",
            pipe.condition.sql
        );
        pipe
    }));
    chosen
}

fn tasks(
    connection: &Connection,
    account: i64,
    user: &User,
    asked: &Asked,
    chosen: Vec<Chosen>,
) -> rusqlite::Result<Vec<Task>> {
    let mut select = Select::new("task", Kind::Task.rows(user), asked);
    if let Asked::Filter(filter) = asked {
        for chosen in chosen {
            select.add(chosen.condition);
        }
        for (name, column) in NUMBERS {
            select.given(filter, name, column);
        }
        select.since(filter, "changed_at");
    }
    select.rows(connection, COLUMNS, |row| read(row, account))
}

/// What came of a task is the latest of its notes of type 13.
const COLUMNS: &str = "task.*,
    coalesce((SELECT group_id FROM user WHERE user.id = task.responsible_user_id), 0) AS group_id,
    (SELECT max(id) FROM note WHERE element_type = 4 AND element_id = task.id AND note_type = 13) AS result_id,
    (SELECT text FROM note WHERE element_type = 4 AND element_id = task.id AND note_type = 13
        ORDER BY id DESC LIMIT 1) AS result_text";

fn read(row: &Row<'_>, account: i64) -> rusqlite::Result<Task> {
    let id = row.get("id")?;
    let result = match row.get("result_id")? {
        Some(id) => Some(TaskResult {
            id,
            text: row.get("result_text")?,
            links: Links::get(format!("/api/v2/notes?id={id}&type=task")),
        }),
        None => None,
    };
    Ok(Task {
        id,
        responsible_user_id: row.get("responsible_user_id")?,
        created_by: row.get("created_by")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        account_id: account,
        group_id: row.get("group_id")?,
        element_type: row.get("element_type")?,
        element_id: row.get("element_id")?,
        is_completed: row.get("is_completed")?,
        task_type: row.get("task_type")?,
        complete_till_at: row.get("complete_till_at")?,
        text: row.get("text")?,
        result,
        links: Links::get(format!("{TASKS}?id={id}")),
    })
}
