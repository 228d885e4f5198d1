//! Who has a phone.

use std::collections::HashMap;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};

use crate::domain::fold;
use crate::server::element::Kind;
use crate::server::fields::Fields;
use crate::server::rights::User;
use crate::server::select::Condition;

/// So many numbers are looked for in SQL; more are found faster by going through all phones.
const FEW: usize = 16;

/// Who has the phones of one request. They are looked up together: however many calls there are, the contacts are gone through
/// once.
pub(super) struct Phones(HashMap<String, Option<Owner>>);

/// Contacts go before companies; of several the one changed last (C: the documentation says only that one is found).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Owner {
    is_contact: bool,
    changed_at: i64,
    id: i64,
}

impl Phones {
    /// Looks among what the user sees. `numbers` are as [`fold::subscriber`] gives them.
    pub(super) fn look_up(
        connection: &Connection,
        user: &User,
        numbers: impl Iterator<Item = String>,
    ) -> rusqlite::Result<Self> {
        let mut phones = Self(numbers.map(|number| (number, None)).collect());
        if !phones.0.is_empty() {
            phones.look_through_contacts(connection, user)?;
            phones.look_through_companies(connection, user)?;
        }
        Ok(phones)
    }

    /// Whose phone this is.
    pub(super) fn whose(&self, number: &str) -> Option<(Kind, i64)> {
        let owner = (*self.0.get(number)?)?;
        let kind = if owner.is_contact {
            Kind::Contact
        } else {
            Kind::Company
        };
        Some((kind, owner.id))
    }

    fn look_through_contacts(
        &mut self,
        connection: &Connection,
        user: &User,
    ) -> rusqlite::Result<()> {
        let Condition {
            mut sql,
            mut values,
        } = Kind::Contact.rows(user);
        if self.0.len() <= FEW {
            // A number is part of the digits of whoever has it: the others need not be taken apart.
            let has_one = vec!["instr(contact_text.digits, ?)"; self.0.len()].join(" OR ");
            sql = format!("({sql}) AND ({has_one})");
            values.extend(self.0.keys().cloned().map(Sql::from));
        }
        let mut contacts = connection.prepare_cached(&format!(
            "SELECT contact.id, contact.changed_at, contact_text.digits
             FROM contact JOIN contact_text ON contact_text.id = contact.id WHERE {sql}"
        ))?;
        let mut contacts = contacts.query(params_from_iter(values))?;
        while let Some(contact) = contacts.next()? {
            let owner = Owner {
                is_contact: true,
                changed_at: contact.get(1)?,
                id: contact.get(0)?,
            };
            for phone in contact.get_ref(2)?.as_str()?.split_whitespace() {
                self.take(phone, owner);
            }
        }
        Ok(())
    }

    fn look_through_companies(
        &mut self,
        connection: &Connection,
        user: &User,
    ) -> rusqlite::Result<()> {
        let field = Fields::load(connection, Kind::Company.plural())?.phones();
        let Condition { sql, values } = Kind::Company.rows(user);
        let values = values.into_iter().chain([Sql::from(field)]);
        let mut companies = connection.prepare_cached(&format!(
            "SELECT company.id, company.changed_at, phone.value ->> 'value'
             FROM company, json_each(company.custom_fields) AS field, json_each(field.value, '$.values') AS phone
             WHERE ({sql}) AND field.value ->> 'id' = ?"
        ))?;
        let mut companies = companies.query(params_from_iter(values))?;
        while let Some(company) = companies.next()? {
            let owner = Owner {
                is_contact: false,
                changed_at: company.get(1)?,
                id: company.get(0)?,
            };
            if let Some(phone) = company.get::<_, Option<String>>(2)? {
                self.take(&phone, owner);
            }
        }
        Ok(())
    }

    fn take(&mut self, phone: &str, owner: Owner) {
        let wanted = fold::subscriber(phone).and_then(|number| self.0.get_mut(&number));
        if let Some(known) = wanted {
            *known = (*known).max(Some(owner));
        }
    }
}
