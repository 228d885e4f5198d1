//! `POST /api/v2/fields`: fields made and deleted, by administrators only.

use serde_json::Value;

use super::{NewField, define, remove};
use crate::server::body::{self, Codes};
use crate::server::call::Call;
use crate::server::element::Kind;
use crate::server::post::{self, Asking, Element, Failure, coded};
use crate::server::reply::{Refusal, Reply};
use crate::server::{Account, Error};
use crate::wire::v2::contact::RequestId;
use crate::wire::v2::field::{FieldAdd, FieldDelete};

const FIELDS: &str = "/api/v2/fields";

/// The API's list of codes has none for fields; those of catalogs, which are told of in the same words, stand in (C).
const CODES: Codes = Codes {
    empty: 222,
    add: 283,
    update: 283,
};
const NO_RIGHT: u16 = 244;
const NOT_DELETED: u16 = 281;
const NOT_FOUND: u16 = 282;
const INCOMPLETE: u16 = 285;

/// Answers with what was made and deleted, and of each of the rest with why not.
pub(in crate::server) fn post(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    let read = || {
        let body = body::document(call)?;
        let deletions = FieldDelete::read_all(&body);
        let batch = body::batch(&body, CODES, deletions.len(), FieldAdd::read)?;
        Ok((batch, deletions))
    };
    post::serve(account, call, read, |asking, (batch, deletions)| {
        if !asking.user.is_admin {
            return Err(Refusal::code(
                NO_RIGHT,
                "Only administrators make and delete fields",
            ));
        }
        let mut outcome = asking.run("fields/", &batch, &mut Writer(asking))?;
        for deletion in &deletions {
            let became = delete(asking, deletion);
            outcome.delete(&href(deletion.id), deletion.id, became)?;
        }
        Ok(outcome.reply(FIELDS))
    })
}

struct Writer<'a>(&'a Asking<'a>);

impl post::Writer for Writer<'_> {
    type Element = FieldAdd;

    fn add(&mut self, write: &FieldAdd) -> Result<Value, Failure> {
        let (Some(name), Some(kind), Some(element), Some(origin)) = (
            &write.name,
            &write.field_type,
            write.element_type,
            &write.origin,
        ) else {
            return coded(
                INCOMPLETE,
                "A field needs name, field_type, element_type and origin",
            );
        };
        let Some(owner) = Kind::numbered(element) else {
            return coded(
                NOT_FOUND,
                format!("There are no elements of type {element}"),
            );
        };
        let new = NewField {
            entity: owner.plural().to_owned(),
            name: name.clone(),
            kind: kind.clone(),
            options: write.enums.clone(),
            is_editable: write.is_editable.unwrap_or(true),
            is_required: write.is_required.unwrap_or(false),
            is_deletable: write.is_deletable.unwrap_or(true),
            is_visible: write.is_visible.unwrap_or(true),
            origin: origin.clone(),
        };
        let id = match define(self.0.connection, &new) {
            Err(Error::Mistake(mistake)) => return coded(INCOMPLETE, mistake.to_string()),
            defined => defined?,
        };
        Ok(post::done(&href(id), id, write.request_id.as_ref(), None))
    }

    fn update(&mut self, _: &FieldAdd) -> Result<Value, Failure> {
        post::item("Fields are made and deleted, not updated")
    }
}

/// Deletes a field that the same program made. One that a person made is any program's to delete, if he let it be (C).
fn delete(asking: &Asking<'_>, deletion: &FieldDelete) -> Result<(), Failure> {
    let id = deletion.id;
    let Some(found) = remove::find(asking.connection, id)? else {
        return coded(NOT_FOUND, format!("There is no field {id}"));
    };
    if !found.is_deletable {
        return coded(NOT_DELETED, format!("Field {id} cannot be deleted"));
    }
    if !found.origin.is_empty() && deletion.origin.as_ref() != Some(&found.origin) {
        return coded(
            NOT_DELETED,
            format!("Field {id} was made under another origin"),
        );
    }
    Ok(remove::remove(asking, &found)?)
}

fn href(id: i64) -> String {
    format!("{FIELDS}?id={id}")
}

impl Element for FieldAdd {
    fn id(&self) -> Option<i64> {
        None
    }

    fn request_id(&self) -> Option<&RequestId> {
        self.request_id.as_ref()
    }
}
