//! `POST /api/v2/tasks`: new tasks, changed ones, done ones.

use rusqlite::{OptionalExtension as _, named_params};
use serde_json::Value;

use super::TASKS;
use crate::server::body::{self, Codes};
use crate::server::call::Call;
use crate::server::contacts::tie;
use crate::server::element::Kind;
use crate::server::post::{self, Asking, Element, Failure, coded, item};
use crate::server::reply::{Refusal, Reply};
use crate::server::rights::Verb;
use crate::server::{Account, linked, users};
use crate::wire::v2::contact::RequestId;
use crate::wire::v2::task::TaskWrite;

const CODES: Codes = Codes {
    empty: 228,
    add: 227,
    update: 230,
};

/// Writes tasks; the contacts they belong to print their nearest one anew.
pub(in crate::server) fn post(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    let read = || body::read(call, CODES, TaskWrite::read);
    post::serve(account, call, read, |asking, batch| {
        let outcome = asking.run("tasks/", &batch, &mut Writer(asking))?;
        Ok(outcome.reply(TASKS))
    })
}

struct Writer<'a>(&'a Asking<'a>);

/// A row of the table, as far as writes need it.
struct Row {
    element: (Kind, i64),
    task_type: i64,
    text: String,
    due: i64,
    done: bool,
    responsible: i64,
    created_by: i64,
    created_at: i64,
    updated_at: i64,
}

impl Row {
    /// What the write names replaces what was there.
    fn take(&mut self, write: &TaskWrite) {
        self.task_type = write.task_type.unwrap_or(self.task_type);
        if let Some(text) = &write.text {
            self.text.clone_from(text);
        }
        self.due = write.complete_till_at.unwrap_or(self.due);
        self.done = write.is_completed.unwrap_or(self.done);
        self.responsible = write.responsible_user_id.unwrap_or(self.responsible);
        self.created_by = write.created_by.unwrap_or(self.created_by);
        self.created_at = write.created_at.unwrap_or(self.created_at);
        self.updated_at = write.updated_at.unwrap_or(self.updated_at);
    }
}

impl post::Writer for Writer<'_> {
    type Element = TaskWrite;

    fn add(&mut self, write: &TaskWrite) -> Result<Value, Failure> {
        let element = match (write.element_type, write.element_id) {
            (None, Some(_)) => return Err(Refusal::code(235, "A task needs element_type").into()),
            (number, id) => self.element(number.unwrap_or(0), id.unwrap_or(0))?,
        };
        let mut row = Row {
            element,
            task_type: 1,
            text: String::new(),
            due: self.0.now,
            done: false,
            responsible: self.0.user.id,
            created_by: self.0.user.id,
            created_at: self.0.now,
            updated_at: self.0.now,
        };
        row.take(write);
        self.check(&row)?;
        let id = self
            .0
            .connection
            .prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM task")?
            .query_row([], |row| row.get(0))?;
        self.keep(id, &row)?;
        self.remind(row.element)?;
        Ok(post::done(&href(id), id, write.request_id.as_ref(), None))
    }

    fn update(&mut self, write: &TaskWrite) -> Result<Value, Failure> {
        let (Some(id), Some(updated_at)) = (write.id, write.updated_at) else {
            return item("An update needs id and updated_at");
        };
        let Some(mut row) = self.load(id)? else {
            return coded(231, "Task not found");
        };
        if !self.may_edit(row.responsible)? {
            return coded(244, "You have no right to change this task");
        }
        post::not_older(updated_at, row.updated_at)?;
        let before = row.element;
        // Clients send back what they read, so an element that is named again is nothing new.
        if let (Some(number), Some(element)) = (write.element_type, write.element_id)
            && (number, element) != (before.0.number(), before.1)
        {
            row.element = self.element(number, element)?;
        }
        row.take(write);
        self.check(&row)?;
        // Giving a task away is a change of the task that it becomes, too.
        if write.responsible_user_id.is_some() && !self.may_edit(row.responsible)? {
            return coded(244, "You have no right to give this task to that user");
        }
        self.keep(id, &row)?;
        self.remind(before)?;
        self.remind(row.element)?;
        let request_id = write.request_id.as_ref();
        Ok(post::done(&href(id), id, request_id, Some(updated_at)))
    }
}

