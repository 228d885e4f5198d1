//! Notes, tasks, companies, leads and customers from the account's items; what has no id is nothing.

use std::collections::HashMap;

use serde_json::Value as Json;

use crate::domain::activity::{Note, Task, Tells};
use crate::domain::contact::Company;
use crate::domain::id::{
    CompanyId, ContactId, CustomerId, LeadId, Moment, NoteId, TaskId, TaskTypeId, UserId,
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

/// A company.
pub(in crate::crm) fn company(item: &Json) -> Option<Company> {
    Some(Company {
        id: CompanyId(number(item, "id")?),
        name: text(item, "name"),
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn tells(note_type: i64, text: &str, params: &Json) -> Tells {
        let item = json!({"id": "7", "created_at": 1_619_342_253_000_i64, "created_by": 3,
            "note_type": note_type.to_string(), "text": text, "params": params});
        let note = note(&item).expect("a note");
        assert_eq!(
            (note.id, note.at, note.by),
            (NoteId(7), Moment(1_619_342_253), UserId(3))
        );
        note.tells
    }

    #[test]
    fn a_note_tells_what_its_type_means_however_its_particulars_are_spelled() {
        assert_eq!(tells(4, "Да", &json!([])), Tells::Text("Да".into()));
        let call = Tells::Call {
            incoming: false,
            phone: "+7999".into(),
            seconds: 75,
            result: "Поговорили".into(),
        };
        let params = json!({"PHONE": "+7999", "DURATION": "75", "call_result": "Поговорили"});
        assert_eq!(tells(11, "", &params), call);
        let mail = Tells::Mail {
            subject: "Счёт".into(),
            from: "a@b.c".into(),
            to: "".into(),
            text: "Высылаю".into(),
        };
        let params = json!({"subject": "Счёт", "FROM": "a@b.c", "content": "Высылаю"});
        assert_eq!(tells(7, "", &params), mail);
        let message = Tells::Message {
            incoming: true,
            phone: "7".into(),
            text: "Ок".into(),
        };
        assert_eq!(tells(102, "", &json!({"phone": 7, "TEXT": "Ок"})), message);
        let service = Tells::Service {
            name: "Бот".into(),
            text: "Вошёл".into(),
        };
        assert_eq!(
            tells(25, "", &json!({"service": "Бот", "text": "Вошёл"})),
            service
        );
        let other = Tells::Other {
            number: 17,
            text: "".into(),
        };
        assert_eq!(tells(17, "", &json!(null)), other);
        assert_eq!(note(&json!({"text": "без номера"})), None);
    }

    #[test]
    fn a_task_counts_while_it_is_open_and_about_this_contact() {
        let task = |done: Json, kind: i64, about: i64| {
            let item =
                json!({"id": 1, "is_completed": done, "element_type": kind, "element_id": about});
            open_task(&item, ContactId(5)).is_some()
        };
        assert!(task(json!(false), 1, 5) && task(json!("0"), 1, 5));
        assert!(!task(json!("1"), 1, 5) && !task(json!(false), 2, 5) && !task(json!(false), 1, 6));
    }

    #[test]
    fn a_lead_is_named_by_the_step_of_its_own_pipeline() {
        let pipelines = [json!({"id": 3, "statuses": {"142": {"name": "Купили &amp; рады"}}})];
        let steps = steps(&pipelines);
        let status = |pipeline: i64| {
            let item = json!({"id": 1, "status_id": 142, "pipeline": {"id": pipeline}});
            let lead = lead(&item, Some(&steps)).expect("a lead");
            assert!(lead.is_closed);
            lead.status.raw().to_owned()
        };
        assert_eq!(
            (status(3).as_str(), status(4).as_str()),
            ("Купили & рады", "")
        );
    }

    #[test]
    fn what_is_printed_keeps_its_order_and_what_is_no_json_its_form() {
        let printed = "{\n  \"b\": 1,\n  \"a\": []\n}";
        assert_eq!(indented(r#"{"b":1,"a":[]}"#.to_owned()), printed);
        assert_eq!(indented("{half".to_owned()), "{half");
    }
}
