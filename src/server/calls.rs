//! `POST /api/v2/calls`: what a telephony tells of a call becomes a note on whoever has the phone.

mod found;

use rusqlite::named_params;
use serde_json::{Map, Value, json};

use super::body::{self, Codes};
use super::call::Call;
use super::element::Kind;
use super::notes::{self, CALL_IN, CALL_OUT, NewNote};
use super::post::{self, Asking};
use super::reply::{Refusal, Reply};
use super::{Account, users};
use crate::domain::fold;
use crate::wire::v2::call::CallWrite;
use found::Phones;

const CALLS: &str = "/api/v2/calls";

/// The codes of notes, which calls become (C).
const CODES: Codes = Codes {
    empty: 222,
    add: 218,
    update: 224,
};
/// What is wrong with one call: nobody has its phone, or it lacks something. The list of codes has neither; the first is what
/// later versions of the API say, the second is that of catalogs (C).
const NOBODY: u16 = 263;
const INCOMPLETE: u16 = 285;

/// Why a call was not noted: a code and a sentence.
type Wrong = (u16, String);

/// Answers with the notes that were left, and lists each of the other calls with why not.
pub(super) fn post(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    let read = || {
        body::read(call, CODES, |element| {
            (CallWrite::read(element), element.clone())
        })
    };
    post::serve(account, call, read, |asking, batch| {
        let calls = batch.add.unwrap_or_default();
        let numbers = calls.iter().filter_map(|(write, _)| number(write));
        let phones = Phones::look_up(asking.connection, asking.user, numbers)?;
        let writer = Writer { asking, phones };
        let (mut items, mut errors) = (Vec::new(), Vec::new());
        for (write, element) in calls {
            match writer.note(&write)? {
                Ok(item) => items.push(item),
                Err((code, msg)) => {
                    errors.push(json!({"msg": msg, "code": code, "item": element}));
                }
            }
        }
        let mut embedded = json!({"items": items});
        if !errors.is_empty() {
            embedded["errors"] = Value::from(errors);
        }
        let answer = json!({"_links": links(CALLS, "post"), "_embedded": embedded});
        Ok(Reply::hal(answer.to_string()))
    })
}

/// Alone among all collections this one prints the address itself as `self`.
fn links(href: &str, method: &str) -> Value {
    json!({"self": href, "method": method})
}

/// What phones are told apart by.
fn number(write: &CallWrite) -> Option<String> {
    fold::subscriber(write.phone_number.as_deref()?)
}

struct Writer<'a> {
    asking: &'a Asking<'a>,
    phones: Phones,
}

impl Writer<'_> {
    /// Leaves a note of one call and gives its item of the answer; one that was told of before is only answered again.
    fn note(&self, write: &CallWrite) -> Result<Result<Value, Wrong>, Refusal> {
        let Asking {
            connection,
            user,
            now,
            ..
        } = *self.asking;
        let wrong = |text: &str| Ok(Err((INCOMPLETE, text.to_owned())));
        let note_type = match write.direction.as_deref() {
            Some("inbound") => CALL_IN,
            Some("outbound") => CALL_OUT,
            _ => return wrong("A call needs a direction: inbound or outbound"),
        };
        let Some(number) = number(write) else {
            return wrong("A call needs a phone_number");
        };
        if let Some(uniq) = &write.uniq
            && let Some((id, kind, element)) = self.told_before(uniq, &number)?
        {
            return Ok(Ok(item(write, id, kind, element)));
        }
        let Some((kind, element)) = self.phones.whose(&number) else {
            return Ok(Err((NOBODY, "Nobody has this phone".to_owned())));
        };
        let responsible = write.responsible_user_id.unwrap_or(user.id);
        if users::by_id(connection, responsible)?.is_none() {
            return wrong("There is no such responsible user");
        }
        let created_at = write.created_at.unwrap_or(now);
        let id = notes::create(
            connection,
            &NewNote {
                kind,
                element,
                note_type,
                text: "",
                params: params(write),
                responsible,
                created_by: write.created_by.unwrap_or(user.id),
                created_at,
                updated_at: created_at,
                changed_at: self.asking.tick()?,
            },
        )?;
        Ok(Ok(item(write, id, kind, element)))
    }

    /// The note that the telephony's own name of this call was left under for the same phone, with what it is on, as far
    /// as the user sees that.
    fn told_before(
        &self,
        uniq: &str,
        number: &str,
    ) -> Result<Option<(i64, Kind, i64)>, rusqlite::Error> {
        let Asking {
            connection, user, ..
        } = *self.asking;
        let mut notes = connection.prepare_cached(
            "SELECT id, element_type, element_id, params ->> 'PHONE' FROM note
             WHERE note_type IN (10, 11) AND params ->> 'UNIQ' = :uniq ORDER BY id",
        )?;
        let mut notes = notes.query(named_params! { ":uniq": uniq })?;
        while let Some(note) = notes.next()? {
            let (id, element): (i64, i64) = (note.get(0)?, note.get(2)?);
            let phone: Option<String> = note.get(3)?;
            let is_same =
                phone.and_then(|phone| fold::subscriber(&phone)).as_deref() == Some(number);
            if let Some(kind) = Kind::numbered(note.get(1)?).filter(|_| is_same)
                && kind.sees(connection, user, element)?
            {
                return Ok(Some((id, kind, element)));
            }
        }
        Ok(None)
    }
}

/// The particulars of a call, by the names that notes have for them.
fn params(write: &CallWrite) -> Map<String, Value> {
    let text = |given: &Option<String>| json!(given.as_deref().unwrap_or_default());
    let mut params = Map::new();
    for (key, value) in [
        ("UNIQ", text(&write.uniq)),
        ("LINK", text(&write.link)),
        ("PHONE", text(&write.phone_number)),
        ("DURATION", json!(write.duration.unwrap_or(0))),
        ("SRC", text(&write.source)),
    ] {
        params.insert(key.to_owned(), value);
    }
    if let Some(status) = write.call_status {
        params.insert("call_status".to_owned(), json!(status));
    }
    if let Some(result) = &write.call_result {
        params.insert("call_result".to_owned(), json!(result));
    }
    params
}

fn item(write: &CallWrite, id: i64, kind: Kind, element: i64) -> Value {
    let mut item = json!({"id": id, "element_id": element, "element_type": kind.number()});
    if let Some(request_id) = &write.request_id {
        item["request_id"] = json!(request_id);
    }
    item["_links"] = links(&notes::href(id, kind), "get");
    item
}
