//! Notes, tasks, leads and customers from the account's items; what has no id is nothing.

use std::collections::HashMap;

use serde_json::Value as Json;

use crate::domain::activity::{Note, Task, Tells};
use crate::domain::id::{
    ContactId, CustomerId, LeadId, Moment, NoteId, TaskId, TaskTypeId, UserId,
};
use crate::domain::neighbour::{Customer, Lead};
use crate::domain::text::Untrusted;
use crate::wire::{html, lenient};

/// `element_type` of contacts.
pub(in crate::crm) const CONTACT: i64 = 1;
/// Steps that end a lead: won and lost.
const CLOSED: [i64; 2] = [142, 143];

fn number(item: &Json, key: &str) -> Option<i64> {
    item.get(key).and_then(lenient::int)
}

fn text(item: &Json, key: &str) -> Untrusted {
    Untrusted::new(item.get(key).and_then(lenient::text).unwrap_or_default())
}

fn moment(item: &Json, key: &str) -> Moment {
    Moment(lenient::seconds(number(item, key).unwrap_or(0)))
}

/// A note; the case of the keys of its particulars varies from account to account.
pub(in crate::crm) fn note(item: &Json) -> Option<Note> {
    let kind = number(item, "note_type").unwrap_or(0);
    let said = |names: &[&str]| {
        let params = item.get("params").and_then(Json::as_object);
        let found = params.into_iter().flatten().find_map(|(key, value)| {
            let is_wanted = names.iter().any(|name| key.eq_ignore_ascii_case(name));
            lenient::filled(value).filter(|_| is_wanted)
        });
        Untrusted::new(found.unwrap_or_default())
    };
    let own = || match text(item, "text") {
        blank if blank.is_blank() => said(&["text", "html", "content"]),
        text => text,
    };
    let tells = match kind {
        4 => Tells::Text(own()),
        10 | 11 => Tells::Call {
            incoming: kind == 10,
            phone: said(&["phone"]),
            seconds: said(&["duration"]).raw().trim().parse().unwrap_or(0),
            result: match said(&["call_result"]) {
                blank if blank.is_blank() => own(),
                result => result,
            },
        },
        7 | 8 => Tells::Mail {
            subject: said(&["subject"]),
            from: said(&["from"]),
            to: said(&["to"]),
            text: own(),
        },
        102 | 103 => Tells::Message {
            incoming: kind == 102,
            phone: said(&["phone"]),
            text: own(),
        },
        13 => Tells::TaskResult(own()),
        25 => Tells::Service {
            name: said(&["service"]),
            text: own(),
        },
        number => Tells::Other {
            number,
            text: own(),
        },
    };
    Some(Note {
        id: NoteId(number(item, "id")?),
        at: moment(item, "created_at"),
        by: UserId(number(item, "created_by").unwrap_or(0)),
        tells,
    })
}

/// A task of this contact that is not done. An account that overlooks a filter answers with others too.
pub(in crate::crm) fn open_task(item: &Json, contact: ContactId) -> Option<Task> {
    let is_done = item.get("is_completed").and_then(lenient::flag);
    let about = (number(item, "element_type"), number(item, "element_id"));
    if is_done == Some(true) || about != (Some(CONTACT), Some(contact.0)) {
        return None;
    }
    Some(Task {
        id: TaskId(number(item, "id")?),
        kind: TaskTypeId(number(item, "task_type").unwrap_or(0)),
        text: text(item, "text"),
        due: moment(item, "complete_till_at"),
        responsible: UserId(number(item, "responsible_user_id").unwrap_or(0)),
        updated_at: moment(item, "updated_at"),
    })
}

/// A lead, with the name of its step where that is known.
pub(in crate::crm) fn lead(
    item: &Json,
    steps: Option<&HashMap<(i64, i64), String>>,
) -> Option<Lead> {
    let status = number(item, "status_id").unwrap_or(0);
    let pipeline = item.get("pipeline");
    let pipeline = pipeline
        .and_then(|pipeline| number(pipeline, "id"))
        .or_else(|| number(item, "pipeline_id"));
    let step = steps
        .zip(pipeline)
        .and_then(|(steps, pipeline)| steps.get(&(pipeline, status)));
    Some(Lead {
        id: LeadId(number(item, "id")?),
        name: text(item, "name"),
        status: Untrusted::new(step.cloned().unwrap_or_default()),
        sale: number(item, "sale").unwrap_or(0),
        is_closed: CLOSED.contains(&status),
    })
}

/// A customer.
pub(in crate::crm) fn customer(item: &Json) -> Option<Customer> {
    Some(Customer {
        id: CustomerId(number(item, "id")?),
        name: text(item, "name"),
        next_price: number(item, "next_price").unwrap_or(0),
    })
}

/// What the steps of pipelines are called.
pub(in crate::crm) fn steps(pipelines: &[Json]) -> HashMap<(i64, i64), String> {
    let mut names = HashMap::new();
    for pipeline in pipelines {
        let steps = pipeline.get("statuses").map(lenient::entries);
        for (key, step) in steps.unwrap_or_default() {
            let id = number(step, "id").or(key);
            let name = step.get("name").and_then(lenient::text);
            if let (Some(pipeline), Some(id), Some(name)) = (number(pipeline, "id"), id, name) {
                names.insert((pipeline, id), html::unescape(&name).into_owned());
            }
        }
    }
    names
}

/// JSON as people read it: one member a line. What is no JSON stays as it came.
pub(in crate::crm) fn indented(raw: String) -> String {
    serde_json::from_str::<Json>(&raw)
        .and_then(|json| serde_json::to_string_pretty(&json))
        .unwrap_or(raw)
}
