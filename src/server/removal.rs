//! Deletion, as the web interface does it: the API itself has none for contacts, leads and companies. What is deleted goes
//! into the bin.

use serde_json::{Value, json};

use super::call::Call;
use super::element::Kind;
use super::post::{self, Asking, Failure};
use super::reply::{Refusal, Reply};
use super::{Account, body, contacts, neighbours};
use crate::wire::lenient;

/// What is deleted so, with the numbers that `entity_type` of a multiaction has for it: for contacts both are in use. Leads
/// and companies are taken to be numbered there as everywhere (C).
const KINDS: [(Kind, &[i64]); 3] = [
    (Kind::Contact, &[1, 17]),
    (Kind::Lead, &[2]),
    (Kind::Company, &[3]),
];
/// The `multiaction_type` of changes; the only one here is the action DELETE.
const CHANGE: i64 = 4;
/// The code for who may not, which these answers do not print.
const NO_RIGHT: u16 = 244;

/// `/ajax/contacts/multiple/delete/`: a form with `ID[]`. `ACTION=DELETE` beside it is not needed.
pub(super) fn contacts(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    delete(account, call, Kind::Contact)
}

/// The same at `/ajax/leads/…`.
pub(super) fn leads(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    delete(account, call, Kind::Lead)
}

/// The same at `/ajax/companies/…`.
pub(super) fn companies(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    delete(account, call, Kind::Company)
}

fn delete(account: &Account, call: &Call, kind: Kind) -> Result<Reply, Refusal> {
    let read = || {
        let body = body::document(call)?;
        let ids = body.get("ID").map(lenient::ids).unwrap_or_default();
        doomed(ids.into_iter().map(|id| (kind, id)).collect())
    };
    post::serve(account, call, read, |asking, doomed| {
        let Removed { count, errors } = remove(asking, doomed)?;
        let document = if errors.is_empty() {
            json!({"status": "success", "message": format!("Удаление прошло успешно для {count}")})
        } else {
            json!({"status": "error", "message": errors.join("\n"), "ERRORS": errors})
        };
        Ok(Reply::json(&document))
    })
}

/// `/ajax/v1/multiactions/set`: actions in `request[multiactions][add]`, each with its `ids`.
pub(super) fn multiactions(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    let read = || {
        let body = body::document(call)?;
        let actions = body
            .pointer("/request/multiactions/add")
            .and_then(lenient::list)
            .unwrap_or_default();
        let mut named = Vec::new();
        for action in actions {
            named.extend(deleted_by(action)?);
        }
        doomed(named)
    };
    post::serve(account, call, read, |asking, doomed| {
        let Removed { count, errors } = remove(asking, doomed)?;
        // An empty list of errors is an error to some clients: without any, the key is not there.
        let mut set = json!({"add": [{"status": "success", "count": count}]});
        if !errors.is_empty() {
            set["errors"] = json!(errors);
        }
        Ok(Reply::json(
            &json!({"response": {"multiactions": {"set": set}}}),
        ))
    })
}

/// What a multiaction deletes; any other action is refused, so that nobody takes it for done.
fn deleted_by(action: &Value) -> Result<Vec<(Kind, i64)>, Refusal> {
    let number = |key: &str| action.get(key).and_then(lenient::int);
    let entity = number("entity_type").unwrap_or(0);
    let named = KINDS
        .into_iter()
        .find(|(_, numbers)| numbers.contains(&entity));
    let deletes = action.pointer("/data/data/ACTION").and_then(Value::as_str) == Some("DELETE");
    match named {
        Some((kind, _)) if deletes && number("multiaction_type") == Some(CHANGE) => {
            let ids = action.get("ids").map(lenient::ids).unwrap_or_default();
            Ok(ids.into_iter().map(|id| (kind, id)).collect())
        }
        _ => Err(Refusal::code(
            400,
            "Only the deletion of contacts, leads and companies is understood here",
        )),
    }
}

/// What is to be deleted, each once and no more of it than one request may write.
fn doomed(mut named: Vec<(Kind, i64)>) -> Result<Vec<(Kind, i64)>, Refusal> {
    named.sort_unstable_by_key(|(kind, id)| (kind.number(), *id));
    named.dedup();
    if named.is_empty() {
        return Err(Refusal::code(400, "Nothing to delete is named"));
    }
    body::within_most(named.len())?;
    Ok(named)
}

/// What became of the things that were to be deleted.
#[derive(Default)]
struct Removed {
    count: usize,
    /// Why the others are still there.
    errors: Vec<String>,
}

fn remove(asking: &Asking<'_>, doomed: Vec<(Kind, i64)>) -> Result<Removed, Refusal> {
    let mut removed = Removed::default();
    for (kind, id) in doomed {
        let gone = match kind {
            Kind::Contact => contacts::discard(asking, id),
            other => neighbours::discard(asking, (other, id), NO_RIGHT),
        };
        match gone {
            Ok(()) => removed.count += 1,
            Err(Failure::Item(why) | Failure::Coded(_, why)) => {
                removed.errors.push(format!("{id}: {why}"));
            }
            Err(Failure::Request(refusal)) => return Err(refusal),
        }
    }
    Ok(removed)
}
