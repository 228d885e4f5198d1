//! The invented contacts, with the companies, leads, tasks and notes around them.

use fastrand::Rng;
use rusqlite::Connection;

use super::basics::{ANNA, USERS};
use super::companies::Companies;
use super::definitions::{EMAIL, PHONE};
use super::extras::Extras;
use super::names::{Name, often};
use super::{ACCOUNT, activity, names, odd, page, person};
use crate::server::contacts::stored;
use crate::server::element::Kind;
use crate::server::linked::{self, FIRST_STATUS};
use crate::server::neighbours::record::{Customer, Lead, Own, Record};
use crate::server::{Error, shape, tasks};
use crate::wire::lenient;
use crate::wire::v2::contact::{Contact, Tag};

/// How far back the first contact was made, in seconds: eight years.
const SPAN: i64 = 8 * 365 * 24 * 60 * 60;
/// One in so many has a name that nobody would choose…
const ODD: u32 = 83;
/// …and one in so many has every field filled.
const COMPLETE: u32 = 149;

const TAGS: [&str; 24] = [
    "опт",
    "розница",
    "новый",
    "повторный",
    "vip",
    "договор",
    "предоплата",
    "рассрочка",
    "самовывоз",
    "выставка 2025",
    "сайт",
    "партнёр",
    "тендер",
    "тёплый",
    "холодный",
    "дилер",
    "регион",
    "b2b",
    "не звонить",
    "должник",
    "жалоба",
    "подарок",
    "дубль?",
    "день рождения",
];

pub(super) fn seed(connection: &Connection, count: u32, seed: u64, now: i64) -> Result<(), Error> {
    let mut town = Town::new(connection, seed, now)?;
    for place in 0..count {
        town.move_in(place, count)?;
    }
    Ok(())
}

struct Town<'a> {
    connection: &'a Connection,
    rng: Rng,
    now: i64,
    companies: Companies,
    extras: Extras,
    tags: Vec<Tag>,
    next_id: i64,
    next_lead: i64,
    next_customer: i64,
}

impl<'a> Town<'a> {
    fn new(connection: &'a Connection, seed: u64, now: i64) -> Result<Self, Error> {
        let mut tags = Vec::new();
        for (id, name) in page::TAGS {
            tags.push(Tag {
                id,
                name: name.to_owned(),
            });
        }
        for name in TAGS {
            tags.push(linked::tag(connection, name)?);
        }
        Ok(Self {
            connection,
            rng: Rng::with_seed(seed),
            now,
            companies: Companies::new(),
            extras: Extras::new(seed, tags.clone()),
            tags,
            next_id: 1_100_000,
            next_lead: 1_300_001,
            next_customer: 466_792,
        })
    }

    /// Contact number `place` of `count`: the later, the younger.
    fn move_in(&mut self, place: u32, count: u32) -> Result<(), Error> {
        self.next_id += self.rng.i64(1..=5);
        let id = self.next_id;
        let step = SPAN / i64::from(count.max(1));
        let created_at = self.now - SPAN + step * i64::from(place) + self.rng.i64(0..step.max(1));
        let age = (self.now - created_at).max(1);
        // Most were changed soon after they were made, some only lately.
        let updated_at = created_at + self.rng.i64(0..age).min(self.rng.i64(0..age));
        let (user, group_id) = *often(&mut self.rng, &USERS);
        let name = self.name(place);
        let mut contact = Contact {
            id,
            name: name.full.clone(),
            first_name: None,
            last_name: None,
            responsible_user_id: user,
            created_by: if self.rng.u32(0..10) < 7 { user } else { ANNA },
            created_at,
            updated_at,
            account_id: ACCOUNT,
            updated_by: user,
            group_id,
            company: None,
            leads: shape::linked("leads", Vec::new()),
            closest_task_at: 0,
            tags: self.draw_tags(),
            custom_fields: person::fields(
                &mut self.rng,
                &name,
                self.now,
                place.is_multiple_of(COMPLETE),
            ),
            customers: shape::linked("customers", Vec::new()),
            links: Some(shape::contact_links(id)),
        };
        self.link(&mut contact)?;
        self.keep_busy(&mut contact)?;
        stored::keep(self.connection, &contact, updated_at, Some(PHONE))
    }

    fn name(&mut self, place: u32) -> Name {
        let mut name = names::draw(&mut self.rng);
        if place % ODD == ODD / 2 {
            name.full = odd::name((place / ODD) as usize);
        }
        name
    }

    fn draw_tags(&mut self) -> Vec<Tag> {
        let mut drawn: Vec<Tag> = Vec::new();
        while drawn.len() < 5 && self.rng.u32(0..100) < 42 {
            let tag = often(&mut self.rng, &self.tags);
            if !drawn.contains(tag) {
                drawn.push(tag.clone());
            }
        }
        drawn
    }

    fn link(&mut self, contact: &mut Contact) -> Result<(), Error> {
        let (user, at) = (contact.responsible_user_id, contact.created_at);
        if self.rng.u32(0..100) < 62 {
            let company =
                self.companies
                    .draw(self.connection, &mut self.rng, &mut self.extras, user, at)?;
            contact.company = Some(shape::company(company.id, company.name));
        }
        let mut leads = Vec::new();
        while leads.len() < 4 && self.rng.u32(0..100) < 35 {
            let id = self.next_lead;
            self.next_lead += 1;
            let steps = [
                FIRST_STATUS,
                FIRST_STATUS + 1,
                FIRST_STATUS + 2,
                FIRST_STATUS + 3,
                142,
                143,
            ];
            let name = format!("Сделка № {id}");
            let mut lead = Lead::new();
            lead.move_to(*names::any(&mut self.rng, &steps), at);
            lead.sale = self.rng.i64(1..400) * 1000;
            lead.party.company = contact.company.as_ref().map(|company| company.id);
            let mut record = Record::new(Kind::Lead, id, &name, user, at);
            record.own = Own::Lead(lead);
            self.extras.lead(&mut record);
            record.introduce(self.connection, None)?;
            leads.push(id);
        }
        contact.leads = shape::linked("leads", leads);
        if self.rng.u32(0..100) < 6 {
            let id = self.next_customer;
            self.next_customer += 1;
            let name = format!("Покупатель № {id}");
            let mut record = Record::new(Kind::Customer, id, &name, user, at);
            let mut customer = Customer::default();
            customer.party.company = contact.company.as_ref().map(|company| company.id);
            self.extras.customer(&mut record, &mut customer);
            record.own = Own::Customer(customer);
            record.introduce(self.connection, None)?;
            contact.customers = shape::linked("customers", vec![id]);
        }
        Ok(())
    }

    fn keep_busy(&mut self, contact: &mut Contact) -> Result<(), Error> {
        let user = contact.responsible_user_id;
        let drawn = activity::tasks(
            &mut self.rng,
            contact.id,
            user,
            contact.created_at,
            self.now,
        );
        let open = drawn.iter().filter(|task| !task.done).map(|task| task.due);
        contact.closest_task_at = open.min().unwrap_or(0);
        for task in &drawn {
            tasks::keep(self.connection, task)?;
        }
        let first = |id: i64| {
            let field = contact.custom_fields.iter().find(|field| field.id == id)?;
            lenient::text(&field.values.first()?.value)
        };
        for note in activity::notes(
            &mut self.rng,
            first(PHONE).as_deref(),
            first(EMAIL).as_deref(),
        ) {
            let at = self.rng.i64(contact.created_at..=self.now);
            activity::keep_note(self.connection, &note, contact.id, user, at)?;
        }
        Ok(())
    }
}
