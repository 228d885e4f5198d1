//! `GET /api/v2/tasks`.

use axum::http::header;
use rusqlite::{Connection, Row};

use super::TASKS;
use crate::server::asked::Asked;
use crate::server::call::Call;
use crate::server::element::Kind;
use crate::server::reply::{Refusal, Reply};
use crate::server::rights::User;
use crate::server::select::Select;
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
        let tasks = tasks(connection, profile.id, &caller.user, &asked, kind)?;
        let kind = kind.filter(|_| matches!(asked, Asked::Filter(_)));
        let kind = kind.map(|kind| ("type", kind.name()));
        let href = asked.href(TASKS, kind.as_slice());
        Ok(caller.answer(Reply::page(&href, &tasks)?))
    })
}

fn tasks(
    connection: &Connection,
    account: i64,
    user: &User,
    asked: &Asked,
    kind: Option<Kind>,
) -> rusqlite::Result<Vec<Task>> {
    let mut select = Select::new("task", Kind::Task.rows(user), asked);
    if let Asked::Filter(filter) = asked {
        if let Some(kind) = kind {
            select.among("element_type", &[kind.number()]);
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
