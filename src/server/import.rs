//! Contacts from a file into the account, with everything that they name.

use std::collections::HashSet;
use std::io::BufRead;

use rusqlite::{Connection, named_params};
use secrecy::SecretString;
use serde_json::Value;

use super::contacts::names::Parts;
use super::contacts::stored;
use super::element::Kind;
use super::linked;
use super::neighbours::record::{Lead, Own, Record};
use super::profile::{self, Profile};
use super::rights::User;
use super::tasks::{self, Task};
use super::users::{self, Letter, Letters};
use super::{Error, furnish, keys, shape};
use crate::wire::v2::contact::{Contact, Tag};

mod guess;
mod lines;

use guess::Guesses;
use lines::Lines;

/// What an import did.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// How many contacts were taken.
    pub contacts: u64,
    /// Lines that were not taken: their number, from 1, and why.
    pub refused: Vec<(u64, String)>,
    /// The new keys of all users by login, the administrator's first. They are kept nowhere else; none when nothing
    /// was taken.
    pub keys: Vec<(String, SecretString)>,
}

/// Larger numbers are not told apart by clients that read numbers as floats, and leave no room for contacts to come.
const LARGEST_ID: i64 = 1 << 53;

/// Takes what can be taken, line by line, so that a file of any length fits into memory.
pub(super) fn import(
    connection: &Connection,
    reader: impl BufRead,
    now: i64,
) -> Result<Imported, Error> {
    let mut imported = Imported::default();
    let mut guesses = Guesses::default();
    let mut newcomers = Newcomers {
        connection,
        now,
        known: HashSet::new(),
    };
    let mut taken = HashSet::new();
    for line in Lines::over(reader) {
        let (number, text) = line?;
        match read(text) {
            Ok(contact) if !taken.insert(contact.id) => {
                let why = format!("the id {} came before", contact.id);
                imported.refused.push((number, why));
            }
            Ok(contact) => {
                newcomers.welcome(contact, &mut guesses)?;
                imported.contacts += 1;
            }
            Err(why) => imported.refused.push((number, why)),
        }
    }
    if imported.contacts > 0 {
        guesses.keep(connection)?;
        profile::catch_up(connection)?;
        imported.keys = new_keys(connection)?;
    }
    Ok(imported)
}

fn read(line: Result<String, &'static str>) -> Result<Contact, String> {
    let item: Value = serde_json::from_str(&line?).map_err(|error| format!("not JSON: {error}"))?;
    let contact = Contact::read(&item).map_err(|error| error.to_string())?;
    if contact.id <= 0 {
        Err(format!("{} is not an id", contact.id))
    } else if contact.id < LARGEST_ID {
        Ok(contact)
    } else {
        Err(format!("the id {} is too large", contact.id))
    }
}

/// The contacts that come in, and whom and what they bring with them.
struct Newcomers<'a> {
    connection: &'a Connection,
    now: i64,
    /// Users that are known to exist.
    known: HashSet<i64>,
}

