//! `/api/v2/customers`: who buys again and again.

use serde_json::{Map, Value, json};

use super::asked::find;
use super::body;
use super::chosen::{self, Chosen};
use super::element::Kind;
use super::fields;
use super::neighbours::record::{Customer, Record};
use super::neighbours::{Codes, Collection, Sight, main_contact};
use crate::wire::v2::neighbour::NeighbourWrite;

/// The API's own list of errors has a code for who has no right and for nothing else (C): the rest is 400, a wrong structure.
const WRONG: u16 = 400;
const FIELDS: fields::Codes = fields::Codes {
    broken: WRONG,
    unknown: WRONG,
    no_values: WRONG,
};

pub(super) const CUSTOMERS: Collection = Collection {
    kind: Kind::Customer,
    path: "/api/v2/customers",
    numbers: &[],
    chosen,
    with: &["only_deleted"],
    codes: Codes {
        body: body::Codes {
            empty: WRONG,
            add: WRONG,
            update: WRONG,
        },
        no_name: WRONG,
        no_id: WRONG,
        no_right: 288,
        fields: [FIELDS, FIELDS],
    },
    deletes: true,
};

/// `filter[date]` with `from` and `to`; its `type` says whether that is about making (as it is without one) or changing.
fn chosen(query: &Map<String, Value>, zone: &str) -> Vec<Chosen> {
    let table = Kind::Customer.name();
    let kind = find(query, "filter[date][type]").and_then(Value::as_str);
    let column = match kind {
        Some("modify") => "updated_at",
        _ => "created_at",
    };
    let mut chosen = chosen::between(query, "filter[date]", table, column, zone);
    if let (Some(kind), Some(first)) = (kind.filter(|kind| *kind == "modify"), chosen.first_mut()) {
        let kind = ("filter[date][type]".to_owned(), kind.to_owned());
        first.parameters.push(kind);
    }
    chosen
}

/// A customer as it is listed.
pub(super) fn item(
    sight: &Sight<'_>,
    record: &Record,
    customer: &Customer,
) -> rusqlite::Result<Value> {
    let contacts = sight.contacts(Kind::Customer, record.id)?;
    Ok(json!({
        "id": record.id,
        "name": record.name,
        "responsible_user_id": record.responsible,
        "created_by": record.created_by,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "account_id": sight.account,
        "updated_by": record.updated_by,
        "group_id": record.group,
        "is_deleted": false,
        "main_contact": main_contact(&customer.party, &contacts),
        "tags": record.tags,
        "custom_fields": record.custom_fields,
        "contacts": contacts,
        "company": sight.company(&customer.party)?,
        "closest_task_at": sight.closest_task(Kind::Customer, record.id)?,
        "period_id": customer.period,
        "periodicity": customer.periodicity,
        "next_price": customer.next_price,
        "next_date": customer.next_date,
        "_links": CUSTOMERS.links(record.id),
    }))
}

/// Takes over what a write says of a customer alone.
pub(super) fn take(customer: &mut Customer, write: &NeighbourWrite) {
    for (kept, written) in [
        (&mut customer.next_price, write.next_price),
        (&mut customer.next_date, write.next_date),
        (&mut customer.period, write.period_id),
        (&mut customer.periodicity, write.periodicity),
    ] {
        *kept = written.unwrap_or(*kept);
    }
}
