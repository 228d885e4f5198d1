//! Deletion, as the web interface does it: the API itself has none for contacts. What is deleted goes into the bin.

use rusqlite::{Connection, named_params};
use serde_json::{Value, json};

use super::stored;
use crate::server::body;
use crate::server::call::Call;
use crate::server::post::{Failure, item};
use crate::server::reply::{Refusal, Reply};
use crate::server::rights::{User, Verb};
use crate::server::{Account, auth, profile};
use crate::wire::lenient;

/// Contacts, as `entity_type` of a multiaction names them: both numbers are in use.
const CONTACTS: [i64; 2] = [1, 17];
/// The `multiaction_type` of changes; the only one here is the action DELETE.
const CHANGE: i64 = 4;

/// `/ajax/contacts/multiple/delete/`: a form with `ID[]`. `ACTION=DELETE` beside it is not needed.
pub(in crate::server) fn delete(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    let removed = remove(account, call, |body| {
        Ok(body.get("ID").map(lenient::ids).unwrap_or_default())
    })?;
    let document = if removed.errors.is_empty() {
        json!({"status": "success", "message": format!("Удаление прошло успешно для {}", removed.count)})
    } else {
        json!({"status": "error", "message": removed.errors.join("\n"), "ERRORS": removed.errors})
    };
    Ok(removed.answer(&document))
}

/// `/ajax/v1/multiactions/set`: actions in `request[multiactions][add]`, each with its `ids`.
pub(in crate::server) fn multiactions(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    let removed = remove(account, call, |body| {
        let actions = body
            .pointer("/request/multiactions/add")
            .and_then(lenient::list)
            .unwrap_or_default();
        let mut ids = Vec::new();
        for action in actions {
            ids.extend(deleted_by(action)?);
        }
        Ok(ids)
    })?;
    // An empty list of errors is an error to some clients: without any, the key is not there.
    let mut set = json!({"add": [{"status": "success", "count": removed.count}]});
    if !removed.errors.is_empty() {
        set["errors"] = json!(removed.errors);
    }
    Ok(removed.answer(&json!({"response": {"multiactions": {"set": set}}})))
}

/// The contacts that a multiaction deletes; any other action is refused, so that nobody takes it for done.
fn deleted_by(action: &Value) -> Result<Vec<i64>, Refusal> {
    let number = |key: &str| action.get(key).and_then(lenient::int);
    let contacts = number("entity_type").is_some_and(|kind| CONTACTS.contains(&kind));
    let deletes = action.pointer("/data/data/ACTION").and_then(Value::as_str) == Some("DELETE");
    if contacts && deletes && number("multiaction_type") == Some(CHANGE) {
        Ok(action.get("ids").map(lenient::ids).unwrap_or_default())
    } else {
        Err(Refusal::code(
            400,
            "Only the deletion of contacts is understood here",
        ))
    }
}

/// What became of the contacts that were to be deleted.
struct Removed {
    caller: auth::Caller,
    count: usize,
    /// Why the others are still there.
    errors: Vec<String>,
}

impl Removed {
    fn answer(self, document: &Value) -> Reply {
        self.caller.answer(Reply::json(document))
    }
}

fn remove(
    account: &Account,
    call: &Call,
    ids: impl Fn(&Value) -> Result<Vec<i64>, Refusal>,
) -> Result<Removed, Refusal> {
    let now = account.now();
    account.write(|tx| {
        let profile = auth::account_of(tx)?;
        let caller = auth::identify(account, tx, &profile, call)?;
        let mut ids = ids(&body::document(call)?)?;
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return Err(Refusal::code(400, "No contacts are named"));
        }
        let mut removed = Removed {
            caller,
            count: 0,
            errors: Vec::new(),
        };
        for id in ids {
            match discard(tx, &removed.caller.user, id, now) {
                Ok(()) => removed.count += 1,
                Err(Failure::Item(why) | Failure::Coded(_, why)) => {
                    removed.errors.push(format!("{id}: {why}"));
                }
                Err(Failure::Request(refusal)) => return Err(refusal),
            }
        }
        Ok(removed)
    })
}

/// Moves a contact into the bin. Its tasks and notes stay, and are not seen without it.
fn discard(connection: &Connection, user: &User, id: i64, now: i64) -> Result<(), Failure> {
    let found = stored::load(connection, id)?;
    let may = |verb, responsible, group| user.may(verb, responsible, group);
    // What the user may not see is answered like what is not there.
    let seen = found.filter(|found| may(Verb::View, found.responsible_user_id, found.group_id));
    let Some(contact) = seen else {
        return item("Contact not found");
    };
    if !may(Verb::Delete, contact.responsible_user_id, contact.group_id) {
        return item("You have no right to delete this contact");
    }
    connection
        .prepare_cached(
            "INSERT INTO deleted_contact (id, body, deleted_by, deleted_at, changed_at)
             SELECT id, body, :user, :now, :tick FROM contact_body WHERE id = :id",
        )?
        .execute(named_params! { ":id": id, ":user": user.id, ":now": now,
        ":tick": profile::tick(connection, now)? })?;
    // Its body, its text and its links go with it.
    connection
        .prepare_cached("DELETE FROM contact WHERE id = :id")?
        .execute(named_params! { ":id": id })?;
    Ok(())
}
