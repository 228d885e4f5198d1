//! `POST /api/v2/notes`: new notes and calls, and other words in one's own.

use rusqlite::{OptionalExtension as _, named_params};
use serde_json::{Map, Value};

use super::{CALL_IN, CALL_OUT, COMMON, NOTES, NewNote, create, href};
use crate::server::Account;
use crate::server::body::{self, Codes};
use crate::server::call::Call;
use crate::server::element::Kind;
use crate::server::post::{self, Asking, Element, Failure, coded, item};
use crate::server::reply::{Refusal, Reply};
use crate::wire::lenient;
use crate::wire::v2::contact::RequestId;
use crate::wire::v2::note::NoteWrite;

const CODES: Codes = Codes {
    empty: 222,
    add: 218,
    update: 224,
};

/// What came of a task.
const TASK_RESULT: i64 = 13;
/// A system note and short messages: their text is among the particulars.
const SYSTEM: i64 = 25;
const SMS_IN: i64 = 102;
const SMS_OUT: i64 = 103;

/// Writes notes on what the user sees; a note is no change of what it is about.
pub(in crate::server) fn post(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    let read = || body::read(call, CODES, NoteWrite::read);
    post::serve(account, call, read, |asking, batch| {
        let outcome = asking.run("notes/", &batch, &mut Writer(asking))?;
        Ok(outcome.reply(NOTES))
    })
}

struct Writer<'a>(&'a Asking<'a>);

impl post::Writer for Writer<'_> {
    type Element = NoteWrite;

    fn add(&mut self, write: &NoteWrite) -> Result<Value, Failure> {
        let number = write.element_type.unwrap_or(0);
        let element = write.element_id.unwrap_or(0);
        let kind = Kind::numbered(number);
        let Some(kind) = self.seen(kind, element)? else {
            return coded(
                226,
                format!("There is no element {element} of type {number}"),
            );
        };
        let note_type = write.note_type.unwrap_or(COMMON);
        let (text, params) = content(write, note_type)?;
        if (note_type == TASK_RESULT) != (kind == Kind::Task) {
            return item("A result, and nothing else, is noted on a task");
        }
        let responsible = write.responsible_user_id.unwrap_or(self.0.user.id);
        self.0.group_of(responsible)?;
        let changed_at = self.0.tick()?;
        let id = create(
            self.0.connection,
            &NewNote {
                kind,
                element,
                note_type,
                text: &text,
                params,
                responsible,
                created_by: write.created_by.unwrap_or(self.0.user.id),
                created_at: write.created_at.unwrap_or(self.0.now),
                updated_at: write.updated_at.unwrap_or(self.0.now),
                changed_at,
            },
        )?;
        if kind == Kind::Task {
            self.0
                .connection
                .prepare_cached("UPDATE task SET changed_at = :at WHERE id = :id")?
                .execute(named_params! { ":at": changed_at, ":id": element })?;
        }
        Ok(post::done(
            &href(id, kind),
            id,
            write.request_id.as_ref(),
            None,
        ))
    }

    fn update(&mut self, write: &NoteWrite) -> Result<Value, Failure> {
        let (Some(id), Some(updated_at)) = (write.id, write.updated_at) else {
            return item("An update needs id and updated_at");
        };
        let found: Option<[i64; 5]> = self
            .0
            .connection
            .prepare_cached(
                "SELECT element_type, element_id, note_type, created_by, updated_at FROM note WHERE id = :id",
            )?
            .query_row(named_params! { ":id": id }, |row| {
                Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])
            })
            .optional()?;
        let Some([number, element, note_type, created_by, before]) = found else {
            return coded(225, "Note not found");
        };
        let Some(kind) = self.seen(Kind::numbered(number), element)? else {
            return coded(225, "Note not found");
        };
        if created_by != self.0.user.id && !self.0.user.is_admin {
            return coded(244, "You have no right to change this note");
        }
        if note_type != COMMON {
            return item("Only common notes can be changed");
        }
        post::not_older(updated_at, before)?;
        self.0.connection
            .prepare_cached(
                "UPDATE note SET text = coalesce(:text, text), updated_at = :updated, changed_at = :changed
                 WHERE id = :id",
            )?
            .execute(named_params! {
                ":id": id,
                ":text": write.text,
                ":updated": updated_at,
                ":changed": self.0.tick()?,
            })?;
        let request_id = write.request_id.as_ref();
        Ok(post::done(
            &href(id, kind),
            id,
            request_id,
            Some(updated_at),
        ))
    }
}

impl Writer<'_> {
    /// The kind of an element, if the element is there and the user sees it.
    fn seen(&self, kind: Option<Kind>, id: i64) -> Result<Option<Kind>, Failure> {
        match kind {
            Some(kind) if kind.sees(self.0.connection, self.0.user, id)? => Ok(Some(kind)),
            _ => Ok(None),
        }
    }
}

/// The text and the particulars of a new note. Types that the account makes itself are refused.
fn content(write: &NoteWrite, note_type: i64) -> Result<(String, Map<String, Value>), Failure> {
    let text = write.text.clone();
    let mut params = write.params.clone();
    match note_type {
        COMMON | TASK_RESULT => match text {
            Some(text) => Ok((text, Map::new())),
            None => item("A note needs text"),
        },
        CALL_IN | CALL_OUT if params.is_empty() => item("A call needs params"),
        CALL_IN | CALL_OUT => Ok((text.unwrap_or_default(), params)),
        SYSTEM | SMS_IN | SMS_OUT => {
            if let Some(text) = text
                && !params.contains_key("text")
            {
                params.insert("text".to_owned(), Value::from(text));
            }
            match params.get("text").and_then(lenient::filled) {
                Some(_) => Ok((String::new(), params)),
                None => item("This type of notes needs params with text"),
            }
        }
        other => item(format!("Notes of type {other} cannot be added")),
    }
}

impl Element for NoteWrite {
    fn id(&self) -> Option<i64> {
        self.id
    }

    fn request_id(&self) -> Option<&RequestId> {
        self.request_id.as_ref()
    }
}
