//! The bin of leads, companies and customers: rows are moved there, so that whatever reads the living cannot forget to leave
//! out the deleted ones.

use rusqlite::named_params;
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use super::ends;
use super::record::Record;
use super::sight::Sight;
use crate::server::asked::Asked;
use crate::server::element::Kind;
use crate::server::fields::Fields;
use crate::server::post::{Asking, Failure, coded, item};
use crate::server::rights::Verb;
use crate::server::select::{Condition, Select};

/// Moves one into the bin and takes it apart from all that it is linked to. Its tasks and notes stay, and are not seen
/// without it. `no_right` is the code for who may not.
pub(in crate::server) fn discard(
    asking: &Asking<'_>,
    (kind, id): (Kind, i64),
    no_right: u16,
) -> Result<(), Failure> {
    let Asking {
        connection,
        user,
        now,
        ..
    } = *asking;
    let fields = Fields::load(connection, kind.plural())?;
    let found = Record::load(connection, kind, id, &fields)?;
    let may = |verb, of: &Record| user.may(kind, verb, of.responsible, of.group);
    // What the user may not see is answered like what is not there.
    let Some(record) = found.filter(|record| may(Verb::View, record)) else {
        return item(super::not_found(kind));
    };
    if !may(Verb::Delete, &record) {
        return coded(
            no_right,
            format!("You have no right to delete this {}", kind.name()),
        );
    }
    let tick = asking.tick()?;
    let contacts = ends::part_all(connection, &record, tick)?;
    let body = json!({"record": record, "contacts": contacts});
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO deleted_element
                (element_type, id, responsible_user_id, body, deleted_by, deleted_at, changed_at)
             VALUES (:kind, :id, :responsible, :body, :user, :now, :tick)",
        )?
        .execute(
            named_params! { ":kind": kind.number(), ":id": id, ":responsible": record.responsible,
            ":body": body.to_string(), ":user": user.id, ":now": now, ":tick": tick },
        )?;
    connection
        .prepare_cached(&format!("DELETE FROM {} WHERE id = :id", kind.name()))?
        .execute(named_params! { ":id": id })?;
    Ok(())
}

/// A page of what was deleted of what the user saw: the moment and the hand are all that is told of it.
pub(super) fn deleted(
    sight: &Sight<'_>,
    kind: Kind,
    asked: &Asked,
) -> rusqlite::Result<Vec<Value>> {
    let visible = sight.user.reach(kind, Verb::View).on(BIN);
    let mut select = Select::new(BIN, visible, asked);
    select.add(Condition::new(
        format!("{BIN}.element_type = ?"),
        [Sql::from(kind.number())],
    ));
    if let Asked::Filter(filter) = asked {
        select.since(filter, "changed_at");
    }
    // Things of different kinds may have the same number.
    let columns = format!(
        "id, deleted_at, deleted_by, element_type = {} AS fits",
        kind.number()
    );
    let items = select.rows(sight.connection, &columns, |row| {
        let (id, at, by): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let item = json!({"id": id, "is_deleted": true, "updated_at": at, "updated_by": by});
        Ok(row.get::<_, bool>(3)?.then_some(item))
    })?;
    Ok(items.into_iter().flatten().collect())
}

/// The table of the bin.
const BIN: &str = "deleted_element";
