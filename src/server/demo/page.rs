//! The records that the API's documentation names, so that its examples work on the demo account as they stand.

use rusqlite::Connection;
use serde_json::json;

use super::basics::ANNA;
use super::definitions::PHONE;
use crate::server::Error;
use crate::server::contacts::stored;
use crate::server::element::Kind;
use crate::server::linked;
use crate::server::neighbours::record::{Lead, Own, Record};
use crate::server::tasks::{self, Task};
use crate::wire::v2::contact::Contact;

/// How many contacts [`seed`] makes.
pub(super) const CONTACTS: u32 = 2;

/// The tags of the sample, with its ids.
pub(super) const TAGS: [(i64, &str); 2] = [(61881, "доставка"), (61882, "важный")];

/// When the records were last touched, as far as the documentation does not say: before its update example.
const LONG_AGO: i64 = 1_508_499_477;

pub(super) fn seed(connection: &Connection) -> Result<(), Error> {
    for (id, name) in [(1_099_180, "ООО Компания"), (30615, "ООО Горизонт")] {
        Record::new(Kind::Company, id, name, ANNA, LONG_AGO).introduce(connection, None)?;
    }
    for (id, name) in [
        (1_090_391, "Поставка оборудования"),
        (45615, "Доставка по Москве"),
        (43510, "Повторный заказ"),
    ] {
        let mut lead = Lead::new();
        lead.sale = 15_000;
        lead.party.company = (id == 1_090_391).then_some(1_099_180);
        let own = Own::Lead(lead);
        Record {
            own,
            ..Record::new(Kind::Lead, id, name, ANNA, LONG_AGO)
        }
        .introduce(connection, None)?;
    }
    let customer = "ООО Компания, обслуживание";
    Record::new(Kind::Customer, 466_791, customer, ANNA, LONG_AGO).introduce(connection, None)?;
    for (id, name) in TAGS {
        linked::keep_tag(connection, id, name)?;
    }
    for contact in [sample()?, to_update()?] {
        stored::keep(connection, &contact, contact.updated_at, Some(PHONE))?;
    }
    let task = Task {
        contact: 1_099_181,
        kind: 1,
        text: "Уточнить адрес доставки".to_owned(),
        due: 1_509_051_540,
        done: false,
        user: ANNA,
        created_at: 1_509_019_136,
    };
    tasks::keep(connection, &task)?;
    Ok(())
}

/// The sample answer of the documentation.
fn sample() -> Result<Contact, Error> {
    let link = |href: &str| json!({"self": {"href": href, "method": "get"}});
    let contact = json!({
        "id": 1_099_181,
        "name": "Екатерина Долгорукова",
        "responsible_user_id": 504_141,
        "created_by": 504_141,
        "created_at": 1_508_499_477,
        "updated_at": 1_509_019_136,
        "account_id": 13_667_499,
        "updated_by": 504_141,
        "group_id": 0,
        "company": {"id": 1_099_180, "name": "ООО Компания", "_links": link("/api/v2/companies?id=1099180")},
        "leads": {"id": [1_090_391], "_links": link("/api/v2/leads?id=1090391")},
        "closest_task_at": 1_509_051_540,
        "tags": [{"id": 61881, "name": "доставка"}, {"id": 61882, "name": "важный"}],
        "custom_fields": [
            {"id": 4_396_818, "name": "Телефон", "values": [{"value": "89996123232", "enum": "3685087"}], "is_system": true},
            {"id": 4_396_821, "name": "Мгн. сообщения", "values": [{"value": "example.example", "enum": "3685096"}],
                "is_system": true},
            {"id": 4_400_115, "name": "Адрес", "values": [
                {"value": "ул. Ленина, д. 1, г. Москва", "subtype": "1"},
                {"value": "RU", "subtype": "6"}
            ], "is_system": false},
            {"id": 4_400_116, "name": "Мультисписок", "values": [
                {"value": "2", "enum": "3692663"},
                {"value": "3", "enum": "3692664"}
            ], "is_system": false}
        ],
        "customers": {"id": [466_791], "_links": link("/api/v2/customers?id=466791")},
        "_links": link("/api/v2/contacts?id=1099181")
    });
    Ok(serde_json::from_value(contact)?)
}

/// The contact that the documentation's example updates; changed before the moment which that example sends.
fn to_update() -> Result<Contact, Error> {
    let contact = json!({
        "id": 41560,
        "name": "Павел Ермолаев",
        "responsible_user_id": 504_141,
        "created_by": 504_141,
        "created_at": 1_506_844_800,
        "updated_at": 1_508_499_477,
        "account_id": 13_667_499,
        "updated_by": 504_141,
        "group_id": 0,
        "custom_fields": [
            {"id": 4_396_818, "name": "Телефон", "values": [{"value": "+7 (999) 456-12-30", "enum": "3685085"}], "is_system": true},
            {"id": 4_396_819, "name": "Email", "values": [{"value": "p.ermolaev@example.com", "enum": "3685089"}],
                "is_system": true}
        ],
        "_links": {"self": {"href": "/api/v2/contacts?id=41560", "method": "get"}}
    });
    Ok(serde_json::from_value(contact)?)
}