impl Newcomers<'_> {
    fn welcome(&mut self, mut contact: Contact, guesses: &mut Guesses) -> Result<(), Error> {
        let connection = self.connection;
        let profile = match Profile::read(connection)? {
            Some(profile) => profile,
            None => found(connection, contact.account_id)?,
        };
        let (responsible, group) = (contact.responsible_user_id, contact.group_id);
        self.meet(responsible, group)?;
        for user in [contact.created_by, contact.updated_by] {
            self.meet(user, 0)?;
        }
        // The group of a contact is that of its responsible user, whatever the file says.
        contact.group_id =
            users::by_id(connection, responsible)?.map_or(0, |found| found.user.group_id);
        contact.account_id = profile.id;
        contact.links = Some(shape::contact_links(contact.id));
        if contact.name.is_empty() {
            let parts = [contact.first_name.as_deref(), contact.last_name.as_deref()];
            let parts: Vec<&str> = parts
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect();
            contact.name = parts.join(" ");
        }
        // The page's shape knows one name only; the parts are kept beside it.
        let (first, last) = (contact.first_name.take(), contact.last_name.take());
        let parts = Parts::given(first.as_deref(), last.as_deref());
        self.link(&mut contact)?;
        self.remember_task(&mut contact)?;
        for field in &mut contact.custom_fields {
            guesses.note(field);
            field.code = None;
        }
        let changed_at = contact.updated_at_seconds().min(self.now);
        stored::keep(connection, &contact, changed_at, guesses.phones())?;
        if let Some(parts) = &parts {
            stored::keep_parts(connection, &contact, Some(parts), guesses.phones())?;
        }
        Ok(())
    }

    /// A user whom nobody met before gets a row, so that he can log in; 0 is a robot.
    fn meet(&mut self, id: i64, group: i64) -> Result<(), Error> {
        if id <= 0 || !self.known.insert(id) || users::by_id(self.connection, id)?.is_some() {
            return Ok(());
        }
        if group > 0 {
            users::create_group(self.connection, group, &format!("Группа {group}"))?;
        }
        let all = Letters::all(Letter::All);
        let account = users::Account {
            user: User {
                id,
                group_id: group.max(0),
                is_admin: false,
                rights: users::rights(all, all),
            },
            name: format!("Пользователь {id}"),
            last_name: String::new(),
            login: format!("user{id}@import.test"),
            language: "ru".to_owned(),
            phone_number: None,
            is_active: true,
            // No key has an empty digest: the keys come last.
            key_digest: Vec::new(),
        };
        Ok(users::create(self.connection, &account)?)
    }

    fn link(&self, contact: &mut Contact) -> Result<(), Error> {
        let (connection, user, at) = (
            self.connection,
            contact.responsible_user_id,
            contact.created_at_seconds(),
        );
        let company = contact.company.take();
        if let Some(company) = &company {
            Record::new(Kind::Company, company.id, &company.name, user, at)
                .introduce(connection, None)?;
            let name = linked::company_name(connection, company.id)?.unwrap_or_default();
            contact.company = Some(shape::company(company.id, name));
        }
        for id in &contact.leads.id {
            let name = format!("Сделка № {id}");
            let mut lead = Lead::new();
            lead.party.company = company.as_ref().map(|company| company.id);
            let own = Own::Lead(lead);
            Record {
                own,
                ..Record::new(Kind::Lead, *id, &name, user, at)
            }
            .introduce(connection, None)?;
        }
        for id in &contact.customers.id {
            let name = format!("Покупатель № {id}");
            Record::new(Kind::Customer, *id, &name, user, at).introduce(connection, None)?;
        }
        contact.leads = shape::linked("leads", std::mem::take(&mut contact.leads.id));
        contact.customers = shape::linked("customers", std::mem::take(&mut contact.customers.id));
        let mut tags: Vec<Tag> = Vec::new();
        for tag in std::mem::take(&mut contact.tags) {
            if tag.id > 0 {
                linked::keep_tag(connection, tag.id, &tag.name)?;
            }
            let tag = linked::tag(connection, &tag.name)?;
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        contact.tags = tags;
        Ok(())
    }

    /// The nearest task is all that a contact tells of its tasks.
    fn remember_task(&self, contact: &mut Contact) -> Result<(), Error> {
        contact.closest_task_at = contact.nearest_task().unwrap_or(0);
        self.connection
            .prepare_cached("DELETE FROM task WHERE element_type = 1 AND element_id = :id")?
            .execute(named_params! { ":id": contact.id })?;
        if contact.closest_task_at > 0 {
            let task = Task {
                contact: contact.id,
                kind: 1,
                text: "Связаться с клиентом".to_owned(),
                due: contact.closest_task_at,
                done: false,
                user: contact.responsible_user_id,
                created_at: contact.updated_at_seconds(),
            };
            tasks::keep(self.connection, &task)?;
        }
        Ok(())
    }
}

/// The account that the first contact came from.
fn found(connection: &Connection, id: i64) -> Result<Profile, Error> {
    let profile = Profile {
        id: if id > 0 { id } else { profile::number()? },
        name: "Импорт".to_owned(),
        subdomain: "import".to_owned(),
        currency: "RUB".to_owned(),
        timezone: "Europe/Moscow".to_owned(),
        language: "ru".to_owned(),
        secret: keys::random()?.to_vec(),
    };
    profile.create(connection)?;
    furnish::furnish(connection, &profile.language)?;
    Ok(profile)
}

/// Gives every user a new random key, and the account an administrator if it has none: the user with the lowest number.
fn new_keys(connection: &Connection) -> Result<Vec<(String, SecretString)>, Error> {
    let Some(profile) = Profile::read(connection)? else {
        return Ok(Vec::new());
    };
    let mut everybody = users::all(connection)?;
    if everybody.is_empty() {
        let all = Letters::all(Letter::All);
        let user = User {
            id: 1,
            group_id: 0,
            is_admin: true,
            rights: users::rights(all, all),
        };
        let admin = users::Account {
            user,
            name: "Администратор".to_owned(),
            last_name: String::new(),
            login: "admin@import.test".to_owned(),
            language: "ru".to_owned(),
            phone_number: None,
            is_active: true,
            key_digest: Vec::new(),
        };
        users::create(connection, &admin)?;
        everybody.push(admin);
    }
    let first = everybody
        .iter()
        .position(|one| one.user.is_admin)
        .unwrap_or(0);
    everybody[..=first].rotate_right(1);
    let seal = profile.seal();
    let mut given = Vec::new();
    for (place, one) in everybody.into_iter().enumerate() {
        let key = keys::api_key()?;
        connection
            .prepare_cached("UPDATE user SET key_digest = :digest, is_admin = is_admin OR :first WHERE id = :id")?
            .execute(named_params! { ":digest": seal.digest(&key), ":first": place == 0, ":id": one.user.id })?;
        given.push((one.login, SecretString::from(key)));
    }
    Ok(given)
}