impl Writer<'_> {
    /// What a task is about, if the user sees it.
    fn element(&self, number: i64, id: i64) -> Result<(Kind, i64), Failure> {
        let kind = Kind::numbered(number).filter(|kind| *kind != Kind::Task && id != 0);
        let Some(kind) = kind else {
            return Err(Refusal::code(232, "element_id or element_type is empty or wrong").into());
        };
        if !kind.sees(self.0.connection, self.0.user, id)? {
            let code = if kind == Kind::Contact { 236 } else { 237 };
            return coded(code, format!("There is no {} {id}", kind.name()));
        }
        Ok((kind, id))
    }

    fn check(&self, row: &Row) -> Result<(), Failure> {
        self.0.group_of(row.responsible)?;
        let known: bool = self
            .0
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM task_type WHERE id = :id)")?
            .query_row(named_params! { ":id": row.task_type }, |row| row.get(0))?;
        if !known {
            return item(format!("There is no type of tasks {}", row.task_type));
        }
        Ok(())
    }

    /// Whoever is to do a task may always change it: that is how it gets done.
    fn may_edit(&self, responsible: i64) -> Result<bool, Failure> {
        let group =
            users::by_id(self.0.connection, responsible)?.map_or(0, |found| found.user.group_id);
        let reach = self.0.user.reach(Kind::Task, Verb::Edit);
        Ok(responsible == self.0.user.id || reach.covers(responsible, group))
    }

    /// The task with this id, if the user sees what it is about.
    fn load(&self, id: i64) -> Result<Option<Row>, Failure> {
        if !Kind::Task.sees(self.0.connection, self.0.user, id)? {
            return Ok(None);
        }
        let found = self
            .0
            .connection
            .prepare_cached("SELECT * FROM task WHERE id = :id")?
            .query_row(named_params! { ":id": id }, |row| {
                let Some(kind) = Kind::numbered(row.get("element_type")?) else {
                    return Ok(None);
                };
                Ok(Some(Row {
                    element: (kind, row.get("element_id")?),
                    task_type: row.get("task_type")?,
                    text: row.get("text")?,
                    due: row.get("complete_till_at")?,
                    done: row.get("is_completed")?,
                    responsible: row.get("responsible_user_id")?,
                    created_by: row.get("created_by")?,
                    created_at: row.get("created_at")?,
                    updated_at: row.get("updated_at")?,
                }))
            })
            .optional()?;
        Ok(found.flatten())
    }

    fn keep(&self, id: i64, row: &Row) -> Result<(), Failure> {
        self.0.connection
            .prepare_cached(
                "INSERT INTO task (id, element_type, element_id, task_type, text, complete_till_at, is_completed,
                    responsible_user_id, created_by, created_at, updated_at, changed_at)
                 VALUES (:id, :kind, :element, :type, :text, :due, :done, :user, :by, :created, :updated, :changed)
                 ON CONFLICT (id) DO UPDATE SET element_type = excluded.element_type, element_id = excluded.element_id,
                    task_type = excluded.task_type, text = excluded.text,
                    complete_till_at = excluded.complete_till_at, is_completed = excluded.is_completed,
                    responsible_user_id = excluded.responsible_user_id, created_by = excluded.created_by,
                    created_at = excluded.created_at, updated_at = excluded.updated_at,
                    changed_at = excluded.changed_at",
            )?
            .execute(named_params! {
                ":id": id,
                ":kind": row.element.0.number(),
                ":element": row.element.1,
                ":type": row.task_type,
                ":text": row.text,
                ":due": row.due,
                ":done": row.done,
                ":user": row.responsible,
                ":by": row.created_by,
                ":created": row.created_at,
                ":updated": row.updated_at,
                ":changed": self.0.tick()?,
            })?;
        Ok(())
    }

    /// What a task is about tells of its nearest one.
    fn remind(&self, (kind, id): (Kind, i64)) -> Result<(), Failure> {
        let connection = self.0.connection;
        if kind == Kind::Contact {
            let closest = super::closest(connection, kind, id)?;
            tie::reprint(
                connection,
                id,
                tie::phones(connection)?,
                || self.0.tick(),
                |contact| {
                    contact.closest_task_at = closest;
                },
            )?;
        } else {
            linked::touch(connection, kind, id, self.0.tick()?)?;
        }
        Ok(())
    }
}

fn href(id: i64) -> String {
    format!("{TASKS}?id={id}")
}

impl Element for TaskWrite {
    fn id(&self) -> Option<i64> {
        self.id
    }

    fn request_id(&self) -> Option<&RequestId> {
        self.request_id.as_ref()
    }
}
