//! Tags and custom fields of the invented companies, leads and customers. They are drawn apart from the people, who stay who
//! they are whatever is drawn here.

use fastrand::Rng;

use super::definitions as id;
use super::names::any;
use super::reach;
use crate::server::neighbours::record::{Customer, Record};
use crate::wire::v2::contact::{CustomField, Tag, Value};

const DAY: i64 = 24 * 60 * 60;

/// What draws them.
pub(super) struct Extras {
    rng: Rng,
    tags: Vec<Tag>,
}

impl Extras {
    pub(super) fn new(seed: u64, tags: Vec<Tag>) -> Self {
        Self {
            rng: Rng::with_seed(!seed),
            tags,
        }
    }

    /// Most companies can be reached somehow.
    pub(super) fn company(&mut self, company: &mut Record) {
        self.tag(company, 30);
        let place = company.id;
        self.fill(company, 60, id::PHONE, "Телефон", true, |rng| {
            typed(reach::phone(rng), 3_685_083)
        });
        self.fill(company, 35, id::EMAIL, "Email", true, |_| {
            typed(format!("office-{place}@example.com"), 3_685_089)
        });
        self.fill(company, 30, id::WEB, "Web", true, |_| {
            Value::plain(format!("https://company-{place}.example"))
        });
        self.fill(company, 25, id::COMPANY_ADDRESS, "Адрес", true, |rng| {
            Value::plain(format!("Москва, ул. Садовая, д. {}", rng.u32(1..99)))
        });
    }

    /// Where leads come from, and how their goods travel.
    pub(super) fn lead(&mut self, lead: &mut Record) {
        self.tag(lead, 25);
        self.fill(
            lead,
            40,
            id::LEAD_SOURCE,
            "Откуда сделка",
            false,
            |rng| {
                let (variant, name) = *any(rng, &id::LEAD_SOURCES);
                typed(name.to_owned(), variant)
            },
        );
        let made = lead.created_at;
        self.fill(
            lead,
            20,
            id::LEAD_CONTRACT,
            "Номер договора",
            false,
            |rng| Value::plain(format!("{}/{}", made / DAY, rng.u32(1..500))),
        );
    }

    /// Customers buy again some weeks later.
    pub(super) fn customer(&mut self, record: &mut Record, customer: &mut Customer) {
        self.tag(record, 30);
        customer.periodicity = *any(&mut self.rng, &[30, 60, 90]);
        customer.next_price = self.rng.i64(1..80) * 1000;
        customer.next_date = record.created_at + customer.periodicity * DAY;
    }

    fn tag(&mut self, record: &mut Record, percent: u32) {
        while record.tags.len() < 3 && self.rng.u32(0..100) < percent {
            let tag = any(&mut self.rng, &self.tags);
            if !record.tags.contains(tag) {
                record.tags.push(tag.clone());
            }
        }
    }

    fn fill(
        &mut self,
        record: &mut Record,
        percent: u32,
        id: i64,
        name: &str,
        is_system: bool,
        value: impl FnOnce(&mut Rng) -> Value,
    ) {
        if self.rng.u32(0..100) < percent {
            record.custom_fields.push(CustomField {
                id,
                name: name.to_owned(),
                code: None,
                values: vec![value(&mut self.rng)],
                is_system,
            });
        }
    }
}

fn typed(value: String, variant: i64) -> Value {
    Value {
        variant: Some(variant.to_string()),
        ..Value::plain(value)
    }
}
